import { ORPCError } from '@orpc/client'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Rating } from '../../../shared/model/study'
import type { NextCard, ReviewCard, Step, StudyScope } from '../../../shared/model/views'
import { cardContent } from '../../../shared/rules/card-content'
import { api, client, queries, workChanged } from '../../client'
import { errorWords } from '../../ui/errors'
import { stepWords } from '../../ui/history'
import { answerGiven, type Choice, noChoice } from './answer'
import { useAnswering } from './answering'
import { nextFlag, withFlag } from './flag'
import { leechWords } from './leech-words'
import { newDayWords } from './new-day'
import { type Act, actOf, keepSession, keptSession, type Session, withAct, withRedone, withUndone } from './session'
import { stopwatch } from './stopwatch'
import type { Obstacle } from './trouble'

/** Longer than this nobody thought about a card: they were away, ms. */
const longestThought = 600_000
/** A disk that takes longer than this to save a rating is slow: the next card doesn't wait for it, ms. */
const slowDisk = 80
/** setTimeout takes no more than this, ms. */
const longestTimer = 2_147_483_647

interface State {
  /** Null until the first card is known. */
  shown: NextCard | null
  /** Rises with every showing, also when the same card comes twice running. */
  turn: number
  choice: Choice
  revealed: boolean
  /** The rating that is being saved or could not be. */
  pressed: Rating | null
  /** The rating of the card before this one is still on its way to the disk: this one can be seen, but not rated. */
  saving: boolean
  paused: boolean
  /** `again` is null where trying again can't help. */
  trouble: Obstacle | null
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
    choice: noChoice,
    revealed: false,
    pressed: null,
    saving: false,
    paused: false,
    trouble: null,
    message: '',
    ended: false,
    session: keptSession(key),
  }))
  const latest = useRef(state)
  const running = useRef<Promise<void> | null>(null)
  const waiting = useRef(false)
  const [thought] = useState(() => stopwatch())
  const history = useQuery(api.history.latest.queryOptions()).data

  const change = useCallback((next: Partial<State>) => {
    latest.current = { ...latest.current, ...next }
    setState(latest.current)
  }, [])

  const show = useCallback(
    (shown: NextCard, more: Partial<State> = {}) => {
      const news = more.saving ? '' : newsOf(latest.current.shown, shown)
      change({
        shown,
        turn: latest.current.turn + 1,
        choice: noChoice,
        revealed: false,
        pressed: null,
        saving: false,
        paused: false,
        trouble: null,
        ended: false,
        ...more,
        message: [news, more.message].filter(Boolean).join(' '),
      })
      thought.restart()
    },
    [change, thought],
  )

  /**
   * Runs one thing at a time: what is pressed meanwhile has nothing to act on yet. But where the next card is shown
   * already, one thing waits until the last answer is saved; if it can't be saved, the card comes back instead.
   */
  const alone = useCallback(async (work: () => Promise<void>) => {
    if (running.current) {
      if (!latest.current.saving || waiting.current) return
      waiting.current = true
      await running.current.catch(() => undefined)
      waiting.current = false
      if (latest.current.trouble) return
    }
    const turn = work()
    running.current = turn
    try {
      await turn
    } finally {
      if (running.current === turn) running.current = null
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

  /** A card that has changed or gone since it was shown can't be acted on again: on with what stands now. */
  const failed = useCallback(
    (error: unknown, again: () => void): void | Promise<void> => {
      if (error instanceof ORPCError && error.code === 'CONFLICT') {
        // What this window knows of the rest is as old as what it knew of the card.
        workChanged()
        return load(
          'That card was changed in another window. What was done there counts, and nothing is lost; this is what comes next.',
        )
      }
      if (error instanceof ORPCError && error.code === 'NOT_FOUND') return load(errorWords(error))
      change({ trouble: { words: errorWords(error), again } })
    },
    [change, load],
  )

  /** The card that can be acted on now. */
  const cardNow = useCallback(() => {
    const { shown, ended, paused } = latest.current
    return ended || paused ? null : (shown?.next ?? null)
  }, [])

  const now = useCallback(() => latest.current, [])
  const { reveal, choose, tick, type } = useAnswering(now, change, cardNow)

  /** Shows what comes next although the rating isn't durable yet; it can't be rated before that is. */
  const showAhead = useCallback(
    async (card: ReviewCard, rating: Rating, stillSaving: () => boolean): Promise<void> => {
      const supposing = { card: card.card.id, rating }
      const next = await client.study.next({ scope: JSON.parse(key) as StudyScope, supposing }).catch(() => null)
      // The same card again is known only by what is being saved.
      if (!next?.next || next.next.card.id === card.card.id || !stillSaving()) return
      show(next, { saving: true, message: 'Your last answer is still being saved. You can rate this card after that.' })
    },
    [key, show],
  )

  const save = useCallback(
    async (card: ReviewCard, rating: Rating, request: string, spent: number): Promise<void> => {
      change({ pressed: rating, trouble: null })
      const { shown, turn, choice } = latest.current
      let saving = true
      const slow = setTimeout(() => void showAhead(card, rating, () => saving), slowDisk)
      try {
        const next = await client.study.review({
          request,
          scope: JSON.parse(key) as StudyScope,
          card: card.card.id,
          standsOn: card.record?.standsOn ?? null,
          content: cardContent(card.card),
          rating,
          spent,
          answer: answerGiven(card, choice),
        })
        const session = withAct(latest.current.session, { card, rating, spent })
        keepSession(key, session)
        const ahead = latest.current.saving ? latest.current.shown?.next : null
        if (!ahead) show(next, { session })
        else change({ shown: { ...next, next: ahead }, session, saving: false, message: newsOf(shown, next) })
        workChanged()
      } catch (error) {
        // What was shown ahead gives way to the card that isn't saved.
        if (latest.current.saving) change({ shown, turn, choice, revealed: true, saving: false, message: '' })
        return failed(error, () => void alone(() => save(card, rating, request, spent)))
      } finally {
        saving = false
        clearTimeout(slow)
      }
    },
    [alone, change, failed, key, show, showAhead],
  )

  const rate = useCallback(
    (rating: Rating) => {
      const card = cardNow()
      if (!card || !latest.current.revealed || latest.current.saving) return
      const spent = Math.round(Math.min(thought.spent(), longestThought))
      void alone(() => save(card, rating, crypto.randomUUID(), spent))
    },
    [alone, cardNow, save, thought],
  )

  /** Goes on to the next card; the one put away comes back by Undo. */
  const putAway = useCallback(
    async (card: ReviewCard, to: 'buried' | 'suspended'): Promise<void> => {
      try {
        const history = await client.study.mark({ cards: [card.card.id], change: { to } })
        const next = await client.study.next({ scope: JSON.parse(key) as StudyScope })
        queries.setQueryData(api.history.latest.queryKey(), history)
        const session = withAct(latest.current.session, { card, did: to, after: null })
        keepSession(key, session)
        show(next, { session, message: history.undo ? `Done: ${stepWords(history.undo)}. Undo brings it back.` : '' })
        workChanged()
      } catch (error) {
        return failed(error, () => void alone(() => putAway(card, to)))
      }
    },
    [alone, failed, key, show],
  )
  const bury = useCallback(() => {
    const card = cardNow()
    if (card) void alone(() => putAway(card, 'buried'))
  }, [alone, cardNow, putAway])
  const suspend = useCallback(() => {
    const card = cardNow()
    if (card) void alone(() => putAway(card, 'suspended'))
  }, [alone, cardNow, putAway])

  /** The card stays as it is, with the next flag on it. */
  const flag = useCallback(
    () =>
      void alone(async () => {
        const { shown } = latest.current
        const card = cardNow()
        if (!card || !shown) return
        const next = nextFlag(card.marks)
        const what = next === null ? ({ to: 'unflagged' } as const) : ({ to: 'flagged', flag: next } as const)
        try {
          const history = await client.study.mark({ cards: [card.card.id], change: what })
          queries.setQueryData(api.history.latest.queryKey(), history)
          const after = withFlag(card.marks, next)
          const session = withAct(latest.current.session, { card, did: what.to, after })
          keepSession(key, session)
          const message = next === null ? 'No flag.' : `Flag ${next}.`
          change({ shown: { ...shown, next: { ...card, marks: after } }, session, message, trouble: null })
          workChanged()
        } catch (error) {
          return failed(error, flag)
        }
      }),
    [alone, cardNow, change, failed, key],
  )

  /** The card on the screen may have been edited, suspended or removed meanwhile: shows how it stands now. */
  const refresh = useCallback(
    () =>
      void alone(async () => {
        const { shown } = latest.current
        const card = cardNow()
        if (!card || !shown) return
        try {
          const next = await client.study.card({ card: card.card.id })
          if (next.marks?.suspended && !card.marks?.suspended) return await load('Suspended. Undo brings it back.')
          if (JSON.stringify(next.card) === JSON.stringify(card.card)) return
          change({ shown: { ...shown, next }, choice: noChoice, revealed: false, turn: latest.current.turn + 1 })
        } catch (error) {
          return failed(error, refresh)
        }
      }),
    [alone, cardNow, change, failed, load],
  )

  const go = useCallback(
    (direction: 'undo' | 'redo') =>
      alone(async () => {
        try {
          const step = (await client.history.latest())[direction]
          if (!step || !isOfReview(step)) return change({ message: `There is nothing to ${direction} here.` })
          const history = await client.history[direction]()
          queries.setQueryData(api.history.latest.queryKey(), history)
          const before = latest.current.session
          const act = actOf(step, direction, before)
          const session = direction === 'undo' ? withUndone(before, step) : withRedone(before, step)
          keepSession(key, session)
          const next = await client.study.next({ scope: JSON.parse(key) as StudyScope })
          const message = `${direction === 'undo' ? 'Undone' : 'Done again'}: ${stepWords(step)}.`
          const card = cardNow()
          const shown = withCard(next, direction === 'undo' ? act?.card : reflagged(act, card))
          // A mark that comes or goes leaves the card on the screen as far as one has got with it.
          const stays = step.kind === 'card-marks' && card !== null && card.card.id === shown.next?.card.id
          if (stays) change({ shown, session, message, trouble: null })
          else show(shown, { session, message })
          workChanged()
        } catch (error) {
          change({ trouble: { words: errorWords(error), again: () => void go(direction) } })
        }
      }),
    [alone, cardNow, change, key, show],
  )

  const pause = useCallback(() => {
    if (!cardNow()) return
    thought.stop()
    change({ paused: true, message: '' })
  }, [cardNow, change, thought])
  const goOn = useCallback(() => {
    thought.goOn()
    change({ paused: false })
  }, [change, thought])
  useEffect(() => {
    function onVisible() {
      if (document.hidden) thought.stop()
      else if (!latest.current.paused) thought.goOn()
    }
    document.addEventListener('visibilitychange', onVisible)
    return () => document.removeEventListener('visibilitychange', onVisible)
  }, [thought])

  return {
    ...state,
    /** The step that Undo (Redo) would take back (do again); null if the newest one is of no concern to a review. */
    undoes: history?.undo && isOfReview(history.undo) ? history.undo : null,
    redoes: history?.redo && isOfReview(history.redo) ? history.redo : null,
    /** What stands at this instant: a key can come before React has drawn the last change. */
    now,
    choose,
    tick,
    type,
    reveal,
    rate,
    bury,
    suspend,
    flag,
    pause,
    goOn,
    refresh,
    undo: useCallback(() => void go('undo'), [go]),
    redo: useCallback(() => void go('redo'), [go]),
    end: useCallback(() => change({ ended: true, message: '' }), [change]),
    resume: useCallback(() => void alone(load), [alone, load]),
  }
}
export type Reviewing = ReturnType<typeof useReview>

/** What has come about with the last rating. */
const newsOf = (before: NextCard | null, after: NextCard) =>
  [leechWords(after), newDayWords(before, after)].filter(Boolean).join(' ')

const isOfReview = ({ kind }: Step) => kind === 'review' || kind === 'card-marks' || kind === 'own-cards'

/** What was undone shows its card again at once, even if the queue would have shown another one first. */
function withCard(next: NextCard, card: ReviewCard | undefined): NextCard {
  return !card || next.next?.card.id === card.card.id ? next : { ...next, next: card }
}

/** A flag that is set again leaves its card on the screen. */
function reflagged(act: Act | undefined, shown: ReviewCard | null): ReviewCard | undefined {
  if (!act || !shown || 'rating' in act || shown.card.id !== act.card.card.id) return undefined
  return act.did === 'flagged' || act.did === 'unflagged' ? { ...shown, marks: act.after } : undefined
}
