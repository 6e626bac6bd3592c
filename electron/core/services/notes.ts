import { createHash } from 'node:crypto'
import type { Note, NoteRecord, NoteSummary, NoteTarget } from '../../../shared/model/study'
import type { HistoryView, NoteList } from '../../../shared/model/views'
import type { Store } from '../store/store'
import { Conflict, NotFound } from './errors'
import type { NoteText } from './note-texts'
import type { PackIndex } from './pack'
import { titleAndExcerpt } from './plain-text'
import type { InTurn } from './turns'
import { foldCase } from './words'

export interface NotesNeeds {
  store: Store
  pack: PackIndex
  /** UTC ms. */
  clock: () => number
  inTurn: InTurn
  texts: () => Promise<ReadonlyMap<string, NoteText>>
  latest: () => HistoryView
}
interface Save {
  note: string
  base: number
  target: NoteTarget
  text: string
}

export function notesService({ store, pack, clock, inTurn, texts, latest }: NotesNeeds) {
  const recordOf = (note: string): NoteRecord | undefined =>
    Object.hasOwn(store.state.notes, note) ? store.state.notes[note] : undefined

  function existing(note: string): NoteRecord {
    const record = recordOf(note)
    if (!record || record.deleted) throw new NotFound('note', note)
    return record
  }

  function mustExist(target: NoteTarget): void {
    if (target.kind === 'paragraph') pack.section(target.chapter, target.section)
    if (target.kind === 'card') pack.card(target.card)
    if (target.kind === 'entry') pack.entry(target.entry)
  }

  async function save({ note, base, target, text }: Save): Promise<Note> {
    const before = recordOf(note)
    const version = before?.version ?? 0
    const isSame = before?.checksum === checksumOf(text) && sameTarget(before.target, target)
    // The version stored already, or the answer to it was lost on the way and it is sent again.
    if (before && !before.deleted && isSame && (version === base || version === base + 1)) {
      return { ...summary(before), text }
    }
    if (before?.deleted || version !== base) throw new Conflict('note', note)
    // What an existing note hangs on may be gone from a newer edition of the pack; its text can still be edited.
    if (!before || !sameTarget(before.target, target)) mustExist(target)
    const now = clock()
    const checksum = await store.writeNote(note, version + 1, text)
    const record: NoteRecord = {
      id: note,
      target,
      ...titleAndExcerpt(text),
      createdAt: before?.createdAt ?? now,
      updatedAt: now,
      version: version + 1,
      checksum,
    }
    await store.record('note', { record, before: before ?? null })
    return { ...summary(record), text }
  }

  return {
    /** Newest first. `text`: notes in which all of its words occur. */
    async list({ text = '', target }: { text?: string; target?: NoteTarget }): Promise<NoteList> {
      const all = Object.values(store.state.notes).filter((record) => !record.deleted)
      const words = foldCase(text).split(/\s+/).filter(Boolean)
      const written = words.length > 0 ? await texts() : undefined
      const notes = all
        .filter((record) => !target || samePlace(record.target, target))
        .filter((record) => {
          const content = foldCase(written?.get(record.id)?.text ?? '')
          return words.every((word) => content.includes(word))
        })
        .sort((one, other) => other.updatedAt - one.updatedAt || (one.id < other.id ? -1 : 1))
      return { notes: notes.map(summary), total: all.length }
    },
    async get({ note }: { note: string }): Promise<Note> {
      const record = existing(note)
      return { ...summary(record), text: await store.readNote(note) }
    },
    save: (input: Save) => inTurn(() => save(input)),
    remove: ({ note }: { note: string }) =>
      inTurn(async () => {
        await store.record('note-removed', { note, before: existing(note) })
        return latest()
      }),
  }
}

function summary({ id, target, title, excerpt, createdAt, updatedAt, version }: NoteRecord): NoteSummary {
  return { id, target, title, excerpt, createdAt, updatedAt, version }
}

function checksumOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

function sameTarget(one: NoteTarget, other: NoteTarget): boolean {
  return samePlace(one, other) && (one.kind !== 'paragraph' || other.kind !== 'paragraph' || one.quote === other.quote)
}

function samePlace(one: NoteTarget, other: NoteTarget): boolean {
  switch (one.kind) {
    case 'none':
      return other.kind === 'none'
    case 'card':
      return other.kind === 'card' && one.card === other.card
    case 'entry':
      return other.kind === 'entry' && one.entry === other.entry
    case 'paragraph':
      return (
        other.kind === 'paragraph' &&
        one.chapter === other.chapter &&
        one.section === other.section &&
        one.block === other.block
      )
  }
}
