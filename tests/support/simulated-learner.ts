/**
 * A learner made of numbers: recalls by FSRS-6 with weights of their own, and studies what the app's schedule brings.
 * The same seed gives the same learner.
 */
import type { Memory, Rating } from '../../shared/model/study'
import { hash } from '../../shared/rules/hash'
import { memoryModelWith, type SchedulingSettings, type Strength, schedule } from '../../shared/rules/scheduling'
import { addDays, daysBetween, minute, studyCalendar } from '../../shared/rules/study-day'
import { utc } from './zones'

export interface SimulatedReview {
  card: string
  /** UTC ms. */
  at: number
  /** Study day. */
  day: string
  rating: Rating
  spent: number
  before: Memory | null
  memory: Memory
}
export interface Simulation {
  cards: readonly string[]
  newPerDay: number
  /** How long they study. */
  days: number
  /** Weights by which they recall. */
  truth: readonly number[]
  seed: number
  /** What schedules their cards. */
  settings?: SchedulingSettings
  from?: string
  /** Ends after so many reviews. */
  most?: number
}

/** Learns slowly and forgets fast, compared with the standard weights. */
export const slowLearner: readonly number[] = [
  ...[0.08, 0.5, 1.1, 4, 6.8, 0.7, 2.6, 0.01, 1.3, 0.25, 0.6],
  ...[1.1, 0.08, 0.2, 1.2, 0.45, 2.2, 0.4, 0.2, 0.1, 0.25],
]

/** Their reviews in the order of time. A card that was forgotten is shown again on the day until it is recalled. */
export function* studies(simulation: Simulation): Generator<SimulatedReview> {
  const { cards, newPerDay, days, truth, seed, settings = { retention: 0.9 }, from = '2025-01-06', most } = simulation
  const calendar = studyCalendar(240, utc)
  const mind = memoryModelWith({ ...settings, weights: truth })
  const known = new Map<string, { memory: Memory; strength: Strength; day: string }>()
  /** Cards by the study day on which they come back. */
  const due = new Map<string, string[]>()
  let dice = hash(`${seed}`)
  const chance = () => {
    dice = (Math.imul(dice, 1_664_525) + 1_013_904_223) >>> 0
    return hash(`${dice}`) / 2 ** 32
  }
  let made = 0
  for (let n = 0; n < days; n += 1) {
    const day = addDays(from, n)
    const waiting = [...(due.get(day) ?? []), ...cards.slice(n * newPerDay, (n + 1) * newPerDay)]
    due.delete(day)
    let at = calendar.start(day) + 4 * 60 * minute
    for (let card = waiting.shift(); card !== undefined; card = waiting.shift()) {
      const before = known.get(card)
      const elapsed = before ? daysBetween(before.day, day) : 0
      const recalled = before
        ? chance() < (elapsed > 0 ? mind.recall(elapsed, before.strength.stability) : 0.92)
        : chance() < 0.7
      const ease = chance()
      const rating: Rating = !recalled ? 'again' : ease < 0.12 ? 'hard' : ease < 0.9 ? 'good' : 'easy'
      const memory = schedule(before?.memory ?? null, rating, at, settings, calendar, card)
      const grade = { again: 1, hard: 2, good: 3, easy: 4 }[rating]
      const strength = mind.after(before?.strength ?? null, elapsed, grade)
      yield { card, at, day, rating, spent: 4000 + Math.round(4000 * ease), before: before?.memory ?? null, memory }
      made += 1
      if (made === most) return
      known.set(card, { memory, strength, day })
      if (memory.scheduledDays > 0) {
        const back = addDays(day, memory.scheduledDays)
        const others = due.get(back)
        if (others) others.push(card)
        else due.set(back, [card])
      } else waiting.push(card)
      at += 9000
    }
  }
}
