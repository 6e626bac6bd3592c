/**
 * Learners who forget as FSRS-6 says, with weights of their own. Written down here once more, from the formulas
 * (anchors-study §4.2), so that a mistake in our scheduling can't hide in a mistake in theirs.
 */
import { type Rating, ratings } from '../../shared/model/study'

/** The defaults of FSRS-6. */
export const defaultWeights = [
  ...[0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629],
  ...[1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542],
] as const
type Numbers<Of extends readonly number[]> = { readonly [Index in keyof Of]: number }
export type Weights = Numbers<typeof defaultWeights>
const grades = { again: 1, hard: 2, good: 3, easy: 4 }
const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))

export interface Trace {
  stability: number
  difficulty: number
  /** Local date of the last showing, as a count of nights. */
  night: number
}
export function recall(nights: number, stability: number, w: Weights = defaultWeights): number {
  const factor = 0.9 ** (-1 / w[20]) - 1
  return (1 + (factor * nights) / stability) ** -w[20]
}
/** What a showing leaves in memory (anchors-study §4.2). */
export function after(trace: Trace | undefined, rating: Rating, night: number, w: Weights = defaultWeights): Trace {
  const grade = grades[rating]
  const firstDifficulty = (of: number) => w[4] - Math.exp(w[5] * (of - 1)) + 1
  if (!trace) return { stability: w[grade - 1] ?? 0, difficulty: clamp(firstDifficulty(grade), 1, 10), night }
  const { stability: s, difficulty: d } = trace
  const moved = d + (-w[6] * (grade - 3) * (10 - d)) / 9
  const difficulty = clamp(w[7] * firstDifficulty(4) + (1 - w[7]) * moved, 1, 10)
  const nights = night - trace.night
  let stability: number
  if (nights === 0) {
    const grown = s ** -w[19] * Math.exp(w[17] * (grade - 3 + w[18]))
    stability = s * (grade > 1 ? Math.max(1, grown) : grown)
  } else {
    const r = recall(nights, s, w)
    const grown = Math.exp(w[8]) * (11 - d) * s ** -w[9] * (Math.exp(w[10] * (1 - r)) - 1)
    const lapsed = w[11] * d ** -w[12] * ((s + 1) ** w[13] - 1) * Math.exp(w[14] * (1 - r))
    if (grade === 1) stability = Math.min(lapsed, s / Math.exp(w[17] * w[18]))
    else stability = s * (1 + grown * (grade === 2 ? w[15] : 1) * (grade === 4 ? w[16] : 1))
  }
  return { stability: clamp(stability, 0.001, 36_500), difficulty, night }
}

/** How often people press what: the default shares of the FSRS simulators (`first_rating_prob`, `review_rating_prob`). */
export const firstShares = { again: 0.24, hard: 0.094, good: 0.495, easy: 0.171 }
export const recalledShares = { again: 0, hard: 0.224, good: 0.631, easy: 0.145 }
export function drawn(shares: Record<Rating, number>, dice: number): Rating {
  let left = dice
  for (const rating of ratings) {
    left -= shares[rating]
    if (left < 0) return rating
  }
  return 'easy'
}

export function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), state | 1)
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61)
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32
  }
}
