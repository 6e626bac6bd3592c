/**
 * A folder of backups without what was removed for good. Each backup stays what it was otherwise: its files are read,
 * those that hold something of it are stored anew, and its manifest names these. Pieces that nothing names then go.
 */
import { join } from 'node:path'
import { type BackedUpFile, type Manifest, Manifests } from '../backups/manifests'
import { Objects, pieceSize } from '../backups/objects'
import { Repository } from '../backups/repository'
import { type Codec, plainCodec } from '../store/codec'
import { StoreFailure } from '../store/failure'
import type { Files } from '../store/files'
import { fileOf } from '../store/note-files'
import type { Redaction } from './redaction'

export interface BackupsWork {
  files: Files
  /** Of the backups. */
  folder: string
  /** What backups under the lock that is here are sealed with; plain ones are read whatever it is. */
  codec: Codec
  redaction: Redaction
  /** Of all that was removed so far, as `removedName` gives it. */
  removed: string
  tell?: () => void
}
export interface BackupsDone {
  /** That were changed. */
  backups: number
  /** That can't be read here: another lock, damaged, or (`newer`) of a newer version. */
  left: number
  newer: number
}

export async function redactBackups(work: BackupsWork): Promise<BackupsDone> {
  const { files, folder, removed, tell = () => {} } = work
  const manifests = new Manifests(files, join(folder, 'manifests'))
  const ids = await manifests.ids()
  if (ids.length === 0 && (await files.list(folder)).length === 0) return { backups: 0, left: 0, newer: 0 }
  const pieces = new Pieces(work)

  const read: Manifest[] = []
  let left = 0
  let newer = 0
  for (const id of ids) {
    const manifest = await manifests.read(id).catch((error) => {
      if (!(error instanceof StoreFailure)) throw error
      newer++
      return null
    })
    if (manifest === null) left++
    else read.push(manifest)
  }
  for (const manifest of read) if (pieces.codecOf(manifest) !== null) await pieces.learn(manifest)

  const changed: Manifest[] = []
  const needed = new Set<string>()
  for (const manifest of read) {
    const isOurs = pieces.codecOf(manifest) !== null
    if (!isOurs) left++
    const next = isOurs ? await pieces.redacted(manifest) : null
    if (next) changed.push(next)
    for (const file of (next ?? manifest).files) for (const piece of file.pieces) needed.add(piece)
    tell()
  }
  // A killed process may have stored or removed pieces, and the power can still take that back.
  await syncObjects(files, folder)
  for (const manifest of changed) await manifests.write({ ...manifest, removed })
  await syncIfThere(files, join(folder, 'manifests'))
  // Another version knows what it needs.
  if (newer === 0) await new Objects(files, join(folder, 'objects'), folder).sweep(needed)
  return { backups: changed.length, left: left - newer, newer }
}

async function syncObjects(files: Files, folder: string): Promise<void> {
  for (const part of await files.list(join(folder, 'objects'))) await files.syncFolder(join(folder, 'objects', part))
}
async function syncIfThere(files: Files, folder: string): Promise<void> {
  if ((await files.list(folder)).length > 0) await files.syncFolder(folder)
}

class Pieces {
  private readonly repository: Repository
  private readonly objects: Objects
  /** Most backups share most of their files. By path and pieces; null for a file that goes. */
  private readonly done = new Map<string, BackedUpFile | null>()
  private readonly learned = new Set<string>()

  constructor(private readonly work: BackupsWork) {
    this.repository = new Repository(work.files, work.folder)
    this.objects = new Objects(work.files, join(work.folder, 'objects'), work.folder)
  }

  /** Null under another lock. */
  codecOf({ vault }: Manifest): Codec | null {
    if (vault === null) return plainCodec
    return vault === this.work.codec.about.vault ? this.work.codec : null
  }

  async learn(manifest: Manifest): Promise<void> {
    const codec = this.codecOf(manifest) as Codec
    for (const file of manifest.files) {
      if (!file.path.startsWith('library/') || this.learned.has(keyOf(file, manifest))) continue
      this.learned.add(keyOf(file, manifest))
      const bytes = await this.repository.contentOf(file)
      if (bytes) this.work.redaction.learn(bytes, file.path, codec)
    }
  }

  /** Null if it holds nothing of what was removed. */
  async redacted(manifest: Manifest): Promise<Manifest | null> {
    const codec = this.codecOf(manifest) as Codec
    const files: BackedUpFile[] = []
    for (const file of manifest.files) {
      const key = keyOf(file, manifest)
      const known = this.done.get(key)
      const next = known === undefined ? await this.file(file, codec) : known
      this.done.set(key, next)
      if (next !== null) files.push(next)
    }
    const isSame =
      files.length === manifest.files.length &&
      files.every((file, i) => file.pieces.join() === manifest.files[i]?.pieces.join())
    if (isSame) return null
    return { ...manifest, files, bytes: files.reduce((sum, file) => sum + file.bytes, 0) }
  }

  private async file(file: BackedUpFile, codec: Codec): Promise<BackedUpFile | null> {
    const { path } = file
    const { redaction } = this.work
    if (redaction.things.some(({ kind, id }) => kind === 'note' && path === fileOf(id))) return null
    if (!/^(log|library)\//.test(path)) return file
    const bytes = await this.repository.contentOf(file)
    // Nobody could restore it, and nobody can tell what its pieces hold.
    if (bytes === null) return null
    const redacted = redaction.records(bytes, path, codec).bytes
    return redacted === null ? file : this.store(path, redacted)
  }

  private async store(path: string, bytes: Buffer): Promise<BackedUpFile> {
    const pieces: string[] = []
    for (let from = 0; from < bytes.length; from += pieceSize) {
      const piece = bytes.subarray(from, from + pieceSize)
      const hash = await this.objects.put(piece)
      if ((await this.objects.get(hash)) === null) {
        await this.objects.remove(hash)
        await this.objects.put(piece)
      }
      pieces.push(hash)
    }
    return { path, bytes: bytes.length, pieces }
  }
}

const keyOf = ({ path, pieces }: BackedUpFile, { vault }: Manifest) => `${vault} ${path} ${pieces.join(' ')}`
