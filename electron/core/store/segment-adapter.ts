/**
 * Records in segments as a lowdb adapter: `log/000001.log`, `000002.log` ... Appended to, never rewritten. The database's
 * data is only the tail: what is to be appended. What stands in the files is handed on while reading. The log of
 * operations is kept so, and the texts of own cards.
 */
import { join } from 'node:path'
import type { Adapter } from 'lowdb'
import type { Failure } from '../../../shared/model/views'
import { AppendFile } from './append-file'
import { type Codec, plainCodec } from './codec'
import { failureOf, NotSaved } from './failure'
import { createFile, ensureFolder, type Files } from './files'
import type { Quarantine } from './quarantine'
import { encodeHeader, encodeRecord, type Found, jsonOf, type LogRecord, scan, scanPatiently } from './record-codec'
import { sharedRun } from './shared-run'

export interface Tail {
  tail: LogRecord[]
}

/** What is known of a segment. Derived: kept in the checkpoint so that most segments need not be read at opening. */
export interface Segment {
  /** `000001.log` */
  name: string
  /** Numbers of its first and last record; last is one less than first while it is empty. */
  first: number
  last: number
  /** Records that can be read. */
  records: number
  bytes: number
  /** The whole file is gone, or nothing in it can be read. */
  gone?: true
  /** How many missing records the person has been told of, and has put the notice away. */
  told?: number
}
/** Records of a segment that are damaged or gone. */
export function missing({ first, last, records, gone }: Segment): number {
  return gone ? records : last - first + 1 - records
}

/** 4 MB and 20,000 records unless given. */
export interface SegmentLimits {
  maxBytes?: number
  maxRecords?: number
}
export interface SegmentOptions extends SegmentLimits {
  files: Files
  /** The data folder. */
  root: string
  /** Below it, e.g. `log`. */
  folder: string
  /** As the segments' first lines say, e.g. `fieldbook-log`. */
  format: string
  quarantine: Quarantine
  /** As in the newest checkpoint. */
  known: readonly Segment[]
  /** Number of the last record that the checkpoint's state holds. */
  through: number
  /** Takes what comes after that, while reading: so a rebuild never has all history in memory. */
  each: (record: LogRecord) => void
  codec?: Codec
}

const failuresBeforeReadOnly = 3

export class SegmentAdapter implements Adapter<Tail> {
  /** Oldest first. */
  segments: readonly Segment[] = []
  /** Number of the last durable record. */
  last = 0
  /** Set when nothing can be appended for now. A full disk is tried again each time; anything else stays. */
  failure: Failure | null = null
  /** Records that were missing are back, and the state may have been made without them. */
  cameBack = false
  /** Segments whose first line can't be read, though their records can. */
  readonly damagedHeaders = new Set<string>()
  /** After `read`: bytes at the end of the last segment of which no record can be made. */
  torn: { name: string; at: number; bytes: number } | null = null

  private readonly folder: string
  private readonly codec: Codec
  private readonly maxBytes: number
  private readonly maxRecords: number
  private file: AppendFile | null = null
  private failures = 0
  private waiting: Tail = { tail: [] }
  private readonly flush = sharedRun(() => this.append(this.waiting.tail))

  constructor(private readonly options: SegmentOptions) {
    this.folder = join(options.root, options.folder)
    this.codec = options.codec ?? plainCodec
    this.maxBytes = options.maxBytes ?? 4 * 1024 * 1024
    this.maxRecords = options.maxRecords ?? 20_000
  }

  /** Changes no byte. Throws `StoreFailure` for a newer version, and what the system throws. */
  async read(): Promise<Tail> {
    const segments: Segment[] = []
    const known = new Map(this.options.known.map((segment) => [segment.name, segment]))
    const present = new Set((await this.options.files.list(this.folder)).filter((name) => /^\d{6}\.log$/.test(name)))
    const names = [...new Set([...known.keys(), ...present])].sort()
    for (const name of names) {
      const before = known.get(name)
      if (!present.has(name)) {
        if (before !== undefined) segments.push({ ...before, gone: true })
        continue
      }
      const isLast = name === names.at(-1)
      if (before !== undefined && !isLast && !before.gone && before.last <= this.options.through) {
        if ((await this.options.files.size(this.path(name))) === before.bytes) {
          segments.push(before)
          continue
        }
      }
      await this.readSegment(name, before, isLast, segments)
    }
    this.segments = segments
    // Numbers that were given once are never given again, or a loss could no longer be seen.
    this.last = Math.max(this.options.through, segments.at(-1)?.last ?? 0)
    return { tail: [] }
  }

  private async readSegment(
    name: string,
    before: Segment | undefined,
    isLast: boolean,
    segments: Segment[],
  ): Promise<void> {
    const bytes = (await this.options.files.read(this.path(name))) ?? Buffer.alloc(0)
    const { header, records, end } = scan(bytes, this.named(name), this.codec)
    if (header === null && records.length === 0 && before === undefined && isLast) {
      // Begun by a process that died before it was whole: nothing in it was ever answered for.
      this.torn = { name, at: 0, bytes: bytes.length }
      return
    }
    if (records.length === 0 && before !== undefined && (before.records > 0 || header === null)) {
      segments.push({ ...before, gone: true })
      return
    }
    if (header === null) this.damagedHeaders.add(name)
    const expected = (segments.at(-1)?.last ?? 0) + 1
    // A copy of an earlier segment under another name must not be counted again.
    const first = Math.max(before?.first ?? (typeof header?.first === 'number' ? header.first : expected), expected)
    if (first > expected) this.noteGap(segments, name, expected, first - 1)
    const { through, each } = this.options
    const own = records.filter((found) => {
      if (found.n < first) return false
      if (found.n <= through) return true
      const json = this.jsonOf(bytes, found, name)
      if (json !== null) each({ n: found.n, json })
      return json !== null
    })
    const last = Math.max(own.at(-1)?.n ?? first - 1, before?.last ?? 0)
    segments.push({ ...withoutGone(before), name, first, last, records: own.length, bytes: bytes.length })
    if (isLast && end < bytes.length) this.torn = { name, at: end, bytes: bytes.length - end }
    if (before !== undefined) {
      const readable = own.filter(({ n }) => n <= before.last).length
      if (readable > (before.gone ? 0 : before.records)) this.cameBack = true
    }
  }

  private jsonOf(bytes: Buffer, found: Found, name: string): string | null {
    return jsonOf(bytes, found, this.named(name), this.codec)
  }

  /** Numbers between two segments that neither holds: the end of the earlier one, or whole segments between. */
  private noteGap(segments: Segment[], name: string, first: number, last: number): void {
    const earlier = segments.at(-1)
    const number = (earlier === undefined ? 0 : Number.parseInt(earlier.name, 10)) + 1
    if (number < Number.parseInt(name, 10))
      segments.push({ name: nameOf(number), first, last, records: last - first + 1, bytes: 0, gone: true })
    else if (earlier !== undefined) {
      const records = earlier.gone ? last - earlier.first + 1 : earlier.records
      segments[segments.length - 1] = { ...earlier, last, records }
    }
  }

  /**
   * Makes the log ready for appending: sets a torn end aside (a copy is durable before anything is cut off) and begins
   * a segment where there is none. Resolves to where the torn end is kept.
   */
  async prepare(): Promise<string | null> {
    const { files, quarantine } = this.options
    await ensureFolder(files, this.folder, this.options.root)
    let keptAs: string | null = null
    if (this.torn !== null) {
      const { name, at, bytes } = this.torn
      const content = (await files.read(this.path(name))) ?? Buffer.alloc(0)
      if (bytes > 0) keptAs = await quarantine.keep(this.named(name), content.subarray(at, at + bytes))
      if (at === 0) await files.remove(this.path(name))
      else this.replaceLast({ bytes: at })
    }
    const last = this.segments.at(-1)
    if (last === undefined || last.gone || this.torn?.at === 0) await this.begin()
    else {
      this.file = await AppendFile.open(files, this.path(last.name), last.bytes)
      if (this.torn !== null) await this.file.cut()
      await this.file.settle()
      await files.syncFolder(this.folder)
    }
    return keptAs
  }

  /**
   * Takes the records above number `last` off the end again: those of a group that was never closed. After `read` this
   * is what is known; `cut` then does it on the disk. Resolves to what each file held of them.
   */
  async cutAfter(last: number): Promise<{ name: string; at: number; bytes: Buffer }[]> {
    const kept: Segment[] = []
    const off: { name: string; at: number; bytes: Buffer }[] = []
    for (const segment of this.segments) {
      if (segment.first <= last + 1 && (segment.last <= last || segment.gone)) {
        kept.push(segment)
        continue
      }
      if (segment.gone) continue
      const bytes = (await this.options.files.read(this.path(segment.name))) ?? Buffer.alloc(0)
      const { records } = scan(bytes, this.named(segment.name), this.codec)
      const stays = records.filter(({ n }) => n <= last && n >= segment.first)
      const first = records.find(({ n }) => n > last)
      const begins = lineStart(bytes, first?.start ?? bytes.length)
      // The first segment stays, if only with its header.
      const at = segment.first > last && kept.length > 0 ? 0 : (stays.at(-1)?.end ?? begins)
      off.push({ name: segment.name, at, bytes: bytes.subarray(at) })
      if (at > 0) kept.push({ ...segment, last, records: stays.length, bytes: at })
    }
    this.segments = kept
    this.last = last
    if (off.length > 0) this.torn = null
    return off
  }

  /** The last files first: whoever is stopped in the middle leaves a group that is still open. */
  async cut(off: readonly { name: string; at: number }[]): Promise<void> {
    const { files } = this.options
    await this.close()
    for (const { name, at } of [...off].reverse()) {
      if (at === 0) await files.remove(this.path(name))
      else {
        const file = await files.open(this.path(name), 'existing')
        try {
          await file.truncate(at)
          await file.sync()
        } finally {
          await file.close()
        }
      }
      await files.syncFolder(this.folder)
    }
  }

  /**
   * Goes on where it was before what came after number `last`, which nobody counts on. `remember` is called before a file
   * is cut: a checkpoint that knows of more than there is would tell of a loss. Throws what that and the system throw.
   */
  async takeBackTo(last: number, remember?: () => Promise<void>): Promise<void> {
    const before = { segments: this.segments, last: this.last }
    const off = await this.cutAfter(last)
    await remember?.().catch((error) => {
      Object.assign(this, before)
      throw error
    })
    await this.cut(off)
    const segment = this.segments.at(-1) as Segment
    this.file = await AppendFile.open(this.options.files, this.path(segment.name), segment.bytes)
  }

  /** Appends the records whose numbers are new, and resolves once they are durable. */
  write(data: Tail): Promise<void> {
    this.waiting = data
    return this.flush()
  }

  private async append(records: readonly LogRecord[]): Promise<void> {
    if (this.failure !== null && this.failure.code !== 'disk-full') throw new NotSaved(this.failure)
    try {
      for (let rest = records.filter(({ n }) => n > this.last); rest.length > 0; ) {
        if (this.isFull()) await this.begin()
        rest = rest.slice(await this.appendSome(rest))
      }
      this.failures = 0
      this.failure = null
    } catch (error) {
      const failure = failureOf(error, { file: this.named(this.segments.at(-1)?.name ?? '') })
      this.failures++
      if (this.file === null || this.file.stuck)
        this.failure = failure.code === 'read-only' ? failure : { ...failure, code: 'io' }
      else if (this.failures >= failuresBeforeReadOnly) this.failure = failure
      throw new NotSaved(failure)
    }
  }

  /** As many as the segment has room for, in one write and one sync. */
  private async appendSome(records: readonly LogRecord[]): Promise<number> {
    const segment = this.segments.at(-1) as Segment
    let text = ''
    let taken = 0
    for (const record of records) {
      if (segment.records + taken >= this.maxRecords || segment.bytes + text.length >= this.maxBytes) break
      text += encodeRecord(record, this.named(segment.name), this.codec)
      taken++
    }
    const bytes = Buffer.from(text)
    await this.appendTo(bytes)
    const last = (records[taken - 1] as LogRecord).n
    this.replaceLast({ last, records: segment.records + taken, bytes: segment.bytes + bytes.length })
    this.last = last
    return taken
  }

  private async appendTo(bytes: Buffer): Promise<void> {
    if (this.file === null) throw new Error('the segments are not open for writing')
    await this.file.append(bytes)
  }

  private isFull(): boolean {
    const segment = this.segments.at(-1)
    return segment === undefined || segment.records >= this.maxRecords || segment.bytes >= this.maxBytes
  }

  /** Begins the next segment. Its name is never one that was used before, so that a lost file can come back. */
  private async begin(): Promise<void> {
    const { files } = this.options
    const number = Number.parseInt(this.segments.at(-1)?.name ?? '0', 10) + 1
    const name = nameOf(number)
    const first = this.last + 1
    const header = Buffer.from(encodeHeader(this.options.format, { segment: number, first }, this.codec))
    await this.removeBegun(name)
    await createFile(files, this.path(name), header)
    const file = await AppendFile.open(files, this.path(name), header.length)
    await this.file?.close()
    this.file = file
    this.segments = [...this.segments, { name, first, last: this.last, records: 0, bytes: header.length }]
  }

  /** An attempt that failed may have left the file, with no record in it. One with records isn't ours to take away. */
  private async removeBegun(name: string): Promise<void> {
    const { files } = this.options
    const left = await files.read(this.path(name))
    if (left !== null && scan(left, this.named(name)).records.length === 0) await files.remove(this.path(name))
  }

  /** Segments are never changed in place: whoever took the list (a checkpoint) keeps what was true then. */
  private replaceLast(change: Partial<Segment>): void {
    const last = this.segments.at(-1) as Segment
    this.segments = [...this.segments.slice(0, -1), { ...last, ...change }]
  }

  /** The person knows of what is missing in this segment. */
  tell(name: string): void {
    this.damagedHeaders.delete(name)
    this.segments = this.segments.map((segment) =>
      segment.name === name ? { ...segment, told: missing(segment) } : segment,
    )
  }

  /** All readable records after number `after` and up to `through`, from disk, one segment in memory at a time. */
  async *records(through: number, after = 0): AsyncGenerator<LogRecord> {
    for (const segment of this.segments) {
      if (segment.first > through) return
      if (segment.gone || segment.last <= after) continue
      const bytes = await this.options.files.read(this.path(segment.name))
      if (bytes === null) {
        this.correct(segment, { gone: true })
        continue
      }
      const { header, records } = await scanPatiently(bytes, this.named(segment.name), this.codec)
      if (header === null) this.damagedHeaders.add(segment.name)
      let readable = 0
      for (const found of records) {
        if (found.n < segment.first || found.n > Math.min(segment.last, through)) continue
        const json = this.jsonOf(bytes, found, segment.name)
        if (json === null) continue
        readable++
        if (found.n > after) yield { n: found.n, json }
      }
      // Damage in a segment that kept its length is found only here.
      if (segment.last <= through) this.correct(segment, { records: readable })
    }
  }

  private correct(seen: Segment, change: Partial<Segment>): void {
    // One that grew while it was read is left for the next time.
    this.segments = this.segments.map((segment) =>
      segment.name === seen.name && segment.last === seen.last ? { ...segment, ...change } : segment,
    )
  }

  async close(): Promise<void> {
    await this.file?.close()
    this.file = null
  }

  private path(name: string): string {
    return join(this.folder, name)
  }
  /** For words and for the quarantine: below the data folder. */
  private named(name: string): string {
    return `${this.options.folder}/${name}`
  }
}

const lineStart = (bytes: Buffer, at: number) => bytes.lastIndexOf(10, at - 1) + 1

function nameOf(number: number): string {
  return `${String(number).padStart(6, '0')}.log`
}

function withoutGone(segment: Segment | undefined): Partial<Segment> {
  const { gone: _, ...rest } = segment ?? {}
  return rest
}
