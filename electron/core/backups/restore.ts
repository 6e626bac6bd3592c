/**
 * A backup takes the place of the data. First everything is written beside it (`restoring/`), whole and durable; then a
 * mark says so (`restore.json`), and from there on each opening of the folder goes on where the one before was killed:
 * what was there moves out of the way, what was restored moves in. Until the mark is there, nothing has changed.
 */
import { dirname, join } from 'node:path'
import { failureOf, StoreFailure } from '../store/failure'
import { codeOf, createFile, ensureFolder, type Files, renamePatiently, replaceFile } from '../store/files'
import { encodeHeader, encodeRecord, jsonOf, scan } from '../store/record-codec'
import type { Manifest } from './manifests'
import { type Repository, roomKept } from './repository'

/**
 * What stands in the data folder and is replaced as a whole. Derived files go with it. The appearance of this machine
 * stays, and so do backups and quarantine.
 */
const replaced = [
  ...[
    'log',
    'library',
    'notes',
    'reports',
    'packs',
    'pack-drafts',
    'signing-key.pem',
    'cache',
    'state.json',
    'state.json.prev',
    'state.json.tmp',
  ],
  ...['vault.json', 'vault.json.prev', 'vault.json.tmp', 'drafts.json'],
]
const kept = ['settings.json']

interface Mark {
  /** When the backup was made, UTC ms. */
  at: number
  step: 'make way' | 'move in'
}
const format = 'fieldbook-restore'

/**
 * Writes all files of the backup beside the data. The next `finishRestore` lets them take its place. Throws
 * `StoreFailure` (`damaged`, with the file) if one can't be read, and then nothing has changed; with `skip` those are
 * left out.
 */
export async function stageRestore(
  files: Files,
  root: string,
  { repository, manifest, skip = [] }: { repository: Repository; manifest: Manifest; skip?: readonly string[] },
): Promise<void> {
  const staging = join(root, 'restoring')
  await files.removeTree(staging)
  try {
    if ((await files.free(root)) - manifest.bytes < roomKept)
      throw Object.assign(new Error('there is too little room'), { code: 'ENOSPC' })
    await ensureFolder(files, staging, root)
    for (const file of manifest.files) {
      if (kept.includes(file.path) || skip.includes(file.path)) continue
      const bytes = await repository.contentOf(file)
      if (bytes === null) throw new StoreFailure({ code: 'damaged', detail: { file: file.path } })
      const path = join(staging, ...file.path.split('/'))
      await ensureFolder(files, dirname(path), root)
      await createFile(files, path, bytes)
    }
    await writeMark(files, root, { at: manifest.at, step: 'make way' })
  } catch (error) {
    await files.removeTree(staging).catch(() => {})
    throw error instanceof StoreFailure ? error : new StoreFailure(failureOf(error), { cause: error })
  }
}

/**
 * To be called with the folder's lock held, before anything in it is read. Resolves to when the backup that has taken
 * the data's place was made, UTC ms; null if none was waiting to.
 */
export async function finishRestore(files: Files, root: string): Promise<number | null> {
  const mark = await readMark(files, root)
  const staging = join(root, 'restoring')
  const old = join(root, 'replaced')
  if (mark === null) {
    // Of one that never came so far, or is done. A folder that can only be read is opened all the same.
    for (const left of [staging, old]) await files.removeTree(left).catch(() => {})
    return null
  }
  if (mark.step === 'make way') {
    await ensureFolder(files, old, root)
    await moveAll(files, root, old)
    await writeMark(files, root, { ...mark, step: 'move in' })
  }
  await moveAll(files, staging, root)
  await files.remove(join(root, 'restore.json'))
  await files.syncFolder(root)
  await files.removeTree(staging)
  await files.removeTree(old)
  return mark.at
}

/**
 * What isn't there was moved before, or never was. Names of one folder reach the disk in order, so what the data folder
 * loses or gets is durable with the mark that is changed after it.
 */
async function moveAll(files: Files, from: string, to: string): Promise<void> {
  for (const name of replaced) {
    await renamePatiently(files, join(from, name), join(to, name)).catch((error) => {
      if (codeOf(error) !== 'ENOENT') throw error
    })
  }
}

async function writeMark(files: Files, root: string, mark: Mark): Promise<void> {
  const bytes = Buffer.from(encodeHeader(format) + encodeRecord({ n: 1, json: JSON.stringify(mark) }))
  await replaceFile(files, join(root, 'restore.json'), bytes)
}

async function readMark(files: Files, root: string): Promise<Mark | null> {
  const bytes = await files.read(join(root, 'restore.json'))
  if (bytes === null) return null
  const [record] = scan(bytes, 'restore.json').records
  const json = record && jsonOf(bytes, record)
  if (!json) throw new StoreFailure({ code: 'damaged', detail: { file: 'restore.json' } })
  return JSON.parse(json) as Mark
}
