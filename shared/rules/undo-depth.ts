/**
 * How far back one can undo. The state keeps the operations whole, so that an undo needs no history: a hundred acts on a
 * hundred thousand cards each (65 MB of JSON for one that sets due dates) would make it gigabytes.
 */
import type { Operation } from '../model/operations'

/** How many operations can be taken back. */
export const undoDepth = 100
/** How many changes of single cards they may hold together; the newest operation stays whatever it holds. */
export const undoCards = 50_000

/** Adds an operation, and lets the oldest go that no longer fit. In place. */
export function pushUndoable(list: Operation[], operation: Operation): void {
  list.push(operation)
  let held = list.reduce((sum, one) => sum + cardsOf(one), 0)
  while (list.length > undoDepth || (held > undoCards && list.length > 1)) {
    const oldest = list.shift()
    held -= oldest ? cardsOf(oldest) : 0
  }
}

const cardsOf = ({ kind, data }: Operation) => (kind === 'card-marks' || kind === 'reschedule' ? data.cards.length : 1)
