import { useQuery } from '@tanstack/react-query'
import type { CardReview, CardHistory as History, ReviewCard } from '../../../shared/model/views'
import { api } from '../../client'
import { daysWords, dueInFull } from '../../ui/card-words'
import { NumbersTable } from '../../ui/chart/numbers'
import { errorWords } from '../../ui/errors'
import { Inlines } from '../../ui/text'
import { interval, percent, whenWords } from '../../ui/words'
import { ForgettingCurve } from './forgetting-curve'
import { ratingNames } from './rating-buttons'
import './card-history.css'

interface Props {
  card: ReviewCard
  dayStart: number
  /** Whether what was chosen may be seen: beside what was right it tells the answer. */
  answers: boolean
}

/** How one card was rated, and how its recall rose and fell. */
export function CardHistory({ card, dayStart, answers }: Props) {
  const input = { card: card.card.id }
  const { data: history, error } = useQuery(api.study.history.queryOptions({ input }))
  if (error) return <p role="alert">{errorWords(error)}</p>
  if (!history) return <p className="faint appears-late">Looking through the reviews …</p>
  if (history.reviews.length === 0)
    return <p className="card-history">No reviews yet. The curve begins with the first one.</p>
  const sentence = recallWords(history, card, dayStart)
  return (
    <div className="card-history">
      <p>{sentence}</p>
      <ForgettingCurve history={history} says={`Chance of recall over time. ${sentence}`} />
      <p className="faint small">
        Dots: reviews, hollow where it was forgotten. Dashed line: wanted, {percent(history.wanted)}. Dotted: what is to
        come without a review.
      </p>
      <Reviews history={history} card={card} answers={answers} />
    </div>
  )
}

function recallWords({ recall, now }: History, { record }: ReviewCard, dayStart: number): string {
  if (recall === null || !record) return 'It was put back to new; these are its reviews before that.'
  const due = dueInFull(record.memory.due, now, dayStart)
  return `Today you’d recall this with a chance of about ${percent(recall)}; ${due.endsWith('ago') ? 'it came due' : 'due'} ${due}.`
}

function Reviews({ history: { reviews }, card, answers }: { history: History; card: ReviewCard; answers: boolean }) {
  const chosen = answers && reviews.some(({ answer }) => answer)
  const rows = reviews.map((review, index) => {
    const { at, rating, spent, memory } = review
    return {
      key: `${at} ${index}`,
      head: whenWords(at),
      cells: [
        ratingNames[rating],
        spentWords(spent),
        interval(memory.scheduledDays > 0 ? memory.scheduledDays * day : memory.due - at),
        daysWords(memory.stability),
        ...(chosen ? [<Chosen key="chosen" review={review} card={card} />] : []),
      ],
    }
  })
  return (
    <NumbersTable
      caption="Reviews of this card, the latest first"
      columns={['When', 'Rated', 'Took', 'Next after', 'Stability', ...(chosen ? ['Chose'] : [])]}
      rows={rows.reverse()}
    />
  )
}
const day = 86_400_000
const spentWords = (ms: number) => (ms < 60_000 ? `${Math.round(ms / 1000)} s` : interval(ms))

function Chosen({ review: { answer }, card }: { review: CardReview; card: ReviewCard }) {
  if (!answer) return null
  if (answer.chosen === null) return 'no choice'
  const option = card.options.find(({ id }) => id === answer.chosen)
  return (
    <>
      {option ? <Inlines of={option.text} /> : 'an option that is gone'}
      {answer.chosen === answer.right && <span className="faint"> (right)</span>}
    </>
  )
}
