/** Random acts of a learner, as operations on whatever state there is: for tests of merging. */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import type { Correction } from '../../shared/model/corrections'
import type { OperationData, OperationKind, StudyState } from '../../shared/model/operations'
import type { OwnCard } from '../../shared/model/own-card'
import { ratings } from '../../shared/model/study'
import { own } from '../../shared/rules/own'
import { schedule, standardWeights } from '../../shared/rules/scheduling'
import { studyCalendar } from '../../shared/rules/study-day'
import { basic, uuid } from './own-cards'

const few = fc.nat(2)
const place = fc.constantFrom('a', 'b', 'c')
export const act = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      does: fc.constant('review' as const),
      card: place,
      rating: fc.constantFrom(...ratings),
      answer: fc.constantFrom(null, 'x', 'y'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('flag' as const), card: place, flag: fc.nat(3) }) },
  fc.record({ does: fc.constant('suspend' as const), card: place }),
  fc.record({ does: fc.constant('forget' as const), card: place }),
  fc.record({ does: fc.constant('set-due' as const), card: place, days: fc.nat(30) }),
  fc.record({ does: fc.constant('section' as const), section: place, read: fc.boolean() }),
  fc.record({ does: fc.constant('position' as const), chapter: place }),
  fc.record({ does: fc.constant('practice' as const), card: place, check: fc.boolean() }),
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('note' as const),
      note: few,
      text: fc.constantFrom('one', 'two', 'three', 'four'),
      visit: fc.option(fc.constantFrom('v', 'w'), { nil: undefined }),
    }),
  },
  fc.record({ does: fc.constant('note-removed' as const), note: few }),
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('own-card' as const),
      card: few,
      front: fc.constantFrom('one', 'two', 'three'),
    }),
  },
  fc.record({ does: fc.constant('own-card-removed' as const), card: few }),
  fc.record({
    does: fc.constant('highlight' as const),
    id: few,
    kind: fc.constantFrom('ask' as const, 'doubt' as const, null),
  }),
  fc.record({
    does: fc.constant('correct' as const),
    id: few,
    over: few,
    text: fc.constantFrom('one', 'two', null),
  }),
  fc.record({ does: fc.constant('settings' as const), newPerDay: fc.nat(30), retention: fc.constantFrom(0.8, 0.9) }),
  fc.record({ does: fc.constant('plan' as const), minutes: fc.integer({ min: 0, max: 60 }) }),
  fc.record({ does: fc.constant('parameters' as const), own: fc.boolean() }),
  { weight: 2, arbitrary: fc.record({ does: fc.constant('undo' as const) }) },
  fc.record({ does: fc.constant('redo' as const) }),
)
export type Act = typeof act extends fc.Arbitrary<infer One> ? One : never

export const noteId = (n: number) => uuid(100 + n)
export const cardId = (n: number) => uuid(200 + n)
export const sum = (text: string) => createHash('sha256').update(text).digest('hex')
export const ownCard = (front: string): OwnCard => ({ text: basic(front, 'back') })

const correction = (id: string, text: string, createdAt: number, updatedAt: number): Correction => ({
  ...{ id, place: { kind: 'card', card: 'a', field: 'back' }, base: 'The book’s', text, createdAt, updatedAt },
})

type Made = { [Kind in OperationKind]: { kind: Kind; data: OperationData[Kind]; after?: string } }[OperationKind]

/** Null where there is nothing to do it to. `at`: UTC ms. */
export function made(
  state: Readonly<StudyState>,
  one: Exclude<Act, { does: 'undo' | 'redo' }>,
  at: number,
): Made | null {
  const calendar = studyCalendar(state.settings.dayStart, () => 0)
  switch (one.does) {
    case 'review': {
      const { card, rating, answer } = one
      const before = own(state.cards, card) ?? null
      const settings = { ...state.settings, weights: state.parameters?.weights }
      const memory = schedule(before?.memory ?? null, rating, at, settings, calendar, card)
      const lapsed = memory.lapses > (before?.memory.lapses ?? 0)
      const had = own(state.marks, card) ?? null
      const data = {
        ...{ card, rating, day: calendar.day(at), spent: 1000, before, memory },
        ...(answer !== null && { answer: { right: 'x', chosen: answer } }),
        ...(lapsed && { leech: { card, before: had, after: { ...had, leech: true as const } } }),
      }
      return { kind: 'review', data, ...(before && { after: before.standsOn }) }
    }
    case 'flag':
    case 'suspend': {
      const before = own(state.marks, one.card) ?? null
      const { flag: _, ...rest } = before ?? {}
      const flagged = one.does === 'flag' ? { ...rest, ...(one.flag > 0 && { flag: one.flag }) } : null
      const after = flagged ?? { ...before, suspended: true as const }
      const change = { card: one.card, before, after: Object.keys(after).length > 0 ? after : null }
      return { kind: 'card-marks', data: { what: 'flagged', cards: [change] } }
    }
    case 'forget': {
      const before = own(state.cards, one.card)
      return before
        ? { kind: 'reschedule', data: { what: 'forgotten', cards: [{ card: one.card, before, after: null }] } }
        : null
    }
    case 'set-due': {
      const before = own(state.cards, one.card)
      if (!before) return null
      const memory = { ...before.memory, due: at + one.days * 86_400_000, scheduledDays: one.days }
      return {
        kind: 'reschedule',
        data: { what: 'due-set', cards: [{ card: one.card, before, after: { ...before, memory } }] },
      }
    }
    case 'section': {
      const before = own(state.sections, `ch#${one.section}`) ?? null
      return {
        kind: 'section-read',
        data: { chapter: 'ch', section: one.section, read: one.read, automatic: false, before },
      }
    }
    case 'position':
      return { kind: 'position', data: { chapter: one.chapter, section: 's', block: 'p' } }
    case 'practice':
      return {
        kind: 'practice',
        data: { card: one.card, day: calendar.day(at), spent: 1, recalled: true, ...(one.check && { check: true }) },
      }
    case 'note': {
      const id = noteId(one.note)
      const before = own(state.notes, id) ?? null
      if (before?.deleted) return null
      const record = {
        ...{ id, target: { kind: 'none' as const }, title: one.text, excerpt: '', checksum: sum(one.text) },
        ...{ createdAt: before?.createdAt ?? at, updatedAt: at, version: (before?.version ?? 0) + 1 },
      }
      return { kind: 'note', data: { record, before, ...(one.visit !== undefined && { visit: one.visit }) } }
    }
    case 'note-removed': {
      const before = own(state.notes, noteId(one.note))
      const settles = own(state.noteForks, noteId(one.note))
      if (!before || before.deleted) return null
      return { kind: 'note-removed', data: { note: before.id, before, ...(settles && { settles }) } }
    }
    case 'own-card': {
      const card = cardId(one.card)
      const before = own(state.ownCards, card) ?? null
      if (before?.deleted) return null
      const checksum = sum(JSON.stringify(ownCard(one.front)))
      const after = { version: (before?.version ?? 0) + 1, checksum, createdAt: before?.createdAt ?? at, updatedAt: at }
      return { kind: 'own-cards', data: { what: before ? 'edited' : 'made', cards: [{ card, before, after }] } }
    }
    case 'own-card-removed': {
      const card = cardId(one.card)
      const before = own(state.ownCards, card)
      const settles = own(state.cardForks, card)
      if (!before || before.deleted) return null
      return {
        kind: 'own-cards',
        data: { what: 'removed', cards: [{ card, before, after: null, ...(settles && { settles }) }] },
      }
    }
    case 'highlight': {
      const id = uuid(300 + one.id)
      const before = own(state.highlights, id) ?? null
      if (before?.deleted) return null
      if (one.kind === null)
        return before ? { kind: 'highlight', data: { what: 'removed', before, after: null } } : null
      const after = {
        id,
        kind: one.kind,
        chapter: 'ch',
        anchors: [],
        createdAt: before?.createdAt ?? at,
        updatedAt: at,
      }
      return { kind: 'highlight', data: { what: before ? 'kind-changed' : 'made', before, after } }
    }
    case 'correct': {
      const before = own(state.corrections, uuid(400 + one.id)) ?? null
      if (before?.deleted || (one.text === null && !before)) return null
      const other = own(state.corrections, uuid(400 + one.over))
      const covered = other && !other.deleted && other.id !== before?.id ? [{ before: other, after: null }] : []
      const after = one.text === null ? null : correction(uuid(400 + one.id), one.text, before?.createdAt ?? at, at)
      const what = after === null ? 'removed' : before ? 'edited' : 'made'
      return { kind: 'correct', data: { what, changes: [{ before, after }, ...(after ? covered : [])] } }
    }
    case 'settings': {
      const { newPerDay, retention } = one
      return {
        kind: 'study-settings',
        data: { settings: { ...state.settings, newPerDay, retention }, before: state.settings },
      }
    }
    case 'plan': {
      const plan = one.minutes > 0 ? { day: '2027-01-01', minutes: one.minutes } : null
      return { kind: 'plan', data: { plan, before: state.plan } }
    }
    case 'parameters': {
      const weights = standardWeights.map((weight, index) => (index < 4 ? weight * 1.1 : weight))
      const figures = {
        reviews: 1,
        cards: 1,
        judged: 1,
        logLoss: { before: 1, after: 1 },
        rmse: { before: 1, after: 1 },
      }
      const cards = Object.entries(state.cards).map(([card, { memory, standsOn }]) => {
        const { model, stability, difficulty } = memory
        return {
          card,
          standsOn,
          before: { model, stability, difficulty },
          after: { model: 'own', stability: stability * 2, difficulty },
        }
      })
      const taken = one.own ? { weights, adoptedAt: at, fit: figures } : null
      return { kind: 'parameters', data: { own: taken, before: state.parameters, cards } }
    }
  }
}

/** What two copies of the same work must agree in: all but how far back one can undo, and which requests were answered. */
export function work(state: Readonly<StudyState>): string {
  const { done: _, undone: __, requests: ___, ...rest } = state
  const sorted = (value: unknown): unknown =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([one], [other]) => (one < other ? -1 : 1))
            .map(([key, inner]) => [key, sorted(inner)]),
        )
      : value
  return JSON.stringify(sorted(rest), null, 1)
}
