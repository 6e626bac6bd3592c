import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import { ratings } from '../../../shared/model/study'
import type { ReviewCard, StudyOverview, StudyScope } from '../../../shared/model/views'
import { api } from '../../client'
import { comingWords, count, duration } from '../../ui/words'
import { passagePath } from './passage-path'
import { ratingNames } from './rating-buttons'
import { countsWords, waiting } from './scope'
import { type Summary, summarise } from './session'
import type { Reviewing } from './use-review'

/** What was done, what to read again, and when the next card comes. */
export function SessionSummary({ review, scope }: { review: Reviewing; scope: StudyScope }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const overview = useQuery(api.study.overview.queryOptions()).data
  const summary = summarise(review.session)
  const left = review.shown ? waiting(review.shown.counts) : 0
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className="review-rest" aria-labelledby="summary-title">
      <h2 id="summary-title" ref={heading} tabIndex={-1}>
        {summary.reviews > 0 ? 'This session' : left > 0 ? 'No card was rated' : 'Nothing is due here'}
      </h2>
      {summary.reviews > 0 && <Done summary={summary} />}
      {summary.missed.length > 0 && <ReadAgain missed={summary.missed} />}
      <div className="summary-next">
        <p>{nextWords(left, scope, review, overview)}</p>
        <p className="summary-do">
          {left > 0 && (
            <button type="button" className="button" onClick={review.resume}>
              Go on
            </button>
          )}
          <Link className="button button-main" href="/flashcards">
            Back to Flashcards
          </Link>
        </p>
      </div>
    </section>
  )
}

function Done({ summary }: { summary: Summary }) {
  const most = Math.max(...ratings.map((rating) => summary.byRating[rating]))
  return (
    <>
      <p className="reading summary-words">{doneWords(summary)}</p>
      <table className="summary-ratings">
        <caption className="visually-hidden">Ratings in this session</caption>
        <tbody>
          {ratings.map((rating) => (
            <tr key={rating}>
              <th scope="row">{ratingNames[rating]}</th>
              <td className="summary-number">{summary.byRating[rating].toLocaleString()}</td>
              <td className="summary-bar" aria-hidden="true">
                <svg width="100%" height="10" aria-hidden="true" focusable="false">
                  <rect height="10" width={`${(100 * summary.byRating[rating]) / most}%`} />
                </svg>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function doneWords({ cards, reviews, spent, met, learned }: Summary): string {
  const shown = reviews > cards ? `, ${count(reviews, 'rating')}` : ''
  const sentences = [`${count(cards, 'card')}${shown}, in ${duration(spent)}.`]
  if (met > 0) sentences.push(`${count(met, 'card')} seen for the first time.`)
  if (learned > 0)
    sentences.push(
      `${count(learned, 'card')} newly learned: ${learned === 1 ? 'it comes' : 'they come'} back another day.`,
    )
  return sentences.join(' ')
}

function byPassage(cards: ReviewCard[]): Map<string, ReviewCard[]> {
  const passages = new Map<string, ReviewCard[]>()
  for (const one of cards) {
    const passage = passagePath(one.card)
    passages.set(passage, [...(passages.get(passage) ?? []), one])
  }
  return passages
}

/** The passages behind the cards rated Again: the surest way to know them next time. */
export function ReadAgain({ missed }: { missed: ReviewCard[] }) {
  return (
    <section className="summary-again" aria-labelledby="summary-again">
      <h3 id="summary-again">To read again</h3>
      <ul className="plain-list">
        {[...byPassage(missed)].map(([passage, cards]) => (
          <li key={passage}>
            <Link href={passage}>{cards[0]?.sectionTitle || cards[0]?.chapterTitle || 'Your own card'}</Link>
            {cards.map(({ card }) => (
              <span key={card.id} className="soft">
                {card.frontText}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}

function nextWords(left: number, scope: StudyScope, review: Reviewing, overview: StudyOverview | undefined): string {
  if (left > 0 && review.shown) return `Still waiting here: ${countsWords(review.shown.counts)}.`
  const inLearning = review.shown?.nextDue
  if (inLearning) return `A card that you are learning comes back ${comingWords(inLearning)}.`
  if (!overview) return ''
  const elsewhere = waiting(overview.today)
  if (elsewhere > 0)
    return scope.kind === 'all'
      ? `Waiting now: ${countsWords(overview.today)}.`
      : `Nothing more is due here today. In other chapters: ${countsWords(overview.today)}.`
  if (overview.nextDue === null) return 'Nothing more is due today.'
  return `Nothing more is due today. The next card comes ${comingWords(overview.nextDue)}.`
}
