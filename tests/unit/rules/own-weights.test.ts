/** Weights of the learner's own: what takes them, what refuses them, what they leave in the state. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Operation } from '../../../shared/model/operations'
import type { OwnParameters, RefittedCard } from '../../../shared/model/parameters'
import type { CardRecord, Memory, Rating } from '../../../shared/model/study'
import { applyOperation, completed, emptyState } from '../../../shared/rules/fold'
import {
  memoryModel,
  memoryModelOf,
  preview,
  retrievability,
  type SchedulingSettings,
  schedule,
  standardWeights,
} from '../../../shared/rules/scheduling'
import { studyCalendar } from '../../../shared/rules/study-day'
import { areWeights, tidyWeights, weightRanges } from '../../../shared/rules/weights'
import { slowLearner } from '../../support/simulated-learner'
import { utc } from '../../support/zones'

const calendar = studyCalendar(240, utc)
const begins = Date.parse('2026-03-02T15:00:00Z')
const letters: Record<string, Rating> = { A: 'again', H: 'hard', G: 'good', E: 'easy' }

/** Rates each time the card comes due. */
function atEachDue(text: string, settings: SchedulingSettings): Memory[] {
  const memories: Memory[] = []
  for (const letter of text) {
    const memory = memories.at(-1) ?? null
    memories.push(schedule(memory, letters[letter] ?? 'good', memory?.due ?? begins, settings, calendar))
  }
  return memories
}

describe('scheduling', () => {
  /** Of FSRS-5; two more, as ts-fsrs and fsrs-rs add them, make them weights of FSRS-6. */
  const fsrs5 = [
    ...[0.4197, 1.1869, 3.0412, 15.2441, 7.1434, 0.6477, 1.0007, 0.0674, 1.6597, 0.1712, 1.1178, 2.0225],
    ...[0.0904, 0.3025, 2.1214, 0.2498, 2.9466, 0.4891, 0.6468],
  ]
  test.each([
    ['GGGGGGAAGGGGG', [3, 13, 48, 155, 445, 1158, 17, 3, 11, 37, 112, 307, 773]],
    ['AHGEAHGE', [1, 2, 6, 41, 4, 7, 21, 133]],
    ['HGEAHGEA', [2, 7, 54, 5, 8, 26, 171, 8]],
    ['GEAHGEAH', [3, 33, 4, 7, 26, 193, 9, 14]],
    ['EAHGEAHG', [15, 3, 6, 27, 240, 10, 17, 60]],
  ])('V9: weights of FSRS-5, whole days only (%s)', (text, expected) => {
    const settings = { retention: 0.9, learningSteps: [], relearningSteps: [], weights: [...fsrs5, 0, 0.5] }
    expect(atEachDue(text, settings).map(({ scheduledDays }) => scheduledDays)).toEqual(expected)
  })

  test('V1-V3 with the standard weights given as own ones', () => {
    const settings = { retention: 0.9, weights: [...standardWeights] }
    expect(atEachDue('GGGGGGAAGGGGG', settings)).toEqual(
      atEachDue('GGGGGGAAGGGGG', { retention: 0.9 }).map((memory) => ({
        ...memory,
        model: memoryModelOf(settings.weights),
      })),
    )
  })

  test('own weights change intervals, the buttons with them, and the shown chance of recall; the tag names them', () => {
    const own = { retention: 0.9, weights: slowLearner }
    const [, , memory] = atEachDue('GGG', own) as [Memory, Memory, Memory]
    const [, , usual] = atEachDue('GGG', { retention: 0.9 }) as [Memory, Memory, Memory]
    expect(memory.scheduledDays).toBeLessThan(usual.scheduledDays)
    expect(memory.model).toBe(memoryModelOf(slowLearner))
    expect(usual.model).toBe(memoryModel)
    expect(memory.model).toMatch(/^fsrs-6\/ts-fsrs-5\.4\.2\+[0-9a-f]{8}$/)
    expect(memoryModelOf(slowLearner.with(0, 0.09))).not.toBe(memory.model)
    expect(preview(memory, memory.due, own, calendar).good).not.toBe(
      preview(memory, memory.due, { retention: 0.9 }, calendar).good,
    )
    const later = memory.lastReview + 30 * memory.stability * 864e5
    expect(retrievability(memory, later, slowLearner)).not.toBeCloseTo(retrievability(memory, later), 3)
    expect(retrievability(memory, memory.lastReview + memory.stability * 864e5, slowLearner)).toBeCloseTo(0.9, 9)
  })

  const wrong = fc.oneof(
    fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }).filter(({ length }) => length !== 21),
    fc
      .tuple(fc.nat(20), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1, 1e3))
      .map(([index, value]) => standardWeights.with(index, value)),
  )
  test('any that cannot be used are ignored whole: the standard ones schedule', () => {
    fc.assert(
      fc.property(wrong, fc.constantFrom('G', 'AG', 'HGE', 'GGGA'), (weights, text) => {
        expect(areWeights(weights)).toBe(false)
        expect(memoryModelOf(weights)).toBe(memoryModel)
        expect(atEachDue(text, { retention: 0.9, weights })).toEqual(atEachDue(text, { retention: 0.9 }))
        const memory = atEachDue(text, { retention: 0.9 }).at(-1) as Memory
        expect(retrievability(memory, memory.due + 1e9, weights)).toBe(retrievability(memory, memory.due + 1e9))
      }),
      { numRuns: 200, seed: 1 },
    )
  })

  const inRange = fc.tuple(...weightRanges.map(([min, max]) => fc.double({ min, max, noNaN: true })))
  test('all in range are used as they are, and make a memory within what the model allows', () => {
    fc.assert(
      fc.property(inRange, fc.stringMatching(/^[AHGE]{1,8}$/), (weights, text) => {
        expect(areWeights(weights)).toBe(true)
        const memory = atEachDue(text, { retention: 0.9, weights }).at(-1) as Memory
        expect(memory.stability).toBeGreaterThanOrEqual(0.001)
        expect(memory.stability).toBeLessThanOrEqual(36_500)
        expect(memory.difficulty).toBeGreaterThanOrEqual(1)
        expect(memory.difficulty).toBeLessThanOrEqual(10)
      }),
      { numRuns: 200, seed: 2 },
    )
  })

  test('what an optimiser finds is put in range, 32-bit dust and all', () => {
    const found = weightRanges.map(([, greatest], index) => (index % 2 === 0 ? Math.fround(greatest) + 1e-7 : -1))
    expect(areWeights(found)).toBe(false)
    expect(areWeights(tidyWeights(found, 1, true))).toBe(true)
    expect(areWeights(tidyWeights(found, 3, false))).toBe(true)
    expect(tidyWeights(slowLearner, 1, true)).toEqual(slowLearner)
  })
})

describe('taken into use', () => {
  const figures = { logLoss: { before: 0.5, after: 0.4 }, rmse: { before: 0.1, after: 0.05 } }
  const own: OwnParameters = {
    weights: [...slowLearner],
    adoptedAt: 1,
    fit: { reviews: 900, cards: 90, judged: 360, ...figures },
  }
  let made = 0
  const operation = (kind: string, data: unknown) => {
    made += 1
    return { id: `d:${made}`, time: made, tick: 0, at: made, zone: 0, kind, v: 1, data } as unknown as Operation
  }
  const rated = (card: string, before: CardRecord | null) => {
    const memory = schedule(before?.memory ?? null, 'good', begins, { retention: 0.9 }, calendar, card)
    return operation('review', { card, rating: 'good', day: '2026-03-02', spent: 1, before, memory })
  }
  const refitted = (record: CardRecord, card: string): RefittedCard => {
    const { model, stability, difficulty } = record.memory
    return {
      card,
      standsOn: record.standsOn,
      before: { model, stability, difficulty },
      after: { model: 'own', stability: 1, difficulty: 9 },
    }
  }
  function withCards() {
    const state = emptyState()
    for (const card of ['a', 'b']) applyOperation(state, rated(card, null))
    return state
  }
  const work = ({ cards, parameters, days, marks }: ReturnType<typeof emptyState>) =>
    JSON.stringify({ cards, parameters, days, marks })

  test('they stand in the state with what they make of each card; due dates stay; undo leaves no trace, redo does it again', () => {
    const state = withCards()
    const before = work(state)
    const due = state.cards.a?.memory.due
    const cards = Object.entries(state.cards).map(([card, record]) => refitted(record, card))
    const adopted = operation('parameters', { own, before: null, cards })
    applyOperation(state, adopted)
    expect(state.parameters).toEqual(own)
    expect(state.cards.a?.memory).toMatchObject({ model: 'own', stability: 1, difficulty: 9, due, repetitions: 1 })
    const after = work(state)
    applyOperation(state, operation('undo', { operation: adopted }))
    expect(work(state)).toBe(before)
    applyOperation(state, operation('redo', { operation: adopted }))
    expect(work(state)).toBe(after)
    expect(JSON.stringify(state.cards)).toBe(JSON.stringify(JSON.parse(JSON.stringify(state.cards))))
  })

  test('a card that stands on something newer is left as it is, taken back or not', () => {
    const state = withCards()
    const cards = Object.entries(state.cards).map(([card, record]) => refitted(record, card))
    const adopted = operation('parameters', {
      own,
      before: null,
      cards: [...cards, { ...(cards[0] as RefittedCard), card: 'gone' }],
    })
    applyOperation(state, rated('a', state.cards.a ?? null))
    const newer = structuredClone(state.cards.a)
    applyOperation(state, adopted)
    expect(state.cards.a).toEqual(newer)
    expect(state.cards.b?.memory.stability).toBe(1)
    expect(state.cards.gone).toBeUndefined()
    applyOperation(state, rated('b', state.cards.b ?? null))
    const latest = structuredClone(state.cards.b)
    applyOperation(state, operation('undo', { operation: adopted }))
    expect(state.cards.b).toEqual(latest)
    expect(state.parameters).toBeNull()
  })

  test('own weights before others come back with the undo', () => {
    const state = withCards()
    const other = { ...own, adoptedAt: 2 }
    applyOperation(state, operation('parameters', { own, before: null, cards: [] }))
    const second = operation('parameters', { own: other, before: own, cards: [] })
    applyOperation(state, second)
    applyOperation(state, operation('undo', { operation: second }))
    expect(state.parameters).toEqual(own)
  })

  test('a state of an earlier version has none', () => {
    const { parameters: _, ...earlier } = emptyState()
    expect(completed(earlier as ReturnType<typeof emptyState>).parameters).toBeNull()
  })
})
