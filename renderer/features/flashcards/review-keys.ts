import { useLayoutEffect } from 'react'
import { isTyping, useSingleKeys } from '../../ui/appearance'
import { keysOf } from '../../ui/commands'
import { isKey, isOneOf } from '../../ui/shortcuts/keys'
import { reviewKeys } from '../../ui/shortcuts/list'
import { suggestedRating } from './answer'
import { useRatings } from './rating-buttons'
import type { Reviewing } from './use-review'

export interface ReviewActions {
  review: Reviewing
  note: () => void
  edit: () => void
  info: () => void
  passage: () => void
  help: () => void
}

/** Keys that do the same before and after the answer. */
type OnCard = Exclude<keyof typeof reviewKeys, 'choose' | 'reveal' | 'rate' | 'take' | 'undo' | 'help'>

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
      const act = action(event)
      if (!act) return
      event.preventDefault()
      act()
    }
    const is = (event: KeyboardEvent, key: keyof typeof reviewKeys) => isOneOf(event, reviewKeys[key].keys)
    const onCard: Record<OnCard, () => void> = { note, edit, bury, suspend, flag, info, passage, pause, end }
    function action(event: KeyboardEvent): (() => void) | undefined {
      if (is(event, 'help')) return help
      if (is(event, 'undo')) return undo
      const { shown, choice, revealed, ended, paused } = now()
      if (paused) return is(event, 'pause') ? goOn : undefined
      const card = shown?.next
      if (!card || ended) return
      const index = Number(event.key) - 1
      if (!revealed) {
        if (is(event, 'reveal')) return reveal
        const option = is(event, 'choose') ? card.options[index] : undefined
        if (option) return () => choose(option.id)
      } else {
        const suggested = suggestedRating(card, choice) ?? (event.key === ' ' ? 'good' : undefined)
        const rating = is(event, 'take') ? suggested : is(event, 'rate') ? ratings[index] : undefined
        if (rating) return () => rate(rating)
      }
      const pressed = (Object.keys(onCard) as OnCard[]).find((key) => is(event, key))
      return pressed && onCard[pressed]
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
      if (inField(event)) return
      const is = (name: 'undo' | 'redo') => keysOf(name).some((key) => isKey(event, key))
      const act = is('redo') ? redoes && redo : is('undo') && undoes && undo
      if (!act) return
      event.preventDefault()
      event.stopImmediatePropagation()
      act()
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [undoes, redoes, undo, redo])
}
