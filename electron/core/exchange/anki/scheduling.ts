/** What a card's row and the review log say of its schedule, in our terms. */
import type { IncomingCard } from '../../../../shared/model/exchange'

const day = 86_400
/** A due number above this is a time in Unix seconds, below it a count of days. */
const firstTime = 1_000_000_000
/** Days: nothing is due later than the longest interval there is. */
const longest = 36_500

/** A row of `cards`, as far as it is read. */
export interface CardRow {
  /** Number of the template, or of the cloze deletion less one. */
  ord: number
  /** 0 new, 1 learning, 2 review, 3 relearning. */
  type: number
  /** -1 suspended, -2 and -3 buried, 0-4 waiting. */
  queue: number
  due: number
  /** Days. */
  interval: number
  /** Ease in thousandths; 0 while there is none. */
  factor: number
  repetitions: number
  lapses: number
  /** Of a card in a filtered deck: what it was due before. */
  originalDue: number
  inFilteredDeck: boolean
  flags: number
  /** JSON. */
  data: string
}

/** Due, UTC ms: Anki counts reviews in days from the collection's beginning (`begun`, UTC s), learning in Unix seconds. */
export function dueOf(card: CardRow, begun: number): number | null {
  if (card.type === 0) return null
  const due = card.inFilteredDeck && card.originalDue !== 0 ? card.originalDue : card.due
  const seconds = due > firstTime ? due : begun + due * day
  const at = Math.round(seconds * 1000)
  return Number.isFinite(at) && at > 0 && seconds < begun + 2 * longest * day + firstTime ? at : null
}

/** What Anki's FSRS keeps with the card (`s`, `d`), or else what SM-2 made of it; null for a card that is new or in its first steps. */
export function memoryOf(card: CardRow): IncomingCard['memory'] {
  if (card.type === 0) return null
  const fsrs = fsrsIn(card.data)
  if (fsrs) return { kind: 'fsrs', ...fsrs }
  if (card.type === 1 || !(card.interval >= 1)) return null
  return {
    kind: 'sm2',
    ease: card.factor > 0 ? Math.min(Math.max(card.factor / 1000, 1.3), 10) : 2.5,
    interval: Math.min(Math.round(card.interval), longest),
    repetitions: whole(card.repetitions),
    lapses: whole(card.lapses),
  }
}
const whole = (value: number) => (Number.isFinite(value) ? Math.min(Math.max(Math.round(value), 0), 1_000_000) : 0)

function fsrsIn(data: string): { stability: number; difficulty: number } | null {
  if (!data.startsWith('{') || data.length > 10_000) return null
  try {
    const { s, d } = JSON.parse(data) as { s?: unknown; d?: unknown }
    if (typeof s !== 'number' || typeof d !== 'number' || !(s > 0)) return null
    return { stability: Math.min(Math.max(s, 0.001), longest), difficulty: Math.min(Math.max(d, 1), 10) }
  } catch {
    return null
  }
}

/** What an entry of the review log is: an answer, the card set back to new, or neither. */
export type EntryKind = 'review' | 'reset' | 'other'

/**
 * As Anki's own scheduler takes them (rslib, `RevlogEntry::has_rating_and_affects_scheduling` and `is_reset`): an answer has a
 * rating; studying in a filtered deck without rescheduling leaves no ease; a reset is a manual entry without one.
 */
export function entryKind(ease: number, type: number, factor: number): EntryKind {
  if (type === 4 && factor === 0) return 'reset'
  const isAnswer = ease >= 1 && ease <= 4 && Number.isInteger(ease) && type >= 0 && type <= 3
  return isAnswer && !(type === 3 && factor === 0) ? 'review' : 'other'
}
