import { isOneOf } from '../../ui/shortcuts/keys'
import { practiceKeys } from '../../ui/shortcuts/list'
import { suggestedRating } from '../flashcards/answer'
import { useAnswerKeys } from '../flashcards/answer-keys'
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
  const { now, choose, reveal, answer, back, end } = practice
  const onCard: Record<OnCard, () => void> = { info, passage, end }

  useAnswerKeys((event) => {
    const is = (key: keyof typeof practiceKeys) => isOneOf(event, practiceKeys[key].keys)
    if (is('help')) return help
    if (is('back')) return back
    const { card, choice, revealed, ended } = now()
    if (!card || ended) return
    if (!revealed) {
      if (is('reveal')) return reveal
      const option = is('choose') ? card.options[Number(event.key) - 1] : undefined
      if (option) return () => choose(option.id)
    } else {
      if (is('take')) return () => answer(suggestedRating(card, choice) !== 'again')
      if (is('missed')) return () => answer(false)
      if (is('knew')) return () => answer(true)
    }
    const pressed = (Object.keys(onCard) as OnCard[]).find(is)
    return pressed && onCard[pressed]
  })
}
