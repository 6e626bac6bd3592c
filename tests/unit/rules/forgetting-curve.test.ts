import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Memory } from '../../../shared/model/study'
import { forgettingCurve } from '../../../shared/rules/forgetting-curve'
import { retrievability } from '../../../shared/rules/scheduling'
import { dayLength as day } from '../../../shared/rules/study-day'

const begun = Date.UTC(2026, 0, 1, 12)
function memory(lastReview: number, stability: number): Memory {
  const due = lastReview + stability * day
  const numbers = { difficulty: 5, step: 0, scheduledDays: stability, repetitions: 1, lapses: 0 }
  return { model: 'm', phase: 'review', stability, due, lastReview, ...numbers }
}
const history = fc
  .array(fc.record({ gap: fc.nat(90 * day), stability: fc.double({ min: 0.01, max: 400, noNaN: true }) }), {
    minLength: 1,
    maxLength: 40,
  })
  .map((gaps) => {
    let at = begun
    return gaps.map(({ gap, stability }) => {
      at += gap
      return { at, memory: memory(at, stability) }
    })
  })

test('falls from certain between reviews and is lifted by each, from the first to past now and past due', () => {
  fc.assert(
    fc.property(history, fc.nat(300 * day), (reviews, since) => {
      const last = reviews.at(-1)
      if (!last) return
      const now = last.at + since
      const curve = forgettingCurve(reviews, last.memory, now)
      expect(curve[0]).toEqual({ at: reviews[0]?.at, recall: 1 })
      expect(curve.at(-1)?.at).toBeGreaterThan(Math.max(now, last.memory.due))
      for (const { at } of reviews) expect(curve.some((point) => point.at === at && point.recall === 1)).toBe(true)
      curve.forEach((point, index) => {
        const before = curve[index - 1]
        if (!before) return
        expect(point.at).toBeGreaterThanOrEqual(before.at)
        if (point.recall > before.recall) expect(reviews.some(({ at }) => at === point.at)).toBe(true)
      })
      expect(curve.length).toBeLessThan(600)
    }),
  )
})

test('passes through the recall that the model gives, and through 90 % after the stability', () => {
  const first = { at: begun, memory: memory(begun, 4) }
  const second = { at: begun + 4 * day, memory: memory(begun + 4 * day, 10) }
  const now = begun + 8 * day
  const curve = forgettingCurve([first, second], second.memory, now)
  const [fallen, lifted] = curve.filter(({ at }) => at === second.at)
  expect(fallen?.recall).toBeCloseTo(0.9, 6)
  expect(lifted?.recall).toBe(1)
  const later = curve.find(({ at }) => at > now)
  expect(later?.recall).toBeCloseTo(retrievability(second.memory, later?.at ?? 0), 12)
})

test('without reviews there is none; of a card put back to new it ends with the last', () => {
  expect(forgettingCurve([], null, begun)).toEqual([])
  const reviews = [begun, begun + 3 * day].map((at) => ({ at, memory: memory(at, 3) }))
  expect(forgettingCurve(reviews, null, begun + 9 * day).at(-1)?.at).toBe(begun + 3 * day)
})
