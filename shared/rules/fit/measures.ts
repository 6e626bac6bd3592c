/** How well a memory model foretells reviews: the two figures that FSRS's own benchmark judges by. */
import type { MemoryModel, Strength } from '../scheduling'
import type { Learning } from './learnings'

export interface Foretold {
  /** Chance of recall that the model gave, 0-1. */
  chance: number
  recalled: boolean
  /** Reviews of the same kind have the same one; see `binOf`. */
  bin: string
}

/** What the model gives each usable review at a place in [from, to), from all reviews of the card before it. */
export function foretell(
  learnings: readonly Learning[],
  model: MemoryModel,
  from = 0,
  to = Number.POSITIVE_INFINITY,
): Foretold[] {
  const foretold: Foretold[] = []
  for (const { ratings, elapsed, places } of learnings) {
    let strength: Strength | null = null
    let days = 1
    let lapses = 0
    for (let index = 0; index < ratings.length && (places[index] as number) < to; index += 1) {
      const rating = ratings[index] as number
      const waited = elapsed[index] as number
      if (strength !== null && waited > 0) {
        days += 1
        if ((places[index] as number) >= from)
          foretold.push({
            chance: model.recall(waited, strength.stability),
            recalled: rating > 1,
            bin: binOf(waited, days, lapses),
          })
        if (rating === 1) lapses += 1
      }
      strength = model.after(strength, waited, rating)
    }
  }
  return foretold
}

/** Stability and difficulty after all of a card's reviews. */
export function strengthAfter({ ratings, elapsed }: Learning, model: MemoryModel): Strength | null {
  let strength: Strength | null = null
  ratings.forEach((rating, index) => {
    strength = model.after(strength, elapsed[index] as number, rating)
  })
  return strength
}

/** −ln of the chance given to what came. A chance of exactly 0 or 1 counts as 1e-7 from it. */
export function lossOf({ chance, recalled }: Foretold): number {
  const given = recalled ? chance : 1 - chance
  return -Math.log(Math.min(1 - smallest, Math.max(smallest, given)))
}
const smallest = 1e-7

/** Mean loss (natural logarithm; 0 is perfect, ln 2 a coin's). NaN without reviews. */
export function logLoss(foretold: readonly Foretold[]): number {
  return foretold.reduce((sum, review) => sum + lossOf(review), 0) / foretold.length
}

/**
 * RMSE(bins): of the reviews in each bin the mean chance against the share recalled, weighted by how many they are.
 * (open-spaced-repetition/srs-benchmark, README, "RMSE (bins)"; fsrs-rs `FSRS::evaluate`.) NaN without reviews.
 */
export function rmseBins(foretold: readonly Foretold[]): number {
  const bins = new Map<string, { reviews: number; chance: number; recalled: number }>()
  for (const { chance, recalled, bin } of foretold) {
    const sums = bins.get(bin) ?? { reviews: 0, chance: 0, recalled: 0 }
    sums.reviews += 1
    sums.chance += chance
    sums.recalled += recalled ? 1 : 0
    bins.set(bin, sums)
  }
  let squares = 0
  for (const { reviews, chance, recalled } of bins.values()) squares += (chance - recalled) ** 2 / reviews
  return Math.sqrt(squares / foretold.length)
}

/**
 * Kind of a review by what is known before any model: days waited, reviews of the card so far with this one (of those
 * on one day the first), lapses so far; each on a scale that grows by a factor. (srs-benchmark `rmse_matrix`.)
 */
export function binOf(waited: number, reviews: number, lapses: number): string {
  const step = (value: number, factor: number) => Math.floor(Math.log(value) / Math.log(factor))
  return `${step(waited, 3.62)} ${step(reviews, 1.89)} ${lapses === 0 ? '' : step(lapses, 1.73)}`
}
