/** Practice through the router: what it changes (answers, a count of its own) and what it never does (any schedule). */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { Card, Inline, Option, Pack, Scenario } from '../../../shared/model/content'
import { type Drill, practiceChoices } from '../../../shared/model/practice'
import { ratings } from '../../../shared/model/study'
import { codeOf, openCore, type TestCore } from '../../support/core'
import { smallPack } from '../../support/small-pack'

vi.setConfig({ testTimeout: 60_000 })

const all = { kind: 'all' } as const
const day = 86_400_000
const words = (text: string): Inline[] => [{ type: 'text', text }]
const [first] = smallPack.cards
if (first?.kind !== 'basic') throw new Error('the small pack begins with a basic card')
const { kind: _, contrast: __, ...base } = first

const classes = [...smallPack.classes, { id: 'both', name: 'Both', summary: 'One after the other.' }]
const optionsOf = (right: string): Option[] =>
  classes.map(({ id, name }) => ({ id, text: words(name), right: id === right, why: [] }))
const story = (id: string, of: string, twin: string, heldOut: boolean, differs: string): Scenario => ({
  ...{ id, twin, heldOut, chapter: 'the-distinction', section: 'consent', objectives: [], title: id },
  ...{ story: 'They drove on.', class: of, tempting: 'both', wrong: [], next: [], takeaway: [], agencies: [] },
  difference: { factor: differs, text: words('In the first, he agreed; in the second, he did not.') },
  factors: ['consent', ...(differs === 'consent' ? [] : [differs])].map((factor) => ({
    factor,
    decides: true,
    says: [],
  })),
})
/** Two stories that differ in one fact. */
const twins = (name: string, one: string, other: string, heldOut = false, differs = 'consent'): Scenario[] => [
  story(`${name}-a`, one, `${name}-b`, heldOut, differs),
  story(`${name}-b`, other, `${name}-a`, heldOut, differs),
]
const cardOf = ({ id, class: of, factors }: Scenario): Card => ({
  ...{ ...base, id, kind: 'classification', scenario: id, classes: [of], frontText: id },
  factors: factors.map(({ factor }) => factor),
  options: optionsOf(of),
})
const stories = [
  ...twins('one', 'smuggling', 'both'),
  ...twins('two', 'both', 'smuggling', false, 'border'),
  ...twins('three', 'smuggling', 'trafficking'),
]
const pack: Pack = {
  ...smallPack,
  classes,
  cards: [...stories.map(cardOf), ...smallPack.cards],
  scenarios: [...stories, ...twins('kept', 'smuggling', 'both', true)],
}
const drill: Drill = { kind: 'drill-classes', one: 'smuggling', other: 'both' }

async function open(): Promise<TestCore> {
  const core = await openCore({ pack })
  await core.call.settings.changeStudy({ newPerDay: 999, fuzz: false })
  return core
}
type Given = { chosen: string | null; ticked?: string[] }
const practise = ({ call }: TestCore, card: string, answer?: Given, more: { recalled?: boolean; drill?: Drill } = {}) =>
  call.practice.record({ request: randomUUID(), card, recalled: true, spent: 900, ...(answer && { answer }), ...more })
async function review({ call }: TestCore, card: string, rating: (typeof ratings)[number], chosen?: string | null) {
  const { record } = await call.study.card({ card })
  const answer = chosen === undefined ? {} : { answer: { chosen } }
  const standsOn = record?.standsOn ?? null
  await call.study.review({ request: randomUUID(), scope: all, card, standsOn, rating, spent: 900, ...answer })
}
/** Everything a schedule shows in: each card's record, marks and intervals, the queue, the counts, the totals of reviews. */
async function schedule({ call }: TestCore) {
  const cards = await Promise.all(pack.cards.map(({ id }) => call.study.card({ card: id })))
  const { days, ...progress } = await call.progress.summary()
  return {
    cards,
    overview: await call.study.overview(),
    next: await call.study.next({ scope: all }),
    cases: await call.study.next({ scope: { kind: 'cases' } }),
    progress,
    days: days.map(({ practised: _, ...totals }) => totals),
    history: await call.history.latest(),
  }
}
const choose = (core: TestCore, choice: (typeof practiceChoices)[number], seed = 'a') =>
  core.call.practice.choose({ what: { kind: 'cards', scope: all, choice }, limit: null, seed })

describe('practice', () => {
  test('whatever is practised, in whatever order, no schedule, queue or count changes, nor after a restart', async () => {
    const act = fc.record({
      card: fc.constantFrom(...pack.cards.map(({ id }) => id)),
      review: fc.option(fc.constantFrom(...ratings), { nil: undefined }),
      recalled: fc.boolean(),
      chosen: fc.constantFrom(null, 'smuggling', 'trafficking', 'both'),
      hours: fc.integer({ min: 0, max: 60 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 12 }), async (acts) => {
        const core = await open()
        for (const { card, review: rating, recalled, chosen, hours } of acts) {
          core.time.now += hours * 3_600_000
          if (rating) await review(core, card, rating, chosen)
          const before = await schedule(core)
          await practise(core, card, { chosen }, { recalled, drill })
          await choose(core, 'any')
          expect(await schedule(core)).toEqual(before)
        }
        const before = await schedule(core)
        await core.reopen()
        expect(await schedule(core)).toEqual(before)
      }),
      { numRuns: 8 },
    )
  })

  test('is remembered: counted on its day, through a restart and a rebuilt state, and is no step of undo', async () => {
    const core = await open()
    await review(core, 'mixed-up', 'good')
    expect(await practise(core, 'mixed-up')).toEqual({ practisedToday: 1 })
    expect(await practise(core, 'one-a', { chosen: 'both' })).toEqual({ practisedToday: 2 })
    expect((await core.call.history.latest()).undo).toMatchObject({ kind: 'review' })
    await core.call.history.undo()
    await core.reopen()
    expect(await core.call.practice.offers({ scope: all })).toMatchObject({ practisedToday: 2 })
    expect((await core.call.progress.summary()).days.at(-1)).toMatchObject({ reviews: 0, practised: 2 })
    core.time.now += day
    expect(await core.call.practice.offers({ scope: all })).toMatchObject({ practisedToday: 0 })
  })

  test('a repeated request is counted once', async () => {
    const core = await open()
    const given = { request: 'same', card: 'mixed-up', recalled: true, spent: 1 }
    await core.call.practice.record(given)
    const history = await core.history()
    expect(await core.call.practice.record(given)).toEqual({ practisedToday: 1 })
    expect(await core.history()).toBe(history)
  })

  test('a case met in practice was met: what a review asks later is no first sighting', async () => {
    const core = await open()
    await practise(core, 'one-b', { chosen: 'smuggling', ticked: ['border'] })
    await review(core, 'one-b', 'good', 'both')
    await review(core, 'one-a', 'good', 'smuggling')
    await practise(core, 'one-a', { chosen: 'both' })
    await review(core, 'two-a', 'again') // seen, but not answered
    await practise(core, 'two-a', { chosen: 'both' })
    const { cells, factors } = await core.call.study.confusion()
    const cell = (right: string, chosen: string) => cells.find((one) => one.right === right && one.chosen === chosen)
    expect(cell('both', 'smuggling')).toMatchObject({ first: 1, all: 1 })
    expect(cell('both', 'both')).toMatchObject({ first: 0, all: 2 })
    expect(cell('smuggling', 'both')).toMatchObject({ first: 0, all: 1 })
    expect(factors.find(({ factor }) => factor === 'border')).toMatchObject({ free: 1, tickedFree: 1 })
  })

  test('a case with options whose answer was left out counts as shown unchosen', async () => {
    const core = await open()
    await practise(core, 'one-a')
    expect((await core.call.study.confusion()).cells).toEqual([{ right: 'smuggling', chosen: '', first: 1, all: 1 }])
  })

  test('bad input writes nothing', async () => {
    const core = await open()
    const history = await core.history()
    expect(await codeOf(practise(core, 'gone'))).toBe('NOT_FOUND')
    expect(await codeOf(practise(core, 'one-a', { chosen: 'constructor' }))).toBe('CONFLICT')
    expect(await codeOf(practise(core, 'one-a', undefined, { drill: { ...drill, other: 'gone' } }))).toBe('NOT_FOUND')
    const ask = (what: object, limit: unknown = 10) =>
      codeOf(core.call.practice.choose({ what, limit, seed: 's' } as never))
    expect(await ask({ kind: 'drill-factor', factor: 'toString' })).toBe('NOT_FOUND')
    expect(await ask({ kind: 'cards', scope: { kind: 'chapter', chapter: 'gone' }, choice: 'met' })).toBe('NOT_FOUND')
    expect(await ask({ kind: 'cards', scope: all, choice: 'due' })).toBe('BAD_REQUEST')
    expect(await ask(drill, 7)).toBe('BAD_REQUEST')
    expect(await core.history()).toBe(history)
  })
})

describe('the cards to practise with', () => {
  test('come in the same order for the same seed, and stay put while one practises', async () => {
    const core = await open()
    const { cards, total } = await choose(core, 'any')
    expect(total).toBe(pack.cards.length)
    for (const card of cards) await practise(core, card)
    expect((await choose(core, 'any')).cards).toEqual(cards)
    await core.reopen()
    expect((await choose(core, 'any')).cards).toEqual(cards)
    expect((await choose(core, 'any', 'another')).cards).not.toEqual(cards)
  })

  test('missed lately: rated Again or answered wrong, for so many days, and not by practice', async () => {
    const core = await open()
    await review(core, 'mixed-up', 'again')
    await review(core, 'one-a', 'good', 'both')
    await review(core, 'jtfa-law', 'easy')
    await practise(core, 'hsi-leads', undefined, { recalled: false })
    const missed = async (choice: 'missed-7' | 'missed-14') => (await choose(core, choice)).cards.toSorted()
    expect(await missed('missed-7')).toEqual(['mixed-up', 'one-a'])
    core.time.now += 8 * day
    expect(await missed('missed-7')).toEqual([])
    expect(await missed('missed-14')).toEqual(['mixed-up', 'one-a'])
    await review(core, 'mixed-up', 'good') // what it was later doesn't undo that it was missed
    expect(await missed('missed-14')).toEqual(['mixed-up', 'one-a'])
    await core.call.study.setDue({ cards: ['mixed-up'], days: 3 })
    expect(await missed('missed-14')).toEqual(['mixed-up', 'one-a'])
  })

  test('tomorrow shows what the queue has tomorrow', async () => {
    const core = await open()
    await core.call.study.setDue({ cards: ['mixed-up', 'jtfa-law'], days: 1 })
    await core.call.study.setDue({ cards: ['hsi-leads'], days: 2 })
    expect((await choose(core, 'tomorrow')).cards.toSorted()).toEqual(['jtfa-law', 'mixed-up'])
  })

  test('the counts are those of the choices, in each scope', async () => {
    const core = await open()
    await review(core, 'mixed-up', 'again')
    await core.call.study.mark({ cards: ['one-a', 'mixed-up'], change: { to: 'flagged', flag: 2 } })
    for (const scope of [all, { kind: 'cases' }, { kind: 'chapter', chapter: 'the-distinction' }] as const) {
      const { counts } = await core.call.practice.offers({ scope })
      for (const choice of practiceChoices) {
        const what = { kind: 'cards', scope, choice } as const
        expect((await core.call.practice.choose({ what, limit: null, seed: 's' })).total, choice).toBe(counts[choice])
      }
    }
    expect((await core.call.practice.offers({ scope: all })).counts).toMatchObject({ 'flag-2': 2, met: 1 })
  })
})

describe('contrast drills', () => {
  test('twins come one right after the other, the look-alike cards after them, and nothing that is held out', async () => {
    const core = await open()
    const { cards } = await core.call.practice.choose({ what: drill, limit: null, seed: 's' })
    expect([cards.slice(0, 2), cards.slice(2, 4)].sort()).toEqual([
      ['one-a', 'one-b'],
      ['two-a', 'two-b'],
    ])
    const at = cards.indexOf('consent-smuggling')
    expect([cards[at - 1], cards[at + 1]]).toContain('consent-trafficking')
    expect(cards.at(-1)).toBe('three-a')
    expect(cards.filter((card) => card.startsWith('kept'))).toEqual([])
  })

  test('a held-out story is in none, not even if an edition made a card of it', async () => {
    const { call } = await openCore({
      pack: { ...pack, cards: [...pack.cards, ...pack.scenarios.slice(-2).map(cardOf)] },
    })
    for (const what of [drill, { kind: 'drill-factor', factor: 'consent' } as const]) {
      const { cards } = await call.practice.choose({ what, limit: null, seed: 's' })
      expect(cards.filter((card) => card.startsWith('kept'))).toEqual([])
    }
    expect((await call.practice.drills()).classes[0]).toMatchObject({ cases: 5, twins: 2 })
  })

  test('every two classes and every factor that has cases is offered before anything was confused', async () => {
    const { call } = await open()
    const view = await call.practice.drills()
    expect(view.classes.map(({ one, other, cases, twins, mistakes }) => [one, other, cases, twins, mistakes])).toEqual([
      ['smuggling', 'both', 5, 2, []],
      ['smuggling', 'trafficking', 4, 1, []],
      ['trafficking', 'both', 3, 0, []],
    ])
    const counts = { left: 0, decided: 0, ticked: 0, free: 0 }
    expect(view.factors).toEqual([
      { factor: 'consent', cases: 6, twins: 2, ...counts },
      { factor: 'border', cases: 2, twins: 1, ...counts },
    ])
  })

  test('what is confused most comes first, named from two mistakes on, with what decided', async () => {
    const core = await open()
    await review(core, 'three-b', 'again', 'both')
    expect((await core.call.practice.drills()).classes[0]).toMatchObject({ one: 'trafficking', mistakes: [] })
    await practise(core, 'three-b', { chosen: 'both' })
    await practise(core, 'three-b', { chosen: null })
    expect((await core.call.practice.drills()).classes[0]?.mistakes).toEqual([
      { right: 'trafficking', chosen: 'both', times: 2, of: 2, factor: 'consent' },
    ])
    // All that decides there: consent and the border. The twin is smuggling, and differs in the border.
    for (let n = 0; n < 3; n += 1) await practise(core, 'two-a', { chosen: 'smuggling' })
    expect((await core.call.practice.drills()).classes[0]?.mistakes).toEqual([
      { right: 'both', chosen: 'smuggling', times: 3, of: 3, factor: 'border' },
    ])
    await practise(core, 'one-b', { chosen: 'both', ticked: ['border'] })
    const { factors } = await core.call.practice.drills()
    expect(factors).toMatchObject([
      { factor: 'consent', left: 1, decided: 1, ticked: 0, free: 0 },
      { factor: 'border', left: 0, decided: 0, ticked: 1, free: 1 },
    ])
  })
})

describe('a question in the text', () => {
  const check = { chapter: 'the-distinction', block: 'consent-00000003', spent: 4000 }

  test('is remembered as practice of its day, and changes no schedule', async () => {
    const test = await open()
    const { days: _, ...before } = await test.call.progress.summary()
    const request = randomUUID()
    expect(await test.call.practice.check({ ...check, request, recalled: false })).toEqual({ practisedToday: 1 })
    expect(await test.call.practice.check({ ...check, request, recalled: false })).toEqual({ practisedToday: 1 })
    test.time.now += 60_000
    await test.call.practice.check({ ...check, request: randomUUID(), recalled: true })
    await test.reopen()
    const { checks } = await test.call.reading.state()
    expect(checks).toEqual({
      'the-distinction#consent-00000003': { recalled: true, at: test.time.now, times: 2 },
    })
    expect((await test.call.practice.offers({ scope: all })).practisedToday).toBe(2)
    const { days: __, ...after } = await test.call.progress.summary()
    expect(after).toEqual(before)
    expect((await test.call.history.latest()).undo?.kind).toBe('study-settings')
  })

  test('is one that is there', async () => {
    const { call } = await open()
    const asked = { ...check, request: randomUUID(), recalled: true }
    expect(await codeOf(call.practice.check({ ...asked, block: 'consent-00000002' }))).toBe('NOT_FOUND')
    expect(await codeOf(call.practice.check({ ...asked, chapter: 'constructor' }))).toBe('NOT_FOUND')
    expect(await codeOf(call.practice.check({ ...asked, spent: -1 }))).toBe('BAD_REQUEST')
  })
})
