import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { largestPack, type PackContent, readPackFile, writePackFile } from '../../../electron/core/packs/pack-file'
import { signingKey, signingKeyFile } from '../../../electron/core/packs/signing-key'
import { plainCodec, sealedCodec } from '../../../electron/core/store/codec'
import { nodeFiles } from '../../../electron/core/store/files'

const key = () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const content: PackContent = {
  author: 'Trainer',
  madeAt: 1_790_000_000_000,
  files: [
    { path: 'pack.yaml', text: 'id: state-law\n' },
    { path: 'chapters/01 the law.md', text: 'Añadido\n' },
  ],
}
const secret = key()
const fault = (bytes: Uint8Array) =>
  readPackFile(bytes).then(
    () => 'read',
    (error) => error.fault,
  )

test('what was packed is what is read, and who signed it', async () => {
  const written = await writePackFile(content, secret)
  const read = await readPackFile(written)
  expect(read.content).toEqual(content)
  expect(read.signer).toMatch(/^([0-9a-f]{4} ){9}[0-9a-f]{4}$/)
  expect((await readPackFile(await writePackFile(content, secret))).signer).toBe(read.signer)
  expect((await readPackFile(await writePackFile(content, key()))).signer).not.toBe(read.signer)
  const unsigned = await readPackFile(await writePackFile(content, null))
  expect([unsigned.signer, unsigned.hash]).toEqual([null, read.hash])
})

test('any text and any order of files comes back', async () => {
  const files = fc.uniqueArray(
    fc.record({ path: fc.stringMatching(/^[a-z]{1,8}\/[a-z]{1,8}\.md$/), text: fc.string() }),
    {
      selector: ({ path }) => path,
    },
  )
  await fc.assert(
    fc.asyncProperty(files, fc.string({ maxLength: 100 }), async (files, author) => {
      const packed = await writePackFile({ ...content, author, files }, secret)
      expect((await readPackFile(packed)).content).toEqual({ ...content, author, files })
    }),
  )
})

test('one letter changed after signing is never taken', async () => {
  const text = gunzipSync(await writePackFile(content, secret))
  const end = text.indexOf(10)
  await fc.assert(
    fc.asyncProperty(fc.nat(text.length - end - 2), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
      const changed = Buffer.from(text)
      const place = end + 1 + at
      changed[place] = (changed[place] ?? 0) ^ flip
      expect(await fault(gzipSync(changed))).toBe('changed-after-signing')
    }),
  )
})

test('the signature of one pack is none for another, and half a signature is none', async () => {
  const [head] = gunzipSync(await writePackFile(content, secret))
    .toString()
    .split('\n')
  const [, other] = gunzipSync(await writePackFile({ ...content, author: 'Else' }, secret))
    .toString()
    .split('\n')
  expect(await fault(gzipSync(`${head}\n${other}`))).toBe('changed-after-signing')
  const { signature: _, ...half } = JSON.parse(head ?? '')
  expect(await fault(gzipSync(`${JSON.stringify(half)}\n${other}`))).toBe('changed-after-signing')
  expect(await fault(gzipSync(`${JSON.stringify({ ...half, key: 'AAAA', signature: 'AAAA' })}\n${other}`))).toBe(
    'changed-after-signing',
  )
})

test('what is no pack is refused, whatever it is', async () => {
  const line = JSON.stringify(content)
  const withFiles = (files: unknown) => gzipSync(`{"fieldbook-pack":1}\n${JSON.stringify({ ...content, files })}`)
  expect(await fault(Buffer.from('PK\u0003\u0004'))).toBe('not-a-pack')
  expect(await fault(gzipSync('{"fieldbook-pack":1}'))).toBe('not-a-pack')
  expect(await fault(gzipSync(`{"fieldbook-pack":2}\n${line}`))).toBe('newer-format')
  expect(await fault(gzipSync(`{"fieldbook-pack":1}\n${line.slice(1)}`))).toBe('not-a-pack')
  for (const path of ['../pack.yaml', '/pack.yaml', 'a/../b', 'a\\b', 'C:/x', 'a/b/c', '', '.hidden', 'a\0b'])
    expect([path, await fault(withFiles([{ path, text: '' }]))]).toEqual([path, 'not-a-pack'])
  expect(
    await fault(
      withFiles([
        { path: 'cards/é.yaml', text: '' },
        { path: 'cards/E\u0301.yaml', text: '' },
      ]),
    ),
  ).toBe('not-a-pack')
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      expect(await fault(bytes)).toBe('not-a-pack')
      expect(await fault(gzipSync(bytes))).toBe('not-a-pack')
    }),
  )
})

test('what unpacks to more than a pack may hold is refused before it fills the memory', async () => {
  const bomb = gzipSync(Buffer.alloc(largestPack + 1, 32))
  expect(bomb.length).toBeLessThan(100_000)
  expect(await fault(bomb)).toBe('too-large')
}, 30_000)

test('a file cut anywhere is refused', async () => {
  const whole = await writePackFile(content, secret)
  for (let end = 0; end < whole.length; end++) expect(await fault(whole.subarray(0, end))).toBe('not-a-pack')
})

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fieldbook-key-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('the key is made once, and stays', async () => {
  const made = await signingKey(nodeFiles, folder, plainCodec)
  expect(await signingKey(nodeFiles, folder, plainCodec)).toEqual(made)
  expect((await readPackFile(await writePackFile(content, made.privateKey))).signer).toBe(made.fingerprint)
})

test('under a lock it can be read with the key of the lock only, and is never made anew instead', async () => {
  const codec = sealedCodec({ vault: 'v', bytes: Buffer.alloc(32, 7) })
  const made = await signingKey(nodeFiles, folder, codec)
  expect(await readFile(join(folder, signingKeyFile), 'latin1')).not.toContain('PRIVATE KEY')
  expect(await signingKey(nodeFiles, folder, codec)).toEqual(made)
  const other = sealedCodec({ vault: 'v', bytes: Buffer.alloc(32, 8) })
  await expect(signingKey(nodeFiles, folder, other)).rejects.toMatchObject({ failure: { code: 'damaged' } })
  await expect(signingKey(nodeFiles, folder, plainCodec)).rejects.toMatchObject({ failure: { code: 'damaged' } })
})
