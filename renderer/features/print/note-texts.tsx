import { useQuery } from '@tanstack/react-query'
import type { NoteRow } from '../../../shared/model/views'
import { client } from '../../client'
import { NoteReading } from '../notes/note-reading'
import { NotePlace } from '../notes/place'

/** Notes in full, each with what it hangs on. They come together: pages are laid out once. */
export function NoteTexts({ notes }: { notes: readonly NoteRow[] }) {
  const texts = useQuery({
    queryKey: ['notes', 'printed', notes.map(({ id, version }) => [id, version])],
    queryFn: async () => {
      const all = new Map<string, string>()
      for (const { id } of notes) all.set(id, (await client.notes.get({ note: id })).text)
      return all
    },
  }).data
  if (!texts) return null
  return notes.map((note) => (
    <article key={note.id} className="handout-note">
      {note.target.kind !== 'none' && (
        <p className="handout-place">
          On: <NotePlace target={note.target} />
        </p>
      )}
      <NoteReading text={texts.get(note.id) ?? ''} whole />
    </article>
  ))
}
