/** One life over a disk: the app opened and opened again, and everything it answers written down. */
import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { Worker } from 'node:worker_threads'
import { createRouterClient } from '@orpc/server'
import { type Core, compose } from '../../electron/core/compose'
import { desk } from '../../electron/core/exchange/desk'
import { joined } from '../../electron/core/reviews/all-reviews'
import { cardHistory } from '../../electron/core/reviews/card-history'
import { ColumnCache } from '../../electron/core/reviews/column-cache'
import type { Reply, Request } from '../../electron/core/reviews/jobs'
import { takeTurns } from '../../electron/core/services/turns'
import { workService } from '../../electron/core/services/work'
import { plainCodec } from '../../electron/core/store/codec'
import type { Files } from '../../electron/core/store/files'
import { checksumOf } from '../../electron/core/store/note-files'
import { jsonOf, scanLines } from '../../electron/core/store/record-codec'
import { openStore, type Store } from '../../electron/core/store/store'
import type { Cost } from '../../electron/core/vault/keys'
import type { Pack } from '../../shared/model/content'
import type { Operation } from '../../shared/model/operations'
import type { RemovableThing, Removed } from '../../shared/model/removal'
import { defaultAppearance } from '../../shared/model/study'
import { redacted, removedThings } from '../../shared/rules/removal'
import { minute } from '../../shared/rules/study-day'
import { eastern } from '../support/zones'
import type { Disk } from './disk'
import { cardKey, copyOf, counting, lastWorld, noteKey, nothingRecorded, type Recorded, type World } from './recorded'

const clientOf = (core: Core) => createRouterClient(core.router)
export type Call = ReturnType<typeof clientOf>

/** So small that a life sees the change of segments several times. */
export const segmentLimits = { maxRecords: 18 }
/** A passphrase that is tried thousands of times. */
export const cheap: Cost = { N: 2 ** 4, r: 8, p: 1 }
/** Monday 2026-06-08, 10:00 in New York. */
export const begin = Date.parse('2026-06-08T14:00:00Z')
/** From one question to the next, ms: the backups that the app makes each half hour are few then. */
const pause = 10_000

export interface Place {
  /** The data folder on the disk in memory; its parent is there on the real one too, for the lock. */
  folder: string
  packFile: string
}

/** What goes with a disk that fails. */
export interface Faults {
  /** An attempt failed: called before it is made again. */
  mend(error: unknown): void
  /** Nothing fails meanwhile. */
  without(act: () => Promise<void>): Promise<void>
}

/** A backup that was made by hand, and the world that it holds. */
export interface MadeBackup {
  id: string
  folder: string | undefined
  world: World
}

/** A life at a moment when the app is closed. */
export interface Memory {
  recorded: Recorded
  made: Record<string, MadeBackup>
  now: number
  disk: Disk
}

export class Living {
  recorded: Recorded = nothingRecorded()
  /** By names of the life's own. */
  made: Record<string, MadeBackup> = {}
  store!: Store
  private core: Core | null = null
  private call!: Call
  private now = begin
  private doing = ''
  private recording = true
  /** Asked for, and perhaps there. */
  private changing: World | null = null
  private readonly timers = new HeldTimers()

  constructor(
    private readonly disk: Disk,
    private readonly place: Place,
    /** Between the app and the disk. */
    private readonly files: Files = disk.files,
    /** Nothing may fail unless this is given. */
    private readonly faults: Faults | null = null,
  ) {
    disk.before = (step) => {
      if (!this.recording) return
      this.recorded.steps.push(step)
      this.recorded.doing.push(this.doing)
    }
  }

  begins(name: string): void {
    this.doing = name
  }

  // What somebody does

  /** A question to the app, some seconds after the one before. */
  async ask<T>(question: (call: Call) => Promise<T>): Promise<T> {
    this.now += pause
    return this.attempt(() => question(this.call))
  }

  /** A question that only reads, and whose answer nobody needs. */
  async look(question: (call: Call) => Promise<unknown>): Promise<void> {
    const asked = question(this.call)
    await (this.faults === null ? asked : asked.catch(() => {}))
  }

  /**
   * Asks again, after mending, what could not be saved; but not what turns out to have been kept all the same when the
   * app is opened again: a learner would see that it is there.
   */
  async attempt<T>(act: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await act()
      } catch (error) {
        if (this.faults === null || tries === 8) throw error
        this.faults.mend(error)
        // What was full when it was opened is opened anew: here at once, in use by a timer.
        if (tries < 5 && (await this.goesOn())) continue
        const known = counting(this.world).length
        const wasChanging = this.changing !== null
        await this.restart()
        if (counting(this.world).length > known || (wasChanging && this.changing === null)) return undefined as T
      }
    }
  }
  /** Without being closed and opened again. */
  private async goesOn(): Promise<boolean> {
    const { state } = await this.call.lock.state()
    const readOnly = this.store.readOnly?.code ?? 'disk-full'
    return state !== 'locked' && this.core?.failure === null && readOnly === 'disk-full'
  }

  /** Many things asked for in one turn; what is refused is asked for again. */
  async atOnce(count: number, act: (n: number) => Promise<unknown>): Promise<void> {
    const results = await Promise.allSettled(Array.from({ length: count }, (_, n) => act(n)))
    for (const [n, result] of results.entries()) if (result.status === 'rejected') await this.attempt(() => act(n))
  }

  /** Half an hour later: what the app does by itself every minute. */
  async waits(): Promise<void> {
    this.now += 31 * minute
    this.timers.run(minute)
    // It is answered after what is under way.
    await this.look((call) => call.backups.list())
  }

  // The whole of it changes

  /** `folder`: somewhere else than in the data folder. */
  async backUp(folder?: string): Promise<MadeBackup> {
    const { id, folder: kept } = await this.ask(async (call) => {
      if (folder !== undefined) {
        const made = await call.backups.copyTo({ folder })
        return { id: made.backup.id, folder: made.folder }
      }
      const made = await call.backups.make()
      return { id: made.backups[0]?.id ?? '', folder: made.folder }
    })
    this.recorded.backups.push({ at: this.at, until: Number.POSITIVE_INFINITY, folder: kept, id })
    return {
      id,
      folder,
      world: { ...this.world, operations: [...this.world.operations], files: [...this.world.files] },
    }
  }

  restore(name: string): Promise<void> {
    const { id, folder, world } = this.made[name] as MadeBackup
    const backup = { backup: id, ...(folder !== undefined && { folder }), skip: [] }
    const { files, passphrase } = world
    const operations = withoutRemoved(world.operations, this.world.removed)
    return this.changes({ operations, files: [...files], passphrase }, (call) => call.backups.restore(backup))
  }

  /** `words`: what only these things say. */
  async removes(things: RemovableThing[], words: string[]): Promise<void> {
    const { operations, gone } = this.world
    const removed = { ...this.world.removed, ...removedThings(things) }
    // It may hold them, and nobody can tell.
    for (const one of this.recorded.kept) one.until = Math.min(one.until, this.at)
    // What failed only when everything was opened anew is removed all the same.
    await this.changes({ operations: withoutRemoved(operations, removed), removed }, async (call) => {
      const left = things.filter(({ id }) => this.store.state.removed[id] === undefined)
      if (left.length > 0) await call.removal.run({ things: left })
    })
    // Of a stick that couldn't be written to the learner is told, and does it later.
    const { behind } = await this.ask((call) => call.removal.kept())
    for (const { folder } of behind) await this.ask((call) => call.removal.also({ folder }))
    this.world.gone = [...gone, ...words]
  }

  async erases(passphrase?: string): Promise<void> {
    const asked = this.at
    for (const one of this.recorded.kept) one.until = Math.min(one.until, asked)
    this.ownBackupsMayGo()
    await this.changes({ operations: [], files: [], passphrase: null, removed: {}, erased: this.disk.made }, (call) =>
      call.erase.begin({ word: 'erase', ...(passphrase !== undefined && { passphrase }) }),
    )
    this.recorded.appearances.push({ asked, at: this.at, appearance: defaultAppearance })
  }

  /** `change` resolves once the folder holds what it then must hold. */
  async changes(to: Partial<Omit<World, 'asked' | 'at'>>, change: (call: Call) => Promise<unknown>) {
    this.changing = { ...this.world, ...to, asked: this.at, at: Number.POSITIVE_INFINITY }
    this.recorded.worlds.push(this.changing)
    if (this.world.passphrase === null && this.changing.passphrase !== null) this.ownBackupsMayGo()
    await this.ask(change)
    this.isChanged()
  }
  private ownBackupsMayGo(): void {
    for (const backup of this.recorded.backups)
      if (backup.folder.startsWith(this.place.folder)) backup.until = Math.min(backup.until, this.at)
  }
  private isChanged(): void {
    if (this.changing !== null) this.changing.at = this.at
    this.changing = null
  }
  /** That which counts until a change is answered. */
  get folder(): string {
    return this.place.folder
  }
  get world(): World {
    const { worlds } = this.recorded
    return this.changing === null ? lastWorld(this.recorded) : (worlds.at(-2) as World)
  }

  /** Checks, and mends what the check finds. */
  async repair(): Promise<void> {
    await this.ask(async (call) => {
      await call.verify.start()
      while ((await call.verify.progress()).state === 'running') await setImmediate()
      const { state } = await call.verify.repair()
      if (state !== 'done') throw { code: state }
    })
    for (const span of this.recorded.damaged) span.until = Math.min(span.until, this.at)
  }

  /** What somebody does with a copy of the folder on another computer, as the file of all that work. */
  async elsewhere(act: (store: Store) => Promise<void>): Promise<Uint8Array> {
    const { folder } = this.place
    const { files } = this.disk.killed()
    const clock = () => this.now
    const held = { folder, ready() {}, async release() {} }
    const store = await openStore({ folder, files, held, clock, zone: eastern })
    await act(store)
    const lying = desk()
    const nothing = async () => {}
    const base = JSON.parse(readFileSync(this.place.packFile, 'utf8')) as Pack
    const places = { files, folder, codec: plainCodec, base, clock, version: '0.0.0' }
    const inTurn = takeTurns()
    const here = { store, places, inTurn, desk: lying, backUp: nothing, removeToo: nothing, reopen: nothing }
    const { id } = await workService(here).pack({ passphrase: null })
    await store.close()
    return lying.read(id).bytes
  }

  // Opening and closing

  async open(): Promise<void> {
    for (let tries = 1; ; tries++) {
      this.core = await compose({
        ...{ dataFolder: this.place.folder, packFile: this.place.packFile, host: 'loopback' },
        ...{ versions: { app: '0.0.0', node: '20.0.0' }, zone: eastern, clock: () => this.now, passphraseCost: cheap },
        ...{ files: this.files, startReviewsWorker: () => workerHere(this.files) },
        open: async (options) => {
          this.timers.forget()
          this.store = this.overheard(await openStore({ ...options, segmentLimits }))
          return this.store
        },
      })
      this.call = clientOf(this.core)
      const failure = this.core.failure ?? (await this.unlocked()) ?? this.core.failure ?? this.store.readOnly
      if (failure === null) break
      if (this.faults === null || tries === 8) throw new Error(`the app didn't open: ${JSON.stringify(failure)}`)
      this.faults.mend(failure)
      await this.core.close().catch(() => {})
    }
    await this.faults?.without(() => this.findAgain())
  }

  /** Resolves to why it can't be. */
  private async unlocked(): Promise<unknown> {
    const { worlds } = this.recorded
    const passphrases = new Set(worlds.slice(this.changing ? -2 : -1).map(({ passphrase }) => passphrase))
    let failure: unknown = null
    for (const passphrase of passphrases) {
      if ((await this.call.lock.state()).state !== 'locked') return null
      if (passphrase === null) continue
      failure = await this.call.lock.unlock({ passphrase }).then(
        () => null,
        (error) => error,
      )
    }
    return failure
  }

  /** What was refused, and could not be taken off a failing disk either, may turn up whole. */
  private async findAgain(): Promise<void> {
    const found = []
    for await (const operation of this.store.operations()) found.push(operation)
    const view = await this.call.lock.state()
    if (this.changing !== null && (view.state === 'off') === (this.changing.passphrase === null)) {
      const { operations } = this.changing
      const isThere = isDeepStrictEqual(
        found,
        operations.map(({ operation }) => operation),
      )
      const isOtherHistory = operations !== this.world.operations
      const isOtherLock = this.changing.passphrase !== this.world.passphrase
      if (isOtherHistory ? isThere : isOtherLock && (await this.opensWith(this.changing.passphrase))) this.isChanged()
    }
    const { operations } = this.world
    const known = new Set(operations.map(({ operation }) => operation.id))
    for (const operation of found) if (!known.has(operation.id)) operations.push({ at: this.at, operation })
  }
  private async opensWith(passphrase: string | null): Promise<boolean> {
    if (passphrase === null) return true
    return this.call.lock.changePassphrase({ passphrase, next: passphrase }).then(
      () => true,
      () => false,
    )
  }

  async restart(): Promise<void> {
    await this.close()
    await this.open()
  }
  damage(path: string, change: (bytes: Buffer) => Buffer): void {
    this.disk.damage(join(this.place.folder, path), change)
  }

  /** While it is closed: what another life can begin with. */
  memory(): Memory {
    return { recorded: copyOf(this.recorded), made: { ...this.made }, now: this.now, disk: this.disk.killed() }
  }
  remember({ recorded, made, now, disk }: Memory): void {
    this.recorded = copyOf(recorded)
    this.made = { ...made }
    this.now = now
    this.disk.become(disk)
  }

  /** What closing would have written is taken back. */
  async killAndRestart(): Promise<void> {
    const asKilled = this.disk.killed()
    this.recording = false
    await this.close()
    this.recording = true
    this.disk.become(asKilled)
    await this.open()
  }

  async close(): Promise<void> {
    await this.core?.close()
  }
  end(): void {
    this.timers.letGo()
  }

  // What must hold

  private get at(): number {
    return this.recorded.steps.length
  }
  /** A folder beside the data folder, as on a stick. */
  async folderBeside(name: string): Promise<string> {
    const path = join(this.place.folder, '..', name)
    await this.disk.files.makeFolder(path)
    await this.disk.files.syncFolder(join(path, '..'))
    return path
  }
  /** The learner was told of this file. */
  given(path: string, text: string): void {
    this.world.files.push({ at: this.at, path, text })
  }
  keeps(words: string): void {
    this.recorded.kept.push({ at: this.at + 1, until: Number.POSITIVE_INFINITY, words })
  }
  mayTell(code: string): void {
    this.recorded.told.push({ at: this.at, code })
  }
  /** From the next step on, until it is repaired. */
  isDamaged(): void {
    this.recorded.damaged.push({ from: this.at + 1, until: Number.POSITIVE_INFINITY })
  }
  /** After damage an earlier appearance counts. */
  appearanceIsNow(): void {
    const { appearance } = this.store
    this.recorded.appearances.push({ asked: 0, at: this.at, appearance })
  }
  /** Names below the data folder, sorted. */
  filesIn(folder: string): string[] {
    const files = [...this.disk.everything()].map(([path]) => path.slice(this.place.folder.length + 1))
    return files.filter((path) => path.startsWith(`${folder}/`)).sort()
  }
  /** Read from the disk itself: no call of the app's. */
  private inLog(): Operation[] {
    return this.filesIn('log').flatMap((path) => {
      const bytes = this.disk.content(join(this.place.folder, path)) ?? Buffer.alloc(0)
      const records = scanLines(bytes, path).records.map((found) => jsonOf(bytes, found, path, this.store.codec))
      return records.flatMap((json) => (json === null ? [] : (JSON.parse(json) as Operation)))
    })
  }
  lastSegment(folder: string): string {
    return this.filesIn(folder).at(-1) ?? ''
  }

  /** The store, every promise it keeps written down. */
  private overheard(store: Store): Store {
    const { recorded } = this
    const { record, merge, checkpoint, addNoteVersions, changeAppearance, writeNote, writeOwnCards } = store
    const recordedNow = (operation: Operation) => {
      // While all of it changes, it is in that which comes too.
      for (const operations of new Set([this.world.operations, lastWorld(recorded).operations])) {
        const isKnown = operations.some((one) => one.operation.id === operation.id)
        if (!isKnown) operations.push({ at: this.at, operation })
      }
    }
    store.record = async (...given: Parameters<typeof record>) => {
      const operation = await record.apply(store, given)
      recordedNow(operation)
      return operation as never
    }
    store.merge = async (...given) => {
      await merge.apply(store, given)
      for (const operation of this.inLog()) recordedNow(operation)
      // The checkpoint that a merge begins goes on beside what comes next, in whichever order.
      await setImmediate()
      await checkpointing
    }
    let checkpointing: Promise<void> = Promise.resolve()
    store.checkpoint = () => {
      const writing = checkpoint.call(store)
      checkpointing = writing.catch(() => {})
      return writing
    }
    store.addNoteVersions = async (note, versions) => {
      await addNoteVersions.call(store, note, versions)
      for (const { version, text } of versions) recorded.notes.set(noteKey(note, version, checksumOf(text)), text)
    }
    store.changeAppearance = async (patch) => {
      const asked = this.at
      const appearance = await changeAppearance.call(store, patch)
      recorded.appearances.push({ asked, at: this.at, appearance })
      return appearance
    }
    store.writeNote = async (note, version, text, visit) => {
      const checksum = await writeNote.call(store, note, version, text, visit)
      recorded.notes.set(noteKey(note, version, checksum), text)
      return checksum
    }
    store.writeOwnCards = async (cards) => {
      const checksums = await writeOwnCards.call(store, cards)
      for (const [i, { card, version, text }] of cards.entries())
        recorded.cards.set(cardKey(card, version, checksums[i] as string), structuredClone(text))
      return checksums
    }
    return store
  }
}

/**
 * What the core does now and then, or some seconds later, happens when the life says so: a slow machine must not see
 * another life. Short waits are real.
 */
class HeldTimers {
  private readonly real = { setInterval, setTimeout }
  private held: { task: () => void; every: number }[] = []

  constructor() {
    const hold = (task: () => void, every: number) => {
      this.held.push({ task, every })
      return this.real.setTimeout(() => {}, 0)
    }
    Object.assign(globalThis, {
      setInterval: hold,
      setTimeout: (task: () => void, ms = 0) => (ms < 1000 ? this.real.setTimeout(task, ms) : hold(task, 0)),
    })
  }
  run(every: number): void {
    for (const one of this.held) if (one.every === every) one.task()
  }
  forget(): void {
    this.held = []
  }
  letGo(): void {
    Object.assign(globalThis, this.real)
  }
}

/** As they stand in a file, where what has no value isn't. */
const withoutRemoved = (operations: World['operations'], removed: Removed): World['operations'] =>
  operations.map((one) => {
    const operation = redacted(one.operation, removed)
    return operation === one.operation ? one : { ...one, operation: JSON.parse(JSON.stringify(operation)) }
  })

/** The worker that reads all reviews, here and over the same disk. */
function workerHere(files: Files): Worker {
  const cache = new ColumnCache(files)
  const worker = Object.assign(new EventEmitter(), {
    unref() {},
    async terminate() {
      return 0
    },
    async postMessage({ id, job, log }: Request) {
      try {
        const segments = await cache.all(log)
        const answer =
          job.kind === 'card'
            ? await cardHistory(files, log.folder, segments, job.card)
            : joined(segments.map(({ columns }) => columns))
        worker.emit('message', { id, answer } satisfies Reply)
      } catch (error) {
        worker.emit('message', { id, error: String(error) } satisfies Reply)
      }
    },
  })
  return worker as unknown as Worker
}
