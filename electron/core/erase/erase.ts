/**
 * Erases all that Fieldbook keeps in a data folder. A mark is written first (`erasing.json`), and from there on each
 * opening of the folder goes on where the one before was killed, before anything in it is read. The keys go first: with
 * a lock, nothing can be read from that moment. The mark goes last, once nothing is left.
 */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { EraseAccount, EraseSurvey } from '../../../shared/model/erase'
import { isOurFolder, partOf } from '../../../shared/rules/our-files'
import { Repository } from '../backups/repository'
import { failureOf, NotSaved, StoreFailure } from '../store/failure'
import { codeOf, type Files, replaceFile, writeFully } from '../store/files'
import { encodeHeader, encodeRecord, jsonOf, scan } from '../store/record-codec'
import { type Found, find, markName, surveyOf } from './survey'

export interface EraseNeeds {
  files: Files
  /** The data folder, held by this process, with nothing in it open. */
  folder: string
  /** The host has the window's files in use, and sees to them itself. */
  keepsWindow?: boolean
}

const format = 'fieldbook-erasing'
/** `vault.json` has less than a tenth of it. Bytes. */
const mostOfKeys = 16 * 1024

/** What there is to erase. Changes nothing. */
export async function surveyFolder(needs: EraseNeeds): Promise<Omit<EraseSurvey, 'sealed'>> {
  const { files, folder, keepsWindow } = needs
  return { folder, ...surveyOf(await find(files, folder, keepsWindow)) }
}

/** Writes the mark: the next `finishErase` erases. Throws `NotSaved`, and then nothing has changed. */
export async function beginErase(needs: EraseNeeds, { at, sealed }: { at: number; sealed: boolean }): Promise<void> {
  const { files, folder } = needs
  try {
    const account: EraseAccount = { ...(await surveyFolder(needs)), at, sealed }
    const bytes = Buffer.from(encodeHeader(format) + encodeRecord({ n: 1, json: JSON.stringify(account) }))
    await replaceFile(files, join(folder, markName), bytes)
  } catch (error) {
    throw new NotSaved(failureOf(error, { folder }), { cause: error })
  }
}

/**
 * To be called with the folder's lock held, before anything in it is read. Resolves to what was erased, once that and the
 * mark are gone for good; null if nothing was to be. Throws `StoreFailure` (`not-erased`) with the first file that could not be removed and how many there are;
 * then the mark stays, and the next opening tries again.
 */
export async function finishErase(needs: EraseNeeds): Promise<EraseAccount | null> {
  try {
    return await finish(needs)
  } catch (error) {
    if (error instanceof StoreFailure) throw error
    throw new StoreFailure(failureOf(error, { folder: needs.folder }), { cause: error })
  }
}
async function finish({ files, folder, keepsWindow }: EraseNeeds): Promise<EraseAccount | null> {
  const account = await readMark(files, folder)
  if (account === null) return null
  await destroyKeys(files, folder)
  const left = await removeAll(files, folder, await find(files, folder, keepsWindow))
  if (left.length > 0) throw notErased(left)
  await files.remove(join(folder, markName))
  await files.syncFolder(folder)
  return account
}

interface Left {
  path: string
  error: unknown
}

/**
 * Overwrites the wrapped keys, those in force and those in backups, for good before anything is removed: a file that is only
 * removed can be read off the disk for long. Their names go with all others; where a key can't be overwritten, that is all.
 */
async function destroyKeys(files: Files, root: string): Promise<void> {
  const places = ['', 'restoring/']
  const keys = places.flatMap((place) => ['', '.prev', '.tmp'].map((end) => `${place}vault.json${end}`))
  for (const path of [...keys, ...(await keysInBackups(files, root).catch(() => []))])
    await destroy(files, join(root, path)).catch(() => {})
}
async function destroy(files: Files, path: string): Promise<void> {
  const looked = await files.look(path)
  if (looked?.kind !== 'file') return
  const file = await files.open(path, 'existing')
  try {
    await writeFully(file, randomBytes(looked.bytes), 0)
    await file.sync()
  } finally {
    await file.close()
  }
}
/**
 * Also in backups whose list of files can't be read here, of a newer version or damaged: a small piece that no other file
 * is known to be made of may hold keys.
 */
async function keysInBackups(files: Files, root: string): Promise<string[]> {
  const backups = new Repository(files, join(root, 'backups'))
  const others = new Set<string>()
  for (const { id } of (await backups.list()).backups) {
    for (const { path, pieces } of (await backups.read(id))?.files ?? [])
      if (!path.startsWith('vault.json')) for (const hash of pieces) others.add(hash)
  }
  const paths: string[] = []
  for (const part of await files.list(join(root, 'backups/objects'))) {
    const folder = `backups/objects/${part}`
    if (!isOurFolder(folder)) continue
    for (const hash of await files.list(join(root, folder))) {
      const path = `${folder}/${hash}`
      const looked = others.has(hash) || partOf(path) === null ? null : await files.look(join(root, path))
      if (looked?.kind === 'file' && looked.bytes <= mostOfKeys) paths.push(path)
    }
  }
  return paths
}

/** Resolves to what could not be removed. Folders in which something of somebody else's is stay. */
async function removeAll(files: Files, root: string, { files: ours, folders, links }: Found): Promise<Left[]> {
  const left: Left[] = []
  const trying = async (path: string, act: () => Promise<unknown>) => {
    try {
      await act()
    } catch (error) {
      // The lock's owner says what is in a folder; another process may have been quicker.
      if (codeOf(error) !== 'ENOENT') left.push({ path, error })
    }
  }
  for (const path of [...ours.map((file) => file.path), ...links])
    await trying(path, () => files.remove(join(root, path)))
  // The mark must not go before the names of all else.
  for (const path of [...folders].reverse()) {
    await trying(path, async () => {
      if (!(await files.removeFolder(join(root, path)))) await files.syncFolder(join(root, path))
    })
  }
  await trying('', () => files.syncFolder(root))
  return left
}

function notErased(left: readonly Left[]): StoreFailure {
  const [{ path, error }] = left as [Left]
  const { code } = failureOf(error)
  const detail = { file: path, files: left.length, why: code, error: codeOf(error) }
  return new StoreFailure({ code: 'not-erased', detail }, { cause: error })
}

async function readMark(files: Files, root: string): Promise<EraseAccount | null> {
  const bytes = await files.read(join(root, markName))
  if (bytes === null) return null
  const [record] = scan(bytes, markName).records
  const json = record && jsonOf(bytes, record)
  if (!json) throw new StoreFailure({ code: 'damaged', detail: { file: markName } })
  return JSON.parse(json) as EraseAccount
}
