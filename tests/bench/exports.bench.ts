/**
 * Exports of a million reviews of 20,000 cards: how long they take, how long nobody else gets a turn meanwhile, and how
 * they grow. Run by `npm run bench`. FIELDBOOK_REVIEWS: another number of them.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { afterAll, bench } from 'vitest'
import { exportAnki } from '../../electron/core/exchange/exports/anki'
import { exportEverything } from '../../electron/core/exchange/exports/everything'
import type { Work } from '../../electron/core/exchange/exports/work'
import { readExport } from '../../electron/core/exchange/json/read'
import { sqlite } from '../../electron/core/exchange/sqlite'
import { browseService } from '../../electron/core/services/browse'
import { keptLooks } from '../../electron/core/services/kept-looks'
import { indexPack } from '../../electron/core/services/pack'
import { openStore } from '../../electron/core/store/store'
import { days, from, writeHistory } from '../support/large-history'
import { cardBase, smallPack } from '../support/small-pack'
import { utc } from '../support/zones'

const most = Number(process.env.FIELDBOOK_REVIEWS ?? 1_000_000)
const cards = 20_000
const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

async function workOf(reviews: number): Promise<Work> {
  const folder = mkdtempSync(path.join(tmpdir(), 'fieldbook-bench-'))
  folders.push(folder)
  await writeHistory(folder, { reviews, cards })
  const clock = () => from + days * 86_400_000
  const store = await openStore({ folder, clock, zone: utc })
  const pack = indexPack({
    ...smallPack,
    cards: Array.from({ length: cards }, (_, n) => ({ ...cardBase, kind: 'basic' as const, id: `card-${n}` })),
  })
  const needs = { store, pack, clock, zone: utc }
  return {
    ...needs,
    browse: browseService({ ...needs, looks: keptLooks(needs) }),
    notes: { list: async () => ({ notes: [], found: 0, total: 0 }) },
    highlights: { list: () => ({ highlights: [], total: 0 }) },
    readMedia: async () => null,
  }
}

/** How long in all, how long the processor worked, the longest time without a turn for others, and the most memory meanwhile. */
async function measured<T>(name: string, act: () => Promise<T>): Promise<{ worked: number; result: T }> {
  let longest = 0
  let peak = 0
  let last = performance.now()
  const watch = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 5)
  const began = performance.now()
  const cpu = process.cpuUsage()
  const result = await act()
  const ms = performance.now() - began
  const { user, system } = process.cpuUsage(cpu)
  const worked = (user + system) / 1000
  longest = Math.max(longest, performance.now() - last)
  clearInterval(watch)
  console.log(
    `${name}: ${(ms / 1000).toFixed(1)} s (processor ${(worked / 1000).toFixed(1)} s), longest pause ${longest.toFixed(0)} ms, memory ${(peak / 1e6).toFixed(0)} MB`,
  )
  return { worked, result }
}

bench(
  'exports of all reviews',
  async () => {
    // As built it is loaded in a moment; from source a test has to transform a megabyte first.
    await sqlite()
    const times: Record<string, number[]> = { anki: [], json: [] }
    for (const reviews of [most / 10, most]) {
      const work = await workOf(reviews)
      const anki = await measured(`${reviews} reviews, .apkg`, () =>
        exportAnki(work, { kind: 'all' }, { progress: true }),
      )
      const json = await measured(`${reviews} reviews, .json`, () => exportEverything(work))
      console.log(
        `  .apkg ${(anki.result.length / 1e6).toFixed(1)} MB, .json ${(json.result.length / 1e6).toFixed(1)} MB`,
      )
      if (reviews === most) await measured('reading the .json', () => readExport(json.result))
      times.anki?.push(anki.worked)
      times.json?.push(json.worked)
      await work.store.close()
    }
    for (const [name, [few = 1, many = 0]] of Object.entries(times))
      console.log(`${name}: ten times the reviews take ${(many / few).toFixed(1)} times the work`)
  },
  { iterations: 1, warmupIterations: 0, time: 0, warmupTime: 0 },
)
