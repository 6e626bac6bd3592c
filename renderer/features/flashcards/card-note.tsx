import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { NoteTarget } from '../../../shared/model/study'
import { api } from '../../client'
import { errorWords } from '../../ui/errors'
import { NoteEditor } from '../../ui/note-editor'

/** The note on a card, in place: the newest one there is, or a new one. Escape closes it; it saves itself. */
export function CardNote({ card, close }: { card: string; close: () => void }) {
  const target: NoteTarget = { kind: 'card', card }
  const notes = useQuery({ ...api.notes.list.queryOptions({ input: { target } }), gcTime: 0 })
  // Which note is open is settled once: the list changes as soon as a new one is saved.
  const [note, setNote] = useState<string | null | undefined>(undefined)
  if (note === undefined && notes.data && !notes.isFetching) setNote(notes.data.notes[0]?.id ?? null)
  return (
    <section
      className="card-note"
      aria-label="Note on this card"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        close()
      }}
    >
      {notes.error && <p role="alert">{errorWords(notes.error)}</p>}
      {note !== undefined && (
        <NoteEditor note={note ?? undefined} target={target} label="Note on this card" autoFocus />
      )}
    </section>
  )
}
