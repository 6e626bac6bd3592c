/** All reviews as columns, from real logs: against a naive reading of the same history. */
import { existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { joined } from '../../../electron/core/reviews/all-reviews'
import { cardHistory } from '../../../electron/core/reviews/card-history'
import { ColumnCache } from '../../../electron/core/reviews/column-cache'
import { GivenUp, reviewsInWorker } from '../../../electron/core/reviews/reviews'
import type { DurableLog } from '../../../electron/core/store/durable-log'
import { type Files, nodeFiles } from '../../../electron/core/store/files'
import { encodeHeader, encodeRecord } from '../../../electron/core/store/record-codec'
import type { Segment } from '../../../electron/core/store/segment-adapter'
import type { Store } from '../../../electron/core/store/store'
import type { Operation } from '../../../shared/model/operations'
import type { Rating } from '../../../shared/model/study'
import { dayLength } from '../../../shared/rules/study-day'
import { reviewsWorker } from '../../support/reviews-worker'
import { history, memory, open, review, scratch } from '../store/support'

vi.setConfig({ testTimeout: 60_000 })

const ratings: Rating[] = ['again', 'hard', 'good', 'easy']

/** What the columns should say, by the whole history. */
function naively(operations: readonly Operation[]) {
  const counts = new Map<string, boolean>()
  for (const { kind, data } of operations)
    if (kind === 'undo' || kind === 'redo') counts.set((data as { operation: Operation }).operation.id, kind === 'redo')
  return operations.flatMap((operation) => {
    if (counts.get(operation.id) === false) return []
    const { kind, data, at } = operation
    if (kind === 'reschedule')
      return data.cards.flatMap(({ card, after }) =>
        after ? [] : [{ card, at, day: 0, rating: 0, spent: 0, before: 0 }],
      )
    if (kind !== 'review') return []
    const phase = data.before?.memory.phase
    const before = phase === undefined ? 0 : ['new', 'learning', 'review', 'relearning'].indexOf(phase)
    const day = Date.parse(data.day) / dayLength
    return [{ card: data.card, at, day, rating: ratings.indexOf(data.rating) + 1, spent: data.spent, before }]
  })
}
async function read(log: DurableLog, files: Files = nodeFiles) {
  const segments = await new ColumnCache(files).all(log)
  const columns = joined(segments.map(({ columns }) => columns))
  return Array.from(columns.card, (card, row) => ({
    card: columns.cards[card],
    at: columns.at[row],
    day: columns.day[row],
    rating: columns.rating[row],
    spent: columns.spent[row],
    before: columns.before[row],
  }))
}
/** Real files, noting what is read. */
const watching = (asked: string[]): Files => ({
  ...nodeFiles,
  read(path) {
    asked.push(path)
    return nodeFiles.read(path)
  },
})
const cached = (folder: string) =>
  existsSync(join(folder, 'cache/reviews')) ? readdirSync(join(folder, 'cache/reviews')) : []

/** Reviews, cards put back to new, marks, and some of it taken back and done again. */
async function live(store: Store, acts: readonly number[]): Promise<void> {
  for (const act of acts) {
    const card = `card-${act % 7}`
    const before = store.state.cards[card] ?? null
    if (act % 11 === 0) await store.undo()
    else if (act % 11 === 1) await store.redo()
    else if (act % 11 === 2 && before)
      await store.record('reschedule', { what: 'forgotten', cards: [{ card, before, after: null }] })
    else if (act % 11 === 3)
      await store.record('card-marks', { what: 'flagged', cards: [{ card, before: null, after: { flag: 1 } }] })
    else {
      const phase = (['learning', 'review', 'relearning'] as const)[act % 3] ?? 'review'
      const rating = ratings[act % 4] ?? 'good'
      await store.record(
        'review',
        review(card, before, { rating, memory: memory({ phase }), day: `2026-03-0${1 + (act % 9)}` }),
      )
    }
  }
}

/** A log of several small segments, written as the store writes them. */
async function inSegments(operations: readonly Operation[], perSegment: number): Promise<DurableLog> {
  const folder = scratch()
  await mkdir(join(folder, 'log'))
  const segments: Segment[] = []
  for (let first = 1; first <= operations.length; first += perSegment) {
    const name = `${String(segments.length + 1).padStart(6, '0')}.log`
    const some = operations.slice(first - 1, first - 1 + perSegment)
    const text = some
      .map((operation, index) => encodeRecord({ n: first + index, json: JSON.stringify(operation) }))
      .join('')
    const bytes = encodeHeader('fieldbook-log', { segment: segments.length + 1, first }) + text
    await writeFile(join(folder, 'log', name), bytes)
    const last = first + some.length - 1
    segments.push({ name, first, last, records: some.length, bytes: Buffer.byteLength(bytes) })
  }
  return { folder, segments }
}
async function lived(acts: readonly number[]): Promise<Operation[]> {
  const store = await open(scratch())
  await live(store, acts)
  return history(store)
}
const long = Array.from({ length: 300 }, (_, n) => (n * 7919) % 1000)

describe('columns', () => {
  test('say what the history says, with undo, redo and cards put back to new', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 999 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        async (acts, perSegment) => {
          const operations = await lived(acts)
          const log = await inSegments(operations, perSegment)
          const expected = naively(operations)
          expect(await read(log)).toEqual(expected)
          // And once more, from the cache.
          expect(await read(log)).toEqual(expected)
        },
      ),
      { numRuns: 12, seed: 1 },
    )
  })

  test('of an open store hold what is durable, with a torn end and bytes after it left alone', async () => {
    const store = await open(scratch())
    await live(store, long.slice(0, 40))
    const expected = naively(await history(store))
    const { log } = store
    const [segment] = log.segments
    const file = join(log.folder, 'log', segment?.name ?? '')
    writeFileSync(file, `${encodeRecord({ n: 10_000, json: '{"kind":"review"}' })}torn`, { flag: 'a' })
    expect(await read(log)).toEqual(expected)
    truncateSync(file, segment?.bytes)
  })
})

describe('the cache', () => {
  test('holds every segment but the last, is read instead of the log, and can be deleted', async () => {
    const operations = await lived(long)
    const log = await inSegments(operations, 60)
    const expected = naively(operations)
    await read(log)
    expect(cached(log.folder)).toEqual(['000001.columns', '000002.columns', '000003.columns', '000004.columns'])
    const asked: string[] = []
    const watched = watching(asked)
    expect(await read(log, watched)).toEqual(expected)
    expect(asked.filter((path) => path.includes('/log/'))).toEqual([join(log.folder, 'log/000005.log')])
    rmSync(join(log.folder, 'cache'), { recursive: true })
    expect(await read(log)).toEqual(expected)
    expect(cached(log.folder)).toHaveLength(4)
  })

  test('a damaged, cut or foreign file in it is made again', async () => {
    const operations = await lived(long)
    const log = await inSegments(operations, 60)
    const expected = naively(operations)
    await read(log)
    const file = join(log.folder, 'cache/reviews/000002.columns')
    const good = readFileSync(file)
    const flipped = Buffer.from(good)
    flipped[good.length - 5] = (good[good.length - 5] as number) ^ 1
    const spoilt = [
      flipped,
      good.subarray(0, -1),
      Buffer.concat([good, Buffer.from('x')]),
      Buffer.alloc(0),
      Buffer.from('no line at all'),
      Buffer.from('\n'),
      Buffer.from('00000000 {"format":\n'),
      readFileSync(file.replace('2.columns', '3.columns')),
    ]
    for (const bytes of spoilt) {
      writeFileSync(file, bytes)
      expect(await read(log)).toEqual(expected)
      expect(readFileSync(file).equals(good)).toBe(true)
    }
  })

  test('a cache that cannot be written harms nothing', async () => {
    const operations = await lived(long)
    const log = await inSegments(operations, 60)
    writeFileSync(join(log.folder, 'cache'), 'a file where the folder should be')
    expect(await read(log)).toEqual(naively(operations))
    const full: Files = {
      ...nodeFiles,
      open: () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })),
    }
    rmSync(join(log.folder, 'cache'))
    expect(await read(log, full)).toEqual(naively(operations))
    expect(cached(log.folder)).toEqual([])
  })

  test('a damaged segment gives what can be read, isn’t kept, and is whole again when it comes back', async () => {
    const operations = await lived(long)
    const log = await inSegments(operations, 60)
    const file = join(log.folder, 'log/000002.log')
    const good = readFileSync(file)
    const bad = Buffer.from(good)
    for (let at = 1000; at < bad.length - 500; at += 500) bad.write('#', at)
    writeFileSync(file, bad)
    const all = naively(operations).length
    expect((await read(log)).length).toBeLessThan(all)
    expect(cached(log.folder)).not.toContain('000002.columns')
    rmSync(file)
    expect((await read(log)).length).toBeLessThan(all)
    writeFileSync(file, good)
    expect(await read(log)).toEqual(naively(operations))
    expect(statSync(join(log.folder, 'cache/reviews/000002.columns')).size).toBeGreaterThan(0)
  })
})

describe('one card', () => {
  const answers = { right: 'both', chosen: 'smuggling' }
  test('has its reviews in order, without what was taken back, with answers', async () => {
    const store = await open(scratch())
    await store.record('review', { ...review('a'), answer: answers })
    await live(store, long.slice(1, 120))
    await store.record('review', review('a', store.state.cards.a ?? null, { rating: 'again' }))
    await store.undo()
    const operations = await history(store)
    const log = await inSegments(operations, 25)
    const segments = await new ColumnCache(nodeFiles).all(log)
    const of = (card: string) => cardHistory(nodeFiles, log.folder, segments, card)
    expect(await of('a')).toHaveLength(1)
    expect((await of('a'))[0]).toMatchObject({ rating: 'good', answer: answers, before: null })
    const expected = naively(operations).filter(({ card, rating }) => card === 'card-3' && rating > 0)
    const reviews = await of('card-3')
    expect(reviews.map(({ at, rating }) => ({ at, rating: ratings.indexOf(rating) + 1 }))).toEqual(
      expected.map(({ at, rating }) => ({ at, rating })),
    )
    expect(await of('constructor')).toEqual([])
  })

  test('reads only the segments that hold it', async () => {
    const store = await open(scratch())
    await store.record('review', review('rare'))
    await live(store, long.slice(1))
    const log = await inSegments(await history(store), 25)
    const segments = await new ColumnCache(nodeFiles).all(log)
    const asked: string[] = []
    const watched = watching(asked)
    expect(await cardHistory(watched, log.folder, segments, 'rare')).toHaveLength(1)
    expect(asked).toEqual([join(log.folder, 'log/000001.log')])
  })
})

describe('the worker', () => {
  async function withWorker(idle?: number) {
    const store = await open(scratch())
    await live(store, long.slice(0, 60))
    let started = 0
    let running = 0
    const startWorker = () => {
      started += 1
      running += 1
      const worker = reviewsWorker()
      worker.on('exit', () => {
        running -= 1
      })
      return worker
    }
    const reviews = reviewsInWorker({ startWorker, log: () => store.log, ...(idle !== undefined && { idle }) })
    onTestFinished(() => reviews.close())
    return { store, reviews, workers: () => ({ started, running }) }
  }

  test('is started by the first question, answers from what is durable then, and ends when idle', async () => {
    const { store, reviews, workers } = await withWorker(50)
    expect(workers()).toEqual({ started: 0, running: 0 })
    const before = await reviews.columns()
    expect(before.card).toHaveLength(naively(await history(store)).length)
    await vi.waitFor(() => expect(workers()).toEqual({ started: 1, running: 0 }))
    await store.record('review', review('late'))
    const after = await reviews.columns()
    expect(after.cards).toContain('late')
    expect(await reviews.historyOfCard('late')).toHaveLength(1)
  })

  test('one question given up leaves the others to be answered', async () => {
    const { reviews } = await withWorker()
    const one = reviews.ask({ kind: 'columns' })
    const other = reviews.ask({ kind: 'usable' })
    one.giveUp()
    await expect(one.answer).rejects.toThrow(GivenUp)
    expect(await other.answer).toBeTypeOf('number')
  })

  test('closing gives up what is asked, and nothing can be asked any more', async () => {
    const { reviews, workers } = await withWorker()
    const asked = reviews.columns()
    const refused = expect(asked).rejects.toThrow(GivenUp)
    await reviews.close()
    await refused
    await expect(reviews.columns()).rejects.toThrow(GivenUp)
    expect(workers().running).toBe(0)
  })

  test('one that cannot be started says so to whoever asked', async () => {
    const reviews = reviewsInWorker({
      startWorker: () => {
        throw new Error('no such file')
      },
      log: () => ({ folder: '/nowhere', segments: [] }),
    })
    await expect(reviews.columns()).rejects.toThrow('no such file')
  })
})
