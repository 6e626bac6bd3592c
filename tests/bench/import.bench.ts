/**
 * Importing: cards per second, peak memory, the longest block of the event loop, and how they grow. The figures of ten times
 * as much are judged as ratios within one run; the others are printed. Run by `npm run bench`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { afterAll, bench, describe } from 'vitest'
import { importCollection } from '../../electron/core/exchange/import'
import { openStore } from '../../electron/core/store/store'
import { studied } from '../support/collections'
import { blocks, once, printBlock, printRatio } from '../support/measure'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

async function measured(notes: number, reviews: number) {
  const folder = mkdtempSync(join(tmpdir(), 'fieldbook-bench-'))
  folders.push(folder)
  const store = await openStore({ folder })
  const collection = studied(notes, reviews, Date.now() - 86_400_000)
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  let peak = before
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 20)
  const began = performance.now()
  const [longest = 0] = await blocks(async () => {
    const report = await importCollection({ store }, collection, { from: 'bench.apkg' })
    if (report.new !== notes) throw new Error('cards are missing')
  })
  const took = performance.now() - began
  const undo = performance.now()
  await store.undo()
  const undone = performance.now() - undo
  await store.redo()
  clearInterval(watch)
  const step = JSON.stringify(store.state.done.at(-1)).length
  await store.close()
  const opening = performance.now()
  const again = await openStore({ folder })
  const opened = performance.now() - opening
  await again.close()
  const mb = (bytes: number) => `${Math.round(bytes / 1024 ** 2)} MB`
  console.log(
    `     ${notes} cards, ${notes * reviews} reviews: ${Math.round((notes / took) * 1000)} cards/s (${(took / 1000).toFixed(1)} s), ` +
      `memory ${mb(before)} before and ${mb(peak)} at most, ` +
      `undo ${undone.toFixed(0)} ms, its step ${step} bytes, opening afterwards ${opened.toFixed(0)} ms`,
  )
  return { took, undone, longest }
}

describe('an import', () => {
  bench(
    'grows with what is in it',
    async () => {
      await measured(1000, 10)
      const few = await measured(10_000, 10)
      const many = await measured(100_000, 10)
      printRatio('I1  importing 100,000 cards and 1,000,000 reviews / a tenth of it', few.took, many.took, 15)
      printRatio('I2  taking it back, 100,000 cards / 10,000', few.undone, many.undone, 20)
      printBlock('I3  importing 100,000 cards', many.longest)
    },
    once,
  )
})
