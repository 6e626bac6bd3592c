import type { NoteRecord } from '../../../shared/model/study'
import type { NoteVersion, NoteVersionSummary, NoteVersions } from '../../../shared/model/views'
import { staysInSight } from '../../../shared/rules/note-versions'
import { checksumOf, type StoredVersion } from '../store/note-files'
import type { Store } from '../store/store'
import { NotFound } from './errors'
import { titleAndExcerpt } from './plain-text'

/** So much of a version is read for its first words. */
const openingRead = 500

/** The earlier versions of a note, from its own file. */
export function noteVersionsService({ store, existing }: { store: Store; existing: (note: string) => NoteRecord }) {
  async function versions({ note }: { note: string }): Promise<NoteVersions> {
    const record = existing(note)
    const { readable, unreadable } = await store.noteVersions(note)
    const earlier: NoteVersionSummary[] = []
    // One with the words that stand is nothing to go back to.
    const isOther = ({ text }: StoredVersion) => checksumOf(text) !== record.checksum
    let before: StoredVersion | null = null
    for (const one of readable()) {
      if (before && staysInSight(before, one) && isOther(before)) earlier.push(summaryOf(before, record))
      before = one
    }
    // What stands was gone back to: the newest in the file is then another.
    if (before && isOther(before)) earlier.push(summaryOf(before, record))
    return { earlier: earlier.reverse(), unreadable }
  }

  async function version({ note, version: id }: { note: string; version: number }): Promise<NoteVersion> {
    const record = existing(note)
    const { readable } = await store.noteVersions(note)
    for (const one of readable()) if (one.id === id) return { id, at: timeOf(one, record), text: one.text }
    throw new NotFound('version', String(id))
  }

  return { versions, version }
}

function summaryOf(one: StoredVersion, record: NoteRecord): NoteVersionSummary {
  const { title, excerpt } = titleAndExcerpt(one.text.slice(0, openingRead))
  return {
    id: one.id,
    at: timeOf(one, record),
    length: one.text.length,
    opening: [title, excerpt].filter(Boolean).join(' '),
  }
}

/** The first version was saved when the note was begun, whether its file says so or not. */
function timeOf(one: StoredVersion, record: NoteRecord): number | null {
  return one.at ?? (one.id === 1 ? record.createdAt : null)
}
