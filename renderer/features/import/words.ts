/** What is said of files and of what an import does. */
import type { ImportState } from '../../../shared/model/imports'
import type { ColumnRole, Delimiter, Encoding } from '../../../shared/model/text-import'
import { count } from '../../ui/words'

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
