/**
 * How well look-alikes are told apart. Sensitivity d′ = z(hits) - z(false alarms) (Green & Swets 1966), rates with the
 * log-linear correction (Hautus 1995: half a case added to each count, one to each total), so that a perfect score of
 * few cases isn't infinite. The interval is a parametric bootstrap (percentiles of d′ over counts drawn anew from the
 * corrected rates, with a seed of its own): drawing from the answers themselves would call ten right ones certain.
 */
import { randomNumbers } from './random'

/** Fewer first answers than this say too little: of both together, and of each of the two. */
export const enoughTrials = 20
const enoughOfEach = 5
const resamples = 1000

/** One answer: whether the signal was there, and whether it was said to be there. */
export interface Trial {
  signal: boolean
  said: boolean
}

/** Null under 20 trials, or under 5 with the signal there or not there: too little was told apart. */
export function sensitivity(
  trials: readonly Trial[],
  seed: string,
): { value: number; low: number; high: number } | null {
  const signals = trials.filter(({ signal }) => signal)
  const others = trials.filter(({ signal }) => !signal)
  if (trials.length < enoughTrials || Math.min(signals.length, others.length) < enoughOfEach) return null
  const hits = rate(signals.filter(({ said }) => said).length, signals.length)
  const alarms = rate(others.filter(({ said }) => said).length, others.length)
  const next = randomNumbers(seed)
  const drawn = (share: number, of: number) =>
    rate(Array.from({ length: of }, next).filter((x) => x < share).length, of)
  const samples = Array.from({ length: resamples }, () =>
    dPrime(drawn(hits, signals.length), drawn(alarms, others.length)),
  ).sort((one, other) => one - other)
  const at = (share: number) => samples[Math.round(share * (resamples - 1))] ?? 0
  const value = dPrime(hits, alarms)
  return { value, low: Math.min(at(0.025), value), high: Math.max(at(0.975), value) }
}

/** With the log-linear correction: never 0 or 1. */
const rate = (said: number, of: number) => (said + 0.5) / (of + 1)
const dPrime = (hits: number, alarms: number) => normalQuantile(hits) - normalQuantile(alarms)

/** The inverse of the normal distribution, for 0 < p < 1: Acklam's rational approximation, relative error under 1.2e-9. */
export function normalQuantile(p: number): number {
  const low = 0.02425
  if (p > 1 - low) return -normalQuantile(1 - p)
  if (p < low) {
    const q = Math.sqrt(-2 * Math.log(p))
    return polynomial(q, tailAbove) / polynomial(q, tailBelow)
  }
  const q = p - 0.5
  return (q * polynomial(q * q, middleAbove)) / polynomial(q * q, middleBelow)
}
/** Highest power first. */
const polynomial = (x: number, coefficients: readonly number[]) => coefficients.reduce((sum, next) => sum * x + next, 0)
const middleAbove = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
  2.506628277459239,
]
const middleBelow = [
  -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1, 1,
]
const tailAbove = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
]
const tailBelow = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416, 1]
