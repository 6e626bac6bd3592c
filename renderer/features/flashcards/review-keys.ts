import { useLayoutEffect } from 'react'
import { keysOf } from '../../ui/commands'
import { isKey, isOneOf } from '../../ui/shortcuts/keys'
import { reviewKeys } from '../../ui/shortcuts/list'
import { suggestedRating } from './answer'
import { inField, useAnswerKeys } from './answer-keys'
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

export function useReviewKeys({ review, note, edit, info, passage, help }: ReviewActions): void {
  const ratings = useRatings()
  const { now, choose, reveal, rate, bury, suspend, flag, undo, redo, end, pause, goOn } = review

  const onCard: Record<OnCard, () => void> = { note, edit, bury, suspend, flag, info, passage, pause, end }

  useAnswerKeys((event) => {
    const is = (key: keyof typeof reviewKeys) => isOneOf(event, reviewKeys[key].keys)
    if (is('help')) return help
    if (is('undo')) return undo
    const { shown, choice, revealed, ended, paused } = now()
    if (paused) return is('pause') ? goOn : undefined
    const card = shown?.next
    if (!card || ended) return
    const index = Number(event.key) - 1
    if (!revealed) {
      if (is('reveal')) return reveal
      const option = is('choose') ? card.options[index] : undefined
      if (option) return () => choose(option.id)
    } else {
      const suggested = suggestedRating(card, choice) ?? (event.key === ' ' ? 'good' : undefined)
      const rating = is('take') ? suggested : is('rate') ? ratings[index] : undefined
      if (rating) return () => rate(rating)
    }
    const pressed = (Object.keys(onCard) as OnCard[]).find(is)
    return pressed && onCard[pressed]
  })

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
