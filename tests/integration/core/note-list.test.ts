import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { NoteTarget } from '../../../shared/model/study'
import { openCore, type TestCore } from '../../support/core'
import { smallPack } from '../../support/small-pack'

const none = { kind: 'none' } as const
const entry = { kind: 'entry', entry: 'jtfa' } as const
const card = { kind: 'card', card: 'mixed-up' } as const
const paragraph = {
  kind: 'paragraph',
  chapter: 'the-distinction',
  section: 'consent',
  block: 'consent-00000002',
  quote: 'Somebody who is',
} as const

async function write(core: TestCore, text: string, target: NoteTarget = none): Promise<string> {
  core.time.now += 1000
  return (await core.call.notes.save({ note: randomUUID(), base: 0, target, text })).id
}
const titles = async (core: TestCore, question: Parameters<TestCore['call']['notes']['list']>[0]) =>
  (await core.call.notes.list(question)).notes.map(({ title }) => title)

test('gives parts of the list in any order', async () => {
  const core = await openCore()
  const first = await write(core, 'banana', entry)
  await write(core, 'Apple 10')
  await write(core, 'apple 9', paragraph)
  await write(core, '', card)
  core.time.now += 1000
  await core.call.notes.save({ note: first, base: 1, target: entry, text: 'banana split' })
  expect(await titles(core, { sort: 'changed' })).toEqual(['banana split', '', 'apple 9', 'Apple 10'])
  expect(await titles(core, { sort: 'created' })).toEqual(['', 'apple 9', 'Apple 10', 'banana split'])
  expect(await titles(core, { sort: 'title' })).toEqual(['apple 9', 'Apple 10', 'banana split', ''])
  expect(await titles(core, { sort: 'place' })).toEqual(['', 'apple 9', 'banana split', 'Apple 10'])
  const part = await core.call.notes.list({ sort: 'title', offset: 1, limit: 2 })
  expect(part.notes.map(({ title }) => title)).toEqual(['Apple 10', 'banana split'])
  expect(part).toMatchObject({ found: 4, total: 4 })
})

test('filters by place, chapter, tag and what is linked to', async () => {
  const core = await openCore()
  await write(core, 'On a paragraph #Border', paragraph)
  await write(core, 'On a card #border #t-visa', card)
  const target = await write(core, 'On an entry', entry)
  await write(core, `On nothing, see [it](/notes/${target}) and [here](/chapters/the-distinction#consent)`)
  expect(await titles(core, { place: 'card' })).toEqual(['On a card #border #t-visa'])
  expect(await titles(core, { place: 'none' })).toHaveLength(1)
  expect(await titles(core, { chapter: 'the-distinction' })).toHaveLength(2)
  expect(await titles(core, { tag: '#BORDER' })).toHaveLength(2)
  expect(await titles(core, { tag: 'bord' })).toEqual([])
  expect(await titles(core, { tag: 'border', text: 'paragraph' })).toHaveLength(1)
  expect(await titles(core, { pointsAt: `/notes/${target}` })).toHaveLength(1)
  expect(await titles(core, { pointsAt: '/chapters/the-distinction' })).toHaveLength(1)
  expect(await titles(core, { pointsAt: '/notes/' })).toEqual([])
  expect(await core.call.notes.tags()).toEqual([
    { tag: 'border', notes: 2 },
    { tag: 't-visa', notes: 1 },
  ])
  await core.call.history.undo()
  await core.reopen()
  expect(await titles(core, { pointsAt: `/notes/${target}` })).toEqual([])
})

test('shows the words around a hit, also inside a word', async () => {
  const core = await openCore()
  await write(core, `${'Long before. '.repeat(50)}\n\nThen the **Trafficking** act.`)
  const [note] = (await core.call.notes.list({ text: 'raffic ACT' })).notes
  const { context = '', marks = [] } = note?.hit ?? {}
  expect(marks.map(([start, end]) => context.slice(start, end))).toEqual(['Trafficking', 'act'])
  expect((await core.call.notes.list({})).notes[0]?.hit).toBeUndefined()
})

test('odd searches find nothing and break nothing', async () => {
  const core = await openCore()
  await write(core, 'Nul \u0000, right to left \u202eשלום, emoji 🚚, signs [x](y) \\ * .* $')
  for (const text of ['.*', '🚚', 'שלום', '\u0000', '[x]('])
    expect((await core.call.notes.list({ text })).found).toBe(1)
  for (const text of ['x'.repeat(10_000), 'a '.repeat(5000), '.+', '(?:'])
    expect((await core.call.notes.list({ text })).found).toBe(0)
})

test('a note whose card, entry or paragraph is gone is kept, told apart, and says what it was on', async () => {
  const core = await openCore()
  await write(core, 'On a paragraph', paragraph)
  await write(core, 'On a card', card)
  await write(core, 'On an entry', entry)
  await write(core, 'On nothing')
  expect((await core.call.notes.list({ place: 'detached' })).found).toBe(0)
  const asked = smallPack.cards.find(({ id }) => id === 'mixed-up')?.frontText
  await core.core.close()

  const later = await openCore({
    folder: core.folder,
    pack: {
      ...smallPack,
      cards: smallPack.cards.filter(({ id }) => id !== 'mixed-up'),
      glossary: smallPack.glossary.filter(({ id }) => id !== 'jtfa'),
      chapters: smallPack.chapters.map((chapter) => ({
        ...chapter,
        sections: chapter.sections.filter(({ id }) => id !== 'consent'),
      })),
    },
  })
  const { notes } = await later.call.notes.list({ place: 'detached', sort: 'title' })
  expect(notes).toMatchObject([
    { title: 'On a card', detached: true, about: asked },
    { title: 'On a paragraph', detached: true, target: { quote: 'Somebody who is' } },
    { title: 'On an entry', detached: true, about: smallPack.glossary.find(({ id }) => id === 'jtfa')?.name },
  ])
  expect(await titles(later, { place: 'card' })).toEqual([])
  const [first] = notes
  const saved = await later.call.notes.save({
    ...{ note: first?.id ?? '', base: 1, target: card, text: 'Still written on' },
  })
  expect(saved).toMatchObject({ version: 2, about: asked })
})

test('a note of the longest length is saved, listed, found and restored', async () => {
  const core = await openCore()
  const note = randomUUID()
  const text = `# Long #tag\n\n${'<script>alert(1)</script> [x](/glossary/jtfa) \u0000 '.repeat(40_000)}needle`
  await core.call.notes.save({ note, base: 0, target: none, text })
  core.time.now += 3_600_000
  await core.call.notes.save({ note, base: 1, target: none, text: 'short' })
  const [version] = (await core.call.notes.versions({ note })).earlier
  expect(version).toMatchObject({ length: text.length })
  await core.call.notes.restore({ note, base: 2, version: version?.id ?? 0 })
  expect((await core.call.notes.list({ text: 'needle', tag: 'tag', pointsAt: '/glossary/jtfa' })).found).toBe(1)
  expect((await core.call.notes.get({ note })).text).toBe(text)
})
