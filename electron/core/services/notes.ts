import { randomUUID } from 'node:crypto'
import type { Note, NoteRecord, NoteTarget } from '../../../shared/model/study'
import type { HistoryView } from '../../../shared/model/views'
import { marksIn } from '../../../shared/rules/note-marks'
import { own } from '../../../shared/rules/own'
import { checksumOf } from '../store/note-files'
import type { Store } from '../store/store'
import { Conflict, NotFound } from './errors'
import type { HighlightPlaces } from './highlight-places'
import { noteListService } from './note-list'
import { notePlaces, sameTarget } from './note-places'
import { noteSummary } from './note-summary'
import type { NoteText } from './note-texts'
import { noteVersionsService } from './note-versions'
import type { PackIndex } from './pack'
import { titleAndExcerpt } from './plain-text'
import type { InTurn } from './turns'

export interface NotesNeeds {
  store: Store
  pack: PackIndex
  /** UTC ms. */
  clock: () => number
  inTurn: InTurn
  texts: () => Promise<ReadonlyMap<string, NoteText>>
  highlighted: HighlightPlaces
  latest: () => HistoryView
}
interface Save {
  note: string
  base: number
  target: NoteTarget
  text: string
  visit?: string
}

export function notesService({ store, pack, clock, inTurn, texts, highlighted, latest }: NotesNeeds) {
  const recordOf = (note: string): NoteRecord | undefined =>
    Object.hasOwn(store.state.notes, note) ? store.state.notes[note] : undefined

  function existing(note: string): NoteRecord {
    const record = recordOf(note)
    if (!record || record.deleted) throw new NotFound('note', note)
    return record
  }

  const places = notePlaces(pack, store, highlighted)
  const versions = noteVersionsService({ store, existing })

  function mustExist(target: NoteTarget): void {
    if (target.kind === 'paragraph') pack.section(target.chapter, target.section)
    if (target.kind === 'highlight') {
      const record = own(store.state.highlights, target.highlight)
      if (!record || record.deleted) throw new NotFound('highlight', target.highlight)
    }
    if (target.kind === 'card') pack.card(target.card)
    if (target.kind === 'entry') pack.entry(target.entry)
  }

  async function save({ note, base, target, text, visit }: Save): Promise<Note> {
    const before = recordOf(note)
    const version = before?.version ?? 0
    const isSame = before?.checksum === checksumOf(text) && sameTarget(before.target, target)
    // The version stored already, or the answer to it was lost on the way and it is sent again.
    if (before && !before.deleted && isSame && (version === base || version === base + 1)) {
      return { ...noteSummary(before, places), text }
    }
    if (before?.deleted || version !== base) throw new Conflict('note', note)
    // What an existing note hangs on may be gone from a newer edition of the pack; its text can still be edited.
    if (!before || !sameTarget(before.target, target)) mustExist(target)
    const now = clock()
    const about = places.nameOf(target) ?? before?.about
    const checksum = await store.writeNote(note, version + 1, text, visit)
    const record: NoteRecord = {
      id: note,
      target,
      ...titleAndExcerpt(text),
      createdAt: before?.createdAt ?? now,
      updatedAt: now,
      version: version + 1,
      checksum,
      ...marksIn(text),
      ...(about !== undefined && { about }),
    }
    await store.record('note', { record, before: before ?? null, ...(visit !== undefined && { visit }) })
    return { ...noteSummary(record, places), text }
  }

  /** A step of undo of its own, whatever was typed before it. */
  async function restore({ note, base, version }: { note: string; base: number; version: number }): Promise<Note> {
    const { target } = existing(note)
    const { text } = await versions.version({ note, version })
    return save({ note, base, target, text, visit: randomUUID() })
  }

  return {
    ...noteListService({ store, places, texts }),
    ...versions,
    async get({ note }: { note: string }): Promise<Note> {
      const record = existing(note)
      return { ...noteSummary(record, places), text: await store.readNote(note) }
    },
    save: (input: Save) => inTurn(() => save(input)),
    restore: (input: Parameters<typeof restore>[0]) => inTurn(() => restore(input)),
    remove: ({ note }: { note: string }) =>
      inTurn(async () => {
        // Versions of a merge that nobody has chosen from go with it.
        const settles = own(store.state.noteForks, note)
        await store.record('note-removed', { note, before: existing(note), ...(settles && { settles }) })
        return latest()
      }),
  }
}
