/** Which glossary entries a typed word finds, best first. Pure, and fast enough to run on every key. */

import type { EntrySummary } from '../../../shared/model/views'
import { withoutAccents } from '../../../shared/rules/letters'
import { initialsOf, isInRange, rangesIn, wordsLike, written } from '../../../shared/rules/spelling'

/** How well an entry answers, best first. */
const tiers = [
  'acronym',
  'acronym-prefix',
  'name-prefix',
  'word-prefix',
  'alias',
  'initials',
  'part',
  'nearly',
  'summary',
] as const
export type Tier = (typeof tiers)[number]

export interface Match {
  entry: EntrySummary
  tier: Tier
  /** The other name that was found, when neither name nor acronym shows why the entry is in the list. */
  alias?: string
}

/** An entry with its words folded once. */
export interface Searchable {
  entry: EntrySummary
  acronym: string
  name: string
  aliases: { shown: string; folded: string }[]
  summary: string
  initials: string
  /** All words it is called by. */
  words: string[]
  /** Sections named by their first and last. */
  ranges: [number, number][]
}

/** Small letters without accents; `U.S.C.` is `usc`, `attorney's` is `attorneys`, all other signs are spaces. */
export function fold(text: string): string {
  return withoutAccents(text)
    .replace(/[.'’]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base', ignorePunctuation: true })
const startsWithFigure = (entry: EntrySummary): boolean => /^[^\p{L}]*\p{N}/u.test(entry.name)
/** By name; names that begin with a figure come after Z, numbers in their own order. */
export const alphabetical = (a: EntrySummary, b: EntrySummary): number =>
  Number(startsWithFigure(a)) - Number(startsWithFigure(b)) ||
  collator.compare(a.name, b.name) ||
  (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** Entries in alphabetical order, ready for `findEntries`. */
export function searchable(entries: readonly EntrySummary[]): Searchable[] {
  return [...entries].sort(alphabetical).map((entry) => {
    const called = [entry.name, entry.acronym ?? '', ...entry.aliases]
    return {
      entry,
      acronym: fold(entry.acronym ?? ''),
      name: fold(entry.name),
      aliases: entry.aliases.map((shown) => ({ shown, folded: fold(shown) })),
      summary: fold(entry.summaryText),
      initials: initialsOf(fold(entry.name)),
      words: [...new Set(called.flatMap((name) => fold(name).split(' ')))],
      ranges: called.flatMap(rangesIn),
    }
  })
}

/** The letter an entry stands under; figures stand together. */
export function letterOf(entry: EntrySummary): string {
  const first = fold(entry.name).charAt(0).toUpperCase()
  return /\p{L}/u.test(first) ? first : '0–9'
}

/**
 * All entries that hold the typed words: exact acronym, then start of an acronym, of a name, of a word in it, another
 * name, the initials of a name, any part of a name, the summary. Within a step an exact name goes first, then the
 * alphabet. Words that don't stand together count as a part, or as the summary's when one is found only there. Where no
 * name has them, those that are spelled nearly so. Nothing typed: all, unranked.
 */
export function findEntries(entries: readonly Searchable[], typed: string): Match[] {
  if (typed.trim() === '') return entries.map(({ entry }) => ({ entry, tier: 'name-prefix' }))
  const phrase = fold(typed)
  if (phrase === '') return []
  const asked = [phrase]
  const inFull = written(phrase)
  if (inFull !== phrase) asked.push(inFull)
  const found: { match: Match; exact: boolean }[] = []
  for (const item of entries) {
    const [match] = asked
      .flatMap((phrase) => matchPhrase(item, phrase) ?? matchWords(item, wordsOf(phrase)) ?? [])
      .sort(byTier)
    if (match) {
      const exact = asked.some((phrase) => item.name === phrase || item.aliases.some(({ folded }) => folded === phrase))
      found.push({ match, exact })
    }
  }
  if (found.every(({ match }) => match.tier === 'summary')) {
    const known = new Set(found.map(({ match }) => match.entry))
    const allWords = new Set(entries.flatMap(({ words }) => words))
    const alike = wordsOf(inFull).map((word) => wordsLike(word, allWords))
    for (const { entry, words } of entries)
      if (!known.has(entry) && alike.every((some) => words.some((word) => some.has(word))))
        found.push({ match: { entry, tier: 'nearly' }, exact: false })
  }
  // The entries come in alphabetical order and sorting keeps the order of equals.
  return found.sort((a, b) => byTier(a.match, b.match) || Number(b.exact) - Number(a.exact)).map(({ match }) => match)
}

const byTier = (a: Match, b: Match): number => tiers.indexOf(a.tier) - tiers.indexOf(b.tier)

/** Small words say nothing, unless they are all there is. */
const small = new Set(['a', 'an', 'and', 'for', 'in', 'of', 'on', 'the', 'to'])
function wordsOf(phrase: string): string[] {
  const words = [...new Set(phrase.split(' '))]
  const telling = words.filter((word) => !small.has(word))
  return telling.length > 0 ? telling : words
}

function matchPhrase({ entry, acronym, name, aliases, summary, initials }: Searchable, phrase: string): Match | null {
  if (acronym === phrase) return { entry, tier: 'acronym' }
  if (acronym.startsWith(phrase)) return { entry, tier: 'acronym-prefix' }
  if (name.startsWith(phrase)) return { entry, tier: 'name-prefix' }
  if (startsAWord(name, phrase)) return { entry, tier: 'word-prefix' }
  const alias = aliases.find(({ folded }) => startsAWord(folded, phrase))
  if (alias) return { entry, tier: 'alias', alias: alias.shown }
  if (initials.length > 2 && initials === phrase) return { entry, tier: 'initials' }
  if (name.includes(phrase) || acronym.includes(phrase)) return { entry, tier: 'part' }
  const inAlias = aliases.find(({ folded }) => folded.includes(phrase))
  if (inAlias) return { entry, tier: 'part', alias: inAlias.shown }
  return summary.includes(phrase) ? { entry, tier: 'summary' } : null
}

function matchWords({ entry, acronym, name, aliases, summary, ranges }: Searchable, words: string[]): Match | null {
  const names = [name, acronym, ...aliases.map(({ folded }) => folded)]
  let tier: Tier = 'part'
  for (const word of words) {
    if (names.some((text) => text.includes(word)) || isInRange(word, ranges)) continue
    if (!summary.includes(word)) return null
    tier = 'summary'
  }
  return { entry, tier }
}

const startsAWord = (text: string, start: string): boolean => ` ${text}`.includes(` ${start}`)
