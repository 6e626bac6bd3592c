import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cardSearch, type SearchedCard, searchFields } from '../../../shared/rules/card-search'

const card = (change: Partial<SearchedCard> = {}): SearchedCard => ({
  ...{ id: 'consent-smuggling', kind: 'basic', text: 'did the person agree?\nyes, to be moved.', chapter: 'one' },
  ...{ objectives: ['name-the-factors'], factors: ['consent'], classes: ['smuggling'], state: 'review' },
  ...{ suspended: false, buried: false, leech: false, flag: 0, waits: false, own: false },
  ...{ tags: ['law::federal', 'border'], decks: ['Smuggling::Terms'] },
  ...{ due: 3, stability: 12.5, difficulty: 5, lapses: 2 },
  ...change,
})
/** Null where the search can't be read. */
const finds = (search: string, change: Partial<SearchedCard> = {}) => {
  const read = cardSearch(search)
  return 'problem' in read ? null : read.test(card(change))
}
const problem = (search: string) => {
  const read = cardSearch(search)
  return 'problem' in read ? read.problem : null
}

describe('words', () => {
  test('all must be there, in any order and case', () => {
    expect(finds('AGREE person')).toBe(true)
    expect(finds('agree nobody')).toBe(false)
    expect(finds('')).toBe(true)
    expect(finds('   ')).toBe(true)
  })
  test('in quotes, one after the other, and never as a field', () => {
    expect(finds('"person agree"')).toBe(true)
    expect(finds('"agree person"')).toBe(false)
    expect(finds('"state:new"')).toBe(false)
    expect(finds('"state:new"', { text: 'what does state:new mean?' })).toBe(true)
  })
  test('turned round by a minus', () => {
    expect(finds('-nobody')).toBe(true)
    expect(finds('-agree')).toBe(false)
    expect(finds('-"person agree"')).toBe(false)
    expect(finds('agree -moved')).toBe(false)
    expect(finds('-', { text: 'a - b' })).toBe(true)
  })
})

describe('fields', () => {
  test.each<[string, Partial<SearchedCard>, Partial<SearchedCard>]>([
    ['state:new', { state: 'new' }, { state: 'review' }],
    ['state:learning', { state: 'learning' }, { state: 'new' }],
    ['state:review', { state: 'review' }, { state: 'learning' }],
    ['state:due', { waits: true }, { waits: false, due: -3 }],
    ['state:suspended', { suspended: true }, {}],
    ['state:buried', { buried: true }, {}],
    ['state:leech', { leech: true }, {}],
    ['state:flagged', { flag: 1 }, { flag: 0 }],
    ['kind:cloze', { kind: 'cloze' }, {}],
    ['kind:typed', { kind: 'typed' }, {}],
    ['is:own', { own: true }, {}],
    ['is:book', {}, { own: true }],
    ['chapter:two', { chapter: 'two' }, { chapter: 'twofold' }],
    ['objective:apply', { objectives: ['name', 'apply'] }, { objectives: ['apply-it'] }],
    ['factor:border', { factors: ['consent', 'border'] }, { factors: [] }],
    ['tag:law', { tags: ['LAW::federal'] }, { tags: ['lawful', 'the::law'] }],
    ['tag:none', { tags: [] }, { tags: ['law'] }],
    ['deck:Border', { decks: ['Border::Terms'] }, { decks: [] }],
    ['class:both', { classes: ['both'] }, {}],
    ['card:consent-trafficking', { id: 'consent-trafficking' }, {}],
    ['due:<7', { due: 6 }, { due: 7 }],
    ['due:<7', { due: -100 }, { due: null }],
    ['due:-3', { due: -3 }, { due: 3 }],
    ['stability:>30', { stability: 30.1 }, { stability: 30 }],
    ['stability:<=0.5', { stability: 0.5 }, { stability: null }],
    ['difficulty:>=9', { difficulty: 9 }, { difficulty: 8.9 }],
    ['lapses:=2', { lapses: 2 }, { lapses: 3 }],
    ['flag:2', { flag: 2 }, { flag: 1 }],
  ])('%s', (search, found, other) => {
    expect(finds(search, found)).toBe(true)
    expect(finds(search, other)).toBe(false)
    expect(finds(`-${search}`, found)).toBe(false)
    expect(finds(`-${search}`, other)).toBe(true)
    const [field, value] = search.split(':')
    expect(finds(`${field?.toUpperCase()}:${value}`, found)).toBe(true)
    expect(finds(`${field}:"${value}"`, found)).toBe(true)
    expect(finds(`${field}:"${value}"`, other)).toBe(false)
  })

  test('all of several must hold', () => {
    const search = 'state:suspended factor:consent due:<7 stability:>10 agree'
    expect(finds(search, { suspended: true })).toBe(true)
    for (const change of [{ suspended: false }, { factors: [] }, { due: 9 }, { stability: 1 }, { text: '' }])
      expect(finds(search, { suspended: true, ...change })).toBe(false)
  })
})

describe('what cannot be read is said in words', () => {
  test('an unknown field, with those that there are', () => {
    expect(problem('color:red')).toBe(`There is no field “color”. Fields are ${searchFields.join(', ')}.`)
    expect(searchFields).toContain('stability')
    for (const name of ['constructor', '__proto__', 'toString']) expect(problem(`${name}:x`)).toContain(name)
  })
  test('an unknown state, with those that there are', () => {
    expect(problem('state:lost')).toMatch(/^state:lost\?.*new, learning, review, due, suspended/)
    expect(problem('state:')).toMatch(/^state:\?/)
    expect(problem('-state:constructor')).not.toBeNull()
  })
  test('what is no number', () => {
    for (const search of ['due:soon', 'due:', 'due:<', 'stability:>1.', 'lapses:1e3', 'lapses:<<2', 'flag:"a b"'])
      expect(problem(search)).toMatch(/takes a number, as in/)
  })
  test('wherever it stands among what can be read', () => {
    expect(problem('agree color:red -moved')).toContain('color')
  })
})

describe('any text', () => {
  const piece = fc.oneof(
    fc.constantFrom('-', '"', ':', '<', '>=', ' ', '\n', '(', ')', '[', '\\', '*', '+', '.', '|', '$', 'İ', '\u0000'),
    fc.constantFrom('state:due', 'due:<7', 'constructor:', '__proto__:1', '"a b"', '-kind:"x', 'factor:', 'flag:1'),
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.string({ maxLength: 6 }),
  )
  const text = fc.array(piece, { maxLength: 15 }).map((pieces) => pieces.join(''))

  test('gives a test or a problem, and never throws', () => {
    fc.assert(
      fc.property(text, fc.string({ unit: 'binary' }), (search, content) => {
        const read = cardSearch(search)
        if ('problem' in read) expect(read.problem).not.toBe('')
        else expect(typeof read.test(card({ text: content.toLowerCase() }))).toBe('boolean')
      }),
      { numRuns: 2000 },
    )
  })
  test('that stands in a card is found there in quotes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.string(), (wanted, before, after) => {
        fc.pre(!wanted.includes('"'))
        expect(finds(`"${wanted}"`, { text: `${before}${wanted}${after}`.toLowerCase() })).toBe(true)
      }),
    )
  })
  test('a thousand characters of quotes and colons take no time to speak of', () => {
    const began = performance.now()
    for (const bad of ['"', 'a:"', '-', 'a'.repeat(9), ':', '-"']) cardSearch(bad.repeat(1000 / bad.length))
    expect(performance.now() - began).toBeLessThan(200)
  })
})
