import { useLayoutEffect } from 'react'
import { useSingleKeys } from '../../ui/appearance'
import { suggestedRating } from '../flashcards/answer'
import { inField } from '../flashcards/review-keys'
import type { Practising } from './use-practice'

export interface PracticeActions {
  practice: Practising
  info: () => void
  passage: () => void
  help: () => void
}

/** The keys of a practice, as its help lists them; as far as they go, those of a review. */
export const practiceKeys = [
  { keys: ['1', '–', '9'], does: 'choose an option' },
  { keys: ['Space', 'Enter'], does: 'show the answer; check a case' },
  { keys: ['1'], does: 'say that you didn’t know it' },
  { keys: ['2'], does: 'say that you knew it' },
  { keys: ['Space', 'Enter'], does: 'take the marked one; you knew it if none is' },
  { keys: ['U'], does: 'back to the card before' },
  { keys: ['I'], does: 'about this card' },
  { keys: ['O'], does: 'open the passage it comes from' },
  { keys: ['?'], does: 'this help' },
  { keys: ['Esc'], does: 'end the practice' },
]

export function usePracticeKeys({ practice, info, passage, help }: PracticeActions): void {
  const singleKeys = useSingleKeys()
  const { now, choose, reveal, answer, back, end } = practice

  useLayoutEffect(() => {
    if (!singleKeys) return
    function onKey(event: KeyboardEvent) {
      // A key held down must not go on into the next card.
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      if (inField(event) || document.querySelector('dialog[open], :popover-open')) return
      const press = event.key === ' ' || event.key === 'Enter'
      if (press && event.target instanceof Element && event.target.closest('a, button, summary, input')) return
      const act = action(event.key, press)
      if (!act) return
      event.preventDefault()
      act()
    }
    function action(key: string, press: boolean): (() => void) | undefined {
      const lower = key.length === 1 ? key.toLowerCase() : key
      if (lower === '?') return help
      if (lower === 'u') return back
      const { card, choice, revealed, ended } = now()
      if (!card || ended) return
      const onCard: Record<string, () => void> = { Escape: end, i: info, o: passage }
      if (!revealed) {
        const option = card.options[Number(key) - 1]
        return press ? reveal : option ? () => choose(option.id) : onCard[lower]
      }
      if (press) return () => answer(suggestedRating(card, choice) !== 'again')
      if (key === '1' || key === '2') return () => answer(key === '2')
      return onCard[lower]
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [singleKeys, now, choose, reveal, answer, back, end, info, passage, help])
}
