/**
 * What a zip archive says is in it, checked before anything is unpacked. Only what Anki's archives can be is taken: one
 * disk, stored or deflated, no passwords, no links, no parts that overlap. Layout: PKWARE APPNOTE 6.3.10, §4.3.
 */
import { Refused } from '../refused'

export interface ZipEntry {
  name: string
  /** Whether it is deflated; otherwise it is stored. */
  deflated: boolean
  crc: number
  /** Bytes in the archive, and unpacked. */
  packed: number
  size: number
  /** Where its bytes begin. */
  start: number
}

/** So many a directory can count; Anki's packages of more are of another kind (zip64). */
export const mostEntries = 65_534
const mostUnpacked = 4 * 1024 ** 3
/** Deflate can't do better than 1032:1; databases and lists stay far below this. Small entries may be anything. */
const mostRatio = 250
const smallEntry = 32 * 1024 ** 2

const utf8 = new TextDecoder()
const linkMode = 0o120000

/** Entries by name, folders left out. Throws `Refused` naming the entry. */
export function zipDirectory(bytes: Uint8Array): Map<string, ZipEntry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOfDirectory(view)
  if (end < 0) throw new Refused('not-a-zip')
  const count = view.getUint16(end + 10, true)
  const directorySize = view.getUint32(end + 12, true)
  const from = view.getUint32(end + 16, true)
  if (count > mostEntries) throw new Refused('zip-too-many', '', { most: mostEntries })
  if (from === 0xffffffff) throw new Refused('zip-too-large')
  const oneDisk = view.getUint16(end + 4, true) === 0 && view.getUint16(end + 6, true) === 0
  if (!oneDisk || count !== view.getUint16(end + 8, true)) throw new Refused('broken-zip')
  if (from + directorySize > end) throw new Refused('broken-zip')

  const entries = new Map<string, ZipEntry>()
  const alike = new Set<string>()
  const spans: [start: number, end: number, name: string][] = []
  let unpacked = 0
  let at = from
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) throw new Refused('broken-zip')
    const nameLength = view.getUint16(at + 28, true)
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    if (next > end) throw new Refused('broken-zip')
    const rawName = bytes.subarray(at + 46, at + 46 + nameLength)
    const name = utf8.decode(rawName)
    const isFolder = name.endsWith('/')
    checkName(isFolder ? name.slice(0, -1) : name)
    const folded = name.normalize('NFC').toLowerCase()
    if (alike.has(folded)) throw new Refused('zip-names-alike', shown(name))
    alike.add(folded)
    const unixMode = view.getUint32(at + 38, true) >>> 16
    if ((unixMode & 0o170000) === linkMode) throw new Refused('zip-link', shown(name))
    if (view.getUint16(at + 8, true) & 0x2041) throw new Refused('zip-encrypted', shown(name))
    const method = view.getUint16(at + 10, true)
    const [crc, packed, size] = [16, 20, 24].map((offset) => view.getUint32(at + offset, true)) as [
      number,
      number,
      number,
    ]
    if (packed === 0xffffffff || size === 0xffffffff) throw new Refused('zip-too-large', shown(name))
    if (method !== 0 && method !== 8) throw new Refused('zip-method', shown(name))
    if (method === 0 && packed !== size) throw new Refused('broken-zip', shown(name))
    if (size > smallEntry && size > packed * mostRatio) throw new Refused('bomb', shown(name))
    unpacked += size
    if (unpacked > mostUnpacked) throw new Refused('zip-too-large', shown(name))
    const local = view.getUint32(at + 42, true)
    const start = startOf(view, bytes, local, rawName, method, shown(name))
    if (start + packed > from) throw new Refused('broken-zip', shown(name))
    spans.push([local, start + packed, name])
    if (!isFolder) entries.set(name, { name, deflated: method === 8, crc, packed, size, start })
    at = next
  }
  // Parts that overlap let a small archive hold any amount.
  spans.sort(([one], [other]) => one - other)
  for (const [index, [start, , name]] of spans.entries())
    if (start < (spans[index - 1]?.[1] ?? 0)) throw new Refused('broken-zip', shown(name))
  return entries
}

/** Where the end record begins, -1 if there is none: behind it may stand only its comment, of at most 64 KB. */
function endOfDirectory(view: DataView): number {
  for (let at = view.byteLength - 22; at >= 0 && at >= view.byteLength - 22 - 0xffff; at -= 1)
    if (view.getUint32(at, true) === 0x06054b50 && at + 22 + view.getUint16(at + 20, true) === view.byteLength)
      return at
  return -1
}

/** The entry's own header must say the same; gives the place behind it. */
function startOf(
  view: DataView,
  bytes: Uint8Array,
  local: number,
  rawName: Uint8Array,
  method: number,
  name: string,
): number {
  if (local + 30 > view.byteLength || view.getUint32(local, true) !== 0x04034b50) throw new Refused('broken-zip', name)
  const nameLength = view.getUint16(local + 26, true)
  const localName = bytes.subarray(local + 30, local + 30 + nameLength)
  const isSame = Buffer.from(rawName).equals(localName) && view.getUint16(local + 8, true) === method
  if (!isSame) throw new Refused('broken-zip', name)
  return local + 30 + nameLength + view.getUint16(local + 28, true)
}

/** Nothing is ever written by such a name; but an archive with one was made to do harm. */
function checkName(name: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  const isStrange = name === '' || name.length > 1000 || /[\u0000-\u001f\\]|^\/|^[a-z]:/i.test(name)
  if (isStrange || name.split('/').some((part) => part === '..' || part === '.' || part === ''))
    throw new Refused('zip-name', shown(name))
}

/** As it can be put on a screen. */
export function shown(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is replaced
  return name.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, '\ufffd').slice(0, 100)
}
