/** Notes and own cards that two copies changed, each its own way: which they are, and the choice between them. */
import { randomUUID } from 'node:crypto'
import type { OwnCardRef, OwnCardText } from '../../../shared/model/own-card'
import type { NoteRecord } from '../../../shared/model/study'
import type { WorkConflict } from '../../../shared/model/work'
import { own } from '../../../shared/rules/own'
import { noteId } from '../exchange/note-ids'
import { checksumOf } from '../store/note-files'
import type { Store } from '../store/store'
import { Conflict } from './errors'
import type { InTurn } from './turns'

export interface Settling {
  kind: WorkConflict['kind']
  id: string
  /** Keys of the versions that stay: the first in its place, any other as a note or card of its own. */
  keep: string[]
}

export function workConflictsService({ store, clock, inTurn }: { store: Store; clock: () => number; inTurn: InTurn }) {
  const notesOf = (id: string): NoteRecord[] => heads(own(store.state.notes, id), own(store.state.noteForks, id))
  const cardsOf = (id: string): OwnCardRef[] => heads(own(store.state.ownCards, id), own(store.state.cardForks, id))

  async function conflicts(): Promise<WorkConflict[]> {
    const found: WorkConflict[] = []
    for (const id of Object.keys(store.state.noteForks)) {
      const records = notesOf(id)
      const texts = await textsOf(id, records)
      const versions = records.map((one, index) => ({
        ...headOf(one),
        text: one.deleted ? null : (texts[index] ?? ''),
      }))
      found.push({ kind: 'note', id, title: records[0]?.title ?? '', versions })
    }
    for (const id of Object.keys(store.state.cardForks)) {
      const versions = cardsOf(id).map((ref) => ({ ...headOf(ref), text: ref.deleted ? null : cardText(id, ref) }))
      const [first] = versions.flatMap(({ text }) => text ?? [])
      found.push({ kind: 'own-card', id, title: first ? titleOf(first) : '', versions })
    }
    return found
  }

  async function textsOf(note: string, records: readonly NoteRecord[]): Promise<(string | undefined)[]> {
    const texts = new Map<string, string>()
    for (const { version, text } of (await store.noteVersions(note)).readable())
      texts.set(`${version} ${checksumOf(text)}`, text)
    return records.map(({ version, checksum }) => texts.get(`${version} ${checksum}`))
  }
  const cardText = (id: string, ref: OwnCardRef): OwnCardText | null => store.ownCard(id, ref)?.text.text ?? null

  /** Throws `Conflict` if there is no longer anything to choose, or something else. */
  async function settle(settling: Settling): Promise<WorkConflict[]> {
    if (settling.kind === 'note') await settleNote(settling)
    else await settleCard(settling)
    return conflicts()
  }

  async function settleNote({ id, keep }: Settling): Promise<void> {
    const records = notesOf(id)
    const [shown, ...settles] = records
    const kept = chosen(records, keep)
    if (!shown || settles.length === 0 || kept.length === 0) throw new Conflict('note', id)
    const [first, ...others] = kept.filter(({ deleted }) => !deleted)
    if (!first) return void (await store.record('note-removed', { note: id, before: shown, settles }))
    const texts = await textsOf(id, records)
    const put = async (record: NoteRecord, note: string, version: number) => {
      const text = texts[records.indexOf(record)] ?? ''
      const { deleted: _, ...rest } = record
      const checksum = await store.writeNote(note, version, text)
      return { ...rest, id: note, version, checksum, updatedAt: clock() }
    }
    for (const other of others) {
      // Always the same one: what was stopped here, and is asked for again, makes no second note of it.
      const copy = noteId('merge', `${id} ${keyOf(other)}`)
      if (own(store.state.notes, copy)) continue
      await store.record('note', { record: await put(other, copy, 1), before: null })
    }
    const record = await put(first, id, 1 + Math.max(...records.map(({ version }) => version)))
    await store.record('note', { record, before: shown, settles })
  }

  async function settleCard({ id, keep }: Settling): Promise<void> {
    const refs = cardsOf(id)
    const [shown, ...settles] = refs
    const kept = chosen(refs, keep)
    if (!shown || settles.length === 0 || kept.length === 0) throw new Conflict('own card', id)
    const [first, ...others] = kept.filter(({ deleted }) => !deleted)
    if (!first) {
      await store.record('own-cards', { what: 'removed', cards: [{ card: id, before: shown, after: null, settles }] })
      return
    }
    const put = async (ref: OwnCardRef, card: string, version: number): Promise<OwnCardRef> => {
      const found = store.ownCard(card === id ? card : id, ref)
      if (!found) throw new Conflict('own card', id)
      const [checksum = ''] = await store.writeOwnCards([{ card, version, text: found.text }])
      return { version, checksum, createdAt: ref.createdAt, updatedAt: clock() }
    }
    const made = []
    for (const other of others) {
      const card = randomUUID()
      made.push({ card, before: null, after: await put(other, card, 1) })
    }
    const after = await put(first, id, 1 + Math.max(...refs.map(({ version }) => version)))
    await store.record('own-cards', { what: 'edited', cards: [{ card: id, before: shown, after, settles }, ...made] })
  }

  return { conflicts, settle: (input: Settling) => inTurn(() => settle(input)) }
}

const heads = <Version>(shown: Version | undefined, beside: Version[] | undefined): Version[] =>
  shown && beside ? [shown, ...beside] : []
type Head = Pick<NoteRecord, 'version' | 'checksum' | 'updatedAt'> & { deleted?: true }
const headOf = (one: Head) => ({ key: keyOf(one), updatedAt: one.updatedAt })
const keyOf = ({ version, checksum, updatedAt, deleted }: Head) =>
  `${version}-${checksum.slice(0, 16)}-${updatedAt}${deleted ? '-deleted' : ''}`

function chosen<Version extends Head>(versions: readonly Version[], keep: readonly string[]): Version[] {
  const found = keep.map((key) => versions.find((one) => keyOf(one) === key))
  return found.includes(undefined) ? [] : (found as Version[])
}

function titleOf(text: OwnCardText): string {
  return (text.kind === 'cloze' ? text.text : text.front).slice(0, 200)
}
