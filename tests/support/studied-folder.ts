/** A data folder with reviews in it, written through the real store: many a flush, so that years take seconds. */
import { openStore } from '../../electron/core/store/store'
import type { CardRecord } from '../../shared/model/study'
import type { Zone } from '../../shared/rules/study-day'
import type { SimulatedReview } from './simulated-learner'
import { utc } from './zones'

export async function writeReviews(
  folder: string,
  reviews: Iterable<SimulatedReview>,
  { zone = utc, together = 5000 }: { zone?: Zone; together?: number } = {},
): Promise<{ reviews: number; lastAt: number }> {
  let now = 0
  const store = await openStore({ folder, clock: () => now, zone })
  const known = new Map<string, { standsOn: string; introduced: string }>()
  let written = 0
  let some: Promise<unknown>[] = []
  const flush = async () => {
    await Promise.all(some)
    some = []
  }
  for (const { card, at, day, rating, spent, before, memory } of reviews) {
    now = at
    const last = known.get(card)
    // Within one flush the store's own record of a card is behind: what the card stands on is told as far as known.
    const record: CardRecord | null = before && {
      memory: before,
      standsOn: last?.standsOn ?? '',
      introduced: last?.introduced ?? day,
    }
    if (!last) known.set(card, { standsOn: '', introduced: day })
    some.push(store.record('review', { card, rating, day, spent, before: record, memory }))
    written += 1
    if (some.length >= together) await flush()
  }
  await flush()
  await store.close()
  return { reviews: written, lastAt: now }
}
