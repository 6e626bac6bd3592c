/** Years of reviews, written in a moment. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { encodeHeader, encodeRecord } from '../../electron/core/store/record-codec'
import { openStore } from '../../electron/core/store/store'
import type { CardRecord, Memory } from '../../shared/model/study'
import { hash } from '../../shared/rules/hash'
import { dayLength } from '../../shared/rules/study-day'

/** Records in a segment. */
export const perSegment = 6000
/** The first review, UTC ms. */
export const from = Date.parse('2024-01-01T12:00:00Z')
/** Study days over which the reviews are spread. */
export const days = 800

/** Fills an empty data folder in the log's own format; segments are as long as the store makes them. */
export async function writeHistory(
  folder: string,
  { reviews, cards }: { reviews: number; cards: number },
): Promise<void> {
  mkdirSync(path.join(folder, 'log'))
  const known: (CardRecord | null)[] = Array.from({ length: cards }, () => null)
  for (let first = 1, segment = 1; first <= reviews; first += perSegment, segment += 1) {
    let text = encodeHeader('fieldbook-log', { segment, first })
    for (let n = first; n < Math.min(first + perSegment, reviews + 1); n += 1) {
      const card = n % cards
      const before = known[card] ?? null
      const day = Math.floor(((n - 1) / reviews) * days)
      const at = from + day * dayLength + (n % 1000) * 9000
      const rating = hash(`${n}`) % 10 === 0 ? ('again' as const) : ('good' as const)
      const repetitions = (before?.memory.repetitions ?? 0) + 1
      const memory: Memory = {
        ...{ model: 'fsrs-6/ts-fsrs-5.4.2', phase: 'review', stability: 12.34567891, difficulty: 5.12345678, step: 0 },
        ...{ due: at + 12 * dayLength, lastReview: at, scheduledDays: 12, repetitions, lapses: 0 },
      }
      const id = `benchbenchbench0:${n}`
      const name = new Date(at).toISOString().slice(0, 10)
      const data = { card: `card-${card}`, rating, day: name, spent: 5000, before, memory }
      const head = { id, time: at, tick: n, at, zone: 0, kind: 'review', v: 1, request: `${id}-0000-0000-000000000000` }
      text += encodeRecord({ n, json: JSON.stringify({ ...head, data }) })
      known[card] = { memory, standsOn: id, introduced: before?.introduced ?? name }
    }
    writeFileSync(path.join(folder, 'log', `${String(segment).padStart(6, '0')}.log`), text)
  }
  // The state is made of it once, as after a loss.
  await (await openStore({ folder })).close()
}
