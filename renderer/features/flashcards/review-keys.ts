import { useLayoutEffect } from 'react'
import type { Rating } from '../../../shared/model/study'
import { isTyping, useSingleKeys } from '../../ui/appearance'
import { suggestedRating } from './answer'
import { ratingNames, useRatings } from './rating-buttons'
import type { Reviewing } from './use-review'

export interface ReviewActions {
  review: Reviewing
  note: () => void
  edit: () => void
  info: () => void
  passage: () => void
  help: () => void
}

/** The keys of a review, as its help lists them. */
export function reviewKeys(ratings: readonly Rating[]): { keys: string[]; does: string }[] {
  return [
    { keys: ['1', '–', '9'], does: 'choose an option' },
    { keys: ['Space', 'Enter'], does: 'show the answer; check a case' },
    {
      keys: ratings.map((_, index) => String(index + 1)),
      does: `rate ${ratings.map((rating) => ratingNames[rating]).join(', ')}`,
    },
    { keys: ['Space', 'Enter'], does: 'give the marked rating; Space gives Good if none is' },
    { keys: ['U'], does: 'undo the last step' },
    { keys: ['B'], does: 'bury: put the card off until tomorrow' },
    { keys: ['S'], does: 'suspend: not shown until you bring it back' },
    { keys: ['F'], does: 'set the next flag, 1 to 4, then none' },
    { keys: ['N'], does: 'write a note on this card' },
    { keys: ['E'], does: 'edit a card of your own; of the book’s, make your own version' },
    { keys: ['I'], does: 'about this card' },
    { keys: ['O'], does: 'open the passage it comes from' },
    { keys: ['P'], does: 'pause; go on' },
    { keys: ['?'], does: 'this help' },
    { keys: ['Esc'], does: 'end the session' },
  ]
}

/** Radio buttons and boxes take Space, Enter and arrows, but no letters: keys work on beside them. */
const isChoice = ({ target }: KeyboardEvent) =>
  target instanceof HTMLInputElement && (target.type === 'radio' || target.type === 'checkbox')
export const inField = (event: KeyboardEvent) => isTyping(event) && !isChoice(event)

export function useReviewKeys({ review, note, edit, info, passage, help }: ReviewActions): void {
  const singleKeys = useSingleKeys()
  const ratings = useRatings()
  const { now, choose, reveal, rate, bury, suspend, flag, undo, redo, end, pause, goOn } = review

  useLayoutEffect(() => {
    if (!singleKeys) return
    function onKey(event: KeyboardEvent) {
      // A key held down must not go on into the next card.
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      if (inField(event) || document.querySelector('dialog[open], :popover-open')) return
      const press = event.key === ' ' || event.key === 'Enter'
      if (press && event.target instanceof Element && event.target.closest('a, button, summary, input')) return
      const act = action(event.key)
      if (!act) return
      event.preventDefault()
      act()
    }
    const onCard: Record<string, () => void> = {
      Escape: end,
      n: note,
      e: edit,
      b: bury,
      s: suspend,
      f: flag,
      i: info,
      o: passage,
      p: pause,
    }
    function action(key: string): (() => void) | undefined {
      const lower = key.length === 1 ? key.toLowerCase() : key
      if (lower === '?') return help
      if (lower === 'u') return undo
      const { shown, choice, revealed, ended, paused } = now()
      if (paused) return lower === 'p' ? goOn : undefined
      const card = shown?.next
      if (!card || ended) return
      const press = key === ' ' || key === 'Enter'
      if (!revealed) {
        const option = card.options[Number(key) - 1]
        return press ? reveal : option ? () => choose(option.id) : onCard[lower]
      }
      const suggested = suggestedRating(card, choice) ?? (key === ' ' ? 'good' : undefined)
      const rating = press ? suggested : ratings[Number(key) - 1]
      return rating ? () => rate(rating) : onCard[lower]
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [
    singleKeys,
    ratings,
    now,
    choose,
    reveal,
    rate,
    bury,
    suspend,
    flag,
    undo,
    end,
    pause,
    goOn,
    note,
    edit,
    info,
    passage,
    help,
  ])

  // Ctrl/Cmd+Z means the same here as Undo: the card comes back. Other steps are left to the app's own undo.
  const undoes = review.undoes !== null
  const redoes = review.redoes !== null
  useLayoutEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.altKey || !(event.ctrlKey || event.metaKey) || inField(event)) return
      const key = event.key.toLowerCase()
      const forward = key === 'y' || (key === 'z' && event.shiftKey)
      const act = forward ? redoes && redo : key === 'z' && undoes && undo
      if (!act) return
      event.preventDefault()
      event.stopImmediatePropagation()
      act()
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [undoes, redoes, undo, redo])
}
