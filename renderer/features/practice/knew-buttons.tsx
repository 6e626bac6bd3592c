import type { ReviewCard } from '../../../shared/model/views'
import { useSingleKeys } from '../../ui/appearance'
import { isRight, suggestedRating } from '../flashcards/answer'
import { KeyHint } from '../flashcards/key-hint'
import type { Practising } from './use-practice'

const offered = [
  { recalled: false, words: 'Didn’t know it' },
  { recalled: true, words: 'Knew it' },
]

/** Instead of the ratings, in their place and under the same keys as Again and Good. */
export function KnewButtons({ card, practice }: { card: ReviewCard; practice: Practising }) {
  const singleKeys = useSingleKeys()
  const suggested = suggestedRating(card, practice.choice)
  const marked = suggested === null ? null : suggested === 'good'
  return (
    <fieldset className="ratings ratings-2">
      <legend>{askWords(card, practice, marked)}</legend>
      {offered.map(({ recalled, words }, index) => (
        <button
          key={words}
          type="button"
          className="button rating knew"
          aria-keyshortcuts={singleKeys ? `${index + 1}${recalled === (marked ?? true) ? ' Space' : ''}` : undefined}
          data-pressed={practice.pressed === recalled || undefined}
          data-suggested={marked === recalled || undefined}
          onClick={() => practice.answer(recalled)}
        >
          <span className="rating-word">{words}</span>
          <KeyHint of={String(index + 1)} />
        </button>
      ))}
    </fieldset>
  )
}

function askWords(card: ReviewCard, { choice }: Practising, marked: boolean | null): string {
  if (marked === null) return 'Did you know it?'
  const right = isRight(card, choice)
  if (right === null) return 'You chose nothing, so “Didn’t know it” is marked.'
  return right
    ? 'You were right, so “Knew it” is marked. If you guessed, say so.'
    : 'You were not right, so “Didn’t know it” is marked.'
}
