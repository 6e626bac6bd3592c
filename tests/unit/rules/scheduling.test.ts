/**
 * V1-V8 and V10: vectors of py-fsrs, fsrs-rs and ts-fsrs, as collected in the project's research (anchors-study §4.4).
 * What our door doesn't show of them: V6 where the chance of recall isn't that of a whole day, V7 with a wanted chance
 * of 10 % (8,500 years). V9 (weights of its own) is in own-weights.test.ts, V11 in fit/fit.test.ts.
 */
import fc from 'fast-check'
import { get_fuzz_range } from 'ts-fsrs'
import { describe, expect, test, vi } from 'vitest'
import { type Memory, type Rating, ratings } from '../../../shared/model/study'
import { preview, retrievability, type SchedulingSettings, schedule } from '../../../shared/rules/scheduling'
import { addDays, daysBetween, studyCalendar, type Zone } from '../../../shared/rules/study-day'
import { eastern, utc, zoneOf } from '../../support/zones'

vi.setConfig({ testTimeout: 30_000 })

const minute = 60_000
const dayLength = 86_400_000
const letters: Record<string, Rating> = { A: 'again', H: 'hard', G: 'good', E: 'easy' }
const parse = (text: string): Rating[] => [...text].map((letter) => letters[letter] as Rating)
const defaults: SchedulingSettings = { retention: 0.9 }
const longTerm: SchedulingSettings = { retention: 0.9, learningSteps: [], relearningSteps: [] }

/** Rates each time the card comes due. */
function atEachDue(text: string, settings = defaults, zone: Zone = utc): Memory[] {
  const calendar = studyCalendar(240, zone)
  const memories: Memory[] = []
  let memory: Memory | null = null
  for (const rating of parse(text)) {
    memory = schedule(memory, rating, memory?.due ?? Date.parse('2026-03-02T15:00:00Z'), settings, calendar)
    memories.push(memory)
  }
  return memories
}
function last(memories: Memory[]): Memory {
  const memory = memories.at(-1)
  if (!memory) throw new Error('no reviews')
  return memory
}
const days = (memories: Memory[]) => memories.map((memory) => memory.scheduledDays)

describe('published vectors', () => {
  test.each([
    ['UTC', utc],
    ['US Eastern, across both clock changes', eastern],
  ])('V1: thirteen reviews, each at its due time (%s)', (_name, zone) => {
    const memories = atEachDue('GGGGGGAAGGGGG', defaults, zone)
    expect(days(memories)).toEqual([0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21])
    const stability = [
      2.3065, 2.3065, 10.97104786, 46.31685657, 162.99981459, 497.87655983, 6.8904125, 2.15459837, 2.15459837,
      3.98312343, 7.23625465, 12.48304383, 20.77035737,
    ]
    const difficulty = [
      2.11810397, 2.11121424, 2.1043314, 2.09745544, 2.09058635, 2.08372413, 7.38320232, 9.12510476, 9.11120802,
      9.09732518, 9.08345622, 9.06960113, 9.0557599,
    ]
    memories.forEach((memory, index) => {
      expect(memory.stability).toBeCloseTo(stability[index] as number, 7)
      expect(memory.difficulty).toBeCloseTo(difficulty[index] as number, 7)
    })
    expect(last(memories)).toMatchObject({ lapses: 1, repetitions: 13, phase: 'review', step: 0 })
  })

  test.each([
    ['with steps', defaults, 53.62691],
    ['without', longTerm, 53.335106],
  ])('V2: six reviews on given days (%s)', (_name, settings, stability) => {
    const calendar = studyCalendar(240, utc)
    const start = Date.parse('2026-03-02T15:00:00Z')
    let memory: Memory | null = null
    parse('AGGGGG').forEach((rating, index) => {
      const day = [0, 0, 1, 3, 8, 21].slice(0, index + 1).reduce((sum, gap) => sum + gap, 0)
      memory = schedule(memory, rating, start + day * dayLength, settings, calendar)
    })
    expect((memory as Memory | null)?.stability).toBeCloseTo(stability, 4)
    if (settings === defaults) expect((memory as Memory | null)?.difficulty).toBeCloseTo(6.3574867, 4)
  })

  test('V3: the first review', () => {
    const first = ratings.map((rating) => schedule(null, rating, 0, defaults, studyCalendar(0, utc)))
    expect(first.map((memory) => memory.stability)).toEqual([0.212, 1.2931, 2.3065, 8.2956])
    expect(first.map((memory) => memory.difficulty)).toEqual([6.4133, 5.11217071, 2.11810397, 1])
    expect(days(first)).toEqual([0, 0, 0, 8])
    expect(first.map((memory) => memory.phase)).toEqual(['learning', 'learning', 'learning', 'review'])
    expect(first.slice(0, 3).map((memory) => memory.due)).toEqual([1 * minute, 6 * minute, 10 * minute])
    const easy = last(first)
    expect(retrievability(easy, easy.lastReview + 8 * dayLength)).toBeCloseTo(0.9024733, 7)
  })

  test('V4: the forgetting curve', () => {
    const curve = (time: number, stability: number) => retrievability({ lastReview: 0, stability }, time * dayLength)
    expect([0, 1, 2, 3].map((time) => curve(time, 1))).toEqual([
      1,
      expect.closeTo(0.9, 7),
      expect.closeTo(0.84588465, 7),
      expect.closeTo(0.8093881, 7),
    ])
    const points = [
      [1, 2, 0.9403443],
      [2, 3, 0.9253786],
      [3, 4, 0.9185229],
      [4, 4, 0.9],
      [5, 2, 0.8261359],
    ] as const
    for (const [time, stability, chance] of points) expect(curve(time, stability)).toBeCloseTo(chance, 6)
  })

  const noon = Date.parse('2026-03-02T12:00:00Z')
  /** A card known well, last seen so many days before noon. */
  const known = (stability: number, difficulty: number, daysAgo: number): Memory => ({
    ...{ model: 'test', phase: 'review', step: 0, repetitions: 5, lapses: 0, scheduledDays: daysAgo, due: noon },
    ...{ stability, difficulty, lastReview: noon - daysAgo * dayLength },
  })
  const rated = (memory: Memory, rating: Rating, settings = defaults) =>
    schedule(memory, rating, noon, settings, studyCalendar(240, utc))

  test('V5: the next difficulty', () => {
    const difficulties = ratings.map((rating) => rated(known(5, 5, 5), rating).difficulty)
    expect(difficulties).toEqual([8.34176237, 6.66599536, 4.99022837, 3.31446137].map((d) => expect.closeTo(d, 7)))
  })

  test('V6: the next stability at a 90 % chance of recall, and on the same day', () => {
    expect(rated(known(5, 1, 5), 'good').stability).toBeCloseTo(25.60252118, 6)
    expect(rated(known(5, 1, 5), 'again').stability).toBeCloseTo(1.05253961, 7)
    const sameDay = ratings.map((rating) => rated(known(5, 5, 0), rating).stability)
    expect(sameDay).toEqual([1.596818, 5, 5, 8.12960956].map((stability) => expect.closeTo(stability, 5)))
  })

  test.each([
    // Rated Hard on the same day, a card keeps its stability: so what comes back is the interval for just that.
    [1, [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9], [34_793, 2508, 387, 90, 27, 9, 3, 1]],
    [100, [0.8, 0.85, 0.9, 0.95, 0.97, 0.99], [332, 191, 100, 40, 22, 7]],
  ])('V7: the interval at stability %d', (stability, wanted, intervals) => {
    const given = wanted.map((retention) => rated(known(stability, 5, 0), 'hard', { retention }))
    expect(given.map((memory) => memory.stability)).toEqual(wanted.map(() => stability))
    expect(days(given)).toEqual(intervals)
  })

  test('V10: six learning steps, none of them skipped', () => {
    const settings = { ...defaults, learningSteps: [1, 10, 30, 60, 360, 720] }
    const memories = atEachDue('AGGGGGG', settings)
    const minutes = memories.map(({ due, lastReview }) => (due - lastReview) / minute)
    expect(minutes.slice(0, 6)).toEqual([1, 10, 30, 60, 360, 720])
    expect(memories.slice(0, 6).every(({ phase }) => phase === 'learning')).toBe(true)
    expect(last(memories)).toMatchObject({ phase: 'review', step: 0 })
  })

  test('V8: whole days only', () => {
    expect(days(atEachDue('GGGGGGAAGGGGG', longTerm))).toEqual([3, 14, 57, 196, 586, 1559, 10, 1, 3, 5, 9, 15, 25])
    expect(days(atEachDue('AHGEAHGE', longTerm))).toEqual([1, 2, 4, 15, 2, 3, 5, 12])
  })
})

describe('study days instead of UTC days', () => {
  test('two reviews of one evening are the same day, on whichever side of UTC midnight they fall', () => {
    const calendar = studyCalendar(240, eastern)
    const first = schedule(null, 'good', Date.parse('2026-06-10T23:50:00Z'), defaults, calendar)
    const before = schedule(first, 'good', Date.parse('2026-06-10T23:58:00Z'), defaults, calendar)
    const after = schedule(first, 'good', Date.parse('2026-06-11T00:02:00Z'), defaults, calendar)
    expect(after.stability).toBe(before.stability)
    expect(after.stability).toBe(2.3065)
    expect(after.scheduledDays).toBe(2)
    expect(after.due).toBe(before.due)
    expect(new Date(after.due).toISOString()).toBe('2026-06-12T08:00:00.000Z')
  })

  test('due dates land at the start of a study day, also over a clock change', () => {
    const calendar = studyCalendar(240, eastern)
    for (const text of ['2026-03-07T20:00:00Z', '2026-10-31T20:00:00Z']) {
      const at = Date.parse(text)
      const memory = schedule(null, 'easy', at, defaults, calendar)
      expect(memory.due).toBe(calendar.start(addDays(calendar.day(at), 8)))
      expect(new Date(memory.due + eastern(memory.due) * minute).getUTCHours()).toBe(4)
    }
  })

  test('a clock that was set back counts as no time', () => {
    const calendar = studyCalendar(0, utc)
    const memory = schedule(null, 'easy', 10 * dayLength, defaults, calendar)
    const again = schedule(memory, 'good', 5 * dayLength, defaults, calendar)
    expect(again.stability).toBe(schedule(memory, 'good', 10 * dayLength, defaults, calendar).stability)
    expect(retrievability(memory, 5 * dayLength)).toBe(1)
  })

  test('chance of recall falls within a day', () => {
    expect(retrievability({ lastReview: 0, stability: 1 }, dayLength / 2)).toBeLessThan(1)
  })
})

test('a preview says what a rating would do, and wanted retention changes it', () => {
  const calendar = studyCalendar(240, utc)
  const at = Date.parse('2026-03-02T22:00:00Z')
  expect(preview(null, at, defaults, calendar)).toEqual({
    again: minute,
    hard: 6 * minute,
    good: 10 * minute,
    easy: 8 * dayLength,
  })
  expect(preview(null, at, { retention: 0.8 }, calendar).easy).toBeGreaterThan(8 * dayLength)
})

describe('learning steps', () => {
  const at = Date.parse('2026-03-02T15:00:00Z')
  const calendar = studyCalendar(240, utc)
  const atDue = (memory: Memory | null, rating: Rating, settings: Partial<SchedulingSettings>) =>
    schedule(memory, rating, memory?.due ?? at, { ...defaults, ...settings }, calendar)

  test('a single one: Hard waits half as long again, Good ends it', () => {
    const steps = { learningSteps: [20] }
    const first = preview(null, at, { ...defaults, ...steps }, calendar)
    expect(first).toMatchObject({ again: 20 * minute, hard: 30 * minute })
    expect(atDue(null, 'good', steps).phase).toBe('review')
  })

  test('a forgotten card goes through its own, or through none', () => {
    const known = atDue(null, 'easy', {})
    const lapsed = atDue(known, 'again', { relearningSteps: [5, 25] })
    expect(lapsed).toMatchObject({ phase: 'relearning', due: lapsed.lastReview + 5 * minute, lapses: 1 })
    expect(atDue(known, 'again', { relearningSteps: [] })).toMatchObject({ phase: 'review', lapses: 1 })
  })

  test('the shortest that can be set are minutes too', () => {
    for (const step of [0.5, 1, 1.4, 1.5]) {
      const memory = atDue(null, 'again', { learningSteps: [step, 10] })
      expect([step, memory.phase]).toEqual([step, 'learning'])
      expect(Math.abs(memory.due - at - step * minute)).toBeLessThanOrEqual(minute / 2)
    }
  })

  test('steps that were taken away under a card in the middle of them end them', () => {
    const third = atDue(atDue(null, 'good', { learningSteps: [1, 10, 60] }), 'good', { learningSteps: [1, 10, 60] })
    expect(third).toMatchObject({ phase: 'learning', step: 2 })
    for (const learningSteps of [[], [1], [1, 10]])
      expect(atDue(third, 'good', { learningSteps })).toMatchObject({ phase: 'review' })
  })
})

describe('any history', () => {
  const zones = ['UTC', 'America/New_York', 'America/Los_Angeles', 'Asia/Kolkata', 'Australia/Lord_Howe'].map(zoneOf)
  const step = fc.constantFrom(0.5, 1, 5, 10, 90, 720, 1440)
  const settings = fc.record({
    retention: fc.double({ min: 0.7, max: 0.97, noNaN: true }),
    learningSteps: fc.array(step, { maxLength: 4 }),
    relearningSteps: fc.array(step, { maxLength: 3 }),
    maximumInterval: fc.oneof(fc.integer({ min: 1, max: 36_500 }), fc.integer({ min: 1, max: 40 })),
  })
  const history = fc.record({
    settings,
    zone: fc.constantFrom(...zones),
    dayStart: fc.integer({ min: 0, max: 720 }),
    card: fc.string(),
    begins: fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-01-01') }),
    reviews: fc.array(
      fc.record({
        rating: fc.constantFrom(...ratings),
        /** Of the time to the card's due date; below 0: the clock was set back. */
        waits: fc.double({ min: -1, max: 3, noNaN: true }),
      }),
      { minLength: 1, maxLength: 12 },
    ),
  })
  type History = typeof history extends fc.Arbitrary<infer T> ? T : never
  const intervalOf = (memory: Memory) => memory.due - memory.lastReview

  /** Calls `each` before every review with what is known of the card then. */
  function lives(given: History, fuzz: boolean, each: (memory: Memory | null, at: number, rating: Rating) => void) {
    const calendar = studyCalendar(given.dayStart, given.zone)
    let memory: Memory | null = null
    let at = given.begins
    for (const { rating, waits } of given.reviews) {
      if (memory) at = Math.min(at + Math.round(waits * (memory.due - at)), Date.parse('2200-01-01'))
      each(memory, at, rating)
      memory = schedule(memory, rating, at, { ...given.settings, fuzz }, calendar, given.card)
    }
    return memory
  }

  test("fuzz moves a whole number of days within the library's range and nothing else", () => {
    let moved = 0
    fc.assert(
      fc.property(history, (given) => {
        const calendar = studyCalendar(given.dayStart, given.zone)
        lives(given, true, (memory, at, rating) => {
          const plain = schedule(memory, rating, at, given.settings, calendar, given.card)
          const fuzzed = schedule(memory, rating, at, { ...given.settings, fuzz: true }, calendar, given.card)
          const undated = { due: 0, dueDay: '', scheduledDays: 0 }
          expect({ ...fuzzed, ...undated }).toEqual({ ...plain, ...undated })
          if (plain.scheduledDays < 3) return expect(fuzzed).toEqual(plain)
          const elapsed = memory ? Math.max(0, daysBetween(calendar.day(memory.lastReview), calendar.day(at))) : 0
          const range = get_fuzz_range(plain.scheduledDays, elapsed, given.settings.maximumInterval)
          expect(Number.isInteger(fuzzed.scheduledDays)).toBe(true)
          expect(fuzzed.scheduledDays).toBeGreaterThanOrEqual(range.min_ivl)
          expect(fuzzed.scheduledDays).toBeLessThanOrEqual(range.max_ivl)
          expect(fuzzed.due).toBe(calendar.start(addDays(calendar.day(at), fuzzed.scheduledDays)))
          if (fuzzed.scheduledDays !== plain.scheduledDays) moved += 1
        })
      }),
      { numRuns: 150, seed: 4 },
    )
    expect(moved).toBeGreaterThan(100)
  })

  test('of a known card: Again is never later than Hard, Hard than Good, Good than Easy', () => {
    fc.assert(
      fc.property(history, fc.boolean(), (given, fuzz) => {
        const calendar = studyCalendar(given.dayStart, given.zone)
        lives(given, fuzz, (memory, at) => {
          if (memory && memory.phase !== 'review') return
          const settings = { ...given.settings, fuzz }
          // Steps the learner set in falling order, or longer than a first interval, say so themselves.
          if (!memory || settings.relearningSteps.some((minutes) => minutes >= 720)) return
          const { again, hard, good, easy } = preview(memory, at, settings, calendar, given.card)
          expect(again).toBeLessThanOrEqual(hard)
          expect(hard).toBeLessThanOrEqual(good)
          expect(good).toBeLessThanOrEqual(easy)
        })
      }),
      { numRuns: 150, seed: 5 },
    )
  })

  test('a button does what it says, and the same history always gives the same schedule', () => {
    fc.assert(
      fc.property(history, fc.boolean(), (given, fuzz) => {
        const calendar = studyCalendar(given.dayStart, given.zone)
        const settings = { ...given.settings, fuzz }
        const end = lives(given, fuzz, (memory, at) => {
          const shown = preview(memory, at, settings, calendar, given.card)
          for (const rating of ratings) {
            const next = schedule(memory, rating, at, settings, calendar, given.card)
            const days = daysBetween(calendar.day(at), calendar.day(next.due))
            if (next.scheduledDays > 0) expect(shown[rating]).toBe(days * dayLength)
            else expect(shown[rating]).toBe(intervalOf(next))
            expect(shown[rating]).toBeGreaterThan(0)
          }
        })
        expect(lives(given, fuzz, () => {})).toEqual(end)
      }),
      { numRuns: 150, seed: 6 },
    )
  })

  test('no interval is longer than the longest wanted', () => {
    fc.assert(
      fc.property(history, fc.boolean(), (given, fuzz) => {
        const calendar = studyCalendar(given.dayStart, given.zone)
        lives(given, fuzz, (memory, at) => {
          for (const rating of ratings) {
            const next = schedule(memory, rating, at, { ...given.settings, fuzz }, calendar, given.card)
            expect(next.scheduledDays).toBeLessThanOrEqual(given.settings.maximumInterval)
          }
        })
      }),
      { numRuns: 150, seed: 7 },
    )
  })

  test('numbers stay within what the model allows', () => {
    fc.assert(
      fc.property(history, (given) => {
        const memory = lives(given, true, () => {}) as Memory
        expect(memory.stability).toBeGreaterThanOrEqual(0.001)
        expect(memory.stability).toBeLessThanOrEqual(36_500)
        expect(memory.difficulty).toBeGreaterThanOrEqual(1)
        expect(memory.difficulty).toBeLessThanOrEqual(10)
        expect(memory.repetitions).toBe(given.reviews.length)
        expect(memory.due).toBeGreaterThan(memory.lastReview)
      }),
      { numRuns: 150, seed: 8 },
    )
  })
})

test('cards learnt together with the same ratings come back spread over the range', () => {
  const calendar = studyCalendar(240, utc)
  const at = Date.parse('2026-03-02T22:00:00Z')
  const settings = { ...defaults, fuzz: true }
  const spread = new Map<number, number>()
  for (let card = 0; card < 1000; card += 1) {
    const { scheduledDays } = schedule(null, 'easy', at, settings, calendar, `card-${card}`)
    spread.set(scheduledDays, (spread.get(scheduledDays) ?? 0) + 1)
  }
  const { min_ivl, max_ivl } = get_fuzz_range(8, 0, 36_500)
  const possible = max_ivl - min_ivl + 1
  expect([...spread.keys()].sort((one, other) => one - other)).toEqual(
    Array.from({ length: possible }, (_, index) => min_ivl + index),
  )
  for (const count of spread.values()) expect(Math.abs(count - 1000 / possible)).toBeLessThan(60)
})

describe('a traveler and a clock that changes', () => {
  const pacific = zoneOf('America/Los_Angeles')
  const rated = Date.parse('2026-03-02T22:00:00Z')
  const memory = schedule(null, 'easy', rated, defaults, studyCalendar(240, eastern))

  test.each([
    ['east, in Paris', zoneOf('Europe/Paris')],
    ['west, in Los Angeles', pacific],
  ])('counts the nights between two reviews on the calendar of the place (%s)', (_name, zone) => {
    const there = studyCalendar(240, zone)
    const noonOf = (day: string) => there.start(day) + 8 * 60 * minute
    const again = schedule(memory, 'good', noonOf('2026-03-10'), defaults, there)
    const atHome = schedule(memory, 'good', Date.parse('2026-03-10T16:00:00Z'), defaults, studyCalendar(240, eastern))
    expect(again.stability).toBe(atHome.stability)
    expect(again.scheduledDays).toBe(atHome.scheduledDays)
  })

  test('every review of an evening counts for one day, also in the nights when clocks change', () => {
    const calendar = studyCalendar(240, eastern)
    for (const [first, second, nights] of [
      ['2026-03-08T03:00:00Z', '2026-03-08T07:59:59Z', 0], // 22:00 and 03:59:59, the clock having jumped from 2 to 3
      ['2026-03-08T03:00:00Z', '2026-03-08T08:00:00Z', 1],
      ['2026-11-01T03:00:00Z', '2026-11-01T08:59:59Z', 0], // 23:00 and 03:59:59, an hour having come twice
      ['2026-11-01T03:00:00Z', '2026-11-01T09:00:00Z', 1],
    ] as const) {
      const before = schedule(null, 'easy', Date.parse(first), defaults, calendar)
      const after = schedule(before, 'good', Date.parse(second), defaults, calendar)
      // On the same day Good leaves this stability as it is; a night later it grows.
      expect([second, after.stability > before.stability ? 1 : 0]).toEqual([second, nights])
    }
  })
})
