import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { Library, ReadingState, StudyOverview } from '../../../shared/model/views'
import { api } from '../../client'
import { ClassMark } from '../../ui/marks'
import { Page } from '../../ui/page'
import { comingWords, count, whenWords } from '../../ui/words'
import { CorrectionsWaiting } from '../corrections/waiting-line'
import { Backlog } from '../flashcards/backlog'
import { countsWords, waiting } from '../flashcards/scope'
import { PlanLine } from '../plan/plan-line'
import { LastBackup } from './last-backup'
import { Lately } from './lately'
import { firstToRead, type PlaceToRead, placeToRead } from './place-to-read'
import './today.css'

/** The one obvious thing to do, and what stands around it. */
export function Today() {
  const library = useQuery(api.library.overview.queryOptions()).data
  const reading = useQuery(api.reading.state.queryOptions()).data
  const study = useQuery(api.study.overview.queryOptions()).data
  const status = useQuery(api.app.status.queryOptions()).data
  // Asked for again by the first part: were it late, all that stands below would jump.
  const backlog = useQuery(api.study.backlog.queryOptions())
  if (!library || !reading || !study || !status || backlog.isPending) return null
  return (
    <Page title="Today" over={new Intl.DateTimeFormat(undefined, { dateStyle: 'full' }).format(Date.now())}>
      {status.savedAt === null ? (
        <FirstRun library={library} />
      ) : (
        <Work library={library} reading={reading} study={study} />
      )}
      <footer className="today-foot">
        {status.savedAt !== null && <p>Last change saved {whenWords(status.savedAt)}, on this computer.</p>}
        <p className="today-foot-links">
          <Link href="/help">Where to report, where to get help</Link>
          <Link href="/help/shortcuts">Keyboard shortcuts</Link>
          <Link href="/print">Print handouts</Link>
          {status.savedAt !== null && <Link href="/history">Undo history</Link>}
        </p>
      </footer>
    </Page>
  )
}

function FirstRun({ library }: { library: Library }) {
  const first = firstToRead(library)
  return (
    <div className="today-first">
      <p className="today-opening">
        <ClassMark of="smuggling">Human smuggling</ClassMark> and{' '}
        <ClassMark of="trafficking">human trafficking</ClassMark> are two different crimes that can look alike on a
        shift. Read a chapter, review its cards, and look up any agency or statute as you go: every statement names its
        source. Your reading, reviews and notes are saved as you make them, on this computer only.
      </p>
      {first && (
        <section aria-labelledby="today-first-chapter" className="today-chapter">
          <span className="today-numeral figures" aria-hidden="true">
            {first.number}
          </span>
          <h2 id="today-first-chapter">{first.title}</h2>
          <p className="today-summary soft">{first.summary}</p>
          <p className="today-do">
            <Link className="button button-main" href={`/chapters/${first.id}`}>
              Start with chapter {first.number}
            </Link>
            <span className="soft">about {count(first.minutes, 'minute')}</span>
          </p>
        </section>
      )}
    </div>
  )
}

function Work({ library, reading, study }: { library: Library; reading: ReadingState; study: StudyOverview }) {
  const cards = waiting(study.today)
  const place = placeToRead(library, reading)
  return (
    <>
      <Backlog />
      <section aria-labelledby="today-cards" className="today-part">
        <h2 id="today-cards">Cards</h2>
        {cards > 0 ? <ToStudy study={study} cards={cards} /> : <p>{doneWords(study)}</p>}
        <PlanLine />
      </section>
      <section aria-labelledby="today-reading" className="today-part">
        <h2 id="today-reading">Reading</h2>
        {place ? (
          <ToRead place={place} main={cards === 0} />
        ) : (
          <p>
            Every chapter is read. <Link href="/chapters">Read one again</Link>, or{' '}
            <Link href="/flashcards/practice">practice</Link> without touching the schedule.
          </p>
        )}
      </section>
      <Lately />
      <CorrectionsWaiting />
      <LastBackup />
    </>
  )
}

function ToStudy({ study, cards }: { study: StudyOverview; cards: number }) {
  return (
    <>
      <p className="today-do">
        <Link className="button button-main" href="/flashcards/review?scope=all">
          Study {count(cards, 'card')} (about {study.minutes.toLocaleString()} min)
        </Link>
      </p>
      <p className="soft">
        {countsWords(study.today)}
        {study.reviewedToday > 0 && `; ${count(study.reviewedToday, 'review')} done today`}
      </p>
    </>
  )
}

function doneWords({ reviewedToday, nextDue }: StudyOverview): string {
  const done = reviewedToday > 0 ? `Done for today: ${count(reviewedToday, 'review')}.` : 'No card is due now.'
  return nextDue === null ? done : `${done} The next card comes ${comingWords(nextDue)}.`
}

function ToRead({ place: { chapter, section, begun }, main }: { place: PlaceToRead; main: boolean }) {
  const at = section ? `, section ${section.number}` : ''
  return (
    <p className="today-do">
      <Link
        className={`button ${main ? 'button-main' : ''}`}
        // Without a section the chapter opens at the kept line.
        href={`/chapters/${chapter.id}${section && !begun ? `#${section.id}` : ''}`}
      >
        {begun ? 'Continue' : 'Read'}: chapter {chapter.number}
        {at}
      </Link>
      <span className="soft">{section ? `${section.title}, in ${chapter.title}` : chapter.title}</span>
    </p>
  )
}
