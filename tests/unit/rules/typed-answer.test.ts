import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ComparedWord, typedAnswer } from '../../../shared/rules/typed-answer'

const verdict = (typed: string, ...accepted: [string, ...string[]]) => typedAnswer(typed, accepted).verdict

describe('what does not count', () => {
  test.each([
    ['joint task force alpha', 'Joint Task Force Alpha.'],
    ['  Joint   Task-Force\tALPHA ', 'Joint Task Force Alpha'],
    ['the Department of State', 'Department of State'],
    ['Department of State', 'The Department of State.'],
    ['US', 'U.S.'],
    ['8 USC 1324', '8 U.S.C. § 1324'],
    ['8 U.S.C.1324', '8 USC 1324'],
    ['2200', '2,200'],
    ['FY 2022', 'FY2022'],
    ['cooperation', 'co-operation'],
    ['Refugie', 'réfugié'],
    ['ﬁne', 'fine'],
    ['victims', "victim's"],
    ['victim’s', "victim's"],
    ['T-visa', 'T visa'],
    ['人口贩运', '人口贩运。'],
    ['→', '→'],
  ])('%j is %j', (typed, expected) => {
    expect(verdict(typed, expected)).toBe('right')
  })
  test('other answers are taken as right too', () => {
    const answer: [string, ...string[]] = ['U.S. Customs and Border Protection (CBP)', 'CBP']
    expect(typedAnswer('cbp', answer)).toMatchObject({ verdict: 'right', expected: 'CBP' })
  })
})

describe('slips', () => {
  test.each([
    ['traficking', 'trafficking'],
    ['smugglign', 'smuggling'],
    ['Joint Taks Force Alpah', 'Joint Task Force Alpha', 'wrong'],
    ['Joint Task Force Alpah', 'Joint Task Force Alpha'],
    ['trafikcing', 'trafficking'],
    ['tarfickign', 'trafficking', 'wrong'],
    ['Sentnel', 'Sentinel'],
    ['CPB', 'CBP', 'wrong'],
    ['Blue Campain', 'Blue Campaign'],
    ['thirteen', 'thirtieth', 'wrong'],
    ['smugling and traficking of persns', 'smuggling and trafficking of persons', 'wrong'],
  ])('%j for %j', (typed, expected, how = 'close') => {
    expect(verdict(typed, expected)).toBe(how)
  })
  test.each([
    ['8 USC 1325', '8 USC 1324'],
    ['20221', '20222'],
    ['1,5', '15'],
    ['12 3', '1 23'],
    ['2021 June', 'June 2021'],
    ['Force Task Joint', 'Joint Task Force'],
    ['Task Force Alpha', 'Joint Task Force Alpha'],
    ['the', 'a'],
    ['.', 'x'],
    ['→', '←'],
  ])('%j is not %j', (typed, expected) => {
    expect(verdict(typed, expected)).toBe('wrong')
  })
})

describe('word by word', () => {
  test('tells what was misspelt, added and left out', () => {
    expect(typedAnswer('the Joint Task Farce of Alpha', ['Joint Task Force Alpha Team']).words).toEqual([
      { how: 'extra', typed: 'the' },
      { how: 'same', typed: 'Joint', expected: 'Joint' },
      { how: 'same', typed: 'Task', expected: 'Task' },
      { how: 'slip', typed: 'Farce', expected: 'Force' },
      { how: 'extra', typed: 'of' },
      { how: 'same', typed: 'Alpha', expected: 'Alpha' },
      { how: 'missing', expected: 'Team' },
    ])
  })
  test('a text as long as a page is compared too, in time', () => {
    const page = Array.from({ length: 5000 }, (_, index) => `word${index}`).join(' ')
    expect(verdict(page, page)).toBe('right')
    expect(typedAnswer(page, ['short']).words).toHaveLength(2)
  })
})

const text = fc.string({ unit: 'grapheme', maxLength: 60 }).filter((value) => value.trim() !== '')
const word = fc.stringMatching(/^[a-z]{1,14}$/).filter((value) => !['the', 'a', 'an'].includes(value))
const sentence = fc.array(word, { minLength: 1, maxLength: 6 })
const joined = (words: readonly ComparedWord[], which: 'typed' | 'expected') =>
  words.flatMap((one) => (which in one ? [(one as Record<typeof which, string>)[which]] : [])).join(' ')

describe('whatever is typed', () => {
  test('it never throws, and the same text is right', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(verdict(one, one)).toBe('right')
        expect(verdict(other, one, other)).toBe('right')
        expect(['right', 'close', 'wrong']).toContain(verdict(one, other))
      }),
    )
  })
  test('both texts stand whole in the comparison', () => {
    fc.assert(
      fc.property(text, text, (typed, expected) => {
        const compared = typedAnswer(typed, [expected])
        const squeezed = (value: string) => value.split(/\s+/u).filter(Boolean).join(' ')
        expect(joined(compared.words, 'typed')).toBe(squeezed(typed))
        expect(joined(compared.words, 'expected')).toBe(squeezed(compared.expected))
      }),
    )
  })
  test('case, punctuation and spaces change nothing', () => {
    fc.assert(
      fc.property(sentence, fc.constantFrom(' ', '  ', '-', ' , '), (words, between) => {
        expect(verdict(`“${words.join(between).toUpperCase()}”!`, words.join(' '))).toBe('right')
        expect(verdict(words.join(' '), `The ${words.join(between)}.`)).toBe('right')
      }),
    )
  })
  test('one letter left out of a word of five or more is close, of a shorter one wrong', () => {
    fc.assert(
      fc.property(sentence, fc.nat(), fc.nat(), (words, which, where) => {
        const index = which % words.length
        const chosen = words[index] ?? ''
        const at = where % chosen.length
        const slipped = chosen.slice(0, at) + chosen.slice(at + 1)
        const typed = words.map((one, other) => (other === index ? slipped : one)).join(' ')
        if (slipped === '' || ['the', 'a', 'an'].includes(slipped)) return
        expect(verdict(typed, words.join(' '))).toBe(chosen.length >= 5 ? 'close' : 'wrong')
      }),
    )
  })
  test('another number is wrong', () => {
    fc.assert(
      fc.property(sentence, fc.nat(), fc.integer({ min: 1, max: 9 }), (words, number, more) => {
        expect(verdict([...words, number + more].join(' '), [...words, number].join(' '))).toBe('wrong')
      }),
    )
  })
  test('the order of unlike words counts', () => {
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 2, maxLength: 5 }), (words) => {
        const turned = words.toReversed()
        if (turned.join('') === words.join('')) return
        const how = verdict(turned.join(' '), words.join(' '))
        // Two words a slip apart may change places and are then two slips.
        expect(how === 'wrong' || (how === 'close' && words.length < 4)).toBe(true)
      }),
    )
  })
})
