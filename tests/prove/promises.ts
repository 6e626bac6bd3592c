/** What must hold of a disk that a life left behind at some step. */
import { join } from 'node:path'
import { isDeepStrictEqual as same } from 'node:util'
import { Repository } from '../../electron/core/backups/repository'
import { dropOpenImports } from '../../electron/core/exchange/import'
import { readPackBytes } from '../../electron/core/packs/installed'
import { readPackFile } from '../../electron/core/packs/pack-file'
import { finishRemoval, noRemovals } from '../../electron/core/removal/remove'
import { ColumnCache } from '../../electron/core/reviews/column-cache'
import { columnsOf } from '../../electron/core/reviews/segment-columns'
import { indexPack } from '../../electron/core/services/pack'
import { removalService } from '../../electron/core/services/removal'
import { takeTurns } from '../../electron/core/services/turns'
import { noVerification, verifyService } from '../../electron/core/services/verify'
import { plainCodec, sealedCodec } from '../../electron/core/store/codec'
import { makeFolders } from '../../electron/core/store/files'
import { mediaNamedIn } from '../../electron/core/store/media'
import { checksumOf } from '../../electron/core/store/note-files'
import { openStore, type Store } from '../../electron/core/store/store'
import { decodeWholeFile, isSealedFile } from '../../electron/core/store/whole-file'
import { type Opened, Session, WrongKey } from '../../electron/core/vault/session'
import type { Operation } from '../../shared/model/operations'
import { applyOperation, emptyState } from '../../shared/rules/fold'
import { dayLength } from '../../shared/rules/study-day'
import { review, saveNote } from '../integration/store/samples'
import { basic, uuid } from '../support/own-cards'
import { smallPack } from '../support/small-pack'
import type { Disk } from './disk'
import { secrets, words } from './life'
import { begin, cheap, segmentLimits } from './living'
import { cardKey, noteKey, type Recorded, type World, worldsAt } from './recorded'

/** One thing that was promised and doesn't hold. */
export interface Breach {
  what: 'lost' | 'invented' | 'not opened' | 'false alarm' | 'wrong' | 'readable'
  detail: string
}
export interface Verdict {
  /** How many answers were looked for. */
  acknowledged: number
  breaches: Breach[]
}
/** In a folder of its own. */
const afterwards = '77000000-0000-4000-8000-000000000077'
/** The first note of the life: a killed process may have begun its file. */
const begun = uuid(1)

/** Long after the life: nobody has to wait after wrong tries. */
const later = () => begin + 30 * dayLength

/**
 * `at`: how many steps of the life the disk holds; what was answered by then must be on it. `strict`: nothing is said
 * to be damaged either; where the order of names is lost, a warning is no fault.
 */
export async function verify(
  disk: Disk,
  folder: string,
  recorded: Recorded,
  { at, strict = true }: { at: number; strict?: boolean },
): Promise<Verdict> {
  const breaches: Breach[] = []
  let acknowledged = 0
  const breach: Say = (what, detail) => void breaches.push({ what, detail })
  try {
    const worlds = worldsAt(recorded, at)
    lookForGone(disk, folder, worlds, breach)
    if (worlds.every(({ passphrase }) => passphrase !== null)) lookForWords(disk, folder, secrets, breach)
    if (worlds.every(({ erased }) => erased > 0)) lookForWords(disk, folder, words, breach)
    const first = await enter(disk, folder, worlds)
    // Where a lock was being turned on, this opening has done it; plain backups go a little later.
    if (first.view().state === 'open') lookForWords(disk, folder, secrets, breach, 'backups/')
    let seen: Seen
    let left: string[]
    let withoutPower: Disk
    try {
      if (recorded.damaged.some(({ from, until }) => from <= at && at < until)) await repaired(first, disk, folder)
      const { store } = first.current
      const { made } = first.current
      seen = await lookAt(store, recorded, { at, worlds, made: new Set(made) }, breach)
      await lookForPacks(store, disk, folder, breach)
      acknowledged += seen.acknowledged
      acknowledged += lookForKept(disk, folder, store, recorded, at, breach)
      acknowledged += lookForFiles(disk, folder, store, { at, worlds }, breach)
      acknowledged += await lookForBackups(disk, recorded, at, breach)
      if (strict) await lookForPieces(disk, join(folder, 'backups'), breach)
      if (strict) lookForAlarms(store, recorded, { at, worlds, gaps: seen.gaps }, breach)
      await lookAtColumns(store, disk, breach)
      const before = made.length
      await liveOn(store)
      left = [...seen.ids, ...made.slice(before)]
      withoutPower = disk.after({ names: 'none', bytes: 'none' })
      lookForGone(withoutPower, folder, [seen.world], breach)
    } finally {
      await first.close()
    }
    // What it was told since, and what it showed, is there when the power went after that.
    const second = await enter(withoutPower, folder, worlds)
    const again = second.current.store
    try {
      if (!same(await history(again), left)) breach('lost', 'the history is another at the second opening')
      if ((await again.readNote(afterwards).catch(String)) !== 'after') breach('lost', 'a note made after it')
      if ((await again.readNote(begun).catch(String)) !== 'after too')
        breach('lost', 'a version of a note made after it')
      const card = again.state.ownCards[afterwards]
      if (card === undefined || again.ownCard(afterwards, card)?.damaged !== false)
        breach('lost', 'an own card made after it')
      if (again.appearance.width !== 'wide') breach('lost', 'a setting made after it')
      for (const { code } of again.notices)
        if (!(seen.gaps && code === 'records-missing')) breach('false alarm', `${code} at the second opening`)
    } finally {
      await second.close()
    }
  } catch (error) {
    breach('not opened', error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
  return { acknowledged, breaches }
}

/** `made`: operations since it was opened; at first those that finish what was stopped in the middle. */
type Entered = Session<Opened & { store: Store; made: string[] }>

/** As the app opens a folder, with one of the passphrases it may have. What was stopped in the middle is finished. */
async function enter({ files }: Disk, folder: string, worlds: readonly World[]): Promise<Entered> {
  // No other process: it needs no lock.
  const held = { folder, ready() {}, async release() {} }
  await makeFolders(files, folder)
  const session: Entered = await Session.begin({
    ...{ files, folder, clock: later, cost: cheap },
    async open(key, { failed, restored }) {
      if (failed) throw failed
      const codec = key ? sealedCodec(key) : plainCodec
      const place = { files, folder, codec, clock: later, removals: noRemovals() }
      const mark = await finishRemoval(place)
      const opening = { folder, files, held, segmentLimits, clock: later, restored, remade: mark !== null }
      const store = await openStore({ ...opening, ...(key && { key }) })
      const made = idsOfRecorded(store)
      if (mark) await removalService({ ...place, ...noneAsked, store }).begin(mark)
      await dropOpenImports(store)
      const appearance = () => store.appearance
      return { store, made, failure: null, readOnly: () => store.readOnly, appearance, close: () => store.close() }
    },
  })
  for (const { passphrase } of worlds)
    if (session.isLocked && passphrase !== null)
      await session.unlock({ passphrase }).catch((error) => {
        if (!(error instanceof WrongKey)) throw error
      })
  if (session.isLocked) throw new Error('no passphrase opens it')
  if (worlds.every(({ passphrase }) => passphrase !== null) && session.view().state === 'off')
    throw new Error('the lock is gone')
  return session
}

function idsOfRecorded(store: Store): string[] {
  const ids: string[] = []
  const { record } = store
  store.record = async (...given: Parameters<typeof record>) => {
    const operation = await record.apply(store, given)
    ids.push(operation.id)
    return operation as never
  }
  return ids
}

/** What only a removal that somebody asks for needs. */
const noneAsked = {
  pack: indexPack(smallPack),
  inTurn: takeTurns(),
  alone: <Result>(task: () => Promise<Result>) => task(),
  reopen: async () => {},
}

async function repaired(session: Entered, { files }: Disk, folder: string): Promise<void> {
  const verification = noVerification()
  const service = (): ReturnType<typeof verifyService> =>
    verifyService({
      ...{ store: session.current.store, folder, files, clock: later, inTurn: takeTurns(), verification },
      hasContent: () => true,
      async reopen(between) {
        await session.reopen(between)
        return service().check
      },
    })
  await service().check()
  const state = await service().repair()
  if (state.state !== 'done') throw new Error(`the repair: ${state.state}`)
}

interface Seen {
  ids: string[]
  acknowledged: number
  /** Of one write that was never answered a later part is there and an earlier one isn't. */
  gaps: boolean
  /** Which of those that it may be. */
  world: World
}
type Say = (what: Breach['what'], detail: string) => void
interface Moment {
  at: number
  worlds: readonly World[]
}

async function lookAt(
  store: Store,
  recorded: Recorded,
  { at, worlds, made }: Moment & { made: ReadonlySet<string> },
  breach: Say,
): Promise<Seen> {
  const found: Operation[] = []
  for await (const operation of store.operations()) found.push(operation)
  // Before a change of the whole is answered it may be done or not, but nothing between.
  const left = found.filter(({ id }) => !made.has(id))
  const looks = worlds.map((world) => ({ world, ...lookAtHistory(left, world, at) }))
  const best = looks.reduce((one, other) => (other.breaches.length < one.breaches.length ? other : one))
  for (const { what, detail } of best.breaches) breach(what, detail)
  let { acknowledged } = best

  lookForParts(found, store, best.gaps, breach)
  if (!same(await folded(found, store), store.state)) breach('wrong', 'the state does not follow from the operations')

  const last = recorded.appearances.filter((one) => one.at <= at).at(-1)
  const onItsWay = recorded.appearances.filter((one) => one.asked <= at && one.at > at)
  if (last !== undefined) {
    acknowledged++
    if (![last, ...onItsWay].some((one) => same(one.appearance, store.appearance)))
      breach('lost', `appearance ${JSON.stringify(last.appearance)}`)
  }
  for (const record of Object.values(store.state.notes)) {
    if (record.deleted) continue
    acknowledged++
    const text = await store.readNote(record.id).catch(String)
    const expected = recorded.notes.get(noteKey(record.id, record.version, record.checksum))
    if (text !== expected) breach('lost', `version ${record.version} of a note: ${text.slice(0, 60)}`)
  }
  for (const record of Object.values(store.state.noteForks).flat()) {
    if (record.deleted) continue
    acknowledged++
    const there = [...(await store.noteVersions(record.id)).readable()]
    const text = there.find((one) => one.version === record.version && checksumOf(one.text) === record.checksum)?.text
    if (text === undefined || text !== recorded.notes.get(noteKey(record.id, record.version, record.checksum)))
      breach('lost', `version ${record.version} of a note that two copies changed`)
  }
  for (const [card, ref] of Object.entries(store.state.ownCards)) {
    if (ref.deleted) continue
    acknowledged++
    const text = store.ownCard(card, ref)
    if (!same(text?.text, recorded.cards.get(cardKey(card, ref.version, ref.checksum))))
      breach('lost', `version ${ref.version} of an own card`)
    for (const picture of mediaNamedIn(JSON.stringify(text?.text ?? '')))
      if ((await store.readMedia(picture)) === null) breach('lost', `the picture ${picture}`)
  }
  if (store.readOnly !== null) breach('not opened', `read-only: ${JSON.stringify(store.readOnly)}`)
  return { ids: found.map(({ id }) => id), acknowledged, gaps: best.gaps, world: best.world }
}

/** Where copies were merged, the order of the log isn't that of what was done. */
async function folded(found: readonly Operation[], store: Store): Promise<unknown> {
  if (found.some(({ kind }) => kind === 'merge')) return store.refolded()
  const state = emptyState()
  for (const operation of found) applyOperation(state, operation)
  return state
}

/** A merge is there as a whole or not at all, but for records that are told as missing; of an import nothing shows unless it was ended. */
function lookForParts(found: readonly Operation[], { state }: Store, gaps: boolean, breach: Say): void {
  const ended = new Set(found.flatMap(({ kind, data }) => (kind === 'import' ? data.import : [])))
  for (const [at, { kind, data }] of found.entries()) {
    if (kind === 'merge-begun' && !gaps && found[at + data.operations + 1]?.kind !== 'merge')
      breach('wrong', 'a part of a merge')
    if (kind !== 'import-part' || ended.has(data.import)) continue
    const shown = data.cards.some(({ card }) => state.ownCards[card]?.import === data.import)
    if (shown || state.imports[data.import]?.status === 'open')
      breach('wrong', 'a part of an import that was not ended')
  }
}

function lookAtHistory(found: readonly Operation[], { operations }: World, at: number) {
  const breaches: Breach[] = []
  const answered = operations.filter((one) => one.at <= at)
  const places = new Map(operations.map(({ operation }, place) => [operation.id, place]))
  const foundIds = new Set(found.map(({ id }) => id))
  const lost = answered.filter(({ operation }) => !foundIds.has(operation.id)).length
  if (lost > 0) breaches.push({ what: 'lost', detail: `${lost} operations of ${answered.length}` })
  let place = -1
  for (const operation of found) {
    const next = places.get(operation.id)
    if (next === undefined || next <= place)
      breaches.push({ what: 'invented', detail: `operation ${operation.id} comes twice or from nowhere` })
    else if (!same(operations[next]?.operation, operation))
      breaches.push({ what: 'wrong', detail: `operation ${operation.id}` })
    place = next ?? place
  }
  return { breaches, acknowledged: answered.length, gaps: place + 1 > found.length }
}

/** A torn end may be told of; anything else only where the life itself damaged something, or restores a backup. */
function lookForAlarms(
  store: Store,
  recorded: Recorded,
  { at, worlds, gaps }: Moment & { gaps: boolean },
  breach: Say,
): void {
  const allowed = new Set(['tail-set-aside', ...recorded.told.filter((one) => one.at <= at).map(({ code }) => code)])
  if (gaps) allowed.add('records-missing')
  if (new Set(worlds.map(({ operations }) => operations)).size > 1)
    for (const code of ['restored', 'state-rebuilt', 'removal-finished']) allowed.add(code)
  for (const { code, detail } of store.notices)
    if (!allowed.has(code)) breach('false alarm', `${code} ${JSON.stringify(detail)}`)
}

/** Under a lock and after an erasing: in no file of the data folder, whatever its name. */
function lookForWords(disk: Disk, folder: string, unwanted: readonly string[], breach: Say, but?: string): void {
  for (const [path, bytes] of disk.everything()) {
    if (!path.startsWith(`${folder}/`) || (but && path.startsWith(join(folder, but)))) continue
    const word = unwanted.find((one) => bytes.includes(one) || path.includes(one))
    if (word !== undefined) breach('readable', `"${word}" in ${path.slice(folder.length + 1)}`)
  }
}

/** What was removed for good is in no file, here or on a stick; of what was erased nothing is left here. */
function lookForGone(disk: Disk, folder: string, worlds: readonly World[], breach: Say): void {
  const gone = worlds.map((world) => world.gone).reduce((some, more) => some.filter((word) => more.includes(word)))
  const erased = Math.min(...worlds.map(({ erased }) => erased))
  for (const path of disk.oldIn(folder, erased)) breach('readable', `not erased: ${path.slice(folder.length + 1)}`)
  if (gone.length === 0) return
  for (const [path, bytes] of disk.everything()) {
    const word = gone.find((one) => bytes.includes(one))
    if (word !== undefined) breach('readable', `"${word}" in ${path}`)
  }
}

/** Every pack that is installed can be read, and is the one that it was. */
async function lookForPacks(store: Store, { files }: Disk, folder: string, breach: Say): Promise<void> {
  const { codec } = store
  const places = { files, folder, codec, base: smallPack, clock: later, version: '' }
  for (const ref of Object.values(store.state.packs)) {
    if (ref.removed) continue
    const bytes = await readPackBytes(places, ref)
    const read = bytes && (await readPackFile(bytes).catch(() => null))
    if (read?.hash !== ref.hash) breach('lost', `the pack ${ref.id} ${ref.version}`)
  }
}

/** Opened with the key if it is sealed. */
function contentOf(path: string, bytes: Buffer, folder: string, { codec }: Store): Buffer {
  return decodeWholeFile(bytes, path.slice(folder.length + 1), codec) ?? bytes
}

/** In one of the worlds all of them are there. */
function lookForFiles(disk: Disk, folder: string, store: Store, { at, worlds }: Moment, breach: Say): number {
  const gone = worlds.map(({ files }) =>
    files.filter(({ at: answered, path, text }) => {
      const bytes = answered <= at ? disk.content(path) : null
      return answered <= at && !(bytes && contentOf(path, bytes, folder, store).includes(text))
    }),
  )
  const [fewest = []] = gone.sort((one, other) => one.length - other.length)
  for (const { path } of fewest) breach('lost', `the file ${path}`)
  return worlds[0]?.files.length ?? 0
}

/** What was set aside under a lock that a restore took away opens again with the backup made before that restore. */
function lookForKept(disk: Disk, folder: string, store: Store, recorded: Recorded, at: number, breach: Say): number {
  const kept = recorded.kept.filter((one) => one.at <= at && at < one.until)
  const contents = [...disk.everything()].map(([path, bytes]) => contentOf(path, bytes, folder, store))
  if (kept.length === 0 || contents.some((bytes) => isSealedFile(bytes))) return 0
  const everything = Buffer.concat(contents)
  for (const { words } of kept) if (!everything.includes(words)) breach('lost', `what was set aside: ${words}`)
  return kept.length
}

/** Every backup that was answered for is in the list, and every piece of it is whole. */
async function lookForBackups({ files }: Disk, { backups }: Recorded, at: number, breach: Say): Promise<number> {
  const made = backups.filter((one) => one.at <= at && at < one.until)
  for (const { folder, id } of made) {
    const repository = new Repository(files, folder)
    const { damaged } = await repository.check(id)
    if (damaged.length > 0) breach('lost', `of a backup: ${damaged.join(', ')}`)
  }
  return made.length
}

/** No backup is offered of which a piece is gone: its manifest goes first, and for good. */
async function lookForPieces(disk: Disk, folder: string, breach: Say): Promise<void> {
  const repository = new Repository(disk.files, folder)
  for (const { id } of (await repository.list()).backups)
    for (const { path, pieces } of (await repository.read(id))?.files ?? [])
      if (!pieces.every((hash) => disk.content(join(folder, 'objects', hash.slice(0, 2), hash))))
        breach('wrong', `${path} is gone from the backup ${id}`)
}

/** Columns from the cache are those that the log gives. */
async function lookAtColumns({ log, codec }: Store, disk: Disk, breach: Say): Promise<void> {
  const cacheOnly = {
    ...disk.files,
    read: async (path: string) => (path.includes('/cache/') ? disk.content(path) : null),
  }
  for (const { name, columns } of await new ColumnCache(cacheOnly).all(log)) {
    const segment = log.segments.find((one) => one.name === name)
    const bytes = disk.content(join(log.folder, 'log', name))
    if (!segment || !bytes || !same(columns, columnsOf(bytes, segment, codec).columns))
      breach('wrong', 'cached columns')
  }
}

/** A review, a note, an own card and a setting. */
async function liveOn(store: Store): Promise<void> {
  await store.record('review', review('afterwards'))
  await saveNote(store, afterwards, 1, 'after')
  await saveNote(store, begun, (store.state.notes[begun]?.version ?? 0) + 1, 'after too')
  const [checksum = ''] = await store.writeOwnCards([
    { card: afterwards, version: 1, text: { text: basic('After?', 'Yes.') } },
  ])
  const after = { version: 1, checksum, createdAt: 1, updatedAt: 1 }
  await store.record('own-cards', { what: 'made', cards: [{ card: afterwards, before: null, after }] })
  await store.changeAppearance({ width: 'wide' })
}

async function history(store: Store): Promise<string[]> {
  const ids: string[] = []
  for await (const { id } of store.operations()) ids.push(id)
  return ids
}
