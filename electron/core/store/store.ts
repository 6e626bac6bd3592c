/** The learner's work on disk: one log of operations, the state they fold into, the texts of notes, the settings. */
import { dirname, join, resolve } from 'node:path'
import { Low } from 'lowdb'
import type { MergeSource, Operation, OperationData, OperationKind, StudyState } from '../../../shared/model/operations'
import type { OwnCard, OwnCardRef } from '../../../shared/model/own-card'
import { type Appearance, defaultAppearance } from '../../../shared/model/study'
import type { Failure, Notice } from '../../../shared/model/views'
import { applyOperation, completed, emptyState } from '../../../shared/rules/fold'
import type { Source } from '../backups/repository'
import { finishRestore } from '../backups/restore'
import { type Codec, type DataKey, plainCodec, sealedCodec } from './codec'
import type { DurableLog } from './durable-log'
import { failureOf, StoreFailure } from './failure'
import { type Files, makeFolders, nodeFiles, syncAbove } from './files'
import { Library, type LibraryCard, type WrittenText } from './library'
import { type Lock, takeLock } from './lock'
import { foldMergedLog, groupOf, type MergeGroup } from './merged-log'
import type { StoredVersion, Version } from './note-files'
import { type Checkpoint, OpenedStore, type SettingsFile } from './opened-store'
import { Quarantine } from './quarantine'
import { missing, SegmentAdapter, type SegmentLimits, type Tail } from './segment-adapter'
import { SnapshotAdapter } from './snapshot-adapter'

export { NotSaved, StoreFailure } from './failure'

export interface OpenOptions {
  /** Made if it isn't there. */
  folder: string
  /** UTC ms. */
  clock?: () => number
  /** The zone's offset from UTC in minutes at that time, east positive. */
  zone?: (at: number) => number
  files?: Files
  /** How large a segment of the log or the library may grow; smaller where the change of segments is to be seen often. */
  segmentLimits?: SegmentLimits
  /** Called when a second start asks this holder to show itself. */
  announce?: () => void
  /** The folder above must be there already. */
  placeGiven?: boolean
  /** With a lock: what everything but the settings is sealed with. */
  key?: DataKey
  /** When the backup was made that has just taken the data's place, UTC ms. */
  restored?: number | null
  /** The state was taken away on purpose: that it is made again is nothing to tell. */
  remade?: boolean
  /** The folder is held already, and stays so when the store is closed. */
  held?: HeldFolder
}

/** A data folder that no other process can open now. */
export interface HeldFolder {
  /** Absolute. */
  folder: string
  /** From now on a second start is announced; one that came before is so now. */
  ready(): void
  release(): Promise<void>
}

/** Another process holds the folder; it was asked to show itself. */
export class AlreadyOpen extends Error {
  override name = 'AlreadyOpen'
}

export interface Store {
  readonly folder: string
  /** The fold of all operations; never change it from outside. */
  readonly state: Readonly<StudyState>
  readonly notices: readonly Notice[]
  dismissNotice(id: string): void
  notify(code: Notice['code'], detail: Notice['detail']): void
  /** The same, but never again once it was dismissed on this machine. */
  notifyOnce(code: Notice['code'], detail: Notice['detail']): void
  /** The id of the lock everything is sealed with; null without one. */
  readonly vault: string | null
  readonly codec: Codec
  /** The last opening didn't end by closing: something was in the log that no checkpoint held. */
  readonly endedUncleanly: boolean
  /**
   * Set when changes can't be saved for now; what is there can be read. With `disk-full` it is worth trying again:
   * each `record` does, and the first that succeeds clears this. With anything else only a new start helps.
   */
  readonly readOnly: Failure | null
  /**
   * Whether a folder in which nothing could be written when it was opened would take something now. Opening it anew then
   * lets everything be saved; to go on writing to what was read then would build on what may be another's by now.
   */
  wouldTakeChanges(): Promise<boolean>
  /** UTC ms of the newest durable operation; null before the first. */
  readonly savedAt: number | null
  /**
   * Makes the operation, appends and syncs it, folds it, then resolves. Throws `NotSaved` otherwise, and nothing has
   * changed: keep the change and ask again under the same `request`, and it is stored once. A `request` recorded
   * before, in whichever session, resolves to the operation recorded then.
   */
  record<K extends OperationKind>(
    kind: K,
    data: OperationData[K],
    options?: { after?: string; request?: string },
  ): Promise<Operation<K>>
  /** Was this request recorded before? */
  answered(request: string): boolean
  /** Takes the newest undoable operation back, by recording an `undo`; null if there is none. */
  undo(): Promise<Operation | null>
  redo(): Promise<Operation | null>
  readonly appearance: Appearance
  changeAppearance(patch: Partial<Appearance>): Promise<Appearance>
  /**
   * Appends a version to the note's own file and resolves to its SHA-256 (hex) once it is durable. It counts only when
   * a `note` operation names it. `note` is a UUID. Throws `NotSaved`.
   */
  writeNote(note: string, version: number, text: string, visit?: string): Promise<string>
  /**
   * Text of the version that the state names; an older one and a notice if that one is damaged. Throws `StoreFailure`
   * (`damaged`) and gives the notice if none can be read.
   */
  readNote(note: string): Promise<string>
  /**
   * Every version in the note's file that can be read, oldest first, whether an operation names it or not: read one at
   * a time, a long note has many long ones. Throws if the file can't be read at all. `note` is a UUID.
   */
  noteVersions(note: string): Promise<{ readable: () => Iterable<StoredVersion>; unreadable: number }>
  /**
   * Appends texts of own cards to the library, all in one write, and resolves to their checksums (SHA-256, hex) in the
   * same order once they are durable. They count only when an `own-cards` operation names them. Throws `NotSaved`.
   */
  writeOwnCards(cards: readonly LibraryCard[]): Promise<string[]>
  /** How many texts the library has: where `takeBackOwnCards` goes back to. */
  readonly ownCardTexts: number
  /**
   * Takes texts off the library again that no operation names: `cards` are all that were written since there were `texts`
   * of them. Where somebody else wrote meanwhile, they stay. Throws `NotSaved`; then they stay, too.
   */
  takeBackOwnCards(texts: number, cards: readonly WrittenText[]): Promise<void>
  /** The version that `ref` names, an older one if that can't be read (`damaged`), null if there is none. From memory. */
  ownCard(card: string, ref: OwnCardRef): { text: OwnCard; damaged: boolean } | null
  /** Names of all pictures there are: the SHA-256 (hex) of their bytes. */
  mediaNames(): Promise<string[]>
  /** The picture's bytes; null if there is none of this name, or it is damaged. */
  readMedia(name: string): Promise<Buffer | null>
  /** Keeps a picture and resolves to its name once it is durable, and whether it is new here. Throws `NotSaved`. */
  writeMedia(bytes: Uint8Array): Promise<{ name: string; isNew: boolean }>
  removeMedia(name: string): Promise<void>
  /** Rises with every operation that changes which versions of notes the state names. */
  readonly notesChanged: number
  /** The same for corrections. */
  readonly correctionsChanged: number
  /** Called after each operation was folded into the state; with null where all of it may have changed. */
  watch(seen: (operation: Operation | null) => void): void
  /**
   * Called with all own cards as they are about to be, before an import or its undoing counts: who makes something of
   * each does it then, while others have their turns.
   */
  ownCardsComing: ((refs: StudyState['ownCards']) => Promise<void>) | null
  /** Whether the version that the state names can be read. Tells nobody. */
  noteIsSound(note: string): Promise<boolean>
  /** All history after record `after`, oldest first, from disk; damage found on the way becomes a notice. */
  operations(after?: number): AsyncIterable<Operation>
  /** The log as it stands on the disk, for readers of their own: what is durable, and folded into the state. */
  readonly log: DurableLog
  /** What all history folds into, reckoned anew from the disk. */
  refolded(): Promise<StudyState>
  /** What it would be together with operations of another copy that aren't in the log; those in the one order. */
  mergedWith(foreign: readonly Operation[]): Promise<StudyState>
  /**
   * Takes operations of another copy into the log, all or none, and folds them in the one order. What they name must be
   * durable. Nothing done before can be taken back by undo then. Throws `NotSaved`; then nothing has changed.
   */
  merge(foreign: readonly Operation[], source: MergeSource): Promise<void>
  /** Appends versions that another copy made to a note's own file. They count once an operation names them. Throws `NotSaved`. */
  addNoteVersions(note: string, versions: readonly Version[]): Promise<void>
  /** Every version of every own card, by checksum, whether an operation names it or not. */
  libraryCards(): Iterable<LibraryCard & { checksum: string }>
  /** What a backup of this moment is made of. All that is durable, and nothing that isn't. */
  backupSource(): Promise<Source>
  /** Writes the state down, so that the next opening needn't fold what it holds. Throws `NotSaved`; then nothing is lost. */
  checkpoint(): Promise<void>
  /** Waits for what is being written, writes a checkpoint and frees the lock. */
  close(): Promise<void>
}

/** Throws `AlreadyOpen` or `StoreFailure`; then nothing was changed. */
export async function openStore(options: OpenOptions): Promise<Store> {
  const files = options.files ?? nodeFiles
  const held = options.held ?? (await holdFolder(options))
  const { folder } = held
  const lock: Lock = { release: options.held ? async () => {} : held.release }
  try {
    const store = await openLocked({ ...options, folder, files }, lock)
    // Asked while there was nothing to show yet: the caller hears of it once it has its store.
    setImmediate(held.ready)
    return store
  } catch (error) {
    await lock.release()
    if (error instanceof StoreFailure) throw error
    throw new StoreFailure(failureOf(error, { folder }), { cause: error })
  }
}

/** Throws `AlreadyOpen` or `StoreFailure`. */
export async function holdFolder(
  options: Pick<OpenOptions, 'folder' | 'files' | 'announce' | 'placeGiven'>,
): Promise<HeldFolder> {
  const folder = resolve(options.folder)
  const { files = nodeFiles, announce = () => {} } = options
  let ready = false
  let asked = false
  const make = async () => {
    // A drive that isn't plugged in must not look like a new person's first day.
    const above = dirname(folder)
    if (options.placeGiven && (await files.look(folder)) === null && (await files.size(above)) === null)
      throw new StoreFailure({ code: 'folder-missing', detail: { folder, above } })
    await makeFolders(files, folder)
  }
  const lock = await make()
    .then(() =>
      takeLock(folder, () => {
        if (ready) announce()
        else asked = true
      }),
    )
    .catch((error) => {
      throw new StoreFailure(failureOf(error, { folder }), { cause: error })
    })
  if (lock === null) throw new AlreadyOpen(`another process has ${folder} open`)
  let released: Promise<void> | null = null
  return {
    folder,
    ready: () => {
      ready = true
      if (asked) announce()
      asked = false
    },
    release: () => {
      released ??= lock.release()
      return released
    },
  }
}

async function openLocked(options: OpenOptions & { files: Files }, lock: Lock): Promise<Store> {
  const { folder, files, clock = Date.now, zone = localZone, segmentLimits = {}, key } = options
  const codec = key ? sealedCodec(key) : plainCodec
  const quarantine = new Quarantine(files, folder, clock, codec)
  const restored = options.restored ?? (await finishRestore(files, folder))

  // Everything is read before anything is changed: a file of a newer version ends it here, with every byte as it was.
  const settingsFile = new SnapshotAdapter<SettingsFile>(files, folder, 'settings.json', 'fieldbook-settings')
  const settings = new Low<SettingsFile>(settingsFile, { appearance: defaultAppearance })
  await settings.read()
  const stateFile = new SnapshotAdapter<Checkpoint>(files, folder, 'state.json', 'fieldbook-state', codec)
  const nothing: Checkpoint = { through: 0, segments: [], state: emptyState(), partial: false }
  const checkpoints = new Low<Checkpoint>(stateFile, nothing)
  await checkpoints.read()
  let { through, partial } = checkpoints.data
  let state = completed(checkpoints.data.state)

  let folded = 0
  let groups: MergeGroup[] = []
  const readLog = async () => {
    groups = []
    const segments = new SegmentAdapter({
      files,
      root: folder,
      folder: 'log',
      format: 'fieldbook-log',
      quarantine,
      known: checkpoints.data.segments,
      through,
      codec,
      each({ n, json }) {
        const operation = JSON.parse(json) as Operation
        const group = groupOf(n, operation)
        if (group) groups.push(group)
        // From a merge on, the order of the log isn't that of the operations.
        if (groups.length === 0) applyOperation(state, operation)
        folded++
      },
      ...segmentLimits,
    })
    const log = new Low<Tail>(segments, { tail: [] })
    await log.read()
    return { segments, log }
  }
  let { segments, log } = await readLog()
  const again = partial && segments.cameBack
  if (again) {
    // From the start: the state was made without the records that are back.
    partial = false
    through = 0
    folded = 0
    state = emptyState()
    ;({ segments, log } = await readLog())
  }
  // A merge that was cut short: none of it counts, and another one can bring it.
  const open = groups.find(({ closes }) => closes > segments.last)
  const cutShort = open ? await segments.cutAfter(open.begun - 1) : []
  const merged = groups.some((group) => group !== open)
  if (merged) {
    state = await foldMergedLog({ records: (to, after) => segments.records(to, after), through: segments.last })
    through = 0
  }
  partial ||= segments.segments.some((segment) => segment.last > through && missing(segment) > 0)

  const library = new Library(files, folder, quarantine, checkpoints.data.library ?? [], { ...segmentLimits, codec })
  await library.read()

  const torn = segments.torn
  const settingsLost =
    settingsFile.damaged || (['nothing', 'previous'].includes(settingsFile.source) && segments.last > 0)
  const stateLost =
    again || stateFile.damaged || (['nothing', 'previous'].includes(stateFile.source) && segments.last > 0)
  let keptTail: string | null = null
  let keptLibraryTail: string | null = null
  let keptSettings: string | null = null
  let readOnly: Failure | null = null
  try {
    // Shows a folder that can't be written to now, not at the first review.
    await (await files.open(join(folder, 'probe.tmp'), 'replace')).close()
    await files.remove(join(folder, 'probe.tmp'))
    if (segments.segments.length === 0) await syncAbove(files, folder)
    for (const { name, bytes } of cutShort) keptTail = await quarantine.keep(`log/${name}`, bytes)
    await segments.cut(cutShort)
    keptTail = (await segments.prepare()) ?? keptTail
    keptLibraryTail = await library.prepare()
    keptSettings = await settingsFile.prepare(quarantine)
    await stateFile.prepare(quarantine)
    // Written at the first opening too, so that its loss can be told from a new learner.
    if (settingsFile.source === 'nothing' || settingsFile.source === 'previous') await settings.write()
  } catch (error) {
    const failure = failureOf(error, { folder })
    readOnly = failure.code === 'no-access' ? { ...failure, code: 'read-only' } : failure
  }

  const store = new OpenedStore({
    folder,
    files,
    clock,
    zone,
    lock,
    quarantine,
    settings,
    checkpoints,
    stateFile,
    log,
    segments,
    library,
    state,
    partial,
    readOnly,
    endedUncleanly: folded > 0 && restored === null && !options.remade,
    ...(key && { key }),
  })
  if (torn !== null && torn.bytes > 0) store.tailSetAside(`log/${torn.name}`, torn.bytes, keptTail ?? '')
  for (const { name, bytes } of cutShort) store.tailSetAside(`log/${name}`, bytes.length, keptTail ?? '')
  const tornLibrary = library.torn
  if (tornLibrary !== null) store.tailSetAside(tornLibrary.file, tornLibrary.bytes, keptLibraryTail ?? '')
  store.checkOwnCards()
  if (settingsLost) store.notify('settings-restored', { keptAs: keptSettings ?? '' })
  if (restored !== null) store.notify('restored', { at: restored })
  else if (stateLost && !options.remade) store.notify('state-rebuilt', { operations: folded })
  if (readOnly === null && (stateFile.source !== 'file' || stateLost || merged))
    await store.checkpoint().catch(() => {})
  return store
}

function localZone(at: number): number {
  return -new Date(at).getTimezoneOffset()
}
