/**
 * Catching up after an absence. What is overdue is spread over days with an even number of reviews a day, and each day
 * takes the cards that lose most by waiting one day more. By the forgetting curve those are the ones still remembered
 * that fall fast; what has been forgotten long since, or holds for months, loses next to nothing. Most overdue first
 * would spend the scarce days on cards that are lost already while the others are lost too.
 */
import type { CatchUp, Memory } from '../model/study'
import { retrievability } from './scheduling'
import { toTheEnd } from './steps'
import { addDays, dayLength } from './study-day'

/** From so many overdue cards on, spreading is worth offering: a sitting of about seven minutes. */
export const enoughToSpread = 50
/** Study days over which a backlog can be spread, today included. */
export const catchUpDays = [1, 3, 7, 14] as const

type Curve = Pick<Memory, 'lastReview' | 'stability'>

/** How much the chance of recall falls from `at` (UTC ms) to a day later, 0-1. */
export function lossByWaiting(memory: Curve, at: number, weights?: readonly number[]): number {
  return retrievability(memory, at, weights) - retrievability(memory, at + dayLength, weights)
}

/** Whether there is more overdue than a day's limit, or than anybody would call a day's work. */
export function isBacklog(overdue: number, reviewsPerDay: number): boolean {
  return reviewsPerDay > 0 && overdue > Math.min(reviewsPerDay, enoughToSpread)
}

/** So many cards in one step. */
const piece = 1000

export interface Backlog {
  /** The cards due now. */
  waiting: readonly Curve[]
  /** Those that come due on the days to come: tomorrow, the day after ... */
  coming: readonly (readonly Curve[])[]
  /** Reviews done today already. */
  done: number
  /** UTC ms. */
  now: number
  /** The learner's own, if any. */
  weights?: readonly number[] | undefined
}

/** Chance of recall over some cards, on average; null for none. */
export function meanRecall(cards: readonly Curve[], at: number, weights?: readonly number[]): number | null {
  if (cards.length === 0) return null
  return cards.reduce((sum, card) => sum + retrievability(card, at, weights), 0) / cards.length
}

/**
 * What it costs to spread a backlog over `days` study days, today included: reviews a day, and the chance of recalling a
 * waiting card by the time it is asked, on average. Cards that come due meanwhile are counted in; those that come back
 * within these days after being asked are not, since nobody knows the answers yet. `waiting` is not empty.
 */
export function costOfSpreading(backlog: Backlog, days: number): CostOfSpreading {
  return toTheEnd(spreading(backlog, days))
}
export interface CostOfSpreading {
  perDay: number
  recall: number
}
/** The same in steps, each of which is short also for a hundred thousand cards. */
export function* spreading(
  { waiting, coming, done, now, weights }: Backlog,
  days: number,
): Generator<void, CostOfSpreading> {
  const meanwhile = coming.slice(0, days - 1)
  const all = waiting.length + meanwhile.reduce((sum, cards) => sum + cards.length, 0)
  const perDay = Math.ceil((done + all) / days)
  const line: { card: Curve; from: number; loss: number }[] = []
  for (const [from, cards] of [waiting, ...meanwhile].entries()) {
    const at = now + from * dayLength
    for (const card of cards) {
      line.push({ card, from, loss: lossByWaiting(card, at, weights) })
      if (line.length % piece === 0) yield
    }
  }
  line.sort((one, other) => other.loss - one.loss)
  yield

  let recalled = 0
  let left = line
  for (let day = 0; day < days; day += 1) {
    const later: typeof line = []
    let asked = day === 0 ? done : 0
    let seen = 0
    for (const one of left) {
      seen += 1
      if (seen % piece === 0) yield
      if (one.from > day || asked >= perDay) later.push(one)
      else {
        asked += 1
        if (one.from === 0) recalled += retrievability(one.card, now + day * dayLength, weights)
      }
    }
    left = later
  }
  // What came due too late for an even share waits on; its chance is that of the last day.
  const last = now + (days - 1) * dayLength
  for (const { card, from } of left) if (from === 0) recalled += retrievability(card, last, weights)
  return { perDay, recall: recalled / waiting.length }
}

export function catchUpOver(days: number, perDay: number, today: string): CatchUp {
  return { from: today, until: addDays(today, days - 1), perDay }
}
