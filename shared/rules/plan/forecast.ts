/**
 * What a date and minutes a day come to: a Monte Carlo simulation of the learner's own cards up to the date (see
 * `simulate`), with random numbers of a fixed seed, so that the same question has the same answer. It is an estimate:
 * it takes for granted that the plan is kept and that memory is as FSRS describes it.
 */
import type { CardRecord, Plan } from '../../model/study'
import type { PlanForecast } from '../../model/views'
import { own } from '../own'
import { randomNumbers } from '../random'
import { memoryMath } from '../scheduling'
import { toTheEnd } from '../steps'
import { addDays, daysBetween, type StudyCalendar } from '../study-day'
import type { PlanState } from './day'
import { habitsOf } from './habits'
import { mostMinutes } from './limits'
import { type Course, type Outcome, recallOn, type SimulatedCard, simulate } from './simulate'

/** Beyond this, every so-manieth card stands for the others. */
const mostCards = { least: 200, most: 1000, cardDays: 100_000 }
/** Simulated cards times runs, and days times runs: what keeps it under a moment. */
const work = { cards: 8000, days: 20_000 }
const runsWithin = { least: 8, most: 40 }
/** Tests drawn from each run: what somebody recalls on the day is itself a matter of chance. */
const testsOfRun = 12
/** So many cards are looked up in one step. */
const cardsOfStep = 1000
/** Runs in which the least minutes must be enough, each. */
const runsOfNeeds = 3

export interface ForecastInput {
  plan: Pick<Plan, 'day' | 'minutes'>
  state: PlanState
  cards: readonly { id: string }[]
  /** UTC ms. */
  now: number
  calendar: StudyCalendar
  /** FSRS-6 weights of the learner's own, 21 of them; the defaults unless given. */
  weights?: readonly number[] | undefined
}

/** The date must be at least a day ahead. */
export function forecast(input: ForecastInput): PlanForecast {
  return toTheEnd(forecasting(input))
}

/** The same with a pause after each simulated course, for whoever has other things to do in between. */
export function* forecasting(input: ForecastInput): Generator<void, PlanForecast> {
  const { now, calendar } = input
  const today = calendar.day(now)
  const planned = yield* plannedRecords(input)
  const unseenNow = planned.filter((record) => record === undefined).length
  yield
  const course = courseOf(input, planned, today)
  const runs = runsOf(course)
  const outcomes: Outcome[] = []
  for (let run = 0; run < runs; run += 1) {
    outcomes.push(simulate(course, numbersOf(run)))
    yield
  }
  const days = Array.from({ length: course.days }, (_, day) => ({
    day: addDays(today, day),
    reviews: Math.round(median(outcomes.map(({ reviews }) => reviews[day] ?? 0))),
    new: Math.round(median(outcomes.map(({ fresh }) => fresh[day] ?? 0))),
    minutes: median(outcomes.map(({ minutes }) => minutes[day] ?? 0)),
  }))
  const metBy = median(outcomes.map((outcome) => outcome.metBy ?? course.days))
  const unseen = Math.round(median(outcomes.map((outcome) => outcome.unseen)))
  const missed = Math.round(median(outcomes.map((outcome) => outcome.missed)))
  const passFrom = Math.round(median(outcomes.map((outcome) => outcome.passFrom)))
  const known = knownOn(outcomes, planned.length)
  const needs = planned.length === 0 ? null : yield* leastMinutes(course, unseen === 0 && missed === 0)
  return {
    plan: { day: input.plan.day, minutes: input.plan.minutes },
    cards: planned.length,
    unseenNow,
    days,
    pass: { from: addDays(today, passFrom), days: course.days - passFrom },
    knownNow: mean(course.cards.map((card) => recallOn(0, card, course.math))),
    known,
    unseen,
    missed,
    metBy: unseen === 0 && metBy >= 0 && metBy < course.days ? addDays(today, Math.round(metBy)) : null,
    needs,
    pace: course.habits.pace,
  }
}

/** Common random numbers: what differs between two plans is the plans. */
const numbersOf = (run: number) => randomNumbers(`muster date ${run}`)

function runsOf({ cards, days }: Course): number {
  const most = Math.min(work.cards / Math.max(1, cards.length), work.days / days)
  return Math.round(Math.min(runsWithin.most, Math.max(runsWithin.least, most)))
}

function courseOf(input: ForecastInput, planned: readonly (CardRecord | undefined)[], today: string): Course {
  const { plan, state, calendar } = input
  const { settings, days, ratings } = state
  const habits = habitsOf(ratings, days, today, settings)
  const ahead = daysBetween(today, plan.day)
  const most = Math.max(mostCards.least, Math.min(mostCards.most, mostCards.cardDays / ahead))
  const weight = Math.max(1, planned.length / most)
  const done = days[today]
  return {
    cards: sample(planned, weight).map((record) => simulated(record, today, calendar)),
    weight,
    days: ahead,
    minutes: plan.minutes,
    done: { spent: done?.spent ?? 0, introduced: done?.introduced ?? 0, mature: done?.mature ?? 0 },
    habits,
    // The state goes on while the simulation pauses.
    counts: { first: { ...ratings.first }, recalled: { ...ratings.recalled } },
    math: memoryMath(settings, input.weights),
    settings,
  }
}

/** What is known of each card that the plan counts with: suspended ones are no part of it. */
function* plannedRecords({ cards, state }: ForecastInput): Generator<void, (CardRecord | undefined)[]> {
  const planned: (CardRecord | undefined)[] = []
  for (const [place, { id }] of cards.entries()) {
    if (own(state.marks, id)?.suspended !== true) planned.push(own(state.cards, id))
    if (place % cardsOfStep === cardsOfStep - 1) yield
  }
  return planned
}

/** Evenly from the unseen, and evenly by due date from the others. */
function sample(all: readonly (CardRecord | undefined)[], weight: number): readonly (CardRecord | undefined)[] {
  if (weight === 1) return all
  // Beside each other in memory, since a hundred thousand are compared two million times.
  const due = new Float64Array(all.length)
  const byDue = new Uint32Array(all.length)
  for (let at = 0; at < all.length; at += 1) {
    due[at] = all[at]?.memory.due ?? 0
    byDue[at] = at
  }
  byDue.sort((one, other) => (due[one] as number) - (due[other] as number))
  return Array.from(
    { length: Math.round(all.length / weight) },
    (_, index) => all[byDue[Math.floor(index * weight)] as number],
  )
}

function simulated(record: CardRecord | undefined, today: string, calendar: StudyCalendar): SimulatedCard {
  if (!record) return { phase: 'new', relearning: false, step: 0, stability: 0, difficulty: 0, last: 0, due: 0 }
  const { phase, step, stability, difficulty, lastReview, due } = record.memory
  return {
    phase: phase === 'review' ? 'review' : 'learning',
    relearning: phase === 'relearning',
    ...{ step, stability, difficulty },
    // A clock that was set back counts as no time passed.
    last: Math.min(0, daysBetween(today, calendar.day(lastReview))),
    due: daysBetween(today, calendar.day(due)),
  }
}

/** The mean chance of recall over all cards, and from where to where a test of all of them lies in 8 of 10 cases. */
function knownOn(outcomes: readonly Outcome[], cards: number): PlanForecast['known'] {
  const random = randomNumbers('muster date tests')
  const means = outcomes.map(({ recall }) => mean(recall))
  const tests = outcomes.flatMap(({ recall }, run) => {
    const expected = means[run] ?? 0
    // The fewer stand for the more: of all cards together chance makes less.
    const narrow = Math.sqrt(recall.length / Math.max(1, cards))
    return Array.from({ length: testsOfRun }, () => {
      let recalled = 0
      for (const chance of recall) if (random() < chance) recalled += 1
      return expected + narrow * (recalled / Math.max(1, recall.length) - expected)
    })
  })
  const sorted = tests.sort((one, other) => one - other)
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? 0
  return { expected: mean(means), low: at(0.1), high: at(0.9) }
}

/**
 * The least whole minutes a day with which every card is met and the final pass fits; null if ten hours don't do.
 * `fits`: whether those of the course do.
 */
function* leastMinutes(course: Course, fits: boolean): Generator<void, number | null> {
  function* enough(minutes: number): Generator<void, boolean> {
    const tried = { ...course, minutes }
    for (let run = 0; run < runsOfNeeds; run += 1) {
      yield
      const { unseen, missed } = simulate(tried, numbersOf(run))
      if (unseen > 0 || missed > 0) return false
    }
    return true
  }
  let low = fits ? 0 : course.minutes
  let high = fits ? course.minutes : mostMinutes + 1
  // In steps that double, away from the minutes asked about: the answer is mostly near.
  for (let tried = course.minutes; high - low > 1; ) {
    tried = fits ? Math.floor(tried / 2) : Math.min(mostMinutes, tried * 2)
    if (tried <= low || tried >= high) break
    const does = yield* enough(tried)
    if (does) high = tried
    else low = tried
    if (does !== fits) break
  }
  if (high > mostMinutes) return null
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (yield* enough(middle)) high = middle
    else low = middle
  }
  return high
}

function mean(numbers: ArrayLike<number>): number {
  let sum = 0
  for (let index = 0; index < numbers.length; index += 1) sum += numbers[index] ?? 0
  return numbers.length > 0 ? sum / numbers.length : 0
}
function median(numbers: readonly number[]): number {
  const sorted = Float64Array.from(numbers).sort()
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
}
