import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CardMarks, CardRecord, CatchUp, DayTotals, Phase } from '../../../shared/model/study'
import { defaultStudySettings } from '../../../shared/model/study'
import { apart, type QueueCard, type QueueInput, queue, standings } from '../../../shared/rules/queue'
import { addDays, studyCalendar } from '../../../shared/rules/study-day'
import { utc } from '../../support/zones'

const now = Date.parse('2026-05-05T12:00:00Z')
const minute = 60_000
const day = 86_400_000
const calendar = studyCalendar(240, utc)
const learnAhead = defaultStudySettings.learnAhead * minute

function record(phase: Phase, due: number, lastReview = now - 5 * day, introduced = '2026-04-01'): CardRecord {
  const memory = { model: 'm', phase, stability: 3, difficulty: 5, step: 0, due, lastReview }
  return {
    memory: { ...memory, scheduledDays: phase === 'review' ? 3 : 0, repetitions: 3, lapses: 0 },
    standsOn: 'd:1',
    introduced,
  }
}
function totals(patch: Partial<DayTotals>): DayTotals {
  return { reviews: 0, again: 0, introduced: 0, spent: 0, mature: 0, recalled: 0, practised: 0, ...patch }
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

describe('hidden cards', () => {
  const all = cards('suspended', 'buried', 'back', 'flagged', 'leech', 'plain')
  const marks: Record<string, CardMarks> = {
    suspended: { suspended: true },
    buried: { buriedUntil: '2026-05-06' },
    back: { buriedUntil: '2026-05-05' },
    flagged: { flag: 3 },
    leech: { leech: true },
  }
  const shown = ['back', 'flagged', 'leech', 'plain']

  test.each([
    ['new', undefined],
    ['due', record('review', now - day)],
    ['in a step that is due', record('learning', now - minute)],
    ['in a step due soon', record('relearning', now + minute)],
  ])('suspended and buried ones are neither shown nor counted: %s', (_name, one) => {
    const records = one ? Object.fromEntries(all.map(({ id }) => [id, one])) : {}
    const { order, counts } = queue(input({ cards: all, records, marks }))
    expect([...order].sort()).toEqual(shown)
    expect(counts.learning + counts.due + counts.new).toBe(4)
  })

  test('do not hold up the daily limit, nor the time of the next card', () => {
    const settings = { newPerDay: 2, reviewsPerDay: 200 }
    const { order } = queue(input({ cards: cards('suspended', 'buried', 'a', 'b', 'c'), marks, settings }))
    expect(order).toEqual(['a', 'b'])
    const records = { suspended: record('learning', now + 60 * minute), a: record('learning', now + 90 * minute) }
    expect(queue(input({ cards: cards('suspended', 'a'), records, marks })).nextDue).toBe(now + 90 * minute)
  })

  test('a buried card is back on the first instant of its day', () => {
    const until = calendar.start('2026-05-06')
    const at = (time: number) => queue(input({ cards: cards('buried'), marks, now: time })).order
    expect(at(until - 1)).toEqual([])
    expect(at(until)).toEqual(['buried'])
  })
})

describe('siblings', () => {
  const item = 'item'
  const siblings: QueueCard[] = ['one', 'two', 'three'].map((id) => ({ id, item }))
  const settings = { newPerDay: 20, reviewsPerDay: 200, burySiblings: true }
  const orderOf = (patch: Partial<QueueInput>) => queue(input({ cards: siblings, settings, ...patch })).order

  test('one of several new ones is shown, all of them when siblings are not kept apart', () => {
    expect(orderOf({})).toEqual(['one'])
    expect(orderOf({ settings: { ...settings, burySiblings: false } })).toHaveLength(3)
  })

  test('one that is due goes before a new one, one seen today before both', () => {
    const due = { two: record('review', now - day) }
    expect(orderOf({ records: due })).toEqual(['two'])
    const seen = { ...due, three: record('review', now + 9 * day, now - minute) }
    expect(orderOf({ records: seen })).toEqual([])
  })

  test('one in the middle of its steps is the one of the day, also when they began the day before', () => {
    const records = { two: record('learning', now - day, now - day), one: record('review', now - day) }
    expect(orderOf({ records })).toEqual(['two'])
    expect(orderOf({ records: { two: record('relearning', now + 60 * minute, now - day) } })).toEqual([])
  })

  test('one that is suspended, buried or not due yet holds no other back', () => {
    expect(orderOf({ marks: { one: { suspended: true } } })).toEqual(['two'])
    expect(orderOf({ marks: { one: { suspended: true }, two: { buriedUntil: '2026-05-06' } } })).toEqual(['three'])
    expect(orderOf({ records: { one: record('review', now + 5 * day) } })).toEqual(['two'])
  })

  test('a review dated in the future does not hold its siblings back until then', () => {
    const records = { one: record('review', now + 40 * day, now + 25 * day) }
    expect(orderOf({ records })).toEqual(['two'])
  })

  test('as the days go by each comes once, never two on a day', () => {
    const answer = fc.constantFrom('soon', 'days', 'again')
    fc.assert(
      fc.property(fc.array(answer, { minLength: 20, maxLength: 60 }), (answers) => {
        const all: QueueCard[] = [...siblings, { id: 'x', item: 'other' }, { id: 'y', item: 'other' }, { id: 'z' }]
        const records: Record<string, CardRecord> = {}
        const shown = new Map<string, Set<string>>()
        let time = now
        for (const given of answers) {
          const [id] = queue(input({ cards: all, records, settings, now: time })).order
          if (id === undefined) {
            time = calendar.start(addDays(calendar.day(time), 1))
            continue
          }
          const of = all.find((card) => card.id === id)?.item
          if (of) {
            const key = `${calendar.day(time)} ${of}`
            shown.set(key, (shown.get(key) ?? new Set()).add(id))
          }
          const due = { soon: time + 10 * minute, days: calendar.start(addDays(calendar.day(time), 2)), again: time }
          records[id] = record(given === 'days' ? 'review' : 'learning', due[given], time)
          time += minute
        }
        for (const [key, ids] of shown) expect([key, [...ids]]).toEqual([key, [[...ids][0]]])
      }),
      { numRuns: 100, seed: 9 },
    )
  })
})

describe('the learn-ahead time', () => {
  const records = { soon: record('learning', now + 5 * minute), later: record('learning', now + 50 * minute) }
  const at = (learnAhead: number) =>
    queue(input({ cards: cards('soon', 'later'), records, settings: { newPerDay: 1, reviewsPerDay: 1, learnAhead } }))

  test('is a setting; without any a step waits until it is due', () => {
    expect(at(60).order).toEqual(['soon', 'later'])
    expect(at(20).order).toEqual(['soon'])
    expect(at(0)).toEqual({ order: [], counts: { learning: 0, due: 0, new: 0 }, nextDue: now + 5 * minute })
  })
})

describe('a card whose words have changed', () => {
  const later = { ...record('review', now + 40 * day), content: 'old' }
  const at = (content: string | undefined, patch: Partial<QueueInput> = {}) =>
    queue(input({ cards: [{ id: 'a', ...(content !== undefined && { content }) }], records: { a: later }, ...patch }))
      .order

  test('is due at once, unless nobody knows what it said before or says now', () => {
    expect(at('new')).toEqual(['a'])
    expect(at('old')).toEqual([])
    expect(at(undefined)).toEqual([])
    expect(at('new', { records: { a: record('review', now + 40 * day) } })).toEqual([])
  })

  test('is not while it is suspended or buried, and keeps to the daily limit', () => {
    expect(at('new', { marks: { a: { suspended: true } } })).toEqual([])
    expect(at('new', { marks: { a: { buriedUntil: '2026-05-06' } } })).toEqual([])
    expect(at('new', { settings: { newPerDay: 0, reviewsPerDay: 0 } })).toEqual([])
  })

  test('comes after those that are due by their date', () => {
    const records = { a: later, b: record('review', now - day) }
    const all: QueueCard[] = [{ id: 'a', content: 'new' }, { id: 'b' }]
    expect(queue(input({ cards: all, records })).order).toEqual(['b', 'a'])
  })
})

describe('a backlog being caught up', () => {
  const catchUp: CatchUp = { from: '2026-05-04', until: '2026-05-06', perDay: 3 }
  const settings = { newPerDay: 0, reviewsPerDay: 6 }
  const curve = (days: number, stability: number) => {
    const made = record('review', now - 2 * day, now - days * day)
    return { ...made, memory: { ...made.memory, stability } }
  }
  const many = numbered('r', 10)
  const records = Object.fromEntries(many.map((id, at) => [id, curve(20 + at, 5 + at)]))
  const at = (patch: Partial<QueueInput>) =>
    queue(input({ cards: cards(...many), records, settings, catchUp, ...patch }))

  test('has a daily limit of its own, on its days only', () => {
    expect(at({}).counts.due).toBe(3)
    expect(at({ today: totals({ mature: 2 }) }).counts.due).toBe(1)
    expect(at({ catchUp: { ...catchUp, perDay: 9 } }).counts.due).toBe(9)
    expect(at({ now: calendar.start('2026-05-07') }).counts.due).toBe(6)
    expect(at({ catchUp: { ...catchUp, from: '2026-05-06' } }).counts.due).toBe(6)
    expect(at({ catchUp: null }).counts.due).toBe(6)
  })

  test('rests once nothing is overdue any more', () => {
    const ofToday = Object.fromEntries(many.map((id) => [id, record('review', calendar.start('2026-05-05'))]))
    expect(at({ records: ofToday }).counts.due).toBe(6)
  })

  test('begins with the cards that lose most by waiting a day', () => {
    const some = { gone: curve(400, 1), firm: curve(40, 300), fading: curve(6, 5), fresh: curve(2, 3) }
    const all = cards('gone', 'firm', 'fading', 'fresh')
    expect(at({ cards: all, records: some, catchUp: { ...catchUp, perDay: 9 } }).order).toEqual([
      'fresh',
      'fading',
      'firm',
      'gone',
    ])
  })

  test('keeps its order through the day: what was planned in the morning is what is lived', () => {
    const planned = at({}).order
    let known: Record<string, CardRecord> = records
    const lived: string[] = []
    for (let time = now; lived.length < 5; time += 40 * minute) {
      const [next] = at({ records: known, now: time, today: totals({ mature: lived.length }) }).order
      if (!next) break
      lived.push(next)
      known = { ...known, [next]: record('review', now + 9 * day, time) }
    }
    expect(lived).toEqual(planned)
  })

  test('whatever is due: never more than its share, each card once, none that is not due', () => {
    const one = fc.record({
      overdue: fc.integer({ min: -5, max: 30 }),
      stability: fc.double({ min: 0.1, max: 400, noNaN: true }),
    })
    fc.assert(
      fc.property(
        fc.array(one, { maxLength: 25 }),
        fc.integer({ min: 1, max: 12 }),
        fc.nat(6),
        (entries, perDay, done) => {
          const known = Object.fromEntries(
            entries.map(({ overdue, stability }, index) => {
              const made = record('review', calendar.start('2026-05-05') - overdue * day, now - (overdue + 8) * day)
              return [`c${index}`, { ...made, memory: { ...made.memory, stability } }]
            }),
          )
          const given = input({
            cards: cards(...numbered('c', entries.length)),
            ...{ records: known, settings, catchUp: { ...catchUp, perDay }, today: totals({ mature: done }) },
          })
          const { order, counts } = queue(given)
          expect(queue(given).order).toEqual(order)
          const due = entries.filter(({ overdue }) => overdue >= 0).length
          const late = entries.some(({ overdue }) => overdue > 0)
          expect(counts.due).toBe(Math.min(due, Math.max(0, (late ? perDay : settings.reviewsPerDay) - done)))
          expect(new Set(order).size).toBe(order.length)
          expect(order.filter((id) => (entries[Number(id.slice(1))]?.overdue ?? -1) < 0)).toEqual([])
        },
      ),
      { numRuns: 200, seed: 11 },
    )
  })
})

describe('a card that was only said to be known', () => {
  test('was not seen: it holds no sibling back and nothing stands after it', () => {
    const said = record('review', now + 9 * day, now - minute, '2026-05-05')
    const records = { one: { ...said, memory: { ...said.memory, repetitions: 0 } } }
    const all: QueueCard[] = [{ id: 'one', item: 'i' }, { id: 'two', item: 'i' }, { id: 'three' }]
    const settings = { newPerDay: 20, reviewsPerDay: 200 }
    expect(queue(input({ cards: all, records, settings })).order).toEqual(['two', 'three'])
  })
})

test('however many are due, the queue is the one that putting all of them in order gives', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 40 }), fc.nat(12), (overdue, few) => {
      const all = cards(...numbered('c', overdue.length))
      const dueDayOf = (days: number) => addDays('2026-05-05', -days)
      const records = Object.fromEntries(
        overdue.map((days, index) => {
          const made = record('review', calendar.start(dueDayOf(days)))
          const dated = { ...made, memory: { ...made.memory, dueDay: dueDayOf(days) } }
          return [`c${index}`, index % 2 === 0 ? made : dated]
        }),
      )
      const at = (reviewsPerDay: number) =>
        queue(input({ cards: all, records, settings: { newPerDay: 0, reviewsPerDay } })).order
      expect(at(few)).toEqual(at(9999).slice(0, few))
      const days = at(9999).map((id) => overdue[Number(id.slice(1))] ?? 0)
      expect(days).toEqual([...days].sort((one, other) => other - one))
    }),
    { numRuns: 100, seed: 12 },
  )
})

describe('a clock that was set back', () => {
  test('a card dated far ahead is asked again instead of being gone for as long', () => {
    const records = {
      review: record('review', now + 400 * day, now + 390 * day, '2027-05-30'),
      step: record('learning', now + 390 * day, now + 390 * day, '2027-05-30'),
      slip: record('review', now + 40 * day, now + 25 * day, '2026-05-30'),
    }
    expect(queue(input({ cards: cards('review', 'step', 'slip'), records })).order).toEqual(['step', 'review'])
  })

  test('a card rated in the future does not count as seen today', () => {
    const records = {
      ahead: record('review', now + 40 * day, now + 25 * day, '2026-05-30'),
      last: record('learning', now - minute, now - minute, '2026-05-05'),
      other: record('learning', now - 2 * minute, now - 5 * minute, '2026-05-05'),
    }
    const all: QueueCard[] = [{ id: 'ahead' }, { id: 'last' }, { id: 'other' }, { id: 'twin', contrast: 'ahead' }]
    // Not "ahead" was the last card shown, so its look-alike needn't wait.
    const { order } = queue(
      input({ cards: [{ id: 'twin', contrast: 'ahead' }, { id: 'b' }, ...all.slice(0, 1)], records }),
    )
    expect(order).toEqual(['twin', 'b'])
    expect(queue(input({ cards: all, records })).counts).toEqual({ learning: 2, due: 0, new: 1 })
  })
})

test('any marks, siblings and records: what is shown is what is counted, and never what is hidden', () => {
  const entry = fc.record({
    phase: fc.constantFrom<Phase | 'new'>('new', 'learning', 'review', 'relearning'),
    due: fc.integer({ min: -3 * day, max: 3 * day }),
    last: fc.integer({ min: -3 * day, max: 3 * day }),
    item: fc.constantFrom(undefined, 'p', 'q', 'constructor'),
    suspended: fc.boolean(),
    buried: fc.constantFrom(undefined, '2026-05-04', '2026-05-05', '2026-05-06'),
  })
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 20 }), fc.boolean(), fc.nat(8), fc.nat(8), (entries, bury, few, some) => {
      const all: QueueCard[] = entries.map(({ item }, index) => ({ id: `c${index}`, ...(item && { item }) }))
      const records: Record<string, CardRecord> = {}
      const marks: Record<string, CardMarks> = {}
      entries.forEach(({ phase, due, last, suspended, buried }, index) => {
        if (phase !== 'new') records[`c${index}`] = record(phase, now + due, now - last)
        if (suspended || buried)
          marks[`c${index}`] = { ...(suspended && { suspended: true }), ...(buried && { buriedUntil: buried }) }
      })
      const settings = { newPerDay: few, reviewsPerDay: some, burySiblings: bury }
      const given = input({ cards: all, records, marks, settings })
      const { order, counts } = queue(given)
      expect(order.length).toBe(counts.learning + counts.due + counts.new)
      expect(new Set(order).size).toBe(order.length)
      const hidden = entries.flatMap(({ suspended, buried }, index) =>
        suspended || buried === '2026-05-06' ? [`c${index}`] : [],
      )
      expect(order.filter((id) => hidden.includes(id))).toEqual([])
      const fresh = order.filter((id) => !records[id])
      expect(fresh.length).toBe(counts.new)
      expect(fresh.length).toBeLessThanOrEqual(few)
      const due = order.filter((id) => records[id]?.memory.phase === 'review')
      expect(due.length).toBe(counts.due)
      expect(due.length).toBeLessThanOrEqual(some)
      // With limits out of the way, everything that is not hidden and not later is there.
      const stands = standings(given)
      const wide = queue({ ...given, settings: { newPerDay: 999, reviewsPerDay: 9999, burySiblings: bury } }).order
      const ready = all.filter(({ id }) => ['new', 'now', 'ahead', 'due'].includes(stands.get(id) ?? ''))
      expect([...wide].sort()).toEqual(ready.map(({ id }) => id).sort())
      if (bury)
        for (const one of ['p', 'q', 'constructor']) {
          const chosen = all.filter(({ id, item }) => item === one && ['new', 'due'].includes(stands.get(id) ?? ''))
          expect(chosen.length).toBeLessThanOrEqual(1)
        }
      else expect([...stands].flatMap(([id, at]) => (at === 'hidden' ? [id] : []))).toEqual(hidden)
    }),
    { numRuns: 300, seed: 10 },
  )
})
