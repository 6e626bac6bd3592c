/**
 * Fitting weights and judging them honestly: weights are judged only on reviews they have never seen, and which came
 * later. Three fifths of the reviews (by when they were made) are fitted and foretell the fourth fifth; four fifths are
 * fitted and foretell the last. New weights are better only if they foretell those two fifths better than the weights in
 * use by more than chance would. Then new ones are fitted to all reviews.
 */
import type { FitFigures } from '../../model/parameters'
import { hash } from '../hash'
import { memoryModelWith, type SchedulingSettings } from '../scheduling'
import { tidyWeights } from '../weights'
import { type Learning, trainingItems, usableReviews } from './learnings'
import { type Foretold, foretell, logLoss, lossOf, rmseBins } from './measures'

/** Usable reviews below which fitting does more harm than good: see docs/decisions, "Own weights are judged on later reviews". */
export const wantedReviews = 800

/** Finds 21 weights for items as `trainingItems` makes them. `tell` hears how far it is. */
export type Optimiser = (
  items: readonly { ratings: number[]; elapsed: number[] }[],
  options: { shortTerm: boolean; relearningSteps: number },
  tell: (done: number, total: number) => void,
) => Promise<number[]>
/** `weights` is null where those in use are as good, as far as can be told. */
export interface Fit {
  weights: number[] | null
  figures: FitFigures
}

/** `settings` are those in use, weights included. Null: too few usable reviews. `tell` hears shares of the work, 0-1. */
export async function fitWeights(
  all: readonly Learning[],
  settings: SchedulingSettings,
  optimise: Optimiser,
  tell: (share: number) => void = () => {},
): Promise<Fit | null> {
  const usable = usableReviews(all)
  if (usable < wantedReviews) return null
  // Where there are more reviews than are fitted, it is the same cards each time, and no chapter's first.
  const learnings = [...all].sort((one, other) => hash(one.card) - hash(other.card))
  const { learningSteps = [1, 10], relearningSteps = [10] } = settings
  const shortTerm = learningSteps.length + relearningSteps.length > 0
  const options = { shortTerm, relearningSteps: relearningSteps.length }
  const fitted = async (before: number, from: number, to: number) => {
    const items = trainingItems(learnings, before)
    const found = await optimise(items, options, (done, total) =>
      tell(from + ((to - from) * done) / Math.max(1, total)),
    )
    return tidyWeights(found, relearningSteps.length, shortTerm)
  }

  const cuts = [...placesAt([0.6, 0.8], learnings, usable), Number.POSITIVE_INFINITY] as const
  let inUse: Foretold[] = []
  let tried: Foretold[] = []
  for (const [step, cut] of cuts.slice(0, 2).entries()) {
    const weights = await fitted(cut, step / 3, (step + 1) / 3)
    const next = cuts[step + 1] as number
    // Not pushed one by one as arguments: a million reviews would overflow the stack.
    inUse = inUse.concat(foretell(learnings, memoryModelWith(settings), cut, next))
    tried = tried.concat(foretell(learnings, memoryModelWith({ ...settings, weights }), cut, next))
  }
  const better = surelyBetter(inUse, tried)
  const weights = better ? await fitted(Number.POSITIVE_INFINITY, 2 / 3, 1) : null
  const items = trainingItems(learnings, Number.POSITIVE_INFINITY)
  const firsts = items.filter(({ elapsed }) => elapsed.filter((days) => days > 0).length === 1)
  const figures = {
    reviews: items.length,
    cards: firsts.length,
    judged: inUse.length,
    logLoss: { before: logLoss(inUse), after: logLoss(tried) },
    rmse: { before: rmseBins(inUse), after: rmseBins(tried) },
  }
  return { weights, figures }
}

/** The places at which these shares of all usable reviews are past. */
function placesAt(shares: readonly number[], learnings: readonly Learning[], usable: number): number[] {
  const places = new Float64Array(usable)
  let known = 0
  for (const { elapsed, places: own } of learnings)
    for (let index = 0; index < own.length; index += 1)
      if ((elapsed[index] as number) > 0) places[known++] = own[index] as number
  places.sort()
  return shares.map((share) => places[Math.floor(usable * share)] as number)
}

/** The same reviews foretold twice: is the loss lower by more than 1.645 of its own standard errors (one side, 95 %)? */
function surelyBetter(before: readonly Foretold[], after: readonly Foretold[]): boolean {
  const gains = before.map((review, index) => lossOf(review) - lossOf(after[index] as Foretold))
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length
  const variance = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / (gains.length - 1)
  return mean > 1.645 * Math.sqrt(variance / gains.length)
}
