/** What the worker can be asked, and what it answers. Plain data: it goes from one thread to another. */
import type { FitState } from '../../../shared/model/parameters'
import type { ReviewColumns } from '../../../shared/model/review-columns'
import type { CardReview } from '../../../shared/model/views'
import type { SchedulingSettings, Strength } from '../../../shared/rules/scheduling'
import type { DurableLog } from '../store/durable-log'

export type Job =
  /** All reviews, as columns. */
  | { kind: 'columns' }
  /** All reviews of one card. */
  | { kind: 'card'; card: string }
  /** How many reviews a fit can learn from. */
  | { kind: 'usable' }
  | { kind: 'fit'; settings: SchedulingSettings }
  /** What these settings make of all reviews: the strength of every card whose whole history is there. */
  | { kind: 'replay'; settings: SchedulingSettings }
export interface Answers {
  columns: ReviewColumns
  card: CardReview[]
  usable: number
  fit: Extract<FitState, { state: 'done' | 'failed' }>
  /** `reviews`: how many a card's strength was made of. */
  replay: { card: string; reviews: number; strength: Strength }[]
}

export interface Request {
  id: number
  job: Job
  log: DurableLog
}
export type Reply =
  /** Share of the work done, 0-1. */
  { id: number; share: number } | { id: number; answer: Answers[Job['kind']] } | { id: number; error: string }
