import { ratings } from '../../../shared/model/study'
import { Strip } from '../../ui/chart/strip'
import { count, dayWords, percent } from '../../ui/words'
import { ratingNames } from '../flashcards/rating-buttons'
import type { Day } from './day-groups'

/** How often each button was pressed, where that was counted. */
export function RatingShares({ days }: { days: readonly Day[] }) {
  const counted = days.filter(({ reviews, ratings: given }) => reviews > 0 && given)
  const missing = days.some(({ reviews, ratings: given }) => reviews > 0 && !given)
  const all = counted.reduce((sum, { reviews }) => sum + reviews, 0)
  if (all === 0) return <p>When you rate cards, this shows how often you press each button.</p>
  const parts = ratings.map((rating) => {
    const number = counted.reduce((sum, { ratings: given }) => sum + (given?.[rating] ?? 0), 0)
    return { name: ratingNames[rating], meaning: meanings[rating], number, share: percent(number / all) }
  })
  const since =
    missing && counted[0] ? ` since ${dayWords(counted[0].day, { dateStyle: 'long' })}` : ' in the last year'
  return (
    <>
      <p>
        {count(all, 'rating')}
        {since}. Hard is for what you did recall, with effort; a card that was forgotten needs Again, or it comes back
        too late.
      </p>
      <Strip parts={parts} />
    </>
  )
}
const meanings = {
  again: 'not recalled',
  hard: 'recalled with effort',
  good: 'recalled',
  easy: 'recalled at once',
}
