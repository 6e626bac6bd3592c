import type { Memory } from '../model/study'
import { retrievability } from './scheduling'
import { dayLength } from './study-day'

export interface CurvePoint {
  /** UTC ms. */
  at: number
  /** Chance of recall, 0-1. */
  recall: number
}
interface Rated {
  at: number
  memory: Memory
}

/** Points of the whole curve, and fewest of each falling piece: enough to look smooth, few enough to draw. */
const points = 400
const fewest = 3

/**
 * Chance of recall over time: after each review it falls from 1, and the next one lifts it again (two points at one
 * instant). `reviews` oldest first; `now` what is known of the card today, which may be more than its last review left
 * (another due date); null if it was put back to new. Ends a quarter of the whole time after the later of now and due.
 */
export function forgettingCurve(
  reviews: readonly Rated[],
  known: Memory | null,
  now: number,
  recallAt: (memory: Memory, at: number) => number = retrievability,
): CurvePoint[] {
  const [first] = reviews
  const last = reviews.at(-1)
  if (!first || !last) return []
  const ahead = known ? Math.max(now, known.due) : last.at
  const end = known ? ahead + Math.max(dayLength / 4, (ahead - first.at) / 4) : ahead
  const step = (end - first.at) / points
  return reviews.flatMap(({ at, memory }, index) => {
    const next = reviews[index + 1]
    const until = Math.max(at, next?.at ?? end)
    const left = next ? memory : (known ?? memory)
    const many = Math.max(fewest, Math.ceil((until - at) / (step || 1)))
    return Array.from({ length: until > at ? many : 1 }, (_, n) => {
      const when = at + ((until - at) * n) / Math.max(1, many - 1)
      return { at: when, recall: recallAt(left, when) }
    })
  })
}
