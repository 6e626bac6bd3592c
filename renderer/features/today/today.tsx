import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { Library, ReadingState, StudyOverview } from '../../../shared/model/views'
import { api } from '../../client'
import { Page } from '../../ui/page'
import { comingWords, count, whenWords } from '../../ui/words'
import { Backlog } from '../flashcards/backlog'
import { countsWords } from '../flashcards/scope'
import { PlanLine } from '../plan/plan-line'
import './today.css'

/** The one obvious thing to do, and what stands around it. */
export function Today() {
  const library = useQuery(api.library.overview.queryOptions()).data
  const reading = useQuery(api.reading.state.queryOptions()).data
  const study = useQuery(api.study.overview.queryOptions()).data
  const status = useQuery(api.app.status.queryOptions()).data
  if (!library || !reading || !study || !status) return null
  const fresh = status.savedAt === null
  return (
    <Page title="Today" over={new Intl.DateTimeFormat(undefined, { dateStyle: 'full' }).format(Date.now())}>
      {fresh ? <FirstRun library={library} /> : <Work library={library} reading={reading} study={study} />}
      <footer className="today-foot">
        {status.savedAt !== null && <p>Last change saved {whenWords(status.savedAt)}.</p>}
        <p>
          <Link href="/help">Where to report, where to get help</Link>
        </p>
      </footer>
    </Page>
  )
}

function FirstRun({ library }: { library: Library }) {
  const first = firstToRead(library)
  return (
    <section className="today-first">
      <p>
        Human smuggling and human trafficking are two different crimes that can look alike on a shift. Read a chapter,
        review its cards, and look up any agency or statute as you go: every statement names its source. Your reading,
        reviews and notes are saved as you make them, on this computer only.
      </p>
      {first && (
        <p className="today-do">
          <Link className="button button-main" href={`/chapters/${first.id}`}>
            Start with chapter {first.number}
          </Link>
          <span className="soft">
            {first.title}, about {count(first.minutes, 'minute')}
          </span>
        </p>
      )}
    </section>
  )
}

function Work({ library, reading, study }: { library: Library; reading: ReadingState; study: StudyOverview }) {
  const waiting = study.today.due + study.today.learning + study.today.new
  const place = placeToContinue(library, reading)
  return (
    <>
      <Backlog />
      <section aria-labelledby="today-cards" className="today-part">
        <h2 id="today-cards">Cards</h2>
        {waiting > 0 ? (
          <>
            <p className="today-do">
              <Link className="button button-main" href="/flashcards/review?scope=all">
                Study {count(waiting, 'card')}
              </Link>
              <span className="soft">
                about {count(study.minutes, 'minute')}
                {study.reviewedToday > 0 && `; ${count(study.reviewedToday, 'review')} done today`}
              </span>
            </p>
            <p className="soft">{countsWords(study.today)}</p>
          </>
        ) : (
          <p className="soft">
            {study.reviewedToday > 0
              ? `Done for today: ${count(study.reviewedToday, 'review')}.`
              : 'No card is due now.'}
            {study.nextDue !== null && ` The next one comes ${comingWords(study.nextDue)}.`}
          </p>
        )}
        <PlanLine />
      </section>
      {place && (
        <section aria-labelledby="today-reading" className="today-part">
          <h2 id="today-reading">Reading</h2>
          <p className="today-do">
            <Link
              className={`button ${waiting > 0 ? '' : 'button-main'}`}
              // Without a section the chapter opens at the kept line.
              href={`/chapters/${place.chapter.id}${place.section && !place.begun ? `#${place.section.id}` : ''}`}
            >
              {place.begun ? 'Continue' : 'Read'} chapter {place.chapter.number}
              {place.section && place.section.id !== 'opening' ? `: ${place.section.title}` : ''}
            </Link>
          </p>
          <p className="soft">{place.chapter.title}</p>
        </section>
      )}
    </>
  )
}

const firstToRead = (library: Library) => library.chapters.find((chapter) => chapter.status === 'complete')

/** Where the reader stopped, or the first section not read yet. */
function placeToContinue(library: Library, reading: ReadingState) {
  const unread = (chapter: Library['chapters'][number]) =>
    chapter.sections.find((section) => !reading.sections[`${chapter.id}#${section.id}`])
  const last = library.chapters.find((chapter) => chapter.id === reading.position?.chapter)
  if (last && unread(last)) {
    const section = last.sections.find((s) => s.id === reading.position?.section)
    return { chapter: last, section, begun: true }
  }
  const chapter = library.chapters.find((one) => one.status === 'complete' && unread(one))
  return chapter ? { chapter, section: unread(chapter), begun: false } : null
}
