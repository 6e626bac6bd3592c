import { hash } from './hash'

/** The items in an order that only the seed decides: the same on every machine and each time it is asked. */
export function shuffled<Item extends { id: string }>(items: readonly Item[], seed: string): Item[] {
  return items
    .map((item) => ({ item, place: hash(seed + item.id) }))
    .sort((one, other) => one.place - other.place || (one.item.id < other.item.id ? -1 : 1))
    .map(({ item }) => item)
}
