/**
 * How records stand in a file: one a line, `crc32 n json\n`. The checksum (8 hex digits, compared as text) covers
 * `n json`; n rises, so that reading finds its feet again after damage and knows how much is missing. The first line
 * is a record too, with n = 0: the header. Its shape never changes, so that every version can tell a newer file.
 */
import { crc32 } from 'node:zlib'
import { breathing } from '../breathing'
import { type Codec, plainCodec, sealedMark } from './codec'
import { StoreFailure } from './failure'

export interface LogRecord {
  n: number
  json: string
}

export interface Header {
  format: string
  version: number
  /** Between records and bytes: with `sealed` each record is encrypted on its own. */
  codec: 'plain' | 'sealed'
  [more: string]: string | number
}

const supported = 1
const newline = 10
const space = 32

/** `file`, the path below the data folder, is what a sealed record is bound to. */
export function encodeRecord({ n, json }: LogRecord, file = '', codec: Codec = plainCodec): string {
  const text = `${n} ${codec.encode(json, file, n)}`
  return `${checksum(text)} ${text}\n`
}
export function encodeHeader(
  format: string,
  more: Record<string, string | number> = {},
  codec: Codec = plainCodec,
): string {
  const header: Header = { format, version: supported, codec: codec.name, ...more, ...codec.about }
  return encodeRecord({ n: 0, json: JSON.stringify(header) })
}
/** CRC-32 of what comes before and the content together, 8 hex digits. */
export function checksum(content: string | Buffer, before = ''): string {
  return crc32(content, crc32(before)).toString(16).padStart(8, '0')
}

/** Where a whole record stands in a file. */
export interface Found {
  n: number
  /** Where its JSON begins, and where its line ends (after the newline). */
  start: number
  end: number
}
export interface Scan {
  /** Null if the first line is damaged or not whole. */
  header: Header | null
  /** Whole records with rising n; what is damaged or repeated is left out. */
  records: Found[]
  /** Where the last whole line ends: after it come only bytes that no record could be made of. */
  end: number
}

/**
 * Throws `StoreFailure` for a file of a newer version, and for a sealed one where no key is at hand. In a plain file
 * among sealed ones, which only somebody else can have put there, nothing counts. `file` is for the failure's words.
 */
export function scan(bytes: Buffer, file: string, codec: Codec = plainCodec): Scan {
  return own(scanLines(bytes, file), file, codec)
}
/** The same, letting others have their turn in between. */
export async function scanPatiently(bytes: Buffer, file: string, codec: Codec): Promise<Scan> {
  const breath = breathing()
  const scanning = scanInParts(bytes, file)
  let part = scanning.next()
  for (; !part.done; part = scanning.next()) await breath()
  return own(part.value, file, codec)
}
function own(found: Scan, file: string, codec: Codec): Scan {
  if (found.header === null || !isForeign(found.header, file, codec)) return found
  return { header: null, records: [], end: 0 }
}

/** The lines of a file of either kind. Throws `StoreFailure` for one of a newer version. */
export function scanLines(bytes: Buffer, file: string): Scan {
  const scanning = scanInParts(bytes, file)
  for (let part = scanning.next(); ; part = scanning.next()) if (part.done) return part.value
}
const linesInPart = 200
function* scanInParts(bytes: Buffer, file: string): Generator<void, Scan> {
  let header: Header | null = null
  const records: Found[] = []
  let end = 0
  let last = 0
  for (let from = 0, line = 1; ; line += 1) {
    if (line % linesInPart === 0) yield
    const stop = bytes.indexOf(newline, from)
    if (stop === -1) return { header, records, end }
    const found = decodeLine(bytes, from, stop) ?? decodeEnd(bytes, from, stop)
    if (found !== null) {
      end = found.end
      if (from === 0 && found.n === 0) header = headerOf(bytes, found, file)
      else if (found.n > last) {
        records.push(found)
        last = found.n
      }
    }
    from = stop + 1
  }
}

export function isSealedRecord(bytes: Buffer, { start }: Found): boolean {
  return bytes[start] === sealedMark.charCodeAt(0)
}

/** Null if the record can't be opened: it was sealed for another place or with another key, or was changed since. */
export function jsonOf(bytes: Buffer, { n, start, end }: Found, file = '', codec: Codec = plainCodec): string | null {
  return codec.decode(bytes.subarray(start, end - 1), file, n)
}

/** The record whose content begins at `start`, once more; null if none does. */
export function recordAt(bytes: Buffer, start: number): Found | null {
  const line = bytes.lastIndexOf(newline, start - 1) + 1
  const stop = bytes.indexOf(newline, start)
  const found = stop === -1 ? null : (decodeLine(bytes, line, stop) ?? decodeEnd(bytes, line, stop))
  return found?.start === start ? found : null
}

function decodeLine(bytes: Buffer, from: number, stop: number): Found | null {
  if (stop - from < 12 || bytes[from + 8] !== space) return null
  const content = from + 9
  if (checksum(bytes.subarray(content, stop)) !== bytes.toString('latin1', from, from + 8)) return null
  let start = content
  let n = 0
  for (; start < stop && bytes[start] !== space; start++) n = n * 10 + ((bytes[start] as number) - 48)
  return Number.isSafeInteger(n) && n >= 0 ? { n, start: start + 1, end: stop + 1 } : null
}

/** A damaged line may have swallowed the line end before a whole record: looks for that record at its end. */
function decodeEnd(bytes: Buffer, from: number, stop: number): Found | null {
  for (const mark of [' {', ` ${sealedMark}`]) {
    for (let at = bytes.indexOf(mark, from); at !== -1 && at < stop; at = bytes.indexOf(mark, at + 1)) {
      const number = bytes.lastIndexOf(space, at - 1)
      if (number - 8 <= from || number === -1) continue
      const found = decodeLine(bytes, number - 8, stop)
      if (found !== null) return found
    }
  }
  return null
}

function headerOf(bytes: Buffer, found: Found, file: string): Header {
  const header = JSON.parse(bytes.toString('utf8', found.start, found.end - 1)) as Header
  refuseNewer(header, file)
  return header
}
/** A file that this version can't read is left as it is. */
export function refuseNewer({ version, codec }: { version: number; codec: string }, file: string): void {
  if (version > supported || (codec !== 'plain' && codec !== 'sealed'))
    throw new StoreFailure({ code: 'newer-version', detail: { file, version, supported, codec } })
}
/** Whether a file of this kind has no place here. A sealed file without its lock is left as it is, with all others. */
export function isForeign(header: { codec: string }, file: string, codec: Codec): boolean {
  if (header.codec === 'sealed' && codec.name === 'plain')
    throw new StoreFailure({ code: 'lock-missing', detail: { file } })
  return header.codec !== codec.name
}
