/** What each backup holds: `manifests/<id>.json`, a header and one record, made under another name and then renamed. */
import { dirname, join } from 'node:path'
import type { Backup } from '../../../shared/model/backup'
import { ensureFolder, type Files, replaceFile } from '../store/files'
import { encodeHeader, encodeRecord, jsonOf, scan } from '../store/record-codec'

/** One file of the data folder, in pieces. */
export interface BackedUpFile {
  /** Below the data folder, with `/`. */
  path: string
  bytes: number
  pieces: string[]
}
export interface Manifest extends Backup {
  files: BackedUpFile[]
}

const format = 'fieldbook-backup'
const named = /^\d{8}T\d{9}Z-[0-9a-f]{8}$/

/** Sorts by time. */
export function manifestId(at: number, random: string): string {
  return `${new Date(at).toISOString().replaceAll(/[-:.]/g, '')}-${random}`
}

/** When the backup of that name was made, UTC ms. */
export function timeOf(id: string): number {
  const [, date, hours, minutes, seconds, ms] = /^(\d{8})T(\d\d)(\d\d)(\d\d)(\d{3})Z/.exec(id) ?? []
  const day = date?.replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3')
  return Date.parse(`${day}T${hours}:${minutes}:${seconds}.${ms}Z`)
}

export class Manifests {
  constructor(
    private readonly files: Files,
    private readonly folder: string,
  ) {}

  /** Resolves once it is durable. Only then the backup is one. */
  async write(manifest: Manifest): Promise<void> {
    await ensureFolder(this.files, this.folder, dirname(this.folder))
    const bytes = Buffer.from(encodeHeader(format) + encodeRecord({ n: 1, json: JSON.stringify(manifest) }))
    await replaceFile(this.files, this.path(manifest.id), bytes)
  }

  /** Null if it is gone or damaged. Throws `StoreFailure` for a newer version. */
  async read(id: string): Promise<Manifest | null> {
    if (!named.test(id)) return null
    const bytes = await this.files.read(this.path(id))
    if (bytes === null) return null
    const { header, records } = scan(bytes, `${id}.json`)
    const [record] = records
    if (header?.format !== format || record === undefined) return null
    const json = jsonOf(bytes, record)
    return json === null ? null : (JSON.parse(json) as Manifest)
  }

  /** Oldest first. */
  async ids(): Promise<string[]> {
    const names = await this.files.list(this.folder)
    return names
      .filter((name) => name.endsWith('.json'))
      .map((name) => name.slice(0, -'.json'.length))
      .filter((id) => named.test(id))
      .sort()
  }

  async remove(id: string): Promise<void> {
    await this.files.remove(this.path(id))
    await this.files.syncFolder(this.folder)
  }

  private path(id: string): string {
    return join(this.folder, `${id}.json`)
  }
}
