/** Whatever goes through all cards does it in pieces: others are answered in between, and come to no harm by it. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { namedBy } from '../../../electron/core/work/compare'
import type { Operation } from '../../../shared/model/operations'
import { openCore, type TestCore } from '../../support/core'
import { fromDesk, onDesk } from '../../support/desk'
import { writeHistory } from '../../support/large-history'
import { slowClock, turnsDuring } from '../../support/slow-clock'

const count = 3000
/** Turns that others have at least: pieces are of 250 cards, or few more. */
const least = count / 300
const all = { kind: 'all' } as const
const table = { search: '', sort: 'question', descending: false, offset: 0, limit: 20 } as const
const day = 86_400_000

async function withCards(): Promise<TestCore> {
  const core = await openCore()
  const rows = Array.from({ length: count }, (_, n) => `Question ${(n * 7919) % count} of many,an answer`)
  const { id } = await onDesk(core, 'many.csv', Buffer.from(`front,back\n${rows.join('\n')}`))
  expect((await core.call.imports.start({ file: id })).state).toBe('done')
  // What is kept of all cards is there by now.
  await core.call.study.overview()
  return core
}

const calls: [string, (core: TestCore) => Promise<unknown>][] = [
  ['the table of all cards, by question', ({ call }) => call.study.browse(table)],
  ['a search among them', ({ call }) => call.study.browse({ ...table, search: 'many due:<7' })],
  [
    'practice with all of them',
    ({ call }) => call.practice.choose({ what: { kind: 'cards', scope: all, choice: 'any' }, limit: null, seed: 'a' }),
  ],
  ['progress', ({ call }) => call.progress.summary()],
  ['a plan', ({ call, time }) => call.plan.try({ day: dayAfter(time.now, 90), minutes: 20 })],
]
const dayAfter = (now: number, days: number) => new Date(now + days * day).toISOString().slice(0, 10)

let core: TestCore
beforeEach(async () => {
  core = await withCards()
}, 60_000)

test.each(calls)('%s lets others have their turns', async (_, call) => {
  slowClock()
  const { turns } = await turnsDuring(() => call(core))
  expect(turns).toBeGreaterThanOrEqual(least)
})

test('a rating between two pieces is in neither table nor practice by half', async () => {
  const { next } = await core.call.study.next({ scope: all })
  slowClock()
  const browsing = core.call.study.browse({ ...table, sort: 'due' })
  await core.rateNext('good')
  const { total, rows } = await browsing
  expect(total).toBeGreaterThanOrEqual(count)
  expect(rows).toHaveLength(table.limit)
  const after = await core.call.study.browse({ ...table, search: `card:${next?.card.id}` })
  expect(after.rows[0]).toMatchObject({ id: next?.card.id, standing: 'learning' })
})

test('after a card was edited the table is in order by its new words', async () => {
  const own = { ...table, search: 'is:own' }
  const { rows } = await core.call.study.browse(own)
  const [first] = rows
  const [, card = ''] = (first?.id ?? '').split(':')
  const shown = await core.call.ownCards.get({ card })
  await core.call.ownCards.save({
    ...{ card, base: shown.version },
    text: { kind: 'basic', front: 'Zuletzt?', back: 'Ja', note: '', factors: [], place: null },
  })
  const { total, rows: after } = await core.call.study.browse(own)
  const again = await core.call.study.browse({ ...own, offset: total - 20 })
  expect(after.map(({ id }) => id)).not.toContain(first?.id)
  expect(after.slice(0, 19).map(({ id }) => id)).toEqual(rows.slice(1).map(({ id }) => id))
  expect(again.rows.map(({ id }) => id)).toContain(first?.id)
})

test('a table of text is looked at in pieces', async () => {
  const rows = Array.from({ length: count }, (_, n) => `Which is ${n}?;that`).join('\n')
  const { id } = await onDesk(core, 'other.csv', Buffer.from(`front;back\n${rows}`))
  slowClock()
  const { turns, result } = await turnsDuring(() => core.call.imports.preview({ file: id }))
  expect(turns).toBeGreaterThanOrEqual(least)
  expect(result).toMatchObject({ look: { delimiter: ';', columns: ['front', 'back'] }, report: { new: count } })
})

test('another copy’s work is looked at and brought in in pieces', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'fieldbook-other-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(path.join(folder, 'data'))
  await writeHistory(path.join(folder, 'data'), { reviews: count, cards: 300 })
  const other = await openCore({ folder: path.join(folder, 'data') })
  const file = await fromDesk(other, (await other.call.work.pack({ passphrase: null })).id)
  const { id } = await onDesk(core, 'other.fieldbook-work', file)
  slowClock()
  let isLooked = false
  const looking = turnsDuring(() => core.call.work.look({ place: { kind: 'file', file: id }, passphrase: null }))
  void looking.then(() => {
    isLooked = true
  })
  // A rating waits for no look.
  await core.rateNext('good')
  expect(isLooked).toBe(false)
  const look = await looking
  if (!look.result.ok) throw new Error(look.result.problem.code)
  expect(look.turns).toBeGreaterThan(4 * count)
  const { id: preview } = look.result.preview
  const merge = await turnsDuring(() => core.call.work.merge({ id: preview, settings: 'mine', plan: 'mine' }))
  expect(merge.turns).toBeGreaterThan(4 * count)
  expect(merge.result).toMatchObject({ ok: true, newReviews: count })
})

test('what operations name is found in pieces', async () => {
  const sum = 'a'.repeat(64)
  const note = { kind: 'note', data: { record: { checksum: sum } } } as unknown as Operation
  slowClock()
  const { turns, result } = await turnsDuring(() => namedBy(Array.from({ length: count }, () => note)))
  expect(turns).toBeGreaterThanOrEqual(count)
  expect([...result]).toEqual([sum])
})
