import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Inline } from '../../../shared/model/content'
import type { OwnCardText } from '../../../shared/model/own-card'
import {
  escapeMarkup,
  markupToInlines,
  markupToText,
  pictureMarkup,
  picturesIn,
  unescapeMarkup,
} from '../../../shared/rules/card-markup'
import { cardsFrom, clozeParts, problemsOf, withNumbers } from '../../../shared/rules/own-cards'

const sha = 'ab'.repeat(32)
const text = (words: string): Inline => ({ type: 'text', text: words })
const strong = (...children: Inline[]): Inline => ({ type: 'strong', children })
const em = (...children: Inline[]): Inline => ({ type: 'emphasis', children })
const image = (alt: string): Inline => ({ type: 'image', media: `${sha}.png`, alt })

test.each<[string, Inline[]]>([
  ['plain', [text('plain')]],
  ['a **b** c', [text('a '), strong(text('b')), text(' c')]],
  ['*a*', [em(text('a'))]],
  ['***a***', [em(strong(text('a')))]],
  ['**a *b***', [strong(text('a '), em(text('b')))]],
  ['***a** b*', [em(strong(text('a')), text(' b'))]],
  ['*a***b**', [em(text('a')), strong(text('b'))]],
  ['a**b**c', [text('a'), strong(text('b')), text('c')]],
  ['2 * 3 * 4', [text('2 * 3 * 4')]],
  ['**open', [text('**open')]],
  ['** a **', [text('** a **')]],
  ['one\ntwo', [text('one'), { type: 'break' }, text('two')]],
  ['\\*a\\* \\\\ \\a', [text('*a* \\ \\a')]],
  [`![the *seal*](media:${sha}.png)`, [image('the *seal*')]],
  [`**![](media:${sha}.png)**`, [strong(image(''))]],
  [`![a](media:${sha}.svg)`, [text(`![a](media:${sha}.svg)`)]],
  ['![a](https://x.test/a.png)', [text('![a](https://x.test/a.png)')]],
  ['<b>a</b> {{b}} ![', [text('<b>a</b> {{b}} ![')]],
])('%s', (markup, inlines) => expect(markupToInlines(markup)).toEqual(inlines))

const letters = fc.string({
  unit: fc.constantFrom('*', '\\', '{', '}', '[', ']', '!', '(', ')', ':', '\n', ' ', 'a', 'b', 'é', '😀'),
})
const anything = fc.oneof(letters, fc.string({ unit: 'binary' }))

test('escaped text says itself, whatever it is', () => {
  fc.assert(
    fc.property(anything, (said) => {
      expect(markupToText(escapeMarkup(said))).toBe(said)
      expect(unescapeMarkup(escapeMarkup(said))).toBe(said)
    }),
  )
})
test('escaped text in a deletion is its answer', () => {
  fc.assert(
    fc.property(letters, letters, (before, answer) => {
      fc.pre(answer.trim() !== '' && !answer.includes(':'))
      const card: OwnCardText = {
        ...{ note: '', factors: [], place: null, markup: true as const, kind: 'cloze' as const },
        text: `${escapeMarkup(before)}{{c2::${escapeMarkup(answer)}}}`,
      }
      const [asked, ...more] = cardsFrom('x', withNumbers(card, null), null)
      expect(more).toEqual([])
      expect(asked?.id).toBe('own:x:1')
      expect(asked?.backText).toBe(answer.replace(/\s+/g, ' ').trim())
    }),
  )
})
test('a picture’s words come back', () => {
  fc.assert(
    fc.property(letters, (alt) => {
      const markup = pictureMarkup(`${sha}.png`, alt)
      expect(markupToInlines(markup)).toEqual([image(alt.replace(/\s+/g, ' '))])
      expect(picturesIn(`**a** ${markup} {{c1::${markup}}}`)).toEqual([`${sha}.png`, `${sha}.png`])
    }),
  )
})
test('any markup: only words, lines, emphasis and pictures; no letter is lost but marks', () => {
  const walk = (inline: Inline, depth: number): void => {
    expect(['text', 'break', 'strong', 'emphasis', 'image']).toContain(inline.type)
    expect(depth).toBeLessThan(40)
    if ('children' in inline) for (const child of inline.children) walk(child, depth + 1)
  }
  fc.assert(
    fc.property(anything, (markup) => {
      for (const inline of markupToInlines(markup)) walk(inline, 0)
      const bare = (words: string) => words.replace(/[*\\]/g, '')
      expect(bare(markupToText(markup))).toBe(bare(markup))
    }),
  )
})
/** Quadratic work on so much would take minutes: the test would time out. */
test('marks without end are read', () => {
  const most = 300_000
  for (const mark of [
    '*',
    '**a ',
    '*a',
    'a**',
    '![',
    '![a](media:',
    '{{',
    '{{c1::',
    '\\',
    '\n',
    `![](media:${sha}`,
    '*a **b ',
  ]) {
    const markup = mark.repeat(most / mark.length)
    expect(markupToInlines(markup).length).toBeGreaterThan(0)
    expect(clozeParts(markup, true).length).toBeGreaterThan(0)
  }
}, 30_000)

const cloze = (words: string, markup?: true): OwnCardText => ({
  ...{ note: '', factors: [], place: null, kind: 'cloze', text: words, ...(markup && { markup }) },
})
const asked = (card: OwnCardText, before: OwnCardText | null = null) =>
  cardsFrom('x', withNumbers(card, before && withNumbers(before, null)), null).map(({ id, frontText, backText }) => [
    id,
    frontText,
    backText,
  ])

test('deletions inside marks, and marks inside deletions', () => {
  const [card] = cardsFrom('x', withNumbers(cloze('**The {{c1::*House*::which}} of** Commons', true), null), null)
  expect(card?.front).toEqual([strong(text('The '), { type: 'gap', hint: 'which' }, text(' of')), text(' Commons')])
  expect(card?.back).toEqual([em(text('House'))])
})
test('named numbers are kept, those of one number are one card, and the rest get free ones', () => {
  expect(asked(cloze('{{c2::a}} {{b}} {{c2::c::d}} {{c1::e}}'))).toEqual([
    ['own:x:1', '[…] b [d] e', 'a … c'],
    ['own:x:2', 'a […] c e', 'b'],
    ['own:x', 'a b c […]', 'e'],
  ])
})
test('another answer under the same number is the same card', () => {
  expect(asked(cloze('{{c1::London}} and {{new}}'), cloze('{{c1::Paris}}')).map(([id]) => id)).toEqual([
    'own:x',
    'own:x:1',
  ])
})
test('an escaped blank is none', () => {
  expect(problemsOf(cloze('\\{\\{a\\}\\}', true))).toEqual([{ field: 'text', what: 'no-deletion' }])
})
