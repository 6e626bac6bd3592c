import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Drill, practiceLimits } from '../../../shared/model/practice'
import {
  casesOf,
  type DrillCard,
  type DrillCase,
  drillBlocks,
  smoothedShare,
  twinsOf,
  withinLimit,
} from '../../../shared/rules/drills'

const both: Drill = { kind: 'drill-classes', one: 'smuggling', other: 'both' }
const means: Drill = { kind: 'drill-factor', factor: 'means' }

const story = (card: string, of: string, differs = 'means', more: Partial<DrillCase> = {}): DrillCase => ({
  ...{ card, class: of, twin: null, differs, factors: [differs] },
  ...more,
})
const twins = (name: string, one: string, other: string, differs = 'means'): DrillCase[] => [
  story(`${name}-a`, one, differs, { twin: `${name}-b` }),
  story(`${name}-b`, other, differs, { twin: `${name}-a` }),
]
const card = (id: string, more: Partial<DrillCard> = {}): DrillCard => ({
  ...{ id, kind: 'basic' as const, factors: ['means'], classes: [] },
  ...more,
})

const cases = [
  ...twins('p', 'smuggling', 'both'),
  ...twins('q', 'both', 'smuggling', 'border'),
  ...twins('r', 'smuggling', 'neither'),
  ...twins('s', 'trafficking', 'neither'),
]
const cards = [
  card('plain'),
  card('pair-one', { contrast: 'pair-two' }),
  card('choice', { kind: 'multiple-choice', classes: ['both'] }),
  card('pair-two', { contrast: 'pair-one' }),
  card('cloze', { kind: 'cloze' }),
  card('of-another', { classes: ['trafficking'] }),
  card('off', { factors: ['age'] }),
]

describe('a drill of two classes', () => {
  const blocks = drillBlocks(both, cases, cards, 'seed')

  test('begins with the twins of the two, then cards on what decides, then the other cases of either', () => {
    expect(blocks.slice(0, 2).sort()).toEqual([
      ['p-a', 'p-b'],
      ['q-a', 'q-b'],
    ])
    expect(blocks[2]?.toSorted()).toEqual(['pair-one', 'pair-two'])
    expect(blocks.slice(3, 5).flat().sort()).toEqual(['choice', 'plain'])
    expect(blocks.slice(5)).toEqual([['r-a']])
  })

  test('has no case of a third class, though its twin is of one', () => {
    expect(blocks.flat()).not.toContain('r-b')
    expect(casesOf(both, cases).map((one) => one.card)).toEqual(['p-a', 'p-b', 'q-a', 'q-b', 'r-a'])
  })

  test('a story whose twin can not be asked stands alone', () => {
    const without = cases.filter((one) => one.card !== 'p-b')
    const left = without.map((one) => (one.twin === 'p-b' ? { ...one, twin: null } : one))
    expect(twinsOf(both, left)).toEqual([['q-a', 'q-b']])
    expect(drillBlocks(both, left, cards, 'seed').at(-1)).toHaveLength(1)
    expect(drillBlocks(both, left, cards, 'seed').flat()).toContain('p-a')
  })
})

test('a drill of a factor has every pair that differs in it, and the cases that speak of it', () => {
  const spoken = [...cases, story('t', 'trafficking', 'age', { factors: ['age', 'means'] })]
  const blocks = drillBlocks(means, spoken, cards, 'seed')
  expect(blocks.slice(0, 3).sort()).toEqual([
    ['p-a', 'p-b'],
    ['r-a', 'r-b'],
    ['s-a', 's-b'],
  ])
  expect(blocks.flat()).toContain('of-another')
  expect(blocks.at(-1)).toEqual(['t'])
  expect(blocks.flat()).not.toContain('q-a')
})

test('however the cards are: each once, twins always together and in the order of the pack, cut at no pair', () => {
  const classes = ['smuggling', 'both', 'neither']
  const pack = fc
    .array(fc.tuple(fc.constantFrom(...classes), fc.constantFrom(...classes), fc.constantFrom('means', 'border')), {
      maxLength: 12,
    })
    .map((all) => all.flatMap(([one, other, differs], n) => twins(`n${n}`, one, other, differs)))
  const asked = fc
    .array(fc.record({ contrast: fc.option(fc.nat(9), { nil: undefined }), factor: fc.constantFrom('means', 'age') }), {
      maxLength: 10,
    })
    .map((all) =>
      all.map(({ contrast, factor }, n) =>
        card(`k${n}`, { factors: [factor], ...(contrast !== undefined && { contrast: `k${contrast}` }) }),
      ),
    )
  fc.assert(
    fc.property(
      pack,
      asked,
      fc.constantFrom(both, means),
      fc.constantFrom(...practiceLimits),
      fc.string(),
      (given, known, drill, limit, seed) => {
        const blocks = drillBlocks(drill, given, known, seed)
        expect(drillBlocks(drill, given, known, seed)).toEqual(blocks)
        const order = withinLimit(blocks, limit)
        expect(new Set(blocks.flat()).size).toBe(blocks.flat().length)
        expect(order.length).toBeLessThanOrEqual(limit ?? order.length)
        for (const [first, second] of twinsOf(drill, given)) {
          const at = order.indexOf(first)
          expect(at < 0 ? order.includes(second) : order[at + 1] === second).toBe(at >= 0)
        }
      },
    ),
    { numRuns: 300 },
  )
})

test('a limit leaves out what does not fit whole, and goes on with what does', () => {
  const nine = Array.from({ length: 9 }, (_, n) => [`c${n}`])
  expect(withinLimit([...nine, ['one', 'two'], ['last'], ['more']], 10)).toEqual([...nine.flat(), 'last'])
})

test('few answers are drawn towards guessing, many say what they say', () => {
  expect(smoothedShare(0, 0, 5)).toBe(1 / 5)
  expect(smoothedShare(3, 3, 5)).toBeLessThan(smoothedShare(20, 22, 5))
  expect(smoothedShare(2, 10, 5)).toBeGreaterThan(smoothedShare(1, 10, 5))
  expect(smoothedShare(500, 1000, 5)).toBeCloseTo(0.5, 2)
})
