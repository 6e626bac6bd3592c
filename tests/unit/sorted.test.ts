import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sortedInPieces } from '../../electron/core/sorted'

test('sorting in pieces gives what sorting at once gives, equal ones in their order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 4500, size: 'max' }), async (values) => {
      const items = values.map((value, at) => ({ value, at }))
      const order = (one: { value: number }, other: { value: number }) => one.value - other.value
      expect(await sortedInPieces(items, order)).toEqual(items.toSorted(order))
    }),
    { numRuns: 20 },
  )
})
