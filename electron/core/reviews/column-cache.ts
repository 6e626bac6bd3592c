/**
 * The columns of every segment of the log. Those of segments that no longer grow are kept in `<data>/cache/reviews`:
 * derived, so whoever likes may delete them; one that is missing, damaged or of another version is made again.
 */
import { join } from 'node:path'
import { ensureFolder, type Files, renamePatiently, writeFully } from '../store/files'
import type { DurableLog } from '../store/store'
import { columnsOf, decodeColumns, encodeColumns, type SegmentColumns, type SegmentRange } from './segment-columns'

export class ColumnCache {
  /** What was read last, by segment: a segment's columns are good as long as it has the same length. */
  private readonly read = new Map<string, { bytes: number; columns: SegmentColumns }>()

  constructor(private readonly files: Files) {}

  /** In the order of the log; segments that are gone are left out. `each` hears of every one. */
  async all({ folder, segments }: DurableLog, each = () => {}): Promise<{ name: string; columns: SegmentColumns }[]> {
    const all: { name: string; columns: SegmentColumns }[] = []
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
      return file && decodeColumns(file, segment)
    } catch {
      return null
    }
  }

  private async made(folder: string, segment: SegmentRange, grows: boolean): Promise<SegmentColumns | null> {
    const file = await this.files.read(join(folder, 'log', segment.name))
    if (file === null) return null
    const { columns, whole } = columnsOf(file, segment)
    // What is damaged now may come back from a copy with the same length.
    if (!grows && whole) await this.keep(folder, segment, columns).catch(() => {})
    return columns
  }

  /** Not synced: a torn one fails its check and is made again. */
  private async keep(folder: string, segment: SegmentRange, columns: SegmentColumns): Promise<void> {
    const path = place(folder, segment)
    await ensureFolder(this.files, join(folder, 'cache', 'reviews'), folder)
    const file = await this.files.open(`${path}.tmp`, 'replace')
    try {
      await writeFully(file, encodeColumns(columns, segment), 0)
    } finally {
      await file.close()
    }
    await renamePatiently(this.files, `${path}.tmp`, path)
  }
}

const place = (folder: string, { name }: SegmentRange) =>
  join(folder, 'cache', 'reviews', name.replace('.log', '.columns'))
