import fc from 'fast-check'
import { expect, test } from 'vitest'
import { delayAfter, noTries, waitOf } from '../../../shared/rules/unlock-delay'

test('the delay grows to a minute and no further', () => {
  expect([0, 1, 2, 3, 4, 5, 8, 9, 10, 10_000].map((wrong) => delayAfter(wrong) / 1000)).toEqual([
    0, 0, 0, 1, 2, 4, 32, 60, 60, 60,
  ])
  expect(waitOf(noTries, 0)).toBe(0)
})

test('nobody waits longer than the delay, whatever the clock does, and after it not at all', () => {
  const tries = fc.record({ wrong: fc.nat(50), at: fc.nat() })
  fc.assert(
    fc.property(tries, fc.nat(), (one, now) => {
      const wait = waitOf(one, now)
      expect(wait).toBeGreaterThanOrEqual(0)
      expect(wait).toBeLessThanOrEqual(delayAfter(one.wrong))
      expect(waitOf(one, one.at + delayAfter(one.wrong))).toBe(0)
    }),
  )
})
