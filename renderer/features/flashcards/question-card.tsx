import { type RefObject, useEffect, useId, useRef } from 'react'
import { Link } from 'wouter'
import type { Factor } from '../../../shared/model/content'
import { type Rating, ratings } from '../../../shared/model/study'
import type { Library, ReviewCard } from '../../../shared/model/views'
import { useSingleKeys } from '../../ui/appearance'
import { ClassMark } from '../../ui/marks'
import { Cited, Inlines } from '../../ui/text'
import { asOfWords, count, interval, intervalInFull } from '../../ui/words'
import { CaseAnswer, CaseMore } from './case-reasons'
import { Options, WhyNot } from './options'
import { questionText } from './question-text'
import { Trouble } from './trouble'
import type { Reviewing } from './use-review'

/**
 * A card as a page of a book: the question, then, once asked for, the answer, the four ratings, and in the margin why
 * it is so and where it stands. Until then the answer isn't in the page at all.
 */
export function QuestionCard(props: { card: ReviewCard; review: Reviewing; library: Library | undefined }) {
  const { card, review, library } = props
  const { revealed } = review
  const { scenario } = card
  const factors = library?.factors ?? []
  const question = useRef<HTMLHeadingElement>(null)
  const answer = useRef<HTMLDivElement>(null)
  const id = useId()

  useEffect(() => question.current?.focus(), [])
  useEffect(() => {
    if (revealed) answer.current?.focus()
  }, [revealed])

  return (
    <Cited facts={card.facts} sources={card.sources}>
      <div className="card">
        <section className="card-face" aria-labelledby={`${id}-question`}>
          <p className="label">{standingWords(card)}</p>
          <Question card={card} id={id} heading={question} />
          {revealed && (
            // Named by its own text: a screen reader says the answer when the focus comes here, and says it once.
            // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls
            <div
              ref={answer}
              role="group"
              tabIndex={-1}
              aria-label={`Answer: ${card.card.backText}`}
              className="card-answer reading"
            >
              {scenario ? <ClassMark of={scenario.class} /> : <Inlines of={card.card.back} />}
            </div>
          )}
          {revealed && scenario && <CaseAnswer scenario={scenario} factors={factors} />}
        </section>
        <div className="card-do">
          {revealed ? (
            <Ratings card={card} review={review} />
          ) : (
            <button
              type="button"
              className="button button-main card-show"
              aria-expanded={false}
              onClick={review.reveal}
            >
              Show answer
            </button>
          )}
          {review.trouble && <Trouble trouble={review.trouble} />}
        </div>
        {revealed && card.options.length > 0 && (
          <div className="card-after">
            <WhyNot options={card.options} classes={scenario !== null} tempting={scenario?.tempting} />
            {scenario && <CaseMore scenario={scenario} factors={factors} />}
          </div>
        )}
        {revealed && <Margin card={card} library={library} />}
      </div>
    </Cited>
  )
}

/** A story stands under its title; what there is to choose from, under the question. */
function Question(props: { card: ReviewCard; id: string; heading: RefObject<HTMLHeadingElement | null> }) {
  const { card, id, heading } = props
  const { scenario, options } = card
  return (
    <>
      <h2
        id={`${id}-question`}
        ref={heading}
        tabIndex={-1}
        className="card-question"
        aria-describedby={options.length > 0 ? `${id}-more` : undefined}
      >
        {scenario ? scenario.title : <Inlines of={questionText(card.card.front)} />}
      </h2>
      {options.length > 0 && (
        <div id={`${id}-more`} className="card-more">
          {scenario && <p className="reading card-story">{scenario.story}</p>}
          {scenario && <p>What would you call this case, and which fact decides it?</p>}
          <Options options={options} classes={scenario !== null} />
        </div>
      )}
    </>
  )
}

function standingWords({ record }: ReviewCard): string {
  if (!record) return 'New card'
  return record.memory.phase === 'review' ? 'Due card' : 'Card in learning'
}

const ratingNames: Record<Rating, string> = { again: 'Again', hard: 'Hard', good: 'Good', easy: 'Easy' }

function Ratings({ card, review }: { card: ReviewCard; review: Reviewing }) {
  const singleKeys = useSingleKeys()
  return (
    <fieldset className="ratings">
      <legend>How well did you know it? The card comes back after the time shown.</legend>
      {ratings.map((rating, index) => (
        <button
          key={rating}
          type="button"
          className="button rating"
          aria-label={`${ratingNames[rating]}, ${intervalInFull(card.intervals[rating])}`}
          aria-keyshortcuts={singleKeys ? String(index + 1) : undefined}
          data-pressed={review.pressed === rating || undefined}
          onClick={() => review.rate(rating)}
        >
          <span className="rating-word">{ratingNames[rating]}</span>
          <span className="rating-interval figures">{interval(card.intervals[rating])}</span>
          {singleKeys && <kbd>{index + 1}</kbd>}
        </button>
      ))}
    </fieldset>
  )
}

const scopeNames: Record<Factor['scope'], string> = {
  'us-law': 'U.S. law',
  un: 'UN contrast',
  'contrast-only': 'contrast only',
}

/** More of them stand behind a fold. */
const fewSources = 3

/** Why it is so, what it is about and where it stands. */
function Margin({ card: shown, library }: { card: ReviewCard; library: Library | undefined }) {
  const { card, facts, sources } = shown
  const factors = library?.factors.filter(({ id }) => card.factors.includes(id)) ?? []
  const places = Object.values(sources).map((source) => ({
    source,
    sections: [
      ...new Set(Object.values(facts).flatMap((place) => (place.source === source.id ? [place.section] : []))),
    ],
    asOf: Object.values(facts).find((place) => place.source === source.id && place.asOf)?.asOf ?? source.date,
  }))
  return (
    <div className="card-margin">
      {card.why.length > 0 && (
        <section>
          <h3 className="label">Why</h3>
          <p className="reading card-why">
            <Inlines of={card.why} />
          </p>
        </section>
      )}
      {card.classes.length + factors.length > 0 && (
        <section>
          <h3 className="label">What it is about</h3>
          <ul className="plain-list card-marks">
            {card.classes.map((id) => (
              <li key={id}>
                <ClassMark of={id} />
              </li>
            ))}
            {factors.map((factor) => (
              <li key={factor.id}>
                {factor.name} <span className="faint">({scopeNames[factor.scope]})</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3 className="label">Where it stands</h3>
        <p>
          <Link href={`/chapters/${card.chapter}#${card.paragraph || card.section}`}>
            Read the passage: {shown.sectionTitle || shown.chapterTitle}
          </Link>
        </p>
        <details open={places.length <= fewSources}>
          <summary>{count(places.length, 'source')}</summary>
          <ol className="card-sources">
            {places.map(({ source, sections, asOf }) => (
              <li key={source.id}>
                {source.title}, {source.publisher}; {sections.join('; ')}; {asOfWords(asOf)}
                {source.kind === 'reference' && ' (reference, beyond the two documents)'}
              </li>
            ))}
          </ol>
        </details>
      </section>
    </div>
  )
}
