import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sitting, staysInSight, takenOut } from '../../../shared/rules/note-versions'

const at = (version: number, text: string, time: number | null = version * 1000, visit: string | null = null) => ({
  version,
  text,
  at: time,
  visit,
})

test.each([
  ['a letter more', at(1, 'On'), at(2, 'One'), false],
  ['a typo mended', at(1, 'Smugling is a crime'), at(2, 'Smuggling is a crime'), false],
  ['the next sitting', at(1, 'One', 0), at(2, 'One two', sitting + 1), true],
  ['time not kept', at(1, 'One', null), at(2, 'One two', sitting + 1), false],
  ['all taken out', at(1, 'One'), at(2, ''), true],
  ['all replaced', at(1, 'One'), at(2, 'Two'), true],
  ['a paragraph taken out', at(1, `a ${'x'.repeat(40)} b`), at(2, 'a  b'), true],
  ['undone and written on', at(2, 'Second'), at(2, 'Second thought'), true],
  ['saved again as it was', at(1, 'Same', 0), at(2, 'Same', 2 * sitting), false],
  ['the next visit', at(1, 'One', 0, 'a'), at(2, 'One two', 1, 'b'), true],
  ['nothing in it', at(1, '\n', 0), at(2, 'One', 2 * sitting), false],
] as const)('%s', (_, one, next, stays) => {
  expect(staysInSight(one, next)).toBe(stays)
})

test('what was taken out is what does not stand in the next one', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (start, gone, added, end) => {
      expect(takenOut(start + gone + end, start + added + end)).toBeLessThanOrEqual(gone.length)
      expect(takenOut(start + end, start + added + end)).toBe(0)
      expect(takenOut(start, start)).toBe(0)
    }),
  )
})

test('no forty characters are lost from sight, however they are taken out', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ minLength: 40, maxLength: 80, unit: fc.constantFrom('a', 'b', 'c') }), {
        minLength: 2,
        maxLength: 8,
      }),
      (texts) => {
        const versions = texts.map((text, index) => at(index + 1, text))
        versions.forEach((one, index) => {
          const next = versions[index + 1]
          if (next && takenOut(one.text, next.text) >= 40) expect(staysInSight(one, next)).toBe(true)
        })
      },
    ),
  )
})
