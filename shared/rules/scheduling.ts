/**
 * The only door to ts-fsrs (FSRS-6) besides weights.ts. The library counts elapsed days by the UTC calendar, in which a
 * new day begins in the middle of an American evening; here it is given study days instead, as dates at UTC noon, and
 * what it answers is put back on the learner's own calendar. Undo never uses its `rollback` (wrong for cards reviewed
 * late): a review carries the record before it. Intervals are fuzzed by a seed of the card's own, so the same history
 * always gives the same schedule, and a button does exactly what it says.
 */
import {
  computeDecayFactor,
  createEmptyCard,
  default_w,
  type FSRS,
  type FSRSState,
  forgetting_curve,
  fsrs,
  Rating as Grade,
  get_fuzz_range,
  type Card as LibraryCard,
  State,
} from 'ts-fsrs'
import type { Memory, Phase, Rating } from '../model/study'
import { dueIn } from './due-day'
import { hash } from './hash'
import { dayLength, daysBetween, type StudyCalendar } from './study-day'
import { areWeights } from './weights'

export const memoryModel = 'fsrs-6/ts-fsrs-5.4.2'

/** The tag of memories made with these weights: the model's alone for the standard ones, else with a hash of them. */
export function memoryModelOf(weights: Weights): string {
  const own = usedWeights(weights)
  return own === default_w ? memoryModel : `${memoryModel}+${hash(own.join(' ')).toString(16).padStart(8, '0')}`
}

/** The learner's own, 21 of them; without, or with any that can't be used, the standard ones are. */
export type Weights = readonly number[] | null | undefined

export const standardWeights: readonly number[] = default_w
const usedWeights = (weights: Weights) => (weights && areWeights(weights) ? weights : default_w)

export interface SchedulingSettings {
  /** Wanted chance of recall when a card comes due, 0.70-0.97. */
  retention: number
  /** Steps of a new card and of a forgotten one, minutes. Without any, every rating gives whole days. */
  learningSteps?: readonly number[]
  relearningSteps?: readonly number[]
  /** Days. */
  maximumInterval?: number
  fuzz?: boolean
  weights?: Weights
}

/**
 * The memory after rating a card (null: a new one) at `at`, UTC ms. Whole days end at the start of a study day. With
 * fuzz, `card` and how often it was seen decide by how much.
 */
export function schedule(
  memory: Memory | null,
  rating: Rating,
  at: number,
  settings: SchedulingSettings,
  calendar: StudyCalendar,
  card = '',
): Memory {
  const today = calendar.day(at)
  const after = scheduler(settings).next(toLibrary(memory, today, calendar), noon(today), grades[rating])
  const maximum = settings.maximumInterval ?? longest
  // The library keeps Hard, Good and Easy a day apart, past the longest interval too.
  const days = Math.min(after.card.scheduled_days, maximum)
  const elapsed = memory ? Math.max(0, daysBetween(calendar.day(memory.lastReview), today)) : 0
  const scheduled_days = settings.fuzz ? fuzzed(days, elapsed, maximum, `${card} ${after.card.reps}`) : days
  return fromLibrary({ ...after.card, scheduled_days }, at, today, calendar, memoryModelOf(settings.weights))
}

/** The range is the library's. All four ratings of a card take the same place in theirs, so their order stays. */
function fuzzed(days: number, elapsed: number, maximum: number, seed: string): number {
  if (days < fewestFuzzed) return days
  const { min_ivl, max_ivl } = get_fuzz_range(days, elapsed, maximum)
  return min_ivl + Math.floor((hash(seed) / 2 ** 32) * (max_ivl - min_ivl + 1))
}
/** Shorter intervals have no room to move, days. */
const fewestFuzzed = 2.5
/** Days: a hundred years. */
const longest = 36_500

/**
 * From `at` to the card's next showing after each rating, ms: minutes as they are, whole days as so many times 24
 * hours, because "2 days" means the day after tomorrow at any hour.
 */
export function preview(
  memory: Memory | null,
  at: number,
  settings: SchedulingSettings,
  calendar: StudyCalendar,
  card = '',
): Record<Rating, number> {
  const interval = (rating: Rating) => {
    const next = schedule(memory, rating, at, settings, calendar, card)
    return next.scheduledDays > 0 ? next.scheduledDays * dayLength : next.due - at
  }
  return { again: interval('again'), hard: interval('hard'), good: interval('good'), easy: interval('easy') }
}

/** Chance of recall at an instant (UTC ms), falling without steps: R = (1 + F t/S)^-w20, t in fractional days. */
export function retrievability(
  memory: Pick<Memory, 'lastReview' | 'stability'>,
  at: number,
  weights?: Weights,
): number {
  return forgetting_curve(usedWeights(weights), Math.max(0, at - memory.lastReview) / dayLength, memory.stability)
}

export type Strength = Pick<Memory, 'stability' | 'difficulty'>
/** The model bare, for going through many reviews: what `schedule` makes of the same ones, without due dates. */
export interface MemoryModel {
  /** `elapsed`: study days since the review before, 0 on the same day; `rating` from 1 (Again) to 4 (Easy). */
  after(before: Strength | null, elapsed: number, rating: number): Strength
  /** Chance of recall so many days after a review. */
  recall(elapsed: number, stability: number): number
}
export function memoryModelWith(settings: SchedulingSettings): MemoryModel {
  const library = scheduler(settings)
  const weights = usedWeights(settings.weights)
  return {
    after: (before, elapsed, rating) => library.next_state(before as FSRSState | null, elapsed, rating as Grade),
    recall: (elapsed, stability) => forgetting_curve(weights, elapsed, stability),
  }
}

/**
 * The strength of a card that SM-2 has scheduled, with `ease` as a factor (2.5) and its interval in days: as fsrs-rs 5
 * converts it (`memory_state_from_sm2`), so that recall falls to `retention` after that interval and Good makes the next
 * one longer by the ease.
 */
export function strengthFromSm2(
  { ease, interval }: { ease: number; interval: number },
  { retention, weights }: SchedulingSettings,
): Strength {
  const w = usedWeights(weights)
  const { decay, factor } = computeDecayFactor(w)
  const stability = Math.max(interval, smallestStability) * (factor / (retention ** (1 / decay) - 1))
  const growth =
    Math.exp(w[8] as number) * stability ** -(w[9] as number) * Math.expm1((1 - retention) * (w[10] as number))
  const difficulty = 11 - (ease - 1) / growth
  return { stability, difficulty: Math.min(10, Math.max(1, difficulty)) }
}
/** Days. */
const smallestStability = 0.001

const grades: Record<Rating, Grade.Again | Grade.Hard | Grade.Good | Grade.Easy> = {
  again: Grade.Again,
  hard: Grade.Hard,
  good: Grade.Good,
  easy: Grade.Easy,
}
const states: Record<Phase, State> = {
  learning: State.Learning,
  review: State.Review,
  relearning: State.Relearning,
}
const phases: Record<State, Phase> = {
  // The library never answers `New` after a rating.
  [State.New]: 'learning',
  [State.Learning]: 'learning',
  [State.Review]: 'review',
  [State.Relearning]: 'relearning',
}

const schedulers = new Map<string, FSRS>()
function scheduler(settings: SchedulingSettings): FSRS {
  const { retention, learningSteps = [1, 10], relearningSteps = [10], maximumInterval = longest } = settings
  const weights = usedWeights(settings.weights)
  const key = JSON.stringify([
    retention,
    learningSteps,
    relearningSteps,
    maximumInterval,
    weights !== default_w && weights,
  ])
  const known = schedulers.get(key)
  if (known) return known
  const made = fsrs({
    request_retention: retention,
    enable_fuzz: false,
    enable_short_term: learningSteps.length + relearningSteps.length > 0,
    learning_steps: learningSteps.map(minutes),
    relearning_steps: relearningSteps.map(minutes),
    maximum_interval: maximumInterval,
    w: [...weights],
  })
  schedulers.set(key, made)
  return made
}

/** The library cuts off what isn't whole, and takes a step of 0 minutes for none. */
const minutes = (step: number) => `${Math.max(1, Math.round(step))}m` as const

function noon(day: string): Date {
  return new Date(`${day}T12:00:00Z`)
}

function toLibrary(memory: Memory | null, today: string, calendar: StudyCalendar): LibraryCard {
  if (!memory) return createEmptyCard(noon(today))
  const reviewed = calendar.day(memory.lastReview)
  return {
    due: noon(today),
    stability: memory.stability,
    difficulty: memory.difficulty,
    elapsed_days: 0,
    scheduled_days: memory.scheduledDays,
    learning_steps: memory.step,
    reps: memory.repetitions,
    lapses: memory.lapses,
    state: states[memory.phase],
    // A clock that was set back counts as no time passed; the library would throw.
    last_review: noon(reviewed < today ? reviewed : today),
  }
}

function fromLibrary(card: LibraryCard, at: number, today: string, calendar: StudyCalendar, model: string): Memory {
  const inDays = card.scheduled_days > 0
  return {
    model,
    phase: phases[card.state],
    stability: card.stability,
    difficulty: card.difficulty,
    step: card.learning_steps,
    ...(inDays
      ? dueIn(card.scheduled_days, today, calendar)
      : { due: at + (card.due.getTime() - noon(today).getTime()) }),
    lastReview: at,
    scheduledDays: card.scheduled_days,
    repetitions: card.reps,
    lapses: card.lapses,
  }
}

/** What a memory is to the model, without a calendar. */
export interface Trace {
  stability: number
  difficulty: number
}
/** The library's numbers for looking ahead at many showings: whole days, no calendar, no fuzz. */
export interface MemoryMath {
  /** `days` since the showing before, 0 within a day; `recall` is what the forgetting curve says of them. */
  after(trace: Trace | null, days: number, rating: Rating, recall: number): Trace
  /** Chance of recall after so many days. */
  recall(days: number, stability: number): number
  /** Whole days to the next showing. */
  interval(stability: number): number
}
export function memoryMath(settings: SchedulingSettings, weights: readonly number[] = default_w): MemoryMath {
  const model = fsrs({ ...scheduler(settings).parameters, w: [...weights] })
  const { decay, factor } = computeDecayFactor(model.parameters.w)
  return {
    after: (trace, days, rating, recall) => model.next_state(trace, days, grades[rating], recall),
    recall: (days, stability) => (1 + (factor * days) / stability) ** decay,
    interval: (stability) => model.next_interval(stability, 0),
  }
}
/** From which interval to which (whole days, both included) fuzz may move one. */
export function fuzzRange(days: number, elapsed: number, maximum = longest): [number, number] {
  if (days < fewestFuzzed) return [days, days]
  const { min_ivl, max_ivl } = get_fuzz_range(days, elapsed, maximum)
  return [min_ivl, max_ivl]
}
