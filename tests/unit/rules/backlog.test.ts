import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { costOfSpreading, isBacklog, lossByWaiting, meanRecall } from '../../../shared/rules/backlog'
import { retrievability } from '../../../shared/rules/scheduling'

const now = Date.parse('2026-05-05T12:00:00Z')
const day = 86_400_000
const card = (days: number, stability: number) => ({ lastReview: now - days * day, stability })
const curve = fc
  .record({ days: fc.integer({ min: 0, max: 300 }), stability: fc.double({ min: 0.1, max: 500, noNaN: true }) })
  .map(({ days, stability }) => card(days, stability))
const curves = fc.array(curve, { minLength: 1, maxLength: 60 })
const coming = fc.array(fc.array(curve, { maxLength: 6 }), { maxLength: 14 })
const days = fc.integer({ min: 1, max: 20 })

describe('what spreading costs', () => {
  test('by hand: two cards over two days, the one that fades faster first', () => {
    const firm = card(10, 90)
    const fading = card(10, 9)
    const cost = costOfSpreading({ waiting: [firm, fading], coming: [], done: 0, now }, 2)
    expect(cost.perDay).toBe(1)
    expect(cost.recall).toBeCloseTo((retrievability(fading, now) + retrievability(firm, now + day)) / 2, 10)
  })

  test('what comes due meanwhile and what was done today already take their share', () => {
    const backlog = { waiting: [card(10, 9), card(10, 9)], coming: [[card(3, 4)], [card(3, 4)]], done: 1, now }
    expect(costOfSpreading(backlog, 1).perDay).toBe(3)
    expect(costOfSpreading(backlog, 2).perDay).toBe(2)
    expect(costOfSpreading(backlog, 3).perDay).toBe(2)
    const { recall } = costOfSpreading({ ...backlog, coming: [] }, 2)
    expect(recall).toBeCloseTo((retrievability(card(10, 9), now) + retrievability(card(10, 9), now + day)) / 2, 10)
  })

  test('all at once costs nothing; more days never cost less, and never more than waiting to the last', () => {
    fc.assert(
      fc.property(curves, days, (waiting, spread) => {
        const of = (over: number) => costOfSpreading({ waiting, coming: [], done: 0, now }, over)
        const today = meanRecall(waiting, now) ?? 0
        expect(of(1)).toEqual({ perDay: waiting.length, recall: expect.closeTo(today, 10) })
        const { perDay, recall } = of(spread)
        expect(perDay * spread).toBeGreaterThanOrEqual(waiting.length)
        expect((perDay - 1) * spread).toBeLessThan(waiting.length)
        expect(recall).toBeLessThanOrEqual(today + 1e-9)
        expect(recall).toBeGreaterThanOrEqual((meanRecall(waiting, now + (spread - 1) * day) ?? 0) - 1e-9)
      }),
      { numRuns: 200, seed: 31 },
    )
  })

  test('the order costs no more than the one by date, whatever waits', () => {
    fc.assert(
      fc.property(curves, (waiting) => {
        const spread = 2
        const { perDay, recall } = costOfSpreading({ waiting, coming: [], done: 0, now }, spread)
        const byDate = [...waiting].sort((one, other) => one.lastReview - other.lastReview)
        const recalled = byDate.map((one, at) => retrievability(one, now + Math.floor(at / perDay) * day))
        expect(recall).toBeGreaterThanOrEqual(recalled.reduce((sum, one) => sum + one, 0) / waiting.length - 1e-9)
      }),
      { numRuns: 200, seed: 32 },
    )
  })

  test('any backlog: a chance is a chance, and the share holds all of it', () => {
    fc.assert(
      fc.property(curves, coming, days, fc.nat(30), (waiting, later, spread, done) => {
        const { perDay, recall } = costOfSpreading({ waiting, coming: later, done, now }, spread)
        expect(recall).toBeGreaterThanOrEqual(0)
        expect(recall).toBeLessThanOrEqual(1)
        const all = later.slice(0, spread - 1).reduce((sum, cards) => sum + cards.length, waiting.length)
        expect(perDay).toBe(Math.ceil((all + done) / spread))
      }),
      { numRuns: 200, seed: 33 },
    )
  })
})

test('a card forgotten long since or firmly known loses less by waiting than one that is fading', () => {
  expect(lossByWaiting(card(5, 5), now)).toBeGreaterThan(lossByWaiting(card(400, 5), now))
  expect(lossByWaiting(card(5, 5), now)).toBeGreaterThan(lossByWaiting(card(300, 300), now))
})

test('spreading is offered above a day’s limit, or above what one sitting takes', () => {
  expect([isBacklog(51, 200), isBacklog(50, 200)]).toEqual([true, false])
  expect([isBacklog(21, 20), isBacklog(20, 20)]).toEqual([true, false])
  expect(isBacklog(500, 0)).toBe(false)
})
