/** The review log as Anki keeps it. */
import type { Operation } from '../../../../shared/model/operations'
import type { Memory } from '../../../../shared/model/study'
import type { CardReview } from '../../../../shared/model/views'
import { own } from '../../../../shared/rules/own'
import { breathing } from '../../breathing'
import { asReviews, type ImportedRow } from '../../reviews/imported-reviews'
import type { Store } from '../../store/store'
import { logRows } from './log-rows'

export interface AnkiReview {
  /** UTC ms. */
  at: number
  /** Id of our card. */
  card: string
  /** 1 Again ... 4 Easy; 0: put back to new. */
  ease: number
  /** The next interval and the one before: days, or seconds as a negative number. */
  ivl: number
  lastIvl: number
  /** Difficulty, 100 (easy) to 1100 (hard), as Anki writes it under FSRS. */
  factor: number
  /** ms. */
  time: number
  /** 0 learning, 1 review, 2 relearning, 4 by hand. */
  type: number
}

const eases = { again: 1, hard: 2, good: 3, easy: 4 } as const
const types = { learning: 0, review: 1, relearning: 2 } as const
/** Anki takes no longer one, ms. */
const longestTime = 3_600_000

/** Oldest first, those that came from elsewhere too. A review of a card that isn't among `cards` is left out. */
export async function ankiReviews(
  store: Pick<Store, 'operations'>,
  cards: ReadonlySet<string>,
  signal?: AbortSignal,
): Promise<AnkiReview[]> {
  const found = await logRows(
    store,
    (operation) => {
      const [made, parts] = [rowsOf(operation, cards), importedOf(operation, cards)]
      return made || parts ? { made: made ?? [], parts: parts ?? [] } : null
    },
    signal,
  )
  const made = found.flatMap((one) => one.made)
  const parts = found.flatMap((one) => one.parts)
  if (parts.length === 0) return made
  const imported = new Map<string, ImportedRow[]>()
  for (const { card, rows } of parts) imported.set(card, [...(imported.get(card) ?? []), ...rows])
  const rest = breathing({ signal })
  for (const [card, rows] of imported) {
    for (const review of asReviews(rows)) made.push(rowOf(card, review))
    for (const { at, rating } of rows) if (rating === 0) made.push({ at, card, ...putBack })
    await rest()
  }
  return made.sort((one, other) => one.at - other.at)
}

const putBack = { ease: 0, ivl: 0, lastIvl: 0, factor: 0, time: 0, type: 4 }

function rowsOf(operation: Operation, cards: ReadonlySet<string>): AnkiReview[] | null {
  const { at } = operation
  if (operation.kind === 'review') {
    const { card } = operation.data
    return cards.has(card) ? [rowOf(card, { at, ...operation.data })] : null
  }
  if (operation.kind === 'reschedule' && operation.data.what === 'forgotten') {
    const put = operation.data.cards.filter(({ card }) => cards.has(card))
    return put.length === 0 ? null : put.map(({ card }) => ({ at, card, ...putBack }))
  }
  return null
}

function importedOf(operation: Operation, cards: ReadonlySet<string>): { card: string; rows: ImportedRow[] }[] | null {
  if (operation.kind !== 'import-part') return null
  return operation.data.history
    .filter(({ card }) => cards.has(card))
    .map(({ card, reviews }) => ({
      card,
      rows: reviews.map(([at, day, rating, spent, before]) => ({ at, day, rating, spent, before })),
    }))
}

type Made = Pick<CardReview, 'at' | 'rating' | 'spent' | 'before' | 'memory'>
function rowOf(card: string, { at, rating, spent, before, memory }: Made): AnkiReview {
  const lastIvl = before ? intervalOf(before.memory) : 0
  const factor = Math.round(((memory.difficulty - 1) / 9 + 0.1) * 1000)
  const type = before ? types[before.memory.phase] : 0
  const time = Math.min(spent, longestTime)
  return { at, card, ease: eases[rating], ivl: intervalOf(memory), lastIvl, factor, time, type }
}

function intervalOf({ phase, scheduledDays, due, lastReview }: Memory): number {
  if (phase === 'review' || scheduledDays > 0) return Math.max(1, scheduledDays)
  return -Math.max(1, Math.round((due - lastReview) / 1000))
}

/** How many reviews cards have, as the state counts them: without reading the log. */
export async function reviewsOf(store: Pick<Store, 'state'>, cards: Iterable<string>): Promise<number> {
  const rest = breathing()
  let reviews = 0
  for (const card of cards) {
    reviews += own(store.state.cards, card)?.memory.repetitions ?? 0
    await rest()
  }
  return reviews
}
