/**
 * Takes what the mark names out of every file, while no store has the folder open. Each file is written anew beside the
 * old one and renamed over it, or removed; whoever is stopped in the middle begins again and finds nothing more to do in
 * what is done. The mark stays: it goes once the log says what was removed.
 */
import { dirname, join } from 'node:path'
import type { RemovalAccount, RemovalProgress } from '../../../shared/model/removal'
import { removedName } from '../../../shared/rules/removal'
import { BackupPlaces } from '../backups/places'
import type { Codec } from '../store/codec'
import { failureOf } from '../store/failure'
import { type Files, replaceFile } from '../store/files'
import { fileOf } from '../store/note-files'
import { scanLines } from '../store/record-codec'
import { decodeWholeFile, encodeWholeFile } from '../store/whole-file'
import { filesIn, unfinished } from '../vault/conversion'
import { type RemovalMark, readMark } from './mark'
import { redactBackups } from './redact-backups'
import { Redaction } from './redaction'
import { setAsideWith } from './set-aside'

/** How a removal goes and what the last one did. It outlives the store, which is closed meanwhile. */
export interface Removals {
  progress: RemovalProgress
  /** Somebody waits for it: nobody need be told that it was finished. */
  asked: boolean
  last: RemovalAccount | null
}
export const noRemovals = (): Removals => ({ progress: { state: 'none' }, asked: false, last: null })

export interface RemovalNeeds {
  files: Files
  /** The data folder. */
  folder: string
  codec: Codec
  /** UTC ms. */
  clock: () => number
  removals: Removals
}

/** Resolves to what was to be removed, once it is gone for good; null if nothing was. Throws what the system throws; then it is tried again. */
export async function finishRemoval(needs: RemovalNeeds): Promise<RemovalMark | null> {
  const mark = await readMark(needs.files, needs.folder)
  if (mark === null) return null
  try {
    needs.removals.last = await removeEverywhere(needs, mark)
  } finally {
    needs.removals.progress = { state: 'none' }
  }
  return mark
}

async function removeEverywhere(needs: RemovalNeeds, { things, earlier }: RemovalMark): Promise<RemovalAccount> {
  const { files, folder, codec, clock, removals } = needs
  const redaction = new Redaction([...things, ...earlier])
  const removed = removedName(redaction.removed)
  const places = await new BackupPlaces(files, folder, codec).list()
  const account: RemovalAccount = {
    ...{ things: [...things], at: clock(), operations: 0, versions: 0, setAside: 0, drafts: 0, unreadable: 0 },
    ...{ backups: 0, places: [], left: [], links: [], reports: (await files.list(join(folder, 'reports'))).length },
  }

  await removeDerived(files, folder)
  const all = await filesIn(files, folder)
  const backups = join(folder, 'backups')
  const manifests = async (of: string) => (await files.list(join(of, 'manifests')).catch(() => [])).length
  let total = all.length + (await manifests(backups))
  for (const place of places) total += await manifests(place.folder)
  let done = 0
  const tell = () => {
    removals.progress = { state: 'running', done: Math.min(++done, total), total }
  }

  const records = all.filter((file) => /^(log|library)\//.test(file))
  for (const file of records.filter((one) => one.startsWith('library/'))) {
    const bytes = await files.read(join(folder, file))
    if (bytes) redaction.learn(bytes, inner(file), codec)
  }
  // The log before the library: it takes the library's words to know which checksums change.
  for (const file of [
    ...records.filter((one) => one.startsWith('log/')),
    ...records.filter((one) => one.startsWith('library/')),
  ]) {
    const { changed, unreadable } = await replaceRecords(needs, redaction, file)
    if (file.startsWith('log/')) account.operations += changed
    else account.versions += changed
    if (unreadable) account.unreadable++
    tell()
  }
  account.versions += await removeNotes(files, folder, redaction)
  account.setAside = await removeSetAside(needs, redaction)
  account.drafts = await removeDrafts(needs, redaction)
  // Also one that nothing is left in.
  for (const place of ['log', 'library', 'quarantine'])
    if (await files.look(join(folder, place))) await files.syncFolder(join(folder, place))
  await files.syncFolder(folder)
  done = all.length

  const work = { files, codec, redaction, removed, tell }
  const own = await redactBackups({ ...work, folder: backups })
  account.backups = own.backups
  if (own.left + own.newer > 0) account.left.push({ folder: backups, backups: own.left, newer: own.newer })
  for (const { folder: there, seenAt } of places) {
    if ((await files.size(there).catch(() => null)) === null) {
      account.places.push({
        folder: there,
        seenAt,
        backups: 0,
        failure: { code: 'no-access', detail: { folder: there } },
      })
      continue
    }
    try {
      const { backups: count, left, newer } = await redactBackups({ ...work, folder: there })
      await new BackupPlaces(files, folder, codec).seen(there, clock(), removed)
      account.places.push({ folder: there, seenAt: clock(), backups: count, failure: null })
      if (left + newer > 0) account.left.push({ folder: there, backups: left, newer })
    } catch (error) {
      // A stick that is pulled out keeps nobody from their work.
      account.places.push({ folder: there, seenAt, backups: 0, failure: failureOf(error, { folder: there }) })
    }
  }
  return account
}

/**
 * All that is made again from the log, or was only on its way; first, since it gives room for what is to be written. Gone
 * for good with the syncs at the end, and those of `removeNotes`: nowhere else does an unfinished file hold what is removed.
 */
async function removeDerived(files: Files, folder: string): Promise<void> {
  for (const name of ['state.json', 'state.json.prev', 'state.json.tmp']) await files.remove(join(folder, name))
  for (const name of ['cache', 'restoring']) await files.removeTree(join(folder, name))
  for (const file of await filesIn(files, folder)) {
    if (!file.endsWith('.tmp') && !file.endsWith(unfinished)) continue
    await files.remove(join(folder, file))
  }
}

/** A copy that a sync tool made of a segment, under a name like it, is sealed as the segment is. */
const inner = (file: string) => file.replace(/(\d{6}).*$/, '$1.log')

async function replaceRecords({ files, folder, codec }: RemovalNeeds, redaction: Redaction, file: string) {
  const path = join(folder, file)
  const bytes = (await files.read(path)) ?? Buffer.alloc(0)
  const redacted = redaction.records(bytes, inner(file), codec)
  if (redacted.bytes) await replaceFile(files, path, redacted.bytes)
  redaction.know(redacted.bytes ?? bytes, inner(file), codec)
  return redacted
}

/** Resolves to how many versions there were. */
async function removeNotes(files: Files, folder: string, { things }: Redaction): Promise<number> {
  let versions = 0
  for (const { id } of things.filter(({ kind }) => kind === 'note')) {
    const place = join(folder, dirname(fileOf(id)))
    // Copies of it too, whoever made them.
    for (const name of await files.list(place)) {
      if (!name.startsWith(id.toLowerCase())) continue
      const path = join(place, name)
      if (path === join(folder, fileOf(id))) {
        const bytes = await files.read(path)
        versions += bytes === null ? 0 : scanLines(bytes, fileOf(id)).records.length
      }
      await files.remove(path)
    }
    if ((await files.list(dirname(place))).includes(id.slice(0, 2).toLowerCase())) await files.syncFolder(place)
  }
  return versions
}

async function removeSetAside({ files, folder, codec }: RemovalNeeds, redaction: Redaction): Promise<number> {
  const paths = await setAsideWith(files, folder, codec, redaction)
  for (const path of paths) await files.remove(join(folder, path))
  return paths.length
}

/** What was being typed when it was locked, and wasn't taken up again. Resolves to how many went. */
async function removeDrafts({ files, folder, codec }: RemovalNeeds, redaction: Redaction): Promise<number> {
  const name = 'drafts.json'
  const bytes = await files.read(join(folder, name))
  const plain = bytes && decodeWholeFile(bytes, name, codec)
  if (!plain) return 0
  const drafts = JSON.parse(plain.toString('utf8')) as string[]
  const left = drafts.filter((draft) => !redaction.names(draft))
  if (left.length < drafts.length)
    await replaceFile(files, join(folder, name), encodeWholeFile(Buffer.from(JSON.stringify(left)), name, codec))
  return drafts.length - left.length
}
