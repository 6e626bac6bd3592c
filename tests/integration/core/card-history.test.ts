/** One card's history through the contract, out of the log. */
import { expect, test, vi } from 'vitest'
import { openCore } from '../../support/core'

vi.setConfig({ testTimeout: 30_000 })

test('has every review that was not taken back, and outlives the card being put back to new', async () => {
  const core = await openCore()
  const card = await core.rateNext('again')
  const { record } = await core.call.study.card({ card })
  core.time.now += 60_000
  const request = { request: 'second', scope: { kind: 'all' as const }, card, standsOn: record?.standsOn ?? null }
  await core.call.study.review({ ...request, rating: 'good', spent: 1234 })
  const { reviews } = await core.call.study.history({ card })
  expect(reviews).toMatchObject([
    { rating: 'again', before: null, day: '2026-06-08', spent: 5000 },
    { rating: 'good', before: { memory: record?.memory }, at: core.time.now, spent: 1234 },
  ])
  await core.call.history.undo()
  expect((await core.call.study.history({ card })).reviews).toEqual(reviews.slice(0, 1))
  await core.call.history.redo()
  await core.call.study.forget({ cards: [card] })
  await core.reopen()
  expect((await core.call.study.history({ card })).reviews).toEqual(reviews)
})
