/**
 * A small file that is replaced as a whole, as a lowdb adapter. Its first line tells format, version, length and
 * checksum of what follows; that line's shape never changes. The file before is kept as `.prev`.
 */
import { dirname, join } from 'node:path'
import type { Adapter } from 'lowdb'
import { type Codec, plainCodec } from './codec'
import { type Files, renamePatiently, writeFully } from './files'
import type { Quarantine } from './quarantine'
import { isForeign, refuseNewer } from './record-codec'
import { sharedRun } from './shared-run'
import { decodeSnapshot, encodeSnapshot, parse } from './snapshot'

export class SnapshotAdapter<T> implements Adapter<T> {
  /** After `read`: where the data came from. */
  source: 'file' | 'unfinished' | 'previous' | 'nothing' = 'nothing'
  /** After `read`: the file is there and fails its check. */
  damaged = false

  private readonly path: string
  private waiting: () => Buffer | Promise<Buffer> = () => Buffer.alloc(0)
  private readonly replace = sharedRun(() => this.replaceFile())

  constructor(
    private readonly files: Files,
    private readonly root: string,
    /** File below the data folder, e.g. `state.json`. */
    readonly name: string,
    private readonly format: string,
    private readonly codec: Codec = plainCodec,
  ) {
    this.path = join(root, name)
  }

  /** Changes no byte. Throws `StoreFailure` for a newer version. */
  async read(): Promise<T | null> {
    this.damaged = false
    for (const [source, path] of [
      ['file', this.path],
      ['unfinished', this.temporary],
      ['previous', this.previous],
    ] as const) {
      // Killed between its two renames, a new file is whole under its temporary name. It counts only then.
      if (source === 'unfinished' && this.damaged) continue
      const found = await this.readOne(path)
      if (source === 'file') this.damaged = found === 'damaged'
      if (found === null || found === 'damaged') continue
      this.source = source
      return found.value
    }
    this.source = 'nothing'
    return null
  }

  private async readOne(path: string): Promise<{ value: T } | 'damaged' | null> {
    const bytes = await this.files.read(path)
    if (bytes === null) return null
    const found = decodeSnapshot(bytes, this.format)
    if (found === null) return 'damaged'
    const { header, body } = found
    const file = path.slice(this.root.length + 1)
    refuseNewer(header, file)
    const plain = isForeign(header, file, this.codec) ? null : this.codec.decodeWhole(body, this.name)
    const value = plain && parse<T>(plain)
    return value === null ? 'damaged' : { value }
  }

  /** Puts things in order after `read`. Resolves to where a damaged file is kept. */
  async prepare(quarantine: Quarantine): Promise<string | null> {
    const keptAs = this.damaged ? await quarantine.take(this.name) : null
    this.damaged = false
    if (this.source === 'unfinished') await renamePatiently(this.files, this.temporary, this.path)
    else await this.files.remove(this.temporary)
    return keptAs
  }

  /** What stands in the data when the writing begins is written whole; resolves once it is durable. */
  write(data: T): Promise<void> {
    return this.writeMade(() => Buffer.from(JSON.stringify(data)))
  }
  /** The same with data that is made into JSON by the caller, once the writing begins. What that throws, this throws. */
  writeMade(make: () => Buffer | Promise<Buffer>): Promise<void> {
    this.waiting = make
    return this.replace()
  }

  private async replaceFile(): Promise<void> {
    const { line, body } = encodeSnapshot(await this.waiting(), this.name, this.format, this.codec)
    const file = await this.files.open(this.temporary, 'replace')
    try {
      await writeFully(file, line, 0)
      await writeFully(file, body, line.length)
      await file.sync()
    } finally {
      await file.close()
    }
    // A damaged file never gets here (`prepare` moves it away), so it can't push out a good previous one.
    if ((await this.files.size(this.path)) !== null) await renamePatiently(this.files, this.path, this.previous)
    await renamePatiently(this.files, this.temporary, this.path)
    await this.files.syncFolder(dirname(this.path))
  }

  private get temporary(): string {
    return `${this.path}.tmp`
  }
  private get previous(): string {
    return `${this.path}.prev`
  }
}
