/** The versions of notes: `notes/ab/<id>.log`, appended to, opened on demand. */
import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import type { NoteRecord } from '../../../shared/model/study'
import { AppendFile } from './append-file'
import { type Codec, plainCodec } from './codec'
import { createFile, ensureFolder, type Files } from './files'
import type { Quarantine } from './quarantine'
import { encodeHeader, encodeRecord, type Found, jsonOf, scan } from './record-codec'

export interface Version {
  version: number
  /** UTC ms; files of earlier versions don't have it. */
  at?: number
  /** The visit to an editor in which it was saved, if it was. */
  visit?: string
  text: string
}
/** A version as it stands in its file; `id` is its place there. */
export interface StoredVersion {
  id: number
  version: number
  /** UTC ms; null where it wasn't written down yet. */
  at: number | null
  visit: string | null
  text: string
}
/** Where a note's file ends, so that it need not be read before each save. */
interface End {
  n: number
  length: number
}
const format = 'fieldbook-note'
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export class NoteFiles {
  private readonly ends = new Map<string, End>()
  private readonly turns = new Map<string, Promise<unknown>>()

  constructor(
    private readonly files: Files,
    private readonly root: string,
    private readonly quarantine: Quarantine,
    /** Called when an unfinished version at the end of a file was set aside. */
    private readonly setAside: (file: string, bytes: number, keptAs: string) => void,
    private readonly codec: Codec = plainCodec,
  ) {}

  /** Appends a version and resolves to the SHA-256 (hex) of its text once it is durable. */
  write(note: string, version: Version): Promise<string> {
    const file = fileOf(note)
    return this.inTurn(file, () => this.append(file, [version])).then(() => checksumOf(version.text))
  }

  /** Appends versions that another copy made, under the numbers they have there. */
  add(note: string, versions: readonly Version[]): Promise<void> {
    const file = fileOf(note)
    return this.inTurn(file, () => this.append(file, versions))
  }

  /** Resolves once everything asked for is settled. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.turns.values())
  }

  /**
   * The version that `record` names; if it can't be read, the newest readable one before it, `damaged`. Null if there
   * is none at all.
   */
  async read(record: NoteRecord): Promise<{ text: string; damaged: boolean } | null> {
    const file = fileOf(record.id)
    const bytes = await this.files.read(join(this.root, file))
    if (bytes === null) return null
    let best: Version | null = null
    // From the end: the one looked for is nearly always the last.
    for (const found of scan(bytes, file, this.codec).records.reverse()) {
      const one = this.versionOf(bytes, found, file)
      if (one === null) continue
      // A version may stand there twice, when saving it was refused the first time: the checksum tells which counts.
      if (one.version === record.version && checksumOf(one.text) === record.checksum)
        return { text: one.text, damaged: false }
      if (one.version < record.version && one.version > (best?.version ?? 0)) best = one
    }
    return best === null ? null : { text: best.text, damaged: true }
  }

  /** Every version that can be read, oldest first, and how many can't. */
  async versions(note: string): Promise<{ readable: () => Iterable<StoredVersion>; unreadable: number }> {
    const file = fileOf(note)
    const bytes = (await this.files.read(join(this.root, file))) ?? Buffer.alloc(0)
    const { records } = scan(bytes, file, this.codec)
    const whole = this.codec.name === 'plain' ? records : records.filter((one) => this.versionOf(bytes, one, file))
    const versionOf = (found: Found) => this.versionOf(bytes, found, file)
    function* readable(): Iterable<StoredVersion> {
      for (const found of whole) {
        const one = versionOf(found)
        if (one === null) continue
        const { version, at = null, visit = null, text } = one
        yield { id: found.n, version, at, visit, text }
      }
    }
    return { readable, unreadable: (records.at(-1)?.n ?? 0) - whole.length }
  }

  private versionOf(bytes: Buffer, found: Found, file: string): Version | null {
    const json = jsonOf(bytes, found, file, this.codec)
    return json === null ? null : (JSON.parse(json) as Version)
  }

  private async append(file: string, versions: readonly Version[]): Promise<void> {
    const path = join(this.root, file)
    const settled = this.ends.has(file)
    const end = await this.endOf(file)
    this.ends.delete(file)
    if (!settled) await ensureFolder(this.files, dirname(path), this.root)
    const n = (end?.n ?? 0) + versions.length
    const first = n - versions.length + 1
    const lines = versions
      .map((one, index) => encodeRecord({ n: first + index, json: JSON.stringify(one) }, file, this.codec))
      .join('')
    const bytes = Buffer.from(end === null ? encodeHeader(format, {}, this.codec) + lines : lines)
    if (end === null) {
      await createFile(this.files, path, bytes)
    } else {
      const open = await AppendFile.open(this.files, path, end.length)
      try {
        await open.append(bytes)
      } finally {
        await open.close()
      }
      // Its name too, where another process made it and may have been killed before that was durable.
      if (!settled) await this.files.syncFolder(dirname(path))
    }
    this.ends.set(file, { n, length: (end?.length ?? 0) + bytes.length })
  }

  /** Null if there is no file to append to. Sets an unfinished version aside. */
  private async endOf(file: string): Promise<End | null> {
    const path = join(this.root, file)
    const known = this.ends.get(file)
    if (known !== undefined && (await this.files.size(path)) === known.length) return known
    const bytes = await this.files.read(path)
    if (bytes === null) return null
    const { header, records, end } = scan(bytes, file, this.codec)
    const n = records.at(-1)?.n ?? 0
    if (end < bytes.length) {
      const keptAs = await this.quarantine.keep(file, bytes.subarray(end))
      const open = await AppendFile.open(this.files, path, end)
      try {
        await open.cut()
      } finally {
        await open.close()
      }
      this.setAside(file, bytes.length - end, keptAs)
    }
    if (header === null && records.length === 0) {
      await this.files.remove(path)
      return null
    }
    return { n, length: end }
  }

  private inTurn<T>(key: string, task: () => Promise<T>): Promise<T> {
    const turn = (this.turns.get(key) ?? Promise.resolve()).then(task, task)
    this.turns.set(key, turn)
    const leave = () => {
      if (this.turns.get(key) === turn) this.turns.delete(key)
    }
    turn.then(leave, leave)
    return turn
  }
}

export function checksumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Below the data folder. Only a UUID becomes a name, so that nothing can lead out of the folder. */
export function fileOf(note: string): string {
  const id = note.toLowerCase()
  if (!uuid.test(id)) throw new Error(`not the id of a note: ${JSON.stringify(note)}`)
  return `notes/${id.slice(0, 2)}/${id}.log`
}
