/**
 * What was learnt elsewhere, in our terms: reviews replayed into FSRS, SM-2's figures converted where there are none, and
 * the due date kept. A card that was studied here keeps its schedule; its reviews made elsewhere go into its history.
 */
import type { IncomingCard, IncomingReview } from '../model/exchange'
import type { ImportedReview } from '../model/import'
import { phaseNumbers, ratingNumbers } from '../model/review-columns'
import { type CardMarks, type CardRecord, type DayTotals, longInterval, type Memory } from '../model/study'
import { sumOfDays } from './import-fold'
import { type MemoryModel, memoryModelOf, type SchedulingSettings, type Strength, strengthFromSm2 } from './scheduling'
import { addDays, dayLength, daysBetween, type StudyCalendar } from './study-day'

/** A review that is in the history here. `rating` 0: the card was put back to new. */
export interface KnownReview {
  /** UTC ms. */
  at: number
  /** Study day, in days since 1970-01-01. */
  day: number
  rating: number
}
export interface LearningNeeds {
  settings: SchedulingSettings
  /** With the same settings. */
  model: MemoryModel
  calendar: StudyCalendar
  /** The same calendar's days, in days since 1970-01-01. */
  dayOf: (at: number) => number
  /** UTC ms. */
  now: number
}
export interface ImportedLearning {
  /** Null: the card's record stays as it is. */
  record: CardRecord | null
  /** Reviews that aren't in the history here yet, oldest first. */
  reviews: ImportedReview[]
}

/** A review can't take longer, ms. */
const longest = dayLength

/** `known`: the reviews of this card that are here, oldest first. */
export function importedLearning(
  card: IncomingCard,
  record: CardRecord | undefined,
  known: readonly KnownReview[],
  needs: LearningNeeds,
): ImportedLearning {
  const here = new Set(known.map(({ at }) => at))
  const missing: (KnownReview & { spent: number })[] = []
  for (const review of card.reviews) {
    if (!isPossible(review, needs.now) || here.has(review.at)) continue
    here.add(review.at)
    const spent = Math.min(longest, Math.max(0, Math.round(review.spent) || 0))
    missing.push({ at: review.at, day: needs.dayOf(review.at), rating: ratingNumbers[review.rating], spent })
  }
  const all = [...known, ...missing].sort((one, other) => one.at - other.at)
  const walked = walk(all, needs.model)
  const isNew = new Set<KnownReview>(missing)
  const reviews = walked.steps.flatMap(({ review, before }): ImportedReview[] =>
    isNew.has(review)
      ? [[review.at, review.day, review.rating, (review as { spent?: number }).spent ?? 0, before]]
      : [],
  )
  const last = reviews.at(-1)
  const isAgainNew = card.due === null && !record && last !== undefined
  if (isAgainNew) reviews.push([last[0], last[1], 0, 0, 0])
  const keepsSchedule = record !== undefined && (!record.imported || missing.length === 0)
  if (keepsSchedule || card.due === null || !isPossibleTime(card.due)) return { record: null, reviews }
  if (card.memory?.kind === 'ours') {
    // It rests on all that was answered there: nothing may have been answered here that it doesn't know.
    const there = new Set(card.reviews.map(({ at }) => at))
    if (known.every(({ at, rating }) => rating === 0 || there.has(at)))
      return { record: { ...card.memory.record, standsOn: '' }, reviews }
  }
  return { record: recordOf(card, card.due, walked, needs), reviews }
}

type Figures = Exclude<NonNullable<IncomingCard['memory']>, { kind: 'ours' }>

const isPossibleTime = (at: number) => Number.isSafeInteger(at) && at > 0 && at < 8e15
const isPossible = ({ at, rating }: IncomingReview, now: number) =>
  isPossibleTime(at) && at <= now + dayLength && Object.hasOwn(ratingNumbers, rating)

interface Walked {
  steps: { review: KnownReview; before: number }[]
  /** Null: there was no review since the card was new. */
  strength: Strength | null
  first: KnownReview | undefined
  last: KnownReview | undefined
  repetitions: number
  lapses: number
  missedAt: number | undefined
  graduated: boolean
}

/** What the model makes of the reviews. That a day passed before one tells that the card was in its days by then. */
function walk(reviews: readonly KnownReview[], model: MemoryModel): Walked {
  const none: Omit<Walked, 'steps'> = {
    ...{ strength: null, first: undefined, last: undefined },
    ...{ repetitions: 0, lapses: 0, missedAt: undefined, graduated: false },
  }
  const steps: Walked['steps'] = []
  let now = none
  for (const review of reviews) {
    if (review.rating === 0) {
      now = none
      continue
    }
    const elapsed = now.last ? Math.max(0, review.day - now.last.day) : 0
    const before = !now.last
      ? phaseNumbers.new
      : elapsed > 0
        ? phaseNumbers.review
        : now.graduated
          ? phaseNumbers.relearning
          : phaseNumbers.learning
    steps.push({ review, before })
    const missed = review.rating === ratingNumbers.again
    now = {
      strength: model.after(now.strength, elapsed, review.rating),
      first: now.first ?? review,
      last: review,
      repetitions: now.repetitions + 1,
      lapses: now.lapses + Number(missed && before === phaseNumbers.review),
      missedAt: missed ? review.at : now.missedAt,
      graduated: now.graduated || elapsed > 0,
    }
  }
  return { steps, ...now }
}

function recordOf(card: IncomingCard, due: number, walked: Walked, needs: LearningNeeds): CardRecord | null {
  const { settings, calendar, now } = needs
  const { strength, first, last, missedAt } = walked
  const model = memoryModelOf(settings.weights)
  if (strength && first && last) {
    const memory = { model, ...strength, lastReview: last.at, repetitions: walked.repetitions, lapses: walked.lapses }
    return {
      memory: { ...memory, ...dueAs(due, dayName(last.day), walked.graduated, calendar) },
      standsOn: '',
      introduced: dayName(first.day),
      ...(missedAt !== undefined && { missedAt }),
    }
  }
  if (!card.memory || card.memory.kind === 'ours') return null
  const found = fromFigures(card.memory, settings)
  if (!found) return null
  const dueDay = calendar.day(due)
  const lastReview = Math.min(now, Math.max(1, calendar.start(addDays(dueDay, -Math.min(found.days, 36_500)))))
  const reviewed = calendar.day(lastReview)
  const { repetitions, lapses } = found
  const memory = { model, ...found.strength, lastReview, repetitions, lapses }
  return { memory: { ...memory, ...dueAs(due, reviewed, true, calendar) }, standsOn: '', introduced: reviewed }
}

function fromFigures(memory: Figures, settings: SchedulingSettings) {
  const clamped = ({ stability, difficulty }: Strength): Strength | null =>
    Number.isFinite(stability) && Number.isFinite(difficulty)
      ? { stability: Math.min(36_500, Math.max(0.001, stability)), difficulty: Math.min(10, Math.max(1, difficulty)) }
      : null
  if (memory.kind === 'fsrs') {
    const strength = clamped(memory)
    return strength && { strength, days: Math.max(1, Math.round(strength.stability)), repetitions: 1, lapses: 0 }
  }
  const strength = clamped(strengthFromSm2(memory, settings))
  const count = (value: number, least: number) => Math.max(least, Math.floor(value) || 0)
  return (
    strength && {
      strength,
      days: Math.max(1, Math.round(memory.interval) || 0),
      repetitions: count(memory.repetitions, 1),
      lapses: count(memory.lapses, 0),
    }
  )
}

/** What is due on a later day than its last review is in its days; what isn't is in its steps. */
function dueAs(due: number, reviewed: string, graduated: boolean, calendar: StudyCalendar) {
  const dueDay = calendar.day(due)
  const days = daysBetween(reviewed, dueDay)
  const steps: Pick<Memory, 'phase' | 'step' | 'due' | 'scheduledDays'> = {
    ...{ phase: graduated ? 'relearning' : 'learning', step: 0, due, scheduledDays: 0 },
  }
  if (days < 1) return steps
  return { phase: 'review' as const, step: 0, due: calendar.start(dueDay), dueDay, scheduledDays: days }
}

/** Null where it has none. Our flags go to 4. */
export function importedMarks({ suspended, flag }: IncomingCard): CardMarks | null {
  const marks: CardMarks = {
    ...(suspended && { suspended: true }),
    ...(flag >= 1 && { flag: Math.min(4, Math.floor(flag)) }),
  }
  return Object.keys(marks).length > 0 ? marks : null
}

/** Adds what these reviews count in the totals of their study days. */
export function countReviews(into: Record<string, DayTotals>, reviews: readonly ImportedReview[]): void {
  let last: number | null = null
  for (const [, day, rating, spent, before] of reviews) {
    const waited: number = last === null ? 0 : day - last
    last = day
    if (rating === 0) continue
    const name = dayName(day)
    const again = Number(rating === ratingNumbers.again)
    const mature = Number(before === phaseNumbers.review)
    // How long it had waited stands for the interval that it had been given elsewhere.
    const long = Number(mature === 1 && waited >= longInterval)
    into[name] = sumOfDays(into[name], {
      ...{ reviews: 1, again, introduced: Number(before === phaseNumbers.new), spent, mature, practised: 0 },
      recalled: mature * (1 - again),
      long: { mature: long, recalled: long * (1 - again) },
      ratings: {
        again,
        hard: Number(rating === ratingNumbers.hard),
        good: Number(rating === ratingNumbers.good),
        easy: Number(rating === ratingNumbers.easy),
      },
    })
  }
}

/** A million reviews lie on a few thousand days. */
const dayNames = new Map<number, string>()
export function dayName(day: number): string {
  const name = dayNames.get(day) ?? new Date(day * dayLength).toISOString().slice(0, 10)
  dayNames.set(day, name)
  return name
}

/** A calendar's days by number, for a million instants: hours that lie in one day as a whole are asked once. */
export function daysByNumber(calendar: StudyCalendar): (at: number) => number {
  const hour = 3_600_000
  const known = new Map<number, number | null>()
  const numbered = (at: number) => Math.round(Date.parse(`${calendar.day(at)}T00:00:00Z`) / dayLength)
  return (at) => {
    const which = Math.floor(at / hour)
    let day = known.get(which)
    if (day === undefined) {
      const first = numbered(which * hour)
      day = first === numbered((which + 1) * hour - 1) ? first : null
      known.set(which, day)
    }
    return day ?? numbered(at)
  }
}
