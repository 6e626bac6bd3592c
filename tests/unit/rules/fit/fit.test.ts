import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { ReviewColumns } from '../../../../shared/model/review-columns'
import { fitWeights, type Optimiser, wantedReviews } from '../../../../shared/rules/fit/fit'
import { type Learning, learningsOf, trainingItems, usableReviews } from '../../../../shared/rules/fit/learnings'
import { binOf, type Foretold, foretell, logLoss, rmseBins, strengthAfter } from '../../../../shared/rules/fit/measures'
import { memoryFromSm2 } from '../../../../shared/rules/fit/sm2'
import { memoryModelWith, schedule, standardWeights } from '../../../../shared/rules/scheduling'
import { daysBetween, studyCalendar } from '../../../../shared/rules/study-day'
import { slowLearner, studies } from '../../../support/simulated-learner'
import { utc } from '../../../support/zones'

vi.setConfig({ testTimeout: 60_000 })

const settings = { retention: 0.9 }
const model = memoryModelWith(settings)

/** Rows as `card day rating before`, e.g. `a 0 3 0`. */
function columns(rows: string[]): ReviewColumns {
  const read = rows.map((row) => row.split(' '))
  const cards = [...new Set(read.map(([card = '']) => card))]
  const column = (index: number) => read.map((row) => Number(row[index]))
  return {
    cards,
    card: Uint32Array.from(read, ([card = '']) => cards.indexOf(card)),
    at: Float64Array.from(column(1), (day) => day * 864e5),
    day: Int32Array.from(column(1)),
    rating: Uint8Array.from(column(2)),
    spent: new Uint32Array(rows.length),
    before: Uint8Array.from(column(3)),
  }
}
function lifeOf(most: number, truth = slowLearner, seed = 7): Learning[] {
  const cards = Array.from({ length: 600 }, (_, n) => `card-${n}`)
  const known = new Map<string, { learning: Learning; day: string }>()
  let place = 0
  for (const { card, day, rating } of studies({ cards, newPerDay: 10, days: 500, truth, seed, most })) {
    const { learning, day: last } = known.get(card) ?? { learning: { card, ratings: [], elapsed: [], places: [] }, day }
    learning.ratings.push({ again: 1, hard: 2, good: 3, easy: 4 }[rating])
    learning.elapsed.push(daysBetween(last, day))
    learning.places.push(place++)
    known.set(card, { learning, day })
  }
  return [...known.values()].map(({ learning }) => learning)
}

describe('V11: memory from SM-2', () => {
  test.each([
    [2.5, 10, 0.9, 10, 6.9140563],
    [2.5, 10, 0.8, 3.01572, 9.393428],
    [2.5, 10, 0.95, 24.841097, 1.2974405],
    [1.3, 20, 0.9, 20, 10],
  ])('ease %d, interval %d, retention %d', (ease, interval, retention, stability, difficulty) => {
    const memory = memoryFromSm2(ease, interval, retention)
    // Published in 32 bits.
    expect(Math.abs(memory.stability / stability - 1)).toBeLessThan(2e-6)
    expect(Math.abs(memory.difficulty / difficulty - 1)).toBeLessThan(2e-6)
  })
})

describe('what a card has been through', () => {
  test('days between reviews; on the same day and with a clock set back none', () => {
    const [learning] = learningsOf(columns(['a 5 1 0', 'a 5 3 1', 'a 8 3 1', 'a 6 3 2', 'a 10 4 2']))
    expect(learning).toEqual({
      card: 'a',
      ratings: [1, 3, 3, 3, 4],
      elapsed: [0, 0, 3, 0, 4],
      places: [0, 1, 2, 3, 4],
    })
    expect(usableReviews([learning as Learning])).toBe(2)
  })

  test('put back to new it begins again, and without a beginning it is left out', () => {
    const rows = ['a 0 3 0', 'b 0 3 2', 'a 3 3 2', 'b 2 3 2', 'a 3 0 0', 'c 3 4 0', 'a 9 1 0', 'c 4 0 0']
    expect(learningsOf(columns(rows))).toEqual([{ card: 'a', ratings: [1], elapsed: [0], places: [6] }])
  })

  test('an item for each review on a later day, with all before it', () => {
    const learnings = learningsOf(columns(['a 0 1 0', 'a 0 3 1', 'a 2 3 1', 'b 2 3 0', 'a 9 1 2', 'b 3 3 1']))
    expect(trainingItems(learnings, Number.POSITIVE_INFINITY)).toEqual([
      { ratings: [1, 3, 3], elapsed: [0, 0, 2] },
      { ratings: [1, 3, 3, 1], elapsed: [0, 0, 2, 7] },
      { ratings: [3, 3], elapsed: [0, 1] },
    ])
    expect(trainingItems(learnings, 4)).toHaveLength(1)
    expect(trainingItems(learnings, 9, { most: 1 }).length).toBeLessThan(3)
    expect(trainingItems(learnings, 9, { longest: 3 })).toHaveLength(2)
  })

  test('going through its reviews makes what the schedule had made, with own weights too', () => {
    const calendar = studyCalendar(240, utc)
    for (const weights of [undefined, slowLearner])
      for (const steps of [[1, 10], []]) {
        const own = { retention: 0.9, weights, learningSteps: steps, relearningSteps: steps }
        const life = studies({
          cards: ['a', 'b', 'c'],
          newPerDay: 3,
          days: 900,
          truth: slowLearner,
          seed: 3,
          settings: own,
        })
        for (const { card, at, day, rating, before, memory } of life) {
          const elapsed = before ? daysBetween(calendar.day(before.lastReview), day) : 0
          const strength = memoryModelWith(own).after(before, elapsed, { again: 1, hard: 2, good: 3, easy: 4 }[rating])
          expect(strength.stability).toBe(memory.stability)
          expect(strength.difficulty).toBe(memory.difficulty)
          expect(schedule(before, rating, at, own, calendar, card)).toEqual(memory)
        }
      }
  })
})

describe('log loss and RMSE (bins)', () => {
  const chance = fc.double({ min: 0, max: 1, noNaN: true })
  const review = fc.record({ chance, recalled: fc.boolean(), bin: fc.constantFrom('a', 'b', 'c') })
  const some = fc.array(review, { minLength: 1, maxLength: 50 })

  test('a coin is ln 2, a sure right answer nothing, a sure wrong one much but not endless', () => {
    const of = (given: number, recalled: boolean): Foretold[] => [{ chance: given, recalled, bin: '' }]
    expect(logLoss(of(0.5, true))).toBeCloseTo(Math.LN2, 12)
    expect(logLoss(of(1, true))).toBeCloseTo(0, 6)
    expect(logLoss(of(1, false))).toBeCloseTo(16.118, 3)
    expect(logLoss([...of(0.8, true), ...of(0.8, false)])).toBeCloseTo(-(Math.log(0.8) + Math.log(0.2)) / 2, 12)
    expect(logLoss([])).toBeNaN()
  })

  test('no figure depends on order, all are finite, RMSE lies between 0 and 1', () => {
    fc.assert(
      fc.property(some, (foretold) => {
        for (const measure of [logLoss, rmseBins]) {
          expect(Number.isFinite(measure(foretold))).toBe(true)
          expect(measure(foretold)).toBeGreaterThanOrEqual(0)
          expect(measure([...foretold].reverse())).toBeCloseTo(measure(foretold), 9)
        }
        expect(rmseBins(foretold)).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('of all chances for the same reviews the share recalled loses least, and errs by nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }), chance, (recalls, other) => {
        const share = recalls.filter(Boolean).length / recalls.length
        const told = (given: number) => recalls.map((recalled) => ({ chance: given, recalled, bin: '' }))
        expect(logLoss(told(share))).toBeLessThanOrEqual(logLoss(told(other)) + 1e-9)
        expect(rmseBins(told(share))).toBeCloseTo(0, 9)
        expect(rmseBins(told(other))).toBeCloseTo(Math.abs(other - share), 9)
      }),
    )
  })

  test('bins of different size count by how many reviews they hold', () => {
    const bin = (name: string, times: number, given: number) =>
      Array.from({ length: times }, () => ({ chance: given, recalled: true, bin: name }))
    expect(rmseBins([...bin('a', 30, 0.9), ...bin('b', 10, 0.5)])).toBeCloseTo(
      Math.sqrt((30 * 0.01 + 10 * 0.25) / 40),
      12,
    )
  })

  test('bins are those of the benchmark: bounds at powers of 3.62 days, 1.89 reviews, 1.73 lapses', () => {
    const same = (one: Parameters<typeof binOf>, other: Parameters<typeof binOf>) => binOf(...one) === binOf(...other)
    expect(same([1, 2, 0], [3, 3, 0])).toBe(true)
    expect(same([3, 2, 0], [4, 2, 0])).toBe(false)
    expect(same([4, 2, 0], [13, 2, 0])).toBe(true)
    expect(same([13, 2, 0], [14, 2, 0])).toBe(false)
    expect(same([1, 3, 0], [1, 4, 0])).toBe(false)
    expect(same([1, 4, 0], [1, 6, 0])).toBe(true)
    expect(same([1, 2, 0], [1, 2, 1])).toBe(false)
    expect(same([1, 2, 1], [1, 2, 2])).toBe(false)
    expect(same([1, 2, 2], [1, 2, 2])).toBe(true)
  })

  test('foretold are the reviews on later days only, from all that came before, within the places asked for', () => {
    const learnings = learningsOf(columns(['a 0 3 0', 'a 0 3 1', 'a 2 1 1', 'a 3 3 3']))
    const first = model.after(model.after(null, 0, 3), 0, 3)
    const second = model.after(first, 2, 1)
    expect(foretell(learnings, model)).toEqual([
      { chance: model.recall(2, first.stability), recalled: false, bin: binOf(2, 2, 0) },
      { chance: model.recall(1, second.stability), recalled: true, bin: binOf(1, 3, 1) },
    ])
    expect(foretell(learnings, model, 3)).toHaveLength(1)
    expect(foretell(learnings, model, 0, 3)).toHaveLength(1)
    expect(strengthAfter(learnings[0] as Learning, model)).toEqual(model.after(second, 1, 3))
  })
})

describe('judging', () => {
  const finds =
    (weights: readonly number[]): Optimiser =>
    async (_items, _options, tell) => {
      tell(1, 2)
      return [...weights]
    }

  test('the weights by which the learner recalls are better than the standard ones, and the reverse', async () => {
    const slow = lifeOf(4000)
    const found = await fitWeights(slow, settings, finds(slowLearner))
    expect(found?.weights).toEqual(slowLearner)
    expect(found?.figures.logLoss.after).toBeLessThan(found?.figures.logLoss.before ?? 0)
    const usual = lifeOf(4000, standardWeights)
    expect((await fitWeights(usual, settings, finds(slowLearner)))?.weights).toBeNull()
    expect((await fitWeights(slow, { ...settings, weights: slowLearner }, finds(standardWeights)))?.weights).toBeNull()
  })

  test('a great many reviews are judged too', async () => {
    // More in each fifth than a call takes arguments.
    const reviews = 700
    const life = Array.from({ length: 1000 }, (_, card): Learning => {
      const places = Array.from({ length: reviews }, (_, index) => index * 1000 + card)
      return {
        card: `${card}`,
        ratings: places.map(() => 3),
        elapsed: places.map((_, index) => Math.min(1, index)),
        places,
      }
    })
    const found = await fitWeights(life, settings, finds(standardWeights))
    expect(found?.figures.judged).toBeGreaterThan(270_000)
  })

  test('the same weights are not better', async () => {
    const found = await fitWeights(lifeOf(3000), settings, finds(standardWeights))
    expect(found?.weights).toBeNull()
    expect(found?.figures.logLoss.after).toBe(found?.figures.logLoss.before)
  })

  test('nothing is judged on what it was fitted to', async () => {
    const life = lifeOf(4000)
    const given: number[] = []
    await fitWeights(life, settings, async (items) => {
      given.push(items.length)
      return [...slowLearner]
    })
    const usable = usableReviews(life)
    expect(given).toEqual([Math.floor(usable * 0.6), Math.floor(usable * 0.8), usable])
  })

  test('too few reviews are none; progress only rises', async () => {
    const few = lifeOf(900)
    expect(usableReviews(few)).toBeLessThan(wantedReviews)
    expect(await fitWeights(few, settings, finds(slowLearner))).toBeNull()
    const shares: number[] = []
    await fitWeights(lifeOf(4000), settings, finds(slowLearner), (share) => shares.push(share))
    expect(shares).toEqual([...shares].sort((one, other) => one - other))
    expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true)
  })
})
