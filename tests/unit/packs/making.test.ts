import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { startingTexts } from '../../../electron/core/packs/drafts'
import { checkExtension } from '../../../electron/core/packs/installed'
import {
  movedTo,
  neighbors,
  putBack,
  takenOut,
  thatName,
  withContrast,
} from '../../../renderer/features/packs/making/arranging'
import { toBeWritten, withGapsMarked } from '../../../renderer/features/packs/making/gaps'
import type { ItemKind } from '../../../renderer/features/packs/making/items'
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
  withPlace,
  withPlaceNamed,
  withText,
  withValue,
} from '../../../renderer/features/packs/making/items'
import type { Value } from '../../../renderer/features/packs/making/list-text'
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
  const relations = [
    { type: 'part-of', to: 'entry' },
    { type: 'works-with', to: 'jtfa', facts: ['S1-030'] },
  ]
  all = filled(all, 'entry', mark, { name: `${words} two`, summary: words, since: '2021-06', relations })
  const about = { factors: ['consent'], classes: ['smuggling'], terms: ['entry', 'jtfa', ''] }
  const card = { why: words, front: words, back: words, ...about }
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
  expect(pack?.glossary[1]).toMatchObject({
    since: '2021-06',
    relations: [
      { type: 'part-of', to: 'our-county.entry', facts: ['our-county.T-001'] },
      { type: 'works-with', to: 'jtfa', facts: ['S1-030'] },
    ],
  })
  expect(pack?.cards[0]).toMatchObject({
    ...{ factors: ['consent'], classes: ['smuggling'], terms: ['our-county.entry', 'jtfa'] },
  })
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
    values[`stories.${index}.agencies`] = index ? ['jtfa', ''] : []
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
  expect(pack?.scenarios.map(({ agencies }) => agencies)).toEqual([[], ['jtfa']])
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
  const cited = `Before. {T-1}\n\n\`\`\`figure\nnote: B {T-1}\n\`\`\`\n\nAfter. {T-1}`
  expect(marked(unmarked(cited, 'T-1'), 'T-1')).toBe(cited)
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
  const without = textAt(takenOut(texts, first).texts, 'cards/ours.yaml')
  expect(parse(without)).toEqual([{ id: 'two', kind: 'basic', front: 'Two' }])
  const flow = withText(began, 'cards/ours.yaml', '[{id: a, kind: basic}]\n')
  expect(parse(textAt(begun('card', flow, itemsOf(flow), smallPack).texts, 'cards/ours.yaml'))).toHaveLength(2)
})

test('a chapter that is taken out leaves the list of chapters too', async () => {
  const texts = filled(began, 'chapter', 'plain', chapter)
  expect((parse(textAt(texts, 'pack.yaml')) as Value).chapters).toEqual(['chapter'])
  const [item] = itemsOf(texts).filter(({ kind }) => kind === 'chapter')
  expect(await errors(item ? takenOut(texts, item).texts : [])).toEqual([])
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

test('whatever is taken out is put back letter for letter, also after something else was written', async () => {
  const texts = made('Call the county desk')
  const items = itemsOf(texts)
  expect(items.length).toBeGreaterThan(12)
  for (const item of items.filter(({ kind }) => kind !== 'about')) {
    const { texts: left, taken } = takenOut(texts, item)
    expect(itemsOf(left)).toHaveLength(items.length - 1)
    expect(putBack(left, taken)).toEqual(texts)
    const [other] = itemsOf(left).filter(({ kind }) => kind === 'card')
    if (!other) continue
    const edited = withItem(left, { ...other, value: { ...other.value, back: 'Something else' } })
    expect(await errors(putBack(edited, taken))).toEqual([])
  }
  // A document goes with its places, and nothing is left that no form leads to.
  const [source] = items.filter(({ kind }) => kind === 'source')
  if (!source) throw new Error('no source')
  const { texts: left } = takenOut(texts, source)
  expect(placesIn(left)).toEqual([])
  const open = itemsOf(left).map(keyOf)
  for (const one of await errors(left)) expect(open).toContain(placeOf(left, one)?.key)
})

test('what still names a thing that is taken out is known', () => {
  const texts = made('Call the county desk')
  const items = itemsOf(texts)
  const named = (key: string) => {
    const item = items.find((one) => keyOf(one) === key)
    return item ? thatName(texts, items, item).map(keyOf) : []
  }
  const cards = [0, 1, 2, 3, 4].map((index) => `cards/cards.yaml#${index}`)
  expect(named('glossary/glossary.yaml#0')).toEqual(['glossary/glossary.yaml#1', ...cards.filter((_, at) => at !== 3)])
  expect(named('glossary/glossary.yaml#1')).toEqual([])
  expect(named('chapters/chapter.md#')).toEqual(cards)
  expect(named('sources.yaml#0').length).toBe(items.length - 2)
  // In a text file somebody may have typed anything for an id.
  const [chapterHere] = items.filter(({ kind }) => kind === 'chapter')
  if (!chapterHere) throw new Error('no chapter')
  const odd = { ...chapterHere, value: { id: 'a(' } }
  expect(thatName(texts, items, odd)).toEqual([])
})

test('chapters, cards and stories change places, each whole', async () => {
  const one = filled(began, 'chapter', 'plain', { ...chapter, title: 'One' })
  const texts = filled(one, 'chapter', 'plain', { ...chapter, title: 'Two' })
  const titles = (all: Texts) => itemsOf(all).flatMap(({ kind, value }) => (kind === 'chapter' ? [value.title] : []))
  const items = itemsOf(texts)
  const [, first, second] = items
  if (!first || !second) throw new Error('no chapters')
  expect(neighbors(items, first)).toEqual({ earlier: undefined, later: second })
  const moved = movedTo(texts, second, first)
  expect(titles(moved.texts)).toEqual(['Two', 'One'])
  expect((await check(moved.texts)).pack?.chapters.map(({ title }) => title)).toEqual(['Two', 'One'])

  const hand = '# Ours\n- id: a   # first\n  front: A\n\n- id: b\n  front: B\n# last\n- id: c\n  front: C'
  const cards = withText(began, 'cards/ours.yaml', hand)
  const [a, b, c] = itemsOf(cards).filter(({ kind }) => kind === 'card')
  if (!a || !b || !c) throw new Error('no cards')
  const order = (all: Texts) => (parse(textAt(all, 'cards/ours.yaml')) as Value[]).map(({ id }) => id)
  const down = movedTo(cards, b, c)
  expect(order(down.texts)).toEqual(['a', 'c', 'b'])
  expect(keyOf(down.item)).toBe('cards/ours.yaml#2')
  expect(order(movedTo(cards, b, a).texts)).toEqual(['b', 'a', 'c'])
  expect(textAt(movedTo(cards, b, a).texts, 'cards/ours.yaml')).toContain('# first')
})

test('two look-alikes name each other, and whom they named before names nobody', async () => {
  const contrasts = (all: Texts) =>
    itemsOf(all).flatMap(({ kind, value }) => (kind === 'card' ? [value.contrast ?? ''] : []))
  const set = (all: Texts, index: number, to: string) => {
    const item = itemsOf(all).filter(({ kind }) => kind === 'card')[index]
    if (!item) throw new Error('no card')
    const value = withValue(item.value, ['contrast'], to || undefined)
    return withItem(withContrast(all, String(item.value.id), to), { ...item, value })
  }
  const one = set(made('Call the county desk'), 0, 'card-2')
  expect(contrasts(one)).toEqual(['card-2', 'card', '', '', ''])
  const two = set(one, 2, 'card')
  expect(contrasts(two)).toEqual(['card-3', '', 'card', '', ''])
  expect(await errors(two)).toEqual([])
  expect(contrasts(set(two, 0, ''))).toEqual(['', '', '', '', ''])
})

test('facts that a hand wrote beside those of the sentences are kept', () => {
  const texts = withText(
    began,
    'cards/ours.yaml',
    '- {id: a, kind: basic, front: A, back: B, why: "It does. {S1-030}", facts: [S1-030, S1-031]}\n',
  )
  const [, card] = itemsOf(texts)
  if (!card) throw new Error('no card')
  const facts = (mark: string) =>
    (parse(textAt(withItem(texts, { ...card, mark }), 'cards/ours.yaml')) as { facts: string[] }[])[0]?.facts
  expect(facts('S1-030')).toEqual(['S1-030', 'S1-031'])
  expect(facts('T-001')).toEqual(['T-001', 'S1-031'])
})

test('a thing with gaps is drawn with the gaps marked, and no mark gets into the pack', async () => {
  const source = withNew(began, 'source', { id: 'o', kind: 'reference', title: 'O', publisher: 'X', date: '2026' }, '')
  const { texts, mark } = withPlace(source.texts, 'o', 'Page 1')
  const kinds = ['chapter', 'overlay', 'help', 'entry', 'card', 'story'] as const
  for (const kind of kinds) {
    const around = kind === 'chapter' ? texts : filled(texts, 'chapter', mark, chapter)
    const all = filled(around, kind, mark, {})
    const item = itemsOf(all).findLast((one) => one.kind === kind)
    if (!item) throw new Error(kind)
    if (kind !== 'help') expect(await errors(all)).not.toEqual([])
    const seen = (await check(withItem(all, withGapsMarked(item)))).seen
    const drawn = { chapter: seen?.chapters, overlay: seen?.overlays, entry: seen?.glossary, card: seen?.cards }
    const these = { ...drawn, story: seen?.scenarios, help: seen?.help && [seen.help] }[kind]
    expect(these?.length, kind).toBeGreaterThan(0)
    expect(JSON.stringify(these)).toContain(toBeWritten)
    // Whoever has written a thing whole sees it and nothing else.
    const filledIn = JSON.stringify(withGapsMarked(item).value).replaceAll(toBeWritten, 'Call first')
    const whole = { ...item, value: JSON.parse(filledIn) as Value }
    expect(withGapsMarked(whole)).toBe(whole)
  }
})
