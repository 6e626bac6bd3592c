import fc from 'fast-check'
import { expect, test } from 'vitest'
import { difference, shortened, wordCount } from '../../renderer/features/notes/difference'

const words = fc
  .array(fc.constantFrom('border', 'papers', 'consent', '\n', '走私', '🚚', '**', '#tag'), { maxLength: 40 })
  .map((all) => all.join(' '))

test('both texts can be made of it again, shortened or not', () => {
  fc.assert(
    fc.property(words, words, (before, after) => {
      const changes = difference(before, after) ?? []
      for (const shown of [changes, shortened(changes)]) {
        const text = (without: string) => shown.flatMap((one) => (one.kind === without ? [] : [one.text])).join('')
        expect(text('added')).toBe(before)
        expect(text('removed')).toBe(after)
      }
    }),
  )
})

test('tells words, and how many', () => {
  const changes = difference('Who holds the papers?', 'Who holds all the tickets?') ?? []
  expect(changes.filter(({ kind }) => kind === 'removed').map(({ text }) => text.trim())).toEqual(['papers'])
  expect([wordCount(changes, 'added'), wordCount(changes, 'removed')]).toEqual([2, 1])
})

test('long stretches that are the same are skipped at whole words', () => {
  const long = 'word '.repeat(500)
  const parts = shortened(difference(`one ${long}two`, `eins ${long}zwei`) ?? [])
  expect(parts.filter(({ kind }) => kind === 'skipped')).toHaveLength(1)
  expect(parts.reduce((length, { kind, text }) => length + (kind === 'skipped' ? 0 : text.length), 0)).toBeLessThan(400)
})

test('what is too long is not compared', () => {
  expect(difference('x'.repeat(200_001), '')).toBeNull()
})
