/** What was taken for what: 24 stories of three classes, answered through the router. */
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Card, Inline, Option, Pack, Scenario } from '../../../shared/model/content'
import { enoughTrials } from '../../../shared/rules/confusion'
import { codeOf, openCore, type TestCore } from '../../support/core'
import { smallPack } from '../../support/small-pack'

const scope = { kind: 'cases' } as const
const day = 86_400_000
const words = (text: string): Inline[] => [{ type: 'text', text }]
const [first] = smallPack.cards
if (first?.kind !== 'basic') throw new Error('the small pack begins with a basic card')
const { kind: _, contrast: __, ...base } = first

const classes = [...smallPack.classes, { id: 'both', name: 'Both', summary: 'One after the other.' }]
/** What decides in the cases of each class. */
const decides: Record<string, string> = { smuggling: 'border', trafficking: 'consent', both: 'profit' }
const optionsOf = (right: string): Option[] =>
  classes.map(({ id, name }) => ({ id, text: words(name), right: id === right, why: [] }))
const story = (id: string, right: string): Scenario => ({
  ...{ id, twin: '', heldOut: false, chapter: 'the-distinction', section: 'consent', objectives: [], title: id },
  ...{
    story: 'They drove on.',
    class: right,
    difference: { factor: 'consent', text: [] },
    wrong: [],
    tempting: 'both',
  },
  factors: [{ factor: decides[right] ?? '', decides: true, says: [] }],
  ...{ next: [], takeaway: [], agencies: [] },
})
const caseOf = (id: string, right: string): Card => {
  const factors = [decides[right] ?? '']
  return { ...base, id, kind: 'classification', scenario: id, factors, frontText: id, options: optionsOf(right) }
}
const all = classes.flatMap(({ id }) => Array.from({ length: 12 }, (_, n) => [`${id}-${n}`, id] as const))
const pack: Pack = {
  ...smallPack,
  classes,
  cards: [...all.map(([id, right]) => caseOf(id, right)), ...smallPack.cards],
  scenarios: all.map(([id, right]) => story(id, right)),
}

async function open(given = pack): Promise<TestCore> {
  const core = await openCore({ pack: given })
  await core.call.settings.changeStudy({ newPerDay: 999 })
  return core
}
/** Answers a case for the first time, wherever it stands in the queue. */
async function answer({ call }: TestCore, card: string, chosen: string | null, ticked?: string[]) {
  const rating = card.startsWith(`${chosen}-`) ? 'good' : 'again'
  const given = { chosen, ...(ticked && { ticked }) }
  await call.study.review({ request: randomUUID(), scope, card, standsOn: null, rating, spent: 1, answer: given })
}
/** Answers whatever case comes next; `choose` says what for. */
async function answerNext(core: TestCore, choose: (right: string) => { chosen: string | null; ticked?: string[] }) {
  const { next } = await core.call.study.next({ scope })
  if (!next) throw new Error('no case is due')
  const right = next.scenario?.class ?? ''
  const given = choose(right)
  await core.call.study.review({
    ...{ request: randomUUID(), scope, card: next.card.id, standsOn: next.record?.standsOn ?? null },
    ...{ rating: given.chosen === right ? 'easy' : 'again', spent: 1, answer: given },
  })
  return { card: next.card.id, right }
}
const cellOf = async ({ call }: TestCore, right: string, chosen: string) =>
  (await call.study.confusion()).cells.find((cell) => cell.right === right && cell.chosen === chosen)

describe('the matrix', () => {
  test('is empty before anything was answered', async () => {
    const { call } = await open()
    const view = await call.study.confusion()
    expect(view).toMatchObject({ cells: [], most: null, enough: enoughTrials })
    expect(view.classes.map(({ id }) => id)).toEqual(['smuggling', 'trafficking', 'both'])
    expect(view.pairs.map(({ one, other, trials, dPrime }) => [one, other, trials, dPrime])).toEqual([
      ['smuggling', 'trafficking', 0, null],
      ['smuggling', 'both', 0, null],
      ['trafficking', 'both', 0, null],
    ])
    expect(view.factors.map(({ factor, trials, dPrime }) => [factor, trials, dPrime])).toEqual([
      ['consent', 0, null],
      ['border', 0, null],
      ['profit', 0, null],
    ])
  })

  test('counts the first answer to each story, and all of them', async () => {
    const core = await open()
    await answer(core, 'both-0', 'smuggling')
    await answer(core, 'both-1', null)
    await answer(core, 'both-2', 'both')
    expect(await cellOf(core, 'both', 'smuggling')).toMatchObject({ first: 1, all: 1 })
    expect(await cellOf(core, 'both', '')).toMatchObject({ first: 1, all: 1 })
    expect(await cellOf(core, 'both', 'both')).toMatchObject({ first: 1, all: 1 })
    // Back after their steps: what is answered now was taught by the first showing.
    core.time.now += 15 * 60_000
    for (let n = 0; n < 3; n += 1) await answerNext(core, () => ({ chosen: 'smuggling' }))
    expect(await cellOf(core, 'both', 'smuggling')).toEqual({ right: 'both', chosen: 'smuggling', first: 1, all: 4 })
    expect(await cellOf(core, 'both', 'both')).toEqual({ right: 'both', chosen: 'both', first: 1, all: 1 })
  })

  test('an undo takes an answer out, a redo puts it back, and both last', async () => {
    const core = await open()
    await answer(core, 'both-0', 'smuggling', ['border'])
    await answer(core, 'both-1', 'smuggling', ['border'])
    const two = await core.call.study.confusion()
    expect(two.most).toMatchObject({ right: 'both', chosen: 'smuggling', times: 2 })
    await core.call.history.undo()
    const one = await core.call.study.confusion()
    expect(one.cells).toEqual([{ right: 'both', chosen: 'smuggling', first: 1, all: 1 }])
    expect(one.most).toBeNull()
    expect(one.factors.find(({ factor }) => factor === 'border')).toMatchObject({ free: 1, tickedFree: 1 })
    await core.reopen()
    expect(await core.call.study.confusion()).toEqual(one)
    await core.call.history.redo()
    expect(await core.call.study.confusion()).toEqual(two)
    await core.call.history.undo()
    await core.call.history.undo()
    expect((await core.call.study.confusion()).cells).toEqual([])
  })

  test('a rating without an answer, and an answer to a card without options, leave it alone', async () => {
    const { call } = await open()
    const review = { scope, standsOn: null, rating: 'good', spent: 1 } as const
    await call.study.review({ ...review, request: 'a', card: 'both-0' })
    await call.study.review({ ...review, request: 'b', card: 'mixed-up', answer: { chosen: 'smuggling' } })
    expect((await call.study.confusion()).cells).toEqual([])
  })
})

describe('the mistake made most often', () => {
  test('takes two, says of how many, and what decided those cases', async () => {
    const core = await open()
    await answer(core, 'trafficking-0', 'both')
    await answer(core, 'trafficking-1', null)
    await answer(core, 'trafficking-2', null)
    await answer(core, 'trafficking-3', 'trafficking')
    expect((await core.call.study.confusion()).most).toBeNull()
    await answer(core, 'trafficking-4', 'both')
    const most = { right: 'trafficking', chosen: 'both', times: 2, of: 5, factor: 'consent' }
    expect((await core.call.study.confusion()).most).toEqual(most)
    for (const n of [0, 1, 2]) await answer(core, `both-${n}`, 'smuggling')
    const more = { right: 'both', chosen: 'smuggling', times: 3, of: 3, factor: 'profit' }
    expect((await core.call.study.confusion()).most).toEqual(more)
  })
})

describe('how well two are told apart', () => {
  const deciding = (right: string) => [decides[right] ?? '']

  test('somebody who always knows: high for every pair and factor, the same each time', async () => {
    const core = await open()
    for (let n = 0; n < 36; n += 1) await answerNext(core, (right) => ({ chosen: right, ticked: deciding(right) }))
    const view = await core.call.study.confusion()
    for (const { trials, dPrime } of view.pairs) {
      expect(trials).toBe(24)
      expect(dPrime?.value).toBeGreaterThan(3)
    }
    for (const { trials, decided, ticked, free, tickedFree, dPrime } of view.factors) {
      expect([trials, decided, ticked, free, tickedFree]).toEqual([36, 12, 12, 24, 0])
      expect(dPrime?.value).toBeGreaterThan(3)
    }
    expect(view.most).toBeNull()
    expect(await core.call.study.confusion()).toEqual(view)
    await core.reopen()
    expect(await core.call.study.confusion()).toEqual(view)
  })

  test('somebody who always takes one for the other: as low; who mixes them half the time: about none', async () => {
    const turned = await open()
    const other: Record<string, string> = { smuggling: 'trafficking', trafficking: 'smuggling', both: 'both' }
    for (let n = 0; n < 36; n += 1) await answerNext(turned, (right) => ({ chosen: other[right] ?? null }))
    expect((await turned.call.study.confusion()).pairs[0]?.dPrime?.value).toBeLessThan(-3)

    const mixed = await open()
    const asked: Record<string, number> = {}
    for (let n = 0; n < 36; n += 1)
      await answerNext(mixed, (right) => {
        asked[right] = (asked[right] ?? 0) + 1
        return { chosen: asked[right] % 2 === 0 ? right : (other[right] ?? null) }
      })
    const dPrime = (await mixed.call.study.confusion()).pairs[0]?.dPrime
    expect(dPrime?.value).toBeCloseTo(0, 12)
    expect(dPrime?.low).toBeLessThan(0)
    expect(dPrime?.high).toBeGreaterThan(0)
  })

  test('no figure under 20 first answers within the pair, however often stories are answered again', async () => {
    const core = await open()
    for (let n = 0; n < 9; n += 1) await answer(core, `smuggling-${n}`, 'smuggling')
    for (let n = 0; n < 10; n += 1) await answer(core, `both-${n}`, 'both')
    await answer(core, 'both-10', 'trafficking') // says nothing of smuggling and both
    await answer(core, 'both-11', null)
    core.time.now += day
    for (let n = 0; n < 12; n += 1) await answerNext(core, (right) => ({ chosen: right }))
    const pair = async () => (await core.call.study.confusion()).pairs.find(({ other }) => other === 'both')
    expect(await pair()).toMatchObject({ one: 'smuggling', trials: 19, dPrime: null })
    await answer(core, 'smuggling-9', 'both')
    expect(await pair()).toMatchObject({ trials: 20, dPrime: { value: expect.any(Number) } })
  })
})

describe('bad input', () => {
  const review = { request: 'r', scope, card: 'both-0', standsOn: null, rating: 'good', spent: 1 } as const

  test('an option that the card no longer has: CONFLICT, and nothing is written', async () => {
    const { call, history } = await open()
    const before = await history()
    for (const chosen of ['gone', 'constructor', 'Smuggling'])
      expect(await codeOf(call.study.review({ ...review, answer: { chosen } }))).toBe('CONFLICT')
    expect(await history()).toBe(before)
    expect((await call.study.confusion()).cells).toEqual([])
    expect(await codeOf(call.study.review({ ...review, answer: { chosen: 'smuggling' } }))).toBeNull()
  })

  test('answers that break the contract are refused', async () => {
    const { call, history } = await open()
    const before = await history()
    const ticked = Array.from({ length: 51 }, (_, n) => `f${n}`)
    for (const given of [{ chosen: '' }, { chosen: 1 }, {}, { chosen: null, ticked }, { chosen: null, sure: true }])
      expect(await codeOf(call.study.review({ ...review, answer: given as never }))).toBe('BAD_REQUEST')
    expect(await history()).toBe(before)
  })

  test('an option named like what every object inherits is an option', async () => {
    const named = (id: string): Card => ({
      ...{ ...base, id, kind: 'classification', scenario: 'both-0', frontText: id },
      options: ['constructor', 'both'].map((of) => ({ id: of, text: words(of), right: of === 'both', why: [] })),
    })
    const core = await open({ ...pack, cards: [named('constructor'), named('to-string')] })
    for (let n = 0; n < 2; n += 1) await answerNext(core, () => ({ chosen: 'constructor' }))
    expect(await cellOf(core, 'both', 'constructor')).toMatchObject({ first: 2, all: 2 })
    await core.reopen()
    expect(await cellOf(core, 'both', 'constructor')).toMatchObject({ first: 2, all: 2 })
  })

  test('a story that left the pack leaves the matrix, and its answers are back when it is', async () => {
    const core = await open()
    await answer(core, 'both-0', 'smuggling')
    const { folder } = core
    await core.core.close()
    const without = await openCore({ folder, pack: { ...pack, cards: pack.cards.slice(30) } })
    expect((await without.call.study.confusion()).cells).toEqual([])
    expect((await without.call.history.latest()).undo).toMatchObject({ kind: 'review', subject: 'both-0' })
    await without.core.close()
    await core.reopen()
    expect((await core.call.study.confusion()).cells).toHaveLength(1)
  })
})
