import fc from 'fast-check'
import { Parser } from 'htmlparser2'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { fieldChecksum } from '../../../electron/core/exchange/exports/anki-collection'
import { asHtml, clozeText } from '../../../electron/core/exchange/exports/cloze'
import { namer, safeName } from '../../../electron/core/exchange/exports/file-names'
import { escaped, htmlOf } from '../../../electron/core/exchange/exports/html'
import { markdownHtml } from '../../../electron/core/exchange/exports/markdown-html'
import { withFileLinks } from '../../../electron/core/exchange/exports/notes-markdown'
import { table } from '../../../electron/core/exchange/exports/table'
import type { Inline } from '../../../shared/model/content'
import { guidOf, itemOfGuid } from '../../../shared/rules/exchange-guid'
import { cardsFrom, withNumbers } from '../../../shared/rules/own-cards'
import { cloze, uuid } from '../../support/own-cards'

/** Text with what could break out of a form. */
const nasty = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '<script>',
        '</style>',
        '"',
        "'",
        '&amp;',
        '&',
        '\n',
        '\r\n',
        '\t',
        ',',
        '=1+1',
        '{{',
        '}}',
        '::',
        '\u001f',
        '\u0000',
        '<img src=x onerror=y>',
        '](',
        '#',
      ),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''))

/** What a browser makes of HTML: its words, its elements and their attributes. */
function read(html: string): { text: string; tags: string[]; attributes: string[] } {
  const found = { text: '', tags: [] as string[], attributes: [] as string[] }
  const parser = new Parser({
    ontext: (text) => {
      found.text += text
    },
    onopentag: (name, attributes) => {
      found.tags.push(name)
      found.attributes.push(...Object.keys(attributes))
    },
  })
  parser.end(html)
  return found
}

test('the checksum of a first field is Anki’s', () => {
  expect(fieldChecksum('test')).toBe(2840236005)
  expect(fieldChecksum('今日')).toBe(1464653051)
  expect(fieldChecksum('<b>te</b>st')).toBe(2840236005)
})

test('no text becomes HTML', () => {
  fc.assert(
    fc.property(nasty, nasty, (text, other) => {
      const inlines: Inline[] = [
        { type: 'text', text },
        { type: 'strong', children: [{ type: 'text', text: other }] },
        { type: 'citation', facts: [text] },
      ]
      const { tags, text: words } = read(htmlOf(inlines))
      expect(tags.filter((tag) => tag !== 'br')).toEqual(['strong'])
      expect(words).toBe(read(escaped(text + other).replace(/\r\n?|\n/g, '')).text)
      for (const sign of ['\u0000', '\u001f']) expect(htmlOf(inlines)).not.toContain(sign)
    }),
  )
})

test('Markdown becomes HTML without script, styles, foreign pictures or addresses that run', () => {
  const markdown = fc
    .array(
      fc.oneof(
        nasty,
        fc.constantFrom(
          '# a\n\n',
          '- x\n',
          '> q\n\n',
          '[a](javascript:alert(1))',
          '![p](http://x/y.png)',
          '<iframe src="//x">',
          '```\n',
          '| a | b |\n|---|---|\n| 1 | 2 |\n',
          '[b](data:text/html,x)',
          '<https://a.example>',
          '[c](/notes/1)',
        ),
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join(''))
  const allowed = /^(p|h[3-6]|ul|ol|li|blockquote|pre|code|hr|table|thead|tbody|tr|th|td|strong|em|br|a)$/
  fc.assert(
    fc.property(markdown, (text) => {
      const html = markdownHtml(text, 2, (address) => (/^https?:/i.test(address) ? address : null))
      const { tags, attributes } = read(html)
      expect(tags.filter((tag) => !allowed.test(tag))).toEqual([])
      expect(attributes.filter((name) => !['href', 'class', 'start', 'scope'].includes(name))).toEqual([])
      expect(html).not.toMatch(/(href|src)="(?!https?:)/i)
    }),
  )
})

test('a table is read back cell by cell', () => {
  const rows = fc.array(
    fc.array(fc.oneof(nasty, fc.constantFrom('', ' ', '  x ', '\ufeff')), { minLength: 2, maxLength: 5 }),
    { minLength: 1, maxLength: 6 },
  )
  for (const delimiter of [',', '\t'] as const)
    fc.assert(
      fc.property(rows, (cells) => {
        const text = table(cells, { delimiter, lineEnd: '\r\n', guarded: false })
        const { data } = Papa.parse<string[]>(text, { delimiter, newline: '\r\n' })
        // The last line ends, too.
        expect(data.slice(0, -1)).toEqual(cells)
      }),
    )
})

test('a spreadsheet computes nothing', () => {
  fc.assert(
    fc.property(fc.constantFrom('=', '+', '-', '@', '\t', '\r'), nasty, (sign, rest) => {
      const text = table([[sign + rest, 'x']], { delimiter: ',', lineEnd: '\r\n', guarded: true })
      expect(Papa.parse<string[]>(text, { delimiter: ',', newline: '\r\n' }).data[0]?.[0]).toBe(`'${sign}${rest}`)
    }),
  )
})

test('names of files are safe on every system, and each is another', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          nasty,
          fc.constantFrom(
            'CON',
            'con.txt',
            'a/b',
            '..',
            '.',
            'Ä',
            'A\u0308',
            'ä',
            'x'.repeat(400),
            '👩‍👩‍👧'.repeat(60),
            'a.',
            ' a',
          ),
        ),
      ),
      (titles) => {
        const name = namer('.md')
        const names = titles.map((title) => name(title, 'Untitled'))
        for (const one of names) {
          expect(one).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cs}]|^[ .]|[ .]$/u)
          expect(one).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i)
          expect(Buffer.byteLength(one)).toBeLessThanOrEqual(255)
          expect(one).toBe(one.normalize('NFC'))
        }
        const same = (one: string) => one.normalize('NFKC').toUpperCase().toLowerCase()
        expect(new Set(names.map(same)).size).toBe(names.length)
      },
    ),
  )
  expect(safeName('Who held the papers?', 'x')).toBe('Who held the papers')
  expect(safeName('???', 'Untitled note')).toBe('Untitled note')
})

test('a guid is the same each time, another for each item, and names it', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), (one, other) => {
      expect(guidOf(one)).toBe(guidOf(one))
      expect(itemOfGuid(guidOf(one))).toBe(one)
      expect(guidOf(one) === guidOf(other)).toBe(one === other)
    }),
  )
  const origin = { program: 'anki' as const, guid: 'cU1%zNUzk1', model: null, modifiedAt: null }
  expect(guidOf(uuid(1), origin)).toBe('cU1%zNUzk1')
  expect(itemOfGuid('cU1%zNUzk1')).toBe(null)
})

test('a cloze text has each deletion of its cards, and nothing else that Anki would take for one', () => {
  const word = fc.oneof(
    fc.constantFrom('border', 'a < b', 'Ünï', '12', 'x}', 'a:b', 'c1'),
    fc
      .string({ minLength: 1, maxLength: 6 })
      .filter((text) => !/[{}]/.test(text) && text.trim() !== '' && !text.includes('::')),
  )
  const between = fc.constantFrom(' and ', '\n', ' {', '} ', '{{c9::', ' & ')
  fc.assert(
    fc.property(fc.array(fc.tuple(between, word), { minLength: 1, maxLength: 6 }), (parts) => {
      const written = parts.map(([before, answer]) => `${before}{{${answer}}}`).join('')
      const text = cloze(written)
      const numbered = withNumbers(text, null)
      const cards = cardsFrom(uuid(1), numbered, null).map((card, index) => ({
        card,
        number: numbered.deletions?.numbers[index] ?? 0,
      }))
      fc.pre(cards.length > 0)
      const html = clozeText(cards, asHtml) ?? ''
      const found = [...html.matchAll(/\{\{c(\d+)::(.*?)\}\}/gs)]
      expect(found.map(([, number]) => Number(number) - 1)).toEqual(cards.map(({ number }) => number))
      expect(found.map(([, , answer]) => read(answer ?? '').text)).toEqual(
        cards.map(({ card }) => card.back.map((part) => (part.type === 'text' ? part.text : '')).join('')),
      )
      expect(html.replace(/\{\{c\d+::.*?\}\}/gs, '')).not.toMatch(/[{}]/)
    }),
  )
})

test('links between notes lead to their files; code and other links stay', () => {
  const names = new Map([['n1', 'The papers (2).md']])
  const link = (text: string) => withFileLinks(text, names)
  expect(link('See [it](/notes/n1) and [JTFA](/glossary/jtfa).')).toBe(
    'See [it](The%20papers%20%282%29.md) and [JTFA](fieldbook:/glossary/jtfa).',
  )
  expect(link('gone [x](/notes/n2)')).toBe('gone [x](fieldbook:/notes/n2)')
  expect(link('`[a](/notes/n1)` [w](https://x.example/)')).toBe('`[a](/notes/n1)` [w](https://x.example/)')
  expect(link('```\n[a](/notes/n1)\n```\r\n[a](/notes/n1)')).toBe(
    '```\n[a](/notes/n1)\n```\r\n[a](The%20papers%20%282%29.md)',
  )
})
