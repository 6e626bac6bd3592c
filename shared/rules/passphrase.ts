/** What a passphrase must have. Plain rules, and no estimate of strength: only what is long and not a pattern. */

export const shortestPassphrase = 10
export const longestPassphrase = 1000

export type PassphraseProblem = 'short' | 'repeats' | 'row'

/** Null if it may be used. */
export function problemOfPassphrase(text: string): PassphraseProblem | null {
  const letters = [...text.normalize('NFKC')]
  if (letters.length < shortestPassphrase) return 'short'
  if (new Set(letters).size < 5) return 'repeats'
  return isRow(letters) ? 'row' : null
}

/** Like 1234567890 or jihgfedcba. */
function isRow(letters: readonly string[]): boolean {
  const steps = letters.slice(1).map((letter, i) => (letter.codePointAt(0) ?? 0) - (letters[i]?.codePointAt(0) ?? 0))
  const usual = steps.filter((step) => Math.abs(step) === 1).length
  return usual >= steps.length - 2
}
