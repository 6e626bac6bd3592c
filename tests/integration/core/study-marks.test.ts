/** What is done to cards besides rating them, and how it goes together with the queue, undo and a restart. */
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { nodeFiles } from '../../../electron/core/store/files'
import { SnapshotAdapter } from '../../../electron/core/store/snapshot-adapter'
import type { Card, Pack } from '../../../shared/model/content'
import type { StudyState } from '../../../shared/model/operations'
import { defaultStudySettings, ratings } from '../../../shared/model/study'
import type { StudyScope } from '../../../shared/model/views'
import { codeOf, openCore, type TestCore } from '../../support/core'
import { cardBase, choiceCard, smallPack } from '../../support/small-pack'

vi.setConfig({ testTimeout: 60_000 })

const all = { kind: 'all' } as const
const minute = 60_000
const day = 24 * 60 * minute
const pair: Card[] = ['pair-there', 'pair-back'].map((id) => ({ ...cardBase, id, kind: 'reversed', item: 'pair' }))
const mixed: Pack = { ...smallPack, cards: [...smallPack.cards, choiceCard, ...pair] }

/** Everything a learner can see of the cards. */
async function seen({ call }: TestCore) {
  const table = { search: '', sort: 'question', descending: false, offset: 0, limit: 500 } as const
  const { cards, days } = await call.progress.summary()
  const { study } = await call.settings.get()
  const rows = (await call.study.browse(table)).rows
  return { rows, confusion: await call.study.confusion(), overview: await call.study.overview(), cards, days, study }
}
/** The state as it stands in the file after closing. */
async function saved(folder: string): Promise<StudyState> {
  const text = await readFile(path.join(folder, 'state.json'), 'utf8')
  return JSON.parse(text.slice(text.indexOf('\n') + 1)).state
}

/** What a restart finds of cards, marks, answers and days. */
async function kept(core: TestCore) {
  await core.reopen()
  const { cards, marks, answers, days } = await saved(core.folder)
  return { cards, marks, answers, days }
}
const nothing = { cards: {}, marks: {}, answers: {}, days: {} }

describe('any acts, in any order', () => {
  const some = fc.shuffledSubarray(
    mixed.cards.map(({ id }) => id),
    { minLength: 1, maxLength: 4 },
  )
  const act = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        what: fc.constant('review' as const),
        rating: fc.constantFrom(...ratings),
        chosen: fc.constantFrom('a', 'b', null, undefined),
      }),
    },
    fc.record({
      what: fc.constant('mark' as const),
      cards: some,
      change: fc.oneof(
        fc.record({ to: fc.constantFrom('suspended', 'unsuspended', 'buried', 'unburied', 'unflagged') }),
        fc.record({ to: fc.constant('flagged' as const), flag: fc.integer({ min: 1, max: 4 }) }),
      ),
    }),
    fc.record({ what: fc.constant('forget' as const), cards: some }),
    fc.record({ what: fc.constant('due' as const), cards: some, days: fc.nat(5) }),
    fc.record({
      what: fc.constant('settings' as const),
      patch: fc.constantFrom(
        { dayStart: 0 },
        { burySiblings: false },
        { learningSteps: [3] },
        { leechAction: 'suspend' },
      ),
    }),
    fc.record({ what: fc.constantFrom('undo' as const, 'redo' as const) }),
    fc.record({ what: fc.constant('wait' as const), time: fc.constantFrom(minute, 90 * minute, day) }),
  )
  type Act = typeof act extends fc.Arbitrary<infer T> ? T : never

  async function perform(core: TestCore, one: Act): Promise<void> {
    const { study, history, settings } = core.call
    if (one.what === 'wait') core.time.now += one.time
    if (one.what === 'mark') await study.mark({ cards: one.cards, change: one.change as { to: 'suspended' } })
    if (one.what === 'forget') await study.forget({ cards: one.cards })
    if (one.what === 'due') await study.setDue({ cards: one.cards, days: one.days })
    if (one.what === 'settings') await settings.changeStudy(one.patch as { leechAction: 'suspend' })
    if (one.what === 'undo') await history.undo()
    if (one.what === 'redo') await history.redo()
    if (one.what !== 'review') return
    const { next } = await study.next({ scope: all })
    if (!next) return
    await study.review({
      ...{ request: randomUUID(), scope: all, card: next.card.id, standsOn: next.record?.standsOn ?? null },
      ...{ rating: one.rating, spent: 1000, ...(one.chosen !== undefined && { answer: { chosen: one.chosen } }) },
    })
  }

  test('all of it undone leaves what was before, all of it redone what was after, and a restart changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts) => {
        const core = await openCore({ pack: mixed })
        // Every lapse makes a leech, so that there are some.
        await core.call.settings.changeStudy({ leechThreshold: 1 })
        for (const one of acts) await perform(core, one)
        const after = await seen(core)
        const keptAfter = await kept(core)
        let undone = 0
        const subjects: unknown[] = []
        for (let { undo } = await core.call.history.latest(); undo; undone++) {
          subjects.push(undo)
          ;({ undo } = await core.call.history.undo())
        }
        const fresh = await openCore({ pack: mixed, now: core.time.now })
        expect(await seen(core)).toEqual(await seen(fresh))
        expect(await kept(core)).toEqual(nothing)
        expect(await seen(core)).toEqual(await seen(fresh))
        // Whatever was still to be redone when the last act was done comes after it.
        for (let n = 0; n < undone; n++) {
          const { undo } = await core.call.history.redo()
          expect(undo).toEqual(subjects.pop())
        }
        expect(await seen(core)).toEqual(after)
        expect(await kept(core)).toEqual(keptAfter)
        expect(await seen(core)).toEqual(after)
        await core.core.close()
        await fresh.core.close()
      }),
      { numRuns: 25, endOnFailure: true },
    )
  })
})

describe('a state.json of an earlier version', () => {
  test('opens, and everything works on it', async () => {
    const core = await openCore()
    const reviewed = await core.rateNext('good')
    await core.core.close()
    const { marks, answers, settings, ...rest } = await saved(core.folder)
    expect([marks, answers]).toEqual([{}, {}])
    const { retention, newPerDay, reviewsPerDay } = settings
    const file = new SnapshotAdapter<{ state: unknown }>(nodeFiles, core.folder, 'state.json', 'fieldbook-state')
    const whole = (await file.read()) as { state: unknown }
    await file.write({ ...whole, state: { ...rest, settings: { retention, newPerDay, reviewsPerDay, dayStart: 300 } } })

    await core.reopen()
    const { call } = core
    expect((await call.app.status()).notices).toEqual([])
    expect((await call.settings.get()).study).toEqual({ ...defaultStudySettings, newPerDay, dayStart: 300 })
    expect((await call.study.overview()).reviewedToday).toBe(1)
    expect((await call.study.confusion()).cells).toEqual([])
    await call.study.mark({ cards: [reviewed], change: { to: 'flagged', flag: 2 } })
    await call.study.setDue({ cards: [reviewed], days: 3 })
    await core.rateNext('again')
    const after = await seen(core)
    await core.reopen()
    expect(await seen(core)).toEqual(after)
    for (let { undo } = await core.call.history.latest(); undo; ) ({ undo } = await core.call.history.undo())
    expect((await core.call.study.overview()).today).toEqual({ learning: 0, due: 0, new: 8 })
  })
})

describe('marks', () => {
  test('suspended and buried cards are not shown; buried ones are back the next day', async () => {
    const { call, time } = await openCore()
    const counts = async () => (await call.study.next({ scope: all })).counts.new
    await call.study.mark({ cards: ['mixed-up', 'jtfa-law'], change: { to: 'suspended' } })
    await call.study.mark({ cards: ['hsi-leads'], change: { to: 'buried' } })
    expect(await counts()).toBe(5)
    time.now = Date.parse('2026-06-09T07:59:59Z') // 03:59:59 in New York
    expect(await counts()).toBe(5)
    time.now += 1000
    expect(await counts()).toBe(6)
    await call.study.mark({ cards: ['mixed-up'], change: { to: 'unsuspended' } })
    expect(await counts()).toBe(7)
  })

  test('one act on many cards is one step, named after what changed; what changes nothing is none', async () => {
    const { call, history } = await openCore()
    const cards = ['mixed-up', 'jtfa-law', 'mixed-up', 'hsi-leads', 'jtfa-law']
    await call.study.mark({ cards: ['jtfa-law'], change: { to: 'suspended' } })
    const { undo } = await call.study.mark({ cards, change: { to: 'suspended' } })
    expect(undo).toMatchObject({ kind: 'card-marks', did: 'suspended', cards: 2, card: 'mixed-up' })
    const before = await history()
    await call.study.mark({ cards, change: { to: 'suspended' } })
    await call.study.mark({ cards, change: { to: 'unflagged' } })
    await call.study.forget({ cards })
    expect(await history()).toBe(before)
    expect((await call.history.undo()).undo).toMatchObject({ cards: 1, card: 'jtfa-law' })
    expect((await call.study.overview()).today.new).toBe(7)
  })

  test('of one kind leave the others', async () => {
    const { call } = await openCore()
    const mark = (to: 'suspended' | 'buried' | 'unsuspended' | 'unburied' | 'unflagged') =>
      call.study.mark({ cards: ['mixed-up'], change: { to } })
    const marks = async () => {
      const table = { search: 'card:mixed-up', sort: 'due', descending: false, offset: 0, limit: 1 } as const
      return (await call.study.browse(table)).rows[0]?.marks
    }
    await mark('suspended')
    await mark('buried')
    await call.study.mark({ cards: ['mixed-up'], change: { to: 'flagged', flag: 4 } })
    expect(await marks()).toEqual({ suspended: true, buriedUntil: '2026-06-09', flag: 4 })
    await mark('unsuspended')
    expect(await marks()).toEqual({ buriedUntil: '2026-06-09', flag: 4 })
    await mark('unburied')
    await call.study.mark({ cards: ['mixed-up'], change: { to: 'flagged', flag: 1 } })
    expect(await marks()).toEqual({ flag: 1 })
    await mark('unflagged')
    expect(await marks()).toBeNull()
  })

  test('a learning card that is buried does not come with its step', async () => {
    const { call, rateNext } = await openCore()
    await call.settings.changeStudy({ newPerDay: 1 })
    const card = await rateNext('good')
    await call.study.mark({ cards: [card], change: { to: 'buried' } })
    expect((await call.study.next({ scope: all })).next).toBeNull()
    expect((await call.study.overview()).nextDue).toBe(Date.parse('2026-06-09T08:00:00Z'))
  })
})

describe('due dates', () => {
  test('a card made due in three days is due then, with what is known of it', async () => {
    const { call, rateNext, time } = await openCore()
    await call.settings.changeStudy({ newPerDay: 1 })
    const card = await rateNext('easy')
    await call.study.setDue({ cards: [card], days: 3 })
    const due = async () => (await call.study.next({ scope: all })).next?.record?.memory
    await call.settings.changeStudy({ newPerDay: 0 })
    time.now += 2 * day
    expect(await due()).toBeUndefined()
    time.now += day
    expect(await due()).toMatchObject({ phase: 'review', stability: 8.2956, difficulty: 1, scheduledDays: 3 })
  })

  test('one never seen counts as learnt for that long, takes no place among the new ones, and can be rated', async () => {
    const { call, rateNext } = await openCore()
    await call.study.setDue({ cards: ['mixed-up', 'jtfa-law'], days: 0 })
    await call.settings.changeStudy({ newPerDay: 3 })
    expect((await call.study.next({ scope: all })).counts).toEqual({ learning: 0, due: 2, new: 3 })
    const scope = { kind: 'chapter', chapter: 'response-to-smuggling' } as const
    await call.settings.changeStudy({ newPerDay: 0 })
    expect((await call.study.next({ scope })).next?.card.id).toBe('jtfa-law')
    expect(await rateNext('good', scope)).toBe('jtfa-law')
    expect((await call.study.next({ scope })).next).toBeNull()
  })

  test('a forgotten card is new again, and its history stays', async () => {
    const { call, rateNext, time } = await openCore()
    const card = await rateNext('easy')
    await call.study.forget({ cards: [card] })
    expect((await call.study.overview()).today).toEqual({ learning: 0, due: 0, new: 8 })
    expect((await call.study.overview()).reviewedToday).toBe(1)
    time.now += day
    const { undo } = await call.history.undo()
    expect(undo).toMatchObject({ kind: 'review', card })
    expect((await call.study.overview()).chapters.reduce((sum, { seen: known }) => sum + known, 0)).toBe(1)
  })

  test('a rating of what stood before the due date was set is refused', async () => {
    const { call, history } = await openCore()
    await call.study.setDue({ cards: ['mixed-up'], days: 0 })
    const before = await history()
    const review = { request: 'r', scope: all, card: 'mixed-up', standsOn: null, rating: 'good', spent: 1 } as const
    expect(await codeOf(call.study.review(review))).toBe('CONFLICT')
    expect(await history()).toBe(before)
  })
})

describe('siblings', () => {
  const scope = { kind: 'all' } as const
  const pack: Pack = { ...smallPack, cards: pair }

  test('one a day', async () => {
    const { call, rateNext, time } = await openCore({ pack })
    expect(await rateNext('easy')).toBe('pair-there')
    expect((await call.study.next({ scope })).next).toBeNull()
    expect((await call.study.overview()).today).toEqual({ learning: 0, due: 0, new: 0 })
    expect((await call.study.overview()).nextDue).toBe(Date.parse('2026-06-09T08:00:00Z'))
    time.now += day
    expect(await rateNext('easy')).toBe('pair-back')
  })

  test('both when they are not kept apart by days', async () => {
    const { call, rateNext } = await openCore({ pack })
    await call.settings.changeStudy({ burySiblings: false })
    expect([await rateNext('easy'), await rateNext('easy')].sort()).toEqual(['pair-back', 'pair-there'])
  })
})

describe('every scope', () => {
  const scopes: StudyScope[] = [
    all,
    ...smallPack.chapters.map(({ id }) => ({ kind: 'chapter', chapter: id }) as const),
    ...smallPack.chapters.flatMap(({ objectives }) =>
      objectives.map(({ id }) => ({ kind: 'objective', objective: id }) as const),
    ),
    ...smallPack.factors.map(({ id }) => ({ kind: 'factor', factor: id }) as const),
    { kind: 'cases' },
  ]

  test('counts what its cards would say, overview and next alike, on any of twenty days', async () => {
    const { call, rateNext, time } = await openCore({ pack: mixed })
    await call.settings.changeStudy({ newPerDay: 2, reviewsPerDay: 3 })
    await call.study.mark({ cards: ['consent-smuggling'], change: { to: 'suspended' } })
    await call.study.mark({ cards: ['border-trafficking'], change: { to: 'buried' } })
    for (let turn = 0; turn < 20; turn += 1) {
      for (let n = 0; n < (turn * 7) % 5; n += 1) {
        if ((await call.study.next({ scope: all })).next) await rateNext(ratings[(turn + n) % 4] ?? 'good')
      }
      const overview = await call.study.overview()
      const told = new Map([
        [JSON.stringify(all), overview.today],
        ...overview.chapters.map(({ chapter, counts }) => [key({ kind: 'chapter', chapter }), counts] as const),
        ...overview.objectives.map(
          ({ objective, counts }) => [key({ kind: 'objective', objective: objective.id }), counts] as const,
        ),
      ])
      for (const scope of scopes) {
        const { next, counts } = await call.study.next({ scope })
        if (told.has(key(scope))) expect([scope, counts]).toEqual([scope, told.get(key(scope))])
        expect([scope, next !== null]).toEqual([scope, counts.learning + counts.due + counts.new > 0])
        if (scope.kind === 'factor' && next) expect(next.card.factors).toContain(scope.factor)
        if (scope.kind === 'cases' && next) expect(next.card.kind).toBe('classification')
        if (scope.kind === 'factor' && scope.factor === 'profit') expect(next).toBeNull()
      }
      time.now += turn % 3 === 0 ? 11 * minute : day
    }
    function key(scope: StudyScope) {
      return JSON.stringify(scope)
    }
  })

  test('one that is not there is not found', async () => {
    const { call } = await openCore()
    expect(await codeOf(call.study.next({ scope: { kind: 'factor', factor: 'gone' } }))).toBe('NOT_FOUND')
  })
})

describe('leeches', () => {
  /** Forgets the one card at each due date, until it has lapsed so often. */
  async function lapse(core: TestCore, times: number) {
    for (let n = 0; n < times; n += 1) {
      core.time.now += 400 * day
      await core.rateNext('again')
      core.time.now += 30 * minute
      await core.rateNext('good')
    }
  }
  async function leech(core: TestCore) {
    const table = { search: '', sort: 'due', descending: false, offset: 0, limit: 1 } as const
    return (await core.call.study.browse(table)).rows[0]
  }
  const only: Pack = { ...smallPack, cards: smallPack.cards.slice(4, 5) }

  test('a card is marked at the threshold, and again after every half as many once it was taken back', async () => {
    const core = await openCore({ pack: only })
    await core.call.settings.changeStudy({ leechThreshold: 4 })
    await core.rateNext('easy')
    await lapse(core, 3)
    expect((await leech(core))?.marks).toBeNull()
    await lapse(core, 1)
    expect(await leech(core)).toMatchObject({ lapses: 4, marks: { leech: true } })
    await core.call.study.mark({ cards: ['mixed-up'], change: { to: 'unsuspended' } })
    await lapse(core, 1)
    expect((await leech(core))?.marks).toBeNull()
    await lapse(core, 1)
    expect(await leech(core)).toMatchObject({ lapses: 6, marks: { leech: true } })
  })

  test('one that is suspended leaves the queue with the rating, and comes back with its undo', async () => {
    const core = await openCore({ pack: only })
    const { call, time } = core
    await call.settings.changeStudy({ leechThreshold: 2, leechAction: 'suspend' })
    await core.rateNext('easy')
    await lapse(core, 1)
    time.now += 400 * day
    const due = await call.study.next({ scope: all })
    await core.rateNext('again')
    expect((await leech(core))?.marks).toEqual({ suspended: true, leech: true })
    time.now += 10 * minute
    expect(await call.study.next({ scope: all })).toMatchObject({ next: null, nextDue: null })
    await core.reopen()
    expect((await leech(core))?.marks).toEqual({ suspended: true, leech: true })
    time.now -= 10 * minute
    await core.call.history.undo()
    expect(await core.call.study.next({ scope: all })).toEqual(due)
    expect((await leech(core))?.marks).toBeNull()
    await core.call.history.redo()
    expect((await leech(core))?.marks).toEqual({ suspended: true, leech: true })
  })
})

describe('bad input', () => {
  test('an unknown card among known ones: nothing is done', async () => {
    const { call, history } = await openCore()
    const before = await history()
    const cards = ['mixed-up', 'gone']
    expect(await codeOf(call.study.mark({ cards, change: { to: 'suspended' } }))).toBe('NOT_FOUND')
    expect(await codeOf(call.study.forget({ cards: ['constructor'] }))).toBe('NOT_FOUND')
    expect(await codeOf(call.study.setDue({ cards, days: 1 }))).toBe('NOT_FOUND')
    expect(await history()).toBe(before)
  })

  test('calls that break the contract are refused', async () => {
    const { call, history } = await openCore()
    const before = await history()
    const cards = ['mixed-up']
    const many = Array.from({ length: 100_001 }, (_, index) => `card-${index}`)
    const wrong = [
      call.study.mark({ cards: many, change: { to: 'suspended' } }),
      call.study.forget({ cards: many }),
      call.study.setDue({ cards: many, days: 1 }),
      call.study.mark({ cards: [], change: { to: 'suspended' } }),
      call.study.mark({ cards, change: { to: 'flagged', flag: 5 } }),
      call.study.mark({ cards, change: { to: 'flagged' } as never }),
      call.study.mark({ cards, change: { to: 'leech' } as never }),
      call.study.setDue({ cards, days: -1 }),
      call.study.setDue({ cards, days: 36_501 }),
      call.settings.changeStudy({ learningSteps: [0] }),
      call.settings.changeStudy({ maximumInterval: 0 }),
      call.settings.changeStudy({ buttons: 3 as 2 }),
    ]
    for (const code of await Promise.all(wrong.map(codeOf))) expect(code).toBe('BAD_REQUEST')
    expect(await history()).toBe(before)
  })

  test('100,000 ids, the most that are taken, of which all but one are the same', async () => {
    const { call } = await openCore()
    const cards = [...Array.from({ length: 99_999 }, () => 'mixed-up'), 'jtfa-law']
    const { undo } = await call.study.mark({ cards, change: { to: 'suspended' } })
    expect(undo).toMatchObject({ did: 'suspended', cards: 2 })
  })

  test('a clock set back: cards can be rated, what was done stays, and a card dated far ahead is asked again', async () => {
    const core = await openCore({ pack: mixed })
    const { call, rateNext, time } = core
    const ahead = await rateNext('easy')
    time.now += 400 * day
    const late = await rateNext('good') // dated more than a year ahead of what follows
    time.now -= 401 * day
    const before = await seen(core)
    expect(before.overview.reviewedToday).toBe(0)
    const next = await call.study.next({ scope: all })
    expect(next.counts.learning).toBe(1)
    expect(next.next?.card.id).toBe(late)
    for (let n = 0; n < 5; n += 1) expect(await rateNext('easy')).not.toBe(ahead)
    await core.reopen()
    expect((await core.call.study.overview()).reviewedToday).toBe(5)
    const found = await core.call.study.browse({
      ...{ search: `card:${late} state:due`, sort: 'due', descending: false, offset: 0, limit: 1 },
    })
    expect(found.total).toBe(0)
    await core.call.study.setDue({ cards: [ahead], days: 0 })
    expect((await core.call.study.overview()).today.due).toBe(1)
  })
})

test('setting steps that are set already is no change: nothing is recorded and there is nothing to undo', async () => {
  const { call, history } = await openCore()
  await call.settings.changeStudy({ learningSteps: [2, 15] })
  const before = await history()
  await call.settings.changeStudy({ learningSteps: [2, 15] })
  expect(await history()).toBe(before)
  await call.history.undo()
  expect((await call.settings.get()).study.learningSteps).toEqual([1, 10])
  expect((await call.history.latest()).undo).toBeNull()
})
