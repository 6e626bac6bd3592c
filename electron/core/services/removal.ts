import { join } from 'node:path'
import type { Correction } from '../../../shared/model/corrections'
import type { HighlightRecord } from '../../../shared/model/highlight'
import type { Operation } from '../../../shared/model/operations'
import type { OwnCardRef } from '../../../shared/model/own-card'
import type {
  BackupPlace,
  KeptThing,
  KeptThings,
  RemovableThing,
  RemovalAccount,
  RemovalPreview,
  Removed,
} from '../../../shared/model/removal'
import type { NoteRecord } from '../../../shared/model/study'
import { plainWords } from '../../../shared/rules/corrections'
import { leadsTo } from '../../../shared/rules/note-marks'
import { own } from '../../../shared/rules/own'
import { redacted, removedName, removedThings } from '../../../shared/rules/removal'
import { BackupPlaces, type KnownPlace } from '../backups/places'
import { Repository } from '../backups/repository'
import { type RemovalMark, removeMark, writeMark } from '../removal/mark'
import { redactBackups } from '../removal/redact-backups'
import { Redaction } from '../removal/redaction'
import type { Removals } from '../removal/remove'
import { setAsideWith } from '../removal/set-aside'
import type { Codec } from '../store/codec'
import { failureOf, NotSaved } from '../store/failure'
import type { Files } from '../store/files'
import type { Store } from '../store/store'
import { Conflict, NotFound } from './errors'
import { livingNotes } from './note-places'
import type { PackIndex } from './pack'
import type { InTurn } from './turns'

export interface RemovalServiceNeeds {
  store: Store
  pack: PackIndex
  /** The data folder, absolute. */
  folder: string
  files: Files
  /** What everything is sealed with, or nothing is. */
  codec: Codec
  /** UTC ms. */
  clock: () => number
  inTurn: InTurn
  removals: Removals
  /** While it runs, nothing else is done with backups. */
  alone: <Result>(task: () => Promise<Result>) => Promise<Result>
  /** Closes the store and opens the folder anew, where what the mark names is removed before anything is read. */
  reopen: () => Promise<void>
}
/** Of a thing, as the history tells it. */
interface Found extends KeptThing {
  living: boolean
}

/** Operations looked at before others get their turn. */
const atOnce = 500
const longestWords = 200

/** Takes a note, an own card or a highlight out of everything that is kept, but for its id. */
export function removalService(needs: RemovalServiceNeeds) {
  const { store, pack, folder, files, codec, clock, inTurn, removals, alone, reopen } = needs
  const places = new BackupPlaces(files, folder, codec)
  const ownBackups = new Repository(files, join(folder, 'backups'))

  const noteWords = ({ title, excerpt }: NoteRecord) => (title || excerpt).slice(0, longestWords)
  const highlightWords = ({ anchors }: HighlightRecord) =>
    anchors
      .map(({ exact }) => exact)
      .join(' ')
      .slice(0, longestWords)
  const correctionWords = ({ text }: Correction) => plainWords(text).slice(0, longestWords)
  const cardWords = (card: string, ref: OwnCardRef) => pack.nameOfOwn(card, ref).slice(0, longestWords)

  /** As the state has it; null if it knows nothing of it. */
  function known({ kind, id }: RemovableThing): Found | null {
    const found = (words: string, { updatedAt, deleted }: { updatedAt: number; deleted?: true }): Found => ({
      ...{ kind, id, words, at: updatedAt, living: deleted === undefined },
    })
    const { notes, highlights, ownCards, corrections } = store.state
    const note = kind === 'note' ? own(notes, id) : undefined
    const highlight = kind === 'highlight' ? own(highlights, id) : undefined
    const card = kind === 'own-card' ? own(ownCards, id) : undefined
    if (note) return found(noteWords(note), note)
    const correction = kind === 'correction' ? own(corrections, id) : undefined
    if (correction) return found(correctionWords(correction), correction)
    if (highlight) return found(highlightWords(highlight), highlight)
    return card ? found(cardWords(id, card), card) : null
  }

  /** Also what was made and taken back, of which only the history knows. */
  async function everKnown(): Promise<Map<string, Found>> {
    const all = new Map<string, Found>()
    const put = (thing: RemovableThing, words: string, at: number) =>
      all.set(thing.id, { ...thing, words, at, living: false })
    let count = 0
    for await (const operation of store.operations()) {
      if (++count % atOnce === 0) await new Promise(setImmediate)
      for (const { thing, words } of thingsIn(operation)) put(thing, words, operation.at)
    }
    for (const thing of all.values()) Object.assign(thing, known(thing), { at: thing.at })
    return all
  }
  function thingsIn({ kind, data }: Operation): { thing: RemovableThing; words: string }[] {
    if (kind === 'note') return [{ thing: { kind, id: data.record.id }, words: noteWords(data.record) }]
    if (kind === 'note-removed') return [{ thing: { kind: 'note', id: data.note }, words: noteWords(data.before) }]
    if (kind === 'highlight') {
      const record = data.after ?? data.before
      return record ? [{ thing: { kind, id: record.id }, words: highlightWords(record) }] : []
    }
    if (kind === 'correct')
      return data.changes.flatMap(({ before, after }) => {
        const record = after ?? before
        return record ? [{ thing: { kind: 'correction' as const, id: record.id }, words: correctionWords(record) }] : []
      })
    if (kind !== 'own-cards') return []
    return data.cards.flatMap(({ card, before, after }) => {
      const ref = after ?? before
      return ref ? [{ thing: { kind: 'own-card' as const, id: card }, words: cardWords(card, ref) }] : []
    })
  }

  /** Throws `NotFound` for what was never there, or is removed already. */
  async function existing(thing: RemovableThing): Promise<Found> {
    const found = known(thing) ?? (await everKnown()).get(thing.id)
    if (!found || found.kind !== thing.kind || own(store.state.removed, thing.id))
      throw new NotFound(thing.kind, thing.id)
    return found
  }

  const isThere = async (place: string) => (await files.size(place).catch(() => null)) !== null
  const placeView = async ({ folder: place, seenAt }: KnownPlace): Promise<BackupPlace> => ({
    ...{ folder: place, seenAt, reachable: await isThere(place) },
  })

  /** Notes that link to a note. */
  function linksTo(things: readonly RemovableThing[]): { id: string; title: string }[] {
    const gone = new Set(things.map(({ id }) => id))
    return livingNotes(store.state.notes)
      .filter(
        ({ id, links = [] }) =>
          !gone.has(id) && links.some((link) => things.some((thing) => leadsTo(link, `/notes/${thing.id}`))),
      )
      .map(({ id, title }) => ({ id, title }))
  }
  const cardsMadeFrom = (note: string): number =>
    Object.entries(store.state.ownCards).filter(
      ([card, ref]) => store.ownCard(card, ref)?.text.text.fromNote?.id === note,
    ).length

  async function preview(thing: RemovableThing): Promise<RemovalPreview> {
    const { words } = await existing(thing)
    const removed = removedThings([thing])
    let operations = 0
    let count = 0
    let since = Number.POSITIVE_INFINITY
    const checksums = new Set<string>()
    for await (const operation of store.operations()) {
      if (++count % atOnce === 0) await new Promise(setImmediate)
      if (operation.kind === 'own-cards')
        for (const { card, after } of operation.data.cards)
          if (card === thing.id && after) checksums.add(after.checksum)
      if (operation.kind === 'correct')
        for (const { after } of operation.data.changes) if (after?.id === thing.id) checksums.add(after.text)
      if (redacted(operation, removed) === operation) continue
      operations++
      since = Math.min(since, operation.at)
    }
    const versions =
      thing.kind === 'note' ? [...(await store.noteVersions(thing.id)).readable()].length : checksums.size
    const { backups } = await ownBackups.list()
    return {
      ...{ thing, words, operations, versions },
      backups: backups.filter(({ at }) => at >= since).length,
      setAside: (await setAsideWith(files, folder, codec, new Redaction([thing]))).length,
      places: await Promise.all((await places.list()).map(placeView)),
      othersUnknown: await places.areSomeUnknown(),
      cards: thing.kind === 'note' ? cardsMadeFrom(thing.id) : 0,
      links: linksTo([thing]),
    }
  }

  const listOf = (removed: Removed): RemovableThing[] => Object.entries(removed).map(([id, kind]) => ({ kind, id }))

  async function run({ things }: { things: RemovableThing[] }): Promise<RemovalAccount> {
    if (removals.asked) throw new Conflict('removal', things[0]?.id ?? '')
    removals.asked = true
    try {
      for (const thing of things) await existing(thing)
      const links = linksTo(things)
      await inTurn(() => begun({ things, earlier: listOf(store.state.removed) }))
      await reopen()
      if (removals.last === null) throw new Error('nothing was removed')
      removals.last = { ...removals.last, links }
      return removals.last
    } finally {
      removals.asked = false
    }
  }
  async function begun(mark: RemovalMark): Promise<void> {
    try {
      await writeMark(files, folder, mark)
    } catch (error) {
      throw new NotSaved(failureOf(error, { file: 'removal.json' }), { cause: error })
    }
    await store.record('removed-for-good', { things: [...mark.things] }).catch(async (error) => {
      await removeMark(files, folder).catch(() => {})
      throw error
    })
  }

  return {
    preview,
    run,
    /** What was removed in the usual way and can still be read, and where backups may hold what is removed for good. */
    async kept(): Promise<KeptThings> {
      const all = [...(await everKnown()).values()]
      const name = removedName(store.state.removed)
      const behind = (await places.list()).filter(({ removed }) => removed !== name)
      return {
        things: all
          .filter(({ id, living }) => !living && !own(store.state.removed, id))
          .sort((one, other) => other.at - one.at)
          .map(({ living: _, ...thing }) => thing),
        behind: await Promise.all(behind.map(placeView)),
        othersUnknown: await places.areSomeUnknown(),
        last: removals.last,
      }
    },
    /** Takes all that was ever removed out of the backups in a folder that couldn't be reached then. */
    also: ({ folder: place }: { folder: string }) =>
      alone(async () => {
        const here = (await places.list()).some(({ folder: one }) => one === place)
        if (!here || !(await isThere(place))) throw new NotFound('folder', place)
        const redaction = new Redaction(listOf(store.state.removed))
        const removed = removedName(store.state.removed)
        try {
          for (const { name } of store.log.segments) {
            const bytes = await files.read(join(folder, 'log', name))
            if (bytes) redaction.know(bytes, `log/${name}`, codec)
          }
          const done = await redactBackups({ files, folder: place, codec, redaction, removed })
          await places.seen(place, clock(), removed)
          return done
        } catch (error) {
          throw new NotSaved(failureOf(error, { folder: place }), { cause: error })
        }
      }),
    /** Backups were made or looked for there. */
    async seen(repository: Repository): Promise<void> {
      const { backups } = await repository.list()
      const isNew = backups.length === 1 && (backups[0]?.removed ?? '') === removedName(store.state.removed)
      await places.seen(repository.folder, clock(), isNew ? removedName(store.state.removed) : undefined)
    },
    /** Folders outside the data folder in which backups are. */
    places: () => places.list(),
    /** A backup takes the place of the data: what was removed for good before stays out of it. */
    async keepRemoved(): Promise<void> {
      const earlier = listOf(store.state.removed)
      if (earlier.length > 0) await writeMark(files, folder, { things: [], earlier })
    },
    /** Once, after an opening that went through the files: the log says so, and the mark goes. */
    async begin(mark: RemovalMark): Promise<void> {
      try {
        const missing = [...mark.things, ...mark.earlier].filter(({ id }) => !own(store.state.removed, id))
        if (missing.length > 0) await store.record('removed-for-good', { things: missing })
        await removeMark(files, folder)
        if (!removals.asked && mark.things.length > 0) store.notify('removal-finished', { things: mark.things.length })
      } catch (error) {
        // The mark stays: the next opening does it again.
        console.error('a removal is not finished:', error)
      }
    },
  }
}
