import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { IncomingCard } from '../../../shared/model/exchange'
import type { CardRecord, Rating } from '../../../shared/model/study'
import {
  countReviews,
  dayName,
  daysByNumber,
  importedLearning,
  importedMarks,
} from '../../../shared/rules/import-learning'
import { memoryModelWith, schedule, strengthFromSm2 } from '../../../shared/rules/scheduling'
import { dayLength, studyCalendar } from '../../../shared/rules/study-day'
import { incomingCard } from '../../support/collections'
import { eastern } from '../../support/zones'

const now = Date.UTC(2026, 5, 8, 14)
const settings = { retention: 0.9, learningSteps: [1, 10], relearningSteps: [10] }
const calendar = studyCalendar(240, eastern)
const needs = { settings, model: memoryModelWith(settings), calendar, dayOf: daysByNumber(calendar), now }
const learn = (card: Partial<IncomingCard>, record?: CardRecord) =>
  importedLearning(incomingCard(card), record, [], needs)

describe('SM-2 as fsrs-rs converts it', () => {
  // test_memory_from_sm2 of fsrs-rs, with the default weights.
  test.each([
    [{ ease: 2.5, interval: 10 }, 0.9, 10, 6.9140563],
    [{ ease: 2.5, interval: 10 }, 0.8, 3.01572, 9.393428],
    [{ ease: 2.5, interval: 10 }, 0.95, 24.841097, 1.2974405],
    [{ ease: 1.3, interval: 20 }, 0.9, 20, 10],
  ])('%j at %d', (figures, retention, stability, difficulty) => {
    const found = strengthFromSm2(figures, { retention })
    expect(found.stability).toBeCloseTo(stability, 4)
    expect(found.difficulty).toBeCloseTo(difficulty, 4)
  })
})

test('reviews give what they would have given here, and the due date stays', () => {
  const ratings: Rating[] = ['good', 'good', 'again', 'hard', 'easy']
  const review = fc.record({ wait: fc.integer({ min: 1, max: 60 * 24 * 40 }), rating: fc.constantFrom(...ratings) })
  fc.assert(
    fc.property(fc.array(review, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 300 }), (made, days) => {
      let at = now - made.reduce((sum, { wait }) => sum + wait * 60_000, 0)
      const reviews = made.map(({ wait, rating }) => {
        at += wait * 60_000
        return { at, rating, spent: 10 }
      })
      let memory = null as ReturnType<typeof schedule> | null
      for (const { at, rating } of reviews) memory = schedule(memory, rating, at, settings, calendar)
      const due = now + days * dayLength
      const { record } = learn({ reviews, due })
      expect(record?.memory.stability).toBeCloseTo(memory?.stability ?? 0, 6)
      expect(record?.memory.difficulty).toBeCloseTo(memory?.difficulty ?? 0, 6)
      expect(record?.memory).toMatchObject({
        phase: 'review',
        dueDay: calendar.day(due),
        lastReview: reviews.at(-1)?.at,
      })
      expect(record?.introduced).toBe(calendar.day(reviews[0]?.at ?? 0))
    }),
  )
})

test('figures without reviews make a record that is due when the file says', () => {
  const due = now + 4 * dayLength
  const memory = { kind: 'sm2', ease: 2.5, interval: 10, repetitions: 6, lapses: 2 } as const
  const found = learn({ memory, due }).record
  expect(found?.memory).toMatchObject({ dueDay: '2026-06-12', scheduledDays: 10, repetitions: 6, lapses: 2 })
  expect(found?.introduced).toBe('2026-06-02')
  const fsrs = learn({ memory: { kind: 'fsrs', stability: 33, difficulty: 4 }, due }).record
  expect(fsrs?.memory).toMatchObject({ stability: 33, difficulty: 4, dueDay: '2026-06-12' })
  expect(learn({ memory: { kind: 'fsrs', stability: Number.NaN, difficulty: 4 }, due }).record).toBeNull()
  expect(learn({ memory, due: null }).record).toBeNull()
})

test('what can’t be, is left out: impossible times, the same instant twice', () => {
  const good = { rating: 'good' as const, spent: -5 }
  const reviews = [-1, Number.NaN, now + 3 * dayLength, now - 9, now - 9].map((at) => ({ ...good, at }))
  expect(learn({ reviews, due: now }).reviews).toEqual([[now - 9, expect.any(Number), 3, 0, 0]])
  expect(learn({ reviews: [{ at: now - 9, rating: 'constructor' as Rating, spent: 1 }], due: now }).reviews).toEqual([])
})

test('a card that is new again there is new here, with its history', () => {
  const { record, reviews } = learn({ reviews: [{ at: now - 9, rating: 'good', spent: 1 }] })
  expect(record).toBeNull()
  expect(reviews.map(([, , rating]) => rating)).toEqual([3, 0])
})

test('days are those of the calendar at any instant', () => {
  const dayOf = daysByNumber(calendar)
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(2005, 0), max: Date.UTC(2035, 0) }), (at) => {
      expect(dayName(dayOf(at))).toBe(calendar.day(at))
    }),
  )
})

test('totals count what the reviews were', () => {
  const days = {}
  countReviews(days, [
    [1, 20000, 3, 10, 0],
    [2, 20000, 1, 10, 1],
    [3, 20030, 3, 10, 2],
    [4, 20030, 0, 0, 0],
  ])
  expect(days).toMatchObject({
    [dayName(20000)]: { reviews: 2, again: 1, introduced: 1, mature: 0, spent: 20 },
    [dayName(20030)]: { reviews: 1, mature: 1, recalled: 1, long: { mature: 1, recalled: 1 } },
  })
})

test('marks', () => {
  expect(importedMarks(incomingCard())).toBeNull()
  expect(importedMarks(incomingCard({ suspended: true, flag: 7 }))).toEqual({ suspended: true, flag: 4 })
})
