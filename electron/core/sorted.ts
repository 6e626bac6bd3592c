import { breathing } from './breathing'

/** So many are put in order without a break. */
const run = 1000

/** The same as `toSorted`, while others have their turns. */
export async function sortedInPieces<Item>(
  items: readonly Item[],
  compare: (one: Item, other: Item) => number,
): Promise<Item[]> {
  const rest = breathing()
  let runs: Item[][] = []
  for (let from = 0; from < items.length; from += run) {
    runs.push(items.slice(from, from + run).sort(compare))
    await rest()
  }
  while (runs.length > 1) {
    const merged: Item[][] = []
    for (let at = 0; at < runs.length; at += 2)
      merged.push(await merge(runs[at] ?? [], runs[at + 1] ?? [], compare, rest))
    runs = merged
  }
  return runs[0] ?? []
}

async function merge<Item>(
  one: readonly Item[],
  other: readonly Item[],
  compare: (one: Item, other: Item) => number,
  rest: () => Promise<void> | undefined,
): Promise<Item[]> {
  const [last, first] = [one.at(-1), other[0]]
  if (last === undefined || first === undefined || compare(last, first) <= 0) return one.concat(other)
  const merged: Item[] = []
  let [left, right] = [0, 0]
  while (left < one.length && right < other.length) {
    // Of equal ones the first stays first.
    if (compare(one[left] as Item, other[right] as Item) <= 0) merged.push(one[left++] as Item)
    else merged.push(other[right++] as Item)
    if (merged.length % run === 0) await rest()
  }
  return merged.concat(one.slice(left), other.slice(right))
}
