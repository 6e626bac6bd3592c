/**
 * A file of any content, sealed as a whole under a first line that says so: what was set aside, columns of reviews,
 * reports. Without a lock it is the content itself.
 */
import type { Codec } from './codec'
import { encodeSnapshot } from './snapshot'

const format = 'fieldbook-sealed-file'

/** `file` is the path below the data folder. */
export function encodeWholeFile(content: Uint8Array, file: string, codec: Codec): Buffer {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  if (codec.name === 'plain') return bytes
  const { line, body } = encodeSnapshot(bytes, file, format, codec)
  return Buffer.concat([line, body])
}

/** Null for what wasn't made by this codec under this name. */
export function decodeWholeFile(bytes: Buffer, file: string, codec: Codec): Buffer | null {
  if (isSealedFile(bytes) !== (codec.name === 'sealed')) return null
  return codec.name === 'plain' ? bytes : codec.decodeWhole(bytes.subarray(bytes.indexOf(10) + 1), file)
}

export function isSealedFile(bytes: Buffer): boolean {
  return bytes.subarray(0, start.length).equals(start)
}
const start = Buffer.from(`{"format":"${format}",`)
