import { describe, expect, test } from 'vitest'
import { codeOf, openCore } from '../../support/core'

const day = 86_400_000
const scope = { kind: 'all' } as const
// Monday 2026-06-08, 10:00 in New York.

describe('a plan', () => {
  test('is kept, replaced, cleared, and each is undone by name', async () => {
    const test = await openCore()
    const { call } = test
    expect(await call.plan.get()).toEqual({ plan: null, today: '2026-06-08', outlook: null, pass: null })
    await call.plan.set({ day: '2026-07-01', minutes: 10, name: ' Academy exam ' })
    await test.reopen()
    const kept = await test.call.plan.get()
    expect(kept.plan).toEqual({ day: '2026-07-01', minutes: 10, name: 'Academy exam' })
    expect(kept.outlook).toMatchObject({ when: 'ahead', days: 23, forecast: { cards: 8, unseenNow: 8, unseen: 0 } })
    expect((await test.call.history.latest()).undo).toEqual({
      kind: 'plan',
      subject: 'Academy exam',
      day: '2026-07-01',
    })
    await test.call.plan.clear()
    expect((await test.call.history.latest()).undo).toEqual({ kind: 'plan', subject: 'Academy exam', day: null })
    await test.call.history.undo()
    expect((await test.call.plan.get()).plan?.day).toBe('2026-07-01')
    await test.call.history.undo()
    expect((await test.call.plan.get()).plan).toBeNull()
  })

  test('what changes nothing, and a forecast, write nothing', async () => {
    const { call, history } = await openCore()
    await call.plan.set({ day: '2026-07-01', minutes: 10 })
    const before = await history()
    await call.plan.set({ day: '2026-07-01', minutes: 10, name: '  ' })
    const tried = await call.plan.try({ day: '2026-06-20', minutes: 1 })
    expect(tried).toMatchObject({ when: 'ahead', days: 12, forecast: { plan: { day: '2026-06-20', minutes: 1 } } })
    expect(await call.plan.try({ day: '2026-06-20', minutes: 1 })).toEqual(tried)
    expect(await history()).toBe(before)
  })

  test('a day that has passed, is today or is too far is told, and refused', async () => {
    const { call, history } = await openCore()
    const before = await history()
    for (const [on, when, days] of [
      ['2026-06-07', 'past', -1],
      ['2026-06-08', 'today', 0],
      ['2036-06-08', 'too-far', 3653],
    ] as const) {
      expect(await call.plan.try({ day: on, minutes: 10 })).toEqual({ when, days })
      expect(await codeOf(call.plan.set({ day: on, minutes: 10 }))).toBe('CONFLICT')
    }
    expect(await history()).toBe(before)
  })

  test('takes only days of the calendar and 1 to 600 minutes', async () => {
    const { call } = await openCore()
    const wrong = [
      { day: '2026-02-30', minutes: 10 },
      { day: 'soon', minutes: 10 },
      { day: '2026-07-01', minutes: 0 },
      { day: '2026-07-01', minutes: 601 },
      { day: '2026-07-01', minutes: 1.5 },
    ]
    for (const input of wrong) expect(await codeOf(call.plan.set(input))).toBe('BAD_REQUEST')
    expect(await codeOf(call.plan.set({ day: '2026-07-01', minutes: 5, name: 'x'.repeat(61) }))).toBe('BAD_REQUEST')
  })
})

describe('studying under a plan', () => {
  test('the plan says how many cards are new; without it, and after its date, the setting does', async () => {
    const { call, time } = await openCore()
    await call.settings.changeStudy({ newPerDay: 3 })
    await call.plan.set({ day: '2026-06-11', minutes: 30 })
    expect((await call.study.overview()).today.new).toBe(6) // 8 cards, 2 days before the final pass, more at first
    expect((await call.study.next({ scope })).counts.new).toBe(6)
    time.now += 3 * day
    expect(await call.plan.get()).toMatchObject({
      today: '2026-06-11',
      outlook: { when: 'today', days: 0 },
      pass: null,
    })
    expect((await call.study.overview()).today.new).toBe(3)
    time.now += day
    expect((await call.plan.get()).outlook).toEqual({ when: 'past', days: -1 })
    expect((await call.study.next({ scope })).counts.new).toBe(3)
    await call.plan.clear()
    expect((await call.study.overview()).today.new).toBe(3)
  })

  test('in the final pass every learnt card is shown once more, siblings and limits aside, and counted down', async () => {
    const { call, rateNext, time } = await openCore()
    for (let count = 0; count < 8; count += 1) await rateNext('easy') // back in about a week
    await call.settings.changeStudy({ reviewsPerDay: 2 })
    time.now += 2 * day
    expect((await call.study.next({ scope })).next).toBeNull()
    await call.plan.set({ day: '2026-06-11', minutes: 10 })
    expect((await call.plan.get()).pass).toEqual({ left: 8 })
    const shown = new Set<string>()
    for (let count = 0; count < 8; count += 1) shown.add(await rateNext('good'))
    expect(shown.size).toBe(8)
    expect((await call.study.next({ scope })).next).toBeNull()
    expect((await call.plan.get()).pass).toEqual({ left: 0 })
    await call.plan.clear()
    expect(await call.plan.get()).toMatchObject({ plan: null, pass: null })
  })

  test('suspended cards are no part of it', async () => {
    const { call } = await openCore()
    await call.study.mark({ cards: ['jtfa-law', 'hsi-leads'], change: { to: 'suspended' } })
    await call.plan.set({ day: '2026-06-20', minutes: 10 })
    expect((await call.plan.get()).outlook).toMatchObject({ forecast: { cards: 6, unseenNow: 6 } })
  })
})
