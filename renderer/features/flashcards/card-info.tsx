import type { RefObject } from 'react'
import type { Card } from '../../../shared/model/content'
import type { CardMarks, Memory } from '../../../shared/model/study'
import type { ReviewCard } from '../../../shared/model/views'
import { comingWords, count, whenWords } from '../../ui/words'

const kindNames: Record<Card['kind'], string> = {
  basic: 'Question and answer',
  reversed: 'Both ways',
  cloze: 'Fill in the blank',
  'multiple-choice': 'Multiple choice',
  classification: 'Case',
}
const phaseNames: Record<Memory['phase'], string> = {
  learning: 'In learning',
  review: 'Learnt',
  relearning: 'In learning again',
}

/** What is known of the card on the screen; nothing of its answer. */
export function CardInfo({ card, dialog }: { card: ReviewCard; dialog: RefObject<HTMLDialogElement | null> }) {
  return (
    <dialog ref={dialog} className="dialog review-dialog" aria-labelledby="card-info-title">
      <h2 id="card-info-title">This card</h2>
      <dl>
        {factsOf(card).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {card.record && (
        <p className="soft small">
          <b>Stability</b>: after so long, the chance of recall has fallen to 90 %. <b>Difficulty</b>: from 1, easy, to
          10, hard. <b>Lapses</b>: how often it was forgotten after it had been learnt.
        </p>
      )}
      <form method="dialog">
        <button type="submit" className="button">
          Close
        </button>
      </form>
    </dialog>
  )
}

function factsOf({ card, chapterTitle, record, marks }: ReviewCard): [string, string][] {
  const about: [string, string][] = [
    ['Kind', kindNames[card.kind]],
    ['Chapter', chapterTitle],
    ['Marks', marksWords(marks)],
  ]
  if (!record) return [['State', 'New'], ...about]
  const { memory } = record
  return [
    ['State', phaseNames[memory.phase]],
    ['Due', dueWords(memory.due)],
    ['Last seen', whenWords(memory.lastReview)],
    ['Stability', daysWords(memory.stability)],
    ['Difficulty', memory.difficulty.toLocaleString(undefined, { maximumFractionDigits: 1 })],
    ['Lapses', memory.lapses.toLocaleString()],
    ['Repetitions', memory.repetitions.toLocaleString()],
    ...about,
  ]
}

const dueWords = (due: number) => (due <= Date.now() ? 'now' : comingWords(due))

function daysWords(days: number): string {
  if (days < 10) return `${days.toLocaleString(undefined, { maximumFractionDigits: 1 })} days`
  return count(Math.round(days), 'day')
}

function marksWords(marks: CardMarks | null): string {
  return [marks?.flag && `Flag ${marks.flag}`, marks?.leech && 'Leech'].filter(Boolean).join(', ') || 'None'
}
