import type { ReviewColumns } from '../../../shared/model/review-columns'
import type { DurableLog } from '../store/durable-log'
import type { Files } from '../store/files'
import { ColumnCache } from './column-cache'
import { idOf, Numbered, type SegmentColumns } from './segment-columns'

/**
 * Whether an operation counts: of all that took it back or did it again, the last says so. Others count, but a part of an
 * import only when that was closed.
 */
export function verdictsOf(segments: readonly SegmentColumns[]): (columns: SegmentColumns, row: number) => boolean {
  const verdicts = new Map<string, boolean>()
  for (const { verdicts: some } of segments) for (const [id, counts] of some) verdicts.set(id, counts)
  for (const { parts } of segments) for (const [id, of] of parts) verdicts.set(id, verdicts.get(of) ?? false)
  if (verdicts.size === 0) return () => true
  // Thousands of rows of one import's part stand together.
  let last: { columns: SegmentColumns; device: number; number: number; counts: boolean } | null = null
  return (columns, row) => {
    const device = columns.device[row] as number
    const number = columns.number[row] as number
    if (last?.columns !== columns || last.device !== device || last.number !== number)
      last = { columns, device, number, counts: verdicts.get(idOf(columns, row)) ?? true }
    return last.counts
  }
}

/** All reviews, read in this thread. */
export async function allReviews(log: DurableLog, files: Files): Promise<ReviewColumns> {
  return joined((await new ColumnCache(files).all(log)).map(({ columns }) => columns))
}

/** The columns of all segments as one, without what was taken back; with imports by time, else in the order of the log. */
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
  return inTime({
    cards: cards.names,
    card: all.card.subarray(0, rows),
    at: all.at.subarray(0, rows),
    day: all.day.subarray(0, rows),
    rating: all.rating.subarray(0, rows),
    spent: all.spent.subarray(0, rows),
    before: all.before.subarray(0, rows),
  })
}

/** After a merge or an import the log isn't in the order of time; everybody who reads columns counts on it. */
function inTime(columns: ReviewColumns): ReviewColumns {
  const { cards, ...numbers } = columns
  const { at } = numbers
  if (at.every((time, row) => row === 0 || (at[row - 1] as number) <= time)) return columns
  const order = new Uint32Array(at.length).map((_, row) => row)
  order.sort((one, other) => (at[one] as number) - (at[other] as number) || one - other)
  const sorted = Object.entries(numbers).map(([name, values]) => [
    name,
    values.map((_, row) => values[order[row] as number] as number),
  ])
  return { cards, ...Object.fromEntries(sorted) }
}
