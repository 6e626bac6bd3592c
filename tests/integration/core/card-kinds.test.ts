import { expect, test } from 'vitest'
import type { Card, Inline, Option, Pack, Scenario } from '../../../shared/model/content'
import { openCore } from '../../support/core'
import { smallPack } from '../../support/small-pack'

const all = { kind: 'all' } as const
const words = (text: string): Inline[] => [{ type: 'text', text }]
const cited = (text: string, fact: string): Inline[] => [...words(text), { type: 'citation', facts: [fact] }]
const [first] = smallPack.cards
if (first?.kind !== 'basic') throw new Error('the small pack begins with a basic card')
const { kind: _, ...base } = first

const options: Option[] = ['a', 'b', 'c', 'd'].map((id) => ({
  id,
  text: words(id),
  right: id === 'a',
  why: id === 'a' ? [] : cited(`Not ${id}.`, 'S1-064'),
}))
const choice: Card = { ...base, id: 'choice', frontText: 'Which?', kind: 'multiple-choice', options }

const story = (id: string, twin: string, heldOut: boolean): Scenario => ({
  id,
  twin,
  heldOut,
  chapter: 'the-distinction',
  section: 'consent',
  objectives: ['name-the-factors'],
  title: `The ${id}`,
  story: 'They drove on.',
  class: 'smuggling',
  factors: [{ factor: 'consent', decides: true, says: cited('It was given.', 'S1-030') }],
  difference: { factor: 'consent', text: words('Consent.') },
  wrong: [{ class: 'trafficking', why: cited('Nobody was made to work.', 'S1-065') }],
  tempting: 'trafficking',
  protection: cited('Their safety comes first.', 'S1-046'),
  next: ['Who paid?'],
  takeaway: words('Ask.'),
  agencies: [],
})
const van = story('van', 'bus', false)
const van2: Card = {
  ...base,
  id: 'van',
  kind: 'classification',
  scenario: 'van',
  frontText: van.title,
  options: [
    { id: 'smuggling', text: words('Smuggling'), right: true, why: [] },
    { id: 'trafficking', text: words('Trafficking'), right: false, why: van.wrong[0]?.why ?? [] },
  ],
}
const packOf = (...cards: Card[]): Pack => ({
  ...smallPack,
  cards,
  scenarios: [van, story('bus', 'van', false), story('secret', 'other-secret', true)],
})

test('options change places from one showing to the next, never while a card is shown', async () => {
  const { call, rateNext, time } = await openCore({ pack: packOf(choice) })
  const seen = new Set<string>()
  for (let showing = 0; showing < 12; showing += 1) {
    const order = async () => (await call.study.next({ scope: all })).next?.options.map(({ id }) => id).join()
    const shown = (await order()) ?? ''
    expect(await order()).toBe(shown)
    expect(shown.split(',').sort()).toEqual(['a', 'b', 'c', 'd'])
    seen.add(shown)
    await rateNext('again')
    time.now += 60_000
  }
  expect(seen.size).toBeGreaterThan(3)
})

test('a story comes with its classes in their order, and with the place of every fact it shows', async () => {
  const { call } = await openCore({ pack: packOf(van2) })
  const { next } = await call.study.next({ scope: all })
  expect(next?.scenario).toEqual(van)
  expect(next?.options.map(({ id }) => id)).toEqual(['smuggling', 'trafficking'])
  expect(Object.keys(next?.facts ?? {})).toEqual(expect.arrayContaining(['S1-030', 'S1-046', 'S1-065']))
})

test('a basic card has neither options nor a story', async () => {
  const { call } = await openCore()
  const { next } = await call.study.next({ scope: all })
  expect(next).toMatchObject({ options: [], scenario: null })
})

test('a story kept for testing is in no list and in no search', async () => {
  const { call } = await openCore({ pack: packOf(van2) })
  expect((await call.library.cards()).map(({ id }) => id)).toEqual(['van'])
  expect((await call.search.query({ text: 'secret', limit: 10 })).hits).toEqual([])
  expect(JSON.stringify(await call.library.overview())).not.toContain('secret')
})
