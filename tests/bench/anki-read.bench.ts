/**
 * Reading Anki packages in the worker: cards a second, how that grows, peak memory of the process, and how long the thread
 * that answers the pages was held up meanwhile. Run by `npm run bench`.
 */
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { bench, describe } from 'vitest'
import { collectionReader } from '../../electron/core/exchange/collection-reader'
import type { Layout } from '../support/anki-package'
import { exchangeWorker } from '../support/exchange-worker'
import { packageOfCards } from '../support/many-cards'
import { once, printRatio } from '../support/measure'

const megabytes = (bytes: number) => `${Math.round(bytes / 1024 ** 2)} MB`

async function read(cards: number, layout: Layout): Promise<number> {
  const bytes = await packageOfCards(cards, layout)
  const reader = collectionReader({ startWorker: exchangeWorker })
  const before = process.memoryUsage().rss
  let peak = before
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 20)
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const began = performance.now()
  const { counts } = await reader.readAnki(bytes, 'bench.apkg')
  const took = performance.now() - began
  delay.disable()
  clearInterval(watch)
  if (counts.cards !== cards || counts.reviews !== cards * 10) throw new Error('not all were read')
  console.log(
    `${layout}, ${cards} cards, ${counts.reviews} reviews (${megabytes(bytes.length)}): ${Math.round(took)} ms, ${Math.round((cards / took) * 1000)} cards/s; ` +
      `memory ${megabytes(before)} before, ${megabytes(peak)} at most; the thread was held up ${Math.round(delay.max / 1e6)} ms at most`,
  )
  return took
}

describe('an Anki package', () => {
  bench(
    'reading it in the worker',
    async () => {
      await read(1000, 'legacy-1') // the worker's modules are in the cache of the disk then
      const small = await read(10_000, 'legacy-1')
      const large = await read(100_000, 'legacy-1')
      printRatio('reading ten times as many cards', small, large, 15)
      await read(100_000, 'latest')
    },
    once,
  )
})
