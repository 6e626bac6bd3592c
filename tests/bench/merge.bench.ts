/**
 * How bringing in a thousand reviews grows with the history they come into, as a ratio within one run, and how long nobody
 * else had a turn meanwhile, also where another copy brings two hundred thousand. Run by `npm run bench`.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { createRouterClient } from '@orpc/server'
import { afterAll, bench, describe } from 'vitest'
import { compose } from '../../electron/core/compose'
import { openStore } from '../../electron/core/store/store'
import { newOperations } from '../../electron/core/work/compare'
import type { Operation } from '../../shared/model/operations'
import { fromDesk, onDesk } from '../support/desk'
import { writeHistory } from '../support/large-history'
import { blocks, once, printRatio as print, printBlock } from '../support/measure'
import { reviewsWorker } from '../support/reviews-worker'
import { smallPack } from '../support/small-pack'

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

async function composed(folder: string) {
  const packFile = join(folder, 'pack.json')
  writeFileSync(packFile, JSON.stringify(smallPack))
  const versions = { app: '', node: '' }
  const core = await compose({
    dataFolder: folder,
    packFile,
    host: 'loopback',
    versions,
    startReviewsWorker: reviewsWorker,
  })
  return { core, call: createRouterClient(core.router) }
}

async function merging(reviews: number, theirs: readonly Operation[]): Promise<{ time: number; longest: number }> {
  const store = await openStore({ folder: await folderOf(reviews) })
  const began = performance.now()
  const [longest = 0] = await blocks(async () => {
    await store.merge(await newOperations(store, theirs), { name: 'other', madeAt: null })
  })
  const time = performance.now() - began
  await store.close()
  return { time, longest }
}

describe('two hundred thousand reviews of another copy', () => {
  bench(
    'the look and the merge',
    async () => {
      const there = await composed(await folderOf(200_000))
      const file = await fromDesk(there, (await there.call.work.pack({ passphrase: null })).id)
      await there.core.close()
      const empty = mkdtempSync(join(tmpdir(), 'fieldbook-bench-'))
      folders.push(empty)
      const here = await composed(empty)
      const { id } = await onDesk(here, 'theirs.fieldbook-work', file)
      let preview = ''
      const look = await blocks(async () => {
        const answer = await here.call.work.look({ place: { kind: 'file', file: id }, passphrase: null })
        if (answer.ok) preview = answer.preview.id
      })
      printBlock('the look at 200,000 operations', look[0] ?? 0)
      const merge = await blocks(() => here.call.work.merge({ id: preview, settings: 'mine', plan: 'mine' }))
      printBlock('merging 200,000 operations', merge[0] ?? 0)
      await here.core.close()
    },
    once,
  )
})

describe('bringing in a thousand reviews', () => {
  bench(
    'growth with ten times the history',
    async () => {
      const theirs = await foreign()
      const [few, many] = [await merging(10_000, theirs), await merging(100_000, theirs)]
      print('bringing in, 100,000 reviews : 10,000', few.time, many.time, 14)
      printBlock('bringing in, 100,000 reviews', many.longest)
    },
    once,
  )
})
