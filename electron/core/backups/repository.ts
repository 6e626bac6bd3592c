/**
 * A folder of backups: in the data folder itself, or on a stick. A backup is a manifest over pieces of files that are
 * stored once by hash (the files of the log never change, they only grow), so thirty cost little more than one.
 */
import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import type { Backup, BackupCheck, BackupHolds, BackupReason, NewerBackup } from '../../../shared/model/backup'
import { keptBackups } from '../../../shared/rules/backup-thinning'
import { StoreFailure } from '../store/failure'
import { ensureFolder, type Files } from '../store/files'
import { type BackedUpFile, type Manifest, Manifests, manifestId, timeOf } from './manifests'
import { hashOf, Objects, pieceSize } from './objects'

/** A file to be backed up; of one that grows only the durable part. */
export interface SourceFile {
  /** Below the data folder, with `/`. */
  path: string
  /** Appended to and otherwise never changed: with the same length as before it is the same. */
  grows: boolean
  /** Null if it is gone meanwhile. */
  read(): Promise<Buffer | null>
  /** Bytes; null if only reading tells. */
  length: number | null
}
export interface Source {
  holds: BackupHolds
  missing: number
  history: string | null
  vault: string | null
  /** What was removed for good, as `removedName` gives it. */
  removed: string
  files: SourceFile[]
}

/** Nothing is written that leaves less than this. Bytes. */
export const roomKept = 1024 ** 3

/** There is too little room; nothing was written. */
export class NoRoom extends Error {
  override name = 'NoRoom'
}

/** Below the data folder, where its own backups are. */
export const manifestPath = (id: string) => `backups/manifests/${id}.json`

export class Repository {
  private readonly objects: Objects
  private readonly manifests: Manifests

  constructor(
    private readonly files: Files,
    readonly folder: string,
  ) {
    this.objects = new Objects(files, join(folder, 'objects'), folder)
    this.manifests = new Manifests(files, join(folder, 'manifests'))
  }

  /** Newest first; `unreadable`: those whose manifest is damaged. */
  async list(): Promise<{ backups: Backup[]; newer: NewerBackup[]; unreadable: number }> {
    const backups: Backup[] = []
    const newer: NewerBackup[] = []
    let unreadable = 0
    for await (const { id, manifest } of this.newestFirst()) {
      if (manifest === 'newer') newer.push({ id, at: timeOf(id) })
      else if (manifest === null) unreadable++
      else backups.push(withoutFiles(manifest))
    }
    return { backups, newer, unreadable }
  }
  /** Ids of those whose manifest is damaged. One of a newer version is not: another version knows what it needs. */
  async unreadable(): Promise<string[]> {
    const damaged: string[] = []
    for await (const { id, manifest } of this.newestFirst()) if (manifest === null) damaged.push(id)
    return damaged.sort()
  }
  /** Reads no more than it has to: with many notes a manifest is long. */
  async newest(): Promise<Manifest | null> {
    for await (const { manifest } of this.newestFirst()) if (manifest !== null && manifest !== 'newer') return manifest
    return null
  }
  /** Null for one that is damaged. */
  private async *newestFirst(): AsyncGenerator<{ id: string; manifest: Manifest | 'newer' | null }> {
    for (const id of (await this.manifests.ids()).reverse()) {
      const manifest = await this.manifests.read(id).catch((error) => {
        if (error instanceof StoreFailure) return 'newer' as const
        throw error
      })
      yield { id, manifest }
    }
  }

  /**
   * Makes a backup and reads back what it wrote; one that doesn't read back as it was is no backup, and this throws.
   * Throws `NoRoom` and what the system throws; then there is no backup more than before.
   */
  async make(source: Source, { at, reason }: { at: number; reason: BackupReason }): Promise<Backup> {
    await ensureFolder(this.files, this.folder, dirname(this.folder))
    const newest = await this.newest()
    // Under another lock, or before something was removed for good, a file of the same length is another file.
    const isAlike = newest?.vault === source.vault && (newest.removed ?? '') === source.removed
    const before = new Map(isAlike ? newest.files.map((file) => [file.path, file]) : [])
    const files: BackedUpFile[] = []
    for (const file of source.files) {
      const known = before.get(file.path)
      if (known && file.grows && known.bytes === file.length && (await this.holds(known))) files.push(known)
      else {
        const bytes = await file.read()
        if (bytes !== null) files.push(await this.store(file.path, bytes))
      }
    }
    const { holds, missing, history, vault, removed } = source
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
    const id = manifestId(at, randomBytes(4).toString('hex'))
    const backup: Backup = { id, at, reason, holds, missing, bytes, history, vault, removed }
    await this.manifests.write({ ...backup, files })
    if ((await this.manifests.read(id)) === null) throw damaged(`${id}.json`)
    return backup
  }

  private async holds(file: BackedUpFile): Promise<boolean> {
    for (const [index, piece] of file.pieces.entries()) {
      const length = Math.min(pieceSize, file.bytes - index * pieceSize)
      if (!(await this.objects.has(piece, length))) return false
    }
    return true
  }

  private async store(path: string, bytes: Buffer): Promise<BackedUpFile> {
    const pieces: string[] = []
    for (let from = 0; from < bytes.length; from += pieceSize) {
      const piece = bytes.subarray(from, from + pieceSize)
      if (!(await this.objects.has(hashOf(piece), piece.length))) await this.keepRoom(piece.length)
      const hash = await this.objects.put(piece)
      if ((await this.objects.get(hash)) === null) {
        // What was there under this name is damaged, or this disk can't be trusted.
        await this.objects.remove(hash)
        await this.objects.put(piece)
        if ((await this.objects.get(hash)) === null) throw damaged(path)
      }
      pieces.push(hash)
    }
    return { path, bytes: bytes.length, pieces }
  }
  private async keepRoom(bytes: number): Promise<void> {
    const free = await this.files.free(this.folder)
    if (free - bytes < roomKept) throw new NoRoom(`${free} bytes are free in ${this.folder}`)
  }

  /** Removes what `keptBackups` doesn't keep, and the pieces that nothing needs then. Resolves to how many. */
  async thin(now: number, dayOf: (at: number) => string): Promise<number> {
    const { backups } = await this.list()
    const kept = keptBackups(backups, now, dayOf)
    const removed = backups.filter(({ id }) => !kept.has(id))
    return this.remove(removed.map(({ id }) => id))
  }
  /** Resolves to how many there were. */
  async remove(ids: readonly string[]): Promise<number> {
    if (ids.length === 0) return 0
    for (const id of ids) await this.manifests.remove(id)
    await this.sweep()
    return ids.length
  }
  /** Removes the pieces that nothing needs: also those of a backup that was never finished. */
  async sweep(): Promise<void> {
    // With a manifest that can't be read nobody knows what it needs: then nothing is swept. A damaged one says it to no
    // version any more; whoever sweeps sets it aside first.
    const needed = new Set<string>()
    for await (const { manifest } of this.newestFirst()) {
      if (manifest === null || manifest === 'newer') return
      for (const { pieces } of manifest.files) for (const piece of pieces) needed.add(piece)
    }
    await this.objects.sweep(needed)
  }

  /** Reads every piece. */
  async check(id: string): Promise<BackupCheck> {
    const manifest = await this.manifests.read(id)
    if (manifest === null) return { backup: id, damaged: [`${id}.json`] }
    const damaged: string[] = []
    for (const file of manifest.files) if ((await this.contentOf(file)) === null) damaged.push(file.path)
    return { backup: id, damaged }
  }

  /** Null if it is gone or damaged. */
  read(id: string): Promise<Manifest | null> {
    return this.manifests.read(id)
  }
  /** Null if a piece is gone or damaged. */
  async contentOf(file: BackedUpFile): Promise<Buffer | null> {
    const pieces: Buffer[] = []
    for (const hash of file.pieces) {
      const piece = await this.objects.get(hash)
      if (piece === null) return null
      pieces.push(piece)
    }
    const bytes = Buffer.concat(pieces)
    return bytes.length === file.bytes ? bytes : null
  }
}

function withoutFiles({ files: _, ...backup }: Manifest): Backup {
  return backup
}

function damaged(file: string): StoreFailure {
  return new StoreFailure({ code: 'damaged', detail: { file } })
}
