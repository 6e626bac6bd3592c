/** Acts that are shown alone: in the life something else syncs the same place soon after, or nobody looks. */
import { deepStrictEqual, equal, ok } from 'node:assert/strict'
import { join } from 'node:path'
import { BackupPlaces } from '../../electron/core/backups/places'
import { Repository } from '../../electron/core/backups/repository'
import { finishRestore, stageRestore } from '../../electron/core/backups/restore'
import { beginErase, finishErase } from '../../electron/core/erase/erase'
import { PackDrafts } from '../../electron/core/packs/drafts'
import { writeMark } from '../../electron/core/removal/mark'
import { finishRemoval, noRemovals } from '../../electron/core/removal/remove'
import { type DataKey, plainCodec, sealedCodec } from '../../electron/core/store/codec'
import { writeWhole } from '../../electron/core/store/files'
import { Media } from '../../electron/core/store/media'
import { Quarantine } from '../../electron/core/store/quarantine'
import { missing, SegmentAdapter } from '../../electron/core/store/segment-adapter'
import { openStore, type Store } from '../../electron/core/store/store'
import { newVault, type Vault } from '../../electron/core/vault/keys'
import { ParkedDrafts } from '../../electron/core/vault/parked-drafts'
import { TriesFile } from '../../electron/core/vault/tries'
import { VaultFile } from '../../electron/core/vault/vault-file'
import { mend } from '../../electron/core/verify/mend'
import type { Finding } from '../../shared/model/verify'
import { delayAfter } from '../../shared/rules/unlock-delay'
import { saveNote } from '../integration/store/samples'
import { basic, uuid } from '../support/own-cards'
import type { Disk } from './disk'
import { cheap, begin as now } from './living'
import type { Scene } from './scene'

const root = '/disk'
const folder = join(root, 'data')
const stick = join(root, 'stick', 'Fieldbook backups')
const [note, other, card] = [uuid(1), uuid(2), uuid(3)]
const word = 'Xanthippe'
const clock = () => now

const opened = ({ files }: Disk, key: DataKey | null): Promise<Store> =>
  openStore({ folder, files, clock, held: { folder, ready() {}, async release() {} }, ...(key && { key }) })
/** Whole and lasting, as somebody else put it there. */
async function put({ files }: Disk, path: string, text: string): Promise<void> {
  await writeWhole(files, join(folder, path), Buffer.from(text))
  await files.syncFolder(join(folder, path, '..'))
}
/** By path. */
const filesIn = (disk: Disk, place: string) =>
  new Map([...disk.everything()].filter(([path]) => path.startsWith(`${place}/`)))
const withoutPower = (disk: Disk) => disk.after({ names: 'none', bytes: 'none' })

/** Work of somebody, with a backup here and one on a stick. */
async function worked(disk: Disk, lock: Lock | null): Promise<void> {
  const { files } = disk
  for (const path of [folder, join(root, 'stick')]) await files.makeFolder(path)
  await files.syncFolder(root)
  if (lock) await new VaultFile(files, folder).write(lock.vault)
  const store = await opened(disk, lock?.key ?? null)
  await saveNote(store, note, 1, word)
  await saveNote(store, other, 1, 'A plover stays')
  const [checksum = ''] = await store.writeOwnCards([{ card, version: 1, text: { text: basic(`${word}?`, 'Her.') } }])
  const after = { version: 1, checksum, createdAt: 1, updatedAt: 1 }
  await store.record('own-cards', { what: 'made', cards: [{ card, before: null, after }] })
  const source = await store.backupSource()
  for (const place of [join(folder, 'backups'), stick])
    await new Repository(files, place).make(source, { at: now, reason: 'by-hand' })
  await store.close()
}
interface Lock {
  vault: Vault
  key: DataKey
}
async function newLock(): Promise<Lock> {
  const { vault, key } = await newVault('blue heron over the weir', cheap)
  return { vault: { ...vault, state: 'on' }, key }
}

/**
 * At each point either nothing is erased and the folder opens, or the keys are gone first; the next opening finishes it.
 * What isn't Fieldbook's, and the backup on the stick, are as they were.
 */
async function erasing(isLocked: boolean): Promise<Scene> {
  const lock = isLocked ? await newLock() : null
  const hasKey = (bytes: Buffer) =>
    lock !== null && [lock.vault.passphrase.key, lock.vault.recovery.key].some((key) => bytes.includes(key))
  const strangers = ['thesis.docx', 'log/mine.txt'].map((path) => join(folder, path))
  let before = new Map<string, Buffer>()
  let elsewhere = new Map<string, Buffer>()
  const ours = (disk: Disk) =>
    new Map([...filesIn(disk, folder)].filter(([path]) => !strangers.includes(path) && !path.includes('/erasing.json')))
  return {
    ...{ root, folder },
    shows: /^erase\.ts/,
    async begin(disk) {
      await worked(disk, lock)
      for (const path of strangers) await put(disk, path.slice(folder.length + 1), 'not ours')
      before = ours(disk)
      elsewhere = filesIn(disk, stick)
    },
    async act({ files }) {
      await beginErase({ files, folder }, { at: now, sealed: isLocked })
      await finishErase({ files, folder })
    },
    async holds(left, done) {
      const found = ours(left)
      for (const [path, bytes] of elsewhere) ok(left.content(path)?.equals(bytes), `not as it was: ${path}`)
      for (const path of strangers) equal(`${left.content(path)}`, 'not ours')
      const keysLeft = () => [...left.remains()].filter(hasKey).length - [...elsewhere.values()].filter(hasKey).length
      const missing = [...before].find(([path, bytes]) => !hasKey(bytes) && !found.get(path)?.equals(bytes))
      if (missing) equal(keysLeft(), 0, `${missing[0]} went before the keys`)
      const isBegun = left.content(join(folder, 'erasing.json')) !== null
      const account = await finishErase({ files: left.files, folder })
      equal(account !== null, isBegun)
      if (isBegun || found.size === 0) {
        deepStrictEqual([...ours(left).keys()], [])
        equal(keysLeft(), 0)
      } else {
        for (const [path, bytes] of before) ok(found.get(path)?.equals(bytes), `gone without a mark: ${path}`)
        const store = await opened(left, lock?.key ?? null)
        equal(await store.readNote(note), word)
        await store.close()
      }
      if (done || isBegun)
        deepStrictEqual([...filesIn(withoutPower(left), folder).keys()].sort(), [...strangers].sort())
    },
  }
}

/** What a removal was to take away is nowhere once it is through, whatever the power does; all else is there. */
async function removing(hasStick: boolean): Promise<Scene> {
  const remove = ({ files }: Disk) => finishRemoval({ files, folder, codec: plainCodec, clock, removals: noRemovals() })
  return {
    ...{ root, folder },
    shows: hasStick
      ? /^(remove|redact-backups)\.ts (?!removeEverywhere of \.\/)/
      : /^remove\.ts removeEverywhere of \.\//,
    async begin(disk) {
      await worked(disk, null)
      if (hasStick) await new BackupPlaces(disk.files, folder, plainCodec).seen(stick, now)
      else await disk.files.removeTree(stick)
      await disk.files.syncFolder(join(stick, '..'))
      await disk.files.makeFolder(join(folder, 'quarantine'))
      await disk.files.syncFolder(folder)
      // What processes left that were stopped in the middle.
      for (const place of ['log/000001.log', 'library/000001.log', 'drafts.json', `notes/00/${note}.log`])
        await put(disk, `${place}.tmp`, word)
      await put(disk, 'quarantine/20260608T140000Z-state.json', word)
      const things = [
        { kind: 'note' as const, id: note },
        { kind: 'own-card' as const, id: card },
      ]
      await writeMark(disk.files, folder, { things, earlier: [] })
    },
    act: async (disk) => void (await remove(disk)),
    async holds(left) {
      await remove(left)
      const disk = withoutPower(left)
      const still = [...disk.everything()].filter(([, bytes]) => bytes.includes(word)).map(([path]) => path)
      deepStrictEqual(still, [])
      ok(disk.content(join(folder, 'removal.json')), 'the log doesn’t say it yet')
      for (const place of hasStick ? [join(folder, 'backups'), stick] : [join(folder, 'backups')]) {
        const repository = new Repository(disk.files, place)
        const { backups } = await repository.list()
        equal(backups.length, 1)
        deepStrictEqual((await repository.check(backups[0]?.id ?? '')).damaged, [])
      }
      const store = await opened(disk, null)
      equal(await store.readNote(other), 'A plover stays')
      await store.close()
    },
  }
}

/** All of what was there, or all of the backup; once it is done the backup, whatever the power does. */
async function restoring(isLocked: boolean): Promise<Scene> {
  const lock = isLocked ? await newLock() : null
  const repositoryOn = ({ files }: Disk) => new Repository(files, join(folder, 'backups'))
  const manifestOn = async (disk: Disk) => {
    const [made] = (await repositoryOn(disk).list()).backups
    return await repositoryOn(disk).read(made?.id ?? '')
  }
  let before = new Map<string, Buffer>()
  const wanted = new Map<string, Buffer>()
  return {
    ...{ root, folder },
    // Without a lock nothing stands at the top, and nothing else syncs the folder of what is staged.
    shows: isLocked
      ? /^files\.ts createFile of (restoring\/|\.\/)?(vault\.json.*)?$/
      : /^files\.ts ensureFolder of restoring\/$/,
    async begin(disk) {
      await worked(disk, lock)
      const manifest = await manifestOn(disk)
      for (const file of manifest?.files ?? [])
        wanted.set(join(folder, file.path), (await repositoryOn(disk).contentOf(file)) ?? Buffer.alloc(0))
      const store = await opened(disk, lock?.key ?? null)
      await saveNote(store, note, 2, 'After the backup')
      await store.close()
      before = new Map([...filesIn(disk, folder)].filter(([path]) => wanted.has(path)))
    },
    async act(disk) {
      const manifest = await manifestOn(disk)
      if (manifest) await stageRestore(disk.files, folder, { repository: repositoryOn(disk), manifest })
      await finishRestore(disk.files, folder)
    },
    async holds(left, done) {
      await finishRestore(left.files, folder)
      const is = (disk: Disk, all: Map<string, Buffer>) =>
        [...all].every(([path, bytes]) => disk.content(path)?.equals(bytes))
      const disk = withoutPower(left)
      ok(is(left, wanted) || (!done && is(left, before)), 'neither the backup nor what was there')
      if (is(left, wanted)) {
        // A killed process may have left no mark and no sync: then nothing was answered.
        await finishRestore(disk.files, folder)
        ok(is(disk, wanted), 'the backup is gone again')
      }
    },
  }
}

/** What was being typed when it was locked is there when it is unlocked. */
async function parking(): Promise<Scene> {
  const { key } = await newLock()
  const codec = sealedCodec(key)
  return {
    ...{ root, folder },
    shows: /drafts\.json/,
    async begin({ files }) {
      await files.makeFolder(folder)
      await files.syncFolder(root)
    },
    async act({ files }) {
      const drafts = new ParkedDrafts(files, folder)
      drafts.add(word)
      await drafts.write(codec)
    },
    async holds(left, done) {
      if (done) deepStrictEqual(await new ParkedDrafts(withoutPower(left).files, folder).take(codec), [word])
    },
  }
}

/** A pack that was being made and is thrown away doesn't come back. */
async function throwingAway(): Promise<Scene> {
  const draft = { draft: uuid(4), revision: 1, savedAt: now, files: [] }
  const drafts = ({ files }: Disk) => new PackDrafts(files, folder, plainCodec)
  return {
    ...{ root, folder },
    shows: /^drafts\.ts/,
    async begin(disk) {
      await disk.files.makeFolder(folder)
      await disk.files.syncFolder(root)
      await drafts(disk).write(draft)
    },
    act: (disk) => drafts(disk).remove(draft.draft),
    async holds(left, done) {
      if (done) deepStrictEqual(await drafts(withoutPower(left)).list(), [])
    },
  }
}

/** Records that nobody counts on are taken off the end over three segments: what is left has no gap at any point. */
async function cutting(): Promise<Scene> {
  const records = Array.from({ length: 10 }, (_, n) => ({ n: n + 1, json: '{}' }))
  const read = async ({ files }: Disk) => {
    const adapter = new SegmentAdapter({
      ...{ files, root: folder, folder: 'log', format: 'fieldbook-log', maxRecords: 4 },
      ...{ known: [], through: 0, each() {}, quarantine: new Quarantine(files, folder, clock) },
    })
    await adapter.read()
    return adapter
  }
  return {
    ...{ root, folder },
    shows: /^segment-adapter\.ts cut/,
    async begin(disk) {
      await disk.files.makeFolder(folder)
      await disk.files.syncFolder(root)
      const adapter = await read(disk)
      await adapter.prepare()
      await adapter.write({ tail: records })
      await adapter.close()
    },
    async act(disk) {
      const adapter = await read(disk)
      await adapter.cut(await adapter.cutAfter(2))
    },
    async holds(left, done) {
      const { segments, last } = await read(done ? withoutPower(left) : left)
      deepStrictEqual(
        segments.filter((one) => missing(one) > 0),
        [],
      )
      ok(done ? last === 2 : last >= 2, `the last is ${last}`)
    },
  }
}

/** What is damaged stays mended. */
async function mending(): Promise<Scene> {
  const damaged = ['log/000001.log', 'library/000001.log', `notes/00/${note}.log`]
  const findings: Finding[] = [{ kind: 'records-damaged', count: 1, where: [] }]
  const quarantineOn = ({ files }: Disk) => new Quarantine(files, folder, clock)
  const mended = (disk: Disk) =>
    mend({
      ...{ files: disk.files, root: folder, quarantine: quarantineOn(disk), findings, codec: plainCodec },
      ...{ backups: new Repository(disk.files, join(folder, 'backups')), isPack: async () => false },
    })
  const before = new Map<string, Buffer>()
  return {
    ...{ root, folder },
    shows: /^files\.ts replaceFile of (log|library|notes)/,
    async begin(disk) {
      await worked(disk, null)
      for (const path of damaged) {
        before.set(path, disk.content(join(folder, path)) ?? Buffer.alloc(0))
        disk.damage(join(folder, path), (bytes) => bytes.subarray(0, bytes.indexOf(10) + 1))
      }
    },
    act: async (disk) => void (await mended(disk)),
    async holds(left, done) {
      if (!done) await mended(left)
      const disk = done ? withoutPower(left) : left
      for (const [path, bytes] of before) ok(disk.content(join(folder, path))?.equals(bytes), `not mended: ${path}`)
    },
  }
}

/** A picture that somebody was writing when he was killed is there once it was brought in again. */
async function picturing(): Promise<Scene> {
  const picture = Buffer.from(word)
  const media = ({ files }: Disk) => new Media(files, folder, plainCodec)
  return {
    ...{ root, folder },
    shows: /^media\.ts write/,
    async begin({ files }) {
      await files.makeFolder(folder)
      await files.syncFolder(root)
    },
    async act(disk) {
      for (const _ of ['first', 'again']) await media(disk).write(picture)
    },
    async holds(left) {
      const { name } = await media(left).write(picture)
      ok((await media(withoutPower(left)).read(name))?.equals(picture))
    },
  }
}

/** No try is given away by switching off. */
async function trying(): Promise<Scene> {
  const tries = async ({ files }: Disk) => {
    const file = new TriesFile(files, folder, clock)
    await file.read()
    return file
  }
  return {
    ...{ root, folder },
    shows: /unlock-tries/,
    async begin({ files }) {
      await files.makeFolder(folder)
      await files.syncFolder(root)
    },
    async act(disk) {
      const file = await tries(disk)
      for (const _ of [1, 2, 3, 4, 5]) await file.begin()
    },
    async holds(left, done) {
      if (done) equal((await tries(left)).wait(), delayAfter(5))
    },
  }
}

/** The lock is there or it isn't, and once it was taken away it stays away. */
async function unlocking(): Promise<Scene> {
  const { vault } = await newLock()
  return {
    ...{ root, folder },
    shows: /^vault-file\.ts remove/,
    async begin({ files }) {
      await files.makeFolder(folder)
      await files.syncFolder(root)
      await new VaultFile(files, folder).write(vault)
    },
    act: ({ files }) => new VaultFile(files, folder).remove(),
    async holds(left, done) {
      const there = await new VaultFile(done ? withoutPower(left).files : left.files, folder).read()
      deepStrictEqual(there, done ? null : there && vault)
    },
  }
}

export const scenes: Record<string, () => Promise<Scene>> = {
  'erasing a plain folder': () => erasing(false),
  'erasing a locked folder': () => erasing(true),
  'removing for good, on a stick too': () => removing(true),
  'removing for good': () => removing(false),
  'restoring a plain backup': () => restoring(false),
  'restoring a backup with a lock': () => restoring(true),
  'mending from a backup': mending,
  'a picture that is there': picturing,
  'wrong tries at the lock': trying,
  'taking the lock away': unlocking,
  'locking with something unsaved': parking,
  'throwing a pack away that was being made': throwingAway,
  'taking records off the end': cutting,
}
