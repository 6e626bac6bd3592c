import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { startingTexts } from '../../../electron/core/packs/drafts'
import { checkExtension } from '../../../electron/core/packs/installed'
import type { ItemKind, Value } from '../../../renderer/features/packs/making/items'
import {
  type Item,
  itemsOf,
  keyOf,
  placeOf,
  placesIn,
  type Texts,
  textAt,
  withItem,
  withNew,
  withoutItem,
  withPlace,
  withPlaceNamed,
  withText,
  withValue,
} from '../../../renderer/features/packs/making/items'
import { marked, unmarked } from '../../../renderer/features/packs/making/marks'
import { begun } from '../../../renderer/features/packs/making/new-items'
import { fieldProblem } from '../../../renderer/features/packs/making/problem-words'
import { stateLaw } from '../../support/packs'
import { smallPack } from '../../support/small-pack'

const now = Date.parse('2026-11-22T12:00:00Z')
const began = startingTexts('our-county', 'Our county', smallPack.id, '2026-11-22')
const check = (texts: Texts) => checkExtension(texts, smallPack, now)
const errors = async (texts: Texts) => (await check(texts)).errors

/** A form in which somebody fills in these places, key after key. */
function filled(texts: Texts, kind: ItemKind, mark: string, values: Record<string, unknown>): Texts {
  const { texts: grown, item } = begun(kind, texts, itemsOf(texts), smallPack)
  let all: Texts = grown
  let at: Item = { ...item, mark }
  for (const [path, value] of Object.entries(values)) {
    const keys = path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key))
    at = { ...at, value: withValue(at.value, keys, value) }
    all = withItem(all, at)
  }
  return all
}
const story = (name: string) =>
  `${name} pays a driver to be taken over the river at night and is let go in the town on the other side. ${'He finds work and calls home every day. '.repeat(6)}`.trim()

/** All that the forms can make, with these words. */
function made(words: string): Texts {
  const source = withNew(
    began,
    'source',
    { id: 'order', kind: 'reference', title: words, publisher: words, date: '2026-01' },
    '',
  )
  const { texts, mark } = withPlace(source.texts, 'order', words)
  let all = filled(texts, 'chapter', mark, {
    title: words,
    summary: words,
    'objectives.0.text': words,
    'sections.0.title': words,
    'sections.0.text': words,
  })
  all = filled(all, 'overlay', mark, { title: words, text: words })
  all = filled(all, 'overlay', mark, {
    title: words,
    text: words,
    chapter: undefined,
    section: undefined,
    entry: 'jtfa',
  })
  all = filled(all, 'help', mark, { 'sections.0.text': words })
  all = filled(all, 'entry', mark, { name: words, summary: words, text: words })
  const card = { why: words, front: words, back: words }
  all = filled(all, 'card', mark, card)
  all = filled(all, 'card', mark, { ...card, front: `${words} two`, kind: 'typed', accept: [words, ''] })
  all = filled(all, 'card', mark, {
    ...card,
    front: `${words} three`,
    kind: 'reversed',
    reverse: { front: `${words} four`, back: words },
  })
  all = filled(all, 'card', mark, {
    kind: 'cloze',
    why: words,
    text: `{{1|${words.replace(/[{}|]/g, '')}}}`,
    front: undefined,
    back: undefined,
  })
  const options = [{ id: 'a', text: words, right: true }, ...['b', 'c'].map((id) => ({ id, text: words, why: words }))]
  return filled(all, 'card', mark, {
    ...card,
    front: `${words} five`,
    kind: 'multiple-choice',
    back: undefined,
    options,
  })
}

test('what the forms write is a pack without a fault, and they read it again as it was', async () => {
  expect(await errors(began)).toEqual([])
  const texts = made('Call the county desk')
  expect(await errors(texts)).toEqual([])
  const { pack } = await check(texts)
  expect(pack?.cards.map(({ kind }) => kind)).toEqual([
    'basic',
    'typed',
    'reversed',
    'reversed',
    'cloze',
    'multiple-choice',
  ])
  expect(pack?.overlays).toHaveLength(2)
  expect(pack?.help?.sections).toHaveLength(1)
  for (const item of itemsOf(texts)) {
    expect(JSON.stringify(item.value)).not.toContain('{T-')
    expect(parse(JSON.stringify(withItem(texts, item)))).toEqual(JSON.parse(JSON.stringify(texts)))
  }
})

test('a pair of stories is made in its form, and what is still missing is named where it is', async () => {
  const source = withNew(
    began,
    'source',
    { id: 'order', kind: 'reference', title: 'Order', publisher: 'X', date: '2026' },
    '',
  )
  const { texts, mark } = withPlace(source.texts, 'order', 'Page 1')
  const empty = filled(filled(texts, 'chapter', mark, chapter), 'story', mark, {})
  const key = 'scenarios/scenarios.yaml#0'
  const open = (await errors(empty)).map((one) => placeOf(empty, one))
  expect(open.every((place) => place?.key === key)).toBe(true)
  expect(open).toContainEqual({ key, at: ['stories', 1, 'takeaway'] })
  const one = (name: string) => ({
    title: name,
    story: story(name),
    takeaway: 'It differs',
    protection: 'Safety first',
    next: ['Who paid?', ''],
  })
  const values: Record<string, unknown> = { differs: 'One is let go and the other is not' }
  for (const index of [0, 1]) {
    for (const [field, value] of Object.entries(one(index ? 'Ana' : 'Mateo')))
      values[`stories.${index}.${field}`] = value
    values[`stories.${index}.factors.0.says`] = 'It says so'
    for (const { id } of smallPack.classes)
      if (id !== smallPack.classes[index]?.id) values[`stories.${index}.wrong.${id}`] = 'It is not'
  }
  const whole = filled(filled(texts, 'chapter', mark, chapter), 'story', mark, values)
  expect(await errors(whole)).toEqual([])
  const { pack } = await check(whole)
  expect(pack?.scenarios.map(({ title, twin }) => [title, twin])).toEqual([
    ['Mateo', 'our-county.story-b'],
    ['Ana', 'our-county.story-a'],
  ])
})
const chapter = {
  title: 'Here',
  summary: 'Here',
  'objectives.0.text': 'Know',
  'sections.0.title': 'Here',
  'sections.0.text': 'It is so',
}

test('whatever is typed, quotes and marks of YAML among it, breaks no file', async () => {
  const words = fc
    .stringMatching(/^[A-Z][A-Za-z0-9 "':#,.!?éß“”-]{1,60}$/)
    .filter((text) => /[a-z0-9]/i.test(text) && !/\s{2}/.test(text))
  await fc.assert(
    fc.asyncProperty(words, async (text) => {
      const broken = (await errors(made(text))).filter(
        ({ message }) => !/sentence|statement|braces|point/i.test(message),
      )
      expect(broken).toEqual([])
    }),
    { numRuns: 15 },
  )
})

test('each sentence gets the mark, and headings, questions, heads of tables and figures get none', () => {
  expect(marked('Call first. Then write it down', 'T-001')).toBe('Call first. {T-001} Then write it down. {T-001}')
  expect(marked('At 8 U.S.C. 1324 it stands.\n\nNo more!', 'T-2')).toBe(
    'At 8 U.S.C. 1324 it stands. {T-2}\n\nNo more! {T-2}',
  )
  expect(marked('Mine. {S1-004} Ours', 'T-1')).toBe('Mine. {S1-004} Ours. {T-1}')
  expect(marked('As it is. {plain}', 'T-1')).toBe('As it is. {plain}')
  expect(marked('- One\n- Two\n  and a half', 'T-1')).toBe('- One. {T-1}\n- Two\n  and a half. {T-1}')
  expect(marked('### Head\n\n| A | B |\n|---|---|\n| 1 | 2 |', 'T-1')).toBe(
    '### Head\n\n| A | B |\n|---|---|\n| 1 | 2 {T-1} |',
  )
  expect(marked('> [!check-yourself]\n> Why?\n>\n> So', 'T-1')).toBe('> [!check-yourself]\n> Why?\n>\n> So. {T-1}')
  const figure = '```figure\ntitle: A\n\nnote: B\n```'
  expect(marked(figure, 'T-1')).toBe(figure)
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'aB. -\n{}|>#') }), (text) => {
      expect(marked(marked(text, 'T-1'), 'T-1')).toBe(marked(text, 'T-1'))
      expect(unmarked(marked(text, 'T-1'), 'T-1').replace(/[.\s]/g, '')).toBe(text.replace(/[.\s]/g, ''))
    }),
  )
})

test('what somebody wrote by hand around it stays as it was, and a thing that is taken out leaves nothing', () => {
  const hand =
    '# Our cards\n- id: one   # the first\n  kind: basic\n  front: >-\n    A long\n    question\n\n- id: two\n  kind: basic\n  front: Two\n# the end\n'
  const texts = withText(began, 'cards/ours.yaml', hand)
  const [first, second] = itemsOf(texts).filter(({ kind }) => kind === 'card')
  if (!first || !second) throw new Error('no cards')
  const changed = textAt(withItem(texts, { ...second, value: { ...second.value, front: 'Three' } }), 'cards/ours.yaml')
  expect(changed).toContain(
    '# Our cards\n- id: one   # the first\n  kind: basic\n  front: >-\n    A long\n    question\n\n- id: two',
  )
  expect(changed).toContain('front: Three')
  expect(changed).toContain('# the end')
  const without = textAt(withoutItem(texts, first), 'cards/ours.yaml')
  expect(parse(without)).toEqual([{ id: 'two', kind: 'basic', front: 'Two' }])
  const flow = withText(began, 'cards/ours.yaml', '[{id: a, kind: basic}]\n')
  expect(parse(textAt(begun('card', flow, itemsOf(flow), smallPack).texts, 'cards/ours.yaml'))).toHaveLength(2)
})

test('a chapter that is taken out leaves the list of chapters too', async () => {
  const texts = filled(began, 'chapter', 'plain', chapter)
  expect((parse(textAt(texts, 'pack.yaml')) as Value).chapters).toEqual(['chapter'])
  const [item] = itemsOf(texts).filter(({ kind }) => kind === 'chapter')
  expect(await errors(item ? withoutItem(texts, item) : [])).toEqual([])
})

test('problems lead to the thing and the place in it', async () => {
  const all = (change: Record<string, string>) =>
    Object.entries({ ...stateLaw, ...change }).map(([path, text]) => ({ path, text }))
  const at = async (path: string, from: string, to: string) => {
    const texts = all({ [path]: (stateLaw[path] ?? '').replace(from, to) })
    const [first] = await errors(texts)
    return first && { ...placeOf(texts, first), words: fieldProblem([], first.message).words }
  }
  expect(await at('overlays/consent.md', ' {T-002}', ' {T-099}')).toMatchObject({
    key: keyOf({ path: 'overlays/consent.md', index: null }),
    at: ['text'],
  })
  expect(await at('cards/state.yaml', 'back: Yes, it does.', 'back: ""')).toMatchObject({
    key: 'cards/state.yaml#0',
    at: ['back'],
    words: 'Still to be written.',
  })
  expect(await at('chapters/state.md', '{T-001}', '{T-003}')).toMatchObject({
    key: 'cards/state.yaml#0',
  })
  expect(await at('chapters/state.md', '{T-001}', '')).toMatchObject({
    key: 'chapters/state.md#',
    at: ['sections', 0, 'text'],
  })
  expect(await at('pack.yaml', '1.0.0', '1.0')).toMatchObject({ key: 'pack.yaml#', at: ['version'] })
  expect(await at('sources.yaml', '"2026-01-01"', 'soon')).toMatchObject({ key: 'sources.yaml#0', at: ['date'] })
  expect(await at('facts.yaml', 'Section 1', '""')).toMatchObject({ key: 'sources.yaml#0', at: ['places'] })
})

test('what is not there at all is named by its field too', async () => {
  const source = withNew(
    began,
    'source',
    { id: 'order', kind: 'reference', title: 'Order', publisher: 'X', date: '2026' },
    '',
  )
  const { texts, mark } = withPlace(source.texts, 'order', 'Page 1')
  const cloze = filled(texts, 'card', mark, { kind: 'cloze', text: '', front: undefined, back: undefined })
  const found = (await errors(cloze)).map((one) => fieldProblem(placeOf(cloze, one)?.at ?? [], one.message))
  expect(found).toContainEqual({ at: ['text'], isOpen: true, words: 'Still to be written.' })
})

test('places of a source get the next mark, and can be called otherwise', () => {
  const one = withPlace(began, 'order', 'Page 1')
  const two = withPlace(one.texts, 'order', 'Page 2')
  expect([one.mark, two.mark]).toEqual(['T-001', 'T-002'])
  expect(placesIn(withPlaceNamed(two.texts, 1, 'Page 9')).map(({ section }) => section)).toEqual(['Page 1', 'Page 9'])
})
