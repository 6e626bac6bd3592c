import { randomBytes } from 'node:crypto'
import type { Low } from 'lowdb'
import type { MergeSource, Operation, OperationData, OperationKind, StudyState } from '../../../shared/model/operations'
import type { OwnCard, OwnCardRef } from '../../../shared/model/own-card'
import { type Appearance, defaultAppearance } from '../../../shared/model/study'
import type { Failure, Notice } from '../../../shared/model/views'
import { applyOperation, requestDepth } from '../../../shared/rules/fold'
import { type ImportOutcome, importSteps } from '../../../shared/rules/import-fold'
import { removedName } from '../../../shared/rules/removal'
import type { Source } from '../backups/repository'
import { breathing } from '../breathing'
import { holdsOf, sourceFiles } from './backup-source'
import { type Codec, type DataKey, plainCodec, sealedCodec } from './codec'
import type { DurableLog } from './durable-log'
import { Closed, failureOf, NotSaved, StoreFailure } from './failure'
import type { Files } from './files'
import type { Library, LibraryCard, WrittenText } from './library'
import type { Lock } from './lock'
import { Media } from './media'
import { foldMergedLog } from './merged-log'
import { NoteFiles, type Version } from './note-files'
import { patientJson } from './patient-json'
import type { Quarantine } from './quarantine'
import type { LogRecord } from './record-codec'
import { hasRoom } from './room'
import { missing, type Segment, type SegmentAdapter, type Tail } from './segment-adapter'
import { sharedRun } from './shared-run'
import type { SnapshotAdapter } from './snapshot-adapter'

/** What `state.json` holds. */
export interface Checkpoint {
  /** Number of the last record that the state holds. */
  through: number
  segments: readonly Segment[]
  state: StudyState
  /** The state was folded while records were missing: should they come back, it is folded anew. */
  partial: boolean
  /** Of the library; absent in a checkpoint of an earlier version. */
  library?: readonly Segment[]
}
/** What `settings.json` holds. */
export interface SettingsFile {
  appearance: Appearance
  /** Notices that were dismissed for good. */
  told?: readonly string[]
}

/** What opening found and made. */
export interface Parts {
  folder: string
  files: Files
  clock: () => number
  zone: (at: number) => number
  lock: Lock
  quarantine: Quarantine
  settings: Low<SettingsFile>
  checkpoints: Low<Checkpoint>
  /** Where they are written. */
  stateFile: SnapshotAdapter<Checkpoint>
  log: Low<Tail>
  segments: SegmentAdapter
  library: Library
  state: StudyState
  partial: boolean
  readOnly: Failure | null
  endedUncleanly: boolean
  /** With a lock: what everything is sealed with. */
  key?: DataKey
}

const checkpointEvery = 500
/** How often a checkpoint is begun again because something was recorded while it was made. */
const triesInParts = 3

/** An operation on its way to the disk. */
interface Draft {
  kind: OperationKind
  data: string
  after?: string
  request?: string
  at: number
  resolve(operation: Operation): void
  reject(error: unknown): void
}

export class OpenedStore {
  readonly folder: string
  readonly state: StudyState
  /** Names this opening for ever: with the counter it makes ids that no other opening and no copy can make. */
  private readonly device = randomBytes(8).reduce((name, byte) => name + (byte % 36).toString(36), '')
  private made = 0
  private readonly notes: NoteFiles
  private readonly media: Media
  private readonly events: Notice[] = []
  private shownAppearance: Appearance
  private settingsTurn: Promise<unknown> = Promise.resolve()

  private waiting: Draft[] = []
  /** Calls of `record` that have neither been saved nor refused. */
  private unsettled = 0
  private readonly save = sharedRun(() => this.saveWaiting())
  /** A merge that is to be made before anything else is saved. */
  private merging: (() => Promise<void>) | null = null
  /** Answers of this session by request id, the newest 200. */
  private readonly asked = new Map<string, Promise<Operation>>()

  /** Number of the last record that the state holds, and the segments as they were then. */
  private through: number
  private covered: readonly Segment[]
  private checkpointed: number
  /** Something that the newest checkpoint doesn't hold. */
  private dirty = false
  ownCardsComing: ((refs: StudyState['ownCards']) => Promise<void>) | null = null
  private readonly watching: ((operation: Operation | null) => void)[] = []
  notesChanged = 0
  correctionsChanged = 0
  private checkpointing: Promise<void> = Promise.resolve()
  private closing: Promise<void> | null = null

  constructor(private readonly parts: Parts) {
    const { folder, files, quarantine, segments, settings, state, checkpoints } = parts
    this.folder = folder
    this.state = state
    const setAside = (file: string, bytes: number, kept: string) => this.tailSetAside(file, bytes, kept)
    const codec = parts.key ? sealedCodec(parts.key) : plainCodec
    this.notes = new NoteFiles(files, folder, quarantine, setAside, codec)
    this.media = new Media(files, folder, codec)
    this.shownAppearance = { ...defaultAppearance, ...settings.data.appearance }
    this.through = segments.last
    this.covered = segments.segments
    this.dirty = this.through > checkpoints.data.through
    this.checkpointed = checkpoints.data.through
  }

  /** All at one instant: state and table must never tell of different moments. */
  private snapshot(): Checkpoint {
    const { library, partial } = this.parts
    return { through: this.through, segments: this.table, state: this.state, partial, library: library.segments }
  }

  /** The segments as they were when the state last changed. */
  private get table(): readonly Segment[] {
    const { segments } = this.parts
    return segments.last === this.through ? segments.segments : this.covered
  }

  get readOnly(): Failure | null {
    return this.parts.readOnly ?? this.parts.segments.failure ?? this.parts.library.failure
  }
  async wouldTakeChanges(): Promise<boolean> {
    const { readOnly, files, folder } = this.parts
    return readOnly !== null && this.closing === null && (await hasRoom(files, folder))
  }
  get vault(): string | null {
    return this.parts.key?.vault ?? null
  }
  get codec(): Codec {
    return this.parts.key ? sealedCodec(this.parts.key) : plainCodec
  }
  get endedUncleanly(): boolean {
    return this.parts.endedUncleanly
  }
  get savedAt(): number | null {
    return this.state.savedAt || null
  }
  get appearance(): Appearance {
    return this.shownAppearance
  }

  // Notices

  get notices(): readonly Notice[] {
    const { segments, damagedHeaders } = this.parts.segments
    const losses = segments.flatMap((segment): Notice[] => {
      const lost = missing(segment)
      const file = `log/${segment.name}`
      if (segment.gone && segment.told !== lost)
        return [{ id: `missing:${segment.name}`, code: 'segment-missing', detail: { file, records: lost } }]
      if ((lost > 0 && segment.told !== lost) || damagedHeaders.has(segment.name))
        return [{ id: `missing:${segment.name}`, code: 'records-missing', detail: { file, missing: lost } }]
      return []
    })
    return [...this.events, ...losses]
  }

  dismissNotice(id: string): void {
    const at = this.events.findIndex((notice) => notice.id === id)
    if (at !== -1) {
      this.events.splice(at, 1)
      if (this.once.has(id)) void this.neverAgain(id)
    } else if (id.startsWith('missing:')) {
      this.parts.segments.tell(id.slice('missing:'.length))
      this.dirty = true
    }
  }

  /** Notices that are given once in the life of these settings. */
  private readonly once = new Set<string>()
  notifyOnce(code: Notice['code'], detail: Notice['detail']): void {
    if (this.parts.settings.data.told?.includes(code)) return
    this.once.add(code)
    this.notify(code, detail)
  }
  /** One that can't be kept is given again at the next start. */
  private neverAgain(id: string): Promise<unknown> {
    return this.changeSettings(({ told = [] }) => ({ told: [...told, id] })).catch(() => {})
  }

  notify(code: Notice['code'], detail: Notice['detail'], about = ''): void {
    const id = about === '' ? code : `${code}:${about}`
    if (!this.events.some((notice) => notice.id === id)) this.events.push({ id, code, detail })
  }
  tailSetAside(file: string, bytes: number, keptAs: string): void {
    this.notify('tail-set-aside', { file, bytes, keptAs }, keptAs || file)
  }

  // Operations

  record<K extends OperationKind>(
    kind: K,
    data: OperationData[K],
    options: { after?: string; request?: string } = {},
  ): Promise<Operation<K>> {
    const { request } = options
    if (request === undefined) return this.submit(kind, data, options) as Promise<Operation<K>>
    const first = this.asked.get(request) ?? this.firstAnswer(request)
    if (first !== null) return first as Promise<Operation<K>>
    const answer = this.submit(kind, data, options)
    this.asked.set(request, answer)
    answer.then(
      () => {
        const [oldest] = this.asked.keys()
        if (this.asked.size > requestDepth && oldest !== undefined) this.asked.delete(oldest)
      },
      () => this.asked.delete(request),
    )
    return answer as Promise<Operation<K>>
  }

  private submit(
    kind: OperationKind,
    data: unknown,
    options: { after?: string; request?: string },
  ): Promise<Operation> {
    const refusal = this.refusal()
    if (refusal !== null) return Promise.reject(refusal)
    return new Promise<Operation>((resolve, reject) => {
      // As it is now: the caller may go on with its object.
      this.waiting.push({ ...options, kind, data: JSON.stringify(data), at: this.parts.clock(), resolve, reject })
      this.unsettled++
      void this.save()
    })
  }

  /** Everything that waits goes to the disk in one write. */
  private async saveWaiting(): Promise<void> {
    const { merging } = this
    this.merging = null
    if (merging) await merging()
    const drafts = this.nextDrafts()
    if (drafts.length === 0) return
    try {
      await this.saveDrafts(drafts)
    } catch (error) {
      // Not the disk, but a mistake in here: nobody may wait for ever because of it. Settled ones stay as they are.
      for (const draft of drafts) draft.reject(error)
    }
    this.unsettled -= drafts.length
    this.checkpointWhenDue()
    if (this.waiting.length > 0) void this.save()
  }

  /** All that wait; but what is folded in slices is saved alone, so that state and log always tell of one moment. */
  private nextDrafts(): Draft[] {
    const slow = this.waiting.findIndex(({ kind, data }) => kind === 'import' || isStepOfImport(kind, data))
    return this.waiting.splice(0, slow === -1 ? this.waiting.length : Math.max(1, slow))
  }

  private async saveDrafts(drafts: readonly Draft[]): Promise<void> {
    const { log, segments } = this.parts
    // Numbers and clock are given out here, where nothing can come between them and the disk, and taken back with a
    // refusal: so a gap in the numbers always means a loss.
    const first = segments.last + 1
    log.data = { tail: [] }
    const operations = this.make(drafts, (json, i) => log.data.tail.push({ n: first + i, json }))
    let refusal: unknown
    try {
      await log.write()
    } catch (error) {
      refusal = error instanceof NotSaved ? error : new NotSaved(failureOf(error), { cause: error })
    }
    log.data = { tail: [] }
    const durable = segments.last + 1 - first
    for (const operation of operations.slice(0, durable)) {
      const outcome = await this.outcomeOf(operation)
      applyOperation(this.state, operation, outcome)
      for (const seen of this.watching) seen(operation)
      const { kind } = 'operation' in operation.data ? operation.data.operation : operation
      if (kind === 'note' || kind === 'note-removed' || kind === 'import' || kind === 'removed-for-good')
        this.notesChanged++
      if (kind === 'correct' || kind === 'removed-for-good') this.correctionsChanged++
    }
    this.made += durable
    this.through = segments.last
    this.covered = segments.segments
    if (durable > 0) this.dirty = true
    drafts.forEach((draft, i) => {
      if (i < durable) draft.resolve(operations[i] as Operation)
      else draft.reject(refusal)
    })
  }

  /** Of an import, undone or done again too: what it leaves, made while others have their turns. */
  private async outcomeOf(operation: Operation): Promise<ImportOutcome | null | undefined> {
    const steps = importSteps(this.state, operation)
    if (!steps) return undefined
    const rest = breathing()
    let step = steps.next()
    for (; !step.done; step = steps.next()) await rest()
    if (step.value) await this.ownCardsComing?.(step.value.ownCards)
    return step.value
  }

  /** The operations as they will be read back, in order of the hybrid clock (the greater of clock and greatest seen). */
  private make(drafts: readonly Draft[], each: (json: string, i: number) => void): Operation[] {
    let { time, tick } = this.state
    return drafts.map((draft, i) => {
      tick = draft.at > time ? 0 : tick + 1
      time = Math.max(draft.at, time)
      const { kind, after, request, at } = draft
      const head = { id: `${this.device}:${this.made + i + 1}`, time, tick, at, zone: this.parts.zone(at), kind, v: 1 }
      const json = `${JSON.stringify({ ...head, after, request }).slice(0, -1)},"data":${draft.data}}`
      each(json, i)
      return JSON.parse(json) as Operation
    })
  }

  watch(seen: (operation: Operation | null) => void): void {
    this.watching.push(seen)
  }

  // Merging

  refolded(): Promise<StudyState> {
    return this.fold()
  }
  mergedWith(foreign: readonly Operation[]): Promise<StudyState> {
    return this.fold(foreign)
  }
  private fold(more?: readonly Operation[]): Promise<StudyState> {
    const { segments } = this.parts
    const records = (to: number, after: number) => segments.records(to, after)
    return foldMergedLog({ records, through: this.through, ...(more && { more }) })
  }

  /** In the turn of what is saved: what comes meanwhile waits, and is then made on top of it. */
  merge(foreign: readonly Operation[], source: MergeSource): Promise<void> {
    const refusal = this.refusal()
    if (refusal !== null) return Promise.reject(refusal)
    return new Promise((resolve, reject) => {
      this.merging = () => this.mergeNow(foreign, source).then(resolve, reject)
      void this.save()
    })
  }

  private async mergeNow(foreign: readonly Operation[], source: MergeSource): Promise<void> {
    const { log, segments } = this.parts
    const state = await this.fold(foreign)
    await this.ownCardsComing?.(state.ownCards)
    const at = this.parts.clock()
    const operations = foreign.length
    const reviews = foreign.filter(({ kind }) => kind === 'review').length
    const first = segments.last + 1
    const record = (kind: OperationKind, tick: number, data: object) => {
      const id = `${this.device}:${this.made + tick}`
      return JSON.stringify({
        ...{ id, time: state.time, tick: state.tick + tick, at, zone: this.parts.zone(at), kind, v: 1, data },
      })
    }
    const tail: LogRecord[] = [{ n: first, json: record('merge-begun', 1, { source, operations }) }]
    const rest = breathing()
    for (const operation of foreign) {
      tail.push({ n: first + tail.length, json: JSON.stringify(operation) })
      await rest()
    }
    tail.push({ n: first + tail.length, json: record('merge', 2, { source, operations, reviews }) })
    log.data = { tail }
    try {
      await log.write()
    } catch (error) {
      // Else what is recorded next would pass for a part of it.
      if (segments.last >= first) await segments.takeBackTo(first - 1)
      throw error instanceof NotSaved ? error : new NotSaved(failureOf(error), { cause: error })
    } finally {
      log.data = { tail: [] }
    }
    this.made += 2
    Object.assign(this.state, state)
    this.through = segments.last
    this.covered = segments.segments
    this.dirty = true
    this.notesChanged++
    this.correctionsChanged++
    this.first = null
    for (const seen of this.watching) seen(null)
    // Without one the next opening would have to reckon all of it again.
    this.checkpointed = this.through - checkpointEvery
    this.checkpointWhenDue()
  }

  async addNoteVersions(note: string, versions: readonly Version[]): Promise<void> {
    const refusal = this.refusal()
    if (refusal !== null) throw refusal
    await this.notes.add(note, versions).catch((error) => {
      throw new NotSaved(failureOf(error, { note }), { cause: error })
    })
  }
  libraryCards(): ReturnType<Library['all']> {
    return this.parts.library.all()
  }

  /** Null if the request is new. */
  private firstAnswer(request: string): Promise<Operation> | null {
    const id = this.state.requests.find(([known]) => known === request)?.[1]
    if (id === undefined) return null
    const recent = [...this.state.done, ...this.state.undone].find((operation) => operation.id === id)
    return recent === undefined ? this.find(id) : Promise.resolve(recent)
  }
  private async find(id: string): Promise<Operation> {
    for await (const operation of this.operations()) if (operation.id === id) return operation
    throw new NotSaved({ code: 'damaged', detail: { operation: id } })
  }

  answered(request: string): boolean {
    return this.state.requests.some(([known]) => known === request)
  }

  undo(): Promise<Operation | null> {
    return this.step('undo', () => this.state.done.at(-1))
  }
  redo(): Promise<Operation | null> {
    return this.step('redo', () => this.state.undone.at(-1))
  }
  /** Which operation it is about is known only when all before it is settled, and no other may slip in after that. */
  private async step(kind: 'undo' | 'redo', newest: () => Operation | undefined): Promise<Operation | null> {
    while (this.unsettled > 0) await this.save()
    const operation = newest()
    return operation === undefined ? null : this.record(kind, { operation })
  }

  async *operations(after = 0): AsyncGenerator<Operation> {
    const { segments } = this.parts
    const before = segments.segments
    for await (const { json } of segments.records(this.through, after)) yield JSON.parse(json) as Operation
    if (segments.segments !== before) this.dirty = true
  }

  get log(): DurableLog {
    const { key } = this.parts
    return { folder: this.folder, segments: this.table, ...(key && { key }) }
  }

  // Backups

  async backupSource(): Promise<Source> {
    const { folder, files, segments, library } = this.parts
    const { state, table } = this
    const media = await this.media.names()
    return {
      holds: holdsOf(state, table),
      missing: segments.segments.reduce((sum, one) => sum + missing(one), 0),
      history: await this.firstOperation(),
      vault: this.vault,
      removed: removedName(state.removed),
      files: await sourceFiles({ files, folder, state, log: table, library: library.segments, media }),
    }
  }
  private first: string | null = null
  private async firstOperation(): Promise<string | null> {
    if (this.first === null)
      for await (const { id } of this.operations()) {
        this.first = id
        break
      }
    return this.first
  }

  // Settings and notes

  private refusal(): NotSaved | null {
    if (this.closing !== null) return new Closed()
    return this.parts.readOnly === null ? null : new NotSaved(this.parts.readOnly)
  }

  async changeAppearance(patch: Partial<Appearance>): Promise<Appearance> {
    const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
    await this.changeSettings(() => ({ appearance: { ...this.shownAppearance, ...given } }))
    return this.shownAppearance
  }
  private changeSettings(change: (before: SettingsFile) => Partial<SettingsFile>): Promise<void> {
    const turn = this.settingsTurn.then(async () => {
      const refusal = this.refusal()
      if (refusal !== null) throw refusal
      const { settings } = this.parts
      const before = settings.data
      settings.data = { ...before, ...change(before) }
      try {
        await settings.write()
      } catch (error) {
        settings.data = before
        throw new NotSaved(failureOf(error, { file: 'settings.json' }), { cause: error })
      }
      this.shownAppearance = { ...defaultAppearance, ...settings.data.appearance }
    })
    this.settingsTurn = turn.catch(() => {})
    return turn
  }

  async writeNote(note: string, version: number, text: string, visit?: string): Promise<string> {
    const refusal = this.refusal()
    if (refusal !== null) throw refusal
    const writing = this.notes.write(note, {
      version,
      at: this.parts.clock(),
      ...(visit !== undefined && { visit }),
      text,
    })
    try {
      return await writing
    } catch (error) {
      throw new NotSaved(failureOf(error, { note }), { cause: error })
    }
  }

  async readNote(note: string): Promise<string> {
    const record = this.state.notes[note]
    if (record === undefined) throw new Error(`no such note: ${note}`)
    const found = await this.notes.read(record).catch(unreadable(note))
    if (found === null || found.damaged) this.notify('note-damaged', { note }, note)
    if (found === null) throw new StoreFailure({ code: 'damaged', detail: { note } })
    return found.text
  }

  async noteIsSound(note: string): Promise<boolean> {
    const record = this.state.notes[note]
    return record !== undefined && (await this.notes.read(record))?.damaged === false
  }

  async noteVersions(note: string): ReturnType<NoteFiles['versions']> {
    return this.notes.versions(note).catch(unreadable(note))
  }

  // Own cards

  async writeOwnCards(cards: readonly LibraryCard[]): Promise<string[]> {
    const refusal = this.refusal()
    if (refusal !== null) throw refusal
    try {
      return await this.parts.library.write(cards)
    } catch (error) {
      throw error instanceof NotSaved ? error : new NotSaved(failureOf(error), { cause: error })
    }
  }

  get ownCardTexts(): number {
    return this.parts.library.last
  }
  async takeBackOwnCards(texts: number, cards: readonly WrittenText[]): Promise<void> {
    try {
      await this.parts.library.takeBackTo(texts, cards, () => this.checkpoint())
    } catch (error) {
      throw error instanceof NotSaved ? error : new NotSaved(failureOf(error), { cause: error })
    }
  }

  ownCard(card: string, ref: OwnCardRef): { text: OwnCard; damaged: boolean } | null {
    return this.parts.library.get(card, ref)
  }

  // Pictures of cards

  mediaNames(): Promise<string[]> {
    return this.media.names()
  }
  readMedia(name: string): Promise<Buffer | null> {
    return this.media.read(name)
  }
  async writeMedia(bytes: Uint8Array): Promise<{ name: string; isNew: boolean }> {
    const refusal = this.refusal()
    if (refusal !== null) throw refusal
    return this.media.write(bytes).catch((error) => {
      throw new NotSaved(failureOf(error), { cause: error })
    })
  }
  removeMedia(name: string): Promise<void> {
    return this.media.remove(name)
  }

  /** Tells of texts that the state names and that can't be read, all in one notice. */
  checkOwnCards(): void {
    let cards = 0
    let older = 0
    for (const [card, ref] of Object.entries(this.state.ownCards)) {
      const found = ref.deleted ? undefined : this.ownCard(card, ref)
      if (found === null || found?.damaged) cards++
      if (found?.damaged) older++
    }
    if (cards > 0) this.notify('own-cards-damaged', { cards, older })
  }

  // Checkpoint and end

  async checkpoint(): Promise<void> {
    const refusal = this.refusal()
    if (refusal !== null) throw refusal
    const writing = this.writeCheckpoint()
    this.checkpointing = writing.catch(() => {})
    return writing
  }

  private async writeCheckpoint(): Promise<void> {
    let through = this.through
    try {
      await this.parts.stateFile.writeMade(async () => {
        const json = await this.unchangedJson()
        through = this.through
        return json
      })
    } catch (error) {
      this.dirty = true
      throw new NotSaved(failureOf(error, { file: 'state.json' }), { cause: error })
    }
    this.checkpointed = through
  }
  /**
   * A snapshot made while others have their turn. What was made before something was recorded tells of no moment there
   * was: it is made again, and in the end all at once, which takes a turn of 30 ms at 20,000 cards.
   */
  private async unchangedJson(): Promise<Buffer> {
    for (let tries = 0; tries < triesInParts; tries++) {
      this.dirty = false
      const json = await patientJson(this.snapshot())
      if (!this.dirty) return json
    }
    this.dirty = false
    return Buffer.from(JSON.stringify(this.snapshot()))
  }

  private checkpointWhenDue(): void {
    if (this.through - this.checkpointed < checkpointEvery) return
    this.checkpointed = this.through
    // Answers go out first. One that fails harms nothing: the log holds everything, and the next is due after as many
    // operations again.
    setImmediate(() => {
      if (this.closing === null) void this.checkpoint().catch(() => {})
    })
  }

  close(): Promise<void> {
    this.closing ??= this.finish()
    return this.closing
  }

  private async finish(): Promise<void> {
    try {
      while (this.unsettled > 0) await this.save()
      await Promise.all([this.settingsTurn, this.notes.settled(), this.parts.library.settled()])
      // One that is on its way may not outlive the lock.
      await this.checkpointing
      if (this.dirty && this.parts.readOnly === null) await this.writeCheckpoint().catch(() => {})
      // Everything answered for was synced: that a file can't be closed takes nothing away.
      await Promise.allSettled([this.parts.segments.close(), this.parts.library.close()])
    } finally {
      await this.parts.lock.release()
    }
  }
}

/** `data` is JSON. */
const isStepOfImport = (kind: OperationKind, data: string) =>
  (kind === 'undo' || kind === 'redo') && (JSON.parse(data) as OperationData['undo']).operation.kind === 'import'

/** A file that the system doesn't let us read now; trying again may help. */
function unreadable(note: string) {
  return (error: unknown): never => {
    throw new StoreFailure(failureOf(error, { note }), { cause: error })
  }
}
