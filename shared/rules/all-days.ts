/** Days on which was studied, here or elsewhere: what an import brings has been studied, too. */
import type { StudyState } from '../model/operations'
import type { DayTotals } from '../model/study'
import { sumOfDays } from './import-fold'
import { own } from './own'
import { addDays } from './study-day'

type Days = Pick<StudyState, 'days' | 'importedDays'>
/** Study days that count for today's limits, the pace and the last week. */
const span = 31

/** Undefined where nothing was done. */
export function totalsOf({ days, importedDays }: Days, day: string): DayTotals | undefined {
  const here = own(days, day)
  const elsewhere = own(importedDays, day)
  return here && elsewhere ? sumOfDays(here, elsewhere) : (here ?? elsewhere)
}

/** The last 31 study days, `today` included, of those on which something was done. */
export function recentDays(state: Days, today: string): Record<string, DayTotals> {
  const recent: Record<string, DayTotals> = {}
  for (let back = 0; back < span; back += 1) {
    const day = addDays(today, -back)
    const totals = totalsOf(state, day)
    if (totals) recent[day] = totals
  }
  return recent
}

/** The state as limits, pace and plan of `today` ask it: older days are left out. */
export const withRecentDays = <State extends Days>(state: State, today: string): State => ({
  ...state,
  days: recentDays(state, today),
  importedDays: {},
})

/** The last study day up to `today`; null before the first. */
export function lastStudied({ days, importedDays }: Days, today: string): string | null {
  let last = ''
  for (const some of [days, importedDays]) for (const day in some) if (day > last && day <= today) last = day
  return last === '' ? null : last
}
