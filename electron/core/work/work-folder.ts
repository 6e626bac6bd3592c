/** Another data folder on this computer, read and never written: not even its lock is taken. */
import { createHash } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { basename, isAbsolute, join } from 'node:path'
import type { Operation } from '../../../shared/model/operations'
import { breathing } from '../breathing'
import { plainCodec, sealedCodec } from '../store/codec'
import { StoreFailure } from '../store/failure'
import type { Files } from '../store/files'
import { Library, type LibraryCard } from '../store/library'
import { groupOf } from '../store/merged-log'
import { fileOf, NoteFiles } from '../store/note-files'
import { Quarantine } from '../store/quarantine'
import { SegmentAdapter } from '../store/segment-adapter'
import { forget, openByPassphrase } from '../vault/keys'
import { VaultFile } from '../vault/vault-file'
import { type NoteVersionOf, Operations, stateOf, type WorkCopy } from './copy'
import { readMedia } from './media'
import { readPacks, type WorkPackFile } from './packs'
import { refuse, WorkRefused } from './refused'

/** Throws `WorkRefused`. `own`: our own data folder. */
export async function readWorkFolder(
  files: Files,
  folder: string,
  own: string,
  passphrase: string | null,
): Promise<WorkCopy> {
  try {
    if (!isAbsolute(folder) || (await files.list(join(folder, 'log'))).length === 0)
      throw refuse('not-a-folder', folder)
    if ((await realpath(folder)) === (await realpath(own))) throw refuse('own-folder', folder)
    return await read(files, folder, passphrase)
  } catch (error) {
    if (error instanceof WorkRefused) throw error
    if (error instanceof StoreFailure) throw refuse(error.failure.code, folder)
    throw refuse('not-readable', folder)
  }
}

async function read(files: Files, folder: string, passphrase: string | null): Promise<WorkCopy> {
  const vault = await new VaultFile(files, folder).read()
  if (vault && vault.state !== 'on') throw refuse('lock-unfinished', folder)
  if (vault && passphrase === null) throw refuse('passphrase-needed', folder)
  const key = vault && (await openByPassphrase(vault, passphrase ?? ''))
  if (vault && !key) throw refuse('wrong-passphrase', folder)
  const codec = key ? sealedCodec(key) : plainCodec
  const quarantine = new Quarantine(files, folder, Date.now, codec)
  try {
    const lines: { n: number; json: string }[] = []
    const each = (record: { n: number; json: string }) => void lines.push(record)
    const place = { root: folder, folder: 'log', format: 'fieldbook-log' }
    const log = new SegmentAdapter({ files, ...place, quarantine, known: [], through: 0, each, codec })
    await log.read()
    const operations = new Operations()
    const notes = new Set<string>()
    const rest = breathing()
    for (const { n, json } of lines) {
      await rest()
      const operation = JSON.parse(json) as Operation
      const group = groupOf(n, operation)
      // A merge that was cut short there counts here no more than there.
      if (group && group.closes > log.last) break
      if (operation.kind === 'merge' || operation.kind === 'merge-begun') continue
      operations.add(json, `${operation.kind} ${operation.id}`)
      if (operation.kind === 'note') notes.add(operation.data.record.id)
      if (operation.kind === 'import-part') for (const { record } of operation.data.notes ?? []) notes.add(record.id)
    }
    const library = new Library(files, folder, quarantine, [], { codec })
    await library.read()
    const cards: LibraryCard[] = [...library.all()].map(({ checksum: _, ...card }) => card)
    const noteFiles = new NoteFiles(files, folder, quarantine, () => {}, codec)
    const versions: NoteVersionOf[] = []
    for (const note of notes) {
      if ((await files.size(join(folder, fileOf(note)))) === null) continue
      for (const { version, at, visit, text } of (await noteFiles.versions(note)).readable())
        versions.push({ note, version, ...(at !== null && { at }), ...(visit !== null && { visit }), text })
    }
    const media = new Map<string, Uint8Array>()
    for await (const [sha, bytes] of readMedia(files, folder, codec))
      if (createHash('sha256').update(bytes).digest('hex') === sha) media.set(sha, bytes)
    const inOrder = await operations.inOrder()
    const packs: WorkPackFile[] = []
    // Folding all of it takes time: only where somebody has brought in a pack.
    if (inOrder.some(({ kind }) => kind === 'pack'))
      for await (const pack of readPacks({ files, folder, codec }, (await stateOf(inOrder)).packs)) packs.push(pack)
    return {
      source: { name: basename(folder), madeAt: null },
      operations: inOrder,
      versions,
      cards,
      media,
      packs,
    }
  } finally {
    if (key) forget(key)
  }
}
