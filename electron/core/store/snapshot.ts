/** The file of a snapshot: a first line, whose shape never changes, and what follows it. */
import type { Codec } from './codec'
import { checksum } from './record-codec'

export interface SnapshotHeader {
  format: string
  version: number
  codec: string
  length: number
  crc: string
}
const version = 1

/** Sealed under its own name also where it stands as `.prev` or unfinished: it is renamed as it is. */
export function encodeSnapshot(
  plain: Buffer,
  name: string,
  format: string,
  codec: Codec,
): { line: Buffer; body: Buffer } {
  const body = codec.encodeWhole(plain, name)
  const header: SnapshotHeader = { format, version, codec: codec.name, length: body.length, crc: '' }
  header.crc = check(header, body)
  return { line: Buffer.from(`${JSON.stringify(header)}\n`), body }
}

/** Header and body, still sealed if it is; null if it is damaged or of another format. */
export function decodeSnapshot(bytes: Buffer, format: string): { header: SnapshotHeader; body: Buffer } | null {
  const stop = bytes.indexOf(10)
  const body = bytes.subarray(stop + 1)
  const header = parse<SnapshotHeader>(bytes.subarray(0, Math.max(stop, 0)))
  if (header === null || typeof header !== 'object') return null
  if (header.format !== format || header.length !== body.length) return null
  return header.crc === check(header, body) ? { header, body } : null
}

/** Covers the header too, or a flipped bit in its version could pass for a newer file. */
function check({ format, version, codec, length }: SnapshotHeader, body: Buffer): string {
  return checksum(body, `${format} ${version} ${codec} ${length}\n`)
}

/** Null for what isn't JSON. */
export function parse<T>(bytes: Buffer): T | null {
  try {
    return JSON.parse(bytes.toString('utf8')) as T
  } catch {
    return null
  }
}
