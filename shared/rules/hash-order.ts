/** An item's place is packed beside its hash in one number: 32 and 21 bits, all that a double holds exactly. */
const mostItems = 2 ** 21

/**
 * Places of the items in the order of their hashes (32 bits each), those with the same hash by id. Numbers are put in order
 * without a call for each comparison: a hundred thousand take a few ms. Throws `RangeError` for more than 2,097,152.
 */
export function inHashOrder(hashes: ArrayLike<number>, idOf: (place: number) => string): number[] {
  if (hashes.length > mostItems) throw new RangeError(`${hashes.length} items`)
  const keys = new Float64Array(hashes.length)
  for (let place = 0; place < keys.length; place += 1) keys[place] = (hashes[place] as number) * mostItems + place
  keys.sort()
  const order = new Array<number>(keys.length)
  for (let index = 0; index < keys.length; index += 1) order[index] = (keys[index] as number) % mostItems
  for (let from = 0; from < order.length; ) {
    let to = from + 1
    while (to < order.length && hashes[order[to] as number] === hashes[order[from] as number]) to += 1
    if (to > from + 1) {
      const same = order.slice(from, to).sort((one, other) => (idOf(one) < idOf(other) ? -1 : 1))
      for (const [index, place] of same.entries()) order[from + index] = place
    }
    from = to
  }
  return order
}
