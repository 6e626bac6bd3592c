import { promisify } from 'node:util'
import { deflateRaw } from 'node:zlib'
// The build for Node has a `require` of its own, which electron-vite's collides with.
import { Zip, ZipPassThrough } from 'fflate/browser'
import { breathing } from '../../breathing'

export interface ZippedFile {
  /** With `/` between folders. */
  name: string
  bytes: Uint8Array
  /** Packed already, as pictures are. */
  stored?: boolean
}

const pack = promisify(deflateRaw)
/** Bytes summed up at a time, without a break: a few milliseconds. */
const piece = 512 * 1024

/** Packed beforehand, in another thread: what is pushed is only counted and summed up. */
class Packed extends ZipPassThrough {
  constructor(
    name: string,
    private readonly packed: Uint8Array<ArrayBuffer>,
  ) {
    super(name)
    this.compression = 8
  }
  protected override process(_: Uint8Array, final: boolean): void {
    if (final) this.ondata(null, this.packed, true)
  }
}

/** @param at the files' date, UTC ms; a zip knows none before 1980 or after 2099. */
export async function zipped(files: Iterable<ZippedFile>, at: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  const rest = breathing()
  const zip = new Zip((error, part) => {
    if (error) throw error
    parts.push(part)
  })
  const mtime = Math.min(Math.max(at, Date.UTC(1980, 0, 2)), Date.UTC(2099, 11, 30))
  for (const { name, bytes, stored } of files) {
    const entry = stored ? new ZipPassThrough(name) : new Packed(name, await pack(bytes))
    entry.mtime = mtime
    zip.add(entry)
    for (let from = 0; from < bytes.length || from === 0; from += piece) {
      entry.push(bytes.subarray(from, from + piece), from + piece >= bytes.length)
      await rest()
    }
  }
  zip.end()
  return Buffer.concat(parts)
}
