/** Reads tables of text: CSV, TSV, and what Anki writes as text. */
import { Parser } from 'htmlparser2'
import type { ExchangeProblem, IncomingCollection, IncomingNote } from '../../../../shared/model/exchange'
import {
  type ColumnRole,
  columnRoles,
  delimiters,
  type TextLook,
  type TextOptions,
} from '../../../../shared/model/text-import'
import { itemOfGuid } from '../../../../shared/rules/exchange-guid'
import { longestField } from '../../../../shared/rules/own-cards'
import { breathing } from '../../breathing'
import type { Batch, Rest } from '../anki/read-package'
import { Refused } from '../refused'
import { type Cells, cardFromCells } from './card'
import { isHeader, rolesOf } from './columns'
import { decode } from './decode'
import { headersIn } from './headers'
import { isOurTable, ourRow } from './our-table'
import { columnsBy, delimiterOf, firstRows, type Row, rowsOf } from './rows'

/** Rows and characters of a cell that a look shows. */
const shownRows = 8
const shownCell = 200
/** Longer cells are told of by their length alone: nothing is done with their text. */
const longestCell = 10 * longestField

function looked(bytes: Uint8Array, options: TextOptions) {
  const { text, encoding } = decode(bytes, options.encoding)
  const declared = headersIn(text)
  const delimiter = options.delimiter ?? declared.delimiter ?? delimiterOf(declared.rest)
  const first = declared.lines + 1
  const rows = firstRows(declared.rest, delimiter, first)
  const [head] = rows
  if (!head) throw new Refused('no-rows')
  const header = options.header ?? (declared.names === undefined && isHeader(head.cells))
  const names = header ? head.cells : (declared.names ?? [])
  const count = Math.max(...rows.map(({ cells }) => cells.length), 1)
  const columns = options.columns ?? rolesOf(names, Math.min(count, 100), declared.roles)
  return { declared, encoding, delimiter, header, names, columns, rows, first }
}

/** What is in it, and how it would be read. */
function lookOf({ declared, encoding, delimiter, header, names, columns, rows }: ReturnType<typeof looked>): TextLook {
  const isOne = columnsBy(declared.rest, delimiter).columns === 1
  const better = isOne
    ? delimiters.slice(0, 4).find((other) => other !== delimiter && columnsBy(declared.rest, other).columns > 1)
    : undefined
  return {
    ...{ delimiter, encoding, header, columns, declared: declared.some, better: better ?? null },
    names: names.map(cut),
    rows: rows.slice(header ? 1 : 0, shownRows + (header ? 1 : 0)).map(({ cells }) => cells.slice(0, 100).map(cut)),
  }
}
const cut = (cell: string) => (cell.length > shownCell ? `${cell.slice(0, shownCell)} …` : cell)

/** Throws `Refused`. A row that can't be taken becomes a problem, by its number. `look`: told of it before it is read. */
export async function readText(
  bytes: Uint8Array,
  _name: string,
  options: TextOptions = {},
  look?: (look: TextLook) => void,
): Promise<IncomingCollection> {
  const notes: IncomingNote[] = []
  const batches = textBatches(bytes, options, look)
  for (;;) {
    const step = await batches.next()
    if (step.done) return { format: 'text', notes, media: new Map(), ...step.value }
    for (const note of step.value.notes) notes.push(note)
  }
}

/** The same part by part; the counts and problems come last. */
export async function* textBatches(
  bytes: Uint8Array,
  options: TextOptions = {},
  look: (look: TextLook) => void = () => {},
): AsyncGenerator<Batch, Rest> {
  const seen = looked(bytes, options)
  look(lookOf(seen))
  const { declared, delimiter, header, columns, first, names } = seen
  if (!columns.includes('front')) throw new Refused('no-front')
  const isAnki = declared.some || (header && ['guid', 'kind', 'question'].every((name) => names.includes(name)))
  const isOurs = header && isOurTable(names) && options.columns === undefined
  const breathe = breathing()
  const problems: ExchangeProblem[] = []
  let before: string | null = null
  let rows = 0
  let siblings = 0
  for (const some of rowsOf(declared.rest, delimiter, first)) {
    const notes: IncomingNote[] = []
    for (const row of some) {
      if (header && row.number === first) continue
      rows++
      const where = `row ${row.number}`
      const problem = problemOf(row)
      if (problem) {
        problems.push({ ...problem, where })
        continue
      }
      if (row.cells.some((cell) => cell.includes('\ufffd'))) problems.push({ code: 'broken-letters', where })
      const cells = cellsOf(row, columns, declared.html)
      const guid = cells.guid.trim() || null
      // With progress our table has a row for each card that a text makes.
      if (isOurs && guid !== null && guid === before) {
        siblings++
        continue
      }
      const { text, deletions } =
        (isOurs && ourRow(names, row.cells, hasMark(bytes))) ||
        cardFromCells({
          ...cells,
          kind: cells.kind || (declared.kind ?? ''),
          deck: cells.deck || (declared.deck ?? ''),
          tags: [cells.tags, ...declared.tags].join(' ').trim(),
        })
      if (guid !== null && isAnki && itemOfGuid(guid) === null)
        text.origin = { program: 'anki', guid, model: null, modifiedAt: null }
      notes.push({ guid, model: null, modifiedAt: null, where, text, ...(deletions && { deletions }), cards: [] })
      before = guid
    }
    yield { notes, media: new Map() }
    await breathe()
  }
  if (rows === 0) throw new Refused('no-rows')
  const counts = { notes: rows - siblings, cards: rows, reviews: 0 }
  return { counts, problems }
}

/** Of our tables only those for a spreadsheet begin with a byte order mark. */
const hasMark = (bytes: Uint8Array) => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf

function problemOf({ cells, unclosed }: Row): Omit<ExchangeProblem, 'where'> | null {
  if (unclosed) return { code: 'quotes-open' }
  if (cells.some((cell) => cell.includes('\0'))) return { code: 'nul-bytes' }
  const longest = Math.max(...cells.map(({ length }) => length))
  return longest > longestCell ? { code: 'cell-too-long', detail: { length: longest, most: longestField } } : null
}

function cellsOf({ cells }: Row, columns: readonly ColumnRole[], html: boolean): Cells & { guid: string } {
  const by = Object.fromEntries(columnRoles.map((role) => [role, [] as string[]])) as Record<ColumnRole, string[]>
  for (const [index, role] of columns.entries()) {
    const cell = cells[index] ?? ''
    by[role].push(html && role !== 'guid' ? plainOf(cell) : cell)
  }
  const one = (role: ColumnRole) =>
    by[role]
      .map((cell) => cell.trim())
      .filter(Boolean)
      .join('\n\n')
  return {
    ...{ front: one('front'), back: one('back'), note: one('note'), deck: one('deck'), kind: one('kind') },
    ...{ tags: by.tags.join(' '), accept: by.accept.join('\n'), options: by.options, guid: one('guid') },
  }
}

/** The words of a cell of HTML, a line for each block. */
function plainOf(cell: string): string {
  if (!/[<&]/.test(cell)) return cell
  let words = ''
  let hidden = 0
  const parser = new Parser({
    ontext: (text) => {
      if (hidden === 0) words += text
    },
    onopentag: (name) => {
      if (name === 'script' || name === 'style') hidden++
      if (/^(br|div|p|li|tr|h[1-6])$/.test(name) && words !== '' && !words.endsWith('\n')) words += '\n'
    },
    onclosetag: (name) => {
      if (name === 'script' || name === 'style') hidden--
    },
  })
  parser.end(cell)
  return words.replaceAll('\u00a0', ' ').trim()
}
