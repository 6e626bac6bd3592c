import { describe, expect, test } from 'vitest'
import { codeOf, openCore } from '../../support/core'
import { smallPack } from '../../support/small-pack'

describe('library', () => {
  test('lists chapters without their text', async () => {
    const { call } = await openCore()
    const library = await call.library.overview()
    expect(library.chapters.map(({ id, sections }) => [id, sections.map((section) => section.id)])).toEqual([
      ['the-distinction', ['opening', 'consent', 'border']],
      ['response-to-smuggling', ['task-forces', 'agencies']],
    ])
    expect(JSON.stringify(library)).not.toContain('blocks')
    expect(library.factors).toEqual(smallPack.factors)
  })

  test('gives a chapter with every fact it cites, wherever in it', async () => {
    const { call } = await openCore()
    const view = await call.library.chapter({ chapter: 'the-distinction' })
    expect(Object.keys(view.facts).sort()).toEqual(['S1-030', 'S1-031', 'S1-036', 'S1-037'])
    expect(Object.keys(view.sources).sort()).toEqual(['cnsi-post', 'crs-if12539'])
    expect(view.previous).toBeNull()
    expect(view.next).toEqual({ id: 'response-to-smuggling', title: 'The response to smuggling' })
    expect(await codeOf(call.library.chapter({ chapter: '__proto__' }))).toBe('NOT_FOUND')
  })
})

test('gives the page for help with the facts it cites, or none', async () => {
  const sections = smallPack.chapters[0]?.sections.slice(1, 2) ?? []
  const help = { title: 'Help', summary: 'Whom to ask.', asOf: '2022-06', sections, sources: ['crs-if12539'] }
  const { call } = await openCore({ pack: { ...smallPack, help } })
  const view = await call.library.help()
  expect(view.help).toEqual(help)
  expect(Object.keys(view.facts).sort()).toEqual(['S1-030', 'S1-031'])
  const { call: other } = await openCore()
  expect((await other.library.help()).help).toBeNull()
})

test('names every card with its passage', async () => {
  const { call } = await openCore()
  const cards = await call.library.cards()
  expect(cards.map(({ id }) => id).sort()).toEqual(smallPack.cards.map(({ id }) => id).sort())
  expect(cards).toContainEqual({
    id: 'jtfa-start',
    frontText: 'When did Joint Task Force Alpha begin?',
    chapter: 'response-to-smuggling',
    section: 'task-forces',
  })
})

describe('glossary', () => {
  test('gives all entries with their relations, and the facts and sources behind those, for the map', async () => {
    const { call } = await openCore()
    const view = await call.glossary.map()
    expect(view.entries).toEqual(await call.glossary.list())
    expect(view.relations).toEqual([
      { from: 'jtfa', type: 'parent', to: 'doj', facts: ['S1-064'] },
      { from: 'hsi', type: 'works-with', to: 'jtfa', facts: ['S1-065'] },
    ])
    expect(Object.keys(view.facts).sort()).toEqual(['S1-064', 'S1-065'])
    for (const { source } of Object.values(view.facts)) expect(view.sources).toHaveProperty(source)
    // Both ends of a relation are entries, whatever an older or newer pack may name.
    const [jtfa, ...others] = smallPack.glossary
    const gone = {
      ...jtfa,
      relations: [{ type: 'parent', to: 'gone', facts: ['S1-064'] }],
    } as (typeof smallPack.glossary)[0]
    const { call: other } = await openCore({ pack: { ...smallPack, glossary: [gone, ...others] } })
    expect((await other.glossary.map()).relations.map(({ from }) => from)).toEqual(['hsi'])
  })

  test('lists entries and shows one with its relations both ways', async () => {
    const { call } = await openCore()
    expect((await call.glossary.list()).map(({ id }) => id)).toEqual(['jtfa', 'doj', 'hsi', 'coercion'])
    const view = await call.glossary.entry({ entry: 'jtfa' })
    expect(view.relations.map(({ type, outgoing, entry }) => [type, outgoing, entry.id])).toEqual([
      ['parent', true, 'doj'],
      ['works-with', false, 'hsi'],
    ])
    expect(view.relations.every(({ facts }) => facts.length > 0 && facts.every((fact) => fact in view.facts))).toBe(
      true,
    )
    expect(view.mentions).toEqual([
      {
        chapter: 'response-to-smuggling',
        chapterTitle: 'The response to smuggling',
        section: 'task-forces',
        sectionTitle: 'Task forces',
      },
    ])
    expect(view.cards).toEqual([{ id: 'jtfa-start', frontText: 'When did Joint Task Force Alpha begin?' }])
    expect(Object.keys(view.facts).sort()).toEqual(['S1-063', 'S1-064', 'S1-065'])
    expect(await codeOf(call.glossary.entry({ entry: 'gone' }))).toBe('NOT_FOUND')
  })
})

test('about says what is running and on what', async () => {
  const { call, folder } = await openCore()
  const about = await call.app.about()
  expect(about).toMatchObject({ host: 'loopback', dataFolder: folder, pack: { id: 'small', hash: smallPack.hash } })
  expect(about.sources).toEqual(smallPack.sources)
  expect(await call.app.status()).toEqual({ savedAt: null, failure: null, readOnly: null, notices: [] })
  expect(await call.app.dismissNotice({ notice: 'gone' })).toEqual(await call.app.status())
})
