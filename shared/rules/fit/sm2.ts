import { type Strength, standardWeights } from '../scheduling'

/**
 * FSRS memory of a card that SM-2 (Anki's older scheduler) has kept: the stability with which its interval ends at the
 * retention it was kept at, and the difficulty with which a Good would lengthen it by its ease.
 * (fsrs-rs, src/inference.rs, `memory_state_from_sm2`.)
 * @param ease factor from one interval to the next, e.g. 2.5
 * @param interval days
 * @param retention share recalled under SM-2, 0-1, without the ends
 * @param weights 21 weights of FSRS-6
 */
export function memoryFromSm2(
  ease: number,
  interval: number,
  retention: number,
  weights: readonly number[] = standardWeights,
): Strength {
  const w = (index: number) => weights[index] as number
  const factor = 0.9 ** (-1 / w(20)) - 1
  const stability = clamp((Math.max(interval, least) * factor) / (retention ** (-1 / w(20)) - 1), least, 36_500)
  const growth = Math.exp(w(8)) * stability ** -w(9) * Math.expm1((1 - retention) * w(10))
  return { stability, difficulty: clamp(11 - (ease - 1) / growth, 1, 10) }
}

/** Least stability of FSRS-6, days. */
const least = 0.001
const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))
