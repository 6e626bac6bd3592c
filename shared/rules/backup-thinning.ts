/** Which backups are kept. Pure. */
import type { Backup } from '../model/backup'
import { daysBetween } from './study-day'

const days = 12
const weeks = 10
const months = 9

export type Thinned = Pick<Backup, 'id' | 'at' | 'reason' | 'missing'>

/**
 * The ids of the backups to keep: all of today, the newest of each of the 12 days before that have one, of each of 10
 * weeks and of each of 9 months before those; always the newest, and the newest made before a restore; and, so that a bad state never
 * pushes out a good one, of each day, week and month the newest without missing records where there is one, and the
 * newest such one of all. `dayOf` gives the date (YYYY-MM-DD) of an instant (UTC ms).
 */
export function keptBackups(backups: readonly Thinned[], now: number, dayOf: (at: number) => string): Set<string> {
  const newestFirst = [...backups].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
  const today = dayOf(now)
  const kept = new Set<string>()
  const older: Thinned[] = []
  for (const backup of newestFirst) {
    // One of the future (the clock was set back since) is never thought old.
    if (daysBetween(dayOf(backup.at), today) <= 0) kept.add(backup.id)
    else older.push(backup)
  }
  let rest = older
  for (const [most, spanOf] of [
    [days, (at: number) => dayOf(at)],
    [weeks, (at: number) => `${Math.floor(daysBetween('1970-01-05', dayOf(at)) / 7)}`],
    [months, (at: number) => dayOf(at).slice(0, 7)],
  ] as const) {
    const spans = groups(rest, spanOf).slice(0, most)
    for (const span of spans) kept.add(best(span).id)
    const taken = new Set(spans.flat())
    rest = rest.filter((backup) => !taken.has(backup))
  }
  for (const always of [
    newestFirst[0],
    newestFirst.find(({ reason }) => reason === 'before-restore'),
    newestFirst.find(({ reason }) => reason === 'before-merge'),
    newestFirst.find(({ missing }) => missing === 0),
  ])
    if (always) kept.add(always.id)
  return kept
}

/** Those of one span together, newest span first. */
function groups(newestFirst: readonly Thinned[], spanOf: (at: number) => string): Thinned[][] {
  const spans = new Map<string, Thinned[]>()
  for (const backup of newestFirst) {
    const span = spanOf(backup.at)
    spans.set(span, [...(spans.get(span) ?? []), backup])
  }
  return [...spans.values()]
}

const best = (newestFirst: readonly Thinned[]): Thinned =>
  newestFirst.find(({ missing }) => missing === 0) ?? (newestFirst[0] as Thinned)
