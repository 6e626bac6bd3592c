/**
 * Pictures of cards: `media/<sha256>`, each a file that is written once and named by the SHA-256 (hex) of its bytes. Under a
 * lock each is sealed as a whole. A picture is of use as long as a card's text names it.
 */
import { hash } from 'node:crypto'
import { join } from 'node:path'
import type { Codec } from './codec'
import { createFile, ensureFolder, type Files } from './files'
import { decodeWholeFile, encodeWholeFile } from './whole-file'

const named = /[0-9a-f]{64}/g
export const isMediaName = (name: string): boolean => /^[0-9a-f]{64}$/.test(name)
export const mediaNameOf = (bytes: Uint8Array): string => hash('sha256', bytes)
/** Below the data folder. */
export const mediaPath = (name: string): string => `media/${name}`
/** Names that stand in a text, in whatever markup. */
export const mediaNamedIn = (text: string): string[] => text.match(named) ?? []

export class Media {
  constructor(
    private readonly files: Files,
    private readonly root: string,
    private readonly codec: Codec,
  ) {}

  /** All there are, sorted. */
  async names(): Promise<string[]> {
    return (await this.files.list(join(this.root, 'media'))).filter(isMediaName).sort()
  }

  /** Null if there is none of this name, or it isn't what it was. */
  async read(name: string): Promise<Buffer | null> {
    if (!isMediaName(name)) return null
    const file = await this.files.read(join(this.root, mediaPath(name)))
    const bytes = file && decodeWholeFile(file, mediaPath(name), this.codec)
    return bytes && mediaNameOf(bytes) === name ? bytes : null
  }

  /** Resolves once it is durable. One that is there already stays; a damaged one is written anew. */
  async write(bytes: Uint8Array): Promise<{ name: string; isNew: boolean }> {
    const name = mediaNameOf(bytes)
    const path = join(this.root, mediaPath(name))
    const folder = join(this.root, 'media')
    await ensureFolder(this.files, folder, this.root)
    if (await this.read(name)) {
      // Whoever wrote it may have been killed before it was on the disk.
      const file = await this.files.open(path, 'existing')
      await file.sync().finally(() => file.close())
      await this.files.syncFolder(folder)
      return { name, isNew: false }
    }
    await this.files.remove(path)
    await createFile(this.files, path, encodeWholeFile(bytes, mediaPath(name), this.codec))
    return { name, isNew: true }
  }

  async remove(name: string): Promise<void> {
    if (isMediaName(name)) await this.files.remove(join(this.root, mediaPath(name)))
  }
}
