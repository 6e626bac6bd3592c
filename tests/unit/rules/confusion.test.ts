import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { enoughTrials, normalQuantile, sensitivity, type Trial } from '../../../shared/rules/confusion'

// Thousands of samples are drawn: seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

describe('the inverse of the normal distribution', () => {
  // As Python's statistics.NormalDist gives them.
  test.each([
    [0.5, 0],
    [0.75, 0.6744897501960817],
    [0.9, 1.2815515655446008],
    [0.975, 1.959963984540054],
    [0.99, 2.3263478740408408],
    [0.999, 3.090232306167813],
    [1e-6, -4.753424308822899],
    [0.02425, -1.9729610513118845],
  ])('of %d', (p, z) => {
    expect(Math.abs(normalQuantile(p) - z)).toBeLessThan(5e-9 * Math.max(1, Math.abs(z)))
  })

  test('is symmetric and rises', () => {
    const p = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true })
    fc.assert(
      fc.property(p, p, (one, other) => {
        expect(normalQuantile(one) + normalQuantile(1 - one)).toBeCloseTo(0, 5)
        // Where its three pieces meet it may step back by less than its own error.
        if (one < other) expect(normalQuantile(one)).toBeLessThanOrEqual(normalQuantile(other) + 1e-8)
      }),
    )
  })
})

describe('sensitivity', () => {
  const trials = (hits: number, misses: number, alarms: number, rejections: number): Trial[] => [
    ...Array.from({ length: hits }, () => ({ signal: true, said: true })),
    ...Array.from({ length: misses }, () => ({ signal: true, said: false })),
    ...Array.from({ length: alarms }, () => ({ signal: false, said: true })),
    ...Array.from({ length: rejections }, () => ({ signal: false, said: false })),
  ]
  const sensed = (...counts: Parameters<typeof trials>) => sensitivity(trials(...counts), 'seed')

  test('of a perfect answerer is high and finite, of a reversed one just as low', () => {
    const perfect = sensed(20, 0, 0, 20)
    // z(20.5 / 21) - z(0.5 / 21)
    expect(perfect?.value).toBeCloseTo(2 * 1.9807523966472784, 7)
    expect(sensed(0, 20, 20, 0)?.value).toBeCloseTo(-(perfect?.value ?? 0), 12)
    // Twenty right answers of twenty are no certainty.
    expect(perfect?.low).toBeLessThan((perfect?.value ?? 0) - 0.5)
  })

  test('of somebody who guesses, or always says the same, is none', () => {
    expect(sensed(10, 10, 10, 10)?.value).toBeCloseTo(0, 12)
    expect(sensed(20, 0, 20, 0)?.value).toBeCloseTo(0, 12)
    const guessed = sensed(10, 10, 10, 10)
    expect(guessed?.low).toBeLessThan(-0.3)
    expect(guessed?.high).toBeGreaterThan(0.3)
  })

  test('of a textbook case: 16 of 20 hits, 4 of 20 false alarms', () => {
    // log-linear: 16.5 / 21 and 4.5 / 21, z = ±0.7916386
    expect(sensed(16, 4, 4, 16)?.value).toBeCloseTo(2 * 0.7916386077433746, 7)
  })

  test('is not given under 20 trials, nor where only one of the two was ever there', () => {
    expect(enoughTrials).toBe(20)
    expect(sensed(10, 0, 0, 9)).toBeNull()
    expect(sensed(10, 0, 0, 10)).not.toBeNull()
    expect(sensed(4, 0, 0, 30)).toBeNull()
    expect(sensed(5, 0, 0, 30)).not.toBeNull()
    expect(sensed(30, 10, 0, 0)).toBeNull()
    expect(sensed(0, 0, 10, 30)).toBeNull()
  })

  test('always gives the same figures, whose interval holds the value and narrows with more trials', () => {
    const count = fc.nat(40)
    fc.assert(
      fc.property(count, count, count, count, fc.string(), (hits, misses, alarms, rejections, seed) => {
        const given = trials(hits, misses, alarms, rejections)
        const found = sensitivity(given, seed)
        expect(sensitivity(given, seed)).toEqual(found)
        if (!found) return
        expect(Number.isFinite(found.value)).toBe(true)
        expect(found.low).toBeLessThanOrEqual(found.value + 1e-12)
        expect(found.high).toBeGreaterThanOrEqual(found.value - 1e-12)
      }),
      { numRuns: 60, seed: 11 },
    )
    const width = (times: number) => {
      const found = sensed(8 * times, 3 * times, 2 * times, 9 * times)
      return (found?.high ?? 0) - (found?.low ?? 0)
    }
    expect(width(8)).toBeLessThan(width(1) / 2)
  })

  test('the interval holds the true figure about 19 times of 20', () => {
    // People whose true rates are 75 % and 25 %: d' = 2 z(0.75).
    const truth = 2 * 0.6744897501960817
    let state = 7
    const random = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return state / 2 ** 32
    }
    let held = 0
    for (let person = 0; person < 200; person += 1) {
      const given = Array.from({ length: 120 }, (_, index): Trial => {
        const signal = index % 2 === 0
        return { signal, said: random() < (signal ? 0.75 : 0.25) }
      })
      const found = sensitivity(given, `person ${person}`)
      if (found && found.low <= truth && truth <= found.high) held += 1
    }
    expect(held / 200).toBeGreaterThan(0.88)
    expect(held / 200).toBeLessThan(1)
  })
})
