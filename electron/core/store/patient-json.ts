/** JSON of much at once, made while others have their turn. */
import { breathing } from '../breathing'

/** Characters that are turned into bytes together. */
const atOnce = 64 * 1024
/** Longer lists and records are made entry by entry, and so is what holds one, down to this depth. */
const long = 64
const deepest = 3

/** The same bytes as of `JSON.stringify`, if nothing in it is changed meanwhile. What has a `toJSON` is not known here. */
export async function patientJson(value: object): Promise<Buffer> {
  const breath = breathing()
  const parts: Buffer[] = []
  let text = ''
  for (const piece of piecesOf(value, '')) {
    text += piece
    if (text.length >= atOnce) {
      parts.push(Buffer.from(text))
      text = ''
    }
    const pause = breath()
    if (pause) await pause
  }
  parts.push(Buffer.from(text))
  return Buffer.concat(parts)
}

/** @param before what stands before it: a comma, a name. */
function* piecesOf(value: unknown, before: string): Generator<string> {
  if (!isLong(value, deepest)) {
    yield before + (JSON.stringify(value) ?? 'null')
  } else if (Array.isArray(value)) {
    yield `${before}[`
    for (const [index, one] of value.entries()) yield* piecesOf(one, index === 0 ? '' : ',')
    yield ']'
  } else {
    yield `${before}{`
    let comma = ''
    for (const key in value as object) {
      const one = (value as Record<string, unknown>)[key]
      if (one === undefined) continue
      yield* piecesOf(one, `${comma}${JSON.stringify(key)}:`)
      comma = ','
    }
    yield '}'
  }
}

function isLong(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  let entries = 0
  // A record's own names are all there are in data.
  for (const key in value) {
    entries++
    if (entries > long || (depth > 0 && isLong(value[key as keyof typeof value], depth - 1))) return true
  }
  return false
}
