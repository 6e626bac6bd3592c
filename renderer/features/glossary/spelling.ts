/** How people write a name that isn't written so. All texts as `fold` makes them. Pure. */

/** Short or British for what the glossary writes out. */
const inFull: Record<string, string> = {
  admin: 'administration',
  assoc: 'association',
  atty: 'attorney',
  attys: 'attorneys',
  centre: 'center',
  ctr: 'center',
  defence: 'defense',
  dept: 'department',
  dev: 'development',
  div: 'division',
  fed: 'federal',
  govt: 'government',
  intl: 'international',
  labour: 'labor',
  natl: 'national',
  org: 'organization',
  organisation: 'organization',
  programme: 'program',
  sec: 'section',
  sect: 'section',
  svc: 'services',
}
export function written(phrase: string): string {
  return phrase
    .split(' ')
    .map((word) => (Object.hasOwn(inFull, word) ? inFull[word] : word))
    .join(' ')
}

/** `hsi` of `homeland security investigations`; small words and years don't count. */
export function initialsOf(name: string): string {
  return name
    .split(' ')
    .filter((word) => !/^(a|an|and|for|in|of|on|the|to|\d+)$/.test(word))
    .map((word) => word.charAt(0))
    .join('')
}

/** Sections given by their first and last, as in `18 U.S.C. 1581-1595`. */
export function rangesIn(name: string): [number, number][] {
  return [...name.matchAll(/(?<!\d)(\d{2,6})[-–](\d{2,6})(?!\d)/g)].flatMap(([, first, last]): [number, number][] => {
    const range: [number, number] = [Number(first), Number(last)]
    return range[0] < range[1] ? [range] : []
  })
}
export function isInRange(word: string, ranges: readonly [number, number][]): boolean {
  return /^\d{2,6}$/.test(word) && ranges.some(([first, last]) => Number(word) >= first && Number(word) <= last)
}

/** The words that begin, or nearly begin, with the typed one. */
export function wordsLike(typed: string, words: Iterable<string>): Set<string> {
  return new Set([...words].filter((word) => nearlyBegins(typed, word)))
}

/** One slip in words of four letters and more, two from eight; never in the first letter, never in figures. */
function nearlyBegins(word: string, name: string): boolean {
  if (name.startsWith(word)) return true
  const longest = 40
  if (word.length < 4 || word.length > longest || /\d/.test(word) || word.charAt(0) !== name.charAt(0)) return false
  const slips = word.length < 8 ? 1 : 2
  return slipsToBegin(word, name.slice(0, word.length + slips)) <= slips
}

/**
 * The fewest letters left out, added, changed or swapped with the next one that turn `word` into a beginning of `name`:
 * the last row of the table of optimal string alignment (Damerau 1964), the least of it.
 */
function slipsToBegin(word: string, name: string): number {
  let [before, last] = [[] as number[], Array.from({ length: name.length + 1 }, (_, n) => n)]
  for (let i = 1; i <= word.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= name.length; j += 1) {
      const same = word[i - 1] === name[j - 1]
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1))
      const swapped = i > 1 && j > 1 && word[i - 1] === name[j - 2] && word[i - 2] === name[j - 1]
      if (swapped) least = Math.min(least, (before[j - 2] ?? 0) + 1)
      row.push(least)
    }
    ;[before, last] = [last, row]
  }
  return Math.min(...last)
}
