/**
 * The search language of the table of cards: words, and fields like `state:suspended factor:consent due:<7
 * stability:>30`, all of which must hold; `-` before one turns it round. Unknown fields and values are named.
 */

/** What is known of a card, for searching. */
export interface SearchedCard {
  id: string
  kind: string
  /** Whether the learner made it. */
  own: boolean
  /** Question and answer, in small letters. */
  text: string
  chapter: string
  objectives: readonly string[]
  factors: readonly string[]
  classes: readonly string[]
  /** Of an own card, levels parted by `::`. */
  tags: readonly string[]
  decks: readonly string[]
  state: 'new' | 'learning' | 'review'
  /** Seen before, and shown today if no daily limit holds it back. */
  waits: boolean
  suspended: boolean
  buried: boolean
  leech: boolean
  /** 0: none. */
  flag: number
  /** Days from today until it is due, negative if overdue; null for a new card. */
  due: number | null
  stability: number | null
  difficulty: number | null
  lapses: number
}
export type CardTest = (card: SearchedCard) => boolean

const states: Record<string, CardTest> = {
  new: ({ state }) => state === 'new',
  learning: ({ state }) => state === 'learning',
  review: ({ state }) => state === 'review',
  due: ({ waits }) => waits,
  suspended: ({ suspended }) => suspended,
  buried: ({ buried }) => buried,
  leech: ({ leech }) => leech,
  flagged: ({ flag }) => flag > 0,
}
const origins: Record<string, CardTest> = { own: ({ own }) => own, book: ({ own }) => !own }
const names: Record<string, (card: SearchedCard) => readonly string[]> = {
  kind: ({ kind }) => [kind],
  chapter: ({ chapter }) => [chapter],
  objective: ({ objectives }) => objectives,
  factor: ({ factors }) => factors,
  class: ({ classes }) => classes,
  card: ({ id }) => [id],
}
/** A name finds what is filed below it, too; `tag:none` what has none. */
const levels: Record<string, (card: SearchedCard) => readonly string[]> = {
  tag: ({ tags }) => tags,
  deck: ({ decks }) => decks,
}
const numbers: Record<string, (card: SearchedCard) => number | null> = {
  due: ({ due }) => due,
  stability: ({ stability }) => stability,
  difficulty: ({ difficulty }) => difficulty,
  lapses: ({ lapses }) => lapses,
  flag: ({ flag }) => flag,
}
export const searchFields = ['state', 'is', ...Object.keys(names), ...Object.keys(levels), ...Object.keys(numbers)]

/** The test a search stands for, or what is wrong with it in words. */
export function cardSearch(search: string): { test: CardTest } | { problem: string } {
  const tests: CardTest[] = []
  for (const part of search.match(/-?(?:\w+:)?"[^"]*"|\S+/g) ?? []) {
    const not = part.startsWith('-') && part.length > 1
    const term = not ? part.slice(1) : part
    const found = termTest(term)
    if (typeof found === 'string') return { problem: found }
    tests.push(not ? (card) => !found(card) : found)
  }
  return { test: (card) => tests.every((test) => test(card)) }
}

function termTest(term: string): CardTest | string {
  const [, field, given = ''] = /^(\w+):(.*)$/s.exec(term) ?? []
  if (field === undefined) {
    const words = unquoted(term).toLowerCase()
    return (card) => card.text.includes(words)
  }
  const key = field.toLowerCase()
  const value = unquoted(given)
  if (key === 'state') {
    const name = value.toLowerCase()
    return Object.hasOwn(states, name)
      ? (states[name] as CardTest)
      : `state:${value}? It is one of ${Object.keys(states).join(', ')}.`
  }
  if (key === 'is') {
    const name = value.toLowerCase()
    return Object.hasOwn(origins, name)
      ? (origins[name] as CardTest)
      : `is:${value}? It is ${Object.keys(origins).join(' or ')}.`
  }
  if (Object.hasOwn(names, key)) {
    const wanted = value.toLowerCase()
    return (card) => (names[key]?.(card) ?? []).some((name) => name.toLowerCase() === wanted)
  }
  if (Object.hasOwn(levels, key)) {
    const wanted = value.toLowerCase()
    return (card) => {
      const found = levels[key]?.(card) ?? []
      if (wanted === 'none') return found.length === 0
      return found.some((name) => `${name}::`.toLowerCase().startsWith(`${wanted}::`))
    }
  }
  if (Object.hasOwn(numbers, key)) return numberTest(key, value)
  return `There is no field “${field}”. Fields are ${searchFields.join(', ')}.`
}

function numberTest(key: string, value: string): CardTest | string {
  const [, sign = '', digits = ''] = /^(<=|>=|<|>|=)?(-?\d+(?:\.\d+)?)$/.exec(value) ?? []
  if (digits === '') return `${key}: takes a number, as in ${key}:<7 or ${key}:>=30.`
  const wanted = Number(digits)
  const holds: Record<string, (number: number) => boolean> = {
    '<': (number) => number < wanted,
    '<=': (number) => number <= wanted,
    '>': (number) => number > wanted,
    '>=': (number) => number >= wanted,
  }
  const compare = holds[sign] ?? ((number) => number === wanted)
  return (card) => {
    const number = numbers[key]?.(card) ?? null
    return number !== null && compare(number)
  }
}

function unquoted(text: string): string {
  return text.replaceAll('"', '')
}
