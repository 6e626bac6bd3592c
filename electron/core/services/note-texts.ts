import type { NoteRecord } from '../../../shared/model/study'
import type { Store } from '../store/store'
import { takeTurns } from './turns'

export interface NoteText {
  record: NoteRecord
  text: string
}

/**
 * The texts of all notes there are, read when first asked for. A text is read again when the state names another
 * version, so that edits, removals, undo and redo all show without anybody having to say so.
 */
export function noteTexts(store: Store): () => Promise<ReadonlyMap<string, NoteText>> {
  const texts = new Map<string, NoteText>()
  const inTurn = takeTurns()

  async function bringUpToDate(): Promise<ReadonlyMap<string, NoteText>> {
    const notes = store.state.notes
    for (const id of texts.keys()) if (!Object.hasOwn(notes, id) || notes[id]?.deleted) texts.delete(id)
    for (const record of Object.values(notes)) {
      if (record.deleted) continue
      const known = texts.get(record.id)
      if (known?.record === record) continue
      const text = known?.record.checksum === record.checksum ? known.text : await readable(record.id)
      if (text !== null) texts.set(record.id, { record, text })
    }
    return texts
  }
  /** One damaged note must not keep the others from being found. */
  async function readable(note: string): Promise<string | null> {
    return store.readNote(note).catch(() => null)
  }

  return () => inTurn(bringUpToDate)
}
