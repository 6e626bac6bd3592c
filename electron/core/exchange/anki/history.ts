/** The review log, in columns: there may be millions of entries, and an object for each would need ten times the memory. */
import type { IncomingReview } from '../../../../shared/model/exchange'
import { ratings } from '../../../../shared/model/study'
import type { Note } from '../problem-list'
import type { AnkiDatabase } from './database'
import { entryKind } from './scheduling'

const mostEntries = 20_000_000
/** Longest time that counts as thinking, ms: an hour. */
const longestTime = 3_600_000
const reset = 5

export interface History {
  /** Entries of all kinds, whether they were taken or not. */
  entries: number
  /** Of the card with this place in `cards`, oldest first. */
  reviewsOf(place: number): IncomingReview[]
}

/** `cards`: places by card id. `latest`: nothing was answered after it, UTC ms. Yields now and then so that others may work. */
export async function readHistory(
  db: AnkiDatabase,
  cards: ReadonlyMap<number, number>,
  latest: number,
  note: Note,
  breathe: () => Promise<void>,
): Promise<History> {
  let room = 1024
  let place = new Int32Array(room)
  let at = new Float64Array(room)
  /** 0-3: a rating. */
  let kind = new Uint8Array(room)
  let spent = new Uint32Array(room)
  let length = 0
  let entries = 0
  const left = { orphans: 0, others: 0, times: 0, before: 0 }
  const starts = new Uint32Array(cards.size + 1)

  for (const row of db.rows('SELECT id, cid, ease, time, type, factor FROM revlog', 'reviews', mostEntries)) {
    entries += 1
    if (entries % 20_000 === 0) await breathe()
    const [id, cid, ease, time, type, factor] = row as number[] as [number, number, number, number, number, number]
    const card = cards.get(cid)
    const what = entryKind(ease, type, factor)
    if (card === undefined) left.orphans += 1
    else if (what === 'other') left.others += 1
    else if (!(id > 0 && id <= latest)) left.times += 1
    else {
      if (length === room) {
        room *= 2
        place = grown(place, new Int32Array(room))
        at = grown(at, new Float64Array(room))
        kind = grown(kind, new Uint8Array(room))
        spent = grown(spent, new Uint32Array(room))
      }
      place[length] = card
      at[length] = id
      kind[length] = what === 'reset' ? reset : ease - 1
      spent[length] = time > 0 ? Math.min(Math.round(time), longestTime) : 0
      length += 1
      starts[card + 1] = (starts[card + 1] ?? 0) + 1
    }
  }
  await breathe()
  for (let card = 0; card < cards.size; card += 1) starts[card + 1] = (starts[card + 1] ?? 0) + (starts[card] ?? 0)
  const order = new Uint32Array(length)
  const next = starts.slice()
  for (let entry = 0; entry < length; entry += 1) {
    const card = place[entry] ?? 0
    order[next[card] ?? 0] = entry
    next[card] = (next[card] ?? 0) + 1
  }
  for (let card = 0; card < cards.size; card += 1) {
    const own = order.subarray(starts[card], starts[card + 1])
    own.sort((one, other) => (at[one] ?? 0) - (at[other] ?? 0))
    // What came before a reset doesn't count any more.
    const begin = own.findLastIndex((entry) => kind[entry] === reset) + 1
    left.before += own.subarray(0, begin).filter((entry) => kind[entry] !== reset).length
    left.others += own.subarray(0, begin).filter((entry) => kind[entry] === reset).length
    starts[card] = (starts[card] ?? 0) + begin
    if (card % 20_000 === 0) await breathe()
  }
  const say = (code: Parameters<Note>[0], count: number) => count > 0 && note(code, 'revlog', { count })
  say('orphan-reviews', left.orphans)
  say('not-reviews', left.others)
  say('review-time', left.times)
  say('reviews-before-reset', left.before)
  /** Where each card's entries end: `starts` has moved on past resets. */
  return {
    entries,
    reviewsOf: (card) =>
      Array.from(order.subarray(starts[card], next[card]), (entry) => ({
        at: at[entry] ?? 0,
        rating: ratings[kind[entry] ?? 0] ?? 'again',
        spent: spent[entry] ?? 0,
      })),
  }
}

function grown<Column extends Int32Array | Float64Array | Uint8Array | Uint32Array>(from: Column, to: Column): Column {
  to.set(from)
  return to
}
