/**
 * Between what is kept and its bytes: plain, or sealed with the data key of a lock. AES-256-GCM with a random 96-bit
 * nonce for each sealing and a 128-bit tag (NIST SP 800-38D §8.2.2); where a thing stands is its associated data, so
 * that nothing can be moved to another file, place or folder unnoticed. One key may seal fewer than 2^32 things
 * (SP 800-38D §8.3): at a thousand records a day that is eleven thousand years.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

export interface Codec {
  /** As a file's first line says. */
  readonly name: 'plain' | 'sealed'
  /** What a file's first line says beside that. */
  readonly about: Record<string, string>
  /** The JSON of record `n` as it stands in its line. `file` is the path below the data folder. */
  encode(json: string, file: string, n: number): string
  /** Null for what wasn't made by this codec for this place. */
  decode(content: Buffer, file: string, n: number): string | null
  /** A body that is kept as a whole. */
  encodeWhole(body: Buffer, file: string): Buffer
  decodeWhole(body: Buffer, file: string): Buffer | null
}

/** Begins the content of a sealed record; what follows is base64. */
export const sealedMark = '*'

export const plainCodec: Codec = {
  name: 'plain',
  about: {},
  encode: (json) => json,
  decode: (content) => (content[0] === sealedMark.charCodeAt(0) ? null : content.toString('utf8')),
  encodeWhole: (body) => body,
  decodeWhole: (body) => body,
}

/** 256 random bits, and the id of the lock they belong to. Plain data: it can be handed to another thread. */
export interface DataKey {
  vault: string
  bytes: Uint8Array
}

/** Uses the key's bytes where they stand: once they are overwritten, nothing can be read any more. */
export function sealedCodec({ vault, bytes }: DataKey): Codec {
  return {
    name: 'sealed',
    about: { vault },
    encode: (json, file, n) => sealedMark + seal(bytes, Buffer.from(json), `${vault} ${file} ${n}`).toString('base64'),
    decode: (content, file, n) => {
      if (content[0] !== sealedMark.charCodeAt(0)) return null
      const sealed = Buffer.from(content.toString('latin1', 1), 'base64')
      return unseal(bytes, sealed, `${vault} ${file} ${n}`)?.toString('utf8') ?? null
    },
    encodeWhole: (body, file) => seal(bytes, body, `${vault} ${file}`),
    decodeWhole: (body, file) => unseal(bytes, body, `${vault} ${file}`),
  }
}

const algorithm = 'aes-256-gcm'
const nonceLength = 12
const tagLength = 16

/** Nonce, ciphertext and tag in one. */
export function seal(key: Uint8Array, plain: Uint8Array, place: string): Buffer {
  // A key that was forgotten: what it sealed could never be opened again.
  if (key.every((byte) => byte === 0)) throw new Error('there is no key any more')
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagLength }).setAAD(Buffer.from(place))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Null if it was made with another key, for another place, or was changed since. */
export function unseal(key: Uint8Array, sealed: Uint8Array, place: string): Buffer | null {
  const end = sealed.length - tagLength
  if (end < nonceLength) return null
  const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, nonceLength), { authTagLength: tagLength })
  decipher.setAAD(Buffer.from(place)).setAuthTag(sealed.subarray(end))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(nonceLength, end)), decipher.final()])
  } catch {
    return null
  }
}
