/** What is known of a learner's own way of studying, and what stands in for it until enough is known. */
import type { DayTotals, Rating, RatingCounts, StudySettings } from '../../model/study'
import { ratings } from '../../model/study'
import { addDays } from '../study-day'

/** Time for one showing of a card until the learner's own pace is known, ms. */
const usualPace = 8000
/** Showings in the last 30 study days from which the own pace counts as known. */
const enoughForPace = 20

/** The learner's own time for one showing over the last 30 study days, ms. `today` is the current study day. */
export function paceOf(days: Readonly<Record<string, DayTotals>>, today: string): number {
  let reviews = 0
  let spent = 0
  for (let back = 0; back < 30; back += 1) {
    const totals = days[addDays(today, -back)]
    reviews += totals?.reviews ?? 0
    spent += totals?.spent ?? 0
  }
  return reviews >= enoughForPace ? spent / reviews : usualPace
}

export type Shares = Record<Rating, number>
export interface Habits {
  /** ms for one showing. */
  pace: number
  /** How often each rating is given to a card seen for the first time. */
  first: Shares
  /** The same for a card that was recalled: never Again. */
  recalled: Shares
  /** Showings that one card takes on a day, steps included: of a new card, and of one that came due. */
  showings: { fresh: number; review: number }
}

/** The defaults of the FSRS simulators (`first_rating_prob`, `review_rating_prob`). */
const usualFirst: Shares = { again: 0.24, hard: 0.094, good: 0.495, easy: 0.171 }
const usualRecalled: Shares = { again: 0, hard: 0.224, good: 0.631, easy: 0.145 }
/** The defaults weigh as much as this many ratings of the learner's own. */
const weightOfUsual = 100

export type HabitSettings = Pick<StudySettings, 'retention' | 'learningSteps' | 'relearningSteps' | 'buttons'>
export function habitsOf(
  counts: RatingCounts,
  days: Readonly<Record<string, DayTotals>>,
  today: string,
  settings: HabitSettings,
): Habits {
  // A clock that stood still would give a day room for any number of cards.
  return { pace: Math.max(500, paceOf(days, today)), ...sharesOf(counts, settings) }
}

export function sharesOf(counts: RatingCounts, settings: HabitSettings): Omit<Habits, 'pace'> {
  const first = blended(counts.first, usualFirst, settings.buttons)
  const recalled = blended(counts.recalled, usualRecalled, settings.buttons)
  const fresh = 1 + laterShowings(first, settings.learningSteps.length, recalled)
  const review = 1 + (1 - settings.retention) * fromStep(0, settings.relearningSteps.length, recalled)
  return { first, recalled, showings: { fresh, review } }
}

function blended(counts: Shares, usual: Shares, buttons: StudySettings['buttons']): Shares {
  const share = (rating: Rating) => (counts[rating] + weightOfUsual * usual[rating]) / (total(counts) + weightOfUsual)
  const [again, hard, good, easy] = [share('again'), share('hard'), share('good'), share('easy')]
  return buttons === 2 ? { again, hard: 0, good: hard + good + easy, easy: 0 } : { again, hard, good, easy }
}

/** Showings after the first: Again and Hard stay at the first of the steps, Good goes to the next, Easy leaves them. */
function laterShowings(first: Shares, steps: number, later: Shares): number {
  if (steps === 0) return 0
  return (first.again + first.hard) * fromStep(0, steps, later) + first.good * fromStep(1, steps, later)
}
/** Within minutes nearly everything is recalled: Again is left out. */
function fromStep(step: number, steps: number, shares: Shares): number {
  if (step >= steps) return 0
  return (1 + shares.good * fromStep(step + 1, steps, shares)) / Math.max(0.1, 1 - shares.hard)
}

/**
 * The shares as they may really be, given how few ratings they are known from: counted anew from as many drawn ones (a
 * parametric bootstrap).
 */
export function redrawn(
  { first, recalled }: Pick<Habits, 'first' | 'recalled'>,
  counts: RatingCounts,
  random: () => number,
) {
  return { first: drawnAgain(first, counts.first, random), recalled: drawnAgain(recalled, counts.recalled, random) }
}
function drawnAgain(shares: Shares, counts: Shares, random: () => number): Shares {
  const draws = Math.min(mostDraws, total(counts) + weightOfUsual)
  const again: Shares = { again: 0, hard: 0, good: 0, easy: 0 }
  for (let draw = 0; draw < draws; draw += 1) again[drawRating(shares, random())] += 1 / draws
  return again
}
/** From so many on, the shares are as good as certain. */
const mostDraws = 1000
const total = (counts: Shares) => ratings.reduce((sum, rating) => sum + counts[rating], 0)

/** The rating that a number from 0 to 1 stands for. */
export function drawRating(shares: Shares, dice: number): Rating {
  let left = dice
  for (const rating of ratings) {
    left -= shares[rating]
    if (left < 0) return rating
  }
  return 'good'
}
