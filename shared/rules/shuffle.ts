import { hash } from './hash'

/** The items in an order that only the seed decides: the same on every machine and each time it is asked. */
export function shuffled<Item extends { id: string }>(items: readonly Item[], seed: string): Item[] {
  return items.toSorted((one, other) => hash(seed + one.id) - hash(seed + other.id) || (one.id < other.id ? -1 : 1))
}
