import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { Operation, StudyState } from '../../../shared/model/operations'
import { type CardRecord, defaultStudySettings, type Memory, type Phase, type Plan } from '../../../shared/model/study'
import { applyOperation, completed, emptyState } from '../../../shared/rules/fold'
import { newPerDayUnder, passDays, underPlan } from '../../../shared/rules/plan/day'
import { forecast } from '../../../shared/rules/plan/forecast'
import { habitsOf, paceOf } from '../../../shared/rules/plan/habits'
import { lookAt, queue } from '../../../shared/rules/queue'
import { memoryMath, retrievability, schedule } from '../../../shared/rules/scheduling'
import { addDays, studyCalendar } from '../../../shared/rules/study-day'
import { eastern, utc } from '../../support/zones'

vi.setConfig({ testTimeout: 60_000 })

const now = Date.parse('2026-06-08T14:00:00Z')
const today = '2026-06-08'
const dayLength = 86_400_000
const calendar = studyCalendar(240, eastern)
const cardsOf = (count: number) => Array.from({ length: count }, (_, n) => ({ id: `card-${n}` }))
const record = (change: Partial<Memory> = {}): CardRecord => ({
  memory: {
    ...{ model: 'm', phase: 'review', stability: 10, difficulty: 5, step: 0, due: now + 3 * dayLength },
    ...{ lastReview: now - 7 * dayLength, scheduledDays: 10, repetitions: 3, lapses: 0 },
    ...change,
  },
  standsOn: 'd:1',
  introduced: '2026-06-01',
})
const ask = (plan: Pick<Plan, 'day' | 'minutes'>, count: number, state: Partial<StudyState> = {}) =>
  forecast({ plan, cards: cardsOf(count), state: { ...emptyState(), ...state }, now, calendar })
const usual = habitsOf(emptyState().ratings, {}, today, defaultStudySettings)

/** Some cards new, some in steps, some due or not. */
const learner = fc.array(
  fc.option(
    fc.record({
      phase: fc.constantFrom<Phase>('learning', 'review', 'relearning'),
      stability: fc.double({ min: 0.1, max: 300, noNaN: true }),
      difficulty: fc.double({ min: 1, max: 10, noNaN: true }),
      due: fc.integer({ min: -40, max: 90 }).map((days) => now + days * dayLength),
      lastReview: fc.integer({ min: -90, max: 3 }).map((days) => now + days * dayLength),
    }),
  ),
  { minLength: 1, maxLength: 40 },
)
const recordsOf = (memories: readonly (Partial<Memory> | null)[]) =>
  Object.fromEntries(memories.flatMap((memory, n) => (memory ? [[`card-${n}`, record(memory)]] : [])))

describe('a forecast', () => {
  test('is the same each time, never negative, and counts every card once', () => {
    fc.assert(
      fc.property(
        learner,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 120 }),
        (memories, days, minutes) => {
          const plan = { day: addDays(today, days), minutes }
          const state = { cards: recordsOf(memories) }
          const made = ask(plan, memories.length, state)
          expect(ask(plan, memories.length, state)).toEqual(made)
          expect(made.days).toHaveLength(days)
          const { known, unseen, missed, needs, unseenNow, cards } = made
          for (const day of made.days) {
            expect(Math.min(day.new, day.reviews, day.minutes)).toBeGreaterThanOrEqual(0)
            // A showing that was begun is finished.
            expect(day.minutes).toBeLessThanOrEqual(minutes + made.pace / 60_000)
          }
          expect(cards).toBe(memories.length)
          expect(unseenNow).toBe(memories.filter((memory) => memory === null).length)
          expect(unseen).toBeGreaterThanOrEqual(0)
          expect(unseen).toBeLessThanOrEqual(unseenNow)
          expect(unseen + missed).toBeLessThanOrEqual(cards)
          for (const share of [known.low, known.expected, known.high, made.knownNow]) {
            expect(share).toBeGreaterThanOrEqual(0)
            expect(share).toBeLessThanOrEqual(1)
          }
          expect(known.low).toBeLessThanOrEqual(known.high)
          // What never is met can't be known.
          expect(known.expected).toBeLessThanOrEqual(1 - unseen / cards + 0.1)
          if (unseen === 0 && missed === 0) expect(needs).toBeLessThanOrEqual(minutes)
          else if (needs !== null) expect(needs).toBeGreaterThan(minutes)
          expect(made.pass.days).toBeLessThanOrEqual(7)
        },
      ),
      { numRuns: 120 },
    )
  })

  test('with more minutes is never much worse', () => {
    fc.assert(
      fc.property(
        learner,
        fc.integer({ min: 3, max: 30 }),
        fc.integer({ min: 1, max: 30 }),
        (memories, days, minutes) => {
          const state = { cards: recordsOf(memories) }
          const at = (of: number) => ask({ day: addDays(today, days), minutes: of }, memories.length, state)
          const [less, more] = [at(minutes), at(minutes * 2)]
          expect(more.unseen).toBeLessThanOrEqual(less.unseen)
          expect(more.known.expected).toBeGreaterThan(less.known.expected - 0.06)
        },
      ),
      { numRuns: 80 },
    )
  })

  test('says what can’t be reached, and the minutes that would do do', () => {
    const short = ask({ day: addDays(today, 20), minutes: 5 }, 375)
    expect(short.unseen).toBeGreaterThan(50)
    expect(short.metBy).toBeNull()
    const enough = ask({ day: addDays(today, 20), minutes: short.needs ?? 0 }, 375)
    expect(enough).toMatchObject({ unseen: 0, missed: 0 })
    expect(ask({ day: addDays(today, 20), minutes: (short.needs ?? 0) - 4 }, 375).unseen).toBeGreaterThan(0)
    expect(ask({ day: addDays(today, 1), minutes: 600 }, 20_000).needs).toBeNull()
  })

  test('reckons with what is forgotten: those who know half of the due cards need their steps as well', () => {
    const due = (stability: number) =>
      Object.fromEntries(
        cardsOf(100).map(({ id }) => [id, record({ stability, due: now, lastReview: now - 30 * dayLength })]),
      )
    const first = (stability: number) =>
      ask({ day: addDays(today, 30), minutes: 60 }, 100, { cards: due(stability) }).days[0]
    expect(first(3000)).toMatchObject({ reviews: 100, minutes: expect.closeTo((100 * 8) / 60, 0) })
    // At 0.35 days of stability about half are forgotten after 30, and shown once more at least.
    expect(first(0.35)?.minutes).toBeGreaterThan((140 * 8) / 60)
  })

  test('leaves suspended cards out, and has nothing to say of none', () => {
    const marks = { 'card-0': { suspended: true as const }, 'card-1': { buriedUntil: '2026-06-09' } }
    expect(ask({ day: addDays(today, 5), minutes: 5 }, 3, { marks }).cards).toBe(2)
    expect(ask({ day: addDays(today, 5), minutes: 5 }, 0)).toMatchObject({ cards: 0, unseen: 0, needs: null })
  })

  test('what was done today counts: no minutes are left of them', () => {
    const spent = { reviews: 30, again: 0, introduced: 5, spent: 10 * 60_000, mature: 0, recalled: 0, practised: 0 }
    const made = ask({ day: addDays(today, 10), minutes: 10 }, 60, { days: { [today]: spent } })
    expect(made.days[0]).toMatchObject({ new: 0, reviews: 0, minutes: 0 })
    expect(made.pace).toBe(20_000)
  })

  test('counts study days where the clock changes and the day begins at four', () => {
    const night = Date.parse('2026-03-08T06:30:00Z') // 01:30 in New York, the night the clocks go forward: still the 7th
    const made = forecast({
      ...{ plan: { day: '2026-03-10', minutes: 10 }, cards: cardsOf(5), state: emptyState() },
      ...{ now: night, calendar },
    })
    expect(made.days.map(({ day }) => day)).toEqual(['2026-03-07', '2026-03-08', '2026-03-09'])
  })
})

describe('new cards under a plan', () => {
  test('are never more than are left, nor than the minutes allow', () => {
    const start = fc.record({
      left: fc.integer({ min: 1, max: 400 }),
      pass: fc.integer({ min: 1, max: 7 }),
      unseen: fc.nat(5000),
      reviews: fc.nat(500),
    })
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 600 }), (at, minutes) => {
        const fresh = newPerDayUnder({ minutes }, at, usual)
        expect(Number.isInteger(fresh)).toBe(true)
        expect(fresh).toBeGreaterThanOrEqual(0)
        expect(fresh).toBeLessThanOrEqual(at.unseen)
        const showings = fresh * usual.showings.fresh + at.reviews * usual.showings.review
        if (fresh > 1) expect(showings * usual.pace).toBeLessThanOrEqual(minutes * 60_000)
      }),
    )
  })

  test('stay the same all day, whatever of them and of the reviews is done', () => {
    const plan = { day: addDays(today, 20), minutes: 20 }
    const cards = cardsOf(100)
    const due = Object.fromEntries(cards.slice(0, 30).map(({ id }) => [id, record({ due: now })]))
    const at = (change: Partial<StudyState>) =>
      underPlan(plan, { ...emptyState(), cards: due, ...change }, cards, now, calendar).settings.newPerDay
    const before = at({})
    const met = Object.fromEntries(
      cards.slice(30, 33).map(({ id }) => [id, record({ due: now + dayLength * 2, lastReview: now })]),
    )
    const reviewed = Object.fromEntries(cards.slice(0, 4).map(({ id }) => [id, record({ lastReview: now })]))
    const days = {
      [today]: { reviews: 7, again: 0, introduced: 3, spent: 56_000, mature: 4, recalled: 4, practised: 0 },
    }
    expect(before).toBeGreaterThan(3)
    expect(at({ cards: { ...due, ...met, ...reviewed }, days })).toBe(before)
  })

  test('with a look that was kept, no card is gone through', () => {
    const plan = { day: addDays(today, 1), minutes: 20 }
    const cards = cardsOf(100)
    const state = {
      ...emptyState(),
      cards: Object.fromEntries(
        cards.slice(0, 60).map(({ id }, n) => [id, record({ lastReview: now - n * dayLength })]),
      ),
      marks: { [cards[3]?.id ?? '']: { suspended: true as const } },
    }
    const look = lookAt({ cards, records: state.cards, marks: state.marks, settings: state.settings, now, calendar })
    const untouched = <Of extends object>(of: Of) =>
      new Proxy(of, {
        get: () => {
          throw new Error('gone through')
        },
      })
    const kept = { ...state, cards: untouched(state.cards), marks: untouched(state.marks) }
    const expected = underPlan(plan, state, cards, now, calendar)
    expect(expected.finalPass).toBeDefined()
    expect(underPlan(plan, kept, untouched(cards), now, calendar, look)).toEqual(expected)
  })

  test('a plan that has passed, or was never made, leaves the settings as they are', () => {
    const state = emptyState()
    for (const plan of [
      null,
      { day: today, minutes: 5 },
      { day: addDays(today, -1), minutes: 5 },
      { day: '2040-01-01', minutes: 5 },
    ])
      expect(underPlan(plan, state, cardsOf(9), now, calendar)).toEqual({ settings: state.settings })
  })
})

describe('the final pass', () => {
  const cards = cardsOf(60)
  const settings = { ...defaultStudySettings, reviewsPerDay: 5 }
  const known = Object.fromEntries(
    cards.map(({ id }, n) => [
      id,
      record({ stability: 5 + n, due: now + 30 * dayLength, lastReview: now - (n % 7) * dayLength - dayLength }),
    ]),
  )
  const state = { ...emptyState(), cards: known, settings }

  test('has as many days as show each card once, one to seven', () => {
    const showings = (5 * 60_000) / usual.pace
    expect(passDays(0, 5, usual)).toBe(1)
    expect(passDays(Math.floor(showings / 1.2), 5, usual)).toBe(1)
    expect(passDays(Math.floor(2 * showings), 5, usual)).toBe(3)
    expect(passDays(100_000, 5, usual)).toBe(7)
  })

  test('shows every learnt card once, whatever the limit, the least known on the date first', () => {
    const plan = { day: addDays(today, 1), minutes: 30 }
    const under = underPlan(plan, state, cards, now, calendar)
    expect(under.finalPass).toEqual({ since: calendar.start(today), date: calendar.start(plan.day) })
    const asked = { cards, records: known, today: undefined, now, calendar, ...under }
    const { order, counts } = queue(asked)
    expect(counts.due).toBe(60)
    const chances = order.map((id) => retrievability(known[id]?.memory ?? record().memory, calendar.start(plan.day)))
    expect(chances).toEqual(chances.toSorted((one, other) => one - other))
    const [first = ''] = order
    const shown = { ...known, [first]: record({ lastReview: now, due: now + 9 * dayLength }) }
    expect(queue({ ...asked, records: shown }).order).not.toContain(first)
    expect(queue({ ...asked, records: shown }).counts.due).toBe(59)
  })

  test('begins neither earlier nor later: before it the limit holds and nothing comes back early', () => {
    const under = underPlan({ day: addDays(today, 2), minutes: 30 }, state, cards, now, calendar)
    expect(under.finalPass).toBeUndefined()
    expect(queue({ cards, records: known, today: undefined, now, calendar, ...under }).order).toEqual([])
  })
})

describe('habits', () => {
  test('are the defaults at first, and become the learner’s own', () => {
    const counts = {
      first: { again: 600, hard: 100, good: 300, easy: 0 },
      recalled: { again: 0, hard: 0, good: 1000, easy: 0 },
    }
    const own = habitsOf(counts, {}, today, defaultStudySettings)
    expect(usual.first.again).toBeCloseTo(0.24)
    expect(own.first.again).toBeGreaterThan(0.5)
    expect(own.recalled.good).toBeGreaterThan(0.9)
    expect(own.showings.fresh).toBeGreaterThan(usual.showings.fresh)
    for (const shares of [usual.first, own.first, own.recalled])
      expect(shares.again + shares.hard + shares.good + shares.easy).toBeCloseTo(1)
  })

  test('with two buttons nothing is Hard or Easy, without steps a card is shown once', () => {
    const settings = { ...defaultStudySettings, buttons: 2 as const, learningSteps: [], relearningSteps: [] }
    const { first, recalled, showings } = habitsOf(emptyState().ratings, {}, today, settings)
    expect([first.hard, first.easy, recalled.hard, recalled.easy]).toEqual([0, 0, 0, 0])
    expect(showings).toEqual({ fresh: 1, review: 1 })
  })

  test('the pace is the learner’s own from twenty showings on', () => {
    const day = { again: 0, introduced: 0, mature: 0, recalled: 0, practised: 0 }
    expect(paceOf({ [today]: { ...day, reviews: 19, spent: 19 * 3000 } }, today)).toBe(8000)
    expect(paceOf({ [today]: { ...day, reviews: 20, spent: 20 * 3000 } }, today)).toBe(3000)
  })
})

test('the simulation’s memory is the scheduler’s', () => {
  const settings = { retention: 0.9 }
  const math = memoryMath(settings)
  const at = studyCalendar(240, utc)
  let memory: Memory | null = null
  let trace: { stability: number; difficulty: number } | null = null
  for (const [days, rating] of [
    [0, 'good'],
    [0, 'good'],
    [4, 'hard'],
    [9, 'again'],
    [0, 'good'],
    [2, 'easy'],
    [40, 'good'],
  ] as const) {
    const when: number = (memory?.lastReview ?? now) + days * dayLength
    trace = math.after(trace, days, rating, trace ? math.recall(days, trace.stability) : 0)
    memory = schedule(memory, rating, when, settings, at)
    expect(trace.stability).toBeCloseTo(memory.stability, 6)
    expect(trace.difficulty).toBeCloseTo(memory.difficulty, 6)
    expect(math.recall(3, trace.stability)).toBeCloseTo(retrievability(memory, when + 3 * dayLength), 6)
  }
})

describe('in the fold', () => {
  const does = (state: StudyState, n: number, rest: Pick<Operation, 'kind' | 'data'>) => {
    const operation = { id: `d:${n}`, time: now + n, tick: 0, at: now + n, zone: 0, v: 1, ...rest } as Operation
    applyOperation(state, operation)
    return operation
  }
  test('a plan is set, replaced, cleared, and each is taken back', () => {
    const state = emptyState()
    const first: Plan = { day: '2026-07-01', minutes: 10 }
    const second: Plan = { day: '2026-08-01', minutes: 20, name: 'Academy exam' }
    const steps = [
      does(state, 1, { kind: 'plan', data: { plan: first, before: null } }),
      does(state, 2, { kind: 'plan', data: { plan: second, before: first } }),
      does(state, 3, { kind: 'plan', data: { plan: null, before: second } }),
    ]
    expect(state.plan).toBeNull()
    for (const [index, expected] of [second, first, null].entries()) {
      does(state, 4 + index, { kind: 'undo', data: { operation: steps[2 - index] as Operation } })
      expect(state.plan).toEqual(expected)
    }
    does(state, 9, { kind: 'redo', data: { operation: steps[0] as Operation } })
    expect(state.plan).toEqual(first)
  })

  test('ratings of new and of recalled cards are counted, and taken back', () => {
    const state = emptyState()
    const review = (n: number, rating: 'again' | 'good', before: CardRecord | null) =>
      does(state, n, {
        kind: 'review',
        data: { card: 'a', rating, day: today, spent: 1, before, memory: record().memory },
      })
    review(1, 'again', null)
    review(2, 'good', record({ phase: 'learning' }))
    const last = review(3, 'good', record())
    review(4, 'again', record())
    expect(state.ratings.first).toEqual({ again: 1, hard: 0, good: 0, easy: 0 })
    expect(state.ratings.recalled).toEqual({ again: 0, hard: 0, good: 1, easy: 0 })
    does(state, 5, { kind: 'undo', data: { operation: last } })
    expect(state.ratings.recalled.good).toBe(0)
  })

  test('a state of an earlier version has no plan and counts from nought', () => {
    const { plan: _, ratings: __, ...earlier } = emptyState()
    expect(completed(earlier as StudyState)).toMatchObject({ plan: null, ratings: { first: { again: 0 } } })
  })
})
