/** Which glossary entries a typed word finds, best first. Pure, and fast enough to run on every key. */
import type { EntrySummary } from '../../../shared/model/views'

/** How well an entry answers, best first. */
const tiers = ['acronym', 'acronym-prefix', 'name-prefix', 'word-prefix', 'alias', 'part', 'summary'] as const
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
}

/** Small letters without accents; `U.S.C.` is `usc`, `attorney's` is `attorneys`, all other signs are spaces. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}.'’]/gu, '')
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
  return [...entries].sort(alphabetical).map((entry) => ({
    entry,
    acronym: fold(entry.acronym ?? ''),
    name: fold(entry.name),
    aliases: entry.aliases.map((shown) => ({ shown, folded: fold(shown) })),
    summary: fold(entry.summaryText),
  }))
}

/** The letter an entry stands under; figures stand together. */
export function letterOf(entry: EntrySummary): string {
  const first = fold(entry.name).charAt(0).toUpperCase()
  return /\p{L}/u.test(first) ? first : '0–9'
}

/**
 * All entries that hold the typed words: exact acronym, then start of an acronym, of a name, of a word in it, another
 * name, any part of a name, the summary. Within a step an exact name goes first, then the alphabet. Words that don't
 * stand together count as a part, or as the summary's when one is found only there. Nothing typed: all, unranked.
 */
export function findEntries(entries: readonly Searchable[], typed: string): Match[] {
  if (typed.trim() === '') return entries.map(({ entry }) => ({ entry, tier: 'name-prefix' }))
  const phrase = fold(typed)
  if (phrase === '') return []
  const words = [...new Set(phrase.split(' '))]
  const found: { match: Match; exact: boolean }[] = []
  for (const item of entries) {
    const match = matchPhrase(item, phrase) ?? (words.length > 1 ? matchWords(item, words) : null)
    if (match) {
      const exact = item.name === phrase || item.aliases.some(({ folded }) => folded === phrase)
      found.push({ match, exact })
    }
  }
  // The entries come in alphabetical order and sorting keeps the order of equals.
  return found
    .sort((a, b) => tiers.indexOf(a.match.tier) - tiers.indexOf(b.match.tier) || Number(b.exact) - Number(a.exact))
    .map(({ match }) => match)
}

function matchPhrase({ entry, acronym, name, aliases, summary }: Searchable, phrase: string): Match | null {
  if (acronym === phrase) return { entry, tier: 'acronym' }
  if (acronym.startsWith(phrase)) return { entry, tier: 'acronym-prefix' }
  if (name.startsWith(phrase)) return { entry, tier: 'name-prefix' }
  if (startsAWord(name, phrase)) return { entry, tier: 'word-prefix' }
  const alias = aliases.find(({ folded }) => startsAWord(folded, phrase))
  if (alias) return { entry, tier: 'alias', alias: alias.shown }
  if (name.includes(phrase) || acronym.includes(phrase)) return { entry, tier: 'part' }
  const inAlias = aliases.find(({ folded }) => folded.includes(phrase))
  if (inAlias) return { entry, tier: 'part', alias: inAlias.shown }
  return summary.includes(phrase) ? { entry, tier: 'summary' } : null
}

function matchWords({ entry, acronym, name, aliases, summary }: Searchable, words: string[]): Match | null {
  const names = [name, acronym, ...aliases.map(({ folded }) => folded)]
  let tier: Tier = 'part'
  for (const word of words) {
    if (names.some((text) => text.includes(word))) continue
    if (!summary.includes(word)) return null
    tier = 'summary'
  }
  return { entry, tier }
}

const startsAWord = (text: string, start: string): boolean => ` ${text}`.includes(` ${start}`)
