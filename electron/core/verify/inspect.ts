/** Looks at everything the learner's work is kept in. Reads; changes nothing. */
import { join } from 'node:path'
import { type Operation, operationKinds, type StudyState } from '../../../shared/model/operations'
import type { OwnCardRef } from '../../../shared/model/own-card'
import type { Checked, Finding, FindingKind } from '../../../shared/model/verify'
import { applyOperation, emptyState } from '../../../shared/rules/fold'
import { partOf } from '../../../shared/rules/our-files'
import type { Repository } from '../backups/repository'
import { breathing } from '../breathing'
import { conflictedCopies } from '../cloud/conflicted-copies'
import { damagedPacks, packsHere } from '../packs/sound-packs'
import type { InTurn } from '../services/turns'
import type { Files } from '../store/files'
import { mediaNamedIn, mediaPath } from '../store/media'
import { fileOf } from '../store/note-files'
import { missing } from '../store/segment-adapter'
import type { Store } from '../store/store'
import { SeenIds } from './seen-ids'

export interface InspectNeeds {
  files: Files
  store: Store
  /** While it runs, nothing is recorded. */
  inTurn: InTurn
  backups: Repository
  /** Whether a card has words in the pack or in the library. */
  hasContent: (card: string) => boolean
  /** UTC ms. */
  now: number
  /** Told how many of how many steps are done; throws to end the check. */
  progress: (done: number, total: number) => void
}
type Breath = ReturnType<typeof breathing>
export interface Inspection {
  findings: Finding[]
  checked: Checked
}

const day = 86_400_000
const first = Date.UTC(2000, 0, 1)

export async function inspect(needs: InspectNeeds): Promise<Inspection> {
  const { files, store, inTurn, backups, hasContent, now, progress } = needs
  const found = new Map<FindingKind, { count: number; where: Set<string> }>()
  function note(kind: FindingKind, where: string, count = 1): void {
    const finding = found.get(kind) ?? { count: 0, where: new Set() }
    finding.count += count
    finding.where.add(where)
    found.set(kind, finding)
  }
  const notes = Object.keys(store.state.notes)
  const { backups: made } = await backups.list()
  const total = store.log.segments.length + notes.length + made.length
  let done = 0
  const step = () => progress(++done, total)

  // The log, and what it folds into.
  const ids = new SeenIds()
  const breath = breathing({ atMost: 3 })
  const state = emptyState()
  let operations = 0
  let merged = false
  const look = (operation: Operation) => {
    const place = `${operation.kind} ${operation.id}`
    if (!ids.add(operation.id)) note('operations-twice', place)
    if (!Object.hasOwn(operationKinds, operation.kind)) note('operations-unknown', place)
    if (!(operation.at >= first && operation.at <= now + day)) note('dates-impossible', place)
    merged ||= operation.kind === 'merge-begun' || operation.kind === 'merge'
    if (!merged) applyOperation(state, operation)
    operations++
  }
  for await (const operation of store.operations()) {
    look(operation)
    await breath()
  }
  // Reading has found damage in the middle by now.
  for (const segment of store.log.segments) {
    const lost = missing(segment)
    if (lost > 0) note('records-damaged', `log/${segment.name}`, lost)
    step()
  }
  if (!found.has('records-damaged'))
    await inTurn(async () => {
      // What came while the history was read.
      for await (const operation of store.operations(operations)) look(operation)
      const should = merged ? await store.refolded() : state
      for await (const place of differences(should, store.state, breath)) note('state-differs', place)
    })
  for (const card in store.state.cards) {
    if (!hasContent(card)) note('cards-without-content', card)
    await breath()
  }

  // Notes and own cards.
  for (const id of notes) {
    const record = store.state.notes[id]
    if (record && !record.deleted && !(await store.noteIsSound(id))) note('notes-damaged', fileOf(id))
    step()
  }
  const named = new Set(notes.map(fileOf))
  // Those of an import that was taken back may come back.
  for (const shelf of Object.values(store.state.imports))
    for (const { record } of shelf.notes ?? []) named.add(fileOf(record.id))
  for (const path of await notePaths(files, store.folder)) if (!named.has(path)) note('notes-unnamed', path)
  for (const [card, ref] of Object.entries(store.state.ownCards)) {
    const text = ref.deleted ? undefined : store.ownCard(card, ref)
    if (text === null || text?.damaged) note('own-cards-damaged', card)
    await breath()
  }

  for (const { path } of await conflictedCopies(files, store.folder)) note('conflicted-copies', path)
  // Pictures. A card that was removed, or whose import was taken back, may come back.
  const pictures = await mediaOf(store, breath)
  for (const name of pictures.named) if ((await store.readMedia(name)) === null) note('media-missing', mediaPath(name))
  for (const name of pictures.there)
    if (!pictures.named.has(name) && !pictures.kept.has(name)) note('media-unnamed', mediaPath(name))

  const refs = packsHere(store.state)
  for (const path of await damagedPacks(files, store.folder, { refs, codec: store.codec })) note('packs-damaged', path)

  for (const path of await leftovers(files, store.folder)) note('leftovers', path)
  for (const id of await backups.unreadable()) note('backups-damaged', id)
  for (const { id } of made) {
    if ((await backups.check(id)).damaged.length > 0) note('backups-damaged', id)
    step()
  }
  return {
    findings: [...found].map(([kind, { count, where }]) => ({ kind, count, where: [...where] })),
    checked: {
      operations,
      notes: notes.length,
      ownCards: Object.keys(store.state.ownCards).length,
      backups: made.length,
    },
  }
}

/** Where the state isn't what its history folds into. */
async function* differences(should: StudyState, is: StudyState, breath: Breath): AsyncGenerator<string> {
  for (const part of Object.keys(should) as (keyof StudyState)[]) {
    const [one, other] = [should[part], is[part]]
    if (isRecord(one) && isRecord(other)) {
      for (const key in one) {
        if (JSON.stringify(one[key]) !== JSON.stringify(other[key])) yield `${part} ${key}`
        await breath()
      }
      for (const key in other) {
        if (!Object.hasOwn(one, key)) yield `${part} ${key}`
        await breath()
      }
    } else if (JSON.stringify(one) !== JSON.stringify(other)) yield part
  }
}
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Pictures that are there, those that cards name, and those that cards would name that can come back. */
async function mediaOf(store: Store, breath: Breath) {
  const there = new Set(await store.mediaNames())
  const named = new Set<string>()
  const kept = new Set<string>()
  const add = (into: Set<string>, card: string, ref: OwnCardRef) => {
    const text = store.ownCard(card, ref)?.text.text
    if (text?.markup) for (const name of mediaNamedIn(JSON.stringify(text))) into.add(name)
  }
  for (const [card, ref] of Object.entries(store.state.ownCards)) {
    add(ref.deleted ? kept : named, card, ref)
    await breath()
  }
  for (const { cards } of Object.values(store.state.imports))
    for (const { card, ref } of cards) {
      add(kept, card, ref)
      await breath()
    }
  return { there, named, kept }
}

/** Below the data folder. */
async function notePaths(files: Files, root: string): Promise<string[]> {
  const folders = await files.list(join(root, 'notes'))
  const names = await Promise.all(
    folders.map(async (folder) =>
      (await files.list(join(root, 'notes', folder)))
        .map((name) => `notes/${folder}/${name}`)
        // Others are copies that a sync tool made, or somebody else's.
        .filter((path) => path.endsWith('.log') && partOf(path) === 'notes'),
    ),
  )
  return names.flat().sort()
}

/** Temporary files at the top, which only a process that died leaves: while one works, none stays for long. */
async function leftovers(files: Files, root: string): Promise<string[]> {
  const names = await files.list(root)
  return names.filter((name) => name.endsWith('.tmp'))
}
