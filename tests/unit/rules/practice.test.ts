import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { practiceChoices, practiceLimits } from '../../../shared/model/practice'
import type { CardMarks, CardRecord } from '../../../shared/model/study'
import { type PracticeInput, practiceCards, practiceCount, practiceOrder } from '../../../shared/rules/practice'
import type { QueueCard } from '../../../shared/rules/queue'
import { addDays, dayLength, studyCalendar } from '../../../shared/rules/study-day'

const now = Date.UTC(2026, 5, 8, 14)
const calendar = studyCalendar(240, () => 0)
const tomorrow = calendar.start(addDays(calendar.day(now), 1))

function record(change: Partial<CardRecord['memory']> = {}, missedAt?: number): CardRecord {
  const numbers = { stability: 3, step: 0, scheduledDays: 3, repetitions: 3, lapses: 0, difficulty: 5 }
  return {
    memory: { model: 'test', phase: 'review', due: now, lastReview: now - dayLength, ...numbers, ...change },
    standsOn: 'd:1',
    introduced: '2026-06-01',
    ...(missedAt !== undefined && { missedAt }),
  }
}
function input(records: Record<string, CardRecord>, marks: Record<string, CardMarks> = {}): PracticeInput {
  const ids = new Set([...Object.keys(records), ...Object.keys(marks), 'new'])
  const cards = [...ids].map((id) => ({ id }))
  const of = <Value>(known: Record<string, Value>) => cards.map(({ id }) => known[id])
  return { cards, records: of(records), marks: of(marks), now, calendar }
}
const ids = (cards: QueueCard[]) => cards.map(({ id }) => id).sort()

describe('the cards of a choice', () => {
  test('met, new and any go by whether there is a record; a suspended card is in none', () => {
    const given = input({ a: record(), b: record() }, { b: { suspended: true }, c: { suspended: true } })
    expect(ids(practiceCards('met', given))).toEqual(['a'])
    expect(ids(practiceCards('new', given))).toEqual(['new'])
    expect(ids(practiceCards('any', given))).toEqual(['a', 'new'])
    for (const choice of practiceChoices) {
      expect(ids(practiceCards(choice, given)).filter((id) => id === 'b' || id === 'c')).toEqual([])
      expect(practiceCount(choice, given)).toBe(practiceCards(choice, given).length)
    }
  })

  test('flagged takes any flag, or the one; a buried card may be practised', () => {
    const given = input({}, { a: { flag: 1 }, b: { flag: 3 }, c: { buriedUntil: '2026-07-01' } })
    expect(ids(practiceCards('flagged', given))).toEqual(['a', 'b'])
    expect(ids(practiceCards('flag-3', given))).toEqual(['b'])
    expect(practiceCards('flag-2', given)).toEqual([])
    expect(ids(practiceCards('new', given))).toContain('c')
  })

  test('missed lately goes by the day of the miss', () => {
    const missed = (days: number) => record({}, now - days * dayLength)
    const given = input({ a: missed(1), b: missed(10), c: missed(20), d: missed(40), e: record() })
    expect(ids(practiceCards('missed-7', given))).toEqual(['a'])
    expect(ids(practiceCards('missed-14', given))).toEqual(['a', 'b'])
    expect(ids(practiceCards('missed-30', given))).toEqual(['a', 'b', 'c'])
  })

  test('tomorrow takes what comes due on the next study day: nothing overdue, nothing later', () => {
    const due = (at: number) => record({ due: at })
    const given = input({
      late: due(tomorrow - 2 * dayLength),
      today: due(tomorrow - dayLength),
      first: due(tomorrow),
      // Kept as a day: where it begins may have moved since.
      second: record({ due: tomorrow - dayLength / 3, dueDay: calendar.day(tomorrow) }),
      after: due(tomorrow + dayLength),
    })
    expect(ids(practiceCards('tomorrow', given))).toEqual(['first', 'second'])
  })

  test('the hardest are a fifth of those met, at least ten, the most difficult first', () => {
    const of = (n: number) =>
      input(Object.fromEntries(Array.from({ length: n }, (_, i) => [`c${i}`, record({ difficulty: 1 + i / 10 })])))
    expect(practiceCards('hardest', of(4)).map(({ id }) => id)).toEqual(['c3', 'c2', 'c1', 'c0'])
    expect(practiceCards('hardest', of(12))).toHaveLength(10)
    const hardest = practiceCards('hardest', of(80)).map(({ id }) => id)
    expect(hardest).toHaveLength(16)
    expect([4, 12, 80].map((n) => practiceCount('hardest', of(n)))).toEqual([4, 10, 16])
    expect(hardest.slice(0, 2)).toEqual(['c79', 'c78'])
    expect(practiceOrder('hardest', practiceCards('hardest', of(80)), 10, 's').sort()).toEqual(
      hardest.slice(0, 10).sort(),
    )
  })
})

describe('the order', () => {
  const cards = fc
    .uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { maxLength: 60 })
    .map((names) => names.map((id, n): QueueCard => ({ id, ...(n % 3 === 1 && { contrast: names[n - 1] ?? '' }) })))

  test('has each card once, as many as asked for, and is the same for the same seed', () => {
    fc.assert(
      fc.property(
        cards,
        fc.constantFrom(...practiceLimits),
        fc.constantFrom(...practiceChoices),
        fc.string(),
        (given, limit, choice, seed) => {
          const order = practiceOrder(choice, given, limit, seed)
          expect(order).toHaveLength(Math.min(given.length, limit ?? given.length))
          expect(new Set(order).size).toBe(order.length)
          expect(order.every((id) => given.some((card) => card.id === id))).toBe(true)
          expect(practiceOrder(choice, given, limit, seed)).toEqual(order)
        },
      ),
      { numRuns: 200 },
    )
  })

  test('another seed gives another order, and look-alikes are apart', () => {
    const given = Array.from({ length: 20 }, (_, n) => ({ id: `c${n}`, contrast: `c${n % 2 === 0 ? n + 1 : n - 1}` }))
    const one = practiceOrder('any', given, null, 'one')
    expect(practiceOrder('any', given, null, 'two')).not.toEqual(one)
    for (const [index, id] of one.entries())
      expect(given.find((card) => card.id === id)?.contrast).not.toBe(one[index + 1])
  })
})
