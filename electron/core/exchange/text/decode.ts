/** The letters of a text file, in whichever encoding it was saved. */
import type { Encoding } from '../../../../shared/model/text-import'
import { Refused } from '../refused'

/** Bytes looked at to tell text from anything else, and one encoding from another. */
const sample = 256 * 1024

/** Throws `Refused` for what is no text. What couldn't be read becomes U+FFFD; a byte order mark is no letter. */
export function decode(bytes: Uint8Array, wanted?: Encoding): { text: string; encoding: Encoding } {
  if (bytes.length === 0) throw new Refused('empty')
  const encoding = wanted ?? encodingOf(bytes)
  const text = new TextDecoder(encoding).decode(bytes)
  const start = text.slice(0, sample)
  // Now and then one has got into a text; many are another kind of file.
  if (start.split('\0').length - 1 > Math.max(8, start.length / 1000)) throw new Refused('not-text')
  return { text, encoding }
}

export function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  const start = bytes.subarray(0, sample)
  const zeros = [0, 0]
  for (const [index, byte] of start.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] as number) + 1
  const [even = 0, odd = 0] = zeros
  // Western letters in UTF-16 have every other byte zero.
  if (odd > start.length / 8 && even < odd / 8) return 'utf-16le'
  if (even > start.length / 8 && odd < even / 8) return 'utf-16be'
  return isMostlyUtf8(bytes) ? 'utf-8' : 'windows-1252'
}

/** Letters of several bytes are hardly ever whole by chance: a text that has some, and few broken ones, is UTF-8. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  let whole = 0
  let broken = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number
    if (byte < 0x80) continue
    const more = byte >= 0xc2 && byte < 0xe0 ? 1 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xf0 && byte < 0xf5 ? 3 : 0
    let found = 0
    while (found < more && ((bytes[at + 1 + found] ?? 0) & 0xc0) === 0x80) found++
    if (more > 0 && found === more) whole++
    else broken++
    at += found
  }
  return broken === 0 || whole > 4 * broken
}
