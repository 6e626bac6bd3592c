import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { NoteTarget } from '../../../shared/model/study'
import { api } from '../../client'
import { NoteEditor } from '../../ui/note-editor'
import './target-notes.css'

/** The notes that hang on one thing, each in its editor, and a way to add one. */
export function TargetNotes({ target }: { target: NoteTarget }) {
  const notes = useQuery(api.notes.list.queryOptions({ input: { target } })).data?.notes
  // Notes begun here keep the editor they were begun in: after its first save the list has them too.
  const [begun, setBegun] = useState<string[]>([])
  if (!notes) return null
  const stored = notes.filter((note) => !begun.includes(note.id)).sort((a, b) => a.createdAt - b.createdAt)
  const total = stored.length + begun.length
  const label = (index: number) => (total === 1 ? 'Note' : `Note ${index + 1}`)
  return (
    <div className="target-notes">
      {stored.map((note, index) => (
        <NoteEditor key={note.id} note={note.id} target={note.target} label={label(index)} />
      ))}
      {begun.map((id, index) => (
        <NoteEditor key={id} newId={id} target={target} label={label(stored.length + index)} autoFocus />
      ))}
      <p>
        <button type="button" className="button" onClick={() => setBegun([...begun, crypto.randomUUID()])}>
          {total === 0 ? 'Add a note' : 'Add another note'}
        </button>
      </p>
    </div>
  )
}
