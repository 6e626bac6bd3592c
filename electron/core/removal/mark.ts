/**
 * `removal.json`: what is being removed for good. It is there from before anything is changed until all is done, so that
 * whoever is killed goes on at the next opening. It holds ids only, as names of files do, and is never sealed: a backup
 * with another lock may come to stand beside it.
 */
import { join } from 'node:path'
import type { RemovableThing } from '../../../shared/model/removal'
import { StoreFailure } from '../store/failure'
import { type Files, replaceFile } from '../store/files'
import { encodeHeader, encodeRecord, jsonOf, scan } from '../store/record-codec'

export const markName = 'removal.json'
const format = 'fieldbook-removal'

export interface RemovalMark {
  things: readonly RemovableThing[]
  /** What was removed before: backups that couldn't be reached then may hold it still. */
  earlier: readonly RemovableThing[]
}

/** Resolves once it is durable. */
export async function writeMark(files: Files, folder: string, mark: RemovalMark): Promise<void> {
  const bytes = Buffer.from(encodeHeader(format) + encodeRecord({ n: 1, json: JSON.stringify(mark) }))
  await replaceFile(files, join(folder, markName), bytes)
}

/** Null if there is none. Throws `StoreFailure` if it can't be read: then nobody knows what was to be removed. */
export async function readMark(files: Files, folder: string): Promise<RemovalMark | null> {
  const bytes = await files.read(join(folder, markName))
  if (bytes === null) return null
  const [record] = scan(bytes, markName).records
  const json = record && jsonOf(bytes, record)
  if (!json) throw new StoreFailure({ code: 'damaged', detail: { file: markName } })
  return JSON.parse(json) as RemovalMark
}

export async function removeMark(files: Files, folder: string): Promise<void> {
  await files.remove(join(folder, markName))
  await files.syncFolder(folder)
}
