import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inHashOrder } from '../../../shared/rules/hash-order'
import { shuffled, shuffling } from '../../../shared/rules/shuffle'
import { toTheEnd } from '../../../shared/rules/steps'

const items = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 8 }).map((ids) => ids.map((id) => ({ id })))

test('keeps every item, whatever the order they come in', () => {
  fc.assert(
    fc.property(items, fc.string(), (list, seed) => {
      const order = shuffled(list, seed)
      expect([...order].sort(byId)).toEqual([...list].sort(byId))
      expect(shuffled(list.toReversed(), seed)).toEqual(order)
      expect(toTheEnd(shuffling(list, seed))).toEqual(order)
    }),
  )
})

test('over many seeds each of four stands in each place about as often', () => {
  const list = ['a', 'b', 'c', 'd'].map((id) => ({ id }))
  const first: Record<string, number> = {}
  for (let seed = 0; seed < 4000; seed += 1) {
    const [one] = shuffled(list, `card-${seed}`)
    first[one?.id ?? ''] = (first[one?.id ?? ''] ?? 0) + 1
  }
  for (const count of Object.values(first)) expect(Math.abs(count - 1000)).toBeLessThan(150)
})

test('the order of hashes is that of the numbers, and of the ids where they are the same', () => {
  const hashed = fc.record({ id: fc.string(), hash: fc.constantFrom(0, 1, 7, 0x7fffffff, 0x80000000, 0xffffffff) })
  fc.assert(
    fc.property(fc.uniqueArray(hashed, { selector: ({ id }) => id, maxLength: 40 }), (list) => {
      const places = inHashOrder(
        list.map(({ hash }) => hash),
        (place) => list[place]?.id ?? '',
      )
      expect(places.map((place) => list[place])).toEqual(
        list.toSorted((one, other) => one.hash - other.hash || byId(one, other)),
      )
    }),
  )
})

function byId(one: { id: string }, other: { id: string }): number {
  return one.id < other.id ? -1 : 1
}
