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

const longest = 40

/** One slip in words of four letters and more, two from eight; never in the first letter, never in figures. */
function nearlyBegins(word: string, name: string): boolean {
  if (name.startsWith(word)) return true
  if (word.length < 4 || word.length > longest || word.charAt(0) !== name.charAt(0) || /\d/.test(word)) return false
  const slips = word.length < 8 ? 1 : 2
  if (name.length < word.length - slips) return false
  return isWithin(slips, word, name)
}

/** Three rows of the table, kept: a search compares thousands of words at a key. */
const rows = [0, 1, 2].map(() => new Uint8Array(longest + 4))

/**
 * Whether so many letters left out, added, changed or swapped with the next one turn `word` into a beginning of `name`:
 * whether the last row of the table of optimal string alignment (Damerau 1964) has so small a number. Only cells near
 * the diagonal can.
 */
function isWithin(slips: number, word: string, name: string): boolean {
  const width = Math.min(name.length, word.length + slips)
  const far = slips + 1
  let [before, last, row] = rows as [Uint8Array, Uint8Array, Uint8Array]
  for (let j = 0; j <= width + 1; j += 1) last[j] = Math.min(j, far)
  for (let i = 1; i <= word.length; i += 1) {
    const first = Math.max(1, i - slips)
    const end = Math.min(width, i + slips)
    row[first - 1] = first === 1 ? Math.min(i, far) : far
    let least = row[first - 1] as number
    for (let j = first; j <= end; j += 1) {
      const same = word.charCodeAt(i - 1) === name.charCodeAt(j - 1)
      let cell = Math.min((last[j] as number) + 1, (row[j - 1] as number) + 1, (last[j - 1] as number) + (same ? 0 : 1))
      const swapped =
        i > 1 &&
        j > 1 &&
        word.charCodeAt(i - 1) === name.charCodeAt(j - 2) &&
        word.charCodeAt(i - 2) === name.charCodeAt(j - 1)
      if (swapped) cell = Math.min(cell, (before[j - 2] as number) + 1)
      row[j] = Math.min(cell, far)
      least = Math.min(least, cell)
    }
    row[end + 1] = far
    if (least > slips) return false
    ;[before, last, row] = [last, row, before]
  }
  for (let j = Math.max(0, word.length - slips); j <= width; j += 1) if ((last[j] as number) <= slips) return true
  return false
}
