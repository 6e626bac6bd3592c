/** Just enough of protobuf's wire format to read Anki's small messages (protobuf.dev/programming-guides/encoding). */

export type Field = { number: number } & ({ value: number } | { bytes: Uint8Array })

/** The fields of a message in order. Null where it is none. Numbers above 2^53 lose their last digits. */
export function fieldsOf(message: Uint8Array): Field[] | null {
  const fields: Field[] = []
  let at = 0
  const number = (): number | null => {
    let value = 0
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = message[at]
      if (byte === undefined) return null
      at += 1
      value += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) return value
    }
    return null
  }
  while (at < message.length) {
    const key = number()
    if (key === null || key < 8) return null
    const field = Math.floor(key / 8)
    const wire = key % 8
    if (wire === 0) {
      const value = number()
      if (value === null) return null
      fields.push({ number: field, value })
    } else {
      const length = wire === 2 ? number() : wire === 1 ? 8 : wire === 5 ? 4 : null
      if (length === null || at + length > message.length) return null
      fields.push({ number: field, bytes: message.subarray(at, at + length) })
      at += length
    }
  }
  return fields
}

/** Of a field that stands there once: what stands last. */
export function bytesIn(fields: readonly Field[], number: number): Uint8Array | undefined {
  const found = fields.findLast((field) => field.number === number)
  return found && 'bytes' in found ? found.bytes : undefined
}
export function numberIn(fields: readonly Field[], number: number): number {
  const found = fields.findLast((field) => field.number === number)
  return found && 'value' in found ? found.value : 0
}
