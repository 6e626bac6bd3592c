import { useCallback } from 'react'
import type { ReviewCard } from '../../../shared/model/views'
import type { Choice } from './answer'
import type { Obstacle } from './trouble'

interface Asked {
  choice: Choice
  revealed: boolean
  message: string
}
/** What a question needs of the sitting in which it is asked, be it a review or a practice. */
export type Answering = Pick<Asked, 'choice' | 'revealed'> & { trouble: Obstacle | null } & ReturnType<
    typeof useAnswering
  >

/** Answering the card on the screen. All three must stay the same from one drawing to the next. */
export function useAnswering(
  /** What stands at this instant. */
  now: () => Asked,
  change: (next: Partial<Asked>) => void,
  /** The card that can be acted on. */
  cardNow: () => ReviewCard | null,
) {
  const reveal = useCallback(() => {
    if (cardNow()) change({ revealed: true, message: '' })
  }, [cardNow, change])

  /** Choosing is the answer, but a case goes on to its factors first. */
  const choose = useCallback(
    (option: string) => {
      const card = cardNow()
      if (now().revealed || !card?.options.some(({ id }) => id === option)) return
      change({ choice: { ...now().choice, chosen: option }, revealed: card.scenario === null, message: '' })
    },
    [cardNow, change, now],
  )

  const tick = useCallback(
    (factor: string, on: boolean) => {
      const { choice } = now()
      const others = choice.ticked.filter((id) => id !== factor)
      change({ choice: { ...choice, ticked: on ? [...others, factor] : others } })
    },
    [change, now],
  )

  const type = useCallback(
    (typed: string) => {
      if (!now().revealed) change({ choice: { ...now().choice, typed } })
    },
    [change, now],
  )

  return { reveal, choose, tick, type }
}
