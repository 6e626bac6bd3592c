/** Undo and redo over all that a learner does, whichever screen it was done on: reviews, own cards, plan, weights and the rest. */
import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import fc from 'fast-check'
import { afterAll, expect, test, vi } from 'vitest'
import type { Answers, Reply, Request } from '../../../electron/core/reviews/jobs'
import type { Card, Pack } from '../../../shared/model/content'
import { highlightKinds } from '../../../shared/model/highlight'
import type { StudyState } from '../../../shared/model/operations'
import { type Answer, ratings } from '../../../shared/model/study'
import { emptyState } from '../../../shared/rules/fold'
import { standardWeights } from '../../../shared/rules/scheduling'
import { openCore, type TestCore } from '../../support/core'
import { basic, cloze, typed, uuid } from '../../support/own-cards'
import { reviewsWorker } from '../../support/reviews-worker'
import { slowLearner } from '../../support/simulated-learner'
import { choiceCard, smallPack } from '../../support/small-pack'

vi.setConfig({ testTimeout: 60_000 })

const all = { kind: 'all' } as const
const minute = 60_000
const day = 24 * 60 * minute
const pack: Pack = { ...smallPack, cards: [...smallPack.cards, choiceCard] }
const inPack = pack.cards.map(({ id }) => id)

const ownTexts = [basic('Mine?', 'Yes.'), cloze('Only {{consent}} that {{lasts}} counts.'), typed('Who?', 'The JTFA')]
const fittedWeights = [slowLearner, standardWeights.map((weight, at) => (at === 2 ? 1.5 : weight))]
const figures = { reviews: 1, cards: 1, judged: 1, logLoss: { before: 1, after: 0.5 }, rmse: { before: 1, after: 0.5 } }

/**
 * The real worker, replay and all, but for its optimiser: a learner of a few reviews has nothing to fit. One thread for
 * all openings, each of which sees answers to its own questions only.
 */
class WorkerThatFinds extends EventEmitter {
  static readonly #thread = reviewsWorker()
  static #asked = 0
  readonly #own = new Map<number, number>()
  readonly #hear = ({ id, ...reply }: Reply) => {
    if (this.#own.has(id)) this.emit('message', { id: this.#own.get(id), ...reply })
  }

  constructor(private readonly weights: () => readonly number[]) {
    super()
    WorkerThatFinds.#thread.on('message', this.#hear)
  }
  postMessage({ id, job, log }: Request): void {
    const answer: Answers['fit'] = { state: 'done', weights: [...this.weights()], figures }
    if (job.kind === 'fit') return void this.emit('message', { id, answer })
    WorkerThatFinds.#asked += 1
    this.#own.set(WorkerThatFinds.#asked, id)
    WorkerThatFinds.#thread.postMessage({ id: WorkerThatFinds.#asked, job, log })
  }
  unref(): void {}
  static end = () => WorkerThatFinds.#thread.terminate()
  async terminate(): Promise<number> {
    WorkerThatFinds.#thread.off('message', this.#hear)
    return 0
  }
}

const some = fc.shuffledSubarray(inPack, { minLength: 1, maxLength: 4 })
const ownCard = fc.integer({ min: 1, max: 2 })
const answered = fc.constantFrom('a', 'b', null, undefined)
const act = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      what: fc.constant('review' as const),
      rating: fc.constantFrom(...ratings),
      chosen: answered,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ what: fc.constant('wait' as const), time: fc.constantFrom(20 * minute, day, 9 * day) }),
  },
  fc.record({
    what: fc.constant('mark' as const),
    cards: some,
    change: fc.constantFrom(
      ...(['suspended', 'unsuspended', 'buried', 'unburied', 'unflagged'] as const).map((to) => ({ to })),
      { to: 'flagged' as const, flag: 2 },
    ),
  }),
  fc.record({ what: fc.constant('forget' as const), cards: some }),
  fc.record({ what: fc.constant('due' as const), cards: some, days: fc.nat(3) }),
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant('own' as const), card: ownCard, text: fc.constantFrom(...ownTexts) }),
  },
  fc.record({ what: fc.constant('removeOwn' as const), card: ownCard }),
  fc.record({ what: fc.constant('plan' as const), days: fc.option(fc.integer({ min: 3, max: 40 })) }),
  fc.record({ what: fc.constant('catchUp' as const), days: fc.constantFrom(1, 3, 7, null) }),
  { weight: 2, arbitrary: fc.record({ what: fc.constant('weights' as const), which: fc.constantFrom(0, 1, null) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('practise' as const),
      card: fc.constantFrom('choice', ...inPack),
      recalled: fc.boolean(),
      chosen: answered,
    }),
  },
  fc.record({
    what: fc.constant('settings' as const),
    patch: fc.constantFrom(...[{ dayStart: 0 }, { retention: 0.8 }, { learningSteps: [3] }, { newPerDay: 2 }], {
      leechAction: 'suspend' as const,
      leechThreshold: 1,
    }),
  }),
  fc.record({ what: fc.constant('read' as const), read: fc.boolean() }),
  fc.record({ what: fc.constant('write' as const), text: fc.constantFrom('One.', 'Two. #tag') }),
  fc.record({ what: fc.constant('removeNote' as const) }),
  fc.record({ what: fc.constant('highlight' as const), kind: fc.constantFrom(...highlightKinds) }),
  fc.record({ what: fc.constant('removeHighlight' as const) }),
  fc.record({ what: fc.constant('correct' as const), text: fc.constantFrom('Mine.', 'Other words.', null) }),
  { weight: 2, arbitrary: fc.record({ what: fc.constantFrom('undo' as const, 'redo' as const) }) },
  fc.record({ what: fc.constant('reopen' as const) }),
)
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never

/** A learner before a core, who keeps count of what no undo takes back: practice. */
class Learner {
  practised = 0
  /** By card, then by option: how often it was chosen in practice. */
  readonly chosen: Record<string, Record<string, number>> = {}
  #weights: readonly number[] = slowLearner
  #core: TestCore | undefined

  async begin(): Promise<this> {
    this.#core = await openCore({
      pack,
      startReviewsWorker: () => new WorkerThatFinds(() => this.#weights) as unknown as Worker,
    })
    return this
  }
  get core(): TestCore {
    if (!this.#core) throw new Error('begin() first')
    return this.#core
  }

  async does(one: Act): Promise<void> {
    const { core } = this
    const { study, history, settings, ownCards, plan, reading, notes, highlights, corrections } = core.call
    core.time.now += one.what === 'wait' ? one.time : 1000
    if (one.what === 'reopen') await core.reopen()
    if (one.what === 'undo') await history.undo()
    if (one.what === 'redo') await history.redo()
    if (one.what === 'review') await this.#reviews(one.rating, one.chosen)
    if (one.what === 'practise') await this.#practises(one.card, one.recalled, one.chosen)
    if (one.what === 'mark') await study.mark({ cards: one.cards, change: one.change })
    if (one.what === 'forget') await study.forget({ cards: one.cards })
    if (one.what === 'due') await study.setDue({ cards: one.cards, days: one.days })
    if (one.what === 'catchUp') await study.catchUp({ days: one.days })
    if (one.what === 'settings') await settings.changeStudy(one.patch)
    if (one.what === 'own') {
      const before = await ownCards.get({ card: uuid(one.card) }).catch(() => null)
      await ownCards.save({ card: uuid(one.card), base: before?.version ?? 0, text: one.text }).catch(refused)
    }
    if (one.what === 'removeOwn') await ownCards.remove({ cards: [uuid(one.card)] }).catch(refused)
    if (one.what === 'plan' && one.days === null) await plan.clear()
    else if (one.what === 'plan') await plan.set({ day: dayOf(core.time.now + (one.days ?? 0) * day), minutes: 20 })
    if (one.what === 'weights') await this.#takesWeights(one.which)
    if (one.what === 'read')
      await reading.markSection({ chapter: 'the-distinction', section: 'consent', read: one.read, automatic: false })
    if (one.what === 'write') {
      const before = await notes.get({ note: uuid(9) }).catch(() => null)
      const target = { kind: 'card', card: 'choice' } as const
      await notes.save({ note: uuid(9), base: before?.version ?? 0, target, text: one.text }).catch(refused)
    }
    if (one.what === 'highlight') {
      const part = { section: 'consent', block: 'consent-00000002', start: 0, end: 8, exact: 'Somebody' }
      const passage = { highlight: uuid(8), chapter: 'the-distinction', parts: [part] }
      await highlights.make({ ...passage, kind: one.kind }).catch(refused)
      await highlights.changeKind({ highlight: uuid(8), kind: one.kind }).catch(refused)
    }
    if (one.what === 'removeHighlight') await highlights.remove({ highlight: uuid(8) }).catch(refused)
    if (one.what === 'correct') {
      const place = { kind: 'card', card: 'hsi-leads', field: 'back' } as const
      const [there] = await corrections.list()
      if (one.text !== null) await corrections.write({ place, base: 'HSI.', text: one.text })
      else if (there) await corrections.remove({ correction: there.id })
    }
    if (one.what === 'removeNote') await notes.remove({ note: uuid(9) }).catch(refused)
  }

  async #reviews(rating: (typeof ratings)[number], chosen: string | null | undefined): Promise<void> {
    const { study } = this.core.call
    const { next } = await study.next({ scope: all })
    if (!next) return
    const standsOn = next.record?.standsOn ?? null
    const answer = answerTo(next.card, chosen)
    await study.review({
      request: randomUUID(),
      scope: all,
      card: next.card.id,
      standsOn,
      rating,
      spent: 1000,
      ...answer,
    })
  }
  async #practises(card: string, recalled: boolean, chosen: string | null | undefined): Promise<void> {
    const answer = card === 'choice' ? { answer: { chosen: chosen ?? null } } : {}
    await this.core.call.practice.record({ request: randomUUID(), card, recalled, spent: 1000, ...answer })
    this.practised += 1
    if (card !== 'choice') return
    const of = this.chosen[card] ?? {}
    this.chosen[card] = { ...of, [chosen ?? '']: (of[chosen ?? ''] ?? 0) + 1 }
  }
  async #takesWeights(which: number | null): Promise<void> {
    const { parameters } = this.core.call
    if (which === null) return void (await parameters.reset())
    this.#weights = fittedWeights[which] ?? slowLearner
    await parameters.fit()
    while ((await parameters.progress()).state === 'running') await setImmediate()
    await parameters.adopt({ weights: [...this.#weights] })
  }
}
/** A card or note that is not there, or was removed, can't be changed: the learner gets an error, and nothing happens. */
function refused(error: { code?: string }): void {
  if (error.code !== 'NOT_FOUND' && error.code !== 'CONFLICT') throw error
}
function answerTo(card: Card, chosen: string | null | undefined) {
  if (card.kind === 'typed') return { answer: { chosen: null, typed: chosen ?? '' } }
  return card.id === 'choice' && chosen !== undefined ? { answer: { chosen } } : {}
}
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)

/** The state as a restart finds it, but for the clock and the requests, which go on. */
async function kept({ folder, reopen }: TestCore): Promise<Omit<StudyState, 'time' | 'tick' | 'savedAt' | 'requests'>> {
  await reopen()
  const text = await readFile(path.join(folder, 'state.json'), 'utf8')
  const { time, tick, savedAt, requests, ...state }: StudyState = JSON.parse(text.slice(text.indexOf('\n') + 1)).state
  return state
}
/** What is on the screens. */
async function seen({ call }: TestCore) {
  const table = { search: '', sort: 'question', descending: false, offset: 0, limit: 500 } as const
  const { cards, days } = await call.progress.summary()
  return {
    ...{ cards, days, rows: (await call.study.browse(table)).rows, overview: await call.study.overview() },
    ...{ plan: await call.plan.get(), backlog: await call.study.backlog(), settings: await call.settings.get() },
    ...{ next: await call.study.next({ scope: all }), reading: (await call.reading.state()).sections },
    ...{ notes: (await call.notes.list({})).notes, highlights: (await call.highlights.list({})).highlights },
    ...{ parameters: (await call.parameters.get()).own, corrections: await call.corrections.list() },
  }
}

afterAll(() => WorkerThatFinds.end())

/** Enough of them to be looked at after every single step. */
async function glimpsed({ call }: TestCore) {
  const { rows } = await call.study.browse({ search: '', sort: 'question', descending: false, offset: 0, limit: 500 })
  return { rows, next: await call.study.next({ scope: all }), study: (await call.settings.get()).study }
}

test('whatever was done on whichever screen: all undone nothing is left but practice, all redone it is as it was', async () => {
  const met = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 8, maxLength: 30 }), async (acts) => {
      const learner = await new Learner().begin()
      const { core } = learner
      for (const one of acts) await learner.does(one)
      const screens = await seen(core)
      const before = await kept(core)
      for (const { kind } of before.done) met.add(kind)

      const { history } = core.call
      const subjects: unknown[] = []
      const glimpses: unknown[] = []
      let { undo } = await history.latest()
      while (undo) {
        subjects.push(undo)
        glimpses.push(await glimpsed(core))
        ;({ undo } = await core.call.history.undo())
        if (subjects.length === Math.floor(before.done.length / 2)) await core.reopen()
      }
      const { days, answers, done, undone, ...left } = await kept(core)
      const { days: _, answers: __, done: ___, undone: ____, ...nothing } = withoutClock(emptyState())
      expect(left).toEqual(nothing)
      expect(done).toEqual([])
      expect(undone).toHaveLength(before.done.length + before.undone.length)
      expect(Object.values(days).reduce((sum, one) => sum + one.practised, 0)).toBe(learner.practised)
      for (const { practised, ...others } of Object.values(days)) expect(others).toMatchObject({ reviews: 0, spent: 0 })
      expect(chosenOf(answers)).toEqual(learner.chosen)

      for (let n = 1; n <= before.done.length; n += 1) {
        const { undo } = await core.call.history.redo()
        expect(undo).toEqual(subjects.pop())
        expect(await glimpsed(core)).toEqual(glimpses.pop())
        if (n === Math.floor(before.done.length / 2)) await core.reopen()
      }
      expect(await seen(core)).toEqual(screens)
      const after = await kept(core)
      expect(after).toEqual(before)

      // From the log alone, too.
      await core.core.close()
      for (const file of ['state.json', 'state.json.prev']) await rm(path.join(core.folder, file), { force: true })
      await core.reopen()
      expect(await kept(core)).toEqual(before)
      await core.core.close()
    }),
    { numRuns: 20, seed: 5, endOnFailure: true },
  )
  const features = [
    'review',
    'card-marks',
    'reschedule',
    'own-cards',
    'plan',
    'catch-up',
    'parameters',
    'study-settings',
  ]
  expect([...met]).toEqual(
    expect.arrayContaining([...features, 'section-read', 'note', 'note-removed', 'highlight', 'correct']),
  )
})

const chosenOf = (answers: Record<string, { chosen: Record<string, number>; first: Answer | null }>) =>
  Object.fromEntries(Object.entries(answers).map(([card, { chosen }]) => [card, chosen]))
function withoutClock({ time, tick, savedAt, requests, ...state }: StudyState) {
  return state
}
