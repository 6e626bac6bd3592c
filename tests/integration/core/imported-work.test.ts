/** What an import has brought is like what was done here: its pictures are mended, its days count, and one given up leaves nothing. */
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { madePackage, png } from '../../support/anki-package'
import { openCore, type TestCore } from '../../support/core'
import { onDesk } from '../../support/desk'
import { exported } from '../../support/exports'

async function imported(core: TestCore, name: string, bytes: Uint8Array) {
  const state = await core.call.imports.start({ file: (await onDesk(core, name, bytes)).id })
  if (state.state !== 'done') throw new Error(JSON.stringify(state))
  return state.report
}
async function checked({ call }: TestCore) {
  await call.verify.start()
  for (;;) {
    const state = await call.verify.progress()
    if (state.state === 'done') return state
    await new Promise(setImmediate)
  }
}

test('a picture that is gone or damaged comes back from a backup', async () => {
  const core = await openCore()
  const notes = [{ fields: ['See <img src="p.png">', 'Answer'] }]
  await imported(core, 'a.apkg', await madePackage({ notes }, { media: { 'p.png': png } }))
  await core.call.backups.make({})
  const media = path.join(core.folder, 'media')
  const [name = ''] = readdirSync(media)
  for (const harm of [() => rmSync(path.join(media, name)), () => writeFileSync(path.join(media, name), 'damaged')]) {
    harm()
    expect((await checked(core)).findings.map(({ kind }) => kind)).toEqual(['media-missing'])
    const state = await core.call.verify.repair()
    expect(state).toMatchObject({ state: 'done', findings: [], repaired: [{ how: 'pictures-from-backup', count: 1 }] })
    expect(readFileSync(path.join(media, name)).equals(Buffer.from(png))).toBe(true)
  }
})

test('one that is cancelled while it writes leaves no text behind, and one after it does', async () => {
  const core = await openCore()
  await core.call.ownCards.save({
    card: crypto.randomUUID(),
    base: 0,
    text: { kind: 'basic', front: 'Mine', back: 'Stays', note: '', factors: [], place: null },
  })
  const library = path.join(core.folder, 'library')
  const size = () => readdirSync(library).reduce((sum, name) => sum + statSync(path.join(library, name)).size, 0)
  const before = size()
  const rows = Array.from({ length: 30_000 }, (_, n) => `Question ${n},an answer`).join('\n')
  const file = await onDesk(core, 'many.csv', Buffer.from(`front,back\n${rows}`))
  const started = core.call.imports.start({ file: file.id })
  // Its first texts are written.
  while (size() === before) await new Promise(setImmediate)
  await core.call.imports.cancel()
  expect(await started).toEqual({ state: 'cancelled' })
  expect(size()).toBe(before)
  expect((await checked(core)).findings).toEqual([])
  await core.reopen()
  expect((await core.call.study.overview()).own.total).toBe(1)
  expect(await imported(core, 'few.csv', Buffer.from('front,back\nWho?,Anybody\n'))).toMatchObject({ new: 1 })
  await core.reopen()
  expect((await core.call.study.overview()).own.total).toBe(2)
  expect((await checked(core)).findings).toEqual([])
}, 60_000)

const day = 86_400_000
test('days of study that came with it count as such, and today’s only where they were of today', async () => {
  const core = await openCore()
  const at = core.time.now
  const reviews = (...times: number[]) =>
    times.map((one): [number, number, number, number, number] => [one, 3, 9000, 1, 2500])
  const notes = [
    { fields: ['A', 'a'], cards: [{ type: 2 as const, ivl: 3, reviews: reviews(at - 5 * day, at - 2 * day) }] },
    { fields: ['B', 'b'], cards: [{ type: 2 as const, ivl: 3, reviews: reviews(at - 2 * day + 1, at - 3_600_000) }] },
  ]
  const { new: allowed } = (await core.call.study.overview()).today
  await imported(core, 'a.apkg', await madePackage({ notes }))
  expect(await core.call.progress.lately()).toMatchObject({ studied: 3, reviews: 4, introduced: 2 })
  const today = await core.call.study.overview()
  expect(today.reviewedToday).toBe(1)
  // None of them was new today.
  expect(today.today.new).toBe(allowed)
  expect((await core.call.study.backlog()).away).toBe(0)
  await core.call.history.undo()
  expect(await core.call.progress.lately()).toMatchObject({ studied: 0, reviews: 0 })
})

test('reviews that came from elsewhere leave again, for Anki and in the file with everything', async () => {
  const core = await openCore()
  const at = core.time.now
  const reviews: [number, number, number, number, number][] = [
    [at - 9 * day, 3, 5000, 0, 2500],
    [at - 8 * day, 1, 6000, 1, 2500],
    [at - 3 * day, 4, 7000, 1, 2500],
  ]
  await imported(
    core,
    'a.apkg',
    await madePackage({ notes: [{ fields: ['A', 'a'], cards: [{ type: 2, ivl: 5, reviews }] }] }),
  )
  const { bytes: json } = await exported(core, { format: 'json' })
  expect(JSON.parse(Buffer.from(json).toString()).reviews).toMatchObject([
    { at: at - 9 * day, rating: 'good', spent: 5000 },
    { at: at - 8 * day, rating: 'again', spent: 6000 },
    { at: at - 3 * day, rating: 'easy', spent: 7000 },
  ])
  const { bytes } = await exported(core, { format: 'anki', cards: { kind: 'own' }, progress: true })
  const other = await openCore()
  expect(await imported(other, 'b.apkg', bytes)).toMatchObject({ new: 1, reviews: 3 })
  expect(await other.call.progress.lately()).toMatchObject({ reviews: 1 })
  await core.call.history.undo()
  expect(JSON.parse(Buffer.from((await exported(core, { format: 'json' })).bytes).toString()).reviews).toEqual([])
})
