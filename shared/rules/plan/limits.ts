import { daysBetween } from '../study-day'

/** A plan reaches no further, study days. */
const longestPlan = 5 * 366
/** Minutes a day, from 1. */
export const mostMinutes = 600

/** Where a date lies: only one that is ahead, and not more than five years, can be planned for. Both are YYYY-MM-DD. */
export function whenIs(day: string, today: string): 'past' | 'today' | 'ahead' | 'too-far' {
  const days = daysBetween(today, day)
  if (days < 0) return 'past'
  if (days === 0) return 'today'
  return days > longestPlan ? 'too-far' : 'ahead'
}
