/**
 * A collection of 100,000 cards and 1,000,000 reviews through the whole core: bringing it in, taking it back, and every
 * call that a person then waits for. For each: how long it takes, and the longest time that nobody else had a turn
 * meanwhile, against a fixed piece of work. Run by `npm run bench`. FIELDBOOK_CARDS: another number of cards.
 * FIELDBOOK_LARGE: a folder to keep the collection in; where one is there already, only what comes after opening is measured.
 */
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { createRouterClient } from '@orpc/server'
import { afterAll, bench } from 'vitest'
import { compose } from '../../electron/core/compose'
import { fromDesk, onDesk } from '../support/desk'
import { exchangeWorker } from '../support/exchange-worker'
import { packageOfCards } from '../support/many-cards'
import { blocks, once, printBlock } from '../support/measure'
import { reviewsWorker } from '../support/reviews-worker'
import { searchWorker } from '../support/search-worker'
import { smallPack } from '../support/small-pack'

const count = Number(process.env.FIELDBOOK_CARDS ?? 100_000)
const kept = process.env.FIELDBOOK_LARGE
const folder = kept ?? mkdtempSync(join(tmpdir(), 'fieldbook-bench-'))
if (!kept) afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function measured<T>(name: string, act: () => Promise<T>): Promise<T> {
  const before = process.memoryUsage().rss
  let peak = before
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 20)
  const began = performance.now()
  const given: { result?: T } = {}
  const [longest = 0] = await blocks(async () => {
    given.result = await act()
  })
  const took = performance.now() - began
  clearInterval(watch)
  const memory = `memory ${(before / 1e6).toFixed(0)} MB before, ${(peak / 1e6).toFixed(0)} MB at most`
  console.log(`${name.padEnd(34)} ${took.toFixed(0).padStart(7)} ms, ${memory}`)
  printBlock(name, longest)
  return given.result as T
}

bench(
  'a collection of 100,000 cards',
  async () => {
    const isThere = existsSync(join(folder, 'data'))
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'pack.json'), JSON.stringify(smallPack))
    const settings = {
      ...{ dataFolder: join(folder, 'data'), packFile: join(folder, 'pack.json'), host: 'loopback' as const },
      ...{ versions: { app: '', node: '' }, startReviewsWorker: reviewsWorker },
      ...{ startSearchWorker: searchWorker, startExchangeWorker: exchangeWorker },
    }
    let core = await measured('opening', () => compose(settings))
    let call = createRouterClient(core.router)
    const table = { search: '', sort: 'question', descending: false, offset: 0, limit: 100 } as const
    const all = { kind: 'all' } as const
    const rate = async () => {
      const { next } = await call.study.next({ scope: all })
      if (!next) throw new Error('no card is due')
      const standsOn = next.record?.standsOn ?? null
      const review = { scope: all, card: next.card.id, standsOn, rating: 'good', spent: 5000 } as const
      await measured('a rating', () => call.study.review({ request: randomUUID(), ...review }))
    }
    const views = async (when: string) => {
      console.log(`-- ${when}`)
      await measured('Today: overview', () => call.study.overview())
      await measured('Today: backlog', () => call.study.backlog())
      await measured('next card', () => call.study.next({ scope: all }))
      await rate()
      await rate()
      await measured('Today: overview again', () => call.study.overview())
      await measured('Browse', () => call.study.browse(table))
      await measured('Browse, sorted by due', () => call.study.browse({ ...table, sort: 'due' }))
      await measured('Browse, a search', () => call.study.browse({ ...table, search: 'number 77' }))
      await measured('Progress', () => call.progress.summary())
      await measured('Practice: offers', () => call.practice.offers({ scope: all }))
      await measured('Practice: all', () =>
        call.practice.choose({ what: { kind: 'cards', scope: all, choice: 'any' }, limit: null, seed: 'a' }),
      )
      await measured('Export: choices', () => call.exports.choices())
      await measured('Export: preview', () => call.exports.preview({ format: 'anki', cards: all, progress: true }))
      await measured('History', () => call.history.latest())
    }
    const decisions = async () => {
      await measured('catching up', () => call.study.catchUp({ days: 7 }))
      await measured('next card, catching up', () => call.study.next({ scope: all }))
      await call.study.catchUp({ days: null })
      const day = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10)
      await measured('a plan', () => call.plan.set({ day, minutes: 30 }))
      await rate()
      await rate()
      await call.plan.clear()
    }
    if (isThere) {
      await views('after opening')
      await decisions()
      await core.close()
      return
    }
    const bytes = await packageOfCards(count, 'legacy-1')
    const { id: file } = await onDesk({ call }, 'bench.apkg', bytes)

    const report = await measured('the look', () => call.imports.preview({ file }))
    if (report.report?.new !== count) throw new Error('cards are missing')
    await measured('the import', () => call.imports.start({ file }))
    await views('right after the import')
    await measured('a suspension of 1', async () => {
      const { rows } = await call.study.browse(table)
      await call.study.mark({ cards: [rows[0]?.id ?? ''], change: { to: 'flagged', flag: 1 } })
    })
    for (let n = 0; n < 3; n++) await call.history.undo()
    await measured('undo of the import', () => call.history.undo())
    await measured('Today: overview after it', () => call.study.overview())
    await measured('redo of the import', () => call.history.redo())
    await measured('Today: overview after it', () => call.study.overview())
    await measured('search, first', () => call.search.query({ text: 'everybody', limit: 20 }))
    await measured('.apkg', () => call.exports.make({ format: 'anki', cards: all, progress: true }))
    const json = await measured('.json', () => call.exports.make({ format: 'json' }))
    await measured('.csv', () => call.exports.make({ format: 'csv', cards: all, progress: true, spreadsheet: false }))
    const whole = await fromDesk({ call }, json?.id ?? '')
    await measured('closing', () => core.close())
    core = await measured('opening', () => compose(settings))
    call = createRouterClient(core.router)
    await views('after opening')
    await decisions()
    const { id: again } = await onDesk({ call }, 'everything.json', whole)
    await measured('the look at the .json', () => call.imports.preview({ file: again }))
    await core.close()
  },
  once,
)
