/** Pictures of cards, by what they are made of: `media/<sha256>`. */
import { join } from 'node:path'
import type { Codec } from './codec'
import type { Files } from './files'

const sha256 = /^[0-9a-f]{64}$/

/** Null for one that isn't there, or was made with another key. */
export async function readMedia(files: Files, folder: string, codec: Codec, sha: string): Promise<Uint8Array | null> {
  if (!sha256.test(sha)) return null
  const file = `media/${sha}`
  const bytes = await files.read(join(folder, file))
  return bytes && codec.decodeWhole(bytes, file)
}
