import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { ProgressView } from '../../../shared/model/views'
import { api } from '../../client'
import { errorWords } from '../../ui/errors'
import { Page } from '../../ui/page'
import { count, dayWords } from '../../ui/words'
import { CardPhases } from './card-phases'
import { Confusion } from './confusion'
import { DayChart } from './day-chart'
import { Objectives } from './objectives'
import { Retention } from './retention'
import { ShareBar } from './share-bar'
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
  chapters.every(({ read }) => read === 0) && cards.new === cards.total && days.every(({ reviews }) => reviews === 0)

function NothingYet({ view }: { view: ProgressView }) {
  const first = view.chapters.find(({ status }) => status === 'complete')
  return (
    <section className="progress-empty">
      <p className="reading">
        Nothing is counted yet. Once you have read a section or rated a card, this page shows how much of each chapter
        you have read, how many cards you have learnt, how many come back on which day, which kind of case you take for
        which other, and, after {enoughReviews} reviews of learnt cards, how much you really recall beside how much you
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

/** Below this many reviews a share says more about chance than about memory. */
export const enoughReviews = 20

function Figures({ view }: { view: ProgressView }) {
  const reviews = view.days.reduce((total, day) => total + day.reviews, 0)
  const coming = view.forecast.reduce((total, day) => total + day.due, 0)
  return (
    <>
      <Part title="Reading">
        <Reading chapters={view.chapters} />
      </Part>
      <Part title="Cards">
        <CardPhases cards={view.cards} />
      </Part>
      <Part title="Reviews a day">
        <p>
          {reviews === 0
            ? 'No reviews in the last 30 days.'
            : `${count(reviews, 'review')} in the last 30 days, on ${count(view.days.filter((day) => day.reviews > 0).length, 'day')}.`}
        </p>
        {reviews > 0 && (
          <DayChart
            label="Reviews on each of the last 30 days"
            bars={view.days.map(({ day, reviews: value }) => ({ day, value }))}
            columns={['Reviews', 'Rated Again', 'Seen first', 'Minutes']}
            rows={view.days
              .filter((day) => day.reviews > 0)
              .map((day) => ({
                day: day.day,
                cells: [day.reviews, day.again, day.introduced, Math.round(day.spent / 60_000)],
              }))}
            rowsNote="Days without reviews are left out."
          />
        )}
      </Part>
      <Part title="What comes">
        <p>
          {coming === 0
            ? 'No card that you have seen comes due in the next 14 days.'
            : `${count(coming, 'card')} of those you have seen ${coming === 1 ? 'comes' : 'come'} due in the next 14 days, ${(view.forecast[0]?.due ?? 0).toLocaleString()} of them today. New cards are not counted here.`}
        </p>
        {coming > 0 && (
          <DayChart
            label="Cards due on each of the next 14 days"
            bars={view.forecast.map(({ day, due }) => ({ day, value: due }))}
            columns={['Cards due']}
            rows={view.forecast.map(({ day, due }) => ({ day, cells: [due] }))}
          />
        )}
      </Part>
      <Part title="Recall">
        <Retention retention={view.retention} enough={enoughReviews} />
      </Part>
      <Part title="What you take for what">
        <Confusion />
      </Part>
      <Part title="By factor">
        <Factors factors={view.factors} />
      </Part>
      <Part title="By objective">
        <Objectives />
      </Part>
      <p className="progress-foot">
        As of {dayWords(view.days.at(-1)?.day ?? '', { dateStyle: 'long' })}. The figures describe your study of these
        cards, not how well anyone does the work.
      </p>
    </>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = `progress-${title.toLowerCase().replaceAll(' ', '-')}`
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

function Factors({ factors }: { factors: ProgressView['factors'] }) {
  const asked = factors.filter(({ total }) => total > 0)
  return (
    <>
      <p>
        The factors that tell the two apart: on how many cards of each you would probably know the answer if you were
        asked now. It is an estimate from your ratings; right after a session it is at its highest.
      </p>
      <ul className="plain-list shares">
        {asked.map(({ factor, name, total, seen, recalledShare }) => (
          <li key={factor}>
            <span>{name}</span>
            <ShareBar share={total > 0 ? ((recalledShare ?? 0) * seen) / total : 0} />
            <span className="figures share-words">
              {recalledShare === null
                ? `0 of ${count(total, 'card')}, none seen yet`
                : `about ${Math.round(recalledShare * seen).toLocaleString()} of ${count(total, 'card')}`}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
