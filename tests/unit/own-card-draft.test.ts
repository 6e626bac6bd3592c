import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  draftFromCard,
  draftFromParagraph,
  draftName,
  draftOf,
  emptyDraft,
  isBlank,
  sameDraft,
  textOf,
  withBlank,
} from '../../renderer/features/own-cards/draft'
import type { OwnCardText } from '../../shared/model/own-card'
import { deletionsIn, problemsOf } from '../../shared/rules/own-cards'
import { basic, cloze, plain, typed } from '../support/own-cards'
import { smallPack } from '../support/small-pack'

const choice: OwnCardText = {
  ...plain,
  kind: 'multiple-choice',
  front: 'Q',
  options: [
    { text: 'A', right: false },
    { text: 'B', right: true },
  ],
}

test.each([
  basic('Q', 'A', { note: 'n', factors: ['consent'] }),
  cloze('a {{b}}'),
  typed('Q', 'A', ['B', 'C']),
  choice,
])('a stored card comes out of the editor as it went in: %#', (text) => {
  expect(textOf(draftOf(text))).toEqual(text)
})

test('changing the kind keeps every word for the way back', () => {
  const draft = { ...draftOf(choice), kind: 'typed' as const }
  expect(textOf(draft)).toEqual({ ...plain, kind: 'typed', front: 'Q', back: '', accept: [] })
  expect(textOf({ ...draft, kind: 'multiple-choice' })).toEqual(choice)
})

describe('a blank', () => {
  test.each([
    ['One two three', 4, 7, 'One {{two}} three', [6, 9]],
    ['One two three', 3, 8, 'One {{two}} three', [6, 9]],
    ['One {{two}} three', 6, 9, 'One two three', [4, 7]],
    ['One {{two::hint}} three', 8, 8, 'One two three', [4, 7]],
    ['One ', 4, 4, 'One {{}}', [6, 6]],
    ['{{a}}{{b}}', 5, 10, '{{a}}b', [5, 6]],
  ])('in %j from %i to %i', (text, start, end, expected, caret) => {
    expect(withBlank(text, start, end)).toEqual({ text: expected, caret })
  })
  test('made and taken away again is the text before', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z ,.]{1,30}$/), fc.nat(), fc.nat(), (text, one, other) => {
        const [start = 0, end = 0] = [one % (text.length + 1), other % (text.length + 1)].sort((a, b) => a - b)
        if (text.slice(start, end).trim() === '') return
        const made = withBlank(text, start, end)
        expect(deletionsIn(made.text)).toEqual([text.slice(start, end).trim()])
        expect(withBlank(made.text, ...made.caret).text).toBe(text)
      }),
    )
  })
})

test('a paragraph becomes a text, with what was chosen left out', () => {
  const place = { chapter: 'c', section: 's', block: 'b', quote: 'Two' }
  expect(textOf(draftFromParagraph(place, 'Two crimes.', [0, 3]))).toMatchObject({ text: '{{Two}} crimes.', place })
  expect(textOf(draftFromParagraph(place, 'Two crimes.', null))).toMatchObject({ kind: 'cloze', text: 'Two crimes.' })
})

test('of every card of the book a version of one’s own can be made as it is', () => {
  const [first] = smallPack.cards
  if (first?.kind !== 'basic') throw new Error('the small pack begins with a basic card')
  const { kind: _, ...base } = first
  const words = (text: string) => [{ type: 'text' as const, text }]
  const options = ['a', 'b', 'c'].map((id) => ({ id, text: words(id), right: id === 'b', why: [] }))
  const gap = { type: 'gap' as const, hint: 'who' }
  const versions = [
    first,
    { ...base, kind: 'typed' as const, accept: ['B'] },
    { ...base, kind: 'reversed' as const, item: 'x' },
    { ...base, kind: 'cloze' as const, item: 'x', front: [...words('By '), gap, ...words('.')], back: words('HSI') },
    { ...base, kind: 'multiple-choice' as const, options },
    { ...base, kind: 'classification' as const, scenario: 'van', options },
  ].map((card) => textOf(draftFromCard(card, card.kind === 'classification' ? 'The van\nThey drove on.' : null)))
  for (const version of versions) expect(problemsOf(version)).toEqual([])
  expect(versions[3]).toMatchObject({ kind: 'cloze', text: 'By {{HSI::who}}.' })
  expect(versions[5]).toMatchObject({ kind: 'multiple-choice', front: 'The van\nThey drove on.' })
  expect(versions[0]?.place).toMatchObject({ chapter: 'the-distinction', section: 'consent' })
})

test('a draft is unfinished once a word is typed, and is called by its first words', () => {
  const empty = emptyDraft()
  expect(isBlank({ ...empty, kind: 'cloze' })).toBe(true)
  expect(isBlank({ ...empty, note: 'x' })).toBe(false)
  expect(sameDraft(empty, emptyDraft())).toBe(true)
  expect(sameDraft(empty, { ...empty, back: 'x' })).toBe(false)
  expect(draftName({ ...empty, kind: 'cloze', text: 'The {{UN::body}}\nmet.' })).toBe('The UN met.')
})
