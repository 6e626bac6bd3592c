/**
 * The recovery key as it is printed: 160 random bits and 20 of a checksum in Crockford's base 32, which has no I, L, O
 * and U: nine groups of four. Read leniently: small letters, missing hyphens, O for 0, I and L for 1.
 */
import { createHash, randomBytes } from 'node:crypto'

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const secretLength = 20
const checkLetters = 4

export const newRecoverySecret = (): Buffer => randomBytes(secretLength)

export function recoveryKeyOf(secret: Buffer): string {
  return (encoded(secret) + check(secret)).replace(/.{4}(?!$)/g, '$&-')
}

/** Null if it isn't one, or was mistyped: of a million random ones one passes. */
export function readRecoveryKey(text: string): Buffer | null {
  const clean = text
    .toUpperCase()
    .replace(/[\s–—-]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  const values = [...clean].map((letter) => letters.indexOf(letter))
  if (values.length !== (secretLength * 8) / 5 + checkLetters || values.includes(-1)) return null
  const secret = decoded(values.slice(0, -checkLetters))
  return check(secret) === clean.slice(-checkLetters) ? secret : null
}

function check(secret: Buffer): string {
  return encoded(createHash('sha256').update('fieldbook recovery key').update(secret).digest()).slice(0, checkLetters)
}

/** Five bits a letter; bits left over at the end are not written. */
function encoded(bytes: Buffer): string {
  let text = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    for (bits += 8; bits >= 5; bits -= 5) text += letters[(held >> (bits - 5)) & 31]
    held &= 255
  }
  return text
}
function decoded(values: readonly number[]): Buffer {
  const bytes: number[] = []
  let bits = 0
  let held = 0
  for (const value of values) {
    held = ((held & 255) << 5) | value
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes.push((held >> bits) & 255)
    }
  }
  return Buffer.from(bytes)
}
