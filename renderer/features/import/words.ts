/** What is said of files and of what an import does. */
import type { ExchangeProblem } from '../../../shared/model/exchange'
import type { ImportState } from '../../../shared/model/imports'
import type { ColumnRole, Delimiter, Encoding } from '../../../shared/model/text-import'
import { exchangeSentence } from '../../../shared/rules/exchange-words'
import { count } from '../../ui/words'

type Detail = Record<string, string | number>
type Sentence = string | ((detail: Detail) => string)

const fields: Record<string, string> = {
  ...{ front: 'front', back: 'back', text: 'text', options: 'option', accept: 'accepted answer', note: 'note' },
}
const field = ({ field: name, index }: Detail) => `The ${fields[name ?? ''] ?? name}${index ? ` ${index}` : ''}`
const front = (detail: Detail) => (detail.front ? `“${detail.front}” ` : 'The card ')

const problems: Record<string, Sentence> = {
  'card-empty': (detail) => `${field(detail)} is empty. It was left out.`,
  'card-too-long': (detail) => `${field(detail)} is longer than 10,000 characters. It was left out.`,
  'card-no-deletion': 'There is no blank to fill in it. It was left out.',
  'card-too-many': (detail) => `There are too many ${detail.field === 'text' ? 'blanks' : 'answers'}. It was left out.`,
  'card-too-few': 'A multiple-choice card needs two answers. It was left out.',
  'card-none-right': 'No answer is marked as the right one. It was left out.',
  'card-several-right': 'Several answers are marked as right. It was left out.',
  'card-twice': (detail) => `${field(detail)} stands there twice. It was left out.`,
  'id-too-long': 'Its identity is too long. It was left out.',
  'of-the-book': 'It is a card of the book, which you have already.',
  'twice-in-file': (detail) => `${front(detail)}is in the file twice. The first one counts.`,
  'removed-here': (detail) => `${front(detail)}was removed here. It was left out.`,
  'first-field-known': (detail) => `${front(detail)}is here already. It was left out.`,
  'other-model': (detail) => `${front(detail)}is here as another type of note. What is here was kept.`,
  'edited-here': (detail) => `${front(detail)}was edited here. What is here was kept.`,
  'quotes-open': 'A quotation mark is never closed, so the rest of the file may be part of it. It was left out.',
  'nul-bytes': 'It has characters in it that no text has. It was left out.',
  'cell-too-long': ({ length }) =>
    `A cell is ${Number(length).toLocaleString('en-US')} characters long; 10,000 can be taken. It was left out.`,
  'broken-letters': 'Letters that could not be read were replaced. Another encoding may be the right one.',
}
export const problemSentence = ({ code, detail = {} }: ExchangeProblem): string =>
  sentence(problems, code, detail) ?? exchangeSentence({ code, detail }) ?? `It could not be taken as it was (${code}).`

function sentence(from: Record<string, Sentence>, code: string, detail: Detail): string | null {
  const found = Object.hasOwn(from, code) ? from[code] : undefined
  return typeof found === 'function' ? found(detail) : (found ?? null)
}

export const roleNames: Record<ColumnRole, string> = {
  front: 'Front',
  back: 'Back',
  note: 'Note',
  tags: 'Tags',
  deck: 'Deck',
  kind: 'Kind of card',
  accept: 'Accepted answers',
  options: 'Options',
  guid: 'Identity',
  ignored: 'Left out',
}
export const delimiterNames: Record<Delimiter, string> = {
  ',': 'Comma',
  ';': 'Semicolon',
  '\t': 'Tab',
  '|': 'Vertical bar',
  ':': 'Colon',
  ' ': 'Blank',
}
export const encodingNames: Record<Encoding, string> = {
  'utf-8': 'UTF-8',
  'windows-1252': 'Windows (Western)',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16, big end first',
}

export function stepWords(state: Extract<ImportState, { state: 'running' }>): string {
  const of = (what: string) => `${state.done.toLocaleString('en-US')} of ${count(state.total, what)}`
  switch (state.step) {
    case 'reading':
      return 'Reading the file …'
    case 'looking':
      return `Comparing with your cards: ${of('note')} …`
    case 'backup':
      return 'Making a backup first …'
    case 'pictures':
      return `Keeping pictures: ${of('picture')} …`
    case 'writing':
      return `Importing: ${of('note')} …`
  }
}
