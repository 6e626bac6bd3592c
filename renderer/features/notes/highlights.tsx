import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { Link, useSearch } from 'wouter'
import { type HighlightKind, type HighlightView, highlightKinds } from '../../../shared/model/highlight'
import type { Library } from '../../../shared/model/views'
import { api } from '../../client'
import { errorWords } from '../../ui/errors'
import { highlightNames } from '../../ui/highlight-names'
import { Page } from '../../ui/page'
import { count } from '../../ui/words'
import { addressOfRemoval } from '../removal/words'
import '../../ui/marked-run.css'
import './highlights-list.css'

const pageOfHighlights = 200

/** All highlights in the order of the book, by chapter and kind. */
export function Highlights() {
  const asked = new URLSearchParams(useSearch())
  const [kind, setKind] = useState<HighlightKind | ''>('')
  const [chapter, setChapter] = useState(asked.get('chapter') ?? '')
  const [detached, setDetached] = useState(false)
  const [shown, setShown] = useState(pageOfHighlights)
  const input = { ...(kind && { kind }), ...(chapter && { chapter }), ...(detached && { detached }) }
  const { data, error } = useQuery({
    ...api.highlights.list.queryOptions({ input }),
    // The filters stay while others are looked up.
    placeholderData: keepPreviousData,
  })
  const library = useQuery(api.library.overview.queryOptions()).data
  const id = useId()
  return (
    <Page title="Highlights" className="notes">
      <p className="small">
        <Link href="/notes">All notes</Link>
      </p>
      {error && <p role="alert">{errorWords(error)}</p>}
      {data && library && data.total === 0 && (
        <p className="lead">
          Nothing highlighted yet. Select words in a <Link href="/chapters">chapter</Link>, or use{' '}
          <strong>Highlight</strong> beside a paragraph.
        </p>
      )}
      {data && library && data.total > 0 && (
        <>
          <div className="note-filters">
            <p className="note-filter">
              <label htmlFor={`${id}-kind`}>Kind</label>
              <select
                id={`${id}-kind`}
                className="field"
                value={kind}
                onChange={(event) => setKind(event.target.value as HighlightKind | '')}
              >
                <option value="">Any</option>
                {highlightKinds.map((one) => (
                  <option key={one} value={one}>
                    {highlightNames[one]}
                  </option>
                ))}
              </select>
            </p>
            <p className="note-filter">
              <label htmlFor={`${id}-chapter`}>Chapter</label>
              <select
                id={`${id}-chapter`}
                className="field"
                value={chapter}
                onChange={(event) => setChapter(event.target.value)}
              >
                <option value="">Any</option>
                {library.chapters.map(({ id, number, title }) => (
                  <option key={id} value={id}>
                    {number}. {title}
                  </option>
                ))}
              </select>
            </p>
            <label className="highlights-detached-only">
              <input type="checkbox" checked={detached} onChange={(event) => setDetached(event.target.checked)} />
              Only those whose words have changed
            </label>
          </div>
          <p className="notes-count" role="status">
            {data.highlights.length === data.total
              ? count(data.total, 'highlight')
              : `${data.highlights.length.toLocaleString()} of ${count(data.total, 'highlight')}`}
          </p>
          {byChapter(data.highlights.slice(0, shown)).map(([of, highlights]) => (
            <ChapterHighlights key={of} chapter={of} library={library} highlights={highlights} />
          ))}
          {data.highlights.length > shown && (
            <button type="button" className="button" onClick={() => setShown(shown + pageOfHighlights)}>
              Show more
            </button>
          )}
        </>
      )}
    </Page>
  )
}

/** They come in the order of the book. */
function byChapter(highlights: readonly HighlightView[]): [string, HighlightView[]][] {
  const groups = new Map<string, HighlightView[]>()
  for (const one of highlights) {
    const others = groups.get(one.chapter)
    if (others) others.push(one)
    else groups.set(one.chapter, [one])
  }
  return [...groups]
}

function ChapterHighlights(props: { chapter: string; library: Library; highlights: HighlightView[] }) {
  const { chapter: id, library, highlights } = props
  const chapter = library.chapters.find((one) => one.id === id)
  return (
    <section className="highlights-of" aria-labelledby={`highlights-${id}`}>
      <h2 id={`highlights-${id}`}>
        {chapter ? `${chapter.number}. ${chapter.title}` : 'A chapter that is no longer here'}
      </h2>
      <ul className="plain-list">
        {highlights.map((one) => (
          <li key={one.id}>
            <p className="highlights-words">
              <span className={`highlight highlight-${one.kind}`}>
                {chapter ? <Link href={`/chapters/${id}#highlight-${one.id}`}>{one.words}</Link> : one.words}
              </span>
            </p>
            <p className="small soft">
              {highlightNames[one.kind]}
              {one.places.length === 0 && ' · its words have changed in the book'}
              {' · '}
              <Link href={addressOfRemoval('highlight', one.id)}>
                Remove for good…<span className="visually-hidden"> “{one.words}”</span>
              </Link>
              {one.notes.map((note) => (
                <span key={note.id}>
                  {' · '}
                  <Link href={`/notes/${note.id}`}>Note: {note.title || 'Empty note'}</Link>
                </span>
              ))}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
