/** The learner's own cards: what is wrong with one, and the cards it makes. Text stays text: nothing in it is a mark but a deletion. */
import type { Card, Inline, Option } from '../model/content'
import type { OwnCard, OwnCardText } from '../model/own-card'
import { hash } from './hash'
import { typedAnswer } from './typed-answer'

/** Longest field, in UTF-16 units. */
export const longestField = 10_000
/** Answers of one card: options, or answers accepted. */
export const mostAnswers = 20
/** Deletions of one text: each is a card. */
export const mostDeletions = 50
const longestName = 300

/** A part of a cloze text. */
type Part = { text: string } | { answer: string; hint: string | undefined }

/** What isn't a whole deletion is text like any other. */
export function clozeParts(text: string): Part[] {
  const parts: Part[] = []
  let from = 0
  for (const match of text.matchAll(/\{\{([^{}]+)\}\}/g)) {
    const [inside = '', hint] = (match[1] ?? '').split(/::(.*)/s)
    if (inside.trim() === '') continue
    if (match.index > from) parts.push({ text: text.slice(from, match.index) })
    parts.push({ answer: inside.trim(), hint: hint?.trim() || undefined })
    from = match.index + match[0].length
  }
  if (from < text.length) parts.push({ text: text.slice(from) })
  return parts
}

/** The answers of the deletions, in the order of the text. */
export function deletionsIn(text: string): string[] {
  return clozeParts(text).flatMap((part) => ('answer' in part ? [part.answer] : []))
}

/**
 * Gives each deletion its number. One that stood in the text before, anywhere, keeps its number; one whose spelling was
 * mended does too; others get numbers that were never used.
 */
export function withNumbers(text: OwnCardText, before: OwnCard | null): OwnCard {
  if (text.kind !== 'cloze') return { text }
  const answers = deletionsIn(text.text)
  const known = before?.text.kind === 'cloze' ? deletionsIn(before.text.text) : []
  const free = known.map((answer, index) => ({ answer, number: before?.deletions?.numbers[index] ?? index }))
  const numbers: (number | undefined)[] = answers.map(() => undefined)
  const takeOver = (same: (answer: string, earlier: string) => boolean) => {
    answers.forEach((answer, index) => {
      if (numbers[index] !== undefined) return
      const at = free.findIndex((earlier) => same(answer, earlier.answer))
      if (at >= 0) numbers[index] = free.splice(at, 1)[0]?.number
    })
  }
  takeOver((answer, earlier) => answer === earlier)
  takeOver((answer, earlier) => typedAnswer(answer, [earlier]).verdict !== 'wrong')
  let next = before?.deletions?.next ?? 0
  const given = numbers.map((number) => number ?? next++)
  return { text, deletions: { numbers: given, next } }
}

/** What keeps a card from being asked, by field. */
export interface OwnCardProblem {
  field: 'front' | 'back' | 'text' | 'options' | 'accept' | 'note'
  /** Of an option or accepted answer: which one. */
  index?: number
  what: 'empty' | 'too-long' | 'no-deletion' | 'too-many' | 'too-few' | 'none-right' | 'several-right' | 'twice'
}

export function problemsOf(card: OwnCardText): OwnCardProblem[] {
  const problems: OwnCardProblem[] = []
  const check = (field: OwnCardProblem['field'], text: string, index?: number) => {
    const at = { field, ...(index !== undefined && { index }) }
    if (text.trim() === '') problems.push({ ...at, what: 'empty' })
    else if (text.length > longestField) problems.push({ ...at, what: 'too-long' })
  }
  if (card.note.length > longestField) problems.push({ field: 'note', what: 'too-long' })
  if (card.kind === 'cloze') {
    check('text', card.text)
    const deletions = deletionsIn(card.text).length
    if (card.text.trim() !== '' && deletions === 0) problems.push({ field: 'text', what: 'no-deletion' })
    if (deletions > mostDeletions) problems.push({ field: 'text', what: 'too-many' })
    return problems
  }
  check('front', card.front)
  if (card.kind === 'multiple-choice') {
    const { options } = card
    for (const [index, { text }] of options.entries()) {
      check('options', text, index)
      const first = options.findIndex((option) => oneLine(option.text) === oneLine(text))
      if (text.trim() !== '' && first < index) problems.push({ field: 'options', index, what: 'twice' })
    }
    const right = options.filter((option) => option.right).length
    if (options.length < 2) problems.push({ field: 'options', what: 'too-few' })
    if (options.length > mostAnswers) problems.push({ field: 'options', what: 'too-many' })
    if (right !== 1) problems.push({ field: 'options', what: right === 0 ? 'none-right' : 'several-right' })
    return problems
  }
  check('back', card.back)
  if (card.kind !== 'typed') return problems
  for (const [index, answer] of card.accept.entries()) check('accept', answer, index)
  if (card.accept.length > mostAnswers) problems.push({ field: 'accept', what: 'too-many' })
  return problems
}

const prefix = 'own:'
export const ownCardId = (own: string, number: number): string =>
  number === 0 ? `${prefix}${own}` : `${prefix}${own}:${number}`
/** Id of the own text that a card is made from; null for a card of the pack. */
export function ownIdOf(card: string): string | null {
  return card.startsWith(prefix) ? (card.slice(prefix.length).split(':')[0] ?? null) : null
}

/** Where a card's link leads in this edition of the pack; empty where the place is gone. */
export interface FoundPlace {
  chapter: string
  section: string
  paragraph: string
}
const nowhere: FoundPlace = { chapter: '', section: '', paragraph: '' }

/** The cards that one own text makes, as the rest of the app knows them. */
export function cardsFrom(own: string, { text, deletions }: OwnCard, place: FoundPlace | null): Card[] {
  const common = {
    own,
    ...(place ?? nowhere),
    objectives: [],
    factors: text.factors,
    classes: [],
    terms: [],
    why: inlines(text.note),
    facts: [],
  }
  const id = (number: number) => ownCardId(own, number)
  switch (text.kind) {
    case 'basic':
      return [{ ...common, id: id(0), kind: 'basic', ...sides(text.front, text.back) }]
    case 'typed':
      return [{ ...common, id: id(0), kind: 'typed', ...sides(text.front, text.back), accept: text.accept }]
    case 'reversed':
      return [
        { ...common, id: id(0), kind: 'reversed', item: id(0), ...sides(text.front, text.back) },
        { ...common, id: id(1), kind: 'reversed', item: id(0), ...sides(text.back, text.front) },
      ]
    case 'multiple-choice': {
      const options = text.options.map(
        ({ text, right }): Option => ({ id: optionId(text), text: inlines(text), right, why: [] }),
      )
      const right = text.options.find((option) => option.right)?.text ?? ''
      return [{ ...common, id: id(0), kind: 'multiple-choice', ...sides(text.front, right), options }]
    }
    case 'cloze':
      return clozeCards(text.text, deletions?.numbers ?? []).map(({ number, ...asked }) => ({
        ...common,
        ...asked,
        id: id(number),
        kind: 'cloze',
        item: id(0),
      }))
  }
}

function clozeCards(text: string, numbers: readonly number[]) {
  const parts = clozeParts(text)
  const deletions = parts.flatMap((part, index) => ('answer' in part ? [{ ...part, index }] : []))
  return deletions.map(({ answer, hint, index }, order) => {
    const front: Inline[] = parts.map((part, at): Inline => {
      if (at === index) return { type: 'gap', ...(hint !== undefined && { hint }) }
      return { type: 'text', text: 'answer' in part ? part.answer : part.text }
    })
    const words = parts.map((part, at) =>
      at === index ? `[${hint ?? '…'}]` : 'answer' in part ? part.answer : part.text,
    )
    return {
      number: numbers[order] ?? order,
      front,
      back: inlines(answer),
      frontText: nameOf(words.join('')),
      backText: oneLine(answer),
    }
  })
}

/** By its words, so that what was chosen stays what it was when options change places. */
const optionId = (text: string) => hash(oneLine(text)).toString(16).padStart(8, '0')

function sides(front: string, back: string) {
  return { front: inlines(front), back: inlines(back), frontText: nameOf(front), backText: oneLine(back) }
}
const inlines = (text: string): Inline[] => (text.trim() === '' ? [] : [{ type: 'text', text: text.trim() }])
/** Most texts are one line already, and there may be tens of thousands. */
const oneLine = (text: string) => (/[^\S ]| {2}/.test(text) ? text.replace(/\s+/g, ' ') : text).trim()
/** A question is a card's name in lists; a long one is cut there, between two characters. */
function nameOf(text: string): string {
  const line = oneLine(text)
  return line.length <= longestName ? line : `${line.slice(0, longestName).replace(/[\uD800-\uDBFF]$/, '')} …`
}
