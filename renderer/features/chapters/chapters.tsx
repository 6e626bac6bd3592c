import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { ChapterOutline, ReadingState } from '../../../shared/model/views'
import { minutesOf } from '../../../shared/rules/reading-time'
import { api } from '../../client'
import { Page } from '../../ui/page'
import { count } from '../../ui/words'
import './chapters.css'

/** The table of contents of the book. */
export function Chapters() {
  const library = useQuery(api.library.overview.queryOptions()).data
  const reading = useQuery(api.reading.state.queryOptions()).data
  if (!library || !reading) return null
  return (
    <Page title="Chapters" lead={library.about}>
      <ol className="chapter-list plain-list">
        {library.chapters.map((chapter) => (
          <ChapterRow key={chapter.id} chapter={chapter} reading={reading} />
        ))}
      </ol>
    </Page>
  )
}

function ChapterRow({ chapter, reading }: { chapter: ChapterOutline; reading: ReadingState }) {
  const unread = chapter.sections.filter((section) => !reading.sections[`${chapter.id}#${section.id}`])
  const read = chapter.sections.length - unread.length
  const left = minutesOf(unread.reduce((words, section) => words + section.words, 0))
  const outline = chapter.status === 'outline'
  return (
    <li className={`chapter-row ${outline ? 'chapter-outline' : ''}`}>
      <span className="chapter-number figures" aria-hidden="true">
        {chapter.number}
      </span>
      <div className="chapter-about">
        <h2>
          <Link href={`/chapters/${chapter.id}`}>{chapter.title}</Link>
        </h2>
        <p className="soft">{chapter.summary}</p>
        {chapter.from && <p className="soft small">From {chapter.from}</p>}
        <details className="chapter-objectives">
          <summary>After this chapter you can</summary>
          <ul>
            {chapter.objectives.map((objective) => (
              <li key={objective.id}>{objective.text}</li>
            ))}
          </ul>
        </details>
      </div>
      <p className="chapter-state small figures">
        {outline ? (
          'Objectives only; the text is being written'
        ) : (
          <>
            {read === 0 || left === 0 ? count(chapter.minutes, 'minute') : `${count(left, 'minute')} left`}
            <br />
            {read === 0
              ? 'Not read yet'
              : read === chapter.sections.length
                ? 'Read'
                : `${read} of ${chapter.sections.length} sections read`}
          </>
        )}
      </p>
    </li>
  )
}
