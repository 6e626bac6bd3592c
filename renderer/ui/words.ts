/** Numbers, dates and durations as words, in the reader's locale. */

export const isMac = /Mac/.test(navigator.platform)
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString()} ${n === 1 ? one : many}`
}

/** Time until a card comes back, short enough for a button: `10 min`, `3 d`, `2.5 mo`, `1.2 y`. */
export function interval(ms: number): string {
  if (ms < minute) return '< 1 min'
  if (ms < hour) return `${Math.round(ms / minute)} min`
  if (ms < 22 * hour) return `${Math.round(ms / hour)} h`
  const days = Math.max(1, Math.round(ms / day))
  if (days < 31) return `${days} d`
  if (days < 365) return `${(days / 30.44).toLocaleString(undefined, { maximumFractionDigits: 1 })} mo`
  return `${(days / 365.25).toLocaleString(undefined, { maximumFractionDigits: 1 })} y`
}

/** The same for screen readers: `10 minutes`, `3 days`. */
export function intervalInFull(ms: number): string {
  if (ms < minute) return 'less than a minute'
  if (ms < hour) return count(Math.round(ms / minute), 'minute')
  if (ms < 22 * hour) return count(Math.round(ms / hour), 'hour')
  return count(Math.max(1, Math.round(ms / day)), 'day')
}

export function timeOfDay(at: number): string {
  return new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' }).format(at)
}

/** `today, 14:02`, `yesterday, 09:10` or a date. */
export function whenWords(at: number, now = Date.now()): string {
  const start = new Date(now).setHours(0, 0, 0, 0)
  if (at >= start && at < start + day) return `today, ${timeOfDay(at)}`
  if (at < start && at >= start - day) return `yesterday, ${timeOfDay(at)}`
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(at)
}

/** When something comes: `in 12 minutes`, `at 14:32`, `tomorrow` or a date. */
export function comingWords(at: number, now = Date.now()): string {
  const ms = at - now
  if (ms < 45 * minute) return `in ${count(Math.max(1, Math.round(ms / minute)), 'minute')}`
  const today = new Date(now)
  const on = (days: number) => new Date(today.getFullYear(), today.getMonth(), today.getDate() + days).getTime()
  if (at < on(1)) return `at ${timeOfDay(at)}`
  if (at < on(2)) return 'tomorrow'
  return `on ${new Intl.DateTimeFormat(undefined, { weekday: 'long', month: 'long', day: 'numeric' }).format(at)}`
}

/** Time spent: `40 seconds`, `4 minutes`, `1 h 20 min`. */
export function duration(ms: number): string {
  const minutes = Math.round(ms / minute)
  if (ms < minute) return count(Math.max(1, Math.round(ms / 1000)), 'second')
  if (minutes < 60) return count(minutes, 'minute')
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** A source's date, which may be a year or a month only: `2023`, `June 2021`, `November 21, 2023`. */
export function sourceDate(date: string): string {
  const [year, month, dayOfMonth] = date.split('-').map(Number)
  if (!year) return 'date not known'
  if (!month) return String(year)
  const options: Intl.DateTimeFormatOptions = dayOfMonth
    ? { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' }
    : { year: 'numeric', month: 'long', timeZone: 'UTC' }
  return new Intl.DateTimeFormat(undefined, options).format(Date.UTC(year, month - 1, dayOfMonth ?? 1))
}

/** `as of November 21, 2023`, or that nobody knows. */
export function asOfWords(date: string): string {
  return date === 'unknown' ? sourceDate(date) : `as of ${sourceDate(date)}`
}

/** A study day YYYY-MM-DD as a short date. */
export function dayWords(
  name: string,
  options: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric' },
): string {
  return new Intl.DateTimeFormat(undefined, { ...options, timeZone: 'UTC' }).format(Date.parse(`${name}T00:00:00Z`))
}

export const percent = (share: number): string =>
  new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 0 }).format(share)
