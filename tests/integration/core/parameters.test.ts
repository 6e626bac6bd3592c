/** Own weights through the real core: fitted in the real worker to the log of a simulated learner. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { openStore } from '../../../electron/core/store/store'
import type { Pack } from '../../../shared/model/content'
import type { FitState } from '../../../shared/model/parameters'
import { standardWeights } from '../../../shared/rules/scheduling'
import { codeOf, openCore, type TestCore } from '../../support/core'
import { reviewsWorkerWithoutOptimiser } from '../../support/reviews-worker'
import { slowLearner, studies } from '../../support/simulated-learner'
import { smallPack } from '../../support/small-pack'
import { writeReviews } from '../../support/studied-folder'
import { utc } from '../../support/zones'

vi.setConfig({ testTimeout: 90_000 })

const cards = Array.from({ length: 400 }, (_, n) => `card-${n}`)
const [first] = smallPack.cards
const pack = { ...smallPack, cards: [...cards, 'never-seen'].map((id) => ({ ...first, id })) } as Pack
const day = 86_400_000

/** A core whose learner has made so many reviews, by these weights. */
async function studied(most: number, options: Partial<Parameters<typeof openCore>[0]> = {}, truth = slowLearner) {
  const scratch = await mkdtemp(path.join(tmpdir(), 'fieldbook-parameters-'))
  onTestFinished(() => rm(scratch, { recursive: true, force: true }))
  const folder = path.join(scratch, 'data')
  const { lastAt } = await writeReviews(folder, studies({ cards, newPerDay: 10, days: 400, truth, seed: 7, most }))
  return openCore({ pack, folder, zone: utc, now: lastAt + day, ...options })
}
async function ended({ call }: TestCore): Promise<FitState> {
  return vi.waitUntil(
    async () => {
      const state = await call.parameters.progress()
      return state.state === 'running' ? null : state
    },
    { timeout: 60_000, interval: 50 },
  )
}
async function fitted(core: TestCore) {
  await core.call.parameters.fit()
  const state = await ended(core)
  if (state.state !== 'done' || !state.weights) throw new Error(`no better weights: ${JSON.stringify(state)}`)
  return { weights: state.weights, figures: state.figures }
}
/** What the learner's cards are, as the core tells. */
async function known({ call }: TestCore) {
  const { rows } = await call.study.browse({ search: '', sort: 'question', descending: false, offset: 0, limit: 500 })
  return rows
}
async function stateOf(folder: string) {
  const store = await openStore({ folder })
  const { cards, parameters, days, marks, settings } = structuredClone(store.state)
  await store.close()
  return JSON.stringify({ cards, parameters, days, marks, settings })
}

describe('a learner who forgets faster than the standard weights say', () => {
  test('gets weights that foretell later reviews better; adopted they change the schedule, undone nothing is left', async () => {
    const core = await studied(4000)
    const { folder } = core
    const before = await known(core)
    await core.core.close()
    const bytes = await stateOf(folder)
    await core.reopen()

    expect(await core.call.parameters.get()).toMatchObject({ own: null, fit: { state: 'none' } })
    const { weights, figures } = await fitted(core)
    expect(figures.logLoss.after).toBeLessThan(figures.logLoss.before - 0.01)
    expect(figures.rmse.after).toBeLessThan(figures.rmse.before)
    expect(figures.judged).toBeGreaterThan(figures.reviews * 0.35)

    const { own } = await core.call.parameters.adopt({ weights })
    expect(own).toEqual({ weights, adoptedAt: core.time.now, fit: figures })
    const after = await known(core)
    expect(after.map(({ due }) => due)).toEqual(before.map(({ due }) => due))
    expect(after.filter(({ stability }, index) => stability !== before[index]?.stability).length).toBeGreaterThan(200)
    const card = after.find(({ standing, due }) => standing === 'review' && due && due < core.time.now)?.id ?? ''
    const shown = await core.call.study.card({ card })
    expect(shown.record?.memory.model).toMatch(/^fsrs-6\/ts-fsrs-5\.4\.2\+[0-9a-f]{8}$/)
    expect((await core.call.history.latest()).undo).toMatchObject({ kind: 'parameters', did: 'adopted' })

    await core.reopen()
    expect((await core.call.parameters.get()).own?.weights).toEqual(weights)
    expect((await core.call.study.card({ card })).intervals).toEqual(shown.intervals)

    await core.call.history.undo()
    expect((await core.call.study.card({ card })).intervals).not.toEqual(shown.intervals)
    await core.core.close()
    expect(await stateOf(folder)).toBe(bytes)
    await core.reopen()
    expect(await known(core)).toEqual(before)
    await core.call.history.redo()
    expect(await known(core)).toEqual(after)
  })

  test('a review made since keeps its own figures when the weights are taken back', async () => {
    const core = await studied(4000)
    const { weights } = await fitted(core)
    await core.call.parameters.adopt({ weights })
    const rated = await core.rateNext('good')
    const { record } = await core.call.study.card({ card: rated })
    await core.call.parameters.reset()
    const back = await core.call.study.card({ card: rated })
    // Put back by replaying, not by undoing: the card's reviews are all there.
    expect(back.record?.standsOn).toBe(record?.standsOn)
    expect(back.record?.memory.model).toBe('fsrs-6/ts-fsrs-5.4.2')
    expect(back.record?.memory.due).toBe(record?.memory.due)
    expect((await core.call.parameters.get()).own).toBeNull()
    expect((await core.call.history.latest()).undo).toMatchObject({ kind: 'parameters', did: 'put-back' })
    await core.call.history.undo()
    expect((await core.call.study.card({ card: rated })).record).toEqual(record)
  })

  test('putting the standard weights back makes of every card what they had made of it', async () => {
    const core = await studied(4000)
    const before = await known(core)
    const { weights } = await fitted(core)
    await core.call.parameters.adopt({ weights })
    await core.call.parameters.reset()
    const after = await known(core)
    for (const [index, row] of after.entries()) {
      expect(row.stability ?? 0).toBeCloseTo(before[index]?.stability ?? 0, 6)
      expect(row.difficulty ?? 0).toBeCloseTo(before[index]?.difficulty ?? 0, 6)
    }
  })

  test('a card put back to new begins anew, and one said to be known keeps its figures', async () => {
    const core = await studied(4000)
    const seen = (await known(core)).filter(({ standing }) => standing === 'review').map(({ id }) => id)
    const [forgotten = '', other = ''] = seen
    const told = 'never-seen'
    await core.call.study.forget({ cards: [forgotten] })
    await core.call.study.setDue({ cards: [told], days: 20 })
    const { weights } = await fitted(core)
    await core.call.parameters.adopt({ weights })
    const record = async (card: string) => (await core.call.study.card({ card })).record
    expect(await record(forgotten)).toBeNull()
    expect((await record(told))?.memory).toMatchObject({ stability: 20, model: 'fsrs-6/ts-fsrs-5.4.2' })
    expect((await record(other))?.memory.model).toContain('+')
  })
})

describe('where nothing can or should be fitted', () => {
  test('too few reviews: how many there are and how many are wanted', async () => {
    const core = await studied(300)
    const { usable, wanted } = await core.call.parameters.get()
    expect(usable).toBeGreaterThan(0)
    expect(usable).toBeLessThan(wanted)
    await core.call.parameters.fit()
    expect(await ended(core)).toEqual({ state: 'failed', why: 'too-few' })
  })

  test('a learner as the standard weights have it keeps them', async () => {
    const core = await studied(3000, {}, standardWeights)
    await core.call.parameters.fit()
    expect(await ended(core)).toMatchObject({ state: 'done', weights: null })
  })

  test('a system without the optimiser is told so, and all else goes on', async () => {
    const core = await studied(4000, { startReviewsWorker: reviewsWorkerWithoutOptimiser })
    await core.call.parameters.fit()
    expect(await ended(core)).toEqual({ state: 'failed', why: 'no-optimiser' })
    expect((await core.call.parameters.get()).usable).toBeGreaterThan(1000)
  })

  test('given up, nothing is left of it, and the next fit goes through', async () => {
    const core = await studied(4000)
    await core.call.parameters.fit()
    expect(await core.call.parameters.progress()).toMatchObject({ state: 'running' })
    expect(await core.call.parameters.cancel()).toEqual({ state: 'none' })
    expect(await core.call.parameters.progress()).toEqual({ state: 'none' })
    await fitted(core)
  })

  test('closing while it fits ends at once', async () => {
    const core = await studied(4000)
    await core.call.parameters.fit()
    await core.reopen()
    expect(await core.call.parameters.progress()).toEqual({ state: 'none' })
  })

  test.each([
    ['too few', standardWeights.slice(0, 19)],
    ['too many', [...standardWeights, 0.5]],
    ['none', []],
    ['not a number', standardWeights.with(3, Number.NaN)],
    ['endless', standardWeights.with(3, Number.POSITIVE_INFINITY)],
    ['out of range', standardWeights.with(20, 0.9)],
    ['below range', standardWeights.with(4, 0.5)],
  ])('weights that are %s are refused', async (_what, weights) => {
    const core = await openCore()
    const history = await core.history()
    expect(await codeOf(core.call.parameters.adopt({ weights }))).toBe('BAD_REQUEST')
    expect(await core.history()).toBe(history)
  })

  test('weights that no fit has found are a conflict', async () => {
    const core = await openCore()
    expect(await codeOf(core.call.parameters.adopt({ weights: [...standardWeights] }))).toBe('CONFLICT')
    expect((await core.call.parameters.get()).own).toBeNull()
  })
})
