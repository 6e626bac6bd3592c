/**
 * A typed answer against the words it should be: case, accents, punctuation, spaces, hyphens, dots of abbreviations and a
 * leading article don't count; a slip of the fingers makes it `close`. The order of the words does count, and so does
 * every digit.
 */
import { withoutAccents } from './letters'

/** A word of one of the two texts. `slip`: misspelt; `extra`: typed but not in the answer; `missing`: not typed. */
export type ComparedWord =
  | { how: 'same' | 'slip'; typed: string; expected: string }
  | { how: 'extra'; typed: string }
  | { how: 'missing'; expected: string }
export interface TypedAnswer {
  verdict: 'right' | 'close' | 'wrong'
  /** The answer it was compared with: the one taken as right that it comes nearest to. */
  expected: string
  /** Both texts word by word, in order. */
  words: ComparedWord[]
}

/** Longest text that is compared word by word; what is longer is just another text. */
const mostWords = 200
/** A slip is allowed in words of this many letters, a second one in longer ones. None in shorter words and in numbers. */
const lettersForOne = 5
const lettersForTwo = 10
/** In the whole answer together. */
const mostSlips = 2

/** `accepted[0]` is the answer, the others are taken as right besides. Something must have been typed. */
export function typedAnswer(typed: string, accepted: readonly [string, ...string[]]): TypedAnswer {
  const [answer] = accepted
  const right = accepted.find((expected) => isSame(typed, expected))
  if (right !== undefined) return { verdict: 'right', expected: right, words: compared(typed, right) }
  const slips = accepted.map((expected) => slipsIn(typed, expected))
  const fewest = Math.min(...slips)
  const near = fewest <= mostSlips ? accepted[slips.indexOf(fewest)] : undefined
  if (near !== undefined) return { verdict: 'close', expected: near, words: compared(typed, near) }
  return { verdict: 'wrong', expected: answer, words: compared(typed, answer) }
}

interface Word {
  /** As it stands in the text, with its punctuation. */
  shown: string
  /** What counts of it; empty for punctuation alone. */
  parts: string[]
}

function wordsOf(text: string): Word[] {
  const words = text
    .split(/\s+/u)
    .filter(Boolean)
    .map((shown) => ({ shown, parts: partsOf(shown) }))
  const said = words.filter(({ parts }) => parts.length > 0)
  const [first] = said
  // "The" alone may be the answer; before other words it is only manner.
  if (first && said.length > 1 && articles.has(first.parts.join(''))) first.parts = []
  return words
}
const articles = new Set(['the', 'a', 'an'])

/** Runs of letters and of digits: `FY2022` and `FY 2022` are the same, so are `U.S.` and `US`, `2,200` and `2200`. */
function partsOf(word: string): string[] {
  const plain = withoutAccents(word)
    .toLowerCase()
    .replace(/(\p{L})['’](?=\p{L})/gu, '$1')
    .replace(/\b\p{L}(?:\.\p{L})+\b/gu, (letters) => letters.replaceAll('.', ''))
    .replace(/(\p{Nd}),(?=\p{Nd}{3}(?!\p{Nd}))/gu, '$1')
  return plain.match(/\p{L}+|\p{N}+/gu) ?? []
}

const isNumber = (part: string) => /\p{N}/u.test(part)

function isSame(typed: string, expected: string): boolean {
  const [one, other] = [keyOf(typed), keyOf(expected)]
  // Of signs alone, the signs count.
  return one === '' && other === '' ? bare(typed) === bare(expected) : one === other
}
/** Letters run together, so that `co-operation` and `cooperation` are the same; numbers stay apart. */
function keyOf(text: string): string {
  return wordsOf(text)
    .flatMap(({ parts }) => parts)
    .reduce((key, part) => (isNumber(part) ? `${key} ${part} ` : key + part), '')
    .trim()
}
const bare = (text: string) => text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase()

/** How many slips apart the two are; infinite where that is more than slips. */
function slipsIn(typed: string, expected: string): number {
  const one = wordsOf(typed).flatMap(({ parts }) => parts)
  const other = wordsOf(expected).flatMap(({ parts }) => parts)
  if (one.length !== other.length || one.length === 0 || one.length > mostWords) return Number.POSITIVE_INFINITY
  return one.reduce((slips, part, index) => slips + slipsInPart(part, other[index] ?? ''), 0)
}

function slipsInPart(typed: string, expected: string): number {
  if (typed === expected) return 0
  const allowed = isNumber(expected) || isNumber(typed) ? 0 : allowedIn(expected)
  const slips = allowed === 0 ? Number.POSITIVE_INFINITY : distance([...typed], [...expected], allowed)
  return slips <= allowed ? slips : Number.POSITIVE_INFINITY
}
const allowedIn = (word: string) => {
  const letters = [...word].length
  return letters >= lettersForTwo ? 2 : letters >= lettersForOne ? 1 : 0
}

/**
 * Letters left out, put in, taken for another or changed with their neighbor (optimal string alignment: Damerau 1964,
 * no letter touched twice). Anything above `most` is only known to be above it.
 */
function distance(one: readonly string[], other: readonly string[], most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let before: number[] = []
  let last = other.map((_, index) => index)
  last.push(other.length)
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1
      let steps = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost)
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      if (swapped) steps = Math.min(steps, (before[j - 2] ?? 0) + 1)
      row.push(steps)
    }
    before = last
    last = row
  }
  return last[other.length] ?? 0
}

/** The longest common run of words stays, what is left on either side is extra, missing, or a slip where one stands for one. */
function compared(typed: string, expected: string): ComparedWord[] {
  const one = wordsOf(typed)
  const other = wordsOf(expected)
  if (one.length > mostWords || other.length > mostWords)
    return [
      { how: 'extra', typed },
      { how: 'missing', expected },
    ]
  const same = (i: number, j: number) => one[i]?.parts.join(' ') === other[j]?.parts.join(' ')
  // Longest common subsequence, from the end: `lengths[i][j]` of what is left from i and j on.
  const lengths = Array.from({ length: one.length + 1 }, () => new Array<number>(other.length + 1).fill(0))
  const lengthAt = (i: number, j: number) => lengths[i]?.[j] ?? 0
  for (let i = one.length - 1; i >= 0; i -= 1)
    for (let j = other.length - 1; j >= 0; j -= 1) {
      const row = lengths[i]
      if (row) row[j] = same(i, j) ? lengthAt(i + 1, j + 1) + 1 : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1))
    }
  const words: ComparedWord[] = []
  let [i, j] = [0, 0]
  while (i < one.length || j < other.length) {
    const [mine, theirs] = [one[i], other[j]]
    if (mine && theirs && same(i, j)) {
      words.push({ how: 'same', typed: mine.shown, expected: theirs.shown })
      i += 1
      j += 1
    } else if (mine && theirs && lengthAt(i + 1, j + 1) === lengthAt(i, j) && isSlip(mine, theirs)) {
      words.push({ how: 'slip', typed: mine.shown, expected: theirs.shown })
      i += 1
      j += 1
    } else if (mine && (!theirs || lengthAt(i + 1, j) >= lengthAt(i, j + 1))) {
      words.push({ how: 'extra', typed: mine.shown })
      i += 1
    } else if (theirs) {
      words.push({ how: 'missing', expected: theirs.shown })
      j += 1
    }
  }
  return words
}

function isSlip(one: Word, other: Word): boolean {
  if (one.parts.length !== other.parts.length || one.parts.length === 0) return false
  return one.parts.every((part, index) => slipsInPart(part, other.parts[index] ?? '') <= mostSlips)
}
