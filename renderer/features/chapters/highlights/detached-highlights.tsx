import { Link } from 'wouter'
import type { Chapter } from '../../../../shared/model/content'
import type { HighlightView } from '../../../../shared/model/highlight'
import { highlightNames } from '../../../ui/highlight-names'
import { count } from '../../../ui/words'
import type { HighlightChanges } from './changes'

/** At the end of a chapter: highlights whose words are gone from it, kept with all that is known of them. */
export function DetachedHighlights(props: {
  chapter: Chapter
  changes: HighlightChanges
  attaching: HighlightView | null
  attach: (highlight: HighlightView | null) => void
}) {
  const { chapter, changes, attaching, attach } = props
  const detached = changes.highlights.filter(({ places }) => places.length === 0)
  if (detached.length === 0) return null
  const sectionOf = (id: string) => chapter.sections.find((section) => section.id === id)?.title
  return (
    <section className="highlights-detached" aria-labelledby="highlights-detached">
      <h2 id="highlights-detached" tabIndex={-1}>
        Highlights whose words have changed
      </h2>
      <p className="small soft">
        The text was rewritten since. {count(detached.length, 'highlight')} can’t be placed for sure; nothing is lost.
      </p>
      <ul className="plain-list">
        {detached.map((highlight) => (
          <li key={highlight.id} id={`highlight-${highlight.id}`} tabIndex={-1}>
            <p className="highlight-words">
              <span className={`highlight highlight-${highlight.kind}`}>{highlight.words}</span>
            </p>
            <p className="small soft">
              {highlightNames[highlight.kind]}
              {sectionOf(highlight.was.section) && ` · was in ${sectionOf(highlight.was.section)}`}
              {highlight.notes.map(({ id, title }) => (
                <span key={id}>
                  {' · '}
                  <Link href={`/notes/${id}`}>{title || 'Empty note'}</Link>
                </span>
              ))}
            </p>
            <p>
              <button
                type="button"
                className="button button-quiet"
                aria-pressed={attaching?.id === highlight.id}
                onClick={() => attach(attaching?.id === highlight.id ? null : highlight)}
              >
                Attach to other words
              </button>
              <button
                type="button"
                className="button button-quiet"
                onClick={() => {
                  changes.remove(highlight)
                  // With the last one its heading goes too.
                  document.getElementById(detached.length > 1 ? 'highlights-detached' : 'chapter-sources')?.focus()
                }}
              >
                Remove<span className="visually-hidden"> the highlight “{highlight.words}”</span>
              </button>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
