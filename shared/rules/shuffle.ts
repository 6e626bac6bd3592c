/** The items in an order that only the seed decides: the same on every machine and each time it is asked. */
export function shuffled<Item extends { id: string }>(items: readonly Item[], seed: string): Item[] {
  return items.toSorted((one, other) => hash(seed + one.id) - hash(seed + other.id) || (one.id < other.id ? -1 : 1))
}

/** FNV-1a, 32 bits, with a last mixing (MurmurHash3's finalizer), or texts that end alike would stay in order. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}
