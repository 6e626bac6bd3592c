import { useLayoutEffect } from 'react'
import { useSingleKeys } from '../../ui/appearance'
import { isOneOf } from '../../ui/shortcuts/keys'
import { practiceKeys } from '../../ui/shortcuts/list'
import { suggestedRating } from '../flashcards/answer'
import { inField } from '../flashcards/review-keys'
import type { Practising } from './use-practice'

export interface PracticeActions {
  practice: Practising
  info: () => void
  passage: () => void
  help: () => void
}

/** Keys that do the same before and after the answer. */
type OnCard = Exclude<keyof typeof practiceKeys, 'choose' | 'reveal' | 'missed' | 'knew' | 'take' | 'back' | 'help'>

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
      const act = action(event)
      if (!act) return
      event.preventDefault()
      act()
    }
    const is = (event: KeyboardEvent, key: keyof typeof practiceKeys) => isOneOf(event, practiceKeys[key].keys)
    const onCard: Record<OnCard, () => void> = { info, passage, end }
    function action(event: KeyboardEvent): (() => void) | undefined {
      if (is(event, 'help')) return help
      if (is(event, 'back')) return back
      const { card, choice, revealed, ended } = now()
      if (!card || ended) return
      if (!revealed) {
        if (is(event, 'reveal')) return reveal
        const option = is(event, 'choose') ? card.options[Number(event.key) - 1] : undefined
        if (option) return () => choose(option.id)
      } else {
        if (is(event, 'take')) return () => answer(suggestedRating(card, choice) !== 'again')
        if (is(event, 'missed')) return () => answer(false)
        if (is(event, 'knew')) return () => answer(true)
      }
      const pressed = (Object.keys(onCard) as OnCard[]).find((key) => is(event, key))
      return pressed && onCard[pressed]
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [singleKeys, now, choose, reveal, answer, back, end, info, passage, help])
}
