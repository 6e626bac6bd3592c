/** What must hold of a disk that a life left behind at some step. */
import { deepStrictEqual } from 'node:assert/strict'
import { ColumnCache } from '../../electron/core/reviews/column-cache'
import { openStore, type Store } from '../../electron/core/store/store'
import type { Operation } from '../../shared/model/operations'
import { applyOperation, emptyState } from '../../shared/rules/fold'
import { review, saveNote } from '../integration/store/samples'
import { basic, uuid } from '../support/own-cards'
import type { Disk } from './disk'
import { segmentLimits } from './living'
import { cardKey, noteKey, type Recorded } from './recorded'

/** One thing that was promised and doesn't hold. */
export interface Breach {
  what: 'lost' | 'invented' | 'not opened' | 'false alarm' | 'wrong'
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
    acknowledged += lookForKept(disk, recorded, at, breach) + lookForFiles(disk, recorded, at, breach)
    const first = await openStore({ folder, files: disk.files, segmentLimits })
    let seen: Seen
    let found: string[]
    let withoutPower: Disk
    try {
      seen = await lookAt(first, recorded, at, breach)
      acknowledged += seen.acknowledged
      if (strict) lookForAlarms(first, recorded, { at, gaps: seen.gaps }, breach)
      await lookAtColumns(first, disk, breach)
      await liveOn(first)
      found = await history(first)
      withoutPower = disk.after({ names: 'none', bytes: 'none' })
    } finally {
      await first.close()
    }
    // What it was told since, and what it showed, is there when the power went after that.
    const again = await openStore({ folder, files: withoutPower.files, segmentLimits })
    try {
      if (!same(await history(again), found)) breach('lost', 'the history is another at the second opening')
      if (found.length !== seen.ids.length + 4) breach('lost', 'operations made after it')
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
      await again.close()
    }
  } catch (error) {
    breach('not opened', error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
  return { acknowledged, breaches }
}

interface Seen {
  ids: string[]
  acknowledged: number
  /** Of one write that was never answered a later part is there and an earlier one isn't. */
  gaps: boolean
}
type Say = (what: Breach['what'], detail: string) => void

async function lookAt(store: Store, recorded: Recorded, at: number, breach: Say): Promise<Seen> {
  const found: Operation[] = []
  for await (const operation of store.operations()) found.push(operation)
  const answered = recorded.operations.filter((one) => one.at <= at).length
  let acknowledged = answered
  const places = new Map(recorded.operations.map(({ operation }, place) => [operation.id, place]))
  const foundIds = new Set(found.map(({ id }) => id))
  const lost = recorded.operations.slice(0, answered).filter(({ operation }) => !foundIds.has(operation.id))
  if (lost.length > 0) breach('lost', `${lost.length} operations of ${answered}`)
  let place = -1
  for (const operation of found) {
    const next = places.get(operation.id)
    if (next === undefined || next <= place) breach('invented', `operation ${operation.id} comes twice or from nowhere`)
    else if (!same(recorded.operations[next]?.operation, operation)) breach('wrong', `operation ${operation.id}`)
    place = next ?? place
  }

  const state = emptyState()
  for (const operation of found) applyOperation(state, operation)
  if (!same(state, store.state)) breach('wrong', 'the state does not follow from the operations')

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
  for (const [card, ref] of Object.entries(store.state.ownCards)) {
    if (ref.deleted) continue
    acknowledged++
    const text = store.ownCard(card, ref)
    if (!same(text?.text, recorded.cards.get(cardKey(card, ref.version, ref.checksum))))
      breach('lost', `version ${ref.version} of an own card`)
  }
  if (store.readOnly !== null) breach('not opened', `read-only: ${JSON.stringify(store.readOnly)}`)
  return { ids: found.map(({ id }) => id), acknowledged, gaps: place + 1 > found.length }
}

/** A torn end may be told of; anything else only where the life itself damaged something. */
function lookForAlarms(
  store: Store,
  recorded: Recorded,
  { at, gaps }: { at: number; gaps: boolean },
  breach: Say,
): void {
  const allowed = new Set(['tail-set-aside', ...recorded.told.filter((one) => one.at <= at).map(({ code }) => code)])
  if (gaps) allowed.add('records-missing')
  for (const { code, detail } of store.notices)
    if (!allowed.has(code)) breach('false alarm', `${code} ${JSON.stringify(detail)}`)
}

function lookForFiles(disk: Disk, recorded: Recorded, at: number, breach: Say): number {
  const given = recorded.files.filter((one) => one.at <= at)
  for (const { path, text } of given) if (!disk.content(path)?.includes(text)) breach('lost', `the file ${path}`)
  return given.length
}

function lookForKept(disk: Disk, recorded: Recorded, at: number, breach: Say): number {
  const kept = recorded.kept.filter((one) => one.at <= at)
  const everything = Buffer.concat([...disk.everything()].map(([, bytes]) => bytes))
  for (const { words } of kept) if (!everything.includes(words)) breach('lost', `what was set aside: ${words}`)
  return kept.length
}

/** Columns from the cache are those that the log gives. */
async function lookAtColumns(store: Store, disk: Disk, breach: Say): Promise<void> {
  const kept = await new ColumnCache(disk.files).all(store.log)
  const files = { ...disk.files, read: async (path: string) => (path.includes('/cache/') ? null : disk.content(path)) }
  if (!same(kept, await new ColumnCache(files).all(store.log))) breach('wrong', 'cached columns')
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

function same(one: unknown, other: unknown): boolean {
  try {
    deepStrictEqual(one, other)
    return true
  } catch {
    return false
  }
}
