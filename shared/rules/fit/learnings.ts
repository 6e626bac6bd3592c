/** The reviews of one card since it was new, as the memory model takes them. */
import { phaseNumbers, type ReviewColumns } from '../../model/review-columns'

export interface Learning {
  card: string
  /** 1 Again, 2 Hard, 3 Good, 4 Easy. */
  ratings: number[]
  /** Study days since the review before: 0 for the first, on the same day, and where the clock was set back. */
  elapsed: number[]
  /** Where each stands in the history: later reviews have greater places. */
  places: number[]
}

/**
 * Every card's reviews since it was last new. A card that was put back to new begins again. One whose first review is
 * missing, or that was given a due date before it, is left out: what it had learnt before can't be known.
 */
export function learningsOf(columns: ReviewColumns): Learning[] {
  const learnings = new Map<number, { learning: Learning; day: number }>()
  for (let place = 0; place < columns.card.length; place += 1) {
    const card = columns.card[place] as number
    const rating = columns.rating[place] as number
    const day = columns.day[place] as number
    const known = learnings.get(card)
    if (rating === 0) learnings.delete(card)
    else if (columns.before[place] === phaseNumbers.new) {
      const learning = { card: columns.cards[card] as string, ratings: [rating], elapsed: [0], places: [place] }
      learnings.set(card, { learning, day })
    } else if (known) {
      known.learning.ratings.push(rating)
      known.learning.elapsed.push(Math.max(0, day - known.day))
      known.learning.places.push(place)
      known.day = day
    }
  }
  return [...learnings.values()].map(({ learning }) => learning)
}

/** Reviews that the model can foretell, and so be judged by: those on a later day than the one before. */
export function usableReviews(learnings: readonly Learning[]): number {
  let usable = 0
  for (const { elapsed } of learnings) for (const days of elapsed) if (days > 0) usable += 1
  return usable
}

/**
 * What an optimiser is given: one item for each usable review, which is the reviews of its card up to it (as fsrs-rs
 * wants them). Only reviews before `before` (a place); at most `longest` reviews a card and about `most` items, of
 * cards in the order given, so that years of study don't take minutes.
 */
export function trainingItems(
  learnings: readonly Learning[],
  before: number,
  { most = 20_000, longest = 64 } = {},
): { ratings: number[]; elapsed: number[] }[] {
  const items: { ratings: number[]; elapsed: number[] }[] = []
  for (const { ratings, elapsed, places } of learnings) {
    if (items.length >= most) break
    for (let index = 1; index < Math.min(ratings.length, longest); index += 1) {
      if ((places[index] as number) >= before) break
      if ((elapsed[index] as number) === 0) continue
      items.push({ ratings: ratings.slice(0, index + 1), elapsed: elapsed.slice(0, index + 1) })
    }
  }
  return items
}
