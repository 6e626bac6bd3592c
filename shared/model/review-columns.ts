/** All reviews as columns: one entry a review, in the order of the log. Reviews that were taken back are left out. */
export interface ReviewColumns {
  /** Ids of all cards; `card` counts from 0 in here. */
  cards: string[]
  card: Uint32Array
  /** UTC ms. */
  at: Float64Array
  /** Study day, in days since 1970-01-01. */
  day: Int32Array
  /** 1 Again, 2 Hard, 3 Good, 4 Easy; 0: the card was put back to new here. */
  rating: Uint8Array
  /** From question shown to rating, ms. */
  spent: Uint32Array
  /** What the card was before: 0 new, 1 learning, 2 review, 3 relearning. */
  before: Uint8Array
}
/** What stands in `before`, by number. */
export const phaseNumbers = { new: 0, learning: 1, review: 2, relearning: 3 } as const
/** What stands in `rating`, by number. */
export const ratingNumbers = { again: 1, hard: 2, good: 3, easy: 4 } as const
