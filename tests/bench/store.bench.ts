/**
 * What saving costs, as ratios within one run: milliseconds of a machine prove nothing. Prints each with its limit;
 * on a busy machine single ones go over. Run by `npm run bench`.
 */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { open as openFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { afterAll, bench, describe } from 'vitest'
import { openStore, type Store } from '../../electron/core/store/store'
import { review } from '../integration/store/samples'

const cards = 20_000
const rounds = 150
const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

async function withHistory(reviews: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'fieldbook-bench-'))
  folders.push(folder)
  const store = await openStore({ folder })
  for (let done = 0; done < reviews; done += 5000) {
    const some = Array.from({ length: Math.min(5000, reviews - done) }, (_, i) => reviewed(store, done + i))
    await Promise.all(some)
  }
  await store.close()
  return folder
}
function reviewed(store: Store, i: number) {
  const card = `card-${i % cards}`
  return store.record('review', review(card, store.state.cards[card] ?? null), { request: `request-${i}` })
}

/** The three take turns, so that a disk that others use as well is as busy for each. */
async function measure(smallFolder: string, largeFolder: string) {
  const small = await openStore({ folder: smallFolder })
  const began = performance.now()
  const large = await openStore({ folder: largeFolder })
  const ready = performance.now() - began
  const raw = await openFile(join(largeFolder, 'raw'), 'w')
  const bytes = Buffer.alloc(recordLength(largeFolder), 'x')
  let length = 0
  const times = { raw: [] as number[], small: [] as number[], large: [] as number[] }
  for (let i = 0; i < rounds; i++) {
    times.raw.push(
      await timed(async () => {
        await raw.write(bytes, 0, bytes.length, length)
        await raw.datasync()
      }),
    )
    length += bytes.length
    times.small.push(await timed(() => reviewed(small, i)))
    times.large.push(await timed(() => reviewed(large, i)))
  }
  await raw.close()
  const burst = await timed(() => Promise.all(Array.from({ length: 1000 }, (_, i) => reviewed(large, i))))
  const checkpoint = await timed(() => large.checkpoint())
  await small.close()
  await large.close()
  return { times, ready, burst, checkpoint }
}
async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await act()
  return performance.now() - began
}
function recordLength(folder: string): number {
  const lines = readFileSync(join(folder, 'log/000001.log'), 'utf8').split('\n')
  return Buffer.byteLength(lines[500] ?? '') + 1
}
function quantile(values: number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0
}

describe('one durable review', () => {
  bench(
    'ratios',
    async () => {
      const small = await withHistory(1000)
      const large = await withHistory(100_000)
      const { times, ready, burst, checkpoint } = await measure(small, large)
      const median = (values: number[]) => quantile(values, 0.5)
      const raw = median(times.raw)
      const ratios: [string, number, number][] = [
        ['A1  one durable review at 100k history / at 1k', median(times.large) / median(times.small), 1.5],
        ['A2  one durable review at 100k / raw append + fdatasync of the same bytes', median(times.large) / raw, 1.5],
        ['A3  their 95th percentiles', quantile(times.large, 0.95) / quantile(times.raw, 0.95), 2],
        ['A7  1,000 reviews in one turn / 1,000 raw appends', burst / (1000 * raw), 0.25],
        ['B1  ready to study at 100k / reading and parsing all of it', ready / readAndParse(large), 1],
      ]
      for (const [name, ratio, limit] of ratios)
        console.log(`${ratio <= limit ? 'ok  ' : 'OVER'} ${name}: ${ratio.toFixed(2)} (limit ${limit})`)
      const scale = { raw, review: median(times.large), ready, [`checkpoint of ${cards} cards`]: checkpoint }
      const words = Object.entries(scale).map(([name, ms]) => `${name} ${ms.toFixed(2)} ms`)
      console.log(`     for scale: ${words.join(', ')}`)
    },
    { iterations: 1, time: 0, warmupIterations: 0, warmupTime: 0 },
  )
})

function readAndParse(folder: string): number {
  const began = performance.now()
  for (let n = 1; n <= 40; n++) {
    const path = join(folder, `log/${String(n).padStart(6, '0')}.log`)
    if (statSync(path, { throwIfNoEntry: false }) === undefined) break
    for (const line of readFileSync(path, 'utf8').split('\n'))
      if (line !== '') JSON.parse(line.slice(line.indexOf('{')))
  }
  return performance.now() - began
}
