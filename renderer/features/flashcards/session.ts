/** What was done in one sitting. Only for its summary and for undo: the work itself is already saved. */
import type { Rating } from '../../../shared/model/study'
import type { ReviewCard, Step } from '../../../shared/model/views'

/** One rating; `card` as it was when it was shown. */
export interface Rated {
  card: ReviewCard
  rating: Rating
  /** From question shown to rating, ms. */
  spent: number
}
export interface Session {
  rated: Rated[]
  /** Taken back, last taken back last. */
  undone: Rated[]
}
export const noSession: Session = { rated: [], undone: [] }

export function withRating(session: Session, rated: Rated): Session {
  return { rated: [...session.rated, rated], undone: [] }
}

/** After `step` was undone; a step from before this session changes nothing here. */
export function withUndone(session: Session, step: Step): Session {
  const last = session.rated.at(-1)
  if (!last || !isStep(last, step)) return session
  return { rated: session.rated.slice(0, -1), undone: [...session.undone, last] }
}

export function withRedone(session: Session, step: Step): Session {
  const last = session.undone.at(-1)
  if (!last || !isStep(last, step)) return session
  return { rated: [...session.rated, last], undone: session.undone.slice(0, -1) }
}

const isStep = ({ card, rating }: Rated, step: Step) => card.card.id === step.card && rating === step.rating

export interface Summary {
  reviews: number
  cards: number
  byRating: Record<Rating, number>
  /** ms */
  spent: number
  /** Cards seen for the first time. */
  met: number
  /** Cards that were new or in steps of minutes and have left those: they come back on another day. */
  learnt: number
  /** Each card rated Again, once. */
  missed: ReviewCard[]
}

/** Anything that comes back sooner than this is still in its learning steps, ms. */
const wholeDay = 20 * 60 * 60_000

export function summarise({ rated }: Session): Summary {
  const byRating: Record<Rating, number> = { again: 0, hard: 0, good: 0, easy: 0 }
  const first = new Map<string, Rated>()
  const last = new Map<string, Rated>()
  const missed = new Map<string, ReviewCard>()
  for (const one of rated) {
    const { id } = one.card.card
    byRating[one.rating] += 1
    if (!first.has(id)) first.set(id, one)
    last.set(id, one)
    if (one.rating === 'again') missed.set(id, one.card)
  }
  const wasLearnt = ({ card }: Rated) => card.record?.memory.phase === 'review'
  return {
    reviews: rated.length,
    cards: first.size,
    byRating,
    spent: rated.reduce((total, { spent }) => total + spent, 0),
    met: [...first.values()].filter(({ card }) => card.record === null).length,
    learnt: [...last].filter(([id, { card, rating }]) => {
      const before = first.get(id)
      return before && !wasLearnt(before) && card.intervals[rating] >= wholeDay
    }).length,
    missed: [...missed.values()],
  }
}

/** A look at the passage and back goes on with the same session, for a while. */
const kept = new Map<string, { session: Session; at: number }>()
const keptFor = 30 * 60_000

export function keepSession(key: string, session: Session, now = Date.now()): void {
  kept.clear()
  if (session.rated.length > 0) kept.set(key, { session, at: now })
}

export function keptSession(key: string, now = Date.now()): Session {
  const found = kept.get(key)
  return found && now - found.at < keptFor ? found.session : noSession
}

/** A new start at the Flashcards screen is a new session. */
export function forgetSession(): void {
  kept.clear()
}
