import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordsLike } from '../../../shared/rules/spelling'

/** The whole table of optimal string alignment, as it is written in books. */
function fewestSlipsToBegin(word: string, name: string): number {
  const table = [Array.from({ length: name.length + 1 }, (_, n) => n)]
  for (let i = 1; i <= word.length; i += 1) {
    const row = [i]
    const last = table[i - 1] as number[]
    for (let j = 1; j <= name.length; j += 1) {
      const same = word[i - 1] === name[j - 1]
      let least = Math.min(
        (last[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (last[j - 1] as number) + (same ? 0 : 1),
      )
      if (i > 1 && j > 1 && word[i - 1] === name[j - 2] && word[i - 2] === name[j - 1])
        least = Math.min(least, (table[i - 2]?.[j - 2] as number) + 1)
      row.push(least)
    }
    table.push(row)
  }
  return Math.min(...(table.at(-1) as number[]))
}

test('words are alike as far as the table says', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 0, maxLength: 12 })
  fc.assert(
    fc.property(letters, letters, (one, other) => {
      const [word, name] = [`a${one}`, `a${other}`]
      const slips = word.length < 4 ? 0 : word.length < 8 ? 1 : 2
      expect(wordsLike(word, [name]).size === 1).toBe(fewestSlipsToBegin(word, name) <= slips)
    }),
    { numRuns: 3000 },
  )
})

test('the first letter, figures and very long words must be right', () => {
  expect([...wordsLike('korder', ['border']), ...wordsLike('1325', ['1324'])]).toEqual([])
  expect(wordsLike('a'.repeat(10_000), ['a'.repeat(9_999)]).size).toBe(0)
  expect([...wordsLike('traficking', ['trafficking', 'training'])]).toEqual(['trafficking'])
})
