/** Bytes out of an archive or a zstd frame, never more than was announced or allowed. */
import { crc32 } from 'node:zlib'
import { Inflate } from 'fflate/browser'
import { Decompress, decompress } from 'fzstd'
import { Refused } from '../refused'
import { shown, type ZipEntry } from './zip-directory'

/** Bytes handed to a decompressor at a time: between them its output is counted. */
const piece = 64 * 1024
/** Announced sizes are believed up to here; beyond it room is made as bytes come. */
const firstRoom = 8 * 1024 ** 2
const megabyte = 1024 ** 2
const largestWindow = 32 * megabyte

/** The bytes of one entry, a copy. Throws `Refused` for more than `most` bytes, or other ones than the archive says. */
export function unpackEntry(zip: Uint8Array, entry: ZipEntry, most: number): Uint8Array<ArrayBuffer> {
  const name = shown(entry.name)
  if (entry.size > most) throw tooLarge(name, most)
  const packed = zip.subarray(entry.start, entry.start + entry.packed)
  const bytes = entry.deflated ? inflate(packed, entry.size, name) : packed.slice()
  if (bytes.length !== entry.size || crc32(bytes) !== entry.crc) throw new Refused('broken-entry', name)
  return bytes
}

function inflate(packed: Uint8Array, size: number, name: string): Uint8Array<ArrayBuffer> {
  const out = collector(size, () => new Refused('broken-entry', name))
  const stream = new Inflate(out.add)
  feed(packed, name, (chunk, last) => stream.push(chunk, last))
  return out.whole()
}

/**
 * What a zstd frame holds. Frames that don't say how much that is are read as a stream, which moves its window with each
 * block: windows above 32 MB (zstd's own levels up to 19 have 8) are refused.
 */
export function unpackZstd(packed: Uint8Array, where: string, most: number): Uint8Array<ArrayBuffer> {
  const header = frameHeader(packed)
  if (!header) throw new Refused('broken-entry', where)
  if ((header.size ?? 0) > most) throw tooLarge(where, most)
  const room = header.size
  if (room !== null) {
    if (frameEnd(packed, header) !== packed.length) throw new Refused('broken-entry', where)
    const bytes = new Uint8Array(room)
    feed(packed, where, () => decompress(packed, bytes), packed.length)
    return bytes
  }
  if (header.window > largestWindow) throw tooLarge(where, largestWindow)
  const out = collector(most, () => tooLarge(where, most))
  const stream = new Decompress((chunk) => out.add(chunk))
  feed(packed, where, (chunk, last) => stream.push(chunk, last))
  return out.whole()
}

function feed(packed: Uint8Array, where: string, push: (chunk: Uint8Array, last: boolean) => void, by = piece): void {
  try {
    for (let at = 0; at === 0 || at < packed.length; at += by)
      push(packed.subarray(at, at + by), at + by >= packed.length)
  } catch (error) {
    if (error instanceof Refused) throw error
    throw new Refused('broken-entry', where)
  }
}

interface FrameHeader {
  /** So much a decoder sets aside before the first byte. */
  window: number
  /** What the frame holds unpacked; null where it doesn't say. */
  size: number | null
  /** Where the first block begins. */
  blocks: number
  hasChecksum: boolean
}

/** RFC 8878, §3.1.1.1. Null: no frame. */
function frameHeader(packed: Uint8Array): FrameHeader | null {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  if (packed.length < 9 || view.getUint32(0, true) !== 0xfd2fb528) return null
  const descriptor = view.getUint8(4)
  const isSingle = (descriptor & 0x20) !== 0
  const sizeBytes = descriptor >> 6 ? 1 << (descriptor >> 6) : isSingle ? 1 : 0
  const sizeAt = (isSingle ? 5 : 6) + ([0, 1, 2, 4][descriptor & 3] ?? 0)
  if (sizeAt + sizeBytes > packed.length) return null
  let size = sizeBytes === 2 ? 256 : 0
  for (let at = 0; at < sizeBytes; at += 1) size += view.getUint8(sizeAt + at) * 256 ** at
  const base = 2 ** (10 + (view.getUint8(5) >> 3))
  return {
    window: isSingle ? size : base + (base / 8) * (view.getUint8(5) & 7),
    size: sizeBytes === 0 ? null : size,
    blocks: sizeAt + sizeBytes,
    hasChecksum: (descriptor & 4) !== 0,
  }
}

/** Where the last block and the checksum end (§3.1.1.2); beyond the packed bytes if the frame is cut off. */
function frameEnd(packed: Uint8Array, { blocks, hasChecksum }: FrameHeader): number {
  for (let at = blocks; at + 3 <= packed.length; ) {
    const header = (packed[at] ?? 0) | ((packed[at + 1] ?? 0) << 8) | ((packed[at + 2] ?? 0) << 16)
    at += 3 + (((header >> 1) & 3) === 1 ? 1 : header >> 3)
    if (header & 1) return at + (hasChecksum ? 4 : 0)
  }
  return Number.POSITIVE_INFINITY
}

function collector(most: number, over: () => Refused) {
  let bytes = new Uint8Array(Math.min(most, firstRoom))
  let length = 0
  return {
    add(chunk: Uint8Array): void {
      const needed = length + chunk.length
      if (needed > most) throw over()
      if (needed > bytes.length) {
        const larger = new Uint8Array(Math.min(most, Math.max(needed, bytes.length * 2)))
        larger.set(bytes.subarray(0, length))
        bytes = larger
      }
      bytes.set(chunk, length)
      length = needed
    },
    whole: (): Uint8Array<ArrayBuffer> => (length === bytes.length ? bytes : bytes.slice(0, length)),
  }
}

const tooLarge = (where: string, most: number) => new Refused('too-large', where, { most: Math.floor(most / megabyte) })
