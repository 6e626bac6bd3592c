/**
 * What single files hold that a sync tool made copies of in our own data folder: the other computer's log, notes and own
 * cards of the same names. They are only read. What isn't damaged in them counts; a group of a merge that isn't whole in
 * its file doesn't, since another merge can bring it.
 */
import { basename, join } from 'node:path'
import type { Operation } from '../../../shared/model/operations'
import { fileOfWork } from '../../../shared/rules/cloud-copies'
import { breathing } from '../breathing'
import { conflictedCopies } from '../cloud/conflicted-copies'
import type { Codec } from '../store/codec'
import { StoreFailure } from '../store/failure'
import type { Files } from '../store/files'
import type { LibraryCard } from '../store/library'
import { groupOf } from '../store/merged-log'
import type { Version } from '../store/note-files'
import { jsonOf, type LogRecord, scanPatiently } from '../store/record-codec'
import { type NoteVersionOf, Operations, type WorkCopy } from './copy'
import { refuse } from './refused'

/** Throws `WorkRefused`, and what the system throws. `folder`: our own data folder, sealed with `codec`. */
export async function readWorkCopies(files: Files, folder: string, codec: Codec): Promise<WorkCopy> {
  const operations = new Operations()
  const versions: NoteVersionOf[] = []
  const cards: LibraryCard[] = []
  let read = 0
  for (const copy of await conflictedCopies(files, folder)) {
    const file = fileOfWork(copy)
    if (file === null) continue
    const records = await recordsOf(files, join(folder, copy.path), file, codec)
    if (records.length > 0) read++
    const place = file.slice(0, file.indexOf('/'))
    if (place === 'log') await addOperations(operations, records)
    if (place === 'library') for (const { json } of records) cards.push(JSON.parse(json) as LibraryCard)
    const note = basename(file, '.log')
    if (place === 'notes') for (const { json } of records) versions.push({ note, ...(JSON.parse(json) as Version) })
  }
  if (read === 0) throw refuse('no-copies', folder)
  const source = { name: basename(folder), madeAt: null }
  return { source, operations: await operations.inOrder(), versions, cards, media: new Map(), packs: [] }
}

/** A copy stands under the name of what it is a copy of: that is what its records are sealed for. */
async function recordsOf(files: Files, path: string, file: string, codec: Codec): Promise<LogRecord[]> {
  const bytes = (await files.read(path)) ?? Buffer.alloc(0)
  const { records } = await scanPatiently(bytes, file, codec).catch((error) => {
    throw error instanceof StoreFailure ? refuse(error.failure.code, path) : error
  })
  return records.flatMap((found) => {
    const json = jsonOf(bytes, found, file, codec)
    return json === null ? [] : [{ n: found.n, json }]
  })
}

async function addOperations(operations: Operations, records: readonly LogRecord[]): Promise<void> {
  const rest = breathing()
  const last = records.at(-1)?.n ?? 0
  for (const { n, json } of records) {
    await rest()
    const operation = JSON.parse(json) as Operation
    const group = groupOf(n, operation)
    if (group && group.closes > last) return
    if (operation.kind !== 'merge' && operation.kind !== 'merge-begun')
      operations.add(json, `${operation.kind} ${operation.id}`)
  }
}
