import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import {
  type Cost,
  newVault,
  openByPassphrase,
  openByRecoveryKey,
  withNewRecoveryKey,
  withPassphrase,
} from '../../../electron/core/vault/keys'
import { newRecoverySecret, readRecoveryKey, recoveryKeyOf } from '../../../electron/core/vault/recovery-key'

vi.setConfig({ testTimeout: 30_000 })
const cheap: Cost = { N: 2 ** 10, r: 8, p: 1 }

test('the passphrase opens, however its characters are composed; no other does', async () => {
  const { vault, key } = await newVault('naïve passphrase', cheap)
  expect(await openByPassphrase(vault, 'nai\u0308ve passphrase')).toEqual(key)
  for (const wrong of ['', 'naïve passphrase ', 'Naïve passphrase'])
    expect(await openByPassphrase(vault, wrong)).toBeNull()
})

test('the cost is kept with the lock, cannot be lowered unnoticed and cannot be made to exhaust the machine', async () => {
  const { vault, key } = await newVault('long enough', cheap)
  expect(vault.passphrase).toMatchObject({ kdf: 'scrypt', ...cheap })
  const easier = { ...vault, passphrase: { ...vault.passphrase, N: 2 ** 9 } }
  expect(await openByPassphrase(easier, 'long enough')).toBeNull()
  const harder = { ...vault, passphrase: { ...vault.passphrase, N: 2 ** 24 } }
  await expect(openByPassphrase(harder, 'long enough')).rejects.toThrow(RangeError)
  expect(await openByPassphrase(vault, 'long enough')).toEqual(key)
})

test('the recovery key opens too; a new one and a new passphrase put the old ones out', async () => {
  const { vault, key, recoveryKey } = await newVault('first passphrase', cheap)
  expect(openByRecoveryKey(vault, recoveryKey)).toEqual(key)
  expect(openByRecoveryKey(vault, ` ${recoveryKey.toLowerCase().replaceAll('-', ' ')}\n`)).toEqual(key)
  const renewed = withNewRecoveryKey(vault, key)
  expect(openByRecoveryKey(renewed.vault, renewed.recoveryKey)).toEqual(key)
  expect(openByRecoveryKey(renewed.vault, recoveryKey)).toBeNull()
  const changed = await withPassphrase(renewed.vault, key, 'second passphrase', cheap)
  expect(await openByPassphrase(changed, 'second passphrase')).toEqual(key)
  expect(await openByPassphrase(changed, 'first passphrase')).toBeNull()
})

test('a recovery key: nine groups of four without look-alikes, read as it was written', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), (secret) => {
      const text = recoveryKeyOf(Buffer.from(secret))
      expect(text).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}$/)
      expect(readRecoveryKey(text)?.equals(secret)).toBe(true)
      expect(readRecoveryKey(text.replaceAll('0', 'o').replaceAll('1', 'l'))?.equals(secret)).toBe(true)
    }),
  )
})

test('a mistyped recovery key is told from a wrong one', () => {
  const text = recoveryKeyOf(newRecoverySecret())
  const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  for (const [at, letter] of [...text].entries()) {
    if (letter === '-') continue
    const wrong = letters[(letters.indexOf(letter) + 7) % 32]
    expect(readRecoveryKey(text.slice(0, at) + wrong + text.slice(at + 1))).toBeNull()
  }
  expect(readRecoveryKey(text.slice(1))).toBeNull()
})
