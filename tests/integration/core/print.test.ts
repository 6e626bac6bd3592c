import { expect, test } from 'vitest'
import type { Card, Scenario } from '../../../shared/model/content'
import { codeOf, openCore } from '../../support/core'
import { cardBase, smallPack } from '../../support/small-pack'

const story = (id: string, heldOut: boolean): Scenario => ({
  ...{ id, heldOut, twin: `${id}-twin`, chapter: 'the-distinction', section: 'consent', objectives: [] },
  ...{ title: id, story: `The story of ${id}.`, class: 'smuggling', wrong: [], tempting: 'trafficking', next: [] },
  factors: [{ factor: 'consent', decides: true, says: [{ type: 'citation', facts: ['S1-030'] }] }],
  ...{ difference: { factor: 'consent', text: [] }, takeaway: [], agencies: [] },
})
const caseCard: Card = { ...cardBase, id: 'case', kind: 'classification', scenario: 'shown', options: [] }
const pack = {
  ...smallPack,
  cards: [...smallPack.cards, caseCard],
  scenarios: [story('shown', false), story('kept', true)],
}

test('gives cards in the order asked for, with their stories and the sources of both, and leaves out what is gone', async () => {
  const { call } = await openCore({ pack })
  const { cards, facts, sources } = await call.print.cards({ cards: ['case', 'gone', 'jtfa-start'] })
  expect(cards.map(({ card }) => card.id)).toEqual(['case', 'jtfa-start'])
  expect(cards.map(({ scenario }) => scenario?.id)).toEqual(['shown', undefined])
  expect(facts).toHaveProperty('S1-030')
  expect(Object.keys(sources)).toContain(facts['S1-030']?.source)
})

test('gives entries in full with the sources of their text', async () => {
  const { call } = await openCore()
  const { entries, facts } = await call.print.entries({ entries: ['hsi', 'jtfa', '__proto__'] })
  expect(entries.map(({ id }) => id)).toEqual(['hsi', 'jtfa'])
  for (const fact of Object.keys(facts)) expect(smallPack.facts).toHaveProperty(fact)
})

test('gives held-out stories only to whoever asks for them', async () => {
  const { call } = await openCore({ pack })
  const usual = await call.print.questions({ chapter: null, heldOut: false })
  expect(usual.heldOut).toEqual([])
  expect(JSON.stringify(usual)).not.toContain('The story of kept')
  const asked = await call.print.questions({ chapter: null, heldOut: true })
  expect(asked.heldOut.map(({ id }) => id)).toEqual(['kept'])
  const elsewhere = await call.print.questions({ chapter: 'response-to-smuggling', heldOut: true })
  expect(elsewhere.heldOut).toEqual([])
  expect(new Set(elsewhere.cards.map(({ card }) => card.chapter))).toEqual(new Set(['response-to-smuggling']))
})

test('a host without a window of its own makes no PDF', async () => {
  const { call } = await openCore()
  expect(await codeOf(call.print.pdf({ name: 'Questions' }))).toBe('NOT_FOUND')
})

test('the paper that was chosen is remembered', async () => {
  const opened = await openCore()
  expect((await opened.call.settings.get()).appearance.paper).toBe('letter')
  await opened.call.settings.changeAppearance({ paper: 'a4' })
  await opened.reopen()
  expect((await opened.call.settings.get()).appearance.paper).toBe('a4')
})
