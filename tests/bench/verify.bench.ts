/**
 * How long the check of all data keeps the main process from answering, at most at once, and how long it takes. REVIEWS
 * sets how many there are. Run by `npm run bench`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { afterAll, bench, describe } from 'vitest'
import { Repository } from '../../electron/core/backups/repository'
import { takeTurns } from '../../electron/core/services/turns'
import { nodeFiles } from '../../electron/core/store/files'
import { openStore } from '../../electron/core/store/store'
import { inspect } from '../../electron/core/verify/inspect'
import { writeHistory } from '../support/large-history'
import { blocks } from '../support/measure'

const reviews = Number(process.env.REVIEWS ?? 100_000)
const cards = 20_000
const folder = mkdtempSync(join(tmpdir(), 'fieldbook-bench-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the check of all data', () => {
  bench(
    'longest block',
    async () => {
      await writeHistory(folder, { reviews, cards })
      const store = await openStore({ folder })
      const began = performance.now()
      const backups = new Repository(nodeFiles, join(folder, 'backups'))
      const needs = { files: nodeFiles, store, inTurn: takeTurns(), backups, hasContent: () => true }
      const longest = await blocks(() => inspect({ ...needs, now: Date.now(), progress: () => {} }))
      const took = performance.now() - began
      await store.close()
      const [first = 0, ...rest] = longest
      console.log(
        `check of ${reviews.toLocaleString()} reviews: ${took.toFixed(0)} ms, longest block ${first.toFixed(1)} ms, then ${rest
          .slice(0, 4)
          .map((ms) => ms.toFixed(1))
          .join(', ')}; blocks over 16 ms: ${longest.filter((ms) => ms > 16).length}`,
      )
    },
    { iterations: 1, time: 0, warmupIterations: 0, warmupTime: 0 },
  )
})
