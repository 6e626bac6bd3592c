import fc from 'fast-check'
import { expect, test } from 'vitest'
import { desk } from '../../../electron/core/exchange/desk'
import { NotFound } from '../../../electron/core/services/errors'

test('a file sent in pieces arrives as it was, and is taken away as it was', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 4000 }), fc.integer({ min: 1, max: 900 }), (bytes, step) => {
      const there = desk()
      const { id } = there.begin({ name: 'a.apkg', size: bytes.length })
      for (let at = 0; at < bytes.length; at += step)
        there.send({ file: id, at, data: Buffer.from(bytes.subarray(at, at + step)).toString('base64') })
      expect(Buffer.from(there.read(id).bytes)).toEqual(Buffer.from(bytes))
      const taken = there.take({ file: id, at: 0 })
      expect([Buffer.from(taken.data, 'base64'), taken.next]).toEqual([Buffer.from(bytes), null])
    }),
  )
})

test('a large file is taken in several pieces', () => {
  const there = desk()
  const bytes = new Uint8Array(2_500_000).map((_, i) => i % 251)
  const { id } = there.lay('big', bytes)
  const parts: Buffer[] = []
  for (let at: number | null = 0; at !== null; ) {
    const taken: { data: string; next: number | null } = there.take({ file: id, at })
    parts.push(Buffer.from(taken.data, 'base64'))
    at = taken.next
  }
  expect(parts).toHaveLength(3)
  expect(Buffer.concat(parts).equals(Buffer.from(bytes))).toBe(true)
})

test('what is out of turn, too much, not whole or gone is refused', () => {
  const there = desk()
  const { id } = there.begin({ name: 'a', size: 3 })
  const data = Buffer.from('ab').toString('base64')
  expect(() => there.send({ file: id, at: 1, data })).toThrow(NotFound)
  there.send({ file: id, at: 0, data })
  expect(() => there.send({ file: id, at: 0, data })).toThrow(NotFound)
  expect(() => there.send({ file: id, at: 2, data })).toThrow(NotFound)
  expect(() => there.read(id)).toThrow(NotFound)
  there.drop({ file: id })
  expect(() => there.take({ file: id, at: 0 })).toThrow(NotFound)
})
