/** The learner's own cards: what is wrong with one, and the cards it makes. Text stays text: nothing in it is a mark but a deletion. */
import type { Card, Inline, Option } from '../model/content'
import type { OwnCard, OwnCardText } from '../model/own-card'
import { type MarkupNode, markupToText, parseMarkup, trimmed, wordsOfMarkup } from './card-markup'
import { hash } from './hash'
import { typedAnswer } from './typed-answer'

/** Longest field, in UTF-16 units. */
export const longestField = 10_000
/** Answers of one card: options, or answers accepted. */
export const mostAnswers = 20
/** Deletions of one text: each is a card. */
export const mostDeletions = 50
/** Tags of one card, and the longest of them and of a deck's name, in UTF-16 units. */
export const mostTags = 100
export const longestTag = 200
export const longestDeck = 500
const longestName = 300

/** A part of a cloze text. `number` is what stands before the answer: `{{c2::answer}}`. */
type Part = { text: string } | Deletion
interface Deletion {
  answer: string
  hint: string | undefined
  number?: number
}

/** What isn't a whole deletion is text like any other; in markup (`rules/card-markup.ts`) neither is one with a backslash before it. */
export function clozeParts(text: string, markup = false): Part[] {
  const parts: Part[] = []
  let from = 0
  const pattern = markup ? /\\[\s\S]|\{\{((?:[^{}\\]|\\[\s\S])+)\}\}/g : /\{\{([^{}]+)\}\}/g
  for (const match of text.matchAll(pattern)) {
    const found = deletionOf(match[1] ?? '')
    if (!found) continue
    if (match.index > from) parts.push({ text: text.slice(from, match.index) })
    parts.push(found)
    from = match.index + match[0].length
  }
  if (from < text.length) parts.push({ text: text.slice(from) })
  return parts
}

/** What stands between the braces: `answer`, `answer::hint`, and both with a number before them, as Anki writes it. */
export function deletionOf(inside: string): Deletion | null {
  const numbered = /^c([1-9]\d{0,2})::/.exec(inside)
  const [words = '', hint] = inside.slice(numbered?.[0].length ?? 0).split(/::(.*)/s)
  const answer = words.trim()
  if (answer === '') return null
  return { answer, hint: hint?.trim() || undefined, ...(numbered && { number: Number(numbered[1]) - 1 }) }
}

const deletionsOf = (text: string, markup?: boolean): Deletion[] =>
  clozeParts(text, markup).flatMap((part) => ('answer' in part ? [part] : []))

/** The answers of the deletions, in the order of the text. */
export function deletionsIn(text: string, markup?: boolean): string[] {
  return deletionsOf(text, markup).map(({ answer }) => answer)
}

/**
 * Gives each deletion its number: the one it names, and those of one number are asked together. Of the others, one that
 * stood in the text before, anywhere, keeps its number; one whose spelling was mended does too; the rest get numbers
 * that were never used.
 */
export function withNumbers(text: OwnCardText, before: OwnCard | null): OwnCard {
  if (text.kind !== 'cloze') return { text }
  const deletions = deletionsOf(text.text, text.markup)
  const answers = deletions.map(({ answer }) => answer)
  const numbers = deletions.map(({ number }) => number)
  const named = new Set(numbers)
  const known = before?.text.kind === 'cloze' ? deletionsIn(before.text.text, before.text.markup) : []
  const free = known
    .map((answer, index) => ({ answer, number: before?.deletions?.numbers[index] ?? index }))
    .filter(({ number }) => !named.has(number))
  const takeOver = (same: (answer: string, earlier: string) => boolean) => {
    answers.forEach((answer, index) => {
      if (numbers[index] !== undefined) return
      const at = free.findIndex((earlier) => same(answer, earlier.answer))
      if (at >= 0) numbers[index] = free.splice(at, 1)[0]?.number
    })
  }
  takeOver((answer, earlier) => answer === earlier)
  takeOver((answer, earlier) => typedAnswer(answer, [earlier]).verdict !== 'wrong')
  let next = Math.max(before?.deletions?.next ?? 0, ...deletions.map(({ number = -1 }) => number + 1))
  const given = numbers.map((number) => number ?? next++)
  return { text, deletions: { numbers: given, next } }
}

/** The same for a text from elsewhere, whose deletions have their numbers already; equal ones are asked together. */
export function withGivenNumbers(text: OwnCardText, numbers: readonly number[]): OwnCard {
  if (text.kind !== 'cloze') return { text }
  const given = deletionsIn(text.text, text.markup).map((_, index) => numbers[index] ?? index)
  return { text, deletions: { numbers: given, next: Math.max(-1, ...given) + 1 } }
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
    const deletions = deletionsIn(card.text, card.markup).length
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
  const { inlines, words } = text.markup ? marked : plain
  const sides = (front: string, back: string) => ({
    ...{ front: inlines(front), back: inlines(back) },
    ...{ frontText: nameOf(words(front)), backText: oneLine(words(back)) },
  })
  const common = {
    own,
    ...(place ?? nowhere),
    objectives: [],
    factors: text.factors,
    classes: [],
    terms: [],
    why: inlines(text.note),
    facts: [],
    ...(text.tags && { tags: text.tags }),
    ...(text.deck !== undefined && { deck: text.deck }),
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
        ({ text, right }): Option => ({ id: optionId(words(text)), text: inlines(text), right, why: [] }),
      )
      const right = text.options.find((option) => option.right)?.text ?? ''
      return [{ ...common, id: id(0), kind: 'multiple-choice', ...sides(text.front, right), options }]
    }
    case 'cloze':
      return clozeCards(text.text, deletions?.numbers ?? [], text.markup).map(({ number, ...asked }) => ({
        ...common,
        ...asked,
        id: id(number),
        kind: 'cloze',
        item: id(0),
      }))
  }
}

/** One card a number: its deletions are the gaps, all others are filled. */
function clozeCards(text: string, numbers: readonly number[], markup?: boolean) {
  const parts: MarkupNode[] = markup
    ? parseMarkup(text, deletionOf)
    : clozeParts(text).map((part) =>
        'answer' in part
          ? { type: 'deletion', children: [{ type: 'text', text: part.answer }], hint: part.hint }
          : { type: 'text', text: part.text },
      )
  const order = new Map<MarkupNode, number>()
  const find = (node: MarkupNode): void => {
    if (node.type === 'deletion') order.set(node, numbers[order.size] ?? order.size)
    else if ('children' in node) node.children.forEach(find)
  }
  parts.forEach(find)
  return [...new Set(order.values())].map((number) => {
    const asked = (nodes: MarkupNode[]): Inline[] =>
      nodes.flatMap((node): Inline[] => {
        if (node.type === 'deletion') {
          if (order.get(node) !== number) return asked(node.children)
          return [{ type: 'gap', ...(node.hint !== undefined && { hint: node.hint }) }]
        }
        if ('children' in node) return [{ type: node.type, children: asked(node.children) }]
        return [node]
      })
    const front = asked(parts)
    const answers = [...order].flatMap(([node, at]) => (at === number && 'children' in node ? [node.children] : []))
    const back = answers.flatMap((answer, at): MarkupNode[] =>
      at === 0 ? trimmed(answer) : [{ type: 'text', text: ' … ' }, ...trimmed(answer)],
    )
    return {
      number,
      front,
      back: asked(back),
      frontText: nameOf(wordsOfFront(front)),
      backText: oneLine(wordsOfMarkup(back)),
    }
  })
}

function wordsOfFront(front: readonly Inline[]): string {
  return front
    .map((part) => {
      if (part.type === 'gap') return `[${part.hint ?? '…'}]`
      if (part.type === 'text') return part.text
      if (part.type === 'image') return part.alt || 'picture'
      return 'children' in part ? wordsOfFront(part.children) : ' '
    })
    .join('')
}

/** By its words, so that what was chosen stays what it was when options change places. */
const optionId = (text: string) => hash(oneLine(text)).toString(16).padStart(8, '0')

/** How a text is read: as it stands, or as markup. */
const plain = {
  inlines: (text: string): Inline[] => (text.trim() === '' ? [] : [{ type: 'text', text: text.trim() }]),
  words: (text: string): string => text,
}
const marked = {
  // Without deletions there are only inlines.
  inlines: (text: string): Inline[] => trimmed(parseMarkup(text)) as Inline[],
  words: markupToText,
}
/** Most texts are one line already, and there may be tens of thousands. */
const oneLine = (text: string) => (/[^\S ]| {2}/.test(text) ? text.replace(/\s+/g, ' ') : text).trim()
/** A question is a card's name in lists; a long one is cut there, between two characters. */
function nameOf(text: string): string {
  const line = oneLine(text)
  return line.length <= longestName ? line : `${line.slice(0, longestName).replace(/[\uD800-\uDBFF]$/, '')} …`
}
