/** Folders outside the data folder in which backups of this work were made or found, so that a removal finds them again. */
import { join } from 'node:path'
import { takeTurns } from '../services/turns'
import type { Codec } from '../store/codec'
import { type Files, renamePatiently, replaceFile } from '../store/files'
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
/** One of another lock, kept beside the one in force. */
const older = `${name}.prev`
/** What a restore brings along in memory, since the list may be sealed with a lock that is gone then. It outlives the store. */
export interface CarriedPlaces {
  places: readonly KnownPlace[]
}
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

  /** Newest first. */
  async list(): Promise<KnownPlace[]> {
    return (await this.read()).places
  }
  /** There were others, known under a lock that isn't here. */
  async areSomeUnknown(): Promise<boolean> {
    return (await this.read()).unreadable.length > 0
  }

  /** `removed` is left as it is known unless given. */
  seen(folder: string, at: number, removed?: string): Promise<void> {
    return this.inTurn(async () => {
      const { places, unreadable } = await this.read()
      const before = places.find((one) => one.folder === folder)
      const place = { folder, seenAt: at, removed: removed ?? before?.removed ?? '' }
      // With the lock of that time it can be read again, should that be restored.
      if (unreadable.includes(name)) await renamePatiently(this.files, this.path(name), this.path(older))
      await this.write([place, ...places.filter((one) => one.folder !== folder)])
      if (unreadable.length === 0) await this.remove(older)
    })
  }
  /** Those that were known before another lock, or none, came here: they take the place of a list that can't be read. */
  carryOver(carried: readonly KnownPlace[]): Promise<void> {
    return this.inTurn(async () => {
      const { places, unreadable } = await this.read()
      const others = places.filter(({ folder }) => !carried.some((one) => one.folder === folder))
      await this.write([...carried, ...others].sort((one, other) => other.seenAt - one.seenAt))
      if (!unreadable.includes(older)) await this.remove(older)
    })
  }

  private async read(): Promise<{ places: KnownPlace[]; unreadable: string[] }> {
    const places: KnownPlace[] = []
    const unreadable: string[] = []
    for (const one of [name, older]) {
      const bytes = await this.files.read(this.path(one))
      const found = bytes && this.decoded(bytes)
      if (found) places.push(...found.filter(({ folder }) => !places.some((known) => known.folder === folder)))
      else if (bytes) unreadable.push(one)
    }
    return { places, unreadable }
  }
  private decoded(bytes: Buffer): KnownPlace[] | null {
    try {
      const plain = decodeWholeFile(bytes, name, this.codec)
      return plain && (JSON.parse(plain.toString('utf8')) as KnownPlace[])
    } catch {
      return null
    }
  }
  private write(places: readonly KnownPlace[]): Promise<void> {
    const bytes = encodeWholeFile(Buffer.from(JSON.stringify(places.slice(0, most))), name, this.codec)
    return replaceFile(this.files, this.path(name), bytes)
  }
  private async remove(file: string): Promise<void> {
    if ((await this.files.size(this.path(file))) === null) return
    await this.files.remove(this.path(file))
    await this.files.syncFolder(this.root)
  }
  private path(file: string): string {
    return join(this.root, file)
  }
}
