import fc from 'fast-check'
import { expect, test } from 'vitest'
import { slugOf } from '../../../shared/rules/letters'

test.each([
  ['State law of Ohio', 'state-law-of-ohio'],
  ['  École d’été — 2026 ', 'ecole-d-ete-2026'],
  ['ﬁeld notes', 'field-notes'],
  ['…', ''],
  ['a'.repeat(70), 'a'.repeat(60)],
  [`${'a'.repeat(59)} b`, 'a'.repeat(59)],
])('%j is %j', (text, slug) => expect(slugOf(text, 60)).toBe(slug))

test('whatever it is made of, it can be a part of an id', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(slugOf(text, 40)).toMatch(/^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/)
      expect(slugOf(text, 40).length).toBeLessThanOrEqual(40)
    }),
  )
})
