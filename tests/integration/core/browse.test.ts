import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { Browse } from '../../../electron/core/services/browse'
import type { Card, Pack } from '../../../shared/model/content'
import { ratings } from '../../../shared/model/study'
import { codeOf, openCore, type TestCore } from '../../support/core'
import { smallPack } from '../../support/small-pack'

vi.setConfig({ testTimeout: 60_000 })

const minute = 60_000
const day = 24 * 60 * minute
const [first] = smallPack.cards
if (first?.kind !== 'basic') throw new Error('the small pack begins with a basic card')
const { kind: _, contrast: __, ...base } = first
const siblings: Card[] = ['pair-there', 'pair-back'].map((id) => ({ ...base, id, kind: 'reversed', item: 'pair' }))
const pack: Pack = { ...smallPack, cards: [...smallPack.cards, ...siblings] }

const table = { search: '', sort: 'chapter', descending: false, offset: 0, limit: 500 } as const
const ids = async ({ call }: TestCore, asked: Partial<Browse>) =>
  (await call.study.browse({ ...table, ...asked })).rows.map(({ id }) => id)

describe('the table', () => {
  test('shows every card as it stands', async () => {
    const core = await openCore()
    await core.call.settings.changeStudy({ fuzz: false })
    const rated = await core.rateNext('easy')
    const { total, rows, problem } = await core.call.study.browse(table)
    expect([total, rows.length, problem]).toEqual([8, 8, null])
    expect(rows.find(({ id }) => id === rated)).toMatchObject({
      ...{ kind: 'basic', chapter: 'the-distinction', standing: 'review', stability: 8.2956, difficulty: 1 },
      ...{ lapses: 0, marks: null, due: Date.parse('2026-06-16T08:00:00Z') },
    })
    const fresh = rows.find(({ id }) => id === 'hsi-leads')
    expect(fresh).toMatchObject({ standing: 'new', due: null, stability: null, difficulty: null, lapses: 0 })
  })

  test('is in order by every column, both ways, and what has no value comes last', async () => {
    const core = await openCore()
    for (const rating of ['easy', 'good', 'again'] as const) await core.rateNext(rating)
    for (const sort of ['question', 'due', 'stability', 'difficulty', 'lapses', 'chapter'] as const) {
      for (const descending of [false, true]) {
        const { rows } = await core.call.study.browse({ ...table, sort, descending })
        const values = rows.map((row) => {
          if (sort === 'question') return row.frontText
          if (sort === 'chapter') return smallPack.chapters.findIndex(({ id }) => id === row.chapter)
          return row[sort]
        })
        const known = values.filter((value) => value !== null)
        expect(values.slice(known.length).every((value) => value === null)).toBe(true)
        const turn = descending ? -1 : 1
        known.forEach((value, index) => {
          const before = known[index - 1]
          if (before === undefined) return
          const order = typeof value === 'string' ? String(before).localeCompare(value) : Number(before) - value
          expect([sort, descending, turn * order <= 0]).toEqual([sort, descending, true])
        })
        expect(new Set(rows.map(({ id }) => id)).size).toBe(8)
      }
    }
  })

  test('gives window after window, which together are the whole', async () => {
    const core = await openCore()
    const whole = await ids(core, { sort: 'question' })
    const windows: string[] = []
    for (let offset = 0; offset < 10; offset += 3)
      windows.push(...(await ids(core, { sort: 'question', offset, limit: 3 })))
    expect(windows).toEqual(whole)
    expect(await ids(core, { offset: 500 })).toEqual([])
  })

  test('shows at once what was changed, also between two looks at the same search', async () => {
    const core = await openCore()
    const { call, time } = core
    expect(await ids(core, { search: 'state:suspended' })).toEqual([])
    await call.study.mark({ cards: ['jtfa-law'], change: { to: 'suspended' } })
    expect(await ids(core, { search: 'state:suspended' })).toEqual(['jtfa-law'])
    await call.history.undo()
    expect(await ids(core, { search: 'state:suspended' })).toEqual([])
    await call.study.mark({ cards: ['jtfa-law'], change: { to: 'buried' } })
    expect(await ids(core, { search: 'state:buried' })).toEqual(['jtfa-law'])
    time.now += day
    expect(await ids(core, { search: 'state:buried' })).toEqual([])
    await call.study.setDue({ cards: ['jtfa-law'], days: 1 })
    expect(await ids(core, { search: 'state:due' })).toEqual([])
    expect(await ids(core, { search: 'due:1' })).toEqual(['jtfa-law'])
    time.now += day
    expect(await ids(core, { search: 'state:due' })).toEqual(['jtfa-law'])
  })
})

describe('search', () => {
  test('by words of question, answer and explanation, and by fields', async () => {
    const core = await openCore()
    expect(await ids(core, { search: '"joint task force"' })).toEqual(['jtfa-start'])
    expect(await ids(core, { search: 'JUNE 2021' })).toEqual(['jtfa-start'])
    expect(await ids(core, { search: 'guide' })).toHaveLength(8)
    expect(await ids(core, { search: 'factor:border -card:border-trafficking' })).toEqual(['border-smuggling'])
    expect(await ids(core, { search: 'chapter:response-to-smuggling objective:name-the-bodies -joint' })).toEqual([
      'jtfa-law',
      'hsi-leads',
    ])
  })

  test('one that cannot be read finds nothing and says why', async () => {
    const { call } = await openCore()
    const view = await call.study.browse({ ...table, search: 'agreed color:red' })
    expect(view).toMatchObject({ total: 0, rows: [] })
    expect(view.problem).toContain('color')
  })

  test('any text that the contract takes gets an answer', async () => {
    const { call } = await openCore()
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 1000 }), async (search) => {
        fc.pre(search.length <= 1000)
        const { total, rows } = await call.study.browse({ ...table, search })
        expect(rows).toHaveLength(total)
      }),
      { numRuns: 200 },
    )
    expect(await codeOf(call.study.browse({ ...table, search: 'x'.repeat(1001) }))).toBe('BAD_REQUEST')
    expect(await codeOf(call.study.browse({ ...table, limit: 501 }))).toBe('BAD_REQUEST')
    expect(await codeOf(call.study.browse({ ...table, offset: -1 }))).toBe('BAD_REQUEST')
    expect(await codeOf(call.study.browse({ ...table, sort: 'name' as 'due' }))).toBe('BAD_REQUEST')
  })
})

test('state:due finds just what is waiting to be studied, new cards and daily limits aside', async () => {
  const turn = fc.record({
    reviews: fc.array(fc.constantFrom(...ratings), { maxLength: 4 }),
    mark: fc.option(fc.constantFrom('suspended', 'unsuspended', 'buried')),
    due: fc.option(fc.nat(3)),
    card: fc.constantFrom(...pack.cards.map(({ id }) => id)),
    wait: fc.constantFrom(minute, 9 * minute, 15 * minute, 5 * 60 * minute, day, 3 * day),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(turn, { minLength: 2, maxLength: 8 }), fc.boolean(), async (turns, burySiblings) => {
      const core = await openCore({ pack })
      const { call, time } = core
      for (const { reviews, mark, due, card, wait } of turns) {
        await call.settings.changeStudy({ newPerDay: 20, reviewsPerDay: 9999, burySiblings })
        for (const rating of reviews)
          if ((await call.study.next({ scope: { kind: 'all' } })).next) await core.rateNext(rating)
        if (mark) await call.study.mark({ cards: [card], change: { to: mark } })
        if (due !== null) await call.study.setDue({ cards: [card], days: due })
        time.now += wait
        const { learning, due: waiting } = (await call.study.overview()).today
        const found = await ids(core, { search: 'state:due' })
        expect(found).toHaveLength(learning + waiting)
        // Limits hide nothing from the search.
        await call.settings.changeStudy({ newPerDay: 0, reviewsPerDay: 0 })
        expect(await ids(core, { search: 'state:due' })).toEqual(found)
        await call.settings.changeStudy({ reviewsPerDay: 9999 })
        const { next } = await call.study.next({ scope: { kind: 'all' } })
        if (next) expect(found).toContain(next.card.id)
        expect(next === null).toBe(found.length === 0)
      }
      await core.core.close()
    }),
    { numRuns: 25, endOnFailure: true },
  )
})
