/** Progress from what the fold keeps, and the history of one card from the log, through the contract. */
import { expect, test } from 'vitest'
import type { Rating } from '../../../shared/model/study'
import { codeOf, openCore, type TestCore } from '../../support/core'

const day = 86_400_000
const card = 'consent-smuggling'

/** Rates that one card, whether it is due or not. */
async function rate({ call }: TestCore, id: string, rating: Rating, spent = 5000): Promise<void> {
  const { record } = await call.study.card({ card: id })
  const request = `${id} ${record?.standsOn} ${rating}`
  const scope = { kind: 'all' } as const
  await call.study.review({ request, scope, card: id, standsOn: record?.standsOn ?? null, rating, spent })
}

test('the forecast counts what is overdue to today and leaves suspended cards out', async () => {
  const core = await openCore()
  const { call, time } = core
  const due = async (cards: string[], days: number) => call.study.setDue({ cards, days })
  await due(['consent-smuggling', 'consent-trafficking'], 1)
  await due(['border-smuggling'], 4)
  await due(['border-trafficking'], 89)
  await due(['mixed-up'], 200)
  time.now += 3 * day
  const told = async () => {
    const { forecast, overdue, suspended } = await call.progress.summary()
    return { due: forecast.flatMap((slot, index) => (slot.due > 0 ? [[index, slot.due]] : [])), overdue, suspended }
  }
  expect(await told()).toEqual({
    due: [
      [0, 2],
      [1, 1],
      [86, 1],
    ],
    overdue: 2,
    suspended: 0,
  })
  await call.study.mark({ cards: ['consent-smuggling', 'mixed-up'], change: { to: 'suspended' } })
  await call.study.mark({ cards: ['consent-trafficking'], change: { to: 'buried' } })
  // The buried one comes tomorrow, with the one that is due then.
  expect(await told()).toEqual({
    due: [
      [1, 2],
      [86, 1],
    ],
    overdue: 0,
    suspended: 2,
  })
})

test('recall is told by span and by interval, from first reviews of the day', async () => {
  const core = await openCore()
  const { call, time } = core
  await call.study.setDue({ cards: ['consent-smuggling', 'mixed-up'], days: 40 })
  await call.study.setDue({ cards: ['border-smuggling'], days: 5 })
  time.now += 40 * day
  await rate(core, 'consent-smuggling', 'good')
  await rate(core, 'mixed-up', 'again')
  await rate(core, 'border-smuggling', 'hard')
  await rate(core, 'mixed-up', 'good') // the second of the day
  time.now += 10 * day
  const { retention, days } = await call.progress.summary()
  const counted = { reviews: 3, recalled: 2, long: { reviews: 2, recalled: 1 } }
  expect(retention.spans).toEqual([
    { days: 7, reviews: 0, recalled: 0, long: { reviews: 0, recalled: 0 } },
    ...[30, 90, 365].map((span) => ({ days: span, ...counted })),
  ])
  expect(days.at(-11)?.ratings).toEqual({ again: 1, hard: 1, good: 2, easy: 0 })
})

test('what is known is told by chapter, objective and factor, what is hard by its lapses', async () => {
  const core = await openCore()
  const { call, time } = core
  expect(await call.progress.summary()).toMatchObject({ memory: null, hardest: [] })
  await call.study.setDue({ cards: ['consent-smuggling', 'border-smuggling', 'jtfa-start'], days: 3 })
  time.now += 3 * day
  await rate(core, 'consent-smuggling', 'again')
  await rate(core, 'jtfa-start', 'good')
  time.now += day
  await call.study.setDue({ cards: ['consent-smuggling'], days: 0 })
  await rate(core, 'consent-smuggling', 'again')
  const view = await call.progress.summary()
  const recall = async (id: string) => (await call.study.history({ card: id })).recall ?? Number.NaN
  const [consent, border, jtfa] = await Promise.all(['consent-smuggling', 'border-smuggling', 'jtfa-start'].map(recall))
  const [distinction, response] = view.chapters
  expect(distinction?.cards).toMatchObject({ total: 5, seen: 2 })
  expect(distinction?.cards.recalledShare).toBeCloseTo(((consent ?? 0) + (border ?? 0)) / 2, 9)
  expect(response?.cards.recalledShare).toBeCloseTo(jtfa ?? 0, 9)
  const apply = view.objectives.find(({ objective }) => objective === 'apply-the-factors')
  expect(apply).toMatchObject({ chapter: 'the-distinction', total: 1, seen: 1, recalledShare: border })
  expect(view.hardest).toMatchObject([{ card: 'consent-smuggling', lapses: 2, marks: null }])
  const binned = (bins: { cards: number }[] = []) => bins.reduce((sum, { cards }) => sum + cards, 0)
  expect([binned(view.memory?.stability), binned(view.memory?.difficulty)]).toEqual([3, 3])
})

test("a card's history has what was rated and stands, oldest first, with the curve up to past its due day", async () => {
  const core = await openCore()
  const { call, time } = core
  expect(await call.study.history({ card })).toMatchObject({ reviews: [], curve: [], recall: null, wanted: 0.9 })
  const first = time.now
  await rate(core, card, 'good', 4000)
  await rate(core, 'mixed-up', 'easy')
  time.now += 10 * 60_000
  await rate(core, card, 'good', 6000)
  time.now += 3 * day
  await rate(core, card, 'again', 7000)
  await call.history.undo()
  await rate(core, card, 'hard', 8000)
  await call.history.undo()
  await call.history.redo()
  await core.reopen()
  const { reviews, curve, recall, now } = await core.call.study.history({ card })
  expect(reviews.map(({ at, rating, spent, before }) => [at, rating, spent, before === null])).toEqual([
    [first, 'good', 4000, true],
    [first + 10 * 60_000, 'good', 6000, false],
    [time.now, 'hard', 8000, false],
  ])
  const { record } = await core.call.study.card({ card })
  expect(reviews.at(-1)?.memory).toEqual(record?.memory)
  expect([now, recall]).toEqual([time.now, 1])
  expect(curve[0]).toEqual({ at: first, recall: 1 })
  expect(curve.at(-1)?.at).toBeGreaterThan(record?.memory.due ?? Number.POSITIVE_INFINITY)
})

test('a card put back to new keeps its history; one that is not in the pack has none', async () => {
  const core = await openCore()
  await rate(core, card, 'easy')
  await core.call.study.forget({ cards: [card] })
  core.time.now += day
  const { reviews, curve, recall } = await core.call.study.history({ card })
  expect([reviews.length, curve.length, recall]).toEqual([1, 1, null])
  expect(await codeOf(core.call.study.history({ card: 'gone' }))).toBe('NOT_FOUND')
})
