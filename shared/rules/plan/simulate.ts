/**
 * One possible course of a plan: the learner's own cards, day by day to the date. What is recalled is drawn from the
 * forgetting curve, what is pressed from the learner's own ratings. Steps of minutes count as showings on the same day.
 */
import type { Rating, RatingCounts, StudySettings } from '../../model/study'
import { fuzzRange, type MemoryMath, type Trace } from '../scheduling'
import { minute } from '../study-day'
import { capacity, type DayStart, newPerDayUnder, passDays } from './day'
import { drawRating, type Habits, redrawn, sharesOf } from './habits'

/** `learning` stands for relearning too. */
export type SimulatedPhase = 'new' | 'learning' | 'review'
/** A card in days from today, earlier ones negative. */
export interface SimulatedCard {
  phase: SimulatedPhase
  /** Whether the steps it is in are those of a forgotten card, and the step reached. */
  relearning: boolean
  step: number
  stability: number
  difficulty: number
  last: number
  due: number
}
export interface Course {
  cards: readonly SimulatedCard[]
  /** How many cards each simulated one stands for, at least 1. */
  weight: number
  /** Whole days to the date, at least 1: the last day of study is the one before. */
  days: number
  /** Minutes a day, and what of today was done before now. */
  minutes: number
  done: { spent: number; introduced: number; mature: number }
  /** How the learner rates, and the ratings given so far, from which each day's new cards are reckoned. */
  habits: Habits
  counts: RatingCounts
  math: MemoryMath
  settings: StudySettings
}
export interface Outcome {
  /** By day: cards due that were shown, cards met, minutes. */
  reviews: Float64Array
  fresh: Float64Array
  minutes: Float64Array
  /** Chance of recall of each simulated card on the date; 0 if it was never met. */
  recall: Float64Array
  /** Cards never met, and cards met that the final pass didn't reach. */
  unseen: number
  missed: number
  /** First day of the final pass. */
  passFrom: number
  /** Day on which the last card was met; null if some never were, -1 if all had been. */
  metBy: number | null
}

const minutesOfDay = 1440

export function simulate(course: Course, random: () => number): Outcome {
  const { weight, days, math, settings } = course
  const habits = { ...course.habits, ...redrawn(course.habits, course.counts, random) }
  const counts = { first: { ...course.counts.first }, recalled: { ...course.counts.recalled } }
  const cards = course.cards.map((card) => ({ ...card }))
  const outcome: Outcome = {
    ...{ reviews: new Float64Array(days), fresh: new Float64Array(days), minutes: new Float64Array(days) },
    ...{ recall: new Float64Array(cards.length), unseen: 0, missed: 0, metBy: -1, passFrom: days },
  }
  const run: Course = { ...course, habits, counts }
  let passFrom = days
  const unmet = cards.filter(({ phase }) => phase === 'new')
  let met = 0
  /** What rounding to whole simulated cards left over. */
  let carried = 0

  for (let day = 0; day < days; day += 1) {
    const before = day === 0 ? course.done : nothing
    const pass = passDays((cards.length - unmet.length + met) * weight - before.introduced, course.minutes, habits)
    const inPass = days - day <= pass
    if (inPass) {
      passFrom = days - pass
      outcome.passFrom = Math.min(outcome.passFrom, day)
    }
    const waiting: SimulatedCard[] = []
    const due: SimulatedCard[] = []
    for (const card of cards) {
      if (card.phase === 'learning') waiting.push(card)
      else if (card.phase === 'review' && (card.due <= day || (inPass && card.last < passFrom))) due.push(card)
    }
    const start: DayStart = {
      left: days - day,
      pass,
      unseen: Math.round((unmet.length - met) * weight) + before.introduced,
      reviews: Math.round(due.length * weight) + before.mature,
    }
    const wanted =
      (newPerDayUnder(course, start, { ...habits, ...sharesOf(counts, settings) }) - before.introduced) / weight +
      carried
    const fresh = Math.min(unmet.length - met, Math.max(0, Math.floor(wanted)))
    carried = Math.max(0, wanted - fresh)
    const limit = inPass ? due.length : Math.max(0, settings.reviewsPerDay - before.mature) / weight
    const reviews = Math.min(due.length, Math.floor(limit))

    const room = Math.max(0, capacity(course.minutes, habits) - before.spent / habits.pace) / weight
    // Where there is room for all of them their order makes no difference.
    if (reviews < due.length || room < (due.length + waiting.length + fresh) * 2) {
      const urgency = new Map(due.map((card) => [card, inPass ? recallOn(days, card, math) : card.due]))
      due.sort((one, other) => (urgency.get(one) ?? 0) - (urgency.get(other) ?? 0))
    }
    /** Cards in steps, the next one last. */
    const steps = waiting.map((card) => ({ card, at: 0, waited: 0 }))
    let shown = 0
    for (let review = 0, next = 0; shown < room; shown += 1) {
      const minutes = (shown * habits.pace * weight) / minute
      const left = review < reviews || next < fresh
      const ready = (steps.at(-1)?.at ?? Number.POSITIVE_INFINITY) <= (left ? minutes : minutes + settings.learnAhead)
      const step = ready ? steps.pop() : undefined
      // New ones are spread evenly among the reviews, as the queue does it.
      const newIsBehind = (next + 0.5) * reviews < (review + 0.5) * fresh
      const isNew = !step && next < fresh && (newIsBehind || review === reviews)
      const card = step?.card ?? (isNew ? unmet[met++] : review < reviews ? due[review++] : undefined)
      if (!card) break
      if (isNew) next += 1
      const list = step ? null : isNew ? outcome.fresh : outcome.reviews
      if (list) list[day] = (list[day] ?? 0) + weight
      const wait = show(card, day, step?.waited ?? 0, run, random)
      if (wait > 0) insert(steps, { card, at: minutes + wait, waited: wait / minutesOfDay })
    }
    outcome.minutes[day] = (shown * weight * habits.pace) / minute
    if ((outcome.fresh[day] ?? 0) > 0) outcome.metBy = day
  }

  cards.forEach((card, index) => {
    outcome.recall[index] = card.phase === 'new' ? 0 : recallOn(days, card, math)
    if (card.phase === 'new') outcome.unseen += weight
    else if (card.last < passFrom) outcome.missed += weight
  })
  if (outcome.unseen > 0) outcome.metBy = null
  return outcome
}
const nothing: Course['done'] = { spent: 0, introduced: 0, mature: 0 }

/** Chance of recall so many days from today. */
export function recallOn(day: number, card: SimulatedCard, math: MemoryMath): number {
  return card.phase === 'new' ? 0 : math.recall(Math.max(0, day - card.last), card.stability)
}

/** The one that comes first stays last. */
function insert<Step extends { at: number }>(steps: Step[], step: Step): void {
  let index = steps.length
  while (index > 0 && (steps[index - 1]?.at ?? 0) <= step.at) index -= 1
  steps.splice(index, 0, step)
}

/** Shows a card once. Minutes until it is to be shown again in its steps; 0 if it comes back after whole days. */
function show(card: SimulatedCard, day: number, waited: number, course: Course, random: () => number): number {
  const { habits, counts, math, weight } = course
  const { phase } = card
  const isNew = phase === 'new'
  const elapsed = isNew ? 0 : Math.max(0, day - card.last)
  const recall = isNew ? 0 : math.recall(elapsed || waited, card.stability)
  const recalled = !isNew && random() < recall
  const rating = isNew || recalled ? drawRating(isNew ? habits.first : habits.recalled, random()) : 'again'
  if (isNew) counts.first[rating] += weight
  else if (recalled && phase === 'review') counts.recalled[rating] += weight
  const after = (of: Rating) => math.after(isNew ? null : card, elapsed, of, recall)
  const trace = after(rating)
  const days = phase === 'review' ? apart(rating, trace, after, math) : math.interval(trace.stability)
  card.stability = trace.stability
  card.difficulty = trace.difficulty
  card.last = day
  const minutes = nextStep(card, rating, course)
  if (minutes === 0) {
    card.phase = 'review'
    card.step = 0
    card.due = day + fuzzed(days, elapsed, course, random)
  }
  return minutes
}

/** Whole days for a card in review: the scheduler keeps Hard, Good and Easy a day apart, which tells in short ones. */
function apart(rating: Rating, trace: Trace, after: (of: Rating) => Trace, math: MemoryMath): number {
  const days = math.interval(trace.stability)
  if (rating === 'again' || rating === 'hard' || days > longestKeptApart) return days
  const good = rating === 'good' ? days : math.interval(after('good').stability)
  const hard = Math.min(math.interval(after('hard').stability), good)
  return rating === 'good' ? Math.max(good, hard + 1) : Math.max(days, Math.max(good, hard + 1) + 1)
}
const longestKeptApart = 4

/** Minutes to the next showing on the same day, and the step that the card is in then; 0: whole days come next. */
function nextStep(
  card: SimulatedCard,
  rating: Rating,
  { settings: { learningSteps, relearningSteps } }: Course,
): number {
  if (card.phase !== 'learning') {
    if (card.phase === 'review' && rating !== 'again') return 0
    card.relearning = card.phase === 'review'
    card.step = 0
  }
  const steps = card.relearning ? relearningSteps : learningSteps
  if (rating === 'easy') return 0
  if (rating === 'again') card.step = 0
  else if (rating === 'good') card.step += 1
  const minutes = steps[card.step] ?? 0
  if (minutes === 0) return 0
  card.phase = 'learning'
  return minutes
}

function fuzzed(days: number, elapsed: number, course: Course, random: () => number): number {
  if (!course.settings.fuzz) return days
  const [from, to] = fuzzRange(days, elapsed, course.settings.maximumInterval)
  return from + Math.floor(random() * (to - from + 1))
}
