import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { StoreFailure } from '../../../electron/core/store/failure'
import { encodeHeader, encodeRecord, jsonOf, scan } from '../../../electron/core/store/record-codec'

vi.setConfig({ testTimeout: 30_000 })

const header = encodeHeader('test', { first: 1 })
const record = (n: number) => encodeRecord({ n, json: JSON.stringify({ text: `record ${n}` }) })
const read = (bytes: Buffer) => scan(bytes, 'log/test.log').records.map((found) => [found.n, jsonOf(bytes, found)])

test('a line is checksum, number and JSON', () => {
  expect(encodeRecord({ n: 7, json: '{"a":1}' })).toBe('9e58a832 7 {"a":1}\n')
  expect(scan(Buffer.from(header), 'f').header).toEqual({ format: 'test', version: 1, codec: 'plain', first: 1 })
})

test('what was written is read', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue({ stringUnit: 'binary', maxDepth: 2 }), { maxLength: 8 }), (values) => {
      const lines = values.map((value, i) => encodeRecord({ n: i + 1, json: JSON.stringify(value) }))
      const bytes = Buffer.from(header + lines.join(''))
      expect(read(bytes)).toEqual(values.map((value, i) => [i + 1, JSON.stringify(value)]))
      expect(scan(bytes, 'f').end).toBe(bytes.length)
    }),
  )
})

test('every flipped bit costs at most one record, and none is read as another', () => {
  const whole = Buffer.from(header + [1, 2, 3].map(record).join(''))
  const all = read(whole)
  for (let bit = 0; bit < whole.length * 8; bit++) {
    const bytes = Buffer.from(whole)
    bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7))
    const found = read(bytes)
    const { header: first } = scan(bytes, 'f')
    expect(all).toEqual(expect.arrayContaining(found))
    expect(found.length + (first === null ? 0 : 1)).toBe(3)
  }
})

describe('damage', () => {
  test('records on both sides are found, whatever stands between', () => {
    for (const junk of ['', '\n', '\0'.repeat(50), 'deadbeef 2 {"text":"forged"}\n', '\n\n {\n {', ' { { {']) {
      const bytes = Buffer.from(`${header}${record(1)}${junk}${record(3)}`)
      expect(read(bytes).map(([n]) => n)).toEqual([1, 3])
    }
  })
  test('an unfinished end is left out', () => {
    const bytes = Buffer.from(header + record(1) + record(2).slice(0, -1))
    expect(read(bytes).map(([n]) => n)).toEqual([1])
    expect(scan(bytes, 'f').end).toBe(header.length + record(1).length)
  })
  test('a repeated record is read once', () => {
    const bytes = Buffer.from(header + record(1) + record(2) + record(1) + record(2) + record(3))
    expect(read(bytes).map(([n]) => n)).toEqual([1, 2, 3])
  })
  test('without its first line, the records are read', () => {
    const bytes = Buffer.from(record(4) + record(5))
    expect(scan(bytes, 'f').header).toBeNull()
    expect(read(bytes).map(([n]) => n)).toEqual([4, 5])
  })
})

test.each([
  ['a newer version', { version: 2 }, /newer-version.*log\/test\.log/],
  ['a codec of a newer version', { codec: 'other' }, /newer-version.*log\/test\.log/],
  ['sealed without a key', { codec: 'sealed' }, /lock-missing.*log\/test\.log/],
])('%s is refused', (_, change, words) => {
  const json = JSON.stringify({ format: 'test', version: 1, codec: 'plain', ...change })
  const bytes = Buffer.from(encodeRecord({ n: 0, json }) + record(1))
  expect(() => scan(bytes, 'log/test.log')).toThrow(StoreFailure)
  expect(() => scan(bytes, 'log/test.log')).toThrow(words)
})
