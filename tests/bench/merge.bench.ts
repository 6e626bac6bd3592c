/**
 * How bringing in a thousand reviews grows with the history they come into, as a ratio within one run, and the longest
 * time that nobody else had a turn meanwhile. Run by `npm run bench`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { afterAll, bench, describe } from 'vitest'
import { openStore } from '../../electron/core/store/store'
import { newOperations } from '../../electron/core/work/compare'
import type { Operation } from '../../shared/model/operations'
import { writeHistory } from '../support/large-history'
import { once, printRatio as print } from '../support/measure'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

async function folderOf(reviews: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'fieldbook-bench-'))
  folders.push(folder)
  await writeHistory(folder, { reviews, cards: 2000 })
  return folder
}

/** A thousand reviews of another copy, spread over the same days. */
async function foreign(): Promise<Operation[]> {
  const store = await openStore({ folder: await folderOf(1000) })
  const operations: Operation[] = []
  for await (const operation of store.operations())
    operations.push({ ...operation, id: operation.id.replace(/^\w+:/, 'othercopy:') })
  await store.close()
  return operations
}

async function merging(reviews: number, theirs: readonly Operation[]): Promise<{ time: number; longest: number }> {
  const store = await openStore({ folder: await folderOf(reviews) })
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const began = performance.now()
  await store.merge(await newOperations(store, theirs), { name: 'other', madeAt: null })
  const time = performance.now() - began
  delay.disable()
  await store.close()
  return { time, longest: delay.max / 1e6 }
}

describe('bringing in a thousand reviews', () => {
  bench(
    'growth with ten times the history',
    async () => {
      const theirs = await foreign()
      const [few, many] = [await merging(10_000, theirs), await merging(100_000, theirs)]
      print('bringing in, 100,000 reviews : 10,000', few.time, many.time, 14)
      console.log(
        `     longest without a turn for others: ${few.longest.toFixed(0)} ms and ${many.longest.toFixed(0)} ms`,
      )
    },
    once,
  )
})
