/** What else is made of files in the exchange worker: packages written, exports of ours read. */
import { createHash } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { collectionReader } from '../../../electron/core/exchange/collection-reader'
import { readExport } from '../../../electron/core/exchange/json/read'
import { codeOf, openCore } from '../../support/core'
import { onDesk } from '../../support/desk'
import { exchangeWorker } from '../../support/exchange-worker'
import { exported } from '../../support/exports'
import { packageOfCards } from '../../support/many-cards'
import { openPackage } from '../../support/opened-anki-package'

const all = { format: 'anki', cards: { kind: 'all' }, progress: true } as const

async function withCards(count: number) {
  const core = await openCore({ startExchangeWorker: exchangeWorker })
  const { id } = await onDesk(core, 'some.apkg', await packageOfCards(count, 'legacy-1'))
  expect((await core.call.imports.start({ file: id })).state).toBe('done')
  return core
}

test('a package written in the worker is the one written here', async () => {
  const core = await withCards(450)
  await core.rateNext('good')
  const there = await openPackage((await exported(core, all)).bytes, core.time.now)
  expect(await core.call.exports.progress()).toBeNull()
  await core.core.close()
  const plain = await openCore({ folder: core.folder })
  const here = await openPackage((await exported(plain, all)).bytes, core.time.now)
  const sum = (opened: object) => createHash('sha256').update(JSON.stringify(opened)).digest('hex')
  expect(there.notes.length).toBeGreaterThan(450)
  expect(there.notes).toEqual(here.notes)
  expect(sum(there)).toBe(sum(here))
}, 60_000)

test('an export is given up when somebody says so, and by the next one', async () => {
  const core = await withCards(450)
  const first = core.call.exports.make(all)
  const underWay = async () => expect(await core.call.exports.progress()).not.toBeNull()
  await vi.waitFor(underWay, { interval: 1 })
  const second = core.call.exports.make(all)
  expect(await first).toBeNull()
  await vi.waitFor(underWay, { interval: 1 })
  await core.call.exports.cancel()
  expect(await second).toBeNull()
  expect(await core.call.exports.progress()).toBeNull()
  expect((await core.call.exports.make(all))?.name).toContain('.apkg')
}, 60_000)

test('an export of ours read in the worker is what is read here; what it isn’t is refused the same way', async () => {
  const core = await withCards(1100)
  await core.rateNext('again')
  const { bytes } = await exported(core, { format: 'json' })
  const reader = collectionReader({ startWorker: exchangeWorker })
  const there = await reader.readJson(bytes, 'a.json')
  expect(there).toEqual(await readExport(bytes))
  expect(there.counts.notes).toBe(1100)
  for (const text of ['{', '[]', '{"format":"fieldbook-export","version":99}']) {
    const wrong = new TextEncoder().encode(text)
    const [one, other] = [await codeOf(reader.readJson(wrong, 'a.json')), await codeOf(readExport(wrong))]
    expect(one).toBe(other)
    expect(one).not.toBeNull()
  }
}, 60_000)
