/** What one segment of the log tells of reviews, as columns; and how those stand in a file of their own. */
import type { Operation } from '../../../shared/model/operations'
import { phaseNumbers, ratingNumbers } from '../../../shared/model/review-columns'
import { dayLength } from '../../../shared/rules/study-day'
import { type Codec, plainCodec } from '../store/codec'
import { checksum, jsonOf, scan } from '../store/record-codec'

/** Width in bytes of each column's numbers; wide ones first, so that all stand aligned in the file. */
const columns = {
  at: Float64Array,
  /** Operation id `<device>:<number>`: place of the device in `devices`, and the number. */
  device: Uint32Array,
  number: Uint32Array,
  card: Uint32Array,
  day: Int32Array,
  spent: Uint32Array,
  /** Where the operation's JSON begins in the segment. */
  offset: Uint32Array,
  rating: Uint8Array,
  before: Uint8Array,
} as const
type Columns = { [Name in keyof typeof columns]: InstanceType<(typeof columns)[Name]> }
const names = Object.keys(columns) as (keyof Columns)[]

/** As `ReviewColumns`, but of one segment, with what was taken back still in it. */
export interface SegmentColumns extends Columns {
  cards: string[]
  devices: string[]
  /** Operations of any segment that were taken back (false) or done again (true) in this one, in order; and imports. */
  verdicts: [id: string, counts: boolean][]
  /** Operations that are parts of imports, and of which: they count when that does. */
  parts: [id: string, of: string][]
}

export interface SegmentRange {
  name: string
  /** Numbers of its first and last record. */
  first: number
  last: number
  /** Bytes that are durable. */
  bytes: number
}

/** `whole`: every record that the segment should hold could be read. Throws `StoreFailure` for a newer version. */
export function columnsOf(
  file: Buffer,
  range: SegmentRange,
  codec: Codec = plainCodec,
): { columns: SegmentColumns; whole: boolean } {
  const bytes = file.subarray(0, range.bytes)
  const name = `log/${range.name}`
  const { header, records, end } = scan(bytes, name, codec)
  const durable = records.filter(({ n }) => n >= range.first && n <= range.last)
  const numbers = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<keyof Columns, number[]>
  const cards = new Numbered()
  const devices = new Numbered()
  const verdicts: SegmentColumns['verdicts'] = []
  const parts: SegmentColumns['parts'] = []

  const row = (operation: Operation, offset: number, card: string, { at = operation.at, ...rest }: RowRest) => {
    const { device, number } = partsOf(operation.id)
    const values = { at, device: devices.of(device), number, card: cards.of(card), offset, ...rest }
    for (const name of names) numbers[name].push(values[name])
  }
  let unopened = 0
  for (const found of durable) {
    const json = jsonOf(bytes, found, name, codec)
    if (json === null) {
      unopened += 1
      continue
    }
    const operation = JSON.parse(json) as Operation
    if (operation.kind === 'review') {
      const { card, day, rating, spent, before } = operation.data
      const phase = before?.memory.phase ?? 'new'
      const known = ratingNumbers[rating]
      if (known)
        row(operation, found.start, card, {
          ...{ day: dayNumber(day), spent, rating: known, before: phaseNumbers[phase] ?? phaseNumbers.review },
        })
    } else if (operation.kind === 'reschedule') {
      for (const { card, after } of operation.data.cards)
        if (after === null) row(operation, found.start, card, { day: 0, spent: 0, rating: 0, before: 0 })
    } else if (operation.kind === 'undo' || operation.kind === 'redo') {
      const { operation: other } = operation.data
      if (other.kind === 'review' || other.kind === 'reschedule') verdicts.push([other.id, operation.kind === 'redo'])
      if (other.kind === 'import') verdicts.push([other.data.import, operation.kind === 'redo'])
    } else if (operation.kind === 'import-part') {
      parts.push([operation.id, operation.data.import])
      for (const { card, reviews } of operation.data.history)
        for (const [at, day, rating, spent, before] of reviews)
          row(operation, found.start, card, { at, day, rating, spent, before })
    } else if (operation.kind === 'import') verdicts.push([operation.data.import, true])
  }
  const whole = header !== null && end === bytes.length && durable.length - unopened === range.last - range.first + 1
  const made = Object.fromEntries(names.map((name) => [name, columns[name].from(numbers[name])])) as unknown as Columns
  return { columns: { ...made, cards: cards.names, devices: devices.names, verdicts, parts }, whole }
}
type RowRest = Record<'day' | 'spent' | 'rating' | 'before', number> & { at?: number }

/** Of an id that isn't made as ours are, all counts as the device. */
function partsOf(id: string): { device: string; number: number } {
  const colon = id.lastIndexOf(':')
  const number = Number(id.slice(colon + 1))
  const ours = colon > 0 && Number.isInteger(number) && number < noNumber && String(number) === id.slice(colon + 1)
  return ours ? { device: id.slice(0, colon), number } : { device: id, number: noNumber }
}
const noNumber = 2 ** 32 - 1
export function idOf({ device, number, devices }: SegmentColumns, row: number): string {
  const name = devices[device[row] as number] as string
  return number[row] === noNumber ? name : `${name}:${number[row]}`
}

/** Days since 1970-01-01. */
const dayNumber = (day: string) => Math.round(Date.parse(`${day}T00:00:00Z`) / dayLength)

/** Texts by number, in the order in which they are first met. */
export class Numbered {
  readonly names: string[] = []
  private readonly numbers = new Map<string, number>()

  of(name: string): number {
    const known = this.numbers.get(name)
    if (known !== undefined) return known
    this.numbers.set(name, this.names.length)
    return this.names.push(name) - 1
  }
}

const format = 'fieldbook-review-columns'
const version = 2

/** A line that tells what follows and checks it, then the columns one after the other, little end first. */
export function encodeColumns(made: SegmentColumns, { bytes }: SegmentRange): Buffer {
  const body = Buffer.concat(
    names.map((name) => Buffer.from(made[name].buffer, made[name].byteOffset, made[name].byteLength)),
  )
  const { cards, devices, verdicts, parts } = made
  const told = JSON.stringify({ format, version, bytes, rows: made.card.length, cards, devices, verdicts, parts })
  return Buffer.concat([Buffer.from(`${checksum(body, told)} ${told}\n`), body])
}

/** Null for anything but columns of exactly this segment, whole and of this version. */
export function decodeColumns(file: Buffer, range: SegmentRange): SegmentColumns | null {
  const stop = file.indexOf(10)
  const told = file.toString('utf8', 9, Math.max(stop, 9))
  const body = file.subarray(stop + 1)
  if (stop === -1 || checksum(body, told) !== file.toString('latin1', 0, 8)) return null
  const { rows, cards, devices, verdicts, parts, ...head } = JSON.parse(told)
  if (head.format !== format || head.version !== version || head.bytes !== range.bytes) return null
  let at = 0
  const made = Object.fromEntries(
    names.map((name) => {
      const length = rows * columns[name].BYTES_PER_ELEMENT
      const column = new columns[name](Uint8Array.from(body.subarray(at, at + length)).buffer)
      at += length
      return [name, column]
    }),
  ) as unknown as Columns
  return { ...made, cards, devices, verdicts, parts }
}
