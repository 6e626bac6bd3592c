/**
 * The data key of a lock, and the two ways to it: wrapped (AES-256-GCM) with a key made of the passphrase by scrypt
 * (RFC 7914) and with one made of the recovery key by HKDF-SHA-256 (RFC 5869), which suffices for 160 random bits.
 */
import { hkdfSync, randomBytes, randomUUID, scrypt } from 'node:crypto'
import { type DataKey, seal, unseal } from '../store/codec'
import { newRecoverySecret, readRecoveryKey, recoveryKeyOf } from './recovery-key'

/** scrypt's cost parameters. */
export interface Cost {
  N: number
  r: number
  p: number
}
/** As OWASP's Password Storage Cheat Sheet asks for at least: 128 MB, about half a second. */
export const usualCost: Cost = { N: 2 ** 17, r: 8, p: 1 }
/** A changed file must not make the app use more: 1 GB. */
const greatest = { N: 2 ** 20, r: 16, p: 16, memory: 2 ** 30 }

/** What the folder keeps of a lock; nothing in it is secret. Binary values are base64. */
export interface Vault {
  id: string
  /** Files are being sealed, all are sealed, or they are being made plain again. */
  state: 'sealing' | 'on' | 'unsealing'
  passphrase: Cost & { kdf: 'scrypt'; salt: string; key: string }
  recovery: { kdf: 'hkdf-sha256'; salt: string; key: string }
  /** Minutes without activity until it locks by itself; null: never. */
  autoLock: number | null
}

export async function newVault(
  passphrase: string,
  cost: Cost = usualCost,
): Promise<{ vault: Vault; key: DataKey; recoveryKey: string }> {
  const key: DataKey = { vault: randomUUID(), bytes: randomBytes(32) }
  const secret = newRecoverySecret()
  const vault: Vault = {
    id: key.vault,
    state: 'sealing',
    passphrase: await wrappedByPassphrase(key, passphrase, cost),
    recovery: wrappedBySecret(key, secret),
    autoLock: 10,
  }
  return { vault, key, recoveryKey: recoveryKeyOf(secret) }
}

/** Null if it isn't the passphrase. */
export async function openByPassphrase({ id, passphrase }: Vault, given: string): Promise<DataKey | null> {
  const { N, r, p, salt, key } = passphrase
  const wrapping = await stretched(given, Buffer.from(salt, 'base64'), { N, r, p })
  return opened(id, wrapping, key, placeOf(id, 'passphrase', { N, r, p }))
}

/** `mistyped`: its last characters don't go with the others. Null if it is another lock's. */
export function openByRecoveryKey({ id, recovery }: Vault, given: string): DataKey | 'mistyped' | null {
  const secret = readRecoveryKey(given)
  if (secret === null) return 'mistyped'
  return opened(id, drawn(secret, Buffer.from(recovery.salt, 'base64')), recovery.key, placeOf(id, 'recovery'))
}

/** Only the wrapping changes: what is sealed stays as it is. */
export async function withPassphrase(vault: Vault, key: DataKey, passphrase: string, cost: Cost): Promise<Vault> {
  return { ...vault, passphrase: await wrappedByPassphrase(key, passphrase, cost) }
}
export function withNewRecoveryKey(vault: Vault, key: DataKey): { vault: Vault; recoveryKey: string } {
  const secret = newRecoverySecret()
  return { vault: { ...vault, recovery: wrappedBySecret(key, secret) }, recoveryKey: recoveryKeyOf(secret) }
}

/** Overwrites the bytes. What Node's strings and OpenSSL held of it meanwhile can't be reached. */
export function forget(key: DataKey): void {
  key.bytes.fill(0)
}

async function wrappedByPassphrase(key: DataKey, passphrase: string, cost: Cost): Promise<Vault['passphrase']> {
  const salt = randomBytes(16)
  const wrapping = await stretched(passphrase, salt, cost)
  const sealed = seal(wrapping, key.bytes, placeOf(key.vault, 'passphrase', cost))
  wrapping.fill(0)
  return { kdf: 'scrypt', ...cost, salt: salt.toString('base64'), key: sealed.toString('base64') }
}
function wrappedBySecret(key: DataKey, secret: Buffer): Vault['recovery'] {
  const salt = randomBytes(16)
  const sealed = seal(drawn(secret, salt), key.bytes, placeOf(key.vault, 'recovery'))
  return { kdf: 'hkdf-sha256', salt: salt.toString('base64'), key: sealed.toString('base64') }
}

function opened(id: string, wrapping: Buffer, key: string, place: string): DataKey | null {
  const bytes = unseal(wrapping, Buffer.from(key, 'base64'), place)
  wrapping.fill(0)
  return bytes && { vault: id, bytes }
}

const placeOf = (id: string, way: 'passphrase' | 'recovery', cost?: Cost) =>
  `${id} ${way}${cost ? ` ${cost.N} ${cost.r} ${cost.p}` : ''}`

/**
 * 256 bits by scrypt, in a thread of libuv's, so that the window stays alive. The same characters, however they were
 * composed. Throws `RangeError` for a cost that would use more than 1 GB.
 */
export function stretched(passphrase: string, salt: Buffer, { N, r, p }: Cost): Promise<Buffer> {
  const memory = 128 * N * r
  if (N > greatest.N || r > greatest.r || p > greatest.p || memory > greatest.memory)
    return Promise.reject(new RangeError(`scrypt asks for too much: ${N} ${r} ${p}`))
  return new Promise((resolve, reject) =>
    scrypt(passphrase.normalize('NFKC'), salt, 32, { N, r, p, maxmem: 2 * memory }, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  )
}
function drawn(secret: Buffer, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, 'fieldbook recovery key', 32))
}
