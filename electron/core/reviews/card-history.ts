import { join } from 'node:path'
import type { Operation } from '../../../shared/model/operations'
import type { CardReview } from '../../../shared/model/views'
import { type Codec, plainCodec } from '../store/codec'
import type { Files } from '../store/files'
import { jsonOf, recordAt } from '../store/record-codec'
import { verdictsOf } from './all-reviews'
import { asReviews, type ImportedRow } from './imported-reviews'
import { idOf, type SegmentColumns } from './segment-columns'

/** All reviews of one card, oldest first, those before it was put back to new too. Reads only files that hold some. */
export async function cardHistory(
  files: Files,
  folder: string,
  segments: readonly { name: string; columns: SegmentColumns }[],
  card: string,
  codec: Codec = plainCodec,
): Promise<CardReview[]> {
  const counts = verdictsOf(segments.map(({ columns }) => columns))
  const reviews: CardReview[] = []
  const imported: ImportedRow[] = []
  for (const { name, columns } of segments) {
    const number = columns.cards.indexOf(card)
    if (number === -1) continue
    const rows: number[] = []
    const parts = new Set(columns.parts.map(([id]) => id))
    for (let row = columns.card.indexOf(number); row !== -1; row = columns.card.indexOf(number, row + 1)) {
      if (!counts(columns, row)) continue
      if (parts.size > 0 && parts.has(idOf(columns, row))) imported.push(rowOf(columns, row))
      else if (columns.rating[row] !== 0) rows.push(row)
    }
    const bytes = rows.length > 0 ? await files.read(join(folder, 'log', name)) : null
    if (bytes === null) continue
    for (const row of rows) {
      const start = columns.offset[row] as number
      const found = recordAt(bytes, start)
      const json = found && jsonOf(bytes, found, `log/${name}`, codec)
      const operation = json ? parsed(json) : null
      // Damaged since its columns were made: left out, as everywhere.
      if (operation?.kind !== 'review' || operation.id !== idOf(columns, row)) continue
      const { day, rating, spent, before, memory, answer } = operation.data
      reviews.push({ at: operation.at, day, rating, spent, before, memory, ...(answer && { answer }) })
    }
  }
  // After a merge the log isn't in the order of time.
  return [...reviews, ...asReviews(imported)].sort((one, other) => one.at - other.at)
}

const rowOf = ({ at, day, rating, spent, before }: SegmentColumns, row: number): ImportedRow => ({
  at: at[row] as number,
  day: day[row] as number,
  rating: rating[row] as number,
  spent: spent[row] as number,
  before: before[row] as number,
})

function parsed(json: string): Operation | null {
  try {
    return JSON.parse(json) as Operation
  } catch {
    return null
  }
}
