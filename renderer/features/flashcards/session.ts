/** What was done in one sitting. Only for its summary and for undo: the work itself is already saved. */
import type { CardMarks, MarkVerb, Rating } from '../../../shared/model/study'
import type { ReviewCard, Step } from '../../../shared/model/views'

/** One rating; `card` as it was when it was shown. */
export interface Rated {
  card: ReviewCard
  rating: Rating
  /** From question shown to rating, ms. */
  spent: number
}
/** A card buried, suspended or flagged; `card` as it was before. */
export interface Marked {
  card: ReviewCard
  did: MarkVerb
  after: CardMarks | null
}
export type Act = Rated | Marked
export interface Session {
  done: Act[]
  /** Taken back, last taken back last. */
  undone: Act[]
}
export const noSession: Session = { done: [], undone: [] }

export function withAct(session: Session, act: Act): Session {
  return { done: [...session.done, act], undone: [] }
}

/** The act that undoing (redoing) `step` takes back (does again); undefined for a step from before this session. */
export function actOf(step: Step, direction: 'undo' | 'redo', session: Session): Act | undefined {
  const last = (direction === 'undo' ? session.done : session.undone).at(-1)
  return last && isStep(last, step) ? last : undefined
}

/** After `step` was undone; a step from before this session changes nothing here. */
export function withUndone(session: Session, step: Step): Session {
  const last = actOf(step, 'undo', session)
  return last ? { done: session.done.slice(0, -1), undone: [...session.undone, last] } : session
}

export function withRedone(session: Session, step: Step): Session {
  const last = actOf(step, 'redo', session)
  return last ? { done: [...session.done, last], undone: session.undone.slice(0, -1) } : session
}

function isStep(act: Act, step: Step): boolean {
  if (act.card.card.id !== step.card) return false
  if ('rating' in act) return step.kind === 'review' && step.rating === act.rating
  return step.kind === 'card-marks' && step.cards === 1 && step.did === act.did
}

export interface Summary {
  reviews: number
  cards: number
  byRating: Record<Rating, number>
  /** ms */
  spent: number
  /** Cards seen for the first time. */
  met: number
  /** Cards that were new or in steps of minutes and have left those: they come back on another day. */
  learned: number
  /** Each card rated Again, once. */
  missed: ReviewCard[]
}

/** Anything that comes back sooner than this is still in its learning steps, ms. */
const wholeDay = 20 * 60 * 60_000

export function summarise({ done }: Session): Summary {
  const rated = done.filter((act) => 'rating' in act)
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
  const wasLearned = ({ card }: Rated) => card.record?.memory.phase === 'review'
  return {
    reviews: rated.length,
    cards: first.size,
    byRating,
    spent: rated.reduce((total, { spent }) => total + spent, 0),
    met: [...first.values()].filter(({ card }) => card.record === null).length,
    learned: [...last].filter(([id, { card, rating }]) => {
      const before = first.get(id)
      return before && !wasLearned(before) && card.intervals[rating] >= wholeDay
    }).length,
    missed: [...missed.values()],
  }
}

/** A look at the passage and back goes on with the same session, for a while. */
const kept = new Map<string, { session: Session; at: number }>()
const keptFor = 30 * 60_000

export function keepSession(key: string, session: Session, now = Date.now()): void {
  kept.clear()
  if (session.done.length > 0) kept.set(key, { session, at: now })
}

export function keptSession(key: string, now = Date.now()): Session {
  const found = kept.get(key)
  return found && now - found.at < keptFor ? found.session : noSession
}

/** A new start at the Flashcards screen is a new session. */
export function forgetSession(): void {
  kept.clear()
}
