/** Anki packages read into our terms: real files, and made ones of every layout. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readAnkiPackage } from '../../../electron/core/exchange/anki/read-package'
import { cardsFrom, withNumbers } from '../../../shared/rules/own-cards'
import { ankiFixture, hasAnkiFixtures } from '../../support/anki-fixtures'
import {
  basic,
  cloze,
  type Layout,
  type Made,
  type MadeNote,
  madePackage,
  png,
  typed,
} from '../../support/anki-package'

const now = Date.parse('2026-06-08T14:00:00Z')
const read = (bytes: Uint8Array) => readAnkiPackage(bytes, 'test.apkg', { now })
const readMade = async (made: Made, options?: Parameters<typeof madePackage>[1]) =>
  read(await madePackage(made, options))
const readNotes = (...notes: MadeNote[]) => readMade({ notes })
/** The one text that a note makes. */
async function textOf(note: MadeNote, made: Partial<Made> = {}, options?: Parameters<typeof madePackage>[1]) {
  const { notes } = await readMade({ notes: [note], ...made }, options)
  expect(notes.length).toBe(1)
  return notes[0]?.text
}
async function problemsOf(made: Made, options?: Parameters<typeof madePackage>[1]) {
  const { problems } = await readMade(made, options)
  return problems.map(({ code, where }) => [code, where])
}
const plain = { note: '', factors: [], place: null, deck: 'Default' }

describe.skipIf(!hasAnkiFixtures())('real files', () => {
  const fixture = (name: string) => read(readFileSync(ankiFixture(name)))

  test('a note, and the same note changed later', async () => {
    const first = await fixture('update1.apkg')
    const second = await fixture('update2.apkg')
    for (const { counts, problems } of [first, second]) {
      expect(counts).toEqual({ notes: 1, cards: 1, reviews: 0 })
      expect(problems).toEqual([])
    }
    expect(first.notes[0]?.text).toEqual({ ...plain, kind: 'basic', front: 'hello', back: 'world' })
    expect(second.notes[0]?.text).toEqual({ ...plain, kind: 'basic', front: 'goodbye', back: 'world' })
    expect(second.notes[0]?.guid).toBe(first.notes[0]?.guid)
    expect(second.notes[0]?.modifiedAt).toBeGreaterThan(first.notes[0]?.modifiedAt ?? 0)
  })

  test('a note type with one card, then with two that aren’t mirror images', async () => {
    const one = await fixture('diffmodels2-1.apkg')
    const two = await fixture('diffmodels2-2.apkg')
    expect(one.counts).toEqual({ notes: 1, cards: 1, reviews: 0 })
    expect(two.counts).toEqual({ notes: 1, cards: 2, reviews: 0 })
    expect(two.notes.map(({ guid, part }) => [guid, part])).toEqual([
      [one.notes[0]?.guid, undefined],
      [`${one.notes[0]?.guid}#1`, true],
    ])
    expect(two.notes.map(({ text }) => text)).toEqual([
      { ...plain, kind: 'basic', front: 'front', back: 'back' },
      { ...plain, kind: 'basic', front: 'back', back: 'Edit to customize\nfront' },
    ])
  })

  test('a whole collection with every kind of card and two pictures', async () => {
    const { notes, media, counts, problems } = await fixture('orbit-testCollection.colpkg')
    expect(counts).toEqual({ notes: 5, cards: 7, reviews: 1 })
    expect(problems).toEqual([])
    expect(notes.map(({ text }) => text.kind)).toEqual(['basic', 'typed', 'reversed', 'cloze', 'basic'])
    expect(notes.flatMap(({ cards }) => cards).length).toBe(7)
    expect(notes[0]?.cards[0]).toEqual({
      ...{ number: 0, suspended: false, flag: 0, due: Date.parse('2020-04-12T11:00:00Z') },
      reviews: [{ at: 1_586_379_272_213, rating: 'good', spent: 4183 }],
      memory: { kind: 'sm2', ease: 2.5, interval: 4, repetitions: 1, lapses: 0 },
    })
    expect(notes[3]?.text).toMatchObject({ text: 'Test {{c1::cloze}} deletion {{c2::prompt}}', note: 'Extra text' })
    const shown = JSON.stringify(notes[4]?.text).match(/[0-9a-f]{64}/g)
    expect(shown).toEqual([...media.keys()])
    for (const [sha, bytes] of media) expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha)
  })
})

describe.each<Layout>(['legacy-1', 'legacy-2', 'latest'])('layout %s', (layout) => {
  test('notes, decks, pictures; never the notice to update', async () => {
    const made: Made = {
      notes: [
        { fields: ['Who <b>consents</b>?', 'See <img src="a b.png">'], tags: ' law::federal ref ' },
        {
          model: 2,
          fields: ['one', 'two'],
          cards: [
            { ord: 0, did: 7 },
            { ord: 1, did: 7 },
          ],
        },
        { model: 3, fields: ['{{c1::Paris::city}} and {{c2::Rome}}', ''], cards: [{ ord: 0 }, { ord: 1 }] },
        { model: 4, fields: ['Typed?', 'yes'] },
      ],
      decks: { 1: 'Default', 7: 'Law::Federal' },
    }
    const { notes, media, counts, problems } = await readMade(made, {
      layout,
      media: { 'a b.png': png, 'unused.png': png },
    })
    expect(problems).toEqual([])
    expect(counts).toEqual({ notes: 4, cards: 6, reviews: 0 })
    const sha = createHash('sha256').update(png).digest('hex')
    expect([...media.keys()]).toEqual([sha])
    expect(notes.map(({ text }) => text)).toEqual([
      {
        ...{ ...plain, tags: ['law::federal', 'ref'], markup: true, kind: 'basic' },
        ...{ front: 'Who **consents**?', back: `See ![](media:${sha}.png)` },
      },
      { ...plain, deck: 'Law::Federal', kind: 'reversed', front: 'one', back: 'two' },
      { ...plain, kind: 'cloze', text: '{{c1::Paris::city}} and {{c2::Rome}}' },
      { ...plain, kind: 'typed', front: 'Typed?', back: 'yes', accept: [] },
    ])
    expect(notes.map(({ cards }) => cards.map(({ number }) => number))).toEqual([[0], [0, 1], [0, 1], [0]])
  })
})

test('a name in Unicode’s other normal form finds its picture, as does one written like an address', async () => {
  const { media, problems } = await readMade(
    { notes: [{ fields: ['<img src="cafe\u0301.png">', '<img src="a%20b.png">'] }] },
    { media: { 'caf\u00e9.png': png, 'a b.png': png } },
  )
  expect(media.size).toBe(1)
  expect(problems).toEqual([])
})

describe('schedules', () => {
  const crt = 1_600_000_000
  const cardOf = async (card: NonNullable<MadeNote['cards']>[number]) =>
    (await readMade({ notes: [{ fields: ['a', 'b'], cards: [card] }], crt })).notes[0]?.cards[0]
  const day = 86_400

  test.each([
    ['new', { due: 5 }, null],
    ['in review, days from the beginning', { type: 2, queue: 2, due: 30, ivl: 10 }, crt + 30 * day],
    ['learning, in Unix seconds', { type: 1, queue: 1, due: 1_700_000_000 }, 1_700_000_000],
    ['learning over days', { type: 3, queue: 3, due: 31 }, crt + 31 * day],
    [
      'in a filtered deck, by its own day',
      { type: 2, queue: 2, due: -100_000, odue: 40, odid: 1, did: 9, ivl: 3 },
      crt + 40 * day,
    ],
    ['suspended', { type: 2, queue: -1, due: 30, ivl: 10 }, crt + 30 * day],
    ['buried', { type: 2, queue: -2, due: 30, ivl: 10 }, crt + 30 * day],
    ['due at an impossible time', { type: 2, queue: 2, due: 1e15, ivl: 10 }, null],
  ])('a card %s', async (_, card, due) => {
    const found = await cardOf(card)
    expect(found?.due).toBe(due === null ? null : due * 1000)
    expect(found?.suspended).toBe('queue' in card && card.queue === -1)
  })

  test('what FSRS or SM-2 kept', async () => {
    const review = { type: 2, queue: 2, due: 30, ivl: 12, factor: 2300, reps: 5, lapses: 1 }
    expect((await cardOf({ ...review, data: '{"s":12.5,"d":6.1,"dr":0.9,"lrt":1700000000}' }))?.memory).toEqual({
      ...{ kind: 'fsrs', stability: 12.5, difficulty: 6.1 },
    })
    const sm2 = { kind: 'sm2', ease: 2.3, interval: 12, repetitions: 5, lapses: 1 }
    expect((await cardOf(review))?.memory).toEqual(sm2)
    expect((await cardOf({ ...review, data: '{broken' }))?.memory).toEqual(sm2)
    expect((await cardOf({ ...review, data: '{"s":-1,"d":"x"}' }))?.memory).toEqual(sm2)
    expect((await cardOf({ type: 1, queue: 1, due: 1_700_000_000 }))?.memory).toBeNull()
  })

  test('flags to the fourth', async () => {
    expect((await cardOf({ flags: 3 }))?.flag).toBe(3)
    expect((await cardOf({ flags: 7 }))?.flag).toBe(0)
  })

  test('answers only: not what was moved by hand, practiced, before a reset, or is to come', async () => {
    const at = (n: number) => 1_650_000_000_000 + n
    const { notes, counts, problems } = await readMade({
      notes: [
        {
          fields: ['a', 'b'],
          cards: [
            {
              ...{ type: 2, queue: 2, ivl: 5 },
              reviews: [
                [at(9), 4, 700, 1, 2500],
                [at(1), 3, 900, 0, 0],
                [at(2), 0, 0, 4, 0],
                [at(3), 1, 100, 0, 0],
                [at(4), 2, 2 ** 31, 1, 2500],
                [at(5), 3, 10, 3, 0],
                [at(6), 3, 20, 3, 2500],
                [at(7), 0, 0, 5, 2500],
                [now + 3 * day * 1000, 3, 1, 1, 2500],
              ],
            },
          ],
        },
      ],
      sql: 'insert into revlog values (5, 12345, -1, 3, 0, 0, 2500, 10, 1)',
    })
    expect(notes[0]?.cards[0]?.reviews).toEqual([
      { at: at(3), rating: 'again', spent: 100 },
      { at: at(4), rating: 'hard', spent: 3_600_000 },
      { at: at(6), rating: 'good', spent: 20 },
      { at: at(9), rating: 'easy', spent: 700 },
    ])
    expect(counts.reviews).toBe(10)
    expect(problems).toEqual([
      { code: 'orphan-reviews', where: 'revlog', detail: { count: 1 } },
      { code: 'not-reviews', where: 'revlog', detail: { count: 3 } },
      { code: 'review-time', where: 'revlog', detail: { count: 1 } },
      { code: 'reviews-before-reset', where: 'revlog', detail: { count: 1 } },
    ])
  })
})

describe('note types', () => {
  test('one asked both ways only where a field is filled', async () => {
    const optional = {
      ...{ id: 5, name: 'Optional', fields: ['Front', 'Back', 'Reverse'] },
      templates: [basic.templates[0], ['{{#Reverse}}{{Back}}{{/Reverse}}', '{{FrontSide}}<hr id=answer>{{Front}}']] as [
        string,
        string,
      ][],
    }
    const made = (reverse: string, cards: MadeNote['cards']) =>
      textOf({ model: 5, fields: ['a', 'b', reverse], cards }, { models: [optional] })
    expect(await made('y', [{ ord: 0 }, { ord: 1 }])).toEqual({ ...plain, kind: 'reversed', front: 'a', back: 'b' })
    expect(await made('', [{ ord: 0 }])).toEqual({ ...plain, kind: 'basic', front: 'a', back: 'b' })
    const empty = await readMade({
      notes: [{ model: 5, fields: ['a', 'b', ''], cards: [{ ord: 0 }, { ord: 1 }] }],
      models: [optional],
    })
    expect(empty.problems).toEqual([{ code: 'empty-side', where: 'note 1500000000000', detail: { card: 2 } }])
  })

  test('any other: a text of its own for each card, known again by guid and number', async () => {
    const three = {
      ...{ id: 6, name: 'Agency', fields: ['Name', 'Short', 'Role'] },
      templates: [
        ['{{Name}}: short?', '{{FrontSide}}<hr id=answer>{{Short}}'],
        [
          'Role of {{text:Name}}? {{hint:Short}}',
          '{{FrontSide}}<hr id=answer>{{Role}}<br>{{furigana:Short}}{{Missing}}',
        ],
        ['{{Short}}', '{{Name}}{{^Role}}no role{{/Role}}'],
      ] as [string, string][],
    }
    const { notes, counts } = await readMade({
      notes: [
        {
          guid: 'g',
          model: 6,
          fields: ['Homeland Security', 'DHS', 'Borders'],
          cards: [{ ord: 0, flags: 1 }, { ord: 1 }, { ord: 2, flags: 2 }],
        },
      ],
      models: [three],
    })
    expect(counts).toEqual({ notes: 1, cards: 3, reviews: 0 })
    expect(notes.map(({ guid, part, text, cards }) => [guid, part, text, cards[0]?.flag, cards[0]?.number])).toEqual([
      ['g', undefined, { ...plain, kind: 'basic', front: 'Homeland Security: short?', back: 'DHS' }, 1, 0],
      ['g#1', true, { ...plain, kind: 'basic', front: 'Role of Homeland Security?', back: 'Borders\nDHS' }, 0, 0],
      ['g#2', true, { ...plain, kind: 'basic', front: 'DHS', back: 'Homeland Security' }, 2, 0],
    ])
  })

  test('typed answers show the answer once, and the rest as a note', async () => {
    const extra = {
      ...typed,
      templates: [
        [typed.templates[0]?.[0] ?? '', '{{FrontSide}}<hr id=answer>{{type:Back}}<p>{{Back}}<p>More about it'],
      ] as [string, string][],
    }
    expect(await textOf({ model: 4, fields: ['q', 'a'] }, { models: [extra] })).toEqual({
      ...{ ...plain, kind: 'typed', front: 'q', back: 'a', accept: [], note: 'More about it' },
    })
  })

  test('image occlusion is left out and named', async () => {
    const { notes, problems } = await readNotes(
      { model: 3, fields: ['{{c1::image-occlusion:rect:left=.1}}', ''] },
      { fields: ['a', 'b'] },
    )
    expect(notes.length).toBe(1)
    expect(problems).toEqual([{ code: 'image-occlusion', where: 'note 1500000000000' }])
  })

  test('a note without its note type, without cards, twice the same', async () => {
    expect(
      await problemsOf({
        notes: [
          { model: 99, fields: ['a', 'b'] },
          { fields: ['a', 'b'], cards: [] },
          { fields: ['', 'b'] },
          { guid: 'same', fields: ['a', 'b'] },
          { guid: 'same', fields: ['c', 'd'] },
        ],
        sql: 'update cards set nid = 4 where id = (select max(id) from cards)',
      }),
    ).toEqual([
      ['no-note-type', 'note 1500000000000'],
      ['no-cards', 'note 1500000000001'],
      ['empty-side', 'note 1500000000002'],
      ['no-cards', 'note 1500000000002'],
      ['same-guid', 'note 1500000000004'],
      ['orphan-cards', 'cards'],
    ])
  })
})

describe('cloze', () => {
  const asked = async (text: string, ords: number[], extra = '') => {
    const found = await readNotes({ model: 3, fields: [text, extra], cards: ords.map((ord) => ({ ord })) })
    const [note] = found.notes
    const cards = note ? cardsFrom('x', withNumbers(note.text, null), null) : []
    return {
      text: note?.text.kind === 'cloze' ? note.text.text : null,
      cards: cards.map(({ id, frontText, backText }) => [id, frontText, backText]),
      numbers: note?.cards.map(({ number }) => number),
      problems: found.problems.map(({ code }) => code),
    }
  }

  test('the cards are known by Anki’s numbers, whatever their order', async () => {
    expect(await asked('{{c3::a}} {{c1::b::hint}}', [0, 2])).toEqual({
      text: '{{c3::a}} {{c1::b::hint}}',
      cards: [
        ['own:x:2', '[…] b', 'a'],
        ['own:x', 'a [hint]', 'b'],
      ],
      numbers: [0, 2],
      problems: [],
    })
  })
  test('several gaps of one number are one card', async () => {
    expect((await asked('{{c1::a}} and {{c1::b}}, not {{c2::c}}', [0, 1])).cards).toEqual([
      ['own:x', '[…] and […], not c', 'a … b'],
      ['own:x:1', 'a and b, not […]', 'c'],
    ])
  })
  test('one inside another becomes words of it, which is said', async () => {
    const found = await asked('{{c1::a {{c2::b}} c}}', [0, 1])
    expect(found.text).toBe('{{c1::a b c}}')
    expect(found.problems).toEqual(['cloze-nested', 'no-such-blank'])
  })
  test('emphasis across and inside, white space, braces and colons that mean nothing', async () => {
    const found = await asked('<b>The {{c1::<i>House</i> }}of</b> {x} {{c2::a::b::c}}', [0, 1])
    expect(found.text).toBe('**The** {{c1::***House***}} **of** \\{x\\} {{c2::a::b::c}}')
    expect(found.cards).toEqual([
      ['own:x', 'The […] of {x} a', 'House'],
      ['own:x:1', 'The House of {x} [b::c]', 'a'],
    ])
  })
  test('what isn’t whole is text; empty ones and those without a card are none', async () => {
    expect((await asked('{{c1::a}} {{c2::b', [0])).text).toBe('{{c1::a}} \\{\\{c2::b')
    expect((await asked('{{c1::}} x', [0])).problems).toEqual(['no-such-blank', 'no-cards'])
    expect((await asked('no blank', [0])).problems).toEqual(['no-such-blank', 'no-cards'])
    expect((await asked('{{c1,2::a}} {{c2::b}}', [0, 1])).problems).toEqual(['cloze-several-numbers'])
  })
  test('more blanks than a card can have', async () => {
    const many = Array.from({ length: 51 }, (_, index) => `{{c${index + 1}::w}}`).join(' ')
    expect((await asked(many, [0])).problems).toEqual(['too-many-deletions'])
  })
})

describe('texts', () => {
  test.each([
    ['lines and blocks', '<div>one</div><div>two<br><br>three</div>', 'one\ntwo\n\nthree'],
    ['a list', '<ul><li>a</li><li>b</li></ul><ol><li>c</li><li>d</li></ol>', '• a\n• b\n1. c\n2. d'],
    ['a table', '<table><tr><th>a</th><td>b</td></tr><tr><td>c</td></tr></table>', 'a | b\nc'],
    ['entities and spaces', ' a&nbsp;&amp;&lt;b&gt;\n  c ', 'a &<b> c'],
    ['raised and lowered letters', 'H<sub>2</sub>O x<sup>10</sup> y<sup>ab</sup> z<sub>q</sub>', 'H₂O x¹⁰ y^(ab) z_q'],
    ['formulas', '\\(x^2\\) [latex]y[/latex] <anki-mathjax>z</anki-mathjax>', '\\(x^2\\) [latex]y[/latex] \\(z\\)'],
    ['sound', 'listen [sound:a.mp3]', 'listen [sound: a.mp3]'],
    ['reading aid', '<ruby>漢<rt>kan</rt></ruby>', '漢 (kan)'],
    ['a link', '<a href="https://x.test">here</a>', 'here'],
    ['styles', '<span style="font-weight:bold" onclick="x()">a</span>', 'a'],
    ['stars and braces', 'a * b {{x}} **c**', 'a * b {{x}} **c**'],
  ])('%s', async (_, html, words) => {
    expect(await textOf({ fields: [html, 'b'] })).toEqual({ ...plain, kind: 'basic', front: words, back: 'b' })
  })

  test('emphasis makes the whole note markup, with stars of its own escaped', async () => {
    expect(await textOf({ fields: ['2 * 3 <b>= <i>six</i></b>', '*'] })).toMatchObject({
      ...{ markup: true, front: '2 \\* 3 **= *six***', back: '\\*' },
    })
  })

  test.each([
    ['<script>alert(1)</script>', ['script']],
    ['<style>*{}</style><iframe src="x">f</iframe><object>o</object>', []],
    ['<img src="https://evil.test/a.png">', ['picture-remote']],
    ['<img src="//evil.test/a.png">', ['picture-remote']],
    ['<img src=x onerror=alert(1)>', ['picture-missing']],
    ['<img src="javascript:alert(1)">', ['script', 'picture-remote']],
    ['<img src="data:image/png;base64,AAAA">', ['picture-remote']],
    ['<svg onload=alert(1)><script>x</script><image href="https://evil.test"/></svg>', ['script']],
    ['<form action="https://evil.test"><input name=a><button>b</button></form>', []],
    ['<a href="javascript:alert(1)">b</a>', ['script']],
    ['<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)></style></mglyph></math>', []],
    ['<<script>script>alert(1)<</script>/script>', ['script']],
  ])('%s leaves only words', async (html, codes) => {
    const { notes, media, problems } = await readNotes({ fields: [`front ${html}`, 'back'] })
    expect(problems.map(({ code }) => code).filter((code) => codes.length > 0 || code !== 'picture-missing')).toEqual(
      codes,
    )
    expect(media.size).toBe(0)
    expect(notes[0]?.text).toMatchObject({ kind: 'basic', back: 'back' })
    expect(JSON.stringify(notes)).not.toMatch(/evil|onerror|onload|alert\(1\)(?!&lt;|<)|javascript|\]\(media/)
  })

  test('an SVG is no picture, whatever it is called; nor is a picture too large', async () => {
    const media = {
      'a.png': Buffer.from('<svg onload="alert(1)"/>'),
      'b.png': Buffer.concat([png, Buffer.alloc(11 * 1024 ** 2)]),
    }
    const { media: taken, problems } = await readMade(
      { notes: [{ fields: ['<img src="a.png">x', '<img src="b.png">y'] }] },
      { media },
    )
    expect(taken.size).toBe(0)
    expect(problems).toEqual([
      { code: 'picture-kind', where: 'note 1500000000000', detail: { name: 'a.png' } },
      { code: 'picture-too-large', where: 'note 1500000000000', detail: { name: 'b.png', most: 10 } },
    ])
  })

  test('long fields, NUL bytes and broken UTF-8', async () => {
    const { notes, problems } = await readNotes(
      { fields: ['x'.repeat(10 * 1024 ** 2), 'b'] },
      { fields: ['x'.repeat(300_000), 'b'] },
      { fields: ['x'.repeat(10_001), 'b'] },
      { fields: ['a\0b', 'c'] },
      { fields: Buffer.concat([Buffer.from('a'), Buffer.from([0xff, 0xfe]), Buffer.from('\x1fb')]) },
    )
    expect(notes.map(({ text }) => 'front' in text && text.front)).toEqual(['ab', 'a\ufffd\ufffd'])
    expect(problems.map(({ code }) => code)).toEqual([
      'too-long',
      'too-much-html',
      'too-long',
      'broken-text',
      'broken-text',
    ])
  })

  test('problems of one kind are named a hundred times, then counted', async () => {
    const notes = Array.from({ length: 130 }, () => ({ fields: ['[sound:a.mp3]', 'b'] }))
    const { problems } = await readMade({ notes })
    expect(problems.length).toBe(101)
    expect(problems[100]).toEqual({ code: 'more-like-this', where: 'sound', detail: { count: 30 } })
  })
})

test('more notes than one batch all come, with progress that never falls', async () => {
  const notes = Array.from({ length: 1234 }, (_, index) => ({ fields: [`front ${index}`, 'b'] }))
  const shares: number[] = []
  const bytes = await madePackage({ notes, models: [basic, cloze] })
  const found = await readAnkiPackage(bytes, 'x', { now, progress: (share) => shares.push(share) })
  expect(found.notes.map(({ text }) => 'front' in text && text.front)).toEqual(notes.map(({ fields }) => fields[0]))
  expect(shares).toEqual([...shares].sort((one, other) => one - other))
  expect([shares[0], shares.at(-1)]).toEqual([0, 1])
})

test('reading can be given up', async () => {
  const bytes = await madePackage({ notes: [{ fields: ['a', 'b'] }] })
  const signal = AbortSignal.abort(new Error('enough'))
  await expect(readAnkiPackage(bytes, 'x', { signal })).rejects.toThrow('enough')
})
