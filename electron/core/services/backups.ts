import { basename, isAbsolute, join, relative } from 'node:path'
import type {
  Backup,
  BackupProblem,
  BackupReason,
  BackupsView,
  LatestBackup,
  RestorePreview,
} from '../../../shared/model/backup'
import { minute, studyCalendar, type Zone } from '../../../shared/rules/study-day'
import { manifestPath, NoRoom, Repository } from '../backups/repository'
import { stageRestore } from '../backups/restore'
import { failureOf, NotSaved, StoreFailure } from '../store/failure'
import type { Files } from '../store/files'
import { Quarantine } from '../store/quarantine'
import type { Store } from '../store/store'
import { NotFound } from './errors'
import type { InTurn } from './turns'

export interface BackupsNeeds {
  store: Store
  /** The data folder, absolute. */
  folder: string
  files: Files
  /** UTC ms. */
  clock: () => number
  zone: Zone
  inTurn: InTurn
  /** Closes the store and opens the folder anew, in which a staged restore then takes its place. */
  reopen: () => Promise<void>
  /** Told of each folder outside the data folder in which backups of this work are. */
  seen?: (repository: Repository) => Promise<void>
}

/** Between two automatic backups, and after one that failed, ms. */
const pause = 30 * minute
const pauseAfterFailure = 10 * minute
/** The folder made on a stick. */
const folderName = 'Fieldbook backups'

export function backupsService({ store, folder: dataFolder, files, clock, zone, inTurn, reopen, seen }: BackupsNeeds) {
  const own = new Repository(files, join(dataFolder, 'backups'))
  const { day } = studyCalendar(0, zone)
  /** One at a time, and none while another is being looked for. */
  let turn: Promise<unknown> = Promise.resolve()
  let newest: Backup | null | undefined
  let problem: BackupProblem | null = null

  const oneByOne = <Result>(task: () => Promise<Result>): Promise<Result> => {
    const result = turn.then(task)
    turn = result.catch(() => {})
    return result
  }

  const newestOwn = async (): Promise<Backup | null> => {
    newest ??= await own.newest()
    return newest
  }

  async function makeOwn(reason: BackupReason): Promise<Backup> {
    try {
      newest = await own.make(await store.backupSource(), { at: clock(), reason })
      problem = null
      await setDamagedAside()
      await own.thin(clock(), day)
      return newest
    } catch (error) {
      problem = { at: clock(), ...failureIn(error, own.folder) }
      throw notSaved(error, own.folder)
    }
  }

  /**
   * A backup whose list of files is damaged can never be restored, and would keep every piece from being swept: also those
   * that were readable before there was a lock.
   */
  async function setDamagedAside(): Promise<void> {
    const damaged = await own.unreadable()
    const quarantine = new Quarantine(files, dataFolder, clock, store.codec)
    for (const id of damaged) await quarantine.take(manifestPath(id))
    if (damaged.length === 0) return
    store.notify('backups-set-aside', { backups: damaged.length, first: damaged[0] ?? '' })
    await own.sweep()
  }

  /** Whether anything was recorded since the newest backup. */
  const isBehind = async () => {
    const holds = (await newestOwn())?.holds
    const operations = store.log.segments.reduce((sum, { gone, records }) => sum + (gone ? 0 : records), 0)
    return operations > 0 && (holds?.operations !== operations || holds.savedAt !== store.savedAt)
  }

  async function list(): Promise<BackupsView> {
    return { folder: own.folder, ...(await own.list()), problem, behind: await isBehind() }
  }

  const find = async (id: string, folder: string | undefined) => {
    const repository = folder === undefined ? own : await repositoryAt(folder)
    const manifest = await readable(repository.folder, () => repository.read(id))
    if (manifest === null) throw new NotFound('backup', id)
    return { repository, manifest }
  }
  const checkOf = async (id: string, folder: string | undefined) => {
    const { repository } = await find(id, folder)
    return readable(repository.folder, () => repository.check(id))
  }

  /**
   * Under a lock no backup may be left that anybody can read, whole or begun: a sealed one takes their place. What can't
   * be done now is tried again.
   */
  let isReplaced = false
  async function replacePlain(): Promise<void> {
    if (isReplaced || store.vault === null || store.readOnly !== null) return
    const plain = (await own.list()).backups.filter(({ vault }) => vault === null)
    if (plain.length > 0) await makeOwn('automatic')
    await setDamagedAside()
    await own.remove(plain.map(({ id }) => id))
    await own.sweep()
    isReplaced = true
  }

  async function makeWhenDue(): Promise<void> {
    if (store.readOnly !== null) return
    if (!(await isBehind())) return
    const since = (at: number | undefined) => (at === undefined ? Number.POSITIVE_INFINITY : Math.abs(clock() - at))
    if (since((await newestOwn())?.at) >= pause && since(problem?.at) >= pauseAfterFailure) await makeOwn('automatic')
  }
  const quietly = (task: () => Promise<void>): Promise<void> => oneByOne(() => task().catch(() => {}))

  return {
    /** While it runs, nothing else is done with backups. */
    alone: oneByOne,
    /** Once, before anything of an opened store is answered. */
    begin: () => quietly(replacePlain),
    list: () => oneByOne(() => readable(own.folder, list)),
    latest: async (): Promise<LatestBackup> => ({
      at: (await newestOwn())?.at ?? null,
      problem,
      behind: await isBehind(),
    }),
    make: () =>
      oneByOne(async () => {
        await makeOwn('by-hand')
        return list()
      }),
    /** What is here before a file is imported; nothing where nothing is here yet. */
    beforeImport: () =>
      oneByOne(async () => {
        if (store.savedAt !== null) await makeOwn('before-import')
      }),
    /** Backups in a folder that a person has chosen, say on a stick. */
    listIn: async ({ folder }: { folder: string }) => {
      const repository = await repositoryAt(folder)
      const found = await readable(folder, () => repository.list())
      if (found.backups.some(({ history }) => history === newest?.history)) await seen?.(repository).catch(() => {})
      return found
    },
    /** Makes a backup in `Fieldbook backups` in a folder that a person has chosen. Nothing is ever removed there. */
    copyTo: ({ folder }: { folder: string }) =>
      oneByOne(async () => {
        const repository = await repositoryAt(folder)
        try {
          const backup = await repository.make(await store.backupSource(), { at: clock(), reason: 'by-hand' })
          await seen?.(repository)
          return { backup, folder: repository.folder }
        } catch (error) {
          throw notSaved(error, folder)
        }
      }),
    check: ({ backup, folder }: { backup: string; folder?: string | undefined }) => checkOf(backup, folder),
    preview: async ({ backup, folder }: { backup: string; folder?: string | undefined }): Promise<RestorePreview> => {
      const { manifest } = await find(backup, folder)
      const { files: _, ...then } = manifest
      const now = await readable(dataFolder, () => store.backupSource())
      return {
        backup: then,
        now: now.holds,
        sameWork: then.history === now.history || now.history === null,
        lock: then.vault === now.vault ? 'same' : then.vault === null ? 'none' : 'other',
        damaged: (await checkOf(backup, folder)).damaged,
      }
    },
    /** What is here is backed up first. `skip`: files that are damaged in the backup and are left out. */
    restore: async ({ backup, folder, skip }: { backup: string; folder?: string | undefined; skip: string[] }) => {
      await oneByOne(async () => {
        const { repository, manifest } = await find(backup, folder)
        await inTurn(async () => {
          if (store.savedAt !== null) await makeOwn('before-restore')
          await stageRestore(files, dataFolder, { repository, manifest, skip })
        })
      })
      await reopen()
    },
    removeNewer: ({ backups, folder }: { backups: string[]; folder?: string | undefined }) =>
      oneByOne(async () => {
        const repository = folder === undefined ? own : await repositoryAt(folder)
        const { newer } = await readable(repository.folder, () => repository.list())
        for (const one of backups) if (!newer.some(({ id }) => id === one)) throw new NotFound('backup', one)
        await repository.remove(backups).catch((error) => {
          throw notSaved(error, repository.folder)
        })
      }),
    /** Before another copy's work comes into this one. */
    beforeMerge: () => oneByOne(async () => void (await makeOwn('before-merge'))),
    /** To be called now and then: makes a backup when one is due. Whatever goes wrong is told by `list`, never thrown. */
    tick: async () => {
      await quietly(replacePlain)
      await quietly(makeWhenDue)
    },
    /** The last one, if anything has changed since the newest. Nor may that keep Fieldbook from closing. `forGood`: none any more. */
    close: ({ forGood = false } = {}) =>
      quietly(async () => {
        if (forGood) return
        await replacePlain()
        if (store.readOnly === null && (await isBehind())) await makeOwn('closing')
      }),
  }

  async function repositoryAt(folder: string): Promise<Repository> {
    if (!isAbsolute(folder)) throw new NotFound('folder', folder)
    const inside = relative(dataFolder, folder)
    if (!inside.startsWith('..') && !isAbsolute(inside)) throw new NotFound('folder', folder)
    if ((await readable(folder, () => files.size(folder))) === null) throw new NotFound('folder', folder)
    return new Repository(files, basename(folder) === folderName ? folder : join(folder, folderName))
  }
}

const failureIn = (error: unknown, folder: string) =>
  error instanceof NoRoom ? { code: 'disk-full' as const, detail: { folder } } : failureOf(error, { folder })

/** A stick that was pulled, or a folder that the system doesn't let us read. */
const readable = <Result>(folder: string, read: () => Promise<Result>): Promise<Result> =>
  read().catch((error) => {
    throw error instanceof StoreFailure || error instanceof NotSaved || error instanceof NotFound
      ? error
      : new StoreFailure(failureOf(error, { folder }), { cause: error })
  })

function notSaved(error: unknown, folder: string): Error {
  return error instanceof StoreFailure ? error : new NotSaved(failureIn(error, folder), { cause: error })
}
