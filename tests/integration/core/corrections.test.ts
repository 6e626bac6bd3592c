/** One's own words over the book's and a pack's, through the core: shown, flagged, merged, found, undone and removed. */
import { expect, test, vi } from 'vitest'
import type { CardField, CorrectionPlace, CorrectionView } from '../../../shared/model/corrections'
import { filesSaying } from '../../support/all-words'
import { codeOf, openCore, type TestCore } from '../../support/core'
import { fromDesk, onDesk } from '../../support/desk'
import { exported } from '../../support/exports'
import { newKey, packedOf, stateLaw, wholeStateLaw } from '../../support/packs'

vi.setConfig({ testTimeout: 60_000 })

const consent = 'Somebody who is smuggled agreed to be moved.'
const paragraph: CorrectionPlace = {
  ...{ kind: 'chapter', chapter: 'the-distinction', section: 'consent', block: 'consent-00000002', item: null },
}
const onCard = (card: string, field: CardField): CorrectionPlace => ({ kind: 'card', card, field })
const seen = (all: readonly CorrectionView[]) => all.map(({ status, text, now }) => ({ status, text, now }))
const key = newKey()
async function install(core: TestCore, texts: Record<string, string>) {
  const { id } = await onDesk(core, 'state.fieldbook', await packedOf(texts, key))
  await core.call.packs.install({ file: id, accept: [] })
}
const with_ = (texts: Record<string, string>, file: string, from: string, to: string) => {
  if (!texts[file]?.includes(from)) throw new Error(`${file} holds no ${from}`)
  return { ...texts, [file]: texts[file].replace(from, to) }
}

test('words are put over a paragraph, found, kept through a restart, taken back and done again', async () => {
  const core = await openCore()
  const { call } = core
  const { library } = call
  const before = await library.chapter({ chapter: 'the-distinction' })
  const [made] = await call.corrections.write({ place: paragraph, base: consent, text: 'Here **nobody** agrees.' })
  expect(made).toMatchObject({
    ...{ status: 'stands', text: 'Here **nobody** agrees.', now: consent, base: consent, place: paragraph },
    ...{ title: 'The distinction: Consent', within: 'consent-00000002' },
  })
  expect(await library.chapter({ chapter: 'the-distinction' })).toEqual(before)
  const { hits } = await call.search.query({ text: 'nobody agrees', limit: 5 })
  expect(hits[0]?.where).toMatchObject({ section: 'consent', paragraph: 'consent-00000002' })
  expect((await call.search.query({ text: 'smuggled agreed', limit: 5 })).hits[0]?.where).toMatchObject({
    section: 'consent',
  })
  expect((await call.history.latest()).undo).toEqual({ kind: 'correct', subject: 'Here nobody agrees.', did: 'made' })
  expect((await call.history.steps()).done[0]?.place).toEqual({
    ...{ kind: 'section', chapter: 'the-distinction', section: 'consent' },
  })
  await core.reopen()
  expect(await core.call.corrections.list()).toEqual([made])
  await core.call.corrections.write({ place: paragraph, base: consent, text: 'Other words.' })
  await core.call.history.undo()
  expect(await core.call.corrections.list()).toEqual([made])
  await core.call.history.undo()
  expect(await core.call.corrections.list()).toEqual([])
  expect((await core.call.search.query({ text: 'nobody', limit: 5 })).hits).toEqual([])
  await core.call.history.redo()
  expect(await core.call.corrections.list()).toEqual([made])
})

test('nothing is written where nobody has seen what stands there', async () => {
  const core = await openCore()
  const { call } = core
  const history = await core.history()
  const write = (place: CorrectionPlace, base: string, text = 'Mine') =>
    codeOf(call.corrections.write({ place, base, text }))
  expect(await write(paragraph, 'Other words')).toBe('CONFLICT')
  expect(await write({ ...paragraph, block: 'gone' }, consent)).toBe('NOT_FOUND')
  expect(await write({ ...paragraph, item: 0 }, consent)).toBe('NOT_FOUND')
  expect(await write(onCard('no-card', 'why'), '')).toBe('NOT_FOUND')
  expect(await write(paragraph, consent, '  ')).toBe('BAD_REQUEST')
  expect(await core.history()).toBe(history)
  await write(paragraph, consent)
  const once = await core.history()
  expect(await write(paragraph, consent)).toBe(null)
  expect(await core.history()).toBe(once)
})

test('a card asks and answers in one’s own words, in review, browse and exports, and is asked again', async () => {
  const core = await openCore()
  const { call } = core
  const id = await core.rateNext('good', { kind: 'chapter', chapter: 'the-distinction' })
  const { card } = await call.study.card({ card: id })
  await call.corrections.write({ place: onCard(id, 'back'), base: card.backText, text: 'In *our* words.' })
  core.time.now += 1000
  const [made] = await call.corrections.write({
    ...{ place: onCard(id, 'front'), base: card.frontText, text: 'What do we say?' },
  })
  const shown = await call.study.card({ card: id })
  expect(shown.card).toMatchObject({
    ...{ frontText: 'What do we say?', backText: 'In our words.', corrected: ['front', 'back'] },
  })
  expect(shown.changed).toBe(true)
  const { rows } = await call.study.browse({
    ...{ search: '"what do we say"', sort: 'question', descending: false, offset: 0, limit: 9 },
  })
  expect(rows.map((row) => row.id)).toEqual([id])
  expect((await call.search.query({ text: 'our words', limit: 5 })).hits.map((hit) => hit.id)).toContain(id)
  const text = async (format: 'csv' | 'json') => {
    const what =
      format === 'json'
        ? ({ format } as const)
        : ({ format, cards: { kind: 'all' }, progress: false, spreadsheet: false } as const)
    return Buffer.from((await exported(core, what)).bytes).toString('utf8')
  }
  const csv = await text('csv')
  expect(csv).toContain('What do we say?')
  expect(csv).toContain('Fieldbook::your-words')
  expect(JSON.parse(await text('json')).corrections).toHaveLength(2)
  // Rated in its own words it is what was answered.
  core.time.now += 86_400_000
  while ((await core.rateNext('good', { kind: 'chapter', chapter: 'the-distinction' })) !== id);
  expect((await call.study.card({ card: id })).changed).toBeUndefined()
  await call.corrections.remove({ correction: made?.id ?? '' })
  expect((await call.study.card({ card: id })).card.frontText).toBe(card.frontText)
})

test('cells, titles, questions and notes of a chapter, and answers, reasons and stories of cards, in one’s own words', async () => {
  const core = await openCore()
  const { call } = core
  await install(core, wholeStateLaw)
  const { chapter } = await call.library.chapter({ chapter: 'state-law.state' })
  const [, table, asks, term, figure] = chapter.sections[0]?.blocks ?? []
  const at = (block: { id: string } | undefined, item: number | null): CorrectionPlace => ({
    ...{ kind: 'chapter', chapter: 'state-law.state', section: 'here', block: block?.id ?? '', item },
  })
  const which = (field: CardField) => onCard('state-law.which', field)
  const story = (field: CardField) => onCard('state-law.price-a', field)
  const told = 'Ines pays a driver who takes her over the river. '.repeat(7).trim()
  const said: [CorrectionPlace, string, string][] = [
    [at(table, 4), 'The desk', 'The quokka desk'],
    [at(asks, null), 'Ask next', 'Quokka asks'],
    [at(asks, 0), 'Whom does the desk call?', 'Whom does quokka call?'],
    [at(term, null), 'The desk of the state', 'Quokka, the desk'],
    [at(figure, null), 'Calls at night, by month', 'Quokka calls'],
    [at(figure, 0), 'Only calls that were written down are counted.', 'All quokka calls are counted.'],
    [which('front'), 'Who takes the first call here?', 'Who takes the quokka call?'],
    [which('option desk'), 'The state desk', 'The quokka desk'],
    [which('not sheriff'), 'The sheriff is called by the desk.', 'Quokka calls the sheriff.'],
    [story('title'), 'The price', 'The quokka price'],
    [story('story'), told, 'Quokka **pays**.'],
    [story('not trafficking'), 'Nothing in it says so.', 'No quokka says so.'],
  ]
  for (const [place, base, text] of said) await call.corrections.write({ place, base, text })
  expect(new Set((await call.corrections.list()).map(({ status }) => status))).toEqual(new Set(['stands']))
  expect(await codeOf(call.corrections.write({ place: which('back'), base: 'The state desk', text: 'No' }))).toBe(
    'NOT_FOUND',
  )
  expect(
    await codeOf(call.corrections.write({ place: which('options' as CardField), base: 'The state desk', text: 'No' })),
  ).toBe('BAD_REQUEST')

  await core.reopen()
  const card = await core.call.study.card({ card: 'state-law.which' })
  expect(card.card).toMatchObject({ frontText: 'Who takes the quokka call?', backText: 'The quokka desk' })
  expect(card.options.find(({ right }) => right)).toMatchObject({ id: 'desk', own: ['text'] })
  const seenStory = await core.call.study.card({ card: 'state-law.price-a' })
  expect(seenStory.scenario).toMatchObject({ title: 'The quokka price', story: 'Quokka pays.', class: 'smuggling' })
  expect(seenStory.options.find(({ id }) => id === 'trafficking')?.own).toEqual(['why'])
  // The other of the pair has its own words.
  expect((await core.call.study.card({ card: 'state-law.price-b' })).scenario?.story).toBe(told)
  const { hits } = await core.call.search.query({ text: 'quokka', limit: 50 })
  expect(new Set(hits.map(({ group }) => group))).toEqual(new Set(['chapters', 'cards']))
  const { rows } = await core.call.study.browse({
    ...{ search: 'chapter:state-law.state', sort: 'question', descending: false, offset: 0, limit: 9 },
  })
  expect(rows.flatMap(({ id, corrected }) => (corrected ? [id] : [])).sort()).toEqual([
    ...['state-law.price-a', 'state-law.which'],
  ])
  const what = { format: 'csv', cards: { kind: 'all' }, progress: false, spreadsheet: false } as const
  const csv = Buffer.from((await exported(core, what)).bytes).toString('utf8')
  expect(csv).toContain('The quokka desk')
  const { cards } = await core.call.print.cards({ cards: ['state-law.price-a'] })
  expect(cards[0]?.scenario?.story).toBe('Quokka pays.')
})

test('an update of a pack flags the words over what it changes, and they are kept, changed or given up', async () => {
  const core = await openCore()
  await install(core, stateLaw)
  const view = await core.call.library.chapter({ chapter: 'state-law.state' })
  const block = view.chapter.sections.flatMap(({ blocks }) => blocks)[0]
  const place: CorrectionPlace = {
    ...{ kind: 'chapter', chapter: 'state-law.state', section: 'here', block: block?.id ?? '', item: null },
  }
  const addition = (await core.call.library.chapter({ chapter: 'the-distinction' })).chapter.sections
    .flatMap(({ blocks }) => blocks)
    .find(({ type, id }) => type === 'callout' && id.startsWith('state-law.'))
  if (addition?.type !== 'callout') throw new Error('no addition')
  const inAddition: CorrectionPlace = { ...paragraph, block: addition.blocks[0]?.id ?? '' }
  const onState = onCard('state-law.punished', 'back')
  await core.call.corrections.write({ place, base: 'The state punishes it too.', text: 'Our county charges it.' })
  core.time.now -= 1000
  await core.call.corrections.write({ place: inAddition, base: 'A minor can’t agree here.', text: 'Ask the desk.' })
  core.time.now += 2000
  await core.call.corrections.write({ place: onState, base: 'Yes, it does.', text: 'Yes, since 2024.' })
  expect((await core.call.corrections.list()).map(({ status }) => status)).toEqual(['stands', 'stands', 'stands'])

  let next = with_(stateLaw, 'pack.yaml', '1.0.0', '1.1.0')
  next = with_(next, 'chapters/state.md', 'punishes it too.', 'punishes it too, since May.')
  next = with_(next, 'cards/state.yaml', 'Yes, it does.', 'Yes, by a law of its own.')
  await install(core, next)
  const list = await core.call.corrections.list()
  expect(seen(list)).toEqual([
    { status: 'changed', text: 'Yes, since 2024.', now: 'Yes, by a law of its own.' },
    { status: 'changed', text: 'Our county charges it.', now: 'The state punishes it too, since May.' },
    { status: 'stands', text: 'Ask the desk.', now: 'A minor can’t agree here.' },
  ])
  expect((await core.call.study.card({ card: 'state-law.punished' })).card.backText).toBe('Yes, since 2024.')

  const [card, text] = list
  if (!card || !text) throw new Error('too few')
  // Kept: over the words as they are now.
  await core.call.corrections.write({ place: text.place, base: text.now ?? '', text: text.text })
  expect((await core.call.history.latest()).undo).toMatchObject({ kind: 'correct', did: 'kept' })
  await core.call.corrections.remove({ correction: card.id })
  expect(seen(await core.call.corrections.list()).map(({ status, text }) => [status, text])).toEqual([
    ['stands', 'Our county charges it.'],
    ['stands', 'Ask the desk.'],
  ])
  await core.call.packs.remove({ pack: 'state-law' })
  expect(seen(await core.call.corrections.list())).toEqual([
    { status: 'gone', text: 'Our county charges it.', now: null },
    { status: 'gone', text: 'Ask the desk.', now: null },
  ])
  await install(core, with_(next, 'pack.yaml', '1.1.0', '1.2.0'))
  expect((await core.call.corrections.list()).map(({ status }) => status)).toEqual(['stands', 'stands'])
})

test('two copies put right the same place: the newer stands, the other is shown until one chooses', async () => {
  const a = await openCore()
  const b = await openCore({ now: a.time.now + 3_600_000 })
  await a.call.corrections.write({ place: paragraph, base: consent, text: 'From A' })
  await b.call.corrections.write({ place: paragraph, base: consent, text: 'From B' })
  await a.call.corrections.write({ place: onCard('hsi-leads', 'back'), base: 'HSI.', text: 'Only in A' })
  const pack = async (core: TestCore) => fromDesk(core, (await core.call.work.pack({ passphrase: null })).id)
  const bring = async (core: TestCore, bytes: Uint8Array) => {
    const { id: file } = await onDesk(core, 'other.fieldbook-work', bytes)
    const look = await core.call.work.look({ place: { kind: 'file', file }, passphrase: null })
    if (!look.ok) throw new Error(JSON.stringify(look.problem))
    await core.call.work.merge({ id: look.preview.id, settings: 'mine', plan: 'mine' })
  }
  const [fromA, fromB] = [await pack(a), await pack(b)]
  await bring(a, fromB)
  await bring(b, fromA)
  const expected = [
    { status: 'covered', text: 'From A', now: consent },
    { status: 'stands', text: 'From B', now: consent },
    { status: 'stands', text: 'Only in A', now: 'HSI.' },
  ]
  for (const core of [a, b]) {
    expect(seen(await core.call.corrections.list())).toEqual(expected)
    expect((await core.call.study.card({ card: 'hsi-leads' })).card.backText).toBe('Only in A')
    await core.reopen()
    expect(seen(await core.call.corrections.list())).toEqual(expected)
  }
  const history = await a.history()
  await bring(a, fromB)
  expect(await a.history()).toBe(history)
  a.time.now += 60_000
  await a.call.corrections.write({ place: paragraph, base: consent, text: 'From A' })
  expect(seen(await a.call.corrections.list()).map(({ status, text }) => [status, text])).toEqual([
    ['stands', 'From A'],
    ['stands', 'Only in A'],
  ])
  await a.call.history.undo()
  expect(seen(await a.call.corrections.list())).toEqual(expected)
})

test('removed for good its words are nowhere any more, and the book’s stand there', async () => {
  const core = await openCore()
  const { call } = core
  const word = 'Xanthippe'
  const write = async (place: CorrectionPlace, base: string, text: string) => {
    const list = await call.corrections.write({ place, base, text })
    return list.find((one) => one.text === text)?.id ?? ''
  }
  const text = await write(paragraph, consent, `${word} agreed.`)
  await write(paragraph, consent, `${word} agreed twice.`)
  const card = await write(onCard('mixed-up', 'front'), 'What is often mixed up?', `What does ${word} mix up?`)
  const note = {
    note: crypto.randomUUID(),
    base: 0,
    target: { kind: 'card' as const, card: 'mixed-up' },
    text: 'On it',
  }
  await call.notes.save(note)
  for (let left = 9; left > 0; left -= 1) if ((await core.rateNext('good')) === 'mixed-up') break
  await call.backups.make()
  await call.history.undo()
  await call.corrections.remove({ correction: text })
  expect(filesSaying(word, core.folder).length).toBeGreaterThan(1)
  expect((await call.removal.preview({ kind: 'correction', id: card })).words).toContain(word)
  await core.call.removal.run({
    things: [
      { kind: 'correction', id: card },
      { kind: 'correction', id: text },
    ],
  })
  expect(filesSaying(word, core.folder)).toEqual([])
  expect(await core.call.corrections.list()).toEqual([])
  expect((await core.call.study.card({ card: 'mixed-up' })).card.frontText).toBe('What is often mixed up?')
  await core.call.verify.start()
  await vi.waitFor(
    async () => expect(await core.call.verify.progress()).toMatchObject({ state: 'done', findings: [] }),
    20_000,
  )
  await core.reopen()
  expect(await core.call.corrections.list()).toEqual([])
  // The place is free for other words.
  expect(await core.call.corrections.write({ place: paragraph, base: consent, text: 'Plain' })).toHaveLength(1)
})
