/** My work as one file, and another copy's work brought into this one. */
import { randomUUID } from 'node:crypto'
import type { FileOnDesk } from '../../../shared/model/exchange'
import type { Operation, StudyState } from '../../../shared/model/operations'
import type { KeptSide, WorkLook, WorkMerged, WorkPlace, WorkPreview, WorkProgress } from '../../../shared/model/work'
import { own } from '../../../shared/rules/own'
import { redacted } from '../../../shared/rules/removal'
import { breathing } from '../breathing'
import type { Desk } from '../exchange/desk'
import { type PackPlaces, sweepPacks } from '../packs/installed'
import { packsHere } from '../packs/sound-packs'
import { failureOf, NotSaved } from '../store/failure'
import { checksumOf } from '../store/note-files'
import type { Store } from '../store/store'
import type { Cost } from '../vault/keys'
import { cardFates, namedBy, newOperations, reportOf } from '../work/compare'
import { stateOf, type WorkCopy } from '../work/copy'
import { readMedia } from '../work/media'
import { addPacks, packFates, readPacks } from '../work/packs'
import { WorkRefused } from '../work/refused'
import { readWorkCopies } from '../work/work-copies'
import { packWork, readWorkFile, workFileEnding } from '../work/work-file'
import { readWorkFolder } from '../work/work-folder'
import { NotFound } from './errors'
import { type InTurn, takeTurns } from './turns'
import { workConflictsService } from './work-conflicts'

export interface WorkNeeds {
  store: Store
  places: PackPlaces
  inTurn: InTurn
  desk: Desk
  /** Of what is here, before another copy comes into it. */
  backUp: () => Promise<void>
  /** What the other copy removed for good leaves this one's files too. Everything is opened anew. */
  removeToo: () => Promise<void>
  /** Opens everything anew, with the packs that are there now. */
  reopen: () => Promise<void>
  cost?: Cost
}

export function workService({ store, places, inTurn, desk, backUp, removeToo, reopen, cost }: WorkNeeds) {
  const { files, folder, clock } = places
  /** What was looked at last, to be merged as it was seen. */
  let seen: { preview: WorkPreview; copy: WorkCopy; theirs: StudyState } | null = null
  let progress: WorkProgress = { state: 'idle' }
  /** One after the other, but no change has to wait for a look: it changes nothing, and merging looks anew. */
  const lookInTurn = takeTurns()

  async function pack({ passphrase }: { passphrase: string | null }): Promise<FileOnDesk> {
    const at = clock()
    const name = `Fieldbook ${new Date(at).toISOString().slice(0, 10)}`
    const sealing = { passphrase, ...(cost && { cost }) }
    const lines = { operations: operationLines(), versions: versionLines(), cards: cardLines() }
    const media = readMedia(files, folder, store.codec)
    const bytes = await packWork({ at, name, ...lines, media, packs: readPacks(places, store.state.packs), ...sealing })
    return desk.lay(`${name}${workFileEnding}`, bytes)
  }
  async function* operationLines(): AsyncGenerator<string> {
    for await (const operation of store.operations())
      if (operation.kind !== 'merge' && operation.kind !== 'merge-begun') yield JSON.stringify(operation)
  }
  async function* versionLines(): AsyncGenerator<string> {
    for (const note of Object.keys(store.state.notes))
      for (const { version, at, visit, text } of (await store.noteVersions(note)).readable())
        yield JSON.stringify({ note, version, ...(at !== null && { at }), ...(visit !== null && { visit }), text })
  }
  function* cardLines(): Generator<string> {
    for (const { checksum: _, ...card } of store.libraryCards()) yield JSON.stringify(card)
  }

  async function read(place: WorkPlace, passphrase: string | null): Promise<WorkCopy> {
    if (place.kind === 'folder') return readWorkFolder(files, place.folder, folder, passphrase)
    if (place.kind === 'copies') return readWorkCopies(files, folder, store.codec)
    const { name, bytes } = desk.read(place.file)
    return readWorkFile(name, bytes, passphrase)
  }

  async function look({ place, passphrase }: { place: WorkPlace; passphrase: string | null }): Promise<WorkLook> {
    seen = null
    return refusable(async () => {
      progress = { state: 'reading' }
      const copy = await read(place, passphrase)
      const theirs = await stateOf(copy.operations)
      const preview = await previewOf(copy, theirs)
      seen = { preview, copy, theirs }
      return { ok: true, preview }
    })
  }

  async function previewOf(copy: WorkCopy, theirs: StudyState): Promise<WorkPreview> {
    const added = await newOperations(store, copy.operations)
    const before = store.state
    const after = added.length > 0 ? await store.mergedWith(added) : before
    const changes = (kind: Operation['kind']) => added.some((one) => kindOf(one) === kind)
    const differ = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other)
    const settings = changes('study-settings') && differ(before.settings, theirs.settings)
    const plan = changes('plan') && differ(before.plan, theirs.plan)
    const highlights = Object.keys(theirs.highlights).filter((id) =>
      differ(before.highlights[id], after.highlights[id]),
    )
    return {
      id: randomUUID(),
      source: copy.source,
      report: reportOf(before, after, theirs),
      newOperations: added.length,
      newReviews: added.filter(({ kind }) => kind === 'review').length,
      ownCards: cardFates(before, after, theirs),
      highlights: highlights.length,
      settings: settings ? { mine: before.settings, theirs: theirs.settings } : null,
      plan: plan ? { mine: before.plan, theirs: theirs.plan } : null,
      packs: await packFates(places, before.packs, after.packs, copy.packs),
    }
  }

  /** `packs`: set where others are there afterwards than when all was opened. */
  async function merge(
    input: { id: string; settings: KeptSide; plan: KeptSide },
    changed: { packs: boolean },
  ): Promise<WorkMerged> {
    if (seen?.preview.id !== input.id) throw new NotFound('work', input.id)
    const { copy, theirs, preview } = seen
    seen = null
    return refusable(async () => {
      const added = await redactedAll(await newOperations(store, copy.operations))
      const before = { ...store.state }
      if (added.length > 0) {
        progress = { state: 'backup' }
        if (store.savedAt !== null) await backUp()
        progress = { state: 'merging' }
        await addTexts(copy, await namedBy(added))
        const named = added.flatMap((one) => (one.kind === 'pack' && one.data.after) || [])
        changed.packs = await addPacks(places, named, copy.packs).catch((error: unknown) => {
          throw new NotSaved(failureOf(error, {}), { cause: error })
        })
        await store.merge(added, copy.source)
      }
      const after = { ...store.state }
      // The work is merged by now; a file that can't be written is one that isn't here.
      const healed = await addPacks(places, packsHere(after), copy.packs).catch(() => false)
      changed.packs ||= healed || JSON.stringify(before.packs) !== JSON.stringify(after.packs)
      if (changed.packs) await sweepPacks(places, Object.values(after.packs))
      // Recorded after the merge, so that this copy's choice holds in the other one too once it is brought back there.
      if (added.some((one) => kindOf(one) === 'study-settings')) {
        const settings = (input.settings === 'mine' ? before : theirs).settings
        if (JSON.stringify(settings) !== JSON.stringify(after.settings))
          await store.record('study-settings', { settings, before: after.settings })
      }
      if (added.some((one) => kindOf(one) === 'plan')) {
        const { plan } = input.plan === 'mine' ? before : theirs
        if (JSON.stringify(plan) !== JSON.stringify(after.plan))
          await store.record('plan', { plan, before: after.plan })
      }
      const conflicts = Object.keys(after.noteForks).length + Object.keys(after.cardForks).length
      const newReviews = added.filter(({ kind }) => kind === 'review').length
      return { ok: true, report: reportOf(before, after, theirs), newReviews, conflicts, packs: preview.packs }
    })
  }

  async function redactedAll(operations: readonly Operation[]): Promise<Operation[]> {
    const rest = breathing()
    const all: Operation[] = []
    for (const one of operations) {
      all.push(redacted(one, store.state.removed))
      await rest()
    }
    return all
  }

  /** What the operations name, before them: only what is named. */
  async function addTexts(copy: WorkCopy, named: ReadonlySet<string>): Promise<void> {
    const byNote = new Map<string, WorkCopy['versions']>()
    const isKept = (id: string) => own(store.state.removed, id) === undefined
    for (const one of copy.versions) if (isKept(one.note)) byNote.set(one.note, [...(byNote.get(one.note) ?? []), one])
    for (const [note, versions] of byNote) {
      // Also one that stands there: a merge that was stopped may have left it, and perhaps not for long.
      const lacking = versions
        .filter(({ text }) => named.has(checksumOf(text)))
        .map(({ note: _, ...version }) => version)
      if (lacking.length > 0) await store.addNoteVersions(note, lacking)
    }
    const cards = copy.cards.filter((one) => isKept(one.card) && named.has(checksumOf(JSON.stringify(one.text))))
    if (cards.length > 0) await store.writeOwnCards(cards)
    for (const bytes of copy.media.values()) await store.writeMedia(bytes)
  }

  async function refusable<Answer extends WorkLook | WorkMerged>(task: () => Promise<Answer>): Promise<Answer> {
    try {
      return await task()
    } catch (error) {
      if (error instanceof WorkRefused) return { ok: false, problem: error.problem } as Answer
      throw error
    } finally {
      progress = { state: 'idle' }
    }
  }

  return {
    pack,
    look: (input: Parameters<typeof look>[0]) => lookInTurn(() => look(input)),
    async merge(input: Parameters<typeof merge>[0]): Promise<WorkMerged> {
      const before = Object.keys(store.state.removed).length
      const changed = { packs: false }
      const merged = await inTurn(() => merge(input, changed))
      if (Object.keys(store.state.removed).length > before) await removeToo()
      else if (changed.packs) await reopen()
      return merged
    },
    progress: (): WorkProgress => progress,
    ...workConflictsService({ store, clock, inTurn }),
  }
}

/** Of what it does, or takes back, or does again. */
const kindOf = ({ kind, data }: Operation) => (kind === 'undo' || kind === 'redo' ? data.operation.kind : kind)
