/**
 * How long writing the state down keeps the main process from answering, at most at once: made in parts, against the same
 * JSON made all at once. Run by `npm run bench`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, bench, describe } from 'vitest'
import { openStore } from '../../electron/core/store/store'
import { review } from '../integration/store/samples'
import { writeHistory } from '../support/large-history'
import { blocks, medianOf, once } from '../support/measure'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

describe('a checkpoint', () => {
  bench(
    'longest block',
    async () => {
      for (const cards of [20_000, 100_000]) {
        const folder = mkdtempSync(join(tmpdir(), 'fieldbook-bench-'))
        folders.push(folder)
        await writeHistory(folder, { reviews: cards, cards })
        const store = await openStore({ folder })
        const inParts: number[] = []
        const atOnce: number[] = []
        for (let round = 0; round < 7; round++) {
          await store.record('review', review(`new-${round}`, null))
          inParts.push((await blocks(() => store.checkpoint()))[0] ?? 0)
          atOnce.push((await blocks(async () => Buffer.from(JSON.stringify(store.state))))[0] ?? 0)
        }
        await store.close()
        const [parts, whole] = [medianOf(inParts), medianOf(atOnce)]
        console.log(
          `checkpoint of ${cards.toLocaleString()} cards: longest block ${parts.toFixed(1)} ms in parts, ${whole.toFixed(1)} ms at once (ratio ${(parts / whole).toFixed(2)})`,
        )
      }
    },
    once,
  )
})
