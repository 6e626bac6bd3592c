/**
 * Search over 20,000 documents: from a keystroke to its answer, for real questions typed letter by letter; what filling
 * the index and a saved note cost, and for how long they hold up the thread that answers the pages. Texts are cut from
 * the book, so that words are as frequent as they are. Prints figures in milliseconds, each with its limit; on a busy
 * machine single ones go over. Run by `npm run bench`.
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setImmediate } from 'node:timers/promises'
import { createRouterClient } from '@orpc/server'
import { afterAll, bench, describe } from 'vitest'
import { compose } from '../../electron/core/compose'
import type { Pack } from '../../shared/model/content'
import { medianOf, once, timed } from '../support/measure'
import { reviewsWorker } from '../support/reviews-worker'
import { searchWorker } from '../support/search-worker'
import { smallPack } from '../support/small-pack'
import { eastern } from '../support/zones'

const folder = mkdtempSync(join(tmpdir(), 'fieldbook-bench-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }), 60_000)

const documents = 20_000
const notes = 5000
/** One picture of a screen with 60 a second. */
const frame = 16

const book: Pack = JSON.parse(readFileSync(resolve('out/content/federal-response.json'), 'utf8'))
const words = book.chapters
  .flatMap(({ sections }) => sections.flatMap(({ blocks }) => blocks.map(({ text }) => text)))
  .join(' ')
  .split(/\s+/)
let seed = 1
const dice = (below: number) => {
  seed = (seed * 1_103_515_245 + 12_345) & 0x7fff_ffff
  return seed % below
}
const cut = (length: number) => {
  const at = dice(words.length - length)
  return `${words.slice(at, at + length).join(' ')} ${dice(1e9).toString(36)}`
}

/** The book, with as many cards as make up the number of documents. */
function largePack(): Pack {
  const [card] = smallPack.cards
  if (!card) throw new Error('no card')
  const pages = book.glossary.length + book.chapters.reduce((sum, { sections }) => sum + sections.length, 0)
  const cards = Array.from({ length: documents - notes - pages }, (_, n) => ({
    ...{ ...card, id: `card-${n}`, chapter: 'law-of-smuggling', section: 'opening', why: [] },
    ...{ frontText: cut(12), backText: cut(25) },
  }))
  return { ...book, cards }
}

const questions = [
  'smuggling',
  'joint task force alpha',
  '8 usc 1324(a)',
  'homeland security investigations',
  'trafficking victims protection act',
  'coersion',
  'border patrol agents',
  'consent of the victim',
  '"debt bondage" visa',
  'labor traficking',
]
const typed = questions.flatMap((question) => Array.from(question, (_, n) => question.slice(0, n + 1)))

const print = (name: string, ms: number, limit: number) =>
  console.log(`${ms <= limit ? 'ok  ' : 'OVER'} ${name}: ${ms.toFixed(1)} ms (limit ${limit})`)
const percentile = (times: readonly number[], share: number) =>
  times.toSorted((one, other) => one - other)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0

async function open() {
  return compose({
    ...{ dataFolder: join(folder, 'data'), packFile: join(folder, 'pack.json'), host: 'loopback', zone: eastern },
    ...{ versions: { app: '', node: '' }, startReviewsWorker: reviewsWorker, startSearchWorker: searchWorker },
  })
}

describe('search', () => {
  bench(
    'over 20,000 documents',
    async () => {
      writeFileSync(join(folder, 'pack.json'), JSON.stringify(largePack()))
      const before = await open()
      const writer = createRouterClient(before.router)
      for (let n = 0; n < notes; n += 1)
        await writer.notes.save({
          note: randomUUID(),
          base: 0,
          target: { kind: 'none' },
          text: `# ${cut(5)}\n\n${cut(120)}`,
        })
      await before.close()

      const core = await open()
      const { search, notes: written } = createRouterClient(core.router)
      const ask = (text: string) => search.query({ text, limit: 40 })
      const delay = monitorEventLoopDelay({ resolution: 1 })
      delay.enable()
      const began = performance.now()
      const first = await timed(() => ask('jtfa'))
      while (!(await ask('jtfa')).complete) await setImmediate()
      const filled = performance.now() - began
      delay.disable()
      print('S1  first answer after the start, the worker and the book with it', first, 5000)
      print('S2  all 20,000 in the index', filled, 30_000)
      print('S3  longest the pages’ thread was held up by it', delay.max / 1e6, 3 * frame)

      for (const text of typed) await ask(text)
      const times: number[] = []
      for (let round = 0; round < 3; round += 1) for (const text of typed) times.push(await timed(() => ask(text)))
      print(`S4  keystroke to answer, median of ${times.length}`, medianOf(times), frame)
      print('S5  the same, 95 of 100 are quicker', percentile(times, 0.95), frame)
      print('S6  the same, the slowest', percentile(times, 1), 3 * frame)

      const saves: number[] = []
      for (let n = 0; n < 20; n += 1) {
        const word = `walrus${n}`
        await written.save({ note: randomUUID(), base: 0, target: { kind: 'none' }, text: `${word} ${cut(120)}` })
        saves.push(await timed(() => ask(word)))
      }
      print('S7  keystroke right after a note was saved, with the note in its answer', medianOf(saves), 2 * frame)
      await core.close()
    },
    once,
  )
})
