/** The rows of a table, a slice at a time: a million of them must not hold up the window. */
import Papa from 'papaparse'
import { type Delimiter, delimiters } from '../../../../shared/model/text-import'

/** Rows parsed in one go. */
const slice = 500
/** Rows by which a delimiter is recognised. */
const looked = 50

export interface Row {
  /** 1 for the first of the file, headers included. */
  number: number
  cells: string[]
  /** A quotation mark that isn't closed: what follows may be part of it. */
  unclosed: boolean
}

/** Empty rows are left out, but counted. `first`: number of the first row. */
export function* rowsOf(text: string, delimiter: Delimiter, first = 1): Generator<Row[]> {
  let number = first
  for (let at = 0; at < text.length; ) {
    const { data, errors, meta } = Papa.parse<string[]>(text.slice(at), { delimiter, preview: slice, fastMode: false })
    const unclosed = new Set(
      errors.flatMap(({ code, row }) => (code === 'MissingQuotes' && row !== undefined ? [row] : [])),
    )
    yield data.flatMap((cells, index) =>
      cells.some((cell) => cell.trim() !== '')
        ? [{ number: number + index, cells, unclosed: unclosed.has(index) }]
        : [],
    )
    number += data.length
    if (!meta.truncated || meta.cursor <= 0) return
    at += meta.cursor
  }
}

export function firstRows(text: string, delimiter: Delimiter, first = 1, most = looked): Row[] {
  const rows: Row[] = []
  for (const some of rowsOf(text, delimiter, first)) {
    rows.push(...some)
    if (rows.length >= most) break
  }
  return rows.slice(0, most)
}

/** Columns that most rows have; 1 where the delimiter is another. */
export function columnsBy(text: string, delimiter: Delimiter): { columns: number; share: number } {
  const rows = firstRows(text, delimiter)
  const counts = new Map<number, number>()
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  const [columns = 1, most = 0] = [...counts].sort(([a, times], [b, others]) => others - times || b - a)[0] ?? []
  return { columns, share: rows.length > 0 ? most / rows.length : 0 }
}

/** The one by which most rows have the same number of columns, more than one; a comma where none does. */
export function delimiterOf(text: string): Delimiter {
  let best: Delimiter = ','
  let score = 0
  // A blank or a colon stands in every sentence: only a file that says so is parted by those.
  for (const delimiter of delimiters.slice(0, 4)) {
    const { columns, share } = columnsBy(text, delimiter)
    const found = columns > 1 ? share + Math.min(columns, 10) / 1000 : 0
    if (found > score) {
      best = delimiter
      score = found
    }
  }
  return best
}
