import type { NoteRow } from '../../../../shared/model/views'
import { marksIn } from '../../../../shared/rules/note-marks'
import { breathing } from '../../breathing'
import { type PlaceWords, placeWords } from './note-places'
import type { Work } from './work'

export interface WrittenNote {
  row: NoteRow
  /** Markdown; null for one that can't be read. */
  text: string | null
  place: PlaceWords
  /** Addresses in the app that it links to. */
  links: string[]
}

/** All notes, in the order of the book. */
export async function noteTexts({ notes, store, pack }: Work): Promise<WrittenNote[]> {
  const { notes: rows } = await notes.list({ sort: 'place' })
  const written: WrittenNote[] = []
  const rest = breathing()
  for (const row of rows) {
    const text = await store.readNote(row.id).catch(() => null)
    const links = store.state.notes[row.id]?.links ?? marksIn(text ?? '').links
    written.push({ row, text, place: placeWords(row.target, row.about, pack), links })
    await rest()
  }
  return written
}
