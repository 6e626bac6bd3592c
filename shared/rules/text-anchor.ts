/**
 * Finding highlighted words again after the text around them, or they themselves, were edited. Words whose place can't be
 * told for sure are not found: losing a place loudly is better than keeping a wrong one.
 */
import type { Chapter } from '../model/content'
import type { TextAnchor, TextRange } from '../model/highlight'
import { wordsOfBlock } from './block-words'
import { hash } from './hash'

/** Characters kept on each side of the words. */
export const contextLength = 32
/** Edited words are the same words if this share of their characters is: 1 - edit distance / length. */
export const leastLikeness = 0.8
/** Of the words together with their context, so much must be found; and so many characters. */
const leastScore = 0.5
const leastCharacters = 16
/** Two places whose scores lie this close are equally good. */
const margin = 0.05
/** Only a block with so many of the words, each counted once, is searched for edited ones. */
const leastShared = 0.5

/** A block's words. */
export interface TextPlace {
  section: string
  block: string
  text: string
  digest: number
  /** Its different words, in small letters. */
  words: ReadonlySet<string>
}
export function textPlace(section: string, block: string, text: string): TextPlace {
  return { section, block, text, digest: hash(text), words: wordSet(text) }
}
/** The blocks of a chapter that words can be highlighted in. */
export function placesIn(chapter: Chapter): TextPlace[] {
  return chapter.sections.flatMap(({ id, blocks }) =>
    blocks.filter(({ type }) => type !== 'heading').map((block) => textPlace(id, block.id, wordsOfBlock(block).text)),
  )
}

export function anchorAt({ section, block, text, digest }: TextPlace, start: number, end: number): TextAnchor {
  const prefix = text.slice(Math.max(0, start - contextLength), start)
  const suffix = text.slice(end, end + contextLength)
  return { section, block, start, end, exact: text.slice(start, end), prefix, suffix, digest }
}

/** Null where the words are gone, or two places are equally good. Takes time in proportion to the chapter's length. */
export function findAnchor(anchor: TextAnchor, places: readonly TextPlace[]): TextRange | null {
  if (anchor.exact === '') return null
  const unchanged = places.filter(
    ({ digest, text }) => digest === anchor.digest && text.slice(anchor.start, anchor.end) === anchor.exact,
  )
  if (unchanged.length > 0) {
    const place = theOne(unchanged, (place) => nearness(place, anchor))
    return place && rangeIn(place, anchor.start, anchor.end)
  }
  const exact = places.flatMap((place) => exactIn(place, anchor))
  // Words that stand there as they were, with their context, need no others looked for.
  const clear = exact.some(({ score }) => score >= 1 - margin)
  const wanted = clear ? new Set<string>() : wordSet(anchor.exact)
  const edited = clear ? [] : places.flatMap((place) => editedIn(place, anchor, wanted))
  // They are searched for where they stand as they were, too.
  const others = edited.filter((one) => !exact.some((other) => overlap(one, other)))
  return best([...exact, ...others], anchor)
}

interface Candidate {
  place: TextPlace
  start: number
  end: number
  /** 0 to 1. */
  score: number
}

function best(candidates: readonly Candidate[], anchor: TextAnchor): TextRange | null {
  const top = candidates.reduce((most, { score }) => Math.max(most, score), 0)
  if (top < leastScore) return null
  const good = candidates.filter(({ score }) => score > top - margin)
  const one = theOne(good, ({ place }) => nearness(place, anchor))
  return one && rangeIn(one.place, one.start, one.end)
}

/** The nearest, if it is the only one as near. */
function theOne<Item>(items: readonly Item[], near: (item: Item) => number): Item | null {
  const most = items.reduce((most, item) => Math.max(most, near(item)), 0)
  const [first, another] = items.filter((item) => near(item) === most)
  return first !== undefined && another === undefined ? first : null
}
const nearness = ({ section, block }: TextPlace, anchor: TextAnchor) =>
  block === anchor.block ? 2 : section === anchor.section ? 1 : 0

const overlap = (one: Candidate, other: Candidate) =>
  one.place === other.place && one.start < other.end && other.start < one.end

const rangeIn = ({ section, block }: TextPlace, start: number, end: number): TextRange => ({
  section,
  block,
  start,
  end,
})

function exactIn(place: TextPlace, anchor: TextAnchor): Candidate[] {
  const found: Candidate[] = []
  const { length } = anchor.exact
  for (let at = place.text.indexOf(anchor.exact); at >= 0; at = place.text.indexOf(anchor.exact, at + 1))
    found.push(...candidate(place, at, at + length, 0, anchor))
  return found
}

function editedIn(place: TextPlace, anchor: TextAnchor, wanted: ReadonlySet<string>): Candidate[] {
  let shared = 0
  for (const word of wanted) if (place.words.has(word)) shared += 1
  if (wanted.size === 0 || shared / wanted.size < leastShared) return []
  const most = Math.floor(anchor.exact.length * (1 - leastLikeness))
  return closest(place.text, anchor.exact, most).flatMap(({ start, end, errors }) => {
    const whole = wholeWords(place.text, start, end)
    return candidate(place, whole.start, whole.end, errors, anchor)
  })
}

function candidate(place: TextPlace, start: number, end: number, errors: number, anchor: TextAnchor): Candidate[] {
  const { exact, prefix, suffix } = anchor
  // Where the block began or ended counts as a character of the context.
  const before = `${prefix.length < contextLength ? '\0' : ''}${prefix}`
  const after = `${suffix}${suffix.length < contextLength ? '\0' : ''}`
  const context =
    commonEnd(`\0${place.text.slice(0, start)}`, before) + commonStart(`${place.text.slice(end)}\0`, after)
  const found = exact.length - errors + context
  const score = found / (exact.length + before.length + after.length)
  return start < end && found >= leastCharacters ? [{ place, start, end, score }] : []
}

function commonStart(text: string, wanted: string): number {
  let length = 0
  while (length < wanted.length && text[length] === wanted[length]) length += 1
  return length
}
function commonEnd(text: string, wanted: string): number {
  let length = 0
  while (length < wanted.length && text.at(-1 - length) === wanted.at(-1 - length)) length += 1
  return length
}

/**
 * Where a text is within `most` edits of the wanted words, the best of each place. P. H. Sellers, The theory and
 * computation of evolutionary distances (1980): edit distance whose first row is free.
 */
function closest(text: string, wanted: string, most: number): { start: number; end: number; errors: number }[] {
  const size = wanted.length
  // One column, rewritten for each character: a chapter's highlights may all have to be looked for at a start.
  const distance = Int32Array.from({ length: size + 1 }, (_, n) => n)
  const begun = new Int32Array(size + 1)
  const signs = Uint16Array.from({ length: size }, (_, n) => wanted.charCodeAt(n))
  const found: { start: number; end: number; errors: number }[] = []
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at)
    let corner = 0
    let cornerBegun = at
    begun[0] = at + 1
    for (let n = 1; n <= size; n += 1) {
      const before = distance[n] as number
      const beforeBegun = begun[n] as number
      const swap = corner + (sign === signs[n - 1] ? 0 : 1)
      const more = before + 1
      const less = (distance[n - 1] as number) + 1
      const least = swap <= more ? (swap <= less ? swap : less) : more <= less ? more : less
      distance[n] = least
      begun[n] = least === swap ? cornerBegun : least === more ? beforeBegun : (begun[n - 1] as number)
      corner = before
      cornerBegun = beforeBegun
    }
    const errors = distance[size] as number
    if (errors > most) continue
    const one = { start: begun[size] as number, end: at + 1, errors }
    const last = found.at(-1)
    if (!last || one.start >= last.end) found.push(one)
    else if (one.errors < last.errors) found[found.length - 1] = one
  }
  return found
}

/** Without space at the ends, and no word cut in two. */
export function wholeWords(text: string, start: number, end: number): { start: number; end: number } {
  const chosen = text.slice(start, end)
  const from = start + (chosen.length - chosen.trimStart().length)
  const to = from + chosen.trim().length
  if (from === to) return { start: from, end: to }
  const before = isWord(text[from]) ? (/[\p{L}\p{M}\p{N}]*$/u.exec(text.slice(0, from))?.[0].length ?? 0) : 0
  const after = isWord(text[to - 1]) ? (/^[\p{L}\p{M}\p{N}]*/u.exec(text.slice(to))?.[0].length ?? 0) : 0
  return { start: from - before, end: to + after }
}
const isWord = (character: string | undefined) => /[\p{L}\p{M}\p{N}]/u.test(character ?? '')

function wordSet(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])
}
