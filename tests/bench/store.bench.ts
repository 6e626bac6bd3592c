/**
 * What saving costs, as ratios within one run: milliseconds of a machine prove nothing. The numbers and limits are those
 * of storage-baselines §7. Prints each with its limit; on a busy machine single ones go over. Run by `npm run bench`.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { open as openFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { build } from 'vite'
import { afterAll, bench, describe } from 'vitest'
import { type Files, nodeFiles } from '../../electron/core/store/files'
import { openStore, type Store } from '../../electron/core/store/store'
import { review, saveNote } from '../integration/store/samples'
import { writeHistory } from '../support/large-history'
import { medianOf, once, timed } from '../support/measure'
import { uuid } from '../support/own-cards'

const cards = 20_000
const rounds = 150
const million = 1_000_000
const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
}, 60_000)

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fieldbook-bench-'))
  folders.push(folder)
  return folder
}
async function withHistory(reviews: number): Promise<string> {
  const folder = scratch()
  await writeHistory(folder, { reviews, cards })
  return folder
}
function reviewed(store: Store, i: number) {
  const card = `card-${i % cards}`
  return store.record('review', review(card, store.state.cards[card] ?? null), { request: `request-${i}` })
}
const quantile = (values: number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0

function print(name: string, ratio: number, limit: number): void {
  console.log(`${ratio <= limit ? 'ok  ' : 'OVER'} ${name}: ${ratio.toFixed(3)} (limit ${limit})`)
}
const scale = (words: Record<string, number>) =>
  console.log(
    `     for scale: ${Object.entries(words)
      .map(([name, ms]) => `${name} ${ms.toFixed(2)} ms`)
      .join(', ')}`,
  )

/** The disk, with what is given to it counted. */
function counting(): { files: Files; bytes: () => number } {
  let bytes = 0
  const open: Files['open'] = async (path, mode) => {
    const file = await nodeFiles.open(path, mode)
    return {
      ...file,
      write: async (content, at) => {
        const taken = await file.write(content, at)
        bytes += taken
        return taken
      },
    }
  }
  return { files: { ...nodeFiles, open }, bytes: () => bytes }
}

/** The longest time, ms, in which the loop took no turn while something was done. */
async function longestBlock(act: () => Promise<unknown>): Promise<number> {
  let longest = 0
  let last = performance.now()
  let isDone = false
  const turn = () => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
    if (!isDone) setImmediate(turn)
  }
  setImmediate(turn)
  await act()
  isDone = true
  await new Promise((resolve) => setImmediate(resolve))
  return longest
}

/** Appends and syncs so many bytes with nothing around it. */
async function rawFile(folder: string, length: number) {
  const file = await openFile(join(folder, `raw-${length}`), 'w')
  const bytes = Buffer.alloc(length, 'x')
  let at = 0
  return {
    append: async () => {
      await file.write(bytes, 0, length, at)
      await file.datasync()
      at += length
    },
    close: () => file.close(),
  }
}

let probe: string | null = null
/** In a fresh process; the median of three. */
async function probed(folder: string, task: 'open' | 'parse' | 'history'): Promise<{ ms: number; rss: number }> {
  if (probe === null) {
    const out = scratch()
    await build({
      ...{ configFile: false, logLevel: 'error', ssr: { noExternal: true } },
      build: { ssr: join(import.meta.dirname, 'store-probe.ts'), outDir: out, target: 'node20' },
    })
    probe = join(out, 'store-probe.js')
  }
  const program = probe
  const all = [1, 2, 3].map(() =>
    JSON.parse(
      execFileSync(process.execPath, ['--max-old-space-size=8192', program, folder, task], { encoding: 'utf8' }),
    ),
  )
  return { ms: medianOf(all.map(({ ms }) => ms)), rss: medianOf(all.map(({ rss }) => rss)) }
}

const logBytes = (folder: string) =>
  readdirSync(join(folder, 'log')).reduce((sum, name) => sum + statSync(join(folder, 'log', name)).size, 0)
/** As one array without spaces. */
const jsonBytes = (folder: string) =>
  readdirSync(join(folder, 'log')).reduce((sum, name) => {
    const lines = readFileSync(join(folder, 'log', name), 'latin1')
      .split('\n')
      .slice(1, -1)
    return sum + lines.reduce((length, line) => length + line.length - line.indexOf('{') + 1, 0)
  }, 0)

/** Each store and the raw file take turns, so that a disk that others use as well is as busy for each. */
async function saving(smallFolder: string, largeFolder: string) {
  const counted = [counting(), counting()] as const
  const small = await openStore({ folder: smallFolder, files: counted[0].files })
  const large = await openStore({ folder: largeFolder, files: counted[1].files })
  const json = Buffer.byteLength(JSON.stringify(await reviewed(large, 0)))
  await reviewed(small, 0)
  const length = json + 20
  const raw = await rawFile(largeFolder, length)
  const times = { raw: [] as number[], small: [] as number[], large: [] as number[] }
  const blocks = { small: [] as number[], large: [] as number[] }
  const bytesBefore = counted.map(({ bytes }) => bytes())
  for (let i = 1; i <= rounds; i++) {
    times.raw.push(await timed(raw.append))
    times.small.push(await timed(() => reviewed(small, i)))
    times.large.push(await timed(() => reviewed(large, i)))
  }
  const [smallBytes = 0, largeBytes = 0] = counted.map(({ bytes }, i) => (bytes() - (bytesBefore[i] ?? 0)) / rounds)
  for (let i = 1; i <= 30; i++) {
    blocks.small.push(await longestBlock(() => reviewed(small, 1000 + i)))
    blocks.large.push(await longestBlock(() => reviewed(large, 1000 + i)))
  }
  const burst = await timed(() => Promise.all(Array.from({ length: 1000 }, (_, i) => reviewed(large, 2000 + i))))
  const checkpoints: number[] = []
  const checkpointBlocks: number[] = []
  for (let i = 0; i < 5; i++) {
    checkpoints.push(await timed(() => large.checkpoint()))
    checkpointBlocks.push(await longestBlock(() => large.checkpoint()))
  }
  await raw.close()
  await small.close()
  await large.close()
  return { times, blocks, smallBytes, largeBytes, json, burst, checkpoints, checkpointBlocks }
}

async function checkpointOf(folder: string): Promise<number> {
  const store = await openStore({ folder })
  const times: number[] = []
  for (let i = 0; i < 5; i++) times.push(await timed(() => store.checkpoint()))
  await store.close()
  return medianOf(times)
}

describe('reviews', () => {
  bench(
    'A1-A7, B1-B4, C1, C2, D1',
    async () => {
      const [small, middle, large] = [await withHistory(1000), await withHistory(100_000), await withHistory(million)]
      const sizes = { json: jsonBytes(large), log: logBytes(large) }
      const parse = await probed(large, 'parse')
      const [readySmall, readyMiddle, ready] = [
        await probed(small, 'open'),
        await probed(middle, 'open'),
        await probed(large, 'open'),
      ]
      const history = await probed(large, 'history')
      const found = await saving(small, large)
      const { times, blocks, smallBytes, largeBytes, json, burst, checkpoints, checkpointBlocks } = found
      const raw = medianOf(times.raw)
      print('A1  one durable review at 1M / at 1k', medianOf(times.large) / medianOf(times.small), 1.5)
      print('A2  one durable review at 1M / raw append + fdatasync', medianOf(times.large) / raw, 1.5)
      print('A3  their 95th percentiles', quantile(times.large, 0.95) / quantile(times.raw, 0.95), 2)
      print('A4  bytes given to the system per review / its JSON', largeBytes / json, 1.5)
      print('A5  those bytes at 1M / at 1k', largeBytes / smallBytes, 1.1)
      print('A6  loop block of one review at 1M / at 1k', medianOf(blocks.large) / medianOf(blocks.small), 1.5)
      print('A7  1,000 reviews in one turn / 1,000 raw appends', burst / (1000 * raw), 0.25)
      print('B1  ready to study at 1M / reading and parsing all', ready.ms / parse.ms, 0.1)
      print('B2  ready to study at 1M / at 100k', ready.ms / readyMiddle.ms, 5)
      print('B3  memory added when ready at 1M / by parsing all', ready.rss / parse.rss, 0.15)
      print('B4  all history loaded / reading and parsing all', history.ms / parse.ms, 2.5)
      print('C1  checkpoint at 1M / at 100k', medianOf(checkpoints) / (await checkpointOf(middle)), 2)
      print('C2  loop block of a checkpoint at 1M / parsing all', medianOf(checkpointBlocks) / parse.ms, 0.05)
      print('D1  bytes on disk / compact JSON of the same', sizes.log / sizes.json, 1.25)
      scale({ 'raw append': raw, 'review at 1M': medianOf(times.large), 'its 95th': quantile(times.large, 0.95) })
      scale({ 'ready at 1k': readySmall.ms, '100k': readyMiddle.ms, '1M': ready.ms, 'parsing 1M': parse.ms })
      scale({ 'checkpoint at 1M': medianOf(checkpoints), 'block of it': medianOf(checkpointBlocks) })
    },
    once,
  )
})

describe('notes', () => {
  bench(
    'N1-N3',
    async () => {
      const text = 'Smuggling or trafficking? '.repeat(2000).slice(0, 50_000)
      const [without, folder] = [await withHistory(10_000), await withHistory(10_000)]
      // Synced, each of them: what the first sync of an opening found to write would be taken for the opening's own.
      const filling = await openStore({ folder })
      for (let n = 0; n < 5000; n += 1) await saveNote(filling, uuid(n), 1, text)
      await filling.close()

      const reading = await timed(async () => {
        for (let n = 0; n < 5000; n += 1) await nodeFiles.read(join(folder, `notes/00/${uuid(n)}.log`))
      })
      const ready = await probed(folder, 'open')
      const [bare, full] = [await openStore({ folder: without }), await openStore({ folder })]
      const raw = await rawFile(folder, text.length)
      const times = { raw: [] as number[], note: [] as number[], bare: [] as number[], full: [] as number[] }
      for (let i = 0; i < rounds; i++) {
        times.raw.push(await timed(raw.append))
        times.note.push(await timed(() => saveNote(full, uuid(7), 2 + i, text)))
        times.bare.push(await timed(() => reviewed(bare, i)))
        times.full.push(await timed(() => reviewed(full, i)))
      }
      await raw.close()
      print('N1  save of a 50 KB note / raw append + fdatasync', medianOf(times.note) / medianOf(times.raw), 5)
      print('N2  a review beside 5,000 notes / without', medianOf(times.full) / medianOf(times.bare), 1.2)
      print('N3  ready with 5,000 notes / reading them all', ready.ms / reading, 0.1)
      scale({ 'save of a note': medianOf(times.note), ready: ready.ms, 'reading all notes': reading })
      await bare.close()
      await full.close()
    },
    once,
  )
})
