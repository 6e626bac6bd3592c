/** What else is made of files in the exchange worker: packages written, exports of ours read. */
import { createHash } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { collectionReader } from '../../../electron/core/exchange/collection-reader'
import { readExport } from '../../../electron/core/exchange/json/read'
import { readText } from '../../../electron/core/exchange/text/read'
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

test('a table of text read in the worker is what is read here, and is looked at first, also where it can’t be taken', async () => {
  const reader = collectionReader({ startWorker: exchangeWorker })
  const rows = Array.from({ length: 1300 }, (_, n) => `Wer ist ${n}?;„Nummer ${n}“`)
  const bytes = new TextEncoder().encode(`front;back\n${rows.join('\n')}\n"open;`)
  const looks: unknown[] = []
  const there = await reader.readText(bytes, 'a.csv', { look: (look) => looks.push(look) })
  const looksHere: unknown[] = []
  expect(there).toEqual(await readText(bytes, 'a.csv', {}, (look) => looksHere.push(look)))
  expect(there.counts.notes).toBe(1301)
  expect(looksHere).toHaveLength(1)
  expect(looks).toEqual(looksHere)
  const text = { columns: ['back', 'back'] } as const
  const wrong = reader.readText(bytes, 'a.csv', {
    text: { columns: [...text.columns] },
    look: (look) => looks.push(look),
  })
  expect(await codeOf(wrong)).toBe('no-front')
  expect(looks).toHaveLength(2)
  expect(bytes).toHaveLength(new TextEncoder().encode(`front;back\n${rows.join('\n')}\n"open;`).length)
}, 60_000)

test('a page that looks at a table has both the look and what is wrong with it', async () => {
  const core = await openCore({ startExchangeWorker: exchangeWorker })
  const { id } = await onDesk(core, 'a.csv', Buffer.from('a,b\nc,d\n'))
  const refused = await core.call.imports.preview({ file: id, text: { columns: ['back', 'back'] } })
  expect(refused).toMatchObject({ refused: { code: 'no-front' }, look: { delimiter: ',' }, report: null })
  const taken = await core.call.imports.preview({ file: id })
  expect(taken).toMatchObject({
    refused: null,
    look: {
      rows: [
        ['a', 'b'],
        ['c', 'd'],
      ],
    },
    report: { new: 2 },
  })
  // Another choice about the same reading shows the same look.
  const choices = { duplicates: 'skip', removed: 'leave-out', learning: true } as const
  expect(await core.call.imports.preview({ file: id, choices })).toMatchObject({ look: taken.look, report: { new: 2 } })
}, 60_000)
