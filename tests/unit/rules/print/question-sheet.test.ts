import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Question, questionForms, questionKinds } from '../../../../shared/rules/print/question-sheet'

const pool = fc
  .array(fc.record({ kind: fc.constantFrom(...questionKinds), group: fc.integer({ min: 0, max: 12 }) }), {
    maxLength: 40,
  })
  .map((all) =>
    all.map(
      ({ kind, group }, index): Question => ({
        id: `q${index}`,
        kind,
        group: kind === 'case' ? `q${index}` : `g${group}`,
        // Stories come in pairs: this one and the one before or after it.
        ...(kind === 'case' && { twin: `q${index % 2 === 0 ? index + 1 : index - 1}` }),
      }),
    ),
  )
const wish = fc.record({
  seed: fc.string(),
  kinds: fc.uniqueArray(fc.constantFrom(...questionKinds), { minLength: 1 }),
  count: fc.integer({ min: 1, max: 20 }),
  forms: fc.constantFrom(1, 2),
})
const plain = (kind: Question['kind'], count: number): Question[] =>
  Array.from({ length: count }, (_, index) => ({ id: `${kind}${index}`, kind, group: `${kind}${index}` }))

describe('questions on sheets', () => {
  test('no question, and none of the same group, is asked twice on any sheet', () => {
    fc.assert(
      fc.property(pool, wish, (all, given) => {
        const asked = questionForms(all, given).flat()
        expect(new Set(asked.map(({ group }) => group)).size).toBe(asked.length)
        expect(asked.every(({ kind }) => given.kinds.includes(kind))).toBe(true)
      }),
    )
  })

  test('the two stories of a pair never stand on one sheet', () => {
    fc.assert(
      fc.property(pool, wish, (all, given) => {
        for (const form of questionForms(all, given))
          expect(form.some(({ twin }) => form.some(({ id }) => id === twin))).toBe(false)
      }),
    )
  })

  test('the same seed gives the same sheets, whatever the order of the book', () => {
    fc.assert(
      fc.property(pool, wish, (all, given) => {
        const ids = (questions: readonly Question[]) =>
          questionForms(questions, given).map((form) => form.map(({ id }) => id))
        expect(ids(all.toReversed())).toEqual(ids(all))
      }),
    )
  })

  test('no sheet has more than was wished, and both have as many of each kind while there are enough', () => {
    const all = [...plain('choice', 30), ...plain('case', 30), ...plain('open', 30)]
    fc.assert(
      fc.property(wish, (given) => {
        const counts = questionForms(all, { ...given, count: Math.min(given.count, 12) }).map((form) =>
          questionKinds.map((kind) => form.filter((question) => question.kind === kind).length),
        )
        expect(
          counts.every((kinds) => kinds.reduce((sum, count) => sum + count, 0) === Math.min(given.count, 12)),
        ).toBe(true)
        expect(counts[1] ?? counts[0]).toEqual(counts[0])
      }),
    )
  })

  test('another seed gives other questions', () => {
    const ids = (seed: string) =>
      questionForms(plain('choice', 40), { seed, kinds: ['choice'], count: 10, forms: 1 }).flat()
    expect(ids('1')).not.toEqual(ids('2'))
  })
})
