import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CardRecord, DayTotals, Phase } from '../../../shared/model/study'
import { apart, learnAhead, type QueueCard, type QueueInput, queue } from '../../../shared/rules/queue'
import { studyCalendar } from '../../../shared/rules/study-day'
import { utc } from '../../support/zones'

const now = Date.parse('2026-05-05T12:00:00Z')
const minute = 60_000
const day = 86_400_000
const calendar = studyCalendar(240, utc)

function record(phase: Phase, due: number, lastReview = now - 5 * day, introduced = '2026-04-01'): CardRecord {
  const memory = { model: 'm', phase, stability: 3, difficulty: 5, step: 0, due, lastReview }
  return {
    memory: { ...memory, scheduledDays: phase === 'review' ? 3 : 0, repetitions: 3, lapses: 0 },
    standsOn: 'd:1',
    introduced,
  }
}
function totals(patch: Partial<DayTotals>): DayTotals {
  return { reviews: 0, again: 0, introduced: 0, spent: 0, mature: 0, recalled: 0, ...patch }
}
function input(patch: Partial<QueueInput>): QueueInput {
  const settings = { newPerDay: 20, reviewsPerDay: 200 }
  return { cards: [], records: {}, today: undefined, settings, now, calendar, ...patch }
}
const cards = (...ids: string[]): QueueCard[] => ids.map((id) => ({ id }))
const numbered = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}${index}`)

describe('queue', () => {
  test('steps that are due come first, steps due soon only when nothing else is left', () => {
    const records = {
      soon: record('learning', now + 5 * minute),
      late: record('relearning', now - minute),
      later: record('learning', now + learnAhead + minute),
      review: record('review', now - day),
    }
    const all = queue(input({ cards: cards('soon', 'new', 'later', 'review', 'late'), records }))
    expect(all.order).toEqual(['late', 'review', 'new', 'soon'])
    expect(all.counts).toEqual({ learning: 2, due: 1, new: 1 })
    expect(all.nextDue).toBe(now + 5 * minute)
    const waiting = queue(input({ cards: cards('later'), records }))
    expect(waiting).toEqual({
      order: [],
      counts: { learning: 0, due: 0, new: 0 },
      nextDue: now + learnAhead + minute,
    })
  })

  test('a review counts as due all through its study day', () => {
    const records = {
      today: record('review', now + 3 * 3_600_000),
      tomorrow: record('review', calendar.start('2026-05-06')),
    }
    expect(queue(input({ cards: cards('today', 'tomorrow'), records })).order).toEqual(['today'])
  })

  test('daily limits count what was done today in any scope', () => {
    const reviews = numbered('r', 10)
    const records = Object.fromEntries(reviews.map((id, index) => [id, record('review', now - (index + 1) * day)]))
    const { order, counts } = queue(
      input({
        cards: cards(...reviews, ...numbered('n', 10)),
        records,
        today: totals({ mature: 3, introduced: 2 }),
        settings: { newPerDay: 5, reviewsPerDay: 7 },
      }),
    )
    expect(counts).toEqual({ learning: 0, due: 4, new: 3 })
    expect(order.filter((id) => id.startsWith('n'))).toEqual(['n0', 'n1', 'n2'])
    expect(order.filter((id) => id.startsWith('r'))).toEqual(['r9', 'r8', 'r7', 'r6'])
  })

  test('limits that were lowered below what is done leave nothing, not less than nothing', () => {
    const { counts } = queue(
      input({ cards: cards('a'), today: totals({ introduced: 9 }), settings: { newPerDay: 3, reviewsPerDay: 0 } }),
    )
    expect(counts.new).toBe(0)
  })

  test('new cards are spread among the reviews, and stay so while the session goes on', () => {
    const reviews = numbered('r', 12)
    let records = Object.fromEntries(reviews.map((id) => [id, record('review', now - day)]))
    const all = cards(...numbered('n', 4), ...reviews)
    const planned = queue(input({ cards: all, records })).order
    const positions = planned.flatMap((id, index) => (id.startsWith('n') ? [index] : []))
    expect(positions.map((position, index) => position - (positions[index - 1] ?? position - 4))).toEqual([4, 4, 4, 4])

    const lived: string[] = []
    for (let time = now; ; time += 1000) {
      const [next] = queue(input({ cards: all, records, now: time })).order
      if (!next) break
      lived.push(next)
      const introduced = records[next]?.introduced ?? '2026-05-05'
      records = { ...records, [next]: record('review', now + 3 * day, time, introduced) }
    }
    expect(lived).toEqual(planned)
  })

  test('the card just rated does not come straight back when there is another', () => {
    const records = {
      again: record('learning', now + minute, now, '2026-05-05'),
      other: record('learning', now + 9 * minute, now - minute, '2026-05-05'),
    }
    expect(queue(input({ cards: cards('again', 'other'), records })).order).toEqual(['other', 'again'])
    expect(queue(input({ cards: cards('again'), records })).order).toEqual(['again'])
  })

  test('ids that name what every object inherits are cards like any other', () => {
    expect(queue(input({ cards: cards('constructor', '__proto__') })).counts.new).toBe(2)
  })

  test('is stable, complete and within the limits for any state', () => {
    const entry = fc.record({
      phase: fc.constantFrom<Phase | 'new'>('new', 'learning', 'review', 'relearning'),
      due: fc.integer({ min: -3 * day, max: 3 * day }),
      last: fc.integer({ min: 0, max: 3 * day }),
    })
    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 30 }),
        fc.record({ newPerDay: fc.nat(10), reviewsPerDay: fc.nat(10) }),
        fc.record({ mature: fc.nat(5), introduced: fc.nat(5) }),
        (entries, settings, done) => {
          const all = cards(...numbered('c', entries.length))
          const records: Record<string, CardRecord> = {}
          entries.forEach(({ phase, due, last }, index) => {
            if (phase !== 'new') records[`c${index}`] = record(phase, now + due, now - last)
          })
          const given = input({ cards: all, records, settings, today: totals(done) })
          const first = queue(given)
          expect(queue(given)).toEqual(first)
          expect(new Set(first.order).size).toBe(first.order.length)
          const { learning, due, new: fresh } = first.counts
          expect(first.order.length).toBe(learning + due + fresh)
          expect(due).toBeLessThanOrEqual(Math.max(0, settings.reviewsPerDay - done.mature))
          expect(fresh).toBeLessThanOrEqual(Math.max(0, settings.newPerDay - done.introduced))
          const reversed = queue({ ...given, cards: [...all].reverse() })
          expect(reversed.counts).toEqual(first.counts)
        },
      ),
      { numRuns: 200, seed: 2 },
    )
  })
})

describe('look-alikes', () => {
  const alike = (one: QueueCard | undefined, other: QueueCard) =>
    one !== undefined && (one.contrast === other.id || other.contrast === one.id)
  const clashes = (order: readonly QueueCard[], previous: QueueCard | undefined) =>
    order.filter((card, index) => alike(index === 0 ? previous : order[index - 1], card)).length
  function permutations<T>(items: readonly T[]): T[][] {
    if (items.length < 2) return [[...items]]
    return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]))
  }

  test('are kept apart whenever any order can do it', () => {
    const pairs: QueueCard[] = [
      { id: 'a', contrast: 'A' },
      { id: 'A' },
      { id: 'b', contrast: 'B' },
      { id: 'B', contrast: 'b' },
      { id: 'x' },
      { id: 'y' },
    ]
    fc.assert(
      fc.property(
        fc.shuffledSubarray(pairs),
        fc.option(fc.constantFrom(...pairs), { nil: undefined }),
        (all, previous) => {
          const given = all.filter((card) => card !== previous)
          const order = apart(given, previous)
          expect([...order].sort((one, other) => (one.id < other.id ? -1 : 1))).toEqual(
            [...given].sort((one, other) => (one.id < other.id ? -1 : 1)),
          )
          const best = Math.min(...permutations(given).map((other) => clashes(other, previous)))
          expect(clashes(order, previous)).toBe(best)
          if (clashes(given, previous) === 0) expect(order).toEqual(given)
        },
      ),
      { numRuns: 150, seed: 3 },
    )
  })

  test('follow each other only when nothing else is there', () => {
    const order = queue(input({ cards: [{ id: 'a', contrast: 'b' }, { id: 'b' }] })).order
    expect(order).toEqual(['a', 'b'])
    expect(queue(input({ cards: [{ id: 'a', contrast: 'b' }, { id: 'b' }, { id: 'c' }] })).order).toEqual([
      'a',
      'c',
      'b',
    ])
  })
})
