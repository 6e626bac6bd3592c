import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TextAnchor, TextRange } from '../../../shared/model/highlight'
import {
  anchorAt,
  contextLength,
  findAnchor,
  type TextPlace,
  textPlace,
  wholeWords,
} from '../../../shared/rules/text-anchor'

/** Few words, so that phrases come again all the time. */
const common = ['the', 'task', 'force', 'border', 'agreed', 'consent', 'who', 'of', 'forced', 'moved']
/** Nearly every word another one, as in prose. */
const prose = fc
  .array(fc.stringMatching(/^[a-z]{2,9}$/), { minLength: 12, maxLength: 50 })
  .map((words) => `${words.join(' ')}.`)
const repetitive = fc
  .array(fc.constantFrom(...common), { minLength: 1, maxLength: 40 })
  .map((words) => `${words.join(' ')}.`)
const chapterOf = (text: fc.Arbitrary<string>) =>
  fc
    .array(fc.tuple(fc.constantFrom('one', 'two', 'three'), text), { minLength: 1, maxLength: 8 })
    .map((blocks) => blocks.map(([section, words], index) => textPlace(section, `b${index}`, words)))

interface Passage {
  places: TextPlace[]
  at: number
  start: number
  end: number
}
/** Some words of one of the blocks. */
const passageIn = (chapter: fc.Arbitrary<TextPlace[]>, least = 1): fc.Arbitrary<Passage> =>
  fc
    .tuple(chapter, fc.nat(), fc.nat(), fc.nat())
    .map(([places, which, from, length]) => {
      const at = which % places.length
      const { text } = places[at] as TextPlace
      const start = Math.max(0, Math.min(from % text.length, text.length - least))
      const whole = wholeWords(text, start, Math.min(text.length, start + least + (length % 80)))
      return { places, at, ...whole }
    })
    .filter(({ start, end }) => start < end)

const anchorOf = ({ places, at, start, end }: Passage): TextAnchor => anchorAt(places[at] as TextPlace, start, end)
const rangeOf = ({ places, at, start, end }: Passage): TextRange => {
  const { section, block } = places[at] as TextPlace
  return { section, block, start, end }
}
const wordsAt = (places: TextPlace[], range: TextRange | null) =>
  range && places.find(({ block }) => block === range.block)?.text.slice(range.start, range.end)
const replaced = (places: TextPlace[], at: number, change: (place: TextPlace) => TextPlace) =>
  places.map((place, index) => (index === at ? change(place) : place))

describe('text that stays', () => {
  test('is found where it was, however often the same words stand there', () => {
    fc.assert(
      fc.property(passageIn(chapterOf(repetitive)), (passage) => {
        expect(findAnchor(anchorOf(passage), passage.places)).toEqual(rangeOf(passage))
      }),
      { numRuns: 500 },
    )
  })

  test('is found in another section, under other ids, in another order', () => {
    fc.assert(
      fc.property(passageIn(chapterOf(prose)), fc.constantFrom('one', 'four'), (passage, section) => {
        const moved = passage.places.map(({ text }, index) => textPlace(section, `moved-${index}`, text)).reverse()
        fc.pre(new Set(moved.map(({ text }) => text)).size === moved.length)
        const expected = { ...rangeOf(passage), section, block: `moved-${passage.at}` }
        expect(findAnchor(anchorOf(passage), moved)).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })
})

describe('text edited around the words', () => {
  test('before and after them in their block: found, as they are', () => {
    fc.assert(
      fc.property(passageIn(chapterOf(prose), 12), prose, prose, fc.boolean(), (passage, more, end, keepId) => {
        const anchor = anchorOf(passage)
        // The nearest words stay on one side at least: with those gone too a short passage can't be told for sure.
        const edited = replaced(passage.places, passage.at, ({ section, block, text }) =>
          textPlace(section, keepId ? block : 'other', `${more} ${text} ${end}`),
        )
        const found = findAnchor(anchor, edited)
        expect(wordsAt(edited, found)).toBe(anchor.exact)
        expect(found).toMatchObject({ block: keepId ? anchor.block : 'other', start: anchor.start + more.length + 1 })
      }),
      { numRuns: 300 },
    )
  })

  test('other blocks come, go and change: found', () => {
    fc.assert(
      fc.property(
        passageIn(chapterOf(prose)),
        fc.array(prose, { maxLength: 4 }),
        fc.nat(8),
        (passage, others, where) => {
          const { places, at } = passage
          const [mine] = places.slice(at, at + 1) as [TextPlace]
          const around = others.map((text, index) => textPlace('two', `new-${index}`, text))
          fc.pre(around.every(({ text }) => text !== mine.text))
          const edited = [...around.slice(0, where), mine, ...around.slice(where)]
          expect(findAnchor(anchorOf(passage), edited)).toEqual(rangeOf(passage))
        },
      ),
      { numRuns: 300 },
    )
  })

  test('all of the rest rewritten: a long passage is found by its own words', () => {
    fc.assert(
      fc.property(passageIn(chapterOf(prose), 2 * contextLength + 2), prose, (passage, rest) => {
        const anchor = anchorOf(passage)
        fc.pre(anchor.exact.length >= 2 * contextLength + 2)
        const edited = replaced(passage.places, passage.at, () =>
          textPlace('two', 'new', `${rest} ${anchor.exact} ${rest}`),
        )
        expect(wordsAt(edited, findAnchor(anchor, edited))).toBe(anchor.exact)
      }),
      { numRuns: 200 },
    )
  })
})

describe('edited words', () => {
  const sentence = 'Somebody who is smuggled has agreed to be moved over the border for money.'
  const before = 'The paper draws a line between the two crimes, and draws it early.'
  const after = 'Trafficking needs no border at all, and consent that was forced is worth nothing.'
  const block = (text: string, id = 'b') => textPlace('one', id, text)
  const whole = block(`${before} ${sentence} ${after}`)
  const anchor = anchorAt(whole, before.length + 1, before.length + 1 + sentence.length)

  test.each([
    ['a word changed', sentence.replace('money', 'payment')],
    ['a slip mended', sentence.replace('smuggled', 'smugled')],
    ['a word more', sentence.replace('has agreed', 'has in most cases agreed')],
    ['a word less', sentence.replace(' for money', '')],
    ['its first word changed', sentence.replace('Somebody', 'Anybody')],
  ])('%s: found, whole words of it', (_, edited) => {
    const now = [block(`${before} ${edited} ${after}`, 'new')]
    expect(wordsAt(now, findAnchor(anchor, now))?.replace(/\.$/, '')).toBe(edited.replace(/\.$/, ''))
  })

  test.each([
    ['rewritten', 'A person who pays to be taken across has, as a rule, said yes to it at the start.'],
    ['gone', ''],
  ])('%s: detached', (_, edited) => {
    expect(findAnchor(anchor, [block(`${before} ${edited} ${after}`, 'new')])).toBeNull()
    expect(findAnchor(anchor, [])).toBeNull()
  })

  test('slips anywhere in a passage of prose: found over it, or not at all', () => {
    fc.assert(
      fc.property(passageIn(chapterOf(prose), 40), fc.array(fc.nat(), { maxLength: 4 }), (passage, slips) => {
        const anchor = anchorOf(passage)
        const edited = replaced(passage.places, passage.at, ({ section, text }) => {
          const letters = [...text]
          for (const slip of slips) letters[passage.start + (slip % anchor.exact.length)] = 'Q'
          return textPlace(section, 'new', letters.join(''))
        })
        const found = findAnchor(anchor, edited)
        if (!found) return
        expect(found.block).toBe('new')
        expect(Math.abs(found.start - anchor.start)).toBeLessThan(20)
        expect(Math.abs(found.end - anchor.end)).toBeLessThan(20)
      }),
      { numRuns: 300 },
    )
  })
})

describe('never at a wrong place', () => {
  test('two places equally good: detached', () => {
    const text = 'It needs no border at all.'
    const anchor = anchorAt(textPlace('one', 'a', text), 3, 18)
    const twins = (sections: [string, string]) =>
      sections.map((section, index) => textPlace(section, `n${index}`, text))
    expect(findAnchor(anchor, twins(['two', 'three']))).toBeNull()
    expect(findAnchor(anchor, twins(['one', 'one']))).toBeNull()
    // The section it was in tells them apart.
    expect(findAnchor(anchor, twins(['two', 'one']))).toMatchObject({ section: 'one', block: 'n1' })
  })

  test('a passage that came again right beside itself after an edit: detached, not taken for the first', () => {
    const text = `${'no border '.repeat(12)}end`
    const place = textPlace('one', 'a', text)
    const anchor = anchorAt(place, 50, 59)
    expect(findAnchor(anchor, [place])).toMatchObject({ start: 50 })
    expect(findAnchor(anchor, [textPlace('one', 'a', `no border ${text}`)])).toBeNull()
  })

  test('its block gone, a short phrase of it elsewhere is another one', () => {
    const name = 'Joint Task Force Alpha'
    const gone = textPlace('one', 'a', `In June 2021 the department set up ${name}, which prosecutes.`)
    const other = textPlace('one', 'b', `Networks in Mexico are the business of ${name} and of others.`)
    const anchor = anchorAt(gone, 35, 35 + name.length)
    expect(anchor.exact).toBe(name)
    expect(findAnchor(anchor, [gone, other])).toMatchObject({ block: 'a' })
    expect(findAnchor(anchor, [other])).toBeNull()
  })

  test('whatever was edited, what is found reads like the passage', () => {
    fc.assert(
      fc.property(
        passageIn(chapterOf(repetitive)),
        fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(20), repetitive), { maxLength: 5 }),
        (passage, edits) => {
          const anchor = anchorOf(passage)
          let places = passage.places
          for (const [which, from, length, more] of edits)
            places = replaced(places, which % places.length, ({ section, block, text }) =>
              textPlace(section, block, text.slice(0, from % (text.length + 1)) + more + text.slice(from + length)),
            )
          const found = wordsAt(places, findAnchor(anchor, places))
          if (found !== null && found !== undefined && found !== anchor.exact)
            expect(editDistance(found, anchor.exact)).toBeLessThanOrEqual(anchor.exact.length * 0.2 + 20)
        },
      ),
      { numRuns: 500 },
    )
  })
})

/** Written down plainly, as a check on the quick one. */
function editDistance(one: string, other: string): number {
  const table = Array.from({ length: one.length + 1 }, (_, row) => [row, ...new Array<number>(other.length).fill(0)])
  for (let column = 1; column <= other.length; column += 1) (table[0] as number[])[column] = column
  for (let row = 1; row <= one.length; row += 1)
    for (let column = 1; column <= other.length; column += 1) {
      const at = (r: number, c: number) => table[r]?.[c] ?? 0
      const swap = at(row - 1, column - 1) + (one[row - 1] === other[column - 1] ? 0 : 1)
      ;(table[row] as number[])[column] = Math.min(swap, at(row - 1, column) + 1, at(row, column - 1) + 1)
    }
  return table[one.length]?.[other.length] ?? 0
}
