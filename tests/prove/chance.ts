/**
 * Chance that comes the same each time it is begun: keys, nonces and ids too. Several processes that live the same life
 * then share out the same disks, and a call that fails is the same call in every life.
 */
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

/** From 0 up to, but not including, 1. */
export function seeded(seed: number): () => number {
  let state = seed + 1
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  for (let i = 0; i < 3; i++) next()
  return next
}

/** From now on the core's random bytes come from there. */
export function seedRandomBytes(seed: number): void {
  const random = seeded(seed)
  const randomBytes = (length: number) => Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)))
  const randomUUID = () =>
    randomBytes(16)
      .toString('hex')
      .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5')
  // Ed25519, which is all that anybody makes: PKCS #8 around its 32 bytes (RFC 8410).
  const generateKeyPairSync = () => {
    const key = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), randomBytes(32)])
    return { privateKey: crypto.createPrivateKey({ key, format: 'der', type: 'pkcs8' }) }
  }
  Object.assign(crypto, { randomBytes, randomUUID, generateKeyPairSync })
  syncBuiltinESMExports()
}
