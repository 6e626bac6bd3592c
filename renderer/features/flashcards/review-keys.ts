import { useLayoutEffect } from 'react'
import { ratings } from '../../../shared/model/study'
import { isTyping, useSingleKeys } from '../../ui/appearance'
import type { Reviewing } from './use-review'

export interface ReviewKeyActions {
  review: Reviewing
  note: () => void
  help: () => void
}

/** The keys of a review, as its help lists them. */
export const reviewKeys: { keys: string[]; does: string }[] = [
  { keys: ['Space', 'Enter'], does: 'show the answer' },
  { keys: ['1', '2', '3', '4'], does: 'rate Again, Hard, Good, Easy' },
  { keys: ['Space'], does: 'rate Good, once the answer is shown' },
  { keys: ['U'], does: 'undo the last rating' },
  { keys: ['N'], does: 'write a note on this card' },
  { keys: ['?'], does: 'this help' },
  { keys: ['Esc'], does: 'end the session' },
]

export function useReviewKeys({ review, note, help }: ReviewKeyActions): void {
  const singleKeys = useSingleKeys()
  const { now, reveal, rate, undo, redo, end } = review

  useLayoutEffect(() => {
    if (!singleKeys) return
    function onKey(event: KeyboardEvent) {
      // A key held down must not go on into the next card.
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      if (isTyping(event) || document.querySelector('dialog[open], :popover-open')) return
      const press = event.key === ' ' || event.key === 'Enter'
      if (press && event.target instanceof Element && event.target.closest('a, button, summary')) return
      const act = action(event.key)
      if (!act) return
      event.preventDefault()
      act()
    }
    function action(key: string): (() => void) | undefined {
      if (key === '?') return help
      if (key === 'u' || key === 'U') return undo
      const { shown, revealed, ended } = now()
      if (!shown?.next || ended) return
      if (key === 'Escape') return end
      if (key === 'n' || key === 'N') return note
      if (!revealed) return key === ' ' || key === 'Enter' ? reveal : undefined
      const rating = key === ' ' ? 'good' : ratings[Number(key) - 1]
      return rating && (() => rate(rating))
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [singleKeys, now, reveal, rate, undo, end, note, help])

  // Ctrl/Cmd+Z means the same here as Undo: the card comes back. Other steps are left to the app's own undo.
  const undoesRating = review.undoes !== null
  const redoesRating = review.redoes !== null
  useLayoutEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.altKey || !(event.ctrlKey || event.metaKey) || isTyping(event)) return
      const key = event.key.toLowerCase()
      const forward = key === 'y' || (key === 'z' && event.shiftKey)
      const act = forward ? redoesRating && redo : key === 'z' && undoesRating && undo
      if (!act) return
      event.preventDefault()
      event.stopImmediatePropagation()
      act()
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [undoesRating, redoesRating, undo, redo])
}
