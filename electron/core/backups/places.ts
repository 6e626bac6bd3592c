/** Folders outside the data folder in which backups of this work were made or found, so that a removal finds them again. */
import { join } from 'node:path'
import { takeTurns } from '../services/turns'
import type { Codec } from '../store/codec'
import { type Files, replaceFile } from '../store/files'
import { decodeWholeFile, encodeWholeFile } from '../store/whole-file'

export interface KnownPlace {
  /** Of the backups themselves. */
  folder: string
  /** When it was last there, UTC ms. */
  seenAt: number
  /** What was removed for good when all of that was last taken out of it, as `removedName` gives it. */
  removed: string
}
const name = 'backup-places.json'
/** More than anybody has sticks. */
const most = 50

export class BackupPlaces {
  private readonly inTurn = takeTurns()

  constructor(
    private readonly files: Files,
    /** The data folder. */
    private readonly root: string,
    private readonly codec: Codec,
  ) {}

  /** Newest first. One list that can't be read is none: it may be of another lock. */
  async list(): Promise<KnownPlace[]> {
    const bytes = await this.files.read(join(this.root, name))
    try {
      const plain = bytes && decodeWholeFile(bytes, name, this.codec)
      return plain ? (JSON.parse(plain.toString('utf8')) as KnownPlace[]) : []
    } catch {
      return []
    }
  }

  /** `removed` is left as it is known unless given. */
  seen(folder: string, at: number, removed?: string): Promise<void> {
    return this.inTurn(async () => {
      const known = await this.list()
      const before = known.find((one) => one.folder === folder)
      const place = { folder, seenAt: at, removed: removed ?? before?.removed ?? '' }
      const next = [place, ...known.filter((one) => one.folder !== folder)].slice(0, most)
      const bytes = encodeWholeFile(Buffer.from(JSON.stringify(next)), name, this.codec)
      await replaceFile(this.files, join(this.root, name), bytes)
    })
  }
}
