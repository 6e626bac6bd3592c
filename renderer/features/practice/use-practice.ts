import { ORPCError } from '@orpc/client'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ReviewCard } from '../../../shared/model/views'
import { client, workChanged } from '../../client'
import { errorWords } from '../../ui/errors'
import { answerGiven, type Choice, noChoice } from '../flashcards/answer'
import { useAnswering } from '../flashcards/answering'
import type { Obstacle } from '../flashcards/trouble'
import type { PracticeAsked } from './address'
import { keepRound, keptRound, type Round } from './session'

/** Longer than this nobody thought about a card: they were away, ms. */
const longestThought = 600_000

interface State {
  /** Null until the cards are known. */
  round: Round | null
  /** The card on the screen; null at the end. */
  card: ReviewCard | null
  /** Rises with every showing. */
  turn: number
  choice: Choice
  revealed: boolean
  /** What is being saved or could not be. */
  pressed: boolean | null
  trouble: Obstacle | null
  message: string
  ended: boolean
}

/**
 * One round of practice. Each answer is durable before the next card is shown; one that could not be saved keeps card
 * and answer, and trying again repeats the very same request, which the core counts once.
 */
export function usePractice({ what, limit }: PracticeAsked, seed: string) {
  const key = JSON.stringify({ what, limit, seed })
  const [state, setState] = useState<State>({
    round: null,
    card: null,
    turn: 0,
    choice: noChoice,
    revealed: false,
    pressed: null,
    trouble: null,
    message: '',
    ended: false,
  })
  const latest = useRef(state)
  const busy = useRef(false)
  const shownAt = useRef(0)

  const change = useCallback((next: Partial<State>) => {
    latest.current = { ...latest.current, ...next }
    setState(latest.current)
  }, [])

  /** Runs one thing at a time: what is pressed meanwhile has nothing to act on yet. */
  const alone = useCallback(async (work: () => Promise<void>) => {
    if (busy.current) return
    busy.current = true
    try {
      await work()
    } finally {
      busy.current = false
    }
  }, [])

  const show = useCallback(
    async (round: Round, message = ''): Promise<void> => {
      keepRound(key, round)
      try {
        const id = round.cards[round.at]
        const card = id === undefined ? null : await client.study.card({ card: id })
        change({
          round,
          card,
          turn: latest.current.turn + 1,
          choice: noChoice,
          revealed: false,
          pressed: null,
          trouble: null,
          message,
          ended: card === null,
        })
        shownAt.current = performance.now()
      } catch (error) {
        // A card that is gone is passed over.
        if (isGone(error)) return show({ ...round, at: round.at + 1 }, errorWords(error))
        // The card before it is answered: nothing stands to be answered until this one is there.
        const trouble = { words: errorWords(error), again: () => void alone(() => show(round)) }
        change({ round, card: null, trouble, ended: false })
      }
    },
    [alone, change, key],
  )

  const begin = useCallback(async (): Promise<void> => {
    const kept = keptRound(key)
    if (kept) return show(kept)
    try {
      const { cards } = await client.practice.choose({ ...(JSON.parse(key) as PracticeAsked & { seed: string }) })
      await show({ cards, at: 0, done: new Map() })
    } catch (error) {
      const again = isGone(error) ? null : () => void alone(begin)
      change({ trouble: { words: errorWords(error), again } })
    }
  }, [alone, change, key, show])

  useEffect(() => {
    void alone(begin)
  }, [alone, begin])

  const cardNow = useCallback(() => (latest.current.ended ? null : latest.current.card), [])

  const now = useCallback(() => latest.current, [])
  const { reveal, choose, tick, type } = useAnswering(now, change, cardNow)

  const save = useCallback(
    async (card: ReviewCard, recalled: boolean, request: string, spent: number): Promise<void> => {
      const { round, choice } = latest.current
      if (!round) return
      change({ pressed: recalled, trouble: null })
      const next = { ...round, at: round.at + 1 }
      try {
        const drill = what.kind === 'cards' ? {} : { drill: what }
        const answer = answerGiven(card, choice)
        await client.practice.record({ request, card: card.card.id, recalled, spent, answer, ...drill })
        const done = new Map(round.done).set(card.card.id, { card, choice, recalled, spent })
        workChanged()
        await show({ ...next, done })
      } catch (error) {
        if (isGone(error)) return show(next, errorWords(error))
        const again = () => void alone(() => save(card, recalled, request, spent))
        change({ trouble: { words: errorWords(error), again } })
      }
    },
    [alone, change, show, what],
  )

  const answer = useCallback(
    (recalled: boolean) => {
      const card = cardNow()
      if (!card || !latest.current.revealed) return
      const spent = Math.round(Math.min(performance.now() - shownAt.current, longestThought))
      void alone(() => save(card, recalled, crypto.randomUUID(), spent))
    },
    [alone, cardNow, save],
  )

  /** The card on the screen has other words by now: it is shown with them, and asked once more. */
  const refresh = useCallback(
    () =>
      void alone(async () => {
        const { round } = latest.current
        if (round && cardNow()) await show(round)
      }),
    [alone, cardNow, show],
  )

  const go = useCallback(
    (next: (round: Round) => Round, message = '') => {
      const { round } = latest.current
      if (round) void alone(() => show(next(round), message))
    },
    [alone, show],
  )

  return {
    ...state,
    /** What stands at this instant: a key can come before React has drawn the last change. */
    now,
    choose,
    tick,
    type,
    reveal,
    answer,
    refresh,
    /** To the card before, to be answered once more. */
    back: useCallback(() => {
      const { round } = latest.current
      if (!round || round.at === 0) change({ message: 'This is the first card.' })
      else go((stands) => ({ ...stands, at: stands.at - 1 }), 'Back to the card before.')
    }, [change, go]),
    end: useCallback(() => change({ ended: true, message: '' }), [change]),
    resume: useCallback(() => go((round) => round), [go]),
    /** A new round over these cards. */
    again: useCallback((cards: string[]) => go(() => ({ cards, at: 0, done: new Map() })), [go]),
  }
}
export type Practising = ReturnType<typeof usePractice>

const isGone = (error: unknown) =>
  error instanceof ORPCError && (error.code === 'CONFLICT' || error.code === 'NOT_FOUND')
