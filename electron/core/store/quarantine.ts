import { join } from 'node:path'
import { type Codec, plainCodec } from './codec'
import { codeOf, createFile, ensureFolder, type Files } from './files'
import { encodeWholeFile } from './whole-file'

/** The folder where damaged things are kept. Names tell when and what; nothing in it is ever overwritten. */
export class Quarantine {
  constructor(
    private readonly files: Files,
    private readonly root: string,
    private readonly clock: () => number,
    private readonly codec: Codec = plainCodec,
  ) {}

  /** Keeps a copy, durable, and resolves to its path below the data folder. */
  async keep(name: string, bytes: Uint8Array): Promise<string> {
    for (const path of await this.names(name)) {
      try {
        await createFile(this.files, join(this.root, path), encodeWholeFile(bytes, path, this.codec))
        return path
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error
      }
    }
    throw new Error(`no free name in quarantine for ${name}`)
  }

  /**
   * Moves a file of the data folder here and resolves to its new path below the data folder. Copied, then removed: not
   * every file system keeps a move between two folders whole.
   */
  async take(name: string): Promise<string> {
    const path = await this.keep(name, (await this.files.read(join(this.root, name))) ?? Buffer.alloc(0))
    await this.files.remove(join(this.root, name))
    return path
  }

  private async names(name: string): Promise<string[]> {
    await ensureFolder(this.files, join(this.root, 'quarantine'), this.root)
    const when = new Date(this.clock()).toISOString().replaceAll(/[-:]|\.\d+/g, '')
    const flat = name.replaceAll('/', '-')
    return Array.from({ length: 1000 }, (_, i) => `quarantine/${when}-${flat}${i === 0 ? '' : `-${i}`}`)
  }
}
