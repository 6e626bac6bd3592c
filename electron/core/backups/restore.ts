/**
 * A backup takes the place of the data. First everything is written beside it (`restoring/`), whole and durable; then a
 * mark says so (`restore.json`), and from there on each opening of the folder begins this again until it is done: what
 * was there goes, what was restored is copied in. Until the mark is there, nothing has changed. Copied, not moved: not
 * every file system keeps a move between two folders whole when the power goes.
 */
import { dirname, join } from 'node:path'
import { isRestored } from '../../../shared/rules/our-files'
import { failureOf, StoreFailure } from '../store/failure'
import { createFile, ensureFolder, type Files, replaceFile } from '../store/files'
import { encodeHeader, encodeRecord, jsonOf, scan } from '../store/record-codec'
import type { Manifest } from './manifests'
import { type Repository, roomKept } from './repository'

/** By its first name: the log, notes and cards as whole folders. What is derived from them goes too. */
const isReplaced = (path: string) => isRestored(path.split('/')[0] ?? '')

interface Mark {
  /** When the backup was made, UTC ms. */
  at: number
  /** What lies in `restoring/`. */
  files: string[]
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
  try {
    await files.removeTree(staging)
    // Beside the data, and then once more in its place.
    if ((await files.free(root)) - 2 * manifest.bytes < roomKept)
      throw Object.assign(new Error('there is too little room'), { code: 'ENOSPC' })
    await ensureFolder(files, staging, root)
    const staged = manifest.files.filter(({ path }) => isReplaced(path) && !skip.includes(path))
    for (const file of staged) {
      const bytes = await repository.contentOf(file)
      if (bytes === null) throw new StoreFailure({ code: 'damaged', detail: { file: file.path } })
      const path = join(staging, ...file.path.split('/'))
      await ensureFolder(files, dirname(path), root)
      await createFile(files, path, bytes)
    }
    await writeMark(files, root, { at: manifest.at, files: staged.map(({ path }) => path) })
  } catch (error) {
    // The mark first: as long as it may be there, what it tells of must be too.
    await removeMark(files, root)
      .then(() => files.removeTree(staging))
      .catch(() => {})
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
  if (mark === null) {
    // Of one that never came so far, or is done. A folder that can only be read is opened all the same.
    await files.removeTree(staging).catch(() => {})
    return null
  }
  const staged = (path: string) => join(staging, ...path.split('/'))
  for (const path of mark.files)
    if ((await files.size(staged(path))) === null)
      throw new StoreFailure({ code: 'damaged', detail: { file: `restoring/${path}` } })
  for (const name of await files.list(root)) if (isRestored(name)) await files.removeTree(join(root, name))
  for (const path of mark.files) {
    const bytes = (await files.read(staged(path))) ?? Buffer.alloc(0)
    const target = join(root, ...path.split('/'))
    if (dirname(target) !== root) await ensureFolder(files, dirname(target), root)
    await createFile(files, target, bytes)
  }
  // What was there is gone for good before the mark is: whatever is copied in makes the names at the top durable.
  await removeMark(files, root)
  // Should the power bring it back, the next opening removes it: without the mark it counts for nothing.
  await files.removeTree(staging)
  return mark.at
}

async function writeMark(files: Files, root: string, mark: Mark): Promise<void> {
  const bytes = Buffer.from(encodeHeader(format) + encodeRecord({ n: 1, json: JSON.stringify(mark) }))
  await replaceFile(files, join(root, 'restore.json'), bytes)
}

async function removeMark(files: Files, root: string): Promise<void> {
  await files.remove(join(root, 'restore.json'))
  await files.syncFolder(root)
}

async function readMark(files: Files, root: string): Promise<Mark | null> {
  const bytes = await files.read(join(root, 'restore.json'))
  if (bytes === null) return null
  const [record] = scan(bytes, 'restore.json').records
  const json = record && jsonOf(bytes, record)
  if (!json) throw new StoreFailure({ code: 'damaged', detail: { file: 'restore.json' } })
  return JSON.parse(json) as Mark
}
