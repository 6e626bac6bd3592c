import { ORPCError } from '@orpc/client'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Rating } from '../../../shared/model/study'
import type { NextCard, ReviewCard, Step, StudyScope } from '../../../shared/model/views'
import { api, client, queries, workChanged } from '../../client'
import { errorWords } from '../../ui/errors'
import { stepWords } from '../../ui/history'
import { keepSession, keptSession, type Session, withRating, withRedone, withUndone } from './session'

/** Longer than this nobody thought about a card: they were away, ms. */
const longestThought = 600_000
/** setTimeout takes no more than this, ms. */
const longestTimer = 2_147_483_647

interface State {
  /** Null until the first card is known. */
  shown: NextCard | null
  /** Rises with every showing, also when the same card comes twice running. */
  turn: number
  revealed: boolean
  /** The rating that is being saved or could not be. */
  pressed: Rating | null
  /** `again` is null where trying again can't help. */
  trouble: { words: string; again: (() => void) | null } | null
  /** The last thing that happened besides ratings, for the status line. */
  message: string
  ended: boolean
  session: Session
}

/**
 * One sitting over a scope. Every rating is durable before the next card is shown; the call takes a few milliseconds,
 * so that the next card is there within a frame or two. A rating that could not be saved keeps card and answer, and
 * trying again repeats the very same request, which the core counts once.
 */
export function useReview(scope: StudyScope) {
  const key = JSON.stringify(scope)
  const [state, setState] = useState<State>(() => ({
    shown: null,
    turn: 0,
    revealed: false,
    pressed: null,
    trouble: null,
    message: '',
    ended: false,
    session: keptSession(key),
  }))
  const latest = useRef(state)
  const busy = useRef(false)
  const shownAt = useRef(0)
  const history = useQuery(api.history.latest.queryOptions()).data

  const change = useCallback((next: Partial<State>) => {
    latest.current = { ...latest.current, ...next }
    setState(latest.current)
  }, [])

  const show = useCallback(
    (shown: NextCard, more: Partial<State> = {}) => {
      change({
        shown,
        turn: latest.current.turn + 1,
        revealed: false,
        pressed: null,
        trouble: null,
        message: '',
        ended: false,
        ...more,
      })
      shownAt.current = performance.now()
    },
    [change],
  )

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

  const load = useCallback(
    async (message = ''): Promise<void> => {
      try {
        show(await client.study.next({ scope: JSON.parse(key) as StudyScope }), { message })
      } catch (error) {
        const gone = error instanceof ORPCError && error.code === 'NOT_FOUND'
        change({ trouble: { words: errorWords(error), again: gone ? null : () => void alone(load) } })
      }
    },
    [alone, change, key, show],
  )

  useEffect(() => {
    void alone(load)
  }, [alone, load])

  // Only cards in their learning steps are left, and none is due yet: the first one is shown when its time comes.
  const wakeAt = state.shown && !state.shown.next && !state.ended ? state.shown.nextDue : null
  useEffect(() => {
    if (wakeAt === null) return
    const timer = setTimeout(() => void alone(load), Math.min(Math.max(wakeAt - Date.now(), 500), longestTimer))
    return () => clearTimeout(timer)
  }, [wakeAt, alone, load])

  const reveal = useCallback(() => {
    if (latest.current.shown?.next && !latest.current.ended) change({ revealed: true, message: '' })
  }, [change])

  const save = useCallback(
    async (card: ReviewCard, rating: Rating, request: string, spent: number): Promise<void> => {
      change({ pressed: rating, trouble: null })
      try {
        const next = await client.study.review({
          request,
          scope: JSON.parse(key) as StudyScope,
          card: card.card.id,
          standsOn: card.record?.standsOn ?? null,
          rating,
          spent,
        })
        const session = withRating(latest.current.session, { card, rating, spent })
        keepSession(key, session)
        show(next, { session })
        workChanged()
      } catch (error) {
        if (error instanceof ORPCError && (error.code === 'CONFLICT' || error.code === 'NOT_FOUND'))
          return load(errorWords(error))
        const again = () => void alone(() => save(card, rating, request, spent))
        change({ trouble: { words: errorWords(error), again } })
      }
    },
    [alone, change, key, load, show],
  )

  const rate = useCallback(
    (rating: Rating) => {
      const { shown, revealed, ended } = latest.current
      const card = shown?.next
      if (!card || !revealed || ended) return
      const spent = Math.round(Math.min(performance.now() - shownAt.current, longestThought))
      void alone(() => save(card, rating, crypto.randomUUID(), spent))
    },
    [alone, save],
  )

  const go = useCallback(
    (direction: 'undo' | 'redo') =>
      alone(async () => {
        try {
          const step = (await client.history.latest())[direction]
          if (step?.kind !== 'review') return change({ message: `There is no rating to ${direction}.` })
          const history = await client.history[direction]()
          queries.setQueryData(api.history.latest.queryKey(), history)
          const before = latest.current.session
          const session = direction === 'undo' ? withUndone(before, step) : withRedone(before, step)
          keepSession(key, session)
          const next = await client.study.next({ scope: JSON.parse(key) as StudyScope })
          const message = `${direction === 'undo' ? 'Undone' : 'Done again'}: ${stepWords(step)}.`
          show(direction === 'undo' ? withCardBack(next, step, before, session) : next, { session, message })
          workChanged()
        } catch (error) {
          change({ trouble: { words: errorWords(error), again: () => void go(direction) } })
        }
      }),
    [alone, change, key, show],
  )

  return {
    ...state,
    /** The rating that Undo (Redo) would take back (make again); null if the newest step is of another kind. */
    undoes: history?.undo?.kind === 'review' ? history.undo : null,
    redoes: history?.redo?.kind === 'review' ? history.redo : null,
    /** What stands at this instant: a key can come before React has drawn the last change. */
    now: useCallback(() => latest.current, []),
    reveal,
    rate,
    undo: useCallback(() => void go('undo'), [go]),
    redo: useCallback(() => void go('redo'), [go]),
    end: useCallback(() => change({ ended: true, message: '' }), [change]),
    resume: useCallback(() => void alone(load), [alone, load]),
  }
}
export type Reviewing = ReturnType<typeof useReview>

/** The card whose rating was undone comes back at once, even if the queue would have shown another one first. */
function withCardBack(next: NextCard, step: Step, before: Session, after: Session): NextCard {
  const taken = before.rated.at(-1)
  if (before === after || !taken || next.next?.card.id === step.card) return next
  return { ...next, next: taken.card }
}
