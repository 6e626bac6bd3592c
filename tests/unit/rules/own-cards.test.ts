import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Inline } from '../../../shared/model/content'
import type { OwnCardText } from '../../../shared/model/own-card'
import { cardsFrom, clozeParts, deletionsIn, ownIdOf, problemsOf, withNumbers } from '../../../shared/rules/own-cards'
import { basic, cloze, plain, typed, uuid } from '../../support/own-cards'

const one = uuid(1)
const made = (text: OwnCardText) => cardsFrom(one, withNumbers(text, null), null)
const options = (...right: boolean[]): OwnCardText => ({
  ...plain,
  kind: 'multiple-choice',
  front: 'Which?',
  options: right.map((is, index) => ({ text: `Answer ${index}`, right: is })),
})
const shown = (inlines: Inline[]): string =>
  inlines.map((part) => (part.type === 'text' ? part.text : part.type === 'gap' ? '___' : '')).join('')

describe('the cards a text makes', () => {
  test('basic and typed: one', () => {
    expect(made(basic('Q', 'A'))).toMatchObject([
      { id: `own:${one}`, own: one, kind: 'basic', frontText: 'Q', backText: 'A', chapter: '', section: '', facts: [] },
    ])
    expect(made(typed('Q', 'A', ['B']))).toMatchObject([{ kind: 'typed', accept: ['B'] }])
  })
  test('reversed: one each way, siblings', () => {
    expect(made({ ...plain, kind: 'reversed', front: 'HSI', back: 'Homeland' })).toMatchObject([
      { id: `own:${one}`, item: `own:${one}`, frontText: 'HSI', backText: 'Homeland' },
      { id: `own:${one}:1`, item: `own:${one}`, frontText: 'Homeland', backText: 'HSI' },
    ])
  })
  test('cloze: one for each deletion, the others filled', () => {
    const cards = made(cloze('{{Two}} crimes, {{one::number}} border.'))
    expect(cards.map(({ frontText, backText }) => [frontText, backText])).toEqual([
      ['[…] crimes, one border.', 'Two'],
      ['Two crimes, [number] border.', 'one'],
    ])
    expect(cards[1]?.front).toContainEqual({ type: 'gap', hint: 'number' })
    expect(cards.map(({ id }) => ownIdOf(id))).toEqual([one, one])
  })
  test('multiple choice: options known by their words, wherever they stand', () => {
    const [card] = made(options(true, false))
    const [other] = made({
      ...(options(true, false) as OwnCardText & { options: [] }),
      options: [
        { text: 'Answer 1', right: false },
        { text: 'Answer 0', right: true },
      ],
    } as OwnCardText)
    if (card?.kind !== 'multiple-choice' || other?.kind !== 'multiple-choice') throw new Error('not multiple choice')
    expect(card.backText).toBe('Answer 0')
    expect(other.options.map(({ id }) => id)).toEqual(card.options.map(({ id }) => id).toReversed())
  })
  test('a long question is cut as a name, never the question itself', () => {
    const long = '🚚'.repeat(400)
    const [card] = made(basic(long, 'A'))
    expect(card?.frontText.length).toBeLessThan(310)
    expect(card?.frontText).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/)
    expect(shown(card?.front ?? [])).toBe(long)
  })
  test('a card of the book is nobody’s own', () => {
    expect(ownIdOf('consent-smuggling')).toBeNull()
  })
})

const text = fc.string({ unit: 'binary', maxLength: 80 })
const hostile = fc.oneof(
  text,
  fc.constantFrom(
    '<script>alert(1)</script>',
    '<img src=x onerror=1>',
    '[a](javascript:1)',
    '**b** {S1-001}',
    '}}{{',
    '{{::}}',
  ),
)

describe('any text', () => {
  test('comes back as text nodes and gaps, word for word', () => {
    fc.assert(
      fc.property(hostile, hostile, (front, back) => {
        const [card] = made(basic(front, back))
        expect(card?.front.every(({ type }) => type === 'text')).toBe(true)
        expect(shown(card?.front ?? [])).toBe(front.trim())
        for (const asked of made(cloze(`${front}{{x}}${back}`)))
          expect(asked.front.every(({ type }) => type === 'text' || type === 'gap')).toBe(true)
      }),
    )
  })
  test('cut into deletions and put together again is the same text', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(hostile, fc.constantFrom('{{a}}', '{{b::c}}', '{{', '}}', '::'))), (pieces) => {
        const whole = pieces.join('')
        const parts = clozeParts(whole)
        let from = 0
        for (const part of parts) {
          const words = 'answer' in part ? part.answer : part.text
          const at = whole.indexOf(words, from)
          expect(at).toBeGreaterThanOrEqual(from)
          from = at + words.length
        }
        expect(deletionsIn(whole).length).toBe(parts.filter((part) => 'answer' in part).length)
      }),
    )
  })
  test('has all its problems named without a throw', () => {
    fc.assert(
      fc.property(hostile, fc.array(fc.tuple(hostile, fc.boolean())), (front, given) => {
        const card = {
          ...plain,
          kind: 'multiple-choice' as const,
          front,
          options: given.map(([text, right]) => ({ text, right })),
        }
        const right = given.filter(([, is]) => is).length
        const problems = problemsOf(card)
        expect(problems.some(({ what }) => what === 'none-right' || what === 'several-right')).toBe(right !== 1)
        if (problems.length === 0) expect(new Set(made(card).map(({ id }) => id)).size).toBe(1)
      }),
    )
  })
})

describe('the numbers of deletions', () => {
  const answers = fc.uniqueArray(fc.stringMatching(/^[a-z]{2,4}[0-9]{2}$/), { maxLength: 8 })
  const textOf = (of: string[]) => cloze(`x ${of.map((answer) => `{{${answer}}}`).join(' and ')}`)
  test('an answer that stays keeps its number wherever it goes, and none is given twice', () => {
    fc.assert(
      fc.property(fc.array(answers, { minLength: 2, maxLength: 5 }), (versions) => {
        let stored = withNumbers(textOf(versions[0] ?? []), null)
        const known = new Map<number, string>()
        for (const version of versions) {
          const before = new Map(
            deletionsIn((stored.text as { text: string }).text).map((answer, index) => [
              answer,
              stored.deletions?.numbers[index],
            ]),
          )
          stored = withNumbers(textOf(version), stored)
          const { numbers = [], next = 0 } = stored.deletions ?? {}
          expect(new Set(numbers).size).toBe(numbers.length)
          version.forEach((answer, index) => {
            const number = numbers[index] ?? -1
            expect(number).toBeLessThan(next)
            if (before.has(answer)) expect(number).toBe(before.get(answer))
            // A number belongs to one answer for ever: numbers of two digits are never taken for slips.
            expect(known.get(number) ?? answer).toBe(answer)
            known.set(number, answer)
          })
        }
      }),
    )
  })
  test('a spelling that was mended keeps its number', () => {
    const stored = withNumbers(cloze('{{smugling}} and {{consent}}'), null)
    expect(withNumbers(cloze('{{consent}} and {{smuggling}} and {{debt}}'), stored).deletions).toEqual({
      numbers: [1, 0, 2],
      next: 3,
    })
  })
})

test.each([
  [basic('', ' '), ['front', 'back']],
  [cloze('no blank'), ['text']],
  [cloze(Array.from({ length: 51 }, (_, index) => `{{${index}}}`).join(' ')), ['text']],
  [options(true), ['options']],
  [options(false, false), ['options']],
  [options(true, true), ['options']],
  [typed('Q', 'A', ['']), ['accept']],
  [basic('Q', 'x'.repeat(10_001)), ['back']],
  [basic('Q', 'A', { note: 'x'.repeat(10_001) }), ['note']],
  [basic('Q', 'A'), []],
  [options(false, true), []],
])('problems %#', (card, fields) => {
  expect(problemsOf(card).map(({ field }) => field)).toEqual(fields)
})
