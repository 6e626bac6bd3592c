/** One life over a disk: the app opened and opened again, and everything it answers written down. */
import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { createRouterClient } from '@orpc/server'
import { type Core, compose } from '../../electron/core/compose'
import { joined } from '../../electron/core/reviews/all-reviews'
import { cardHistory } from '../../electron/core/reviews/card-history'
import { ColumnCache } from '../../electron/core/reviews/column-cache'
import type { Reply, Request } from '../../electron/core/reviews/jobs'
import type { Files } from '../../electron/core/store/files'
import { openStore, type Store } from '../../electron/core/store/store'
import { eastern } from '../support/zones'
import type { Disk } from './disk'
import { cardKey, noteKey, nothingRecorded, type Recorded } from './recorded'

const clientOf = (core: Core) => createRouterClient(core.router)
type Call = ReturnType<typeof clientOf>

/** So small that a life sees the change of segments several times. */
export const segmentLimits = { maxRecords: 12 }
/** Monday 2026-06-08, 10:00 in New York; each question takes a minute. */
export const begin = Date.parse('2026-06-08T14:00:00Z')

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

export class Living {
  readonly recorded: Recorded = nothingRecorded()
  store!: Store
  private core: Core | null = null
  private call!: Call
  private now = begin
  private doing = ''
  private recording = true

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

  /** A question to the app, a minute later than the one before. */
  async ask<T>(question: (call: Call) => Promise<T>): Promise<T> {
    this.now += 60_000
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
        if (this.store.readOnly !== null && this.store.readOnly.code !== 'disk-full') {
          const known = this.recorded.operations.length
          await this.restart()
          if (this.recorded.operations.length > known) return undefined as T
        }
      }
    }
  }

  /** Many things asked for in one turn; what is refused is asked for again. */
  async atOnce(count: number, act: (n: number) => Promise<unknown>): Promise<void> {
    const results = await Promise.allSettled(Array.from({ length: count }, (_, n) => act(n)))
    for (const [n, result] of results.entries()) if (result.status === 'rejected') await this.attempt(() => act(n))
  }

  async open(): Promise<void> {
    for (let tries = 1; ; tries++) {
      this.core = await compose({
        ...{ dataFolder: this.place.folder, packFile: this.place.packFile, host: 'loopback' },
        ...{ versions: { app: '0.0.0', node: '20.0.0' }, zone: eastern, clock: () => this.now },
        ...{ files: this.files, startReviewsWorker: () => workerHere(this.files) },
        open: async (options) => {
          this.store = this.overheard(await openStore({ ...options, segmentLimits }))
          return this.store
        },
      })
      const failure = this.core.failure ?? this.store.readOnly
      if (failure === null) break
      if (this.faults === null || tries === 8) throw new Error(`the app didn't open: ${JSON.stringify(failure)}`)
      this.faults.mend(failure)
      await this.core.close().catch(() => {})
    }
    this.call = clientOf(this.core)
    await this.faults?.without(() => this.findAgain())
  }

  /** What was refused, and could not be taken off a failing disk either, may turn up whole. */
  private async findAgain(): Promise<void> {
    const { operations } = this.recorded
    const known = new Set(operations.map(({ operation }) => operation.id))
    for await (const operation of this.store.operations())
      if (!known.has(operation.id)) operations.push({ at: this.at, operation })
  }

  async restart(outside: (damage: (path: string, change: (bytes: Buffer) => Buffer) => void) => void = () => {}) {
    await this.close()
    outside((path, change) => this.disk.damage(join(this.place.folder, path), change))
    await this.open()
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

  private get at(): number {
    return this.recorded.steps.length
  }
  /** The learner was told of this file. */
  given(path: string, text: string): void {
    this.recorded.files.push({ at: this.at, path, text })
  }
  keeps(words: string): void {
    this.recorded.kept.push({ at: this.at + 1, words })
  }
  mayTell(code: string): void {
    this.recorded.told.push({ at: this.at, code })
  }
  /** After damage an earlier appearance counts. */
  appearanceIsNow(): void {
    const { appearance } = this.store
    this.recorded.appearances.push({ asked: 0, at: this.at, appearance })
  }
  lastSegment(folder: string): string {
    const files = [...this.disk.everything()].map(([path]) => path.slice(this.place.folder.length + 1))
    return (
      files
        .filter((path) => path.startsWith(`${folder}/`))
        .sort()
        .at(-1) ?? ''
    )
  }

  /** The store, every promise it keeps written down. */
  private overheard(store: Store): Store {
    const { recorded } = this
    const { record, changeAppearance, writeNote, writeOwnCards } = store
    store.record = async (...given: Parameters<typeof record>) => {
      const operation = await record.apply(store, given)
      const isKnown = recorded.operations.some((one) => one.operation.id === operation.id)
      if (!isKnown) recorded.operations.push({ at: this.at, operation })
      return operation as never
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
