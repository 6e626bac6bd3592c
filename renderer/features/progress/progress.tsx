import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { ProgressView } from '../../../shared/model/views'
import { api } from '../../client'
import { errorWords } from '../../ui/errors'
import { Page } from '../../ui/page'
import { count, dayWords } from '../../ui/words'
import { reviewPath } from '../flashcards/scope'
import { Confusion } from './confusion'
import { Forecast } from './forecast'
import { Hardest } from './hardest'
import { MasteryList } from './mastery'
import { Memory } from './memory'
import { Objectives } from './objectives'
import { Phases } from './phases'
import { RatingShares } from './rating-shares'
import { enoughReviews, Retention } from './retention'
import { ReviewsADay } from './reviews-a-day'
import { ShareBar } from './share-bar'
import { YearCalendar } from './year-calendar'
import '../../ui/text.css'
import './progress.css'

/** What was read and what is known, counted and nothing more: no score of a person, no streak to lose. */
export function Progress() {
  const summary = useQuery(api.progress.summary.queryOptions())
  const view = summary.data
  return (
    <Page title="Progress" lead="What you have read and what you can recall. It stays on this computer.">
      {summary.error && <p role="alert">{errorWords(summary.error)}</p>}
      {view && (nothingYet(view) ? <NothingYet view={view} /> : <Figures view={view} />)}
    </Page>
  )
}

const nothingYet = ({ chapters, cards, days }: ProgressView) =>
  chapters.every(({ read }) => read === 0) &&
  cards.new === cards.total &&
  days.every(({ reviews, practised }) => reviews + practised === 0)

function NothingYet({ view }: { view: ProgressView }) {
  const first = view.chapters.find(({ status }) => status === 'complete')
  return (
    <section className="progress-empty">
      <p className="reading">
        Nothing is counted yet. Once you have read a section or rated a card, this page shows how much of each chapter
        you have read, how many cards you have learned, how many come back on which day, which kind of case you take for
        which other, and, after {enoughReviews} reviews of learned cards, how much you really recall beside how much you
        set out to.
      </p>
      <p className="progress-empty-do">
        {first && (
          <Link className="button button-main" href={`/chapters/${first.chapter}`}>
            Read chapter {first.number}
          </Link>
        )}
        <Link href="/flashcards">Or begin with the flashcards</Link>
      </p>
    </section>
  )
}

function Figures({ view }: { view: ProgressView }) {
  const today = view.days.at(-1)?.day ?? ''
  return (
    <>
      <ul className="plain-list progress-contents" aria-label="On this page">
        {parts.map((title) => (
          <li key={title}>
            <a href={`#${idOf(title)}`}>{title}</a>
          </li>
        ))}
      </ul>
      <Part title="Reading">
        <Reading chapters={view.chapters} />
      </Part>
      <Part title="Cards">
        <Phases cards={view.cards} />
      </Part>
      <Part title="Recall">
        <Retention retention={view.retention} />
      </Part>
      <Part title="Coming due">
        <Forecast view={view} />
      </Part>
      <Part title="Reviews a day">
        <ReviewsADay days={view.days} />
      </Part>
      <Part title="A year of study">
        <YearCalendar days={view.days} />
      </Part>
      <Part title="How long cards last">
        <Memory memory={view.memory} />
      </Part>
      <Part title="Known by chapter">
        <p>On how many cards of each chapter you would probably know the answer if you were asked now.</p>
        <MasteryList
          of={view.chapters.map(({ chapter, title, cards }) => ({
            key: chapter,
            name: <Link href={reviewPath({ kind: 'chapter', chapter })}>{title}</Link>,
            ...cards,
          }))}
        />
      </Part>
      <Part title="Known by objective">
        <Objectives view={view} />
      </Part>
      <Part title="Known by factor">
        <p>
          The factors that tell the two apart, in the same way. It is an estimate from your ratings; right after a
          session it is at its highest.
        </p>
        <MasteryList of={view.factors.map(({ factor, ...rest }) => ({ key: factor, ...rest }))} />
      </Part>
      <Part title="Cases you mix up">
        <Confusion />
      </Part>
      <Part title="Hardest cards">
        <Hardest cards={view.hardest} />
      </Part>
      <Part title="How you rate">
        <RatingShares days={view.days} />
      </Part>
      <p className="progress-foot">
        As of {dayWords(today, { dateStyle: 'long' })}. The figures describe your study of these cards, not how well
        anyone does the work.
      </p>
    </>
  )
}

const parts = [
  'Reading',
  'Cards',
  'Recall',
  'Coming due',
  'Reviews a day',
  'A year of study',
  'How long cards last',
  'Known by chapter',
  'Known by objective',
  'Known by factor',
  'Cases you mix up',
  'Hardest cards',
  'How you rate',
] as const
const idOf = (title: string) => `progress-${title.toLowerCase().replaceAll(' ', '-')}`

function Part({ title, children }: { title: (typeof parts)[number]; children: ReactNode }) {
  const id = idOf(title)
  return (
    <section className="progress-part" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <div className="progress-body">{children}</div>
    </section>
  )
}

function Reading({ chapters }: { chapters: ProgressView['chapters'] }) {
  const written = chapters.filter(({ status }) => status === 'complete')
  const outlines = chapters.length - written.length
  return (
    <>
      <ul className="plain-list shares">
        {written.map(({ chapter, title, sections, read }) => (
          <li key={chapter}>
            <Link href={`/chapters/${chapter}`}>{title}</Link>
            <ShareBar share={sections > 0 ? read / sections : 0} />
            <span className="figures share-words">
              {read.toLocaleString()} of {count(sections, 'section')}
            </span>
          </li>
        ))}
      </ul>
      {outlines > 0 && (
        <p className="faint small">
          {count(outlines, 'more chapter')} {outlines === 1 ? 'is an outline' : 'are outlines'} so far.
        </p>
      )}
    </>
  )
}
