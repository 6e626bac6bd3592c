/** The learner's own parameters of the memory model: weights of FSRS-6 fitted to their reviews. */
import type { Memory } from './study'

/** How well two sets of weights foretell the same reviews. Lower is better. */
export interface FitFigures {
  /** Reviews that the weights were fitted to (at most about 20,000), and the cards they are of. */
  reviews: number
  cards: number
  /** Later reviews that both were judged on: the new weights by fits that had not seen them. */
  judged: number
  logLoss: { before: number; after: number }
  /** Root of the mean squared difference between what was foretold and what came, by kinds of review. */
  rmse: { before: number; after: number }
}
export interface OwnParameters {
  /** The 21 weights of FSRS-6. */
  weights: number[]
  /** UTC ms. */
  adoptedAt: number
  fit: FitFigures
}

type Figures = Pick<Memory, 'model' | 'stability' | 'difficulty'>
/** A card whose memory was worked out anew by other weights. Counts only while the card stands on `standsOn`. */
export interface RefittedCard {
  card: string
  standsOn: string
  before: Figures
  after: Figures
}

/** Where fitting stands. */
export type FitState =
  | { state: 'none' }
  | { state: 'running'; done: number; total: number }
  /** `weights`: what may be taken into use; null where those in use foretell as well, as far as can be told. */
  | { state: 'done'; weights: number[] | null; figures: FitFigures }
  | { state: 'failed'; why: FitProblem }
/** `no-optimiser`: there is no program part for this system. */
export type FitProblem = 'too-few' | 'no-optimiser' | 'failed'

export interface ParametersView {
  own: OwnParameters | null
  /** Reviews that a fit can learn from: those made on a later day than the card's review before. */
  usable: number
  /** How many it takes. */
  wanted: number
  fit: FitState
}
