import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { Link } from 'wouter'
import { api } from '../../client'
import { count } from '../../ui/words'
import './pointing-notes.css'

const most = 50

/** Notes with a link to a place in the app, `/glossary/jtfa`; nothing if there are none. */
export function PointingNotes({ to }: { to: string }) {
  const { data } = useQuery(api.notes.list.queryOptions({ input: { pointsAt: to, sort: 'title', limit: most } }))
  const id = useId()
  if (!data || data.found === 0) return null
  return (
    <section className="pointing-notes" aria-labelledby={id}>
      <h2 id={id}>Notes that point here</h2>
      <ul className="plain-list">
        {data.notes.map((note) => (
          <li key={note.id}>
            <Link href={`/notes/${note.id}`}>{note.title || 'Empty note'}</Link>
          </li>
        ))}
      </ul>
      {data.found > most && <p className="small faint">and {count(data.found - most, 'more note')}</p>}
    </section>
  )
}
