/** What a plan makes of one study day: how many new cards, and whether the final pass runs. */
import type { StudyState } from '../../model/operations'
import type { Plan, StudySettings } from '../../model/study'
import { type FinalPass, type Look, lookAt } from '../queue'
import { addDays, daysBetween, minute, type StudyCalendar } from '../study-day'
import { type Habits, habitsOf } from './habits'
import { whenIs } from './limits'

const longestPass = 7
/** In the final pass some are forgotten and shown again. */
const showingsInPass = 1.15
/**
 * New cards are spread as if only this share of the days were left, each day anew: more of them at first and fewer
 * later, when reviews of them come on top.
 */
const shareOfDays = 2 / 3

export type PlanState = Pick<StudyState, 'cards' | 'marks' | 'settings' | 'days' | 'ratings'>

/**
 * Days of the final pass: enough to show each of the cards met before today once in the minutes, at least one, at most
 * seven. They only grow in number, so that a pass that has begun goes on.
 */
export function passDays(met: number, minutes: number, habits: Habits): number {
  const days = Math.ceil((met * showingsInPass) / capacity(minutes, habits))
  return Math.min(longestPass, Math.max(1, days))
}

/** Showings for which a day's minutes are enough. */
export const capacity = (minutes: number, { pace }: Habits): number => (minutes * minute) / pace

/** How things stand at the start of a study day; new cards and reviews done since count as not done yet. */
export interface DayStart {
  /** Whole days from this one to the date, at least 1. */
  left: number
  /** Days of the final pass, as far as can be said on this day. */
  pass: number
  /** Cards that were never met, and cards due. */
  unseen: number
  reviews: number
}

/** New cards on one day: what the plan needs, never above what is left of the minutes once the reviews are done. */
export function newPerDayUnder({ minutes }: Pick<Plan, 'minutes'>, start: DayStart, habits: Habits): number {
  if (start.unseen === 0) return 0
  const room = capacity(minutes, habits) - start.reviews * habits.showings.review
  if (room <= 0) return 0
  // Where nothing else is to be done a card a day is begun, however few the minutes.
  const fits = Math.max(1, Math.floor(room / habits.showings.fresh))
  const before = start.left - start.pass
  const wanted = before > 0 ? Math.ceil(start.unseen / Math.max(1, before * shareOfDays)) : start.unseen
  return Math.min(wanted, fits, start.unseen)
}

export interface UnderPlan {
  /** The learner's own, but for what the plan decides. */
  settings: StudySettings
  finalPass?: FinalPass
}

/**
 * How the queue is to be asked at `now` (UTC ms). Without a plan, and from its date on, just as the learner set it.
 * `look`: at all the cards, on the study day of `now`; kept by whoever asks again and again.
 */
export function underPlan(
  plan: Plan | null,
  state: PlanState,
  cards: readonly { id: string }[],
  now: number,
  calendar: StudyCalendar,
  look?: Pick<Look, 'planned'>,
): UnderPlan {
  const { settings, days, marks, cards: records } = state
  const today = calendar.day(now)
  const left = plan ? daysBetween(today, plan.day) : 0
  if (!plan || whenIs(plan.day, today) !== 'ahead') return { settings }
  const { planned } = look ?? lookAt({ cards, records, marks, settings, now, calendar })
  const habits = habitsOf(state.ratings, days, today, settings)
  const done = days[today]
  const met = planned().met - (done?.introduced ?? 0)
  const pass = passDays(met, plan.minutes, habits)
  const finalPass = passOf(plan, pass, left, calendar)
  const waiting = planned(finalPass?.since)
  const unseen = waiting.unseen + (done?.introduced ?? 0)
  const reviews = waiting.due + (done?.mature ?? 0)
  const newPerDay = newPerDayUnder(plan, { left, pass, unseen, reviews }, habits)
  if (!finalPass) return { settings: { ...settings, newPerDay } }
  // Siblings stand back for a day; in the final pass there may be none after it.
  const each = { reviewsPerDay: Number.POSITIVE_INFINITY, burySiblings: false }
  return { settings: { ...settings, newPerDay, ...each }, finalPass }
}

/** Undefined before the pass begins. */
export function passOf(
  plan: Pick<Plan, 'day'>,
  pass: number,
  left: number,
  calendar: StudyCalendar,
): FinalPass | undefined {
  if (left > pass) return undefined
  return { since: calendar.start(addDays(plan.day, -pass)), date: calendar.start(plan.day) }
}
