import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { Lately as LatelyView } from '../../../shared/model/views'
import { api } from '../../client'
import { count } from '../../ui/words'
import { latelyWords } from './lately-words'

/** What was learned lately; nothing where that is nothing. */
export function Lately() {
  const lately = useQuery(api.progress.lately.queryOptions()).data
  const words = lately ? latelyWords(lately) : ''
  if (!lately || !words) return null
  return (
    <section aria-labelledby="today-lately" className="today-part">
      <h2 id="today-lately">In the last {count(lately.days, 'day')}</h2>
      <p>{words}</p>
      <Named lately={lately} />
    </section>
  )
}

function Named({ lately: { sections, notes } }: { lately: LatelyView }) {
  if (sections.length + notes.length === 0) return null
  return (
    <dl className="today-named">
      {sections.length > 0 && (
        <div>
          <dt>Read</dt>
          {sections.map(({ chapter, section, number, title }) => (
            <dd key={chapter + section}>
              <Link href={`/chapters/${chapter}#${section}`}>{title}</Link>{' '}
              <span className="soft small">chapter {number}</span>
            </dd>
          ))}
        </div>
      )}
      {notes.length > 0 && (
        <div>
          <dt>Written</dt>
          {notes.map(({ note, title }) => (
            <dd key={note}>
              <Link href={`/notes/${note}`}>{title || 'Empty note'}</Link>
            </dd>
          ))}
        </div>
      )}
    </dl>
  )
}
