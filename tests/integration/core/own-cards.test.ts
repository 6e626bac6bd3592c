import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { Card } from '../../../shared/model/content'
import type { Rating } from '../../../shared/model/study'
import type { StudyScope } from '../../../shared/model/views'
import { cardContent } from '../../../shared/rules/card-content'
import { codeOf, openCore, type TestCore } from '../../support/core'
import { basic, cloze, plain, typed, uuid } from '../../support/own-cards'

const mine: StudyScope = { kind: 'own' }
const one = uuid(1)
const place = { chapter: 'the-distinction', section: 'consent', block: 'consent-00000002', quote: 'Somebody who is' }
const make = ({ call }: TestCore, card: string, text: ReturnType<typeof basic>, base = 0) =>
  call.ownCards.save({ card, base, text })
async function rate({ call }: TestCore, card: string, rating: Rating, answer?: { chosen: null; typed: string }) {
  const shown = await call.study.card({ card })
  const standsOn = shown.record?.standsOn ?? null
  return call.study.review({
    request: randomUUID(),
    scope: mine,
    card,
    standsOn,
    rating,
    spent: 1000,
    ...(answer && { answer }),
  })
}
const asks = (card: Card | undefined) => card && cardContent(card)
const searched = async ({ call }: TestCore, text: string) =>
  (await call.search.query({ text, limit: 20 })).hits.filter(({ group }) => group === 'cards').map(({ id }) => id)
const found = async ({ call }: TestCore, search: string) =>
  (await call.study.browse({ search, sort: 'question', descending: false, offset: 0, limit: 50 })).rows.map(
    ({ id }) => id,
  )

test('an own card is everywhere that cards are: study, chapter, browse, search, notes, progress', async () => {
  const core = await openCore()
  const { call } = core
  const before = await call.progress.summary()
  await make(core, one, basic('What is a quetzal?', 'A bird.', { place, factors: ['consent'] }))
  const id = `own:${one}`

  expect((await call.study.next({ scope: mine })).next?.card).toMatchObject({
    id,
    own: one,
    frontText: 'What is a quetzal?',
    chapter: 'the-distinction',
    paragraph: 'consent-00000002',
  })
  expect((await call.study.next({ scope: { kind: 'all' } })).next?.card.id).toBe(id)
  expect((await call.study.next({ scope: { kind: 'chapter', chapter: 'the-distinction' } })).next?.card.id).toBe(id)
  expect((await call.study.next({ scope: { kind: 'factor', factor: 'consent' } })).counts.new).toBe(3)
  expect((await call.study.overview()).own).toMatchObject({ total: 1, seen: 0, counts: { new: 1 } })
  expect(await found(core, 'is:own')).toEqual([id])
  expect(await found(core, 'quetzal -is:book')).toEqual([id])
  expect(await searched(core, 'quetzal')).toEqual([id])
  expect((await call.library.cards()).find((card) => card.id === id)?.frontText).toBe('What is a quetzal?')
  expect((await call.progress.summary()).cards.total).toBe(before.cards.total + 1)
  await call.notes.save({ note: randomUUID(), base: 0, target: { kind: 'card', card: id }, text: 'x' })
  await call.study.mark({ cards: [id], change: { to: 'flagged', flag: 2 } })
  expect(await found(core, 'flag:2')).toEqual([id])
})

test('made, edited, reviewed, removed: each step has its name and is taken back; a new start keeps all', async () => {
  const core = await openCore()
  await make(core, one, basic('First question', 'A'))
  await make(core, one, basic('Second question', 'B'), 1)
  await rate(core, `own:${one}`, 'good')
  expect((await core.call.ownCards.remove({ cards: [one] })).undo).toMatchObject({
    kind: 'own-cards',
    did: 'removed',
    subject: 'Second question',
  })
  expect(await found(core, 'is:own')).toEqual([])
  expect(await searched(core, 'question')).toEqual([])
  expect(await codeOf(core.call.ownCards.get({ card: one }))).toBe('NOT_FOUND')

  await core.reopen()
  const { call } = core
  const undone = []
  for (let step = 0; step < 4; step += 1) undone.push((await call.history.latest()).undo, await call.history.undo())
  expect(undone.filter((_, index) => index % 2 === 0)).toMatchObject([
    { kind: 'own-cards', did: 'removed', subject: 'Second question', cards: 1 },
    { kind: 'review', subject: 'Second question', rating: 'good' },
    { kind: 'own-cards', did: 'edited', subject: 'Second question' },
    { kind: 'own-cards', did: 'made', subject: 'First question' },
  ])
  expect(await found(core, 'is:own')).toEqual([])
  await call.history.redo()
  expect((await call.ownCards.get({ card: one })).text).toMatchObject({ front: 'First question' })
  await call.history.redo()
  await call.history.redo()
  await core.reopen()
  expect((await core.call.study.card({ card: `own:${one}` })).record?.memory.repetitions).toBe(1)
  expect((await core.call.ownCards.get({ card: one })).version).toBe(2)
  expect((await core.call.app.status()).notices).toEqual([])
})

test('an edit keeps the schedule of the deletions that stay', async () => {
  const core = await openCore()
  const text = 'The {{United Nations}} met in {{Palermo::city}} in 2000.'
  expect((await make(core, one, cloze(text))).cards).toEqual([`own:${one}`, `own:${one}:1`])
  await rate(core, `own:${one}:1`, 'good')
  const changed = 'In {{2000}} they met in {{Palermo::where}}, the {{Unitd Nations}}.'
  expect((await make(core, one, cloze(changed), 1)).cards).toEqual([`own:${one}:2`, `own:${one}:1`, `own:${one}`])
  expect((await core.call.study.card({ card: `own:${one}:1` })).record).not.toBeNull()
  expect((await core.call.study.card({ card: `own:${one}:2` })).record).toBeNull()
  // One that is gone gives its number to none.
  await make(core, one, cloze('They met in {{Palermo}}.'), 2)
  const back = await make(core, one, cloze('They met in {{Palermo}} in {{December}}.'), 3)
  expect(back.cards).toEqual([`own:${one}:1`, `own:${one}:3`])
})

test('siblings are not asked on one day', async () => {
  const core = await openCore()
  await make(core, one, { ...plain, kind: 'reversed', front: 'HSI', back: 'Homeland Security Investigations' })
  const { next } = await rate(core, `own:${one}`, 'easy')
  expect(next).toBeNull()
})

test('a version written on an older one is refused, the same one again is not written twice', async () => {
  const core = await openCore()
  await make(core, one, basic('Q', 'A'))
  const before = await core.history()
  expect((await make(core, one, basic('Q', 'A'))).version).toBe(1)
  expect((await make(core, one, basic('Q', 'A'), 1)).version).toBe(1)
  expect(await core.history()).toBe(before)
  await make(core, one, basic('Q', 'B'), 1)
  expect(await codeOf(make(core, one, basic('Q', 'C'), 1))).toBe('CONFLICT')
  await core.call.ownCards.remove({ cards: [one] })
  expect(await codeOf(make(core, one, basic('Q', 'C'), 2))).toBe('CONFLICT')
  expect(await codeOf(core.call.ownCards.remove({ cards: [one] }))).toBe('NOT_FOUND')
})

test('a card removed in another window during its review is refused as gone, and nothing is recorded', async () => {
  const core = await openCore()
  await make(core, one, basic('Q', 'A'))
  await make(core, uuid(2), basic('Other', 'A'))
  const { next } = await core.call.study.next({ scope: mine })
  expect(next?.card.id).toBe(`own:${one}`)
  await core.call.ownCards.remove({ cards: [one] })
  const before = await core.history()
  const asked = { request: randomUUID(), scope: mine, standsOn: null, rating: 'good' as const, spent: 1 }
  expect(await codeOf(core.call.study.review({ ...asked, card: `own:${one}` }))).toBe('NOT_FOUND')
  expect(await core.history()).toBe(before)
  expect((await core.call.study.next({ scope: mine })).next?.card.id).toBe(`own:${uuid(2)}`)
})

test('a card edited in another window during its review: an answer to the old words is refused, and not recorded', async () => {
  const core = await openCore()
  const { study } = core.call
  await make(core, one, basic('Q', 'A'))
  const shown = (await study.next({ scope: mine })).next?.card
  await make(core, one, basic('Q', 'Another'), 1)
  const before = await core.history()
  const asked = { scope: mine, card: `own:${one}`, standsOn: null, rating: 'good' as const, spent: 1 }
  expect(await codeOf(study.review({ ...asked, request: 'a', content: asks(shown) }))).toBe('CONFLICT')
  expect(await core.history()).toBe(before)
  const now = (await study.next({ scope: mine })).next?.card
  expect(now?.backText).toBe('Another')
  await study.review({ ...asked, request: 'b', content: asks(now) })
  expect((await study.overview()).reviewedToday).toBe(1)
  // The answer to it was lost on the way and it is sent again, after another edit.
  await make(core, one, basic('Q', 'A third'), 2)
  expect(await codeOf(study.review({ ...asked, request: 'b', content: asks(now) }))).toBeNull()
  expect((await study.overview()).reviewedToday).toBe(1)
})

test('a typed answer is recorded by how it was judged, its words only while they are short', async () => {
  const core = await openCore()
  await make(core, one, typed('What does JTFA stand for?', 'Joint Task Force Alpha', ['Task Force Alpha']))
  const card = `own:${one}`
  const answers: string[] = ['the joint task-force ALPHA.', 'Joint Task Force Alpah', 'CBP', '', 'x'.repeat(201)]
  for (const words of answers) await rate(core, card, 'good', { chosen: null, typed: words })
  const log = readFileSync(path.join(core.folder, 'log/000001.log'), 'utf8')
  const recorded = [...log.matchAll(/"answer":(\{.*?\})/g)].map(([, json]) => JSON.parse(json ?? ''))
  expect(recorded).toEqual([
    { right: 'right', chosen: 'right', typed: answers[0] },
    { right: 'right', chosen: 'close', typed: answers[1] },
    { right: 'right', chosen: 'wrong', typed: 'CBP' },
    { right: 'right', chosen: null },
    { right: 'right', chosen: 'wrong' },
  ])
  expect((await core.call.study.confusion()).cells).toEqual([])
})

test.each([
  ['no question', basic(' \n', 'A')],
  ['no answer', basic('Q', '')],
  ['no deletion', cloze('{{}} nothing { {here} }')],
  ['a field too long', basic('Q', 'x'.repeat(10_001))],
  ['one option', { ...plain, kind: 'multiple-choice' as const, front: 'Q', options: [{ text: 'A', right: true }] }],
  [
    'two right options',
    {
      ...plain,
      kind: 'multiple-choice' as const,
      front: 'Q',
      options: [
        { text: 'A', right: true },
        { text: 'B', right: true },
      ],
    },
  ],
  [
    'too many answers',
    typed(
      'Q',
      'A',
      Array.from({ length: 21 }, (_, index) => `A${index}`),
    ),
  ],
])('%s is refused and nothing is written', async (_, text) => {
  const core = await openCore()
  expect(await codeOf(make(core, one, text))).toBe('BAD_REQUEST')
  expect(existsSync(path.join(core.folder, 'library'))).toBe(false)
})

test('a place or factor that the book has not is refused', async () => {
  const core = await openCore()
  expect(await codeOf(make(core, one, basic('Q', 'A', { factors: ['gone'] })))).toBe('NOT_FOUND')
  expect(await codeOf(make(core, one, basic('Q', 'A', { place: { ...place, section: 'gone' } })))).toBe('NOT_FOUND')
  expect(await codeOf(make(core, 'own:x', basic('Q', 'A')))).toBe('BAD_REQUEST')
})

test('a paragraph that was rewritten is found by its first words, else the section stays', async () => {
  const core = await openCore()
  await make(core, one, basic('Q', 'A', { place: { ...place, block: 'consent-ffffffff' } }))
  await make(core, uuid(2), basic('Q2', 'A', { place: { ...place, block: 'consent-ffffffff', quote: 'Gone' } }))
  const at = async (card: string) => (await core.call.study.card({ card })).card
  expect(await at(`own:${one}`)).toMatchObject({ section: 'consent', paragraph: 'consent-00000002' })
  expect(await at(`own:${uuid(2)}`)).toMatchObject({ section: 'consent', paragraph: '' })
})

test('a damaged text: the version before it is used, it is told, and the file keeps every byte', async () => {
  const core = await openCore()
  await make(core, one, basic('Old question', 'A'))
  await make(core, one, basic('New question', 'B'), 1)
  await make(core, uuid(2), basic('Whole', 'A'))
  await core.core.close()
  const file = path.join(core.folder, 'library/000001.log')
  const damaged = readFileSync(file, 'utf8').replace('New question', 'New qu3stion')
  writeFileSync(file, damaged)
  await core.reopen()
  const { notices } = await core.call.app.status()
  expect(notices).toMatchObject([{ code: 'own-cards-damaged', detail: { cards: 1, older: 1 } }])
  expect((await found(core, 'is:own')).length).toBe(2)
  expect((await core.call.ownCards.get({ card: one })).text).toMatchObject({ front: 'Old question' })
  expect(readFileSync(file, 'utf8')).toBe(damaged)
  await make(core, one, basic('Newest question', 'C'), 2)
  await core.reopen()
  expect((await core.call.app.status()).notices).toEqual([])
})

test('half a record at the end of the library is set aside, and the next card is kept', async () => {
  const core = await openCore()
  await make(core, one, basic('Q', 'A'))
  await core.core.close()
  writeFileSync(path.join(core.folder, 'library/000001.log'), '1234abcd 2 {"card":"', { flag: 'a' })
  await core.reopen()
  expect((await core.call.app.status()).notices).toMatchObject([
    { code: 'tail-set-aside', detail: { file: 'library/000001.log', bytes: 20 } },
  ])
  await make(core, uuid(2), basic('Q2', 'A'))
  await core.reopen()
  expect(await found(core, 'is:own')).toEqual([`own:${one}`, `own:${uuid(2)}`])
})

test('hostile text stays text', async () => {
  const core = await openCore()
  const text = '<img src=x onerror=alert(1)> **bold** [a](javascript:1) {S1-001} \u0000 \ud800 ‮'
  await make(core, one, basic(text, text))
  await core.reopen()
  expect((await core.call.study.card({ card: `own:${one}` })).card).toMatchObject({
    front: [{ type: 'text', text: text.trim() }],
    back: [{ type: 'text', text: text.trim() }],
  })
})
