import { useQuery } from '@tanstack/react-query'
import { defaultStudySettings, type Rating, ratings, type StudySettings } from '../../../shared/model/study'
import type { ReviewCard } from '../../../shared/model/views'
import { api } from '../../client'
import { useSingleKeys } from '../../ui/appearance'
import { interval, intervalInFull } from '../../ui/words'
import { isRight, suggestedRating } from './answer'
import type { Reviewing } from './use-review'

export const ratingNames: Record<Rating, string> = { again: 'Again', hard: 'Hard', good: 'Good', easy: 'Easy' }

/** The ratings that are offered, in the order of their keys: with two buttons 1 is Again and 2 is Good. */
export function useRatings(): readonly Rating[] {
  const study = useQuery(api.settings.get.queryOptions()).data?.study ?? defaultStudySettings
  return ratingsBy[study.buttons]
}
const ratingsBy: Record<StudySettings['buttons'], readonly Rating[]> = { 2: ['again', 'good'], 4: ratings }

export function RatingButtons({ card, review }: { card: ReviewCard; review: Reviewing }) {
  const singleKeys = useSingleKeys()
  const offered = useRatings()
  const suggested = suggestedRating(card, review.choice)
  return (
    <fieldset className={`ratings ratings-${offered.length}`}>
      <legend>{ratingWords(card, review)}</legend>
      {offered.map((rating, index) => (
        <button
          key={rating}
          type="button"
          className="button rating"
          aria-label={`${ratingNames[rating]}, ${intervalInFull(card.intervals[rating])}`}
          aria-keyshortcuts={singleKeys ? `${index + 1}${rating === (suggested ?? 'good') ? ' Space' : ''}` : undefined}
          aria-disabled={review.saving || undefined}
          data-pressed={review.pressed === rating || undefined}
          data-suggested={suggested === rating || undefined}
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

function ratingWords(card: ReviewCard, { choice }: Reviewing): string {
  const suggested = suggestedRating(card, choice)
  if (!suggested) return 'How well did you know it? The card comes back after the time shown.'
  const because = {
    true: 'You were right',
    false: 'You were not right',
    null: `You ${card.card.kind === 'typed' ? 'typed' : 'chose'} nothing`,
  }
  return `${because[`${isRight(card, choice)}`]}, so ${ratingNames[suggested]} is marked. Take it, or say how well you knew it.`
}
