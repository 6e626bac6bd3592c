import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keptBackups, type Thinned } from '../../../shared/rules/backup-thinning'

const day = 86_400_000
const now = Date.UTC(2026, 10, 22, 15)
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)
const backup = (at: number, more: Partial<Thinned> = {}): Thinned => ({
  id: `b${at}`,
  at,
  reason: 'automatic',
  missing: 0,
  ...more,
})

test('two years of half-hourly backups come down to today’s, 12 days, 10 weeks and 9 months', () => {
  const all = Array.from({ length: 730 * 10 }, (_, i) => backup(now - Math.floor(i / 10) * day - (i % 10) * 1_800_000))
  const kept = keptBackups(all, now, dayOf)
  const days = all.filter(({ id }) => kept.has(id)).map(({ at }) => dayOf(at))
  expect(days.filter((one) => one === dayOf(now))).toHaveLength(10)
  expect(kept.size).toBe(10 + 12 + 10 + 9)
  const oldest = all.filter(({ id }) => kept.has(id)).at(-1) as Thinned
  expect((now - oldest.at) / day).toBeGreaterThan(290)
})

test('of a day the newest without missing records is kept, of a day without one the newest', () => {
  const yesterday = now - day
  const all = [
    backup(now),
    backup(yesterday, { missing: 3 }),
    backup(yesterday - 1000),
    backup(yesterday - 2000),
    backup(yesterday - day, { missing: 1 }),
    backup(yesterday - day - 1000, { missing: 1 }),
  ]
  expect([...keptBackups(all, now, dayOf)].sort()).toEqual(
    [`b${now}`, `b${yesterday - 1000}`, `b${yesterday - day}`].sort(),
  )
})

const someBackups = fc
  .array(
    fc.record({
      at: fc.integer({ min: now - 900 * day, max: now + 10 * day }),
      missing: fc.constantFrom(0, 0, 2),
      reason: fc.constantFrom('automatic' as const, 'by-hand' as const, 'before-restore' as const),
    }),
    { maxLength: 120 },
  )
  .map((all) => all.map((one, index) => ({ ...one, id: String(index) })))

test('what is kept stays kept when thinned again; the newest, the newest good one and the last way back are never lost', () => {
  fc.assert(
    fc.property(someBackups, (all) => {
      const kept = keptBackups(all, now, dayOf)
      const left = all.filter(({ id }) => kept.has(id))
      expect(keptBackups(left, now, dayOf)).toEqual(kept)
      for (const must of [
        newest(all),
        newest(all.filter(({ missing }) => missing === 0)),
        newest(all.filter(({ reason }) => reason === 'before-restore')),
      ])
        if (must !== undefined) expect(left.map(({ at }) => at)).toContain(must)
    }),
    { examples: [[[backup(now - 900 * day), backup(now - 900 * day + 1, { missing: 2 })]]] },
  )
})
const newest = (some: readonly Thinned[]): number | undefined =>
  some.length === 0 ? undefined : Math.max(...some.map(({ at }) => at))
