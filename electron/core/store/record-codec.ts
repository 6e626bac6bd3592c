/**
 * How records stand in a file: one a line, `crc32 n json\n`. The checksum (8 hex digits, compared as text) covers
 * `n json`; n rises, so that reading finds its feet again after damage and knows how much is missing. The first line
 * is a record too, with n = 0: the header. Its shape never changes, so that every version can tell a newer file.
 */
import { crc32 } from 'node:zlib'
import { StoreFailure } from './failure'

export interface LogRecord {
  n: number
  json: string
}

export interface Header {
  format: string
  version: number
  /** Between records and bytes. `sealed` (each record encrypted on its own) has its place here and comes later. */
  codec: 'plain' | 'sealed'
  [more: string]: string | number
}

const supported = 1
const newline = 10
const space = 32

export function encodeRecord({ n, json }: LogRecord): string {
  const text = `${n} ${json}`
  return `${checksum(text)} ${text}\n`
}
export function encodeHeader(format: string, more: Record<string, string | number> = {}): string {
  const header: Header = { format, version: supported, codec: 'plain', ...more }
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

/** Throws `StoreFailure` for a file of a newer version. `file` is for its words. */
export function scan(bytes: Buffer, file: string): Scan {
  let header: Header | null = null
  const records: Found[] = []
  let end = 0
  let last = 0
  for (let from = 0; ; ) {
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

export function jsonOf(bytes: Buffer, { start, end }: Found): string {
  return bytes.toString('utf8', start, end - 1)
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
  for (let at = bytes.indexOf(' {', from); at !== -1 && at < stop; at = bytes.indexOf(' {', at + 1)) {
    const number = bytes.lastIndexOf(space, at - 1)
    if (number - 8 <= from || number === -1) continue
    const found = decodeLine(bytes, number - 8, stop)
    if (found !== null) return found
  }
  return null
}

function headerOf(bytes: Buffer, found: Found, file: string): Header {
  const header = JSON.parse(jsonOf(bytes, found)) as Header
  refuseNewer(header, file)
  return header
}
/** A file that this version can't read is left as it is. */
export function refuseNewer({ version, codec }: { version: number; codec: string }, file: string): void {
  if (version > supported || codec !== 'plain')
    throw new StoreFailure({ code: 'newer-version', detail: { file, version, supported, codec } })
}
