import type { FactPlace, Source } from '../model/content'

/** How long something that can change is taken to hold, months. */
export const goodFor = 24

/** The date to which a fact is known to hold: its own, or else its source's; it may be `unknown`. */
export function asOf(place: Pick<FactPlace, 'asOf'>, source: Pick<Source, 'date'>): string {
  return place.asOf ?? source.date
}

/**
 * Whether a fact is to be checked before relying on it: it can change, and its date is unknown or more than 24 months
 * back. A year or month counts to its end.
 *
 * @param today YYYY-MM-DD
 */
export function isPastDate(
  place: Pick<FactPlace, 'asOf' | 'lasting'>,
  source: Pick<Source, 'date'>,
  today: string,
): boolean {
  if (place.lasting) return false
  const date = asOf(place, source)
  if (date === 'unknown') return true
  const [year = 0, month = 12, day = 31] = date.split('-').map(Number)
  const end = `${String(year + goodFor / 12).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return end < today
}

/** The day at `at` (UTC ms) here, as YYYY-MM-DD. */
export function localDay(at: number): string {
  const date = new Date(at)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
