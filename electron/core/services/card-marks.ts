import type { MarksChange } from '../../../shared/model/operations'
import type { CardMarks, CardRecord, MarkVerb, Memory } from '../../../shared/model/study'
import type { HistoryView } from '../../../shared/model/views'
import { dueDay, dueIn } from '../../../shared/rules/due-day'
import { own } from '../../../shared/rules/own'
import { schedule } from '../../../shared/rules/scheduling'
import { addDays, type StudyCalendar, studyCalendar, type Zone } from '../../../shared/rules/study-day'
import type { Store } from '../store/store'
import type { PackIndex } from './pack'
import { schedulingOf } from './scheduling-settings'
import type { InTurn } from './turns'

export type MarkChange = { to: Exclude<MarkVerb, 'flagged'> } | { to: 'flagged'; flag: number }
export interface CardMarksNeeds {
  store: Store
  pack: PackIndex
  clock: () => number
  zone: Zone
  inTurn: InTurn
  latest: () => HistoryView
}

/** What the learner does to cards besides rating them. Each call is one step of undo; what changes nothing is none. */
export function cardMarksService({ store, pack, clock, zone, inTurn, latest }: CardMarksNeeds) {
  const calendar = () => studyCalendar(store.state.settings.dayStart, zone)
  /** Throws `NotFound` for a card that isn't in the pack; each card once. */
  const inPack = (cards: readonly string[]) => [...new Set(cards)].map((id) => pack.card(id))
  const known = (cards: readonly string[]) => inPack(cards).map(({ id }) => id)

  /** A card that was never rated but is said to be known is as difficult as after a first Good. */
  function unseen(now: number, days: number, calendar: StudyCalendar) {
    const { model, difficulty } = schedule(null, 'good', now, schedulingOf(store.state), calendar)
    return { model, stability: Math.max(1, days), difficulty, lastReview: now, repetitions: 0, lapses: 0 }
  }

  return {
    mark: ({ cards, change }: { cards: string[]; change: MarkChange }) =>
      inTurn(async () => {
        const tomorrow = addDays(calendar().day(clock()), 1)
        const changes = known(cards).flatMap((card): MarksChange[] => {
          const before = own(store.state.marks, card) ?? null
          const after = marked(before ?? {}, change, tomorrow)
          return same(before, after) ? [] : [{ card, before, after }]
        })
        if (changes.length > 0) await store.record('card-marks', { what: change.to, cards: changes })
        return latest()
      }),

    forget: ({ cards }: { cards: string[] }) =>
      inTurn(async () => {
        const changes = known(cards).flatMap((card) => {
          const before = own(store.state.cards, card) ?? null
          return before ? [{ card, before, after: null }] : []
        })
        if (changes.length > 0) await store.record('reschedule', { what: 'forgotten', cards: changes })
        return latest()
      }),

    /**
     * A card that was never seen counts as learnt for that long from now on: that is what whoever says so means, and the
     * forgetting curve needs a day to start from. One that was seen keeps its memory. The date holds also for a card
     * whose words have changed since it was answered.
     */
    setDue: ({ cards, days }: { cards: string[]; days: number }) =>
      inTurn(async () => {
        const now = clock()
        const turning = calendar()
        const today = turning.day(now)
        const due = dueIn(days, today, turning)
        const changes = inPack(cards).flatMap(({ id: card, content }) => {
          const before = own(store.state.cards, card) ?? null
          if (before?.memory.phase === 'review' && dueDay(before.memory, turning) === due.dueDay) return []
          const memory: Memory = {
            ...(before?.memory ?? unseen(now, days, calendar())),
            phase: 'review',
            step: 0,
            ...due,
            scheduledDays: days,
          }
          const after: CardRecord = {
            ...{ ...before, memory, standsOn: '', introduced: before?.introduced ?? today },
            ...(before?.content !== undefined && content !== undefined && { content }),
          }
          return [{ card, before, after }]
        })
        if (changes.length > 0) await store.record('reschedule', { what: 'due-set', cards: changes })
        return latest()
      }),
  }
}

/** Null where no mark is left. */
function marked(before: CardMarks, change: MarkChange, tomorrow: string): CardMarks | null {
  const { suspended, buriedUntil, flag, leech } = before
  const after: CardMarks = {
    ...(change.to === 'suspended' || (suspended && change.to !== 'unsuspended') ? { suspended: true } : {}),
    ...(change.to === 'buried'
      ? { buriedUntil: tomorrow }
      : buriedUntil && change.to !== 'unburied'
        ? { buriedUntil }
        : {}),
    ...(change.to === 'flagged' ? { flag: change.flag } : flag && change.to !== 'unflagged' ? { flag } : {}),
    // Whoever takes a leech back has looked at it.
    ...(leech && change.to !== 'unsuspended' ? { leech: true } : {}),
  }
  return Object.keys(after).length > 0 ? after : null
}

function same(one: CardMarks | null, other: CardMarks | null): boolean {
  return (['suspended', 'buriedUntil', 'flag', 'leech'] as const).every((key) => one?.[key] === other?.[key])
}
