/** One's own words over the book's: where they stand after the book changed, and what they make of a card. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Block, Card, Chapter, Inline, Option, Scenario } from '../../../shared/model/content'
import {
  type CardField,
  type Correction,
  type CorrectionPlace,
  cardFieldPattern,
} from '../../../shared/model/corrections'
import { cardContent } from '../../../shared/rules/card-content'
import {
  cellItem,
  correctedCard,
  correctedScenario,
  fieldMarkup,
  fieldsOf,
  markupOf,
  ownInlines,
  piecesOf,
  placeKey,
  placesNear,
  plainWords,
  problemOfCorrection,
  sameWords,
  standings,
  type Text,
} from '../../../shared/rules/corrections'
import { hash } from '../../../shared/rules/hash'
import { uuid } from '../../support/own-cards'
import { choiceCard, smallPack } from '../../support/small-pack'

const words = (text: string): Inline[] => [{ type: 'text', text }]
/** Named by its words, as the compiler does it. */
const blockOf = (text: string, section = 'one'): Block => ({
  ...{ id: `${section}-${hash(text).toString(16)}`, text, type: 'paragraph', children: words(text) },
})
function chapterOf(sections: Record<string, string[]>): Chapter {
  const [first] = smallPack.chapters
  if (!first) throw new Error('no chapter')
  return {
    ...first,
    id: 'ch',
    sections: Object.entries(sections).map(([id, texts]) => ({
      ...{ id, title: id, words: 1, blocks: texts.map((text) => blockOf(text, id)) },
    })),
  }
}
const textOf = (chapter: Chapter | undefined, cards: readonly Card[] = []): Text => ({
  chapter: (id) => (id === 'ch' ? chapter : undefined),
  entry: (id) => smallPack.glossary.find((entry) => entry.id === id),
  card: (id) => cards.find((card) => card.id === id),
})
const correction = (place: CorrectionPlace, base: string, more: Partial<Correction> = {}): Correction => ({
  ...{ id: uuid(1), place, base, text: 'Mine', createdAt: 1, updatedAt: 1, ...more },
})
/** Over the words of a paragraph as they stand in a chapter. */
function over(chapter: Chapter, said: string, more: Partial<Correction> = {}): Correction {
  const found = placesNear(
    { kind: 'chapter', chapter: 'ch', section: '', block: '', item: null },
    textOf(chapter),
  ).find(({ markup }) => plainWords(markup) === said)
  if (!found) throw new Error(`nothing says ${said}`)
  return correction(found.place, found.markup, more)
}
const statusIn = (chapter: Chapter | undefined, ...all: Correction[]) =>
  standings(all, textOf(chapter)).map(({ status, beneath }) => [status, beneath && plainWords(beneath.markup)])

const hours = 'The report goes to the desk within 72 hours of the first contact.'
const other = 'Somebody who is smuggled agreed to be moved.'

test('cells, titles, questions and notes are places of their own', () => {
  const cell = (text: string) => (text ? words(text) : [])
  const table: Extract<Block, { type: 'table' }> = {
    ...{ id: 'one-1', text: '', type: 'table' },
    header: ['', 'Smuggling'].map(cell),
    rows: [['Consent', 'Given'].map(cell)],
  }
  const inside = blockOf('Its text.')
  const blocks: Block[] = [
    table,
    {
      id: 'one-2',
      text: '',
      type: 'figure',
      title: 'Cases',
      unit: '%',
      asOf: '2024',
      rows: [],
      note: words('A note.'),
    },
    {
      ...{ id: 'one-3', text: '', type: 'callout', callout: 'check-yourself', title: 'Ask' },
      ...{ question: words('Did she?'), blocks: [inside] },
    },
  ]
  expect(
    piecesOf(blocks).map(({ block, item, within, of }) => [block, item, within, plainWords(markupOf(of))]),
  ).toEqual([
    ['one-1', 1, 'one-1', 'Smuggling'],
    ['one-1', 2, 'one-1', 'Consent'],
    ['one-1', 3, 'one-1', 'Given'],
    ['one-2', null, 'one-2', 'Cases'],
    ['one-2', 0, 'one-2', 'A note.'],
    ['one-3', null, 'one-3', 'Ask'],
    ['one-3', 0, 'one-3', 'Did she?'],
    [inside.id, null, 'one-3', 'Its text.'],
  ])
  expect(cellItem(table, 1, 1)).toBe(3)
})

describe('after the book has changed', () => {
  test('it stands as long as the words beneath do, wherever in the chapter they are', () => {
    const own = over(chapterOf({ one: [other, hours] }), hours)
    expect(statusIn(chapterOf({ one: [other, hours] }), own)).toEqual([['stands', hours]])
    expect(statusIn(chapterOf({ one: [hours], two: [other] }), own)).toEqual([['stands', hours]])
    expect(statusIn(chapterOf({ one: [other], two: [hours] }), own)).toEqual([['stands', hours]])
  })
  test('edited words are found and said to have changed', () => {
    const own = over(chapterOf({ one: [other, hours] }), hours)
    const edited = hours.replace('72', '48')
    expect(statusIn(chapterOf({ one: [edited, other] }), own)).toEqual([['changed', edited]])
    // Of two or three words nobody can say where they went.
    const short = over(chapterOf({ one: ['Given once'] }), 'Given once')
    expect(statusIn(chapterOf({ one: ['Given twice'] }), short)).toEqual([['gone', null]])
    expect(statusIn(chapterOf({ one: [other, 'Given once'] }), short)).toEqual([['stands', 'Given once']])
  })
  test('words that are gone, or that two places could be, have no place', () => {
    const own = over(chapterOf({ one: [hours] }), hours)
    expect(statusIn(chapterOf({ one: [other] }), own)).toEqual([['gone', null]])
    expect(statusIn(undefined, own)).toEqual([['gone', null]])
    const alike = [hours.replace('72', '48'), hours.replace('72', '24')]
    expect(statusIn(chapterOf({ one: alike }), own)).toEqual([['gone', null]])
  })
  test('of two for one place the newer stands, and the other is covered and not lost', () => {
    const chapter = chapterOf({ one: [hours] })
    const older = over(chapter, hours, { id: uuid(1), updatedAt: 1 })
    const newer = over(chapter, hours, { id: uuid(2), updatedAt: 2 })
    expect(statusIn(chapter, older, newer).map(([status]) => status)).toEqual(['covered', 'stands'])
    expect(statusIn(chapter, newer, older).map(([status]) => status)).toEqual(['stands', 'covered'])
    expect(statusIn(chapter, older, { ...newer, deleted: true }).map(([status]) => status)).toEqual(['stands'])
  })
  test('marks, terms and sources are no other words', () => {
    expect(sameWords('The **report** goes', 'The report  goes')).toBe(true)
    expect(sameWords('The report goes', 'The report went')).toBe(false)
    const cited: Inline[] = [
      { type: 'term', entry: 'jtfa', children: words('JTFA') },
      { type: 'citation', facts: ['S1-001'] },
    ]
    expect(markupOf(cited)).toBe('JTFA')
  })
  test('any chapter, edited anyhow: never over other words without saying so, and each place once', () => {
    const sentence = fc
      .array(fc.constantFrom('report', 'desk', 'agent', 'border', '72', '48', 'consent', 'officer', 'first'), {
        ...{ minLength: 1, maxLength: 8 },
      })
      .map((parts) => parts.join(' '))
    const texts = fc.uniqueArray(sentence, { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(texts, texts, fc.nat(5), (before, after, at) => {
        const first = chapterOf({ one: before })
        const all = before.slice(at).map((text, index) => over(first, text, { id: uuid(index + 1), updatedAt: index }))
        const now = chapterOf({ one: after })
        const found = standings(all, textOf(now))
        for (const { correction, status, beneath } of found) {
          if (status === 'stands') expect(sameWords(beneath?.markup ?? '', correction.base)).toBe(true)
          if (status === 'changed') expect(sameWords(beneath?.markup ?? '', correction.base)).toBe(false)
          if (after.includes(correction.base)) expect(status === 'stands' || status === 'covered').toBe(true)
        }
        const shown = found.flatMap(({ status, beneath }) =>
          beneath && status !== 'covered' ? [placeKey(beneath.place)] : [],
        )
        expect(new Set(shown).size).toBe(shown.length)
        expect(standings(all, textOf(first)).every(({ status }) => status === 'stands')).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

test('paragraphs, items and what stands in call-outs can be put right; an entry by its first words', () => {
  const [chapter] = smallPack.chapters
  const all = chapter?.sections.flatMap(({ blocks }) => piecesOf(blocks)) ?? []
  expect(all.map(({ block, item, within }) => [block, item, within])).toEqual([
    ['opening-00000001', null, 'opening-00000001'],
    ['consent-00000002', null, 'consent-00000002'],
    ['consent-00000003', null, 'consent-00000003'],
    ['consent-00000003', 0, 'consent-00000003'],
    ['consent-00000004', null, 'consent-00000003'],
    ['border-00000005', 0, 'border-00000005'],
    ['border-00000005', 1, 'border-00000005'],
  ])
  const inEntry = placesNear({ kind: 'entry', entry: 'jtfa', block: '', item: null }, textOf(undefined))
  expect(inEntry.map(({ markup }) => markup)).toEqual(['Prosecutes smuggling networks.'])
})

describe('a card', () => {
  const [basic] = smallPack.cards
  if (!basic) throw new Error('no card')
  const own = (field: CardField, text: string): Correction =>
    correction({ kind: 'card', card: basic.id, field }, '', { text, updatedAt: 7 })
  const gap: Inline = { type: 'gap', hint: 'a month' }
  const cloze: Card = {
    ...basic,
    ...{ kind: 'cloze', item: basic.id, front: [...words('It began in '), gap, ...words(', in '), { type: 'gap' }] },
    ...{ back: words('June … 2021'), backText: 'June … 2021' },
  } as Card

  const reasons = (right: string): Option[] =>
    ['a', 'b', 'c'].map((id) => ({ id, text: words(id), right: id === right, why: id === right ? [] : words('No.') }))
  const choice = { ...choiceCard, options: reasons('a'), back: words('a'), backText: 'a' } as Card
  const typed: Card = { ...basic, kind: 'typed', accept: ['HSI'] }
  const storyCard: Card = {
    ...{ ...basic, front: words('Ines pays a driver.'), frontText: 'The price', kind: 'classification' },
    ...{ scenario: basic.id, options: reasons('b') },
  }
  const scenario = {
    ...{ id: basic.id, title: 'The price', story: 'Ines pays a driver.', class: 'b', takeaway: basic.why },
    wrong: ['a', 'c'].map((id) => ({ class: id, why: words('No.') })),
  } as Scenario

  test('where Fieldbook judges the answer, words can be put right, and what is right can’t', () => {
    expect(fieldsOf(basic)).toEqual(['front', 'back', 'why'])
    expect(fieldsOf(cloze)).toEqual(['text', 'why'])
    expect(fieldsOf(choice)).toEqual(['front', 'option a', 'option b', 'option c', 'not b', 'not c', 'why'])
    expect(fieldsOf({ ...typed, why: [] })).toEqual(['front'])
    expect(fieldsOf(storyCard)).toEqual(['title', 'story', 'not a', 'not c', 'why'])
    for (const card of [basic, cloze, choice, typed, storyCard])
      for (const field of fieldsOf(card)) expect(field).toMatch(cardFieldPattern)
    expect(correctedCard(typed, [own('back', 'Other')])).toBe(typed)
    const made = correctedCard(choice, [own('front', 'Other?'), own('option a', 'An *a*'), own('not b', 'Never.')])
    expect(made).toMatchObject({ frontText: 'Other?', backText: 'An a', corrected: ['front', 'option a', 'not b'] })
    if (made.kind !== 'multiple-choice' || choice.kind !== 'multiple-choice') throw new Error('no choice')
    expect(made.options.map(({ id, right }) => [id, right])).toEqual(choice.options.map(({ id, right }) => [id, right]))
    expect(made.options.map(({ own }) => own)).toEqual([['text'], ['why'], undefined])
    expect(made.options[2]).toBe(choice.options[2])
  })
  test('a story is told in one’s own words, and the case stays what it is', () => {
    const made = correctedCard(storyCard, [
      own('story', 'Ana **pays**.'),
      own('title', 'A price'),
      own('not c', 'Why?'),
    ])
    expect(correctedScenario(scenario, made)).toMatchObject({
      ...{ title: 'A price', story: 'Ana pays.', class: 'b', takeaway: basic.why },
      wrong: [
        { class: 'a', why: words('No.') },
        { class: 'c', why: words('Why?') },
      ],
    })
    expect(correctedScenario(scenario, storyCard)).toBe(scenario)
    expect(fieldMarkup(storyCard, 'story')).toBe('Ines pays a driver.')
    expect(fieldMarkup(storyCard, 'title')).toBe('The price')
  })
  test('has the words in it, says so, and another name that tells nothing of them', () => {
    const made = correctedCard({ ...basic, content: 'x' }, [
      own('back', 'Agreed, **here**.'),
      own('why', 'Since 2025.'),
    ])
    expect(made).toMatchObject({ backText: 'Agreed, here.', corrected: ['back', 'why'], why: words('Since 2025.') })
    expect(made.front).toBe(basic.front)
    expect(made.content).toBe(correctedCard({ ...basic, content: 'x' }, [own('back', 'A'), own('why', 'B')]).content)
    expect(made.content).not.toBe('x')
    expect(made.content).not.toContain(cardContent(made))
  })
  test('a cloze text is written with its answers in their gaps, and comes out the same', () => {
    expect(fieldMarkup(cloze, 'text')).toBe('It began in {{June::a month}}, in {{2021}}')
    const made = correctedCard(cloze, [own('text', fieldMarkup(cloze, 'text'))])
    expect(made).toMatchObject({ front: cloze.front, backText: 'June … 2021' })
    expect(correctedCard(cloze, [own('text', 'It began in {{May::a month}}.')])).toMatchObject({ backText: 'May' })
    const place: CorrectionPlace = { kind: 'card', card: basic.id, field: 'text' }
    expect(problemOfCorrection(place, 'No blank')).toBe('no-gap')
    expect(problemOfCorrection(place, 'A {{blank}}')).toBe(null)
    expect(problemOfCorrection(place, '** **')).not.toBe(null)
  })
})

test('whatever is written, only words, emphasis and lines come out, and what the book says comes back as it was', () => {
  const types = (inlines: readonly Inline[]): string[] =>
    inlines.flatMap((part) => [part.type, ...('children' in part ? types(part.children) : [])])
  const mark = fc.constantFrom(
    '**',
    '*',
    '![x](media:',
    `${'a'.repeat(64)}.png)`,
    '{{',
    '}}',
    '<b>',
    '\\',
    '\n',
    'word ',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(mark, fc.string()), { maxLength: 20 }), (parts) => {
      const allowed = new Set(['text', 'strong', 'emphasis', 'break'])
      expect(types(ownInlines(parts.join(''))).filter((type) => !allowed.has(type))).toEqual([])
    }),
  )
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (text) => {
      expect(plainWords(markupOf(words(text)))).toBe(text.replace(/\s+/g, ' ').trim())
    }),
  )
})
