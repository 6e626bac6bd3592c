import type { ReviewColumns } from '../../../shared/model/review-columns'
import { idOf, Numbered, type SegmentColumns } from './segment-columns'

/** Whether an operation counts: of all that took it back or did it again, the last says so. Others count. */
export function verdictsOf(segments: readonly SegmentColumns[]): (columns: SegmentColumns, row: number) => boolean {
  const verdicts = new Map<string, boolean>()
  for (const { verdicts: some } of segments) for (const [id, counts] of some) verdicts.set(id, counts)
  return verdicts.size === 0 ? () => true : (columns, row) => verdicts.get(idOf(columns, row)) ?? true
}

/** The columns of all segments as one, without what was taken back. */
export function joined(segments: readonly SegmentColumns[]): ReviewColumns {
  const counts = verdictsOf(segments)
  const most = segments.reduce((sum, { card }) => sum + card.length, 0)
  const all = {
    card: new Uint32Array(most),
    at: new Float64Array(most),
    day: new Int32Array(most),
    rating: new Uint8Array(most),
    spent: new Uint32Array(most),
    before: new Uint8Array(most),
  }
  const cards = new Numbered()
  let rows = 0
  for (const segment of segments) {
    const numbers = segment.cards.map((card) => cards.of(card))
    for (let row = 0; row < segment.card.length; row += 1) {
      if (!counts(segment, row)) continue
      all.card[rows] = numbers[segment.card[row] as number] as number
      all.at[rows] = segment.at[row] as number
      all.day[rows] = segment.day[row] as number
      all.rating[rows] = segment.rating[row] as number
      all.spent[rows] = segment.spent[row] as number
      all.before[rows] = segment.before[row] as number
      rows += 1
    }
  }
  return {
    cards: cards.names,
    card: all.card.subarray(0, rows),
    at: all.at.subarray(0, rows),
    day: all.day.subarray(0, rows),
    rating: all.rating.subarray(0, rows),
    spent: all.spent.subarray(0, rows),
    before: all.before.subarray(0, rows),
  }
}
