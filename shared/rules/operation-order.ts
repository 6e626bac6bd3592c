import type { Operation } from '../model/operations'

type Placed = Pick<Operation, 'id' | 'time' | 'tick'>

/**
 * The one order of operations, in whichever copies they were made: time, tick, device, number (a hybrid logical clock;
 * Kulkarni et al., OPODIS 2014). What an operation builds on always comes before it. Negative if `one` does.
 */
export function inOrder(one: Placed, other: Placed): number {
  if (one.time !== other.time) return one.time - other.time
  if (one.tick !== other.tick) return one.tick - other.tick
  const [device, n] = partsOf(one.id)
  const [otherDevice, otherN] = partsOf(other.id)
  return device === otherDevice ? n - otherN : device < otherDevice ? -1 : 1
}

function partsOf(id: string): [device: string, n: number] {
  const colon = id.lastIndexOf(':')
  return [id.slice(0, colon), Number(id.slice(colon + 1))]
}
