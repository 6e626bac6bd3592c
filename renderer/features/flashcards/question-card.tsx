import { type ReactNode, type RefObject, useEffect, useId, useRef } from 'react'
import { Link } from 'wouter'
import type { Factor } from '../../../shared/model/content'
import type { Library, ReviewCard } from '../../../shared/model/views'
import { ClassMark } from '../../ui/marks'
import { Cited, Inlines } from '../../ui/text'
import { asOfWords, count } from '../../ui/words'
import { CardCorrections, OwnMark } from '../corrections/card-corrections'
import { isRight, typedResult } from './answer'
import type { Answering } from './answering'
import { CaseAnswer, CaseMore } from './case-reasons'
import { ChooseClass } from './choose-class'
import { FlagMark } from './flag-mark'
import { LeechLine } from './leech-line'
import { ChooseOption, OptionsAnswered, OptionText, WhyNot, WhyNotChosen } from './options'
import { passagePath, passageWords } from './passage-path'
import { plainWords, questionText } from './question-text'
import { Trouble } from './trouble'
import { TypeAnswer, TypedVerdict, typedVerdictWords } from './typed-answer'
import { VerdictShape } from './verdict'

/**
 * A card as a page of a book: the question with what there is to choose from, then, once asked for or chosen, the
 * answer, the ratings, and in the margin why it is so and where it stands. Until then the answer isn't in the page at
 * all.
 */
export function QuestionCard(props: {
  card: ReviewCard
  review: Answering
  library: Library | undefined
  /** What is asked once the answer is shown. */
  rate: ReactNode
  /** Stands over the question; by itself, how the card stands. */
  over?: string | undefined
  /** Stands below the answer. */
  after?: ReactNode
  /** Shown beside something that is being written: the focus stays where it is. */
  still?: true
  /** Called when its words were put right. */
  corrected?: () => void
}) {
  const { card, review, library, rate, over, after, still, corrected } = props
  const { revealed, choice } = review
  const { scenario, options } = card
  const factors = library?.factors ?? []
  const classes = scenario !== null
  const question = useRef<HTMLHeadingElement>(null)
  const answer = useRef<HTMLDivElement>(null)
  const id = useId()
  const mistaken = options.find((option) => option.id === choice.chosen && !option.right && option.why.length > 0)

  // Where the answer is typed its field has the focus.
  const typing = card.card.kind === 'typed'
  useEffect(() => {
    if (!typing && !still) question.current?.focus()
  }, [typing, still])
  useEffect(() => {
    if (revealed && !still) answer.current?.focus()
  }, [revealed, still])

  return (
    <Cited facts={card.facts} sources={card.sources}>
      <div className="card">
        <section className="card-face" aria-labelledby={`${id}-question`}>
          <p className="label card-standing">
            {over ?? standingWords(card)}
            {card.marks?.flag && <FlagMark of={card.marks.flag} />}
          </p>
          <OwnMark card={card.card} of={['front', 'text', 'title']} />
          {card.changed && <p className="card-changed">This card’s text has changed since you last answered it.</p>}
          <Question card={card} review={review} factors={factors} id={id} heading={question} />
          {revealed && <Answer card={card} review={review} box={answer} />}
          {revealed && mistaken && <WhyNotChosen option={mistaken} classes={classes} />}
          {revealed && scenario && <CaseAnswer scenario={scenario} factors={factors} ticked={choice.ticked} />}
          {revealed && card.marks?.leech && <LeechLine card={card} />}
          {revealed && after}
        </section>
        <div className="card-do">
          {revealed ? (
            rate
          ) : classes && choice.chosen !== null ? (
            <button type="submit" form={`${id}-options`} className="button button-main card-show">
              Check
            </button>
          ) : typing ? (
            <button type="submit" form={`${id}-options`} className="button button-main card-show">
              {(choice.typed ?? '').trim() === '' ? 'Show answer' : 'Check'}
            </button>
          ) : (
            <button
              type="button"
              className={`button card-show ${options.length > 0 ? '' : 'button-main'}`}
              aria-expanded={false}
              onClick={review.reveal}
            >
              Show answer
            </button>
          )}
          {review.trouble && <Trouble trouble={review.trouble} />}
        </div>
        {revealed && options.length > 0 && (
          <div className="card-after">
            <WhyNot options={options} classes={classes} chosen={choice.chosen} tempting={scenario?.tempting} />
            {scenario && <CaseMore scenario={scenario} factors={factors} />}
          </div>
        )}
        {revealed && <Margin card={card} library={library} corrected={corrected} still={still} />}
      </div>
    </Cited>
  )
}

/** A story stands under its title; what there is to choose from, under the question. */
function Question(props: {
  card: ReviewCard
  review: Answering
  factors: Factor[]
  id: string
  heading: RefObject<HTMLHeadingElement | null>
}) {
  const { card, review, factors, id, heading } = props
  const { scenario, options } = card
  const chooser = `${id}-options`
  const describedBy = scenario ? `${id}-story ${chooser}-ask` : options.length > 0 ? chooser : undefined
  return (
    <>
      <h2
        id={`${id}-question`}
        ref={heading}
        tabIndex={-1}
        className={`card-question ${card.card.own || card.card.corrected ? 'card-own' : ''}`}
        aria-describedby={review.revealed ? undefined : describedBy}
      >
        {scenario ? scenario.title : <Inlines of={questionText(card.card.front)} />}
      </h2>
      {card.card.kind === 'typed' && !review.revealed && (
        <div className="card-more">
          <TypeAnswer form={chooser} question={`${id}-question`} heading={heading} review={review} />
        </div>
      )}
      {options.length > 0 && (
        <div className="card-more">
          <OwnMark card={card.card} of={['story']} />
          {scenario && (
            <p id={`${id}-story`} className="reading card-story">
              {scenario.story}
            </p>
          )}
          {review.revealed ? (
            <OptionsAnswered options={options} classes={scenario !== null} chosen={review.choice.chosen} />
          ) : scenario ? (
            <ChooseClass options={options} factors={factors} form={chooser} review={review} />
          ) : (
            <ChooseOption options={options} id={chooser} review={review} />
          )}
        </div>
      )}
    </>
  )
}

/** Named by its own text: a screen reader says verdict and answer when the focus comes here, and says them once. */
function Answer(props: { card: ReviewCard; review: Answering; box: RefObject<HTMLDivElement | null> }) {
  const { card, review, box } = props
  const right = isRight(card, review.choice)
  const chosen = card.options.find(({ id }) => id === review.choice.chosen)
  const typed = review.choice.typed ?? ''
  const isOwn = card.card.corrected?.some((field) => field === 'back' || field === 'text') ?? false
  const result = typedResult(card, review.choice)
  const verdict = result
    ? `${typedVerdictWords(result, typed)}. `
    : right === null
      ? ''
      : right
        ? 'Right. '
        : `Not right. You chose: ${chosen && plainWords(chosen.text).replace(/\.$/, '')}. `
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls
    <div
      ref={box}
      role="group"
      tabIndex={-1}
      aria-label={`${verdict}${isOwn ? 'Your words. ' : ''}Answer: ${card.card.backText}`}
      className={`card-answer reading ${card.card.own || card.card.corrected ? 'card-own' : ''}`}
    >
      {result && <TypedVerdict result={result} typed={typed} />}
      {chosen && (
        <p className="card-verdict">
          <VerdictShape of={right ? 'right' : 'wrong'} />
          {right ? (
            'Right'
          ) : (
            <span>
              Not right. You chose: <OptionText option={chosen} classes={card.scenario !== null} />
            </span>
          )}
        </p>
      )}
      {isOwn && <OwnMark card={card.card} of={['back', 'text']} />}
      {card.scenario ? <ClassMark of={card.scenario.class} /> : <Inlines of={card.card.back} />}
    </div>
  )
}

function standingWords({ record }: ReviewCard): string {
  if (!record) return 'New card'
  return record.memory.phase === 'review' ? 'Due card' : 'Card in learning'
}

const scopeNames: Record<Factor['scope'], string> = {
  'us-law': 'U.S. law',
  un: 'UN contrast',
  'contrast-only': 'contrast only',
}

/** More of them stand behind a fold. */
const fewSources = 3

/** Why it is so, what it is about and where it stands. */
function Margin(props: {
  card: ReviewCard
  library: Library | undefined
  corrected: (() => void) | undefined
  still: true | undefined
}) {
  const { card: shown, library, corrected, still } = props
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
          <h3 className="label">{card.own ? 'Your note' : 'Why'}</h3>
          <OwnMark card={card} of={['why']} />
          <p className={`reading card-why ${card.own || card.corrected ? 'card-own' : ''}`}>
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
          <Link href={passagePath(card)}>{passageWords(shown)}</Link>
        </p>
        {places.length > 0 && (
          <details open={places.length <= fewSources}>
            <summary>
              {count(places.length, 'source')}
              {card.corrected && ' of the book’s words'}
            </summary>
            <ol className="card-sources">
              {places.map(({ source, sections, asOf }) => (
                <li key={source.id}>
                  {source.title}, {source.publisher}; {sections.join('; ')}; {asOfWords(asOf)}
                  {source.kind === 'reference' && ' (reference, beyond the two documents)'}
                </li>
              ))}
            </ol>
          </details>
        )}
      </section>
      {!still && <CardCorrections card={card} done={corrected} />}
    </div>
  )
}
