/** Pictures of own cards, `media/<sha256>`, as far as merging has to do with them. */
import { join } from 'node:path'
import type { Codec } from '../store/codec'
import type { Files } from '../store/files'
import { decodeWholeFile } from '../store/whole-file'

const hash = /^[0-9a-f]{64}$/

export async function* readMedia(files: Files, folder: string, codec: Codec): AsyncGenerator<[string, Uint8Array]> {
  for (const name of (await files.list(join(folder, 'media'))).filter((one) => hash.test(one)).sort()) {
    const bytes = await files.read(join(folder, 'media', name))
    const plain = bytes && decodeWholeFile(bytes, `media/${name}`, codec)
    if (plain) yield [name, plain]
  }
}
