/** What the queue does over days: absence, travel, a day that turns, and cards whose words have changed. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Card, Inline, Pack } from '../../../shared/model/content'
import type { Zone } from '../../../shared/rules/study-day'
import { openCore, type TestCore } from '../../support/core'
import { smallPack } from '../../support/small-pack'
import { eastern, zoneOf } from '../../support/zones'

vi.setConfig({ testTimeout: 60_000 })

const all = { kind: 'all' } as const
const minute = 60_000
const day = 24 * 60 * minute
const words = (text: string): Inline[] => [{ type: 'text', text }]
const [first] = smallPack.cards as [Card]
const { contrast: _, ...base } = first
const ids = (count: number) => Array.from({ length: count }, (_, n) => `card-${String(n).padStart(3, '0')}`)
const packOf = (count: number): Pack => ({ ...smallPack, cards: ids(count).map((id) => ({ ...base, id }) as Card) })

async function ownFolder(): Promise<string> {
  const scratch = await mkdtemp(path.join(tmpdir(), 'fieldbook-queue-'))
  onTestFinished(() => rm(scratch, { recursive: true, force: true }))
  return path.join(scratch, 'data')
}
/** Rates all that is shown until nothing is left, at most so often; returns how many. */
async function rateAll(core: TestCore, most = 1000): Promise<number> {
  for (let count = 0; count < most; count += 1) {
    if (!(await core.call.study.next({ scope: all })).next) return count
    await core.rateNext('good')
    core.time.now += 1000
  }
  return most
}

describe('after an absence', () => {
  /** 120 cards that came due within a few days, ten days ago. */
  async function away() {
    const core = await openCore({ pack: packOf(120) })
    await core.call.settings.changeStudy({ newPerDay: 0, reviewsPerDay: 30 })
    for (const days of [1, 2, 3])
      await core.call.study.setDue({ cards: ids(120).filter((_, n) => n % 3 === days - 1), days })
    core.time.now += 12 * day
    return core
  }

  test('the backlog is counted and its cost calculated, over more days a smaller share and less recalled', async () => {
    const { call } = await away()
    const backlog = await call.study.backlog()
    expect(backlog).toMatchObject({ overdue: 120, waiting: 120, away: null, running: null })
    expect(backlog.choices.map(({ days, perDay }) => [days, perDay])).toEqual([
      [1, 120],
      [3, 40],
      [7, 18],
      [14, 9],
    ])
    const recalls = [backlog.recall ?? 0, ...backlog.choices.map(({ recall }) => recall)]
    expect(recalls[1]).toBeCloseTo(recalls[0] ?? 0, 6)
    expect(recalls.slice(1)).toEqual([...recalls.slice(1)].sort((one, other) => other - one))
    expect(recalls.at(-1)).toBeLessThan(recalls[0] ?? 0)
  })

  test('spread over three days it is done in three days, and the plan ends by itself', async () => {
    const core = await away()
    const { call, time } = core
    const running = (await call.study.catchUp({ days: 3 })).running
    expect(running).toEqual({ from: '2026-06-20', until: '2026-06-22', perDay: 40, daysLeft: 3, left: 40 })
    expect((await call.study.overview()).today.due).toBe(40)
    expect(await rateAll(core)).toBe(40)
    expect((await call.study.backlog()).running).toMatchObject({ left: 0 })
    await core.reopen()
    time.now += day
    expect((await core.call.study.backlog()).running).toMatchObject({ daysLeft: 2, left: 40 })
    expect(await rateAll(core)).toBe(40)
    time.now += day
    expect(await rateAll(core)).toBe(40)
    const done = await core.call.study.backlog()
    expect(done).toMatchObject({ overdue: 0, running: null, choices: [], away: 0 })
  })

  test('all at once lifts the daily limit for today only, also when some are done already', async () => {
    const core = await away()
    await rateAll(core, 10)
    const { choices } = await core.call.study.catchUp({ days: 1 })
    expect(choices[0]).toMatchObject({ days: 1, perDay: 120 })
    expect(await rateAll(core)).toBe(110)
  })

  test('starting and stopping are steps of undo, by name; stopping what does not run is none', async () => {
    const { call, history } = await away()
    const before = await history()
    await call.study.catchUp({ days: null })
    expect(await history()).toBe(before)
    await call.study.catchUp({ days: 7 })
    expect((await call.history.latest()).undo).toEqual({ kind: 'catch-up', subject: '', days: 7 })
    await call.study.catchUp({ days: null })
    expect((await call.history.latest()).undo).toEqual({ kind: 'catch-up', subject: '' })
    expect((await call.study.overview()).today.due).toBe(30)
    await call.history.undo()
    expect((await call.study.backlog()).running?.perDay).toBe(18)
    expect((await call.study.next({ scope: all })).counts.due).toBe(18)
    await call.history.undo()
    expect((await call.study.backlog()).running).toBeNull()
    await call.history.redo()
    expect((await call.study.backlog()).running?.perDay).toBe(18)
  })

  test('suspended cards wait for nobody, and with nothing waiting there is nothing to spread', async () => {
    const { call, history } = await away()
    await call.study.mark({ cards: ids(120), change: { to: 'suspended' } })
    const before = await history()
    expect(await call.study.catchUp({ days: 3 })).toMatchObject({ overdue: 0, waiting: 0, recall: null, running: null })
    expect(await history()).toBe(before)
  })
})

describe('a card whose words have changed since it was answered', () => {
  const changed: Pack = {
    ...smallPack,
    cards: smallPack.cards.map((card) => (card.id === 'mixed-up' ? { ...card, back: words('Something else.') } : card)),
  }
  const search = { search: 'state:due', sort: 'due', descending: false, offset: 0, limit: 9 } as const

  /** All cards known for weeks, then the pack with another answer to one of them. */
  async function updated(before?: (core: TestCore) => Promise<unknown>) {
    const folder = await ownFolder()
    const core = await openCore({ folder })
    for (let n = 0; n < 8; n += 1) await core.rateNext('easy')
    await before?.(core)
    expect((await core.call.study.next({ scope: all })).next).toBeNull()
    await core.core.close()
    return openCore({ folder, pack: changed, now: core.time.now + day })
  }

  test('is asked again with a word why, and rating it settles that', async () => {
    const core = await updated()
    const { call } = core
    const { next, counts } = await call.study.next({ scope: all })
    expect(next).toMatchObject({ card: { id: 'mixed-up' }, changed: true })
    expect(counts).toEqual({ learning: 0, due: 1, new: 0 })
    expect((await call.study.browse(search)).rows.map(({ id }) => id)).toEqual(['mixed-up'])
    await core.rateNext('good')
    expect((await call.study.next({ scope: all })).next).toBeNull()
    expect((await call.study.card({ card: 'mixed-up' })).changed).toBeUndefined()
    await call.history.undo()
    expect((await call.study.next({ scope: all })).next).toMatchObject({ card: { id: 'mixed-up' }, changed: true })
    await call.history.redo()
    await core.reopen()
    expect((await core.call.study.next({ scope: all })).next).toBeNull()
  })

  test('not to know the new words is no lapse', async () => {
    const core = await updated()
    await core.rateNext('again')
    const { record } = await core.call.study.card({ card: 'mixed-up' })
    expect(record?.memory).toMatchObject({ lapses: 0, phase: 'relearning' })
    expect((await core.call.progress.summary()).cards.lapses).toBe(0)
  })

  test('stays away while it is suspended, and comes once it is not', async () => {
    const { call } = await updated(({ call }) => call.study.mark({ cards: ['mixed-up'], change: { to: 'suspended' } }))
    expect((await call.study.next({ scope: all })).next).toBeNull()
    await call.study.mark({ cards: ['mixed-up'], change: { to: 'unsuspended' } })
    expect((await call.study.next({ scope: all })).next).toMatchObject({ changed: true })
  })

  test('a date set by hand holds', async () => {
    const { call } = await updated()
    await call.study.setDue({ cards: ['mixed-up'], days: 5 })
    expect((await call.study.next({ scope: all })).next).toBeNull()
  })
})

describe('study days', () => {
  test('a day that turns while a session is open: the next card is of the new day', async () => {
    const core = await openCore({ now: Date.parse('2026-06-09T07:59:00Z') }) // 03:59 in New York
    const { call, time } = core
    await call.settings.changeStudy({ newPerDay: 2 })
    const open = await call.study.next({ scope: all })
    expect(open).toMatchObject({ day: '2026-06-08', counts: { new: 2 } })
    time.now += 2 * minute
    const card = open.next?.card.id ?? ''
    const review = { request: randomUUID(), scope: all, card, standsOn: null, rating: 'easy', spent: 1000 } as const
    const after = await call.study.review(review)
    // The rating counts to the day on which it was made.
    expect(after).toMatchObject({ day: '2026-06-09', counts: { new: 1 } })
    expect((await call.study.overview()).reviewedToday).toBe(1)
  })

  test('a flight west, a flight east or a later day start moves no review to another day', async () => {
    let where: Zone = eastern
    const core = await openCore({ zone: (at) => where(at) })
    const { call, time } = core
    await call.settings.changeStudy({ fuzz: false })
    for (let n = 0; n < 8; n += 1) await core.rateNext('easy') // eight days: the 16th
    const dueAt = async (zone: string, local: string) => {
      where = zoneOf(zone)
      time.now = Date.parse(`${local}:00Z`) - where(Date.parse(`${local}:00Z`)) * minute
      return (await call.study.overview()).today.due
    }
    for (const zone of ['Pacific/Honolulu', 'America/Los_Angeles', 'America/New_York', 'Europe/Berlin', 'Asia/Seoul']) {
      expect([zone, await dueAt(zone, '2026-06-15T23:30')]).toEqual([zone, 0])
      expect([zone, await dueAt(zone, '2026-06-16T04:30')]).toEqual([zone, 8])
    }
    await call.settings.changeStudy({ dayStart: 600 })
    expect(await dueAt('America/New_York', '2026-06-16T09:30')).toBe(0)
    expect(await dueAt('America/New_York', '2026-06-16T10:30')).toBe(8)
  })

  test('the learn-ahead time is a setting', async () => {
    const { call, rateNext } = await openCore()
    const scope = { kind: 'objective', objective: 'apply-the-factors' } as const
    await rateNext('good', scope)
    expect((await call.study.next({ scope })).next).not.toBeNull()
    await call.settings.changeStudy({ learnAhead: 5 })
    expect(await call.study.next({ scope })).toMatchObject({ next: null, counts: { learning: 0 } })
    expect((await call.study.overview()).today.learning).toBe(0)
  })
})

test('the rating that makes a leech says so, also when it is sent again', async () => {
  const { call, rateNext, time } = await openCore()
  await call.settings.changeStudy({ leechThreshold: 2, leechAction: 'suspend', relearningSteps: [], learningSteps: [] })
  const scope = { kind: 'objective', objective: 'apply-the-factors' } as const
  await rateNext('good', scope)
  const rate = async (request: string) => {
    time.now += 30 * day
    const { next } = await call.study.next({ scope })
    const standsOn = next?.record?.standsOn ?? null
    const review = { request, scope, card: 'border-smuggling', standsOn, rating: 'again', spent: 1 } as const
    return [await call.study.review(review), await call.study.review(review)]
  }
  for (const answer of await rate('first')) expect(answer.leech).toBeUndefined()
  for (const answer of await rate('second'))
    expect(answer).toMatchObject({ next: null, leech: { card: 'border-smuggling', lapses: 2, suspended: true } })
})

test('cases and factors are counted like chapters', async () => {
  const { call, rateNext } = await openCore()
  await rateNext('easy', { kind: 'factor', factor: 'consent' })
  const { factors, cases } = await call.study.overview()
  expect(cases).toEqual({ total: 0, seen: 0, counts: { learning: 0, due: 0, new: 0 } })
  expect(factors.find(({ factor }) => factor === 'consent')).toEqual({
    ...{ factor: 'consent', total: 2, seen: 1 },
    counts: { learning: 0, due: 0, new: 1 },
  })
  expect(factors.find(({ factor }) => factor === 'profit')?.total).toBe(0)
})
