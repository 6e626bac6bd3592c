import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import type { Library } from '../../../shared/model/views'
import { ClassMark } from '../../ui/marks'
import { Cited, Inlines } from '../../ui/text'
import { count, duration } from '../../ui/words'
import { CaseAnswer } from '../flashcards/case-reasons'
import { passagePath } from '../flashcards/passage-path'
import { ReadAgain } from '../flashcards/session-summary'
import { VerdictShape } from '../flashcards/verdict'
import { chooserPath, type PracticeAsked } from './address'
import { isKnown, missed, type Practised, type Round, type TwinsDone, twinsDone } from './session'
import type { Practising } from './use-practice'

interface Shown {
  asked: PracticeAsked
  practice: Practising
  round: Round
  library: Library | undefined
}

/** What was told apart and what wasn't, and a way to ask just that once more. */
export function PracticeSummary({ asked, practice, round, library }: Shown) {
  const heading = useRef<HTMLHeadingElement>(null)
  const answers = [...round.done.values()]
  const pairs = twinsDone(round)
  const inPairs = new Set(pairs.flatMap(({ first, second }) => [first, second]))
  const again = missed(round)
  const toRead = answers.filter((answer) => !isKnown(answer) && !inPairs.has(answer)).map(({ card }) => card)
  const unfinished = round.done.size < round.cards.length && round.at < round.cards.length
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className="review-rest" aria-labelledby="practice-summary">
      <h2 id="practice-summary" ref={heading} tabIndex={-1}>
        {answers.length > 0 ? 'This practice' : round.cards.length > 0 ? 'No card was answered' : 'No card here'}
      </h2>
      {round.cards.length === 0 && (
        <p className="reading">There is no such card for now. You can choose others to practice with.</p>
      )}
      {answers.length > 0 && <p className="reading summary-words">{doneWords(answers, pairs)}</p>}
      {pairs.length > 0 && <Pairs pairs={pairs} library={library} />}
      {toRead.length > 0 && <ReadAgain missed={toRead} />}
      <p className="summary-do">
        {again.length > 0 && (
          <button type="button" className="button button-main" onClick={() => practice.again(again)}>
            Practice the {count(again.length, 'card')} you missed
          </button>
        )}
        {unfinished && (
          <button
            type="button"
            className={again.length > 0 ? 'button' : 'button button-main'}
            onClick={practice.resume}
          >
            Go on
          </button>
        )}
        <Link className={again.length > 0 || unfinished ? 'button' : 'button button-main'} href={chooserPath(asked)}>
          Choose other cards
        </Link>
        <Link href="/flashcards">Back to Flashcards</Link>
      </p>
    </section>
  )
}

function doneWords(answers: Practised[], pairs: TwinsDone[]): string {
  const known = answers.filter(isKnown).length
  const spent = answers.reduce((sum, answer) => sum + answer.spent, 0)
  const sentences = [
    `${count(answers.length, 'card')} in ${duration(spent)}; ${known === answers.length ? 'you knew them all' : `you knew ${known.toLocaleString()}`}.`,
  ]
  if (pairs.length > 0) {
    sentences.unshift(apartWords(pairs.filter(({ apart }) => apart).length, pairs.length))
  }
  return sentences.join(' ')
}

function apartWords(apart: number, of: number): string {
  if (of === 1) return `You ${apart ? 'told' : 'have not yet told'} the pair of stories apart.`
  if (apart === 0) return `You have not yet told any of the ${of} pairs of stories apart.`
  return apart === of
    ? `You told all ${of} pairs of stories apart.`
    : `You told ${apart} of ${of} pairs of stories apart.`
}

/** Those not told apart first. */
function Pairs({ pairs, library }: { pairs: TwinsDone[]; library: Library | undefined }) {
  return (
    <section className="practice-pairs" aria-labelledby="practice-pairs">
      <h3 id="practice-pairs">Pairs of stories</h3>
      <ul className="plain-list">
        {pairs
          .toSorted((one, other) => Number(one.apart) - Number(other.apart))
          .map((pair) => (
            <Pair key={pair.first.card.card.id} pair={pair} library={library} />
          ))}
      </ul>
    </section>
  )
}

function Pair({ pair: { first, second, apart }, library }: { pair: TwinsDone; library: Library | undefined }) {
  const { facts, sources } = second.card
  return (
    <li className="practice-pair">
      <p className="practice-verdict">
        <VerdictShape of={apart ? 'right' : 'missed'} />
        {apart ? 'Told apart' : 'Not told apart yet'}
      </p>
      {second.card.scenario && (
        <Cited facts={facts} sources={sources}>
          <p className="reading">
            <Inlines of={second.card.scenario.difference.text} />
          </p>
        </Cited>
      )}
      <Explanation answer={first} library={library} />
      <Explanation answer={second} library={library} />
    </li>
  )
}

/** What decides a story, opened in place, and the passage that teaches it. */
function Explanation({ answer: { card, choice }, library }: { answer: Practised; library: Library | undefined }) {
  if (!card.scenario) return null
  const chosen = card.options.find(({ id }) => id === choice.chosen)
  return (
    <details className="practice-story">
      <summary>
        “{card.scenario.title}”: <ClassMark of={card.scenario.class} />
        {!chosen && <span className="soft">; you chose nothing</span>}
        {chosen && !chosen.right && (
          <span className="soft">
            ; you called it <ClassMark of={chosen.id} />
          </span>
        )}
      </summary>
      <Cited facts={card.facts} sources={card.sources}>
        <CaseAnswer scenario={card.scenario} factors={library?.factors ?? []} ticked={choice.ticked} />
      </Cited>
      <p>
        <Link href={passagePath(card.card)}>Read the passage: {card.sectionTitle || card.chapterTitle}</Link>
      </p>
    </details>
  )
}
