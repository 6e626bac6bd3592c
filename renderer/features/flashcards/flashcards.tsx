import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useState } from 'react'
import { Link } from 'wouter'
import type { Factor } from '../../../shared/model/content'
import type { Counts, StudyOverview, StudyScope } from '../../../shared/model/views'
import { api } from '../../client'
import { errorWords } from '../../ui/errors'
import { Page } from '../../ui/page'
import { comingWords, count } from '../../ui/words'
import { MyCards } from '../own-cards/my-cards'
import { PlanLine } from '../plan/plan-line'
import { PracticeSection } from '../practice/practice-section'
import { Backlog } from './backlog'
import { countsWords, reviewPath, waiting } from './scope'
import { forgetSession } from './session'
import '../../ui/text.css'
import './flashcards.css'

/** What to study now, and below it every narrower way: practice, own cards, one chapter or objective, cases, a factor. */
export function Flashcards() {
  const overview = useQuery(api.study.overview.queryOptions())
  const factors = useQuery(api.library.overview.queryOptions()).data?.factors ?? []
  useEffect(forgetSession, [])
  const study = overview.data
  return (
    <Page title="Flashcards" lead="Each card comes back shortly before you would forget it.">
      {overview.error && <p role="alert">{errorWords(overview.error)}</p>}
      <Backlog />
      {study && <AllDue study={study} />}
      {study?.chapters.some(({ total }) => total > 0) && (
        <>
          <PracticeSection />
          <MyCards own={study.own} />
          <ByChapter study={study} />
          <OtherWays study={study} factors={factors} />
        </>
      )}
    </Page>
  )
}

function AllDue({ study }: { study: StudyOverview }) {
  const total = study.chapters.reduce((sum, chapter) => sum + chapter.total, 0) + study.own.total
  if (total === 0) return <p className="soft">This edition has no cards yet. They come with its chapters.</p>
  if (waiting(study.today) === 0) return <NothingDue study={study} />
  const first = study.chapters.every(({ seen }) => seen === 0)
  return (
    <section className="cards-now" aria-labelledby="cards-now">
      <h2 id="cards-now">All due</h2>
      {first && (
        <p className="reading">
          A card asks one question. Answer it in your head, show the answer, and say how well you knew it: the better
          you knew it, the later it comes back. A few minutes a day are enough.
        </p>
      )}
      <Amounts counts={study.today} />
      <p className="cards-do">
        <Link className="button button-main" href={reviewPath({ kind: 'all' })}>
          Study {count(waiting(study.today), 'card')}
        </Link>
        <span className="soft">
          about {count(study.minutes, 'minute')}
          {study.reviewedToday > 0 && `; ${count(study.reviewedToday, 'review')} done today`}
        </span>
      </p>
      <PlanLine />
    </section>
  )
}

/** The three kinds of waiting cards, each with what it means. */
function Amounts({ counts }: { counts: Counts }) {
  const kinds: [number, string, string][] = [
    [counts.due, 'due', 'learned before, about to be forgotten'],
    [counts.new, 'new', 'not seen yet'],
    [counts.learning, 'in learning', 'seen lately, back within minutes'],
  ]
  return (
    <dl className="amounts">
      {kinds.map(([number, name, meaning]) => (
        <div key={name}>
          <dt>
            {name}
            <span className="faint small">{meaning}</span>
          </dt>
          <dd className="figures">{number.toLocaleString()}</dd>
        </div>
      ))}
    </dl>
  )
}

function NothingDue({ study }: { study: StudyOverview }) {
  const unseen = study.chapters.reduce((sum, { total, seen }) => sum + total - seen, 0)
  return (
    <section className="cards-now" aria-labelledby="cards-now">
      <h2 id="cards-now">Nothing is due now</h2>
      <p className="reading">
        {study.nextDue !== null && `The next card comes ${comingWords(study.nextDue)}. `}
        Asking again too early teaches little: a card is worth most when you can only just recall it.
        {unseen > 0 && (
          <>
            {` ${count(unseen, 'card')} that you have not seen yet ${unseen === 1 ? 'waits' : 'wait'} for another day; how many are new each day is set in `}
            <Link href="/settings">Settings</Link>.
          </>
        )}
      </p>
      <p className="cards-do">
        <Link className="button button-main" href="/chapters">
          Read a chapter
        </Link>
        {study.reviewedToday > 0 && <span className="soft">{count(study.reviewedToday, 'review')} done today</span>}
      </p>
      <PlanLine />
    </section>
  )
}

function ByChapter({ study }: { study: StudyOverview }) {
  const withCards = study.chapters.filter(({ total }) => total > 0)
  const without = study.chapters.length - withCards.length
  if (withCards.length === 0) return null
  return (
    <section className="cards-ways" aria-labelledby="cards-chapters">
      <h2 id="cards-chapters">By chapter or objective</h2>
      <p className="soft">
        <Link href="/flashcards/browse">Browse all cards</Link> to search them, see how they stand, and flag, suspend or
        put off some.
      </p>
      <ul className="plain-list">
        {withCards.map((chapter) => (
          <ChapterCards
            key={chapter.chapter}
            chapter={chapter}
            number={study.chapters.indexOf(chapter) + 1}
            objectives={study.objectives.filter(({ chapter: of, total }) => of === chapter.chapter && total > 0)}
          />
        ))}
      </ul>
      {without > 0 && (
        <p className="faint small">
          {count(without, 'more chapter')} {without === 1 ? 'has' : 'have'} no cards yet.
        </p>
      )}
    </section>
  )
}

function ChapterCards(props: {
  chapter: StudyOverview['chapters'][number]
  number: number
  objectives: StudyOverview['objectives']
}) {
  const { chapter, number, objectives } = props
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <li className="cards-chapter">
      <span className="cards-number faint figures" aria-hidden="true">
        {number}
      </span>
      <h3>{chapter.title}</h3>
      <div className="cards-under">
        <Standing counts={chapter.counts} seen={chapter.seen} total={chapter.total} />
        {objectives.length > 0 && (
          <button
            type="button"
            className="button button-quiet cards-open"
            aria-expanded={open}
            aria-controls={open ? id : undefined}
            onClick={() => setOpen(!open)}
          >
            {count(objectives.length, 'objective')}
            <span className="visually-hidden"> of {chapter.title}</span>
          </button>
        )}
      </div>
      <StudyLink scope={{ kind: 'chapter', chapter: chapter.chapter }} counts={chapter.counts} name={chapter.title} />
      {open && (
        <ul id={id} className="plain-list cards-objectives">
          {objectives.map(({ objective, counts, seen, total }) => (
            <li key={objective.id}>
              <span>{objective.text}</span>
              <Standing counts={counts} seen={seen} total={total} />
              <StudyLink scope={{ kind: 'objective', objective: objective.id }} counts={counts} name={objective.text} />
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

/** Ways across the chapters. */
function OtherWays({ study, factors }: { study: StudyOverview; factors: Factor[] }) {
  const ofFactor = (id: string) => study.factors.find(({ factor }) => factor === id)
  return (
    <>
      <section className="cards-ways" aria-labelledby="cards-cases">
        <h2 id="cards-cases">Cases</h2>
        <p className="cards-way">
          <span>
            Short made-up stories to be classed, with the facts that decide them.
            <Standing {...study.cases} />
          </span>
          <StudyLink scope={{ kind: 'cases' }} counts={study.cases.counts} name="Cases" />
        </p>
      </section>
      {factors.length > 0 && (
        <section className="cards-ways" aria-labelledby="cards-factors">
          <h2 id="cards-factors">By factor of the distinction</h2>
          <ul className="plain-list">
            {factors.map(({ id, name, question }) => {
              const of = ofFactor(id)
              return (
                <li key={id} className="cards-way">
                  <span>
                    <b>{name}</b> <span className="soft">{question}</span>
                    {of && <Standing {...of} />}
                  </span>
                  {of && <StudyLink scope={{ kind: 'factor', factor: id }} counts={of.counts} name={name} />}
                </li>
              )
            })}
          </ul>
        </section>
      )}
    </>
  )
}

function Standing({ counts, seen, total }: { counts: Counts; seen: number; total: number }) {
  return (
    <span className="cards-standing soft small figures">
      {waiting(counts) > 0 ? countsWords(counts) : 'nothing due today'}
      <span className="faint">
        {' '}
        · {seen.toLocaleString()} of {total.toLocaleString()} seen
      </span>
    </span>
  )
}

function StudyLink({ scope, counts, name }: { scope: StudyScope; counts: Counts; name: string }) {
  if (waiting(counts) === 0) return null
  return (
    <Link className="cards-study" href={reviewPath(scope)} aria-label={`Study: ${name}`}>
      Study
    </Link>
  )
}
