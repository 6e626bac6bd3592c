import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SeenIds } from '../../../electron/core/verify/seen-ids'

const id = fc.oneof(
  fc.tuple(fc.constantFrom('a', 'b', 'a:b', ''), fc.nat(30)).map(([device, n]) => `${device}:${n}`),
  fc.string(),
  fc.constantFrom('a:01', 'a:1', 'a:-1', 'a:1e3', 'a:99999999999999999999'),
)

test('knows exactly the ids that a set would', () => {
  fc.assert(
    fc.property(fc.array(id, { maxLength: 80 }), (ids) => {
      const seen = new SeenIds()
      const set = new Set<string>()
      for (const one of ids) {
        expect(seen.add(one)).toBe(!set.has(one))
        set.add(one)
      }
    }),
  )
})
