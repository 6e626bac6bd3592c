/**
 * How building the queue, rating a card, the overview, the table of cards and the summary of progress grow with the
 * number of cards, as ratios within one run: milliseconds of a machine prove nothing. Ratings go through the store with
 * all its writes, but nothing is flushed: that is the disk's own time. Prints each with its limit; on a busy machine
 * single ones go over. Run by `npm run bench`.
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { afterAll, bench, describe } from 'vitest'
import { compose } from '../../electron/core/compose'
import { backlogService } from '../../electron/core/services/backlog'
import { cardMarksService } from '../../electron/core/services/card-marks'
import { keptLooks } from '../../electron/core/services/kept-looks'
import { indexPack } from '../../electron/core/services/pack'
import { studyService } from '../../electron/core/services/study'
import { takeTurns } from '../../electron/core/services/turns'
import { type Files, nodeFiles } from '../../electron/core/store/files'
import { openStore } from '../../electron/core/store/store'
import type { Card, Pack } from '../../shared/model/content'
import type { CardMarks, CardRecord, Phase } from '../../shared/model/study'
import { defaultStudySettings } from '../../shared/model/study'
import { hash } from '../../shared/rules/hash'
import { type QueueCard, type QueueInput, queue } from '../../shared/rules/queue'
import { studyCalendar } from '../../shared/rules/study-day'
import { median as medianOfRounds, once, printRatio as print } from '../support/measure'
import { reviewsWorker } from '../support/reviews-worker'
import { smallPack } from '../support/small-pack'
import { eastern } from '../support/zones'

const now = Date.parse('2026-06-08T14:00:00Z')
const day = 86_400_000
const rounds = 15
const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A learner in the middle of it: a quarter new, a few in their steps, a third due, some suspended, siblings in pairs. */
function queueOf(count: number): QueueInput {
  const cards: QueueCard[] = []
  const records: Record<string, CardRecord> = {}
  const marks: Record<string, CardMarks> = {}
  for (let n = 0; n < count; n += 1) {
    const id = `card-${n}`
    const dice = hash(id)
    cards.push({
      id,
      ...(n % 3 === 0 && { contrast: `card-${n + 1}` }),
      ...(n % 5 < 2 && { item: `item-${n - (n % 5)}` }),
    })
    if (dice % 50 === 0) marks[id] = { suspended: true }
    if (dice % 4 === 0) continue
    const phase: Phase = dice % 1000 === 1 ? 'learning' : 'review'
    const due = now + ((dice % 61) - 20) * day
    const memory = { model: 'm', phase, stability: 9, difficulty: 5, step: 0, due, lastReview: now - 30 * day }
    records[id] = {
      memory: { ...memory, scheduledDays: 9, repetitions: 3, lapses: 0 },
      ...{ standsOn: 'd:1', introduced: '2026-01-01' },
    }
  }
  const calendar = studyCalendar(240, eastern)
  return { cards, records, marks, today: undefined, settings: defaultStudySettings, now, calendar }
}

/** A core over so many cards, two thirds of which are known. */
async function coreOf(count: number) {
  const folder = mkdtempSync(join(tmpdir(), 'fieldbook-bench-'))
  folders.push(folder)
  const [first] = smallPack.cards
  const cards = Array.from({ length: count }, (_, n) => ({ ...first, id: `card-${n}`, frontText: `${hash(`${n}`)}?` }))
  const pack: Pack = { ...smallPack, cards: cards as Card[] }
  writeFileSync(join(folder, 'pack.json'), JSON.stringify(pack))
  const core = await compose({
    ...{ dataFolder: join(folder, 'data'), packFile: join(folder, 'pack.json'), host: 'loopback' },
    ...{ versions: { app: '', node: '' }, zone: eastern, startReviewsWorker: reviewsWorker },
    // Each look at the table is a minute after the one before, so that none is answered from what was found last.
    clock: () => time,
  })
  const call = createRouterClient(core.router)
  for (const days of [0, 9, 40]) {
    const some = cards.flatMap(({ id }) => (hash(id) % 4 === days % 4 ? [id] : []))
    if (some.length > 0) await call.study.setDue({ cards: some, days })
  }
  return { core, call }
}
let time = now

const scope = { kind: 'all' } as const
/** Writes like any other, but the disk is never waited for. */
const unflushed: Files = {
  ...nodeFiles,
  async open(file, mode) {
    return { ...(await nodeFiles.open(file, mode)), sync: async () => {} }
  },
  syncFolder: async () => {},
}
/** The study services over so many cards, two thirds of which are known and a third long due. */
async function studyOf(count: number) {
  const folder = mkdtempSync(join(tmpdir(), 'fieldbook-bench-'))
  folders.push(folder)
  const [first] = smallPack.cards
  const cards = Array.from({ length: count }, (_, n) => ({ ...first, id: `card-${n}` }) as Card)
  const pack = indexPack({ ...smallPack, cards })
  const clock = () => time
  const store = await openStore({ folder, files: unflushed, clock, zone: eastern })
  const inTurn = takeTurns()
  const looks = keptLooks({ store, pack, clock, zone: eastern })
  const needs = { store, pack, clock, zone: eastern, inTurn, looks }
  const study = studyService(needs)
  const marks = cardMarksService({ ...needs, latest: () => ({ undo: null, redo: null }) })
  for (const days of [0, 9, 40]) {
    const some = cards.flatMap(({ id }) => (hash(id) % 4 === days % 4 ? [id] : []))
    if (some.length > 0) await marks.setDue({ cards: some, days })
  }
  time += 3 * day
  const rateNext = async () => {
    const { next } = await study.next({ scope })
    if (!next) throw new Error('no card is due')
    const [card, standsOn] = [next.card.id, next.record?.standsOn ?? null]
    await study.review({ request: randomUUID(), scope, card, standsOn, rating: 'good', spent: 5000 })
  }
  return { store, study, backlog: backlogService(needs), rateNext }
}

/** Each round a minute after the one before, so that nothing is answered from what was found last. */
const median = (act: () => unknown) =>
  medianOfRounds(act, rounds, () => {
    time += 60_000
  })

describe('growth with ten times as many cards', () => {
  bench(
    'queue',
    async () => {
      const [small, large] = [queueOf(10_000), queueOf(100_000)]
      const wide = { newPerDay: 999, reviewsPerDay: 9999 }
      const at = async (change: Partial<QueueInput>) =>
        [
          await median(() => queue({ ...small, ...change })),
          await median(() => queue({ ...large, ...change })),
        ] as const
      print('Q1  queue of 100,000 cards / of 10,000', ...(await at({})), 15)
      print('Q2  the same with the widest daily limits', ...(await at({ settings: wide })), 15)
      const catchUp = { from: '2026-06-08', until: '2026-06-14', perDay: 3000 }
      print('Q3  the same while a backlog is caught up', ...(await at({ catchUp })), 15)
    },
    once,
  )

  bench(
    'study',
    async () => {
      const [small, large] = [await studyOf(10_000), await studyOf(100_000)]
      const at = async (act: (one: Awaited<ReturnType<typeof studyOf>>) => unknown) =>
        [await median(() => act(small)), await median(() => act(large))] as const
      print('S1  rating a card and the next one, 100,000 cards / 10,000', ...(await at((one) => one.rateNext())), 15)
      print('S2  the next card alone', ...(await at(({ study }) => study.next({ scope }))), 15)
      print('S3  overview with all its counts', ...(await at(({ study }) => study.overview())), 15)
      print('S4  what a backlog costs', ...(await at(({ backlog }) => backlog.backlog())), 15)
      for (const { store } of [small, large]) await store.close()
    },
    once,
  )

  bench(
    'browse',
    async () => {
      const [small, large] = [await coreOf(5000), await coreOf(50_000)]
      const table = { sort: 'question', descending: false, offset: 0, limit: 100 } as const
      const at = async (search: string, sort: 'question' | 'due' = 'question') =>
        [
          await median(() => small.call.study.browse({ ...table, search, sort })),
          await median(() => large.call.study.browse({ ...table, search, sort })),
        ] as const
      print('R1  table of 50,000 cards by question / of 5,000', ...(await at('')), 15)
      print('R2  the same by due date', ...(await at('', 'due')), 15)
      print(
        'R3  the same with a search of four parts',
        ...(await at('state:due factor:consent stability:>2 person')),
        15,
      )
      await small.core.close()
      await large.core.close()
    },
    once,
  )

  bench(
    'progress',
    async () => {
      const [small, large] = [await coreOf(2000), await coreOf(20_000)]
      const at = [
        await median(() => small.call.progress.summary()),
        await median(() => large.call.progress.summary()),
      ] as const
      print('P1  summary of progress with 20,000 cards / with 2,000', ...at, 15)
      await small.core.close()
      await large.core.close()
    },
    once,
  )
})
