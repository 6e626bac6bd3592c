import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { plainCodec, sealedCodec } from '../../../electron/core/store/codec'
import { StoreFailure } from '../../../electron/core/store/failure'
import { encodeHeader, encodeRecord, jsonOf, recordAt, scan } from '../../../electron/core/store/record-codec'
import { decodeWholeFile, encodeWholeFile } from '../../../electron/core/store/whole-file'

vi.setConfig({ testTimeout: 30_000 })

const key = { vault: 'a-lock', bytes: randomBytes(32) }
const codec = sealedCodec(key)
const other = sealedCodec({ vault: 'a-lock', bytes: randomBytes(32) })
const file = 'log/000001.log'
const header = encodeHeader('test', { first: 1 }, codec)
const record = (n: number, text = `record ${n}`, place = file) =>
  encodeRecord({ n, json: JSON.stringify({ text }) }, place, codec)
const read = (bytes: Buffer, place = file, by = codec) =>
  scan(bytes, place, by).records.flatMap((found) => jsonOf(bytes, found, place, by) ?? [])

test('what was sealed is opened, and stands nowhere in the bytes', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue({ stringUnit: 'binary', maxDepth: 2 }), { maxLength: 6 }), (values) => {
      const json = values.map((value) => JSON.stringify(value))
      const bytes = Buffer.from(
        header + json.map((one, i) => encodeRecord({ n: i + 1, json: one }, file, codec)).join(''),
      )
      expect(read(bytes)).toEqual(json)
      expect(scan(bytes, file, codec).end).toBe(bytes.length)
    }),
  )
  const bytes = Buffer.from(header + record(1, 'a known word'))
  expect(bytes.includes('known')).toBe(false)
})

test('the same is sealed differently each time', () => {
  expect(record(1)).not.toBe(record(1))
})

test('every flipped bit costs at most one record, and none is read as another', () => {
  const whole = Buffer.from(header + [1, 2, 3].map((n) => record(n)).join(''))
  const all = read(whole)
  for (let bit = 0; bit < whole.length * 8; bit++) {
    const bytes = Buffer.from(whole)
    bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7))
    const found = read(bytes)
    expect(all).toEqual(expect.arrayContaining(found))
    expect(found.length + (scan(bytes, file, codec).header === null ? 0 : 1)).toBe(3)
  }
})

test('a flipped bit with a mended checksum is found by the seal, and only that record is lost', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const content = codec.encode('{"text":"two"}', file, 2)
      const letters = Buffer.from(content)
      const at = 1 + (seed % (letters.length - 3))
      letters[at] = letters[at] === 65 ? 66 : 65 // A or B, both base64
      if (letters.toString() === content) return
      const asIs = { ...plainCodec, encode: () => letters.toString() }
      const bytes = Buffer.from(header + record(1) + encodeRecord({ n: 2, json: '' }, file, asIs) + record(3))
      expect(scan(bytes, file, codec).records).toHaveLength(3)
      expect(read(bytes)).toEqual(['{"text":"record 1"}', '{"text":"record 3"}'])
    }),
  )
})

test('a record is opened only where it was sealed: not under another number, in another file or folder, with another key', () => {
  const content = codec.encode('{"a":1}', file, 7)
  const opened = (place: string, n: number, by = codec) => by.decode(Buffer.from(content), place, n)
  expect(opened(file, 7)).toBe('{"a":1}')
  expect(opened(file, 8)).toBeNull()
  expect(opened('log/000002.log', 7)).toBeNull()
  expect(opened('library/000001.log', 7)).toBeNull()
  expect(opened(file, 7, other)).toBeNull()
  expect(opened(file, 7, sealedCodec({ ...key, vault: 'another' }))).toBeNull()
  expect(opened(file, 7, plainCodec)).toBeNull()
})

test('a sealed file without its lock is refused as it is; a plain one among sealed ones counts for nothing', () => {
  const sealed = Buffer.from(header + record(1))
  expect(() => scan(sealed, file)).toThrow(StoreFailure)
  expect(() => scan(sealed, file)).toThrow(/lock-missing/)
  const plain = Buffer.from(encodeHeader('test') + encodeRecord({ n: 1, json: '{"forged":true}' }))
  expect(scan(plain, file, codec)).toEqual({ header: null, records: [], end: 0 })
  const forged = Buffer.from(header + encodeRecord({ n: 1, json: '{"forged":true}' }))
  expect(read(forged)).toEqual([])
})

test('a record is found again by where its content begins', () => {
  const bytes = Buffer.from(header + record(1) + record(2))
  for (const found of scan(bytes, file, codec).records) expect(recordAt(bytes, found.start)).toEqual(found)
  expect(recordAt(bytes, 3)).toBeNull()
})

test('a whole file: opened under its own name only, and only as it was', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(), (content, seed) => {
      const sealed = encodeWholeFile(content, 'reports/a.txt', codec)
      expect(decodeWholeFile(sealed, 'reports/a.txt', codec)?.equals(content)).toBe(true)
      expect(decodeWholeFile(sealed, 'reports/b.txt', codec)).toBeNull()
      expect(decodeWholeFile(sealed, 'reports/a.txt', plainCodec)).toBeNull()
      const body = sealed.indexOf(10) + 1
      const bit = body * 8 + (seed % ((sealed.length - body) * 8))
      sealed[bit >> 3] = (sealed[bit >> 3] as number) ^ (1 << (bit & 7))
      expect(decodeWholeFile(sealed, 'reports/a.txt', codec)).toBeNull()
    }),
  )
})
