/** The 21 weights of FSRS-6, and which can be used. */
import { CLAMP_PARAMETERS, clipParameters, W17_W18_Ceiling } from 'ts-fsrs'

/** Least and greatest value of each weight, as ts-fsrs 5.4.2 and fsrs-rs clip them (w19 as without steps of minutes). */
export const weightRanges: readonly (readonly [number, number])[] = CLAMP_PARAMETERS(W17_W18_Ceiling, false).map(
  ([least = 0, greatest = 0]) => [least, greatest],
)

/** 21 finite numbers, each in its range. The library would mend or replace others without a word. */
export function areWeights(weights: readonly number[]): boolean {
  return (
    weights.length === weightRanges.length &&
    weightRanges.every(([least, greatest], index) => {
      const weight = weights[index] as number
      return Number.isFinite(weight) && weight >= least && weight <= greatest
    })
  )
}

/** What an optimiser found, in range and with as many digits as mean something: it computes in 32 bits. */
export function tidyWeights(found: readonly number[], relearningSteps: number, shortTerm: boolean): number[] {
  const rounded = found.map((weight) => Math.round(weight * 1e6) / 1e6)
  return clipParameters(rounded, relearningSteps, shortTerm)
}
