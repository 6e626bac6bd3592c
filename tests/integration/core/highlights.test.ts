import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Block, Pack } from '../../../shared/model/content'
import type { ChosenRange } from '../../../shared/model/highlight'
import { wordsOfBlock } from '../../../shared/rules/block-words'
import { codeOf, openCore, type TestCore } from '../../support/core'
import { plain, uuid } from '../../support/own-cards'
import { smallPack } from '../../support/small-pack'

const chapter = 'the-distinction'

/** These words of the small pack's first chapter, as somebody would have selected them. */
function part(words: string, of: Pack = smallPack): ChosenRange {
  for (const section of of.chapters[0]?.sections ?? [])
    for (const block of section.blocks) {
      const start = wordsOfBlock(block).text.indexOf(words)
      if (start >= 0) return { section: section.id, block: block.id, start, end: start + words.length, exact: words }
    }
  throw new Error(`no block says ${words}`)
}
const consent = part('agreed to be moved')
const across = [part('agreed to be moved.'), part('Did the agreement last?'), part('Smuggling crosses a border.')]

async function made(test: TestCore, highlight: string, parts = [consent]) {
  return test.call.highlights.make({ highlight, kind: 'key-point', chapter, parts })
}
const listed = async ({ call }: TestCore) => (await call.highlights.list({})).highlights

/** The first chapter with its blocks put through a change; its other editions keep nothing but the words. */
function edition(change: (block: Block) => Block | null): Pack {
  const [first, ...others] = structuredClone(smallPack.chapters)
  if (!first) throw new Error('the small pack has chapters')
  for (const section of first.sections) section.blocks = section.blocks.flatMap((block) => change(block) ?? [])
  return { ...smallPack, chapters: [first, ...others] }
}
const rewritten = (id: string, from: string, to: string) => (block: Block) =>
  block.id !== id || block.type !== 'paragraph'
    ? block
    : {
        ...block,
        id: `${id}-new`,
        text: block.text.replace(from, to),
        children: [{ type: 'text' as const, text: block.text.replace(from, to) }],
      }

describe('a highlight', () => {
  test('is made, changed and removed, each a step of undo by name, and survives restarts', async () => {
    const test = await openCore()
    const id = uuid(1)
    expect(await made(test, id)).toEqual({
      id,
      kind: 'key-point',
      chapter,
      words: 'agreed to be moved',
      createdAt: test.time.now,
      places: [{ section: 'consent', block: 'consent-00000002', start: consent.start, end: consent.end }],
      lost: [],
      was: { section: 'consent', block: 'consent-00000002' },
      notes: [],
    })
    await test.call.highlights.changeKind({ highlight: id, kind: 'doubt' })
    const { undo } = await test.call.highlights.remove({ highlight: id })
    const subject = 'agreed to be moved'
    expect(undo).toEqual({ kind: 'highlight', subject, did: 'removed', highlight: 'doubt' })
    expect(await listed(test)).toEqual([])
    expect(await codeOf(made(test, id))).toBe('CONFLICT')

    await test.reopen()
    expect((await test.call.history.undo()).undo).toMatchObject({ did: 'kind-changed', highlight: 'doubt' })
    expect(await listed(test)).toMatchObject([{ kind: 'doubt' }])
    await test.call.history.undo()
    expect(await listed(test)).toMatchObject([{ kind: 'key-point' }])
    await test.reopen()
    await test.call.history.undo()
    expect(await listed(test)).toEqual([])
    for (let step = 0; step < 3; step += 1) await test.call.history.redo()
    expect(await listed(test)).toEqual([])
    await test.call.history.undo()
    expect(await listed(test)).toMatchObject([{ kind: 'doubt', words: subject }])
  })

  test('over several blocks is one, in the order of the text whatever the order it came in', async () => {
    const test = await openCore()
    const view = await made(test, uuid(1), across.toReversed())
    expect(view.words).toBe('agreed to be moved.\nDid the agreement last?\nSmuggling crosses a border.')
    expect(view.places.map(({ block }) => block)).toEqual(['consent-00000002', 'consent-00000003', 'border-00000005'])
    await test.call.history.undo()
    expect(await listed(test)).toEqual([])
  })

  test('a repeat is the same one and writes nothing; neither does a kind it has', async () => {
    const test = await openCore()
    const first = await made(test, uuid(1))
    const before = await test.history()
    expect(await made(test, uuid(1))).toEqual(first)
    expect(await test.call.highlights.changeKind({ highlight: uuid(1), kind: 'key-point' })).toEqual(first)
    expect(await test.call.highlights.move({ highlight: uuid(1), chapter, parts: [consent] })).toEqual(first)
    expect(await test.history()).toBe(before)
    expect(await codeOf(made(test, uuid(1), across))).toBe('CONFLICT')
  })

  test('lists go in the order of the book, by chapter and kind', async () => {
    const test = await openCore()
    await made(test, uuid(1), [part('Trafficking needs no border.')])
    await made(test, uuid(2))
    await test.call.highlights.make({ highlight: uuid(3), kind: 'ask', chapter, parts: [part('Two crimes')] })
    const ids = async (filter: Parameters<typeof test.call.highlights.list>[0]) =>
      (await test.call.highlights.list(filter)).highlights.map(({ id }) => id)
    expect(await ids({})).toEqual([uuid(3), uuid(2), uuid(1)])
    expect(await ids({ kind: 'ask' })).toEqual([uuid(3)])
    expect(await ids({ chapter: 'response-to-smuggling' })).toEqual([])
    expect(await ids({ detached: true })).toEqual([])
  })
})

test('what is no passage of the book is refused, and nothing is written', async () => {
  const test = await openCore()
  const before = await test.history()
  const make = (more: object) =>
    codeOf(test.call.highlights.make({ highlight: uuid(1), kind: 'ask', chapter, parts: [consent], ...more } as never))
  expect(await make({ parts: [{ ...consent, exact: 'agreed to be killed' }] })).toBe('CONFLICT')
  expect(await make({ parts: [{ ...consent, start: consent.start + 1 }] })).toBe('CONFLICT')
  expect(await make({ parts: [{ ...consent, start: consent.end, end: consent.start }] })).toBe('CONFLICT')
  expect(await make({ parts: [{ ...consent, block: 'constructor' }] })).toBe('NOT_FOUND')
  expect(await make({ chapter: 'gone' })).toBe('NOT_FOUND')
  for (const bad of [
    { kind: 'yellow' },
    { highlight: 'not-a-uuid' },
    { parts: [] },
    { parts: [{ ...consent, exact: ' ' }] },
    { parts: [{ ...consent, start: -1 }] },
    { parts: [{ ...consent, html: '<b>' }] },
    { parts: Array.from({ length: 101 }, () => consent) },
    { parts: Array.from({ length: 3 }, () => ({ ...consent, exact: 'x'.repeat(8000) })) },
  ])
    expect(await make(bad), JSON.stringify(bad).slice(0, 80)).toBe('BAD_REQUEST')
  expect(await codeOf(test.call.highlights.remove({ highlight: uuid(2) }))).toBe('NOT_FOUND')
  expect(await codeOf(test.call.highlights.changeKind({ highlight: uuid(2), kind: 'ask' }))).toBe('NOT_FOUND')
  expect(await test.history()).toBe(before)
})

describe('a new edition of the book', () => {
  /** Highlights made with the small pack, then the same data opened with another edition. */
  async function later(pack: Pack, parts: ChosenRange[][]) {
    const first = await openCore()
    for (const [index, one] of parts.entries()) await made(first, uuid(index + 1), one)
    await first.core.close()
    return openCore({ folder: first.folder, pack })
  }

  test('whose paragraph was edited around it: it is where its words are now', async () => {
    const pack = edition(rewritten('consent-00000002', 'Somebody', 'As a rule, somebody'))
    const [one] = await listed(await later(pack, [[consent]]))
    expect(one?.places).toEqual([
      { section: 'consent', block: 'consent-00000002-new', start: consent.start + 11, end: consent.end + 11 },
    ])
  })

  test('whose words are gone: kept as detached with its words and note, attached again by hand, all undone', async () => {
    const pack = edition((block) => (block.id === 'consent-00000002' ? null : block))
    const first = await openCore()
    await made(first, uuid(1))
    const target = { kind: 'highlight', highlight: uuid(1), chapter, ...consent } as const
    const { start: _, end: __, exact: quote, ...place } = target
    const note = randomUUID()
    await first.call.notes.save({ note, base: 0, target: { ...place, quote }, text: 'Ask in class' })
    await first.core.close()
    const test = await openCore({ folder: first.folder, pack })
    const [lost] = await listed(test)
    expect(lost).toMatchObject({ words: 'agreed to be moved', places: [], lost: ['agreed to be moved'] })
    expect(lost?.notes).toEqual([{ id: note, title: 'Ask in class' }])
    expect((await test.call.highlights.list({ detached: true })).highlights).toHaveLength(1)
    expect((await test.call.notes.list({ place: 'detached' })).notes.map(({ id }) => id)).toEqual([note])
    expect((await test.call.notes.list({ place: 'highlight' })).notes).toEqual([])

    await test.call.highlights.move({ highlight: uuid(1), chapter, parts: [part('Two crimes', pack)] })
    expect((await test.call.notes.list({ place: 'highlight' })).notes.map(({ id }) => id)).toEqual([note])
    await test.reopen()
    expect(await listed(test)).toMatchObject([{ words: 'Two crimes', lost: [], places: [{ section: 'opening' }] }])
    expect((await test.call.history.undo()).redo).toMatchObject({ kind: 'highlight', did: 'moved' })
    expect(await listed(test)).toMatchObject([{ words: 'agreed to be moved', places: [] }])
  })

  test('that lost a part of it: the other parts stay', async () => {
    const pack = edition((block) => (block.id === 'consent-00000002' ? null : block))
    const [one] = await listed(await later(pack, [across]))
    expect(one?.places.map(({ block }) => block)).toEqual(['consent-00000003', 'border-00000005'])
    expect(one?.lost).toEqual(['agreed to be moved.'])
  })

  test('without its chapter: kept, at the end of the list', async () => {
    const pack = { ...smallPack, chapters: smallPack.chapters.slice(1) }
    const test = await later({ ...pack, cards: [] }, [[consent]])
    expect(await listed(test)).toMatchObject([{ chapter, words: 'agreed to be moved', places: [] }])
    expect((await test.call.highlights.remove({ highlight: uuid(1) })).undo).toMatchObject({ did: 'removed' })
  })
})

describe('a note on a highlight', () => {
  test('needs it to be there when it is begun, and stays when it is removed', async () => {
    const { call } = await openCore()
    const target = {
      kind: 'highlight',
      highlight: uuid(1),
      chapter,
      section: 'consent',
      block: 'consent-00000002',
      quote: 'agreed',
    } as const
    const save = (note: string, base: number, text: string) => call.notes.save({ note, base, target, text })
    expect(await codeOf(save(uuid(5), 0, 'early'))).toBe('NOT_FOUND')
    await call.highlights.make({ highlight: uuid(1), kind: 'ask', chapter, parts: [consent] })
    await save(uuid(5), 0, 'On time')
    await call.highlights.remove({ highlight: uuid(1) })
    expect(await save(uuid(5), 1, 'Still here')).toMatchObject({ text: 'Still here', target })
    expect((await call.notes.list({})).notes).toMatchObject([{ id: uuid(5), detached: true }])
    expect(await codeOf(save(uuid(6), 0, 'late'))).toBe('NOT_FOUND')
    expect((await call.notes.list({ sort: 'place', chapter })).found).toBe(1)
  })
})

test('a card made from a note keeps its link, also when the note is removed', async () => {
  const test = await openCore()
  const note = uuid(5)
  await test.call.notes.save({ note, base: 0, target: { kind: 'none' }, text: 'Who leads?\n\nHSI.' })
  const fromNote = { id: note, title: 'Who leads?' }
  const text = { ...plain, kind: 'basic' as const, front: 'Who leads?', back: 'HSI.', fromNote }
  await test.call.ownCards.save({ card: uuid(7), base: 0, text })
  await test.call.notes.remove({ note })
  await test.reopen()
  expect((await test.call.ownCards.get({ card: uuid(7) })).text).toEqual(text)
  expect(await codeOf(test.call.notes.get({ note }))).toBe('NOT_FOUND')
  const bad = { ...text, fromNote: { ...fromNote, script: 'x' } }
  expect(await codeOf(test.call.ownCards.save({ card: uuid(8), base: 0, text: bad }))).toBe('BAD_REQUEST')
})
