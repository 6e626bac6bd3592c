/**
 * A million reviews on disk: reading them all in the worker, one card's history, Progress. Ratios within one run, and
 * milliseconds for scale; on a busy machine single ones go over. Run by `npm run bench`.
 */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { Worker } from 'node:worker_threads'
import { createRouterClient } from '@orpc/server'
import { afterAll, bench } from 'vitest'
import { compose } from '../../electron/core/compose'
import { reviewsInWorker } from '../../electron/core/reviews/reviews'
import { openStore } from '../../electron/core/store/store'
import type { Card, Pack } from '../../shared/model/content'
import { hash } from '../../shared/rules/hash'
import { dayLength } from '../../shared/rules/study-day'
import { built } from '../support/hosts'
import { days, from, perSegment, writeHistory } from '../support/large-history'
import { slowLearner } from '../support/simulated-learner'
import { smallPack } from '../support/small-pack'
import { utc } from '../support/zones'

const cards = 2000
const settings = { retention: 0.9 }
const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

async function folderOf(reviews: number): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'fieldbook-bench-'))
  folders.push(folder)
  await writeHistory(folder, { reviews, cards })
  return folder
}

async function timed<T>(act: () => Promise<T>): Promise<[number, T]> {
  const began = performance.now()
  const result = await act()
  return [performance.now() - began, result]
}
async function median(act: () => Promise<unknown>, rounds = 15): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) times.push((await timed(act))[0])
  return times.sort((one, other) => one - other)[Math.floor(rounds / 2)] ?? 0
}
function print(name: string, ms: number, limit: number | null = null): void {
  const verdict = limit === null ? '    ' : ms <= limit ? 'ok  ' : 'OVER'
  console.log(`${verdict} ${name}: ${ms.toFixed(0)} ms${limit === null ? '' : ` (limit ${limit})`}`)
}
const startReviewsWorker = () => new Worker(path.join(built, 'main/reviews-worker.js'))

async function readings(folder: string) {
  const store = await openStore({ folder })
  const open = () => reviewsInWorker({ startWorker: startReviewsWorker, log: () => store.log })
  const first = open()
  const [building] = await timed(() => first.ask({ kind: 'usable' }).answer)
  await first.close()
  const again = open()
  const [opening] = await timed(() => again.ask({ kind: 'usable' }).answer)
  const [columns, all] = await timed(() => again.columns())
  const [replay] = await timed(
    () => again.ask({ kind: 'replay', settings: { ...settings, weights: slowLearner } }).answer,
  )
  const history = await median(() => again.historyOfCard(`card-${hash(`${performance.now()}`) % cards}`))
  const [fit, found] = await timed(() => again.ask({ kind: 'fit', settings }).answer)
  if (found.state !== 'done') throw new Error(`fitting ended as ${JSON.stringify(found)}`)
  await again.close()
  const cold = open()
  const [coldHistory] = await timed(() => cold.historyOfCard('card-7'))
  await cold.close()
  await store.close()
  return { building, opening, columns, replay, history, coldHistory, fit, rows: all.card.length }
}

async function progress(folder: string): Promise<{ first: number; summary: number }> {
  const pack: Pack = {
    ...smallPack,
    cards: Array.from({ length: cards }, (_, n) => ({ ...smallPack.cards[0], id: `card-${n}` }) as Card),
  }
  const packFile = path.join(folder, 'pack.json')
  writeFileSync(packFile, JSON.stringify(pack))
  const core = await compose({
    ...{ dataFolder: folder, packFile, host: 'loopback', versions: { app: '', node: '' }, startReviewsWorker },
    ...{ clock: () => from + days * dayLength, zone: utc },
  })
  const call = createRouterClient(core.router)
  const [first] = await timed(() => call.progress.summary())
  const summary = await median(() => call.progress.summary())
  await core.close()
  return { first, summary }
}

bench(
  'a million reviews',
  async () => {
    const [small, large] = [await folderOf(10_000), await folderOf(1_000_000)]
    const bytes = Array.from({ length: Math.ceil(1_000_000 / perSegment) }, (_, index) => {
      const name = `${String(index + 1).padStart(6, '0')}.log`
      return statSync(path.join(large, 'log', name)).size
    }).reduce((sum, size) => sum + size, 0)
    console.log(`     1,000,000 reviews are ${(bytes / 1e6).toFixed(0)} MB of log`)
    const found = await readings(large)
    print('C1  first building of the columns, cache included', found.building)
    print('C2  opening them from the cache, worker started', found.opening)
    console.log(
      `${found.opening < found.building / 3 ? 'ok  ' : 'OVER'} C3  from the cache / first building: ${(found.opening / found.building).toFixed(2)} (limit 0.33)`,
    )
    print('C4  all of them as columns in the main thread, worker running', found.columns)
    print('C5  history of one card (500 reviews), worker running', found.history, 500)
    print('C6  the same with the worker to start', found.coldHistory)
    print('F1  every card replayed with other weights', found.replay)
    print('F2  fitting: three fits, two of them judged', found.fit)
    const [few, many] = [await progress(small), await progress(large)]
    print('P1  Progress, first time', many.first, 500)
    const ratio = many.summary / few.summary
    console.log(
      `${ratio <= 1.5 ? 'ok  ' : 'OVER'} P2  Progress at 1,000,000 reviews / at 10,000: ${ratio.toFixed(2)} (limit 1.5; ${few.summary.toFixed(1)} and ${many.summary.toFixed(1)} ms)`,
    )
  },
  { iterations: 1, time: 0, warmupIterations: 0, warmupTime: 0 },
)
