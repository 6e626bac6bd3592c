/**
 * The columns of every segment of the log. Those of segments that no longer grow are kept in `<data>/cache/reviews`:
 * derived, so whoever likes may delete them; one that is missing, damaged or of another version is made again.
 */
import { join } from 'node:path'
import { type Codec, plainCodec, sealedCodec } from '../store/codec'
import type { DurableLog } from '../store/durable-log'
import { type Files, replaceDerived } from '../store/files'
import { decodeWholeFile, encodeWholeFile } from '../store/whole-file'
import { columnsOf, decodeColumns, encodeColumns, type SegmentColumns, type SegmentRange } from './segment-columns'

export class ColumnCache {
  /** What was read last, by segment: a segment's columns are good as long as it has the same length. */
  private readonly read = new Map<string, { bytes: number; columns: SegmentColumns }>()

  private codec: Codec = plainCodec

  constructor(private readonly files: Files) {}

  /** In the order of the log; segments that are gone are left out. `each` hears of every one. */
  async all(
    { folder, segments, key }: DurableLog,
    each = () => {},
  ): Promise<{ name: string; columns: SegmentColumns }[]> {
    const all: { name: string; columns: SegmentColumns }[] = []
    this.codec = key ? sealedCodec(key) : plainCodec
    for (const segment of segments) {
      const columns = segment.gone ? null : await this.one(folder, segment, segment === segments.at(-1))
      if (columns) all.push({ name: segment.name, columns })
      each()
    }
    return all
  }

  private async one(folder: string, segment: SegmentRange, grows: boolean): Promise<SegmentColumns | null> {
    const known = this.read.get(segment.name)
    if (known?.bytes === segment.bytes) return known.columns
    const columns =
      (grows ? null : await this.kept(folder, segment)) ?? (await this.made(folder, segment, grows)) ?? null
    if (columns) this.read.set(segment.name, { bytes: segment.bytes, columns })
    return columns
  }

  private async kept(folder: string, segment: SegmentRange): Promise<SegmentColumns | null> {
    const file = await this.files.read(place(folder, segment)).catch(() => null)
    try {
      const plain = file && decodeWholeFile(file, named(segment), this.codec)
      return plain && decodeColumns(plain, segment)
    } catch {
      return null
    }
  }

  private async made(folder: string, segment: SegmentRange, grows: boolean): Promise<SegmentColumns | null> {
    const file = await this.files.read(join(folder, 'log', segment.name))
    if (file === null) return null
    const { columns, whole } = columnsOf(file, segment, this.codec)
    // What is damaged now may come back from a copy with the same length.
    if (!grows && whole) await this.keep(folder, segment, columns).catch(() => {})
    return columns
  }

  /** A torn one fails its check and is made again. */
  private keep(folder: string, segment: SegmentRange, columns: SegmentColumns): Promise<void> {
    const bytes = encodeWholeFile(encodeColumns(columns, segment), named(segment), this.codec)
    return replaceDerived(this.files, place(folder, segment), bytes)
  }
}

/** Below the data folder. */
const named = ({ name }: SegmentRange) => `cache/reviews/${name.replace('.log', '.columns')}`
const place = (folder: string, segment: SegmentRange) => join(folder, named(segment))
