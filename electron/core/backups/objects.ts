/**
 * Pieces of files, each stored once under the SHA-256 of its bytes: `objects/ab/<hash>`. A piece has its name only once
 * its bytes are durable, so one that is there is whole, unless the disk damaged it since.
 */
import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { ensureFolder, type Files, replaceFile } from '../store/files'

/** Files that grow keep all pieces but their last from one backup to the next. Bytes. */
export const pieceSize = 256 * 1024

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export class Objects {
  /** Folders whose names this process has made durable. */
  private readonly made = new Set<string>()

  constructor(
    private readonly files: Files,
    private readonly folder: string,
    /** Above it, and there before anything is put. */
    private readonly root: string,
  ) {}

  /** Resolves once the piece is durable. */
  async put(bytes: Uint8Array): Promise<string> {
    const hash = hashOf(bytes)
    if (await this.has(hash, bytes.length)) return hash
    const path = this.path(hash)
    if (!this.made.has(dirname(path))) await ensureFolder(this.files, dirname(path), this.root)
    this.made.add(dirname(path))
    await replaceFile(this.files, path, bytes)
    return hash
  }

  async has(hash: string, length: number): Promise<boolean> {
    return (await this.files.size(this.path(hash))) === length
  }

  /** Null if it is gone or its bytes are not what they were. */
  async get(hash: string): Promise<Buffer | null> {
    const bytes = await this.files.read(this.path(hash))
    return bytes !== null && hashOf(bytes) === hash ? bytes : null
  }

  /** Removes a damaged piece, so that the next backup stores it again. */
  remove(hash: string): Promise<void> {
    return this.files.remove(this.path(hash))
  }

  /** Removes what no backup needs any more, unfinished pieces too. */
  async sweep(needed: ReadonlySet<string>): Promise<void> {
    for (let part = 0; part < 256; part += 1) {
      const folder = join(this.folder, part.toString(16).padStart(2, '0'))
      const unneeded = (await this.files.list(folder)).filter((name) => !needed.has(name))
      for (const name of unneeded) await this.files.remove(join(folder, name))
      // Or a power cut brings back what was readable before there was a lock.
      if (unneeded.length > 0) await this.files.syncFolder(folder)
    }
  }

  private path(hash: string): string {
    return join(this.folder, hash.slice(0, 2), hash)
  }
}
