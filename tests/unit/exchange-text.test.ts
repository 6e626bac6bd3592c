/** Tables of text: encodings, delimiters, headers, columns, and what is said of rows that can't be taken. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readFile } from '../../electron/core/exchange/readers'
import { encodingOf } from '../../electron/core/exchange/text/decode'
import { readText } from '../../electron/core/exchange/text/read'
import type { OwnCardText } from '../../shared/model/own-card'
import type { TextLook, TextOptions } from '../../shared/model/text-import'

const bytes = (text: string) => Buffer.from(text)
const cards = async (text: string | Buffer, options = {}) =>
  (await readText(typeof text === 'string' ? bytes(text) : text, 'x.csv', options)).notes.map(({ text }) => text)
/** What is told of it before it is read. */
async function lookAt(text: string, options: TextOptions = {}): Promise<TextLook> {
  const looks: TextLook[] = []
  await readText(bytes(text), 'x.csv', options, (look) => looks.push(look))
  return looks[0] as TextLook
}
const sides = (card: OwnCardText | undefined) => card && 'back' in card && [card.front, card.back]
const utf16 = (text: string, swap = false) => {
  const made = Buffer.from(text, 'utf16le')
  return swap ? made.swap16() : made
}
const code = (call: Promise<unknown>) =>
  call.then(
    () => null,
    (error) => error.code,
  )

describe('encoding', () => {
  const text = 'front,back\nWürde,señal\n'
  test.each([
    ['utf-8', bytes(text)],
    ['utf-8', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes(text)])],
    ['windows-1252', Buffer.from(text, 'latin1')],
    ['utf-16le', utf16(text)],
    ['utf-16le', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(text)])],
    ['utf-16be', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16(text, true)])],
  ] as const)('%s', async (encoding, file) => {
    expect(encodingOf(file)).toBe(encoding)
    expect(sides((await cards(file))[0])).toEqual(['Würde', 'señal'])
  })
  test('a letter that got broken in UTF-8 is told by its row, and the others are read', async () => {
    const rows = Array.from({ length: 12 }, (_, n) => `Frage ${n} für ü,ä`).join('\n')
    const file = Buffer.concat([bytes(`front,back\n${rows}\nbroken `), Buffer.from([0xc3, 0x28]), bytes(',x\n')])
    const read = await readText(file, 'x.csv')
    expect(read.notes).toHaveLength(13)
    expect(read.problems).toEqual([{ code: 'broken-letters', where: 'row 14' }])
  })
})

describe('delimiter', () => {
  test.each([
    [',', 'a,b\nc,d\n'],
    [';', 'a;b, or so\nc;d\n'],
    ['\t', 'a, b and c\td\nno comma\te\n'],
    ['|', 'a|b\nc|d\n'],
  ])('%j', async (delimiter, text) => {
    expect((await lookAt(text)).delimiter).toBe(delimiter)
  })
  test('a wrong one is seen, and the better one named', async () => {
    expect(await lookAt('a;b\nc;d\n', { delimiter: ',' })).toMatchObject({ columns: ['front'], better: ';' })
    expect((await lookAt('a;b\nc;d\n')).better).toBeNull()
    expect((await lookAt('#separator:comma\na\tb\nc\td\n')).better).toBe('\t')
  })
})

describe('columns', () => {
  test('by their names, in any order; without a header by their place', async () => {
    const look = await lookAt('Tags,Answer,Question,Page\nlaw,Yes,Is it?,3\n')
    expect(look).toMatchObject({ header: true, columns: ['tags', 'back', 'front', 'ignored'] })
    expect(look.rows).toEqual([['law', 'Yes', 'Is it?', '3']])
    expect(await lookAt('Is it?,Yes\n')).toMatchObject({ header: false, columns: ['front', 'back'] })
    expect(await cards('Tags,Answer,Question\nlaw::federal border,Yes,Is it?\n')).toEqual([
      {
        kind: 'basic',
        front: 'Is it?',
        back: 'Yes',
        note: '',
        factors: [],
        place: null,
        tags: ['law::federal', 'border'],
      },
    ])
  })
  test('kinds, accepted answers, options', async () => {
    const text =
      'kind,front,back,accept,options\n,Q,A,,\n,Q,A,a|b,\n,Q,A,,B|C\n,Q,,,"* A\n- B"\n,Only {{c2::this}},,,\nreversed,Q,A,,\n'
    const made = await cards(text)
    expect(made.map(({ kind }) => kind)).toEqual([
      'basic',
      'typed',
      'multiple-choice',
      'multiple-choice',
      'cloze',
      'reversed',
    ])
    expect(made[1]).toMatchObject({ accept: ['a', 'b'] })
    expect(made[2]).toMatchObject({ options: [{ text: 'A', right: true }, { text: 'B' }, { text: 'C' }] })
    expect(made[3]).toMatchObject({
      options: [
        { text: 'A', right: true },
        { text: 'B', right: false },
      ],
    })
    expect(made[4]).toMatchObject({ text: 'Only {{this}}' })
  })
  test('Anki’s headers', async () => {
    const file =
      '#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\nab c\tBasic\tLaw::Federal\t<b>Q</b>&amp;A<br>two<script>alert(1)</script>\tA\tone two\n'
    const { notes, problems } = await readText(bytes(file), 'x.txt')
    expect(problems).toEqual([])
    expect(notes).toMatchObject([
      {
        guid: 'ab c',
        where: 'row 7',
        text: { kind: 'basic', front: 'Q&A\ntwo', back: 'A', deck: 'Law::Federal', tags: ['one', 'two'] },
      },
    ])
    expect(notes[0]?.text.origin?.program).toBe('anki')
  })
})

describe('rows that can’t be taken', () => {
  test('are told by their number, the others are read', async () => {
    const file = `front,back\na,b\n\nc\0,d\n${'x'.repeat(10_000_000)},y\ne,f\n"open,g\nh,i\n`
    const { notes, problems, counts } = await readText(bytes(file), 'x.csv')
    expect(notes.map(({ where }) => where)).toEqual(['row 2', 'row 6'])
    expect(problems).toEqual([
      { code: 'nul-bytes', where: 'row 4' },
      { code: 'cell-too-long', where: 'row 5', detail: { length: 10_000_000, most: 10_000 } },
      { code: 'quotes-open', where: 'row 7' },
    ])
    expect(counts.notes).toBe(5)
  })
  test('whole files', async () => {
    expect(await code(readFile('a.csv', Buffer.alloc(0)))).toBe('empty')
    expect(await code(readFile('a.csv', Buffer.from([0x50, 0x4b, 3, 4])))).toBe('unknown-kind')
    expect(await code(readFile('a.exe', bytes('a,b')))).toBe('unknown-kind')
    expect(await code(readFile('a.csv', Buffer.alloc(5000)))).toBe('not-text')
    expect(await code(readFile('a.csv', bytes('\n\n , \n')))).toBe('no-rows')
    expect(await code(readText(bytes('a,b\n'), 'a.csv', { columns: ['back', 'back'] }))).toBe('no-front')
  })
})

test('quoted cells of any content come back as they were, over any number of slices', async () => {
  const cell = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .filter((text) => text.trim() === text && !text.includes('\0') && !text.includes('\ufffd'))
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }),
      fc.constantFrom(1, 300),
      async (rows, times) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
        const all = Array.from({ length: times }, () => rows).flat()
        const file = bytes(`front\tback\n${all.map((row) => row.map(quoted).join('\t')).join('\n')}\n`)
        const options = { encoding: 'utf-8', delimiter: '\t', header: true, columns: ['front', 'back'] } as const
        const { notes } = await readText(file, 'x.tsv', { ...options, columns: [...options.columns] })
        expect(notes.map(({ text }) => ('front' in text ? text.front : text.text))).toEqual(all.map(([front]) => front))
      },
    ),
    { numRuns: 60 },
  )
})

test('any bytes are read or refused with a code', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (file) => {
      const read = await readFile('x.csv', file).catch((error) => error)
      if (read instanceof Error) expect((read as { code?: unknown }).code).toBeTypeOf('string')
      else expect(read.notes.length).toBeLessThanOrEqual(read.counts.notes)
    }),
    { numRuns: 300 },
  )
})
