import { hash } from './hash'
import { inHashOrder } from './hash-order'

/** The items in an order that only the seed decides: the same on every machine and each time it is asked. */
export function shuffled<Item extends { id: string }>(items: readonly Item[], seed: string): Item[] {
  return inOrder(
    items,
    Uint32Array.from(items, ({ id }) => hash(seed + id)),
  )
}

/** So many hashes are made in one step. */
const piece = 1000

/** The same in pieces, for very many. */
export function* shuffling<Item extends { id: string }>(items: readonly Item[], seed: string): Generator<void, Item[]> {
  const hashes = new Uint32Array(items.length)
  for (const [place, { id }] of items.entries()) {
    hashes[place] = hash(seed + id)
    if (place % piece === 0) yield
  }
  yield
  return inOrder(items, hashes)
}

function inOrder<Item extends { id: string }>(items: readonly Item[], hashes: Uint32Array): Item[] {
  return inHashOrder(hashes, (place) => (items[place] as Item).id).map((place) => items[place] as Item)
}
