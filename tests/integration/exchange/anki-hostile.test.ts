/** Anki packages that are damaged, or made to do harm: each is refused with a code and the entry's name, or read cleanly. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { type Zippable, zipSync } from 'fflate'
import initSqlJs from 'sql.js'
import { describe, expect, test } from 'vitest'
import { readAnkiPackage } from '../../../electron/core/exchange/anki/read-package'
import { Refused } from '../../../electron/core/exchange/refused'
import type { Inline } from '../../../shared/model/content'
import type { IncomingCollection } from '../../../shared/model/exchange'
import { refusalWords } from '../../../shared/rules/exchange-words'
import { cardsFrom, problemsOf, withNumbers } from '../../../shared/rules/own-cards'
import { ankiFixture, hasAnkiFixtures } from '../../support/anki-fixtures'
import { type Made, madeDatabase, madePackage, message, notice, png, zstd } from '../../support/anki-package'

const made: Made = {
  notes: [
    {
      fields: ['a <b>c</b>', '<img src="p.png">'],
      cards: [{ type: 2, ivl: 3, reviews: [[1_650_000_000_000, 3, 10, 1, 2500]] }],
    },
    { model: 3, fields: ['{{c1::x}}', ''] },
  ],
}
/** "code entry", or null where it is read. */
async function refusal(bytes: Uint8Array): Promise<string | null> {
  try {
    await readAnkiPackage(bytes, 'a.apkg')
    return null
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    expect(refusalWords(error)).toMatch(/^[A-Z].*[.)]$/)
    return `${error.code} ${error.where}`
  }
}
const zipped = async (more: Zippable, collection?: Uint8Array) =>
  zipSync({ 'collection.anki2': collection ?? (await madeDatabase(made)), media: Buffer.from('{}'), ...more })
/** The central directory's header of an entry, to be changed in place. */
function header(bytes: Uint8Array, name: string): DataView {
  const at = Buffer.from(bytes).lastIndexOf(name) - 46
  return new DataView(bytes.buffer, bytes.byteOffset + at)
}

describe('archives', () => {
  test.each([
    ['empty', new Uint8Array()],
    ['text', Buffer.from('front\tback\n'.repeat(50))],
    ['only the beginning of one', Buffer.from('PK\x03\x04')],
  ])('%s: no archive', async (_, bytes) => expect(await refusal(bytes)).toBe('not-a-zip a.apkg'))

  test('cut off anywhere', async () => {
    const whole = await madePackage(made, { media: { 'p.png': png } })
    for (let length = 0; length < whole.length; length += 97)
      expect(await refusal(whole.subarray(0, length))).toBe('not-a-zip a.apkg')
  })

  test.each([
    ['../evil'],
    ['a/../../evil'],
    ['/etc/passwd'],
    ['C:evil'],
    ['a\\b'],
    ['a//b'],
    ['nul\0byte'],
    ['line\nbreak'],
  ])('a name that leads outside: %j', async (name) => {
    expect(await refusal(await zipped({ [name]: new Uint8Array(1) }))).toMatch(/^zip-name /)
  })
  test('names that differ only by case or normal form', async () => {
    expect(await refusal(await zipped({ MEDIA: new Uint8Array(1) }))).toMatch(
      /^zip-names-alike media|^zip-names-alike MEDIA/,
    )
    expect(await refusal(await zipped({ 'caf\u00e9': png, 'cafe\u0301': png }))).toMatch(/^zip-names-alike caf/)
  })
  test('what is in folders is let be, as when a package was packed again', async () => {
    expect(
      await refusal(await zipped({ '__MACOSX/': new Uint8Array(), '__MACOSX/._media': new Uint8Array(9) })),
    ).toBeNull()
  })
  test('a symbolic link', async () => {
    const bytes = await zipped({ 0: [Buffer.from('/etc/passwd'), { os: 3, attrs: 0o120777 * 65_536 }] })
    expect(await refusal(bytes)).toBe('zip-link 0')
  })
  test('a password', async () => {
    const bytes = await zipped({})
    header(bytes, 'media').setUint16(8, 1, true)
    expect(await refusal(bytes)).toBe('zip-encrypted media')
  })
  test('a method nobody knows', async () => {
    const bytes = await zipped({})
    header(bytes, 'media').setUint16(10, 99, true)
    expect(await refusal(bytes)).toBe('zip-method media')
  })
  test('a bomb by its ratio, and one that lies about its size', async () => {
    expect(await refusal(await zipped({}, new Uint8Array(64 * 1024 ** 2)))).toBe('bomb collection.anki2')
    const bytes = await zipped({}, new Uint8Array(8 * 1024 ** 2))
    header(bytes, 'collection.anki2').setUint32(24, 1000, true)
    expect(await refusal(bytes)).toBe('broken-entry collection.anki2')
  })
  test('entries that overlap', async () => {
    const bytes = zipSync(
      { 'collection.anki2': await madeDatabase(made), media: Buffer.from('{}'), 0: png, 1: png },
      { level: 0 },
    )
    // The second picture's header says that it stands where the first one does, under its own name.
    header(bytes, 'media').setUint32(42, header(bytes, 'collection.anki2').getUint32(42, true), true)
    expect(await refusal(bytes)).toBe('broken-zip media')
  })
  test('a header of its own that says something else', async () => {
    const bytes = await zipped({})
    bytes.set(Buffer.from('other'), Buffer.from(bytes).indexOf('media'))
    expect(await refusal(bytes)).toBe('broken-zip media')
  })
  test('a wrong checksum', async () => {
    const bytes = await zipped({})
    const view = header(bytes, 'media')
    view.setUint32(16, view.getUint32(16, true) ^ 1, true)
    expect(await refusal(bytes)).toBe('broken-entry media')
  })
})

describe('packages', () => {
  test('without a collection, or not the one that is announced', async () => {
    expect(await refusal(zipSync({ media: Buffer.from('{}') }))).toBe('no-collection a.apkg')
    expect(await refusal(await zipped({ meta: Uint8Array.of(8, 3) }))).toBe('no-collection collection.anki21b')
  })
  test('of a newer version', async () => {
    expect(await refusal(await zipped({ meta: Uint8Array.of(8, 4) }))).toBe('newer-version meta')
    expect(await refusal(await zipped({}, await madeDatabase({ ...made, sql: 'update col set ver = 19' })))).toBe(
      'newer-schema collection.anki2',
    )
    expect(refusalWords({ code: 'newer-version', where: '', detail: { version: 4 } })).toContain('package version 4')
  })
  test('with nothing but the notice to update', async () => {
    expect(await refusal(await zipped({}, await notice()))).toBe('dummy-only collection.anki2')
  })
  test('lists of media that are none', async () => {
    expect(await refusal(await zipped({ media: Buffer.from('{"0":') }))).toBe('broken-json media')
    expect(await refusal(await zipped({ media: Buffer.from('[]') }))).toBe('broken-json media')
    expect(await refusal(await zipped({ media: Buffer.from([0xff, 0xfe]) }))).toBe('broken-json media')
    expect(await refusal(await zipped({ media: Buffer.from('{"0":7,"1":null,"2":"gone.png"}') }))).toBeNull()
    expect(await refusal(await zipped({ media: new Uint8Array() }))).toBeNull()
  })
  test('media with names that lead outside, or are alike, are named and nothing else happens', async () => {
    const list = { 0: '../p.png', 1: 'P.png', 2: 'p.png' }
    const { problems, media } = await readAnkiPackage(
      await zipped({ media: Buffer.from(JSON.stringify(list)), 0: png, 1: png, 2: png }),
      'x',
    )
    expect(problems.map(({ code, where }) => [code, where])).toEqual([
      ['media-name', 'media/0'],
      ['media-names-alike', 'media/2'],
    ])
    expect(media.size).toBe(1)
  })

  const latest = async (more: Zippable) =>
    zipSync(
      {
        meta: Uint8Array.of(8, 3),
        'collection.anki21b': zstd(await madeDatabase(made, 18)),
        media: zstd(message([])),
        ...more,
      },
      { level: 0 },
    )
  test('zstd that is none, is cut off, or unpacks to more than there may be', async () => {
    expect(await refusal(await latest({}))).toBeNull()
    expect(await refusal(await latest({ 'collection.anki21b': await madeDatabase(made, 18) }))).toBe(
      'broken-entry collection.anki21b',
    )
    const cut = zstd(await madeDatabase(made, 18)).subarray(0, 5000)
    expect(await refusal(await latest({ 'collection.anki21b': cut }))).toMatch(
      /^(broken-entry|broken-database|not-a-database) collection.anki21b$/,
    )
    // Blocks that each repeat one byte 128 KB long: 4 bytes for 131,071.
    const bomb = Buffer.concat([
      Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 7 << 3]),
      ...Array.from({ length: 300 }, () => Buffer.from([0xfa, 0xff, 0x0f, 0])),
      Buffer.from([1, 0, 0]),
    ])
    expect(await refusal(await latest({ media: bomb }))).toBe('too-large media')
    // 4 GB announced.
    const lies = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0, 0xff, 0xff, 0xff, 0xff, 1, 0, 0])
    expect(await refusal(await latest({ media: lies }))).toBe('too-large media')
    const window = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 20 << 3, 1, 0, 0])
    expect(await refusal(await latest({ media: window }))).toBe('too-large media')
  })
  test('protobuf that is none', async () => {
    expect(await refusal(await latest({ media: zstd(Uint8Array.of(255, 255, 255)) }))).toBe('broken-entry media')
    expect(await refusal(await latest({ meta: Uint8Array.of(255) }))).toBe('broken-entry meta')
  })
})

describe('databases', () => {
  const refusalOf = async (database: Uint8Array) => refusal(await zipped({}, database))
  const withSql = async (sql: string) => refusalOf(await madeDatabase({ ...made, sql }))

  test('files that are none, and ones cut off', async () => {
    expect(await refusalOf(Buffer.from('SQLite format 2\0'.repeat(100)))).toBe('not-a-database collection.anki2')
    expect(await refusalOf((await madeDatabase(made)).slice(0, 4096))).toBe('broken-database collection.anki2')
  })
  test.each(['notes', 'cards', 'revlog', 'col'])('without the table %s', async (table) => {
    expect(await withSql(`drop table ${table}`)).toBe('missing-table collection.anki2')
  })
  test('a column that isn’t there, an empty col', async () => {
    expect(await withSql('alter table notes rename column flds to fields')).toBe('broken-database collection.anki2')
    expect(await withSql('delete from col')).toMatch(/^broken-json/)
  })
  test('JSON that is none, note types that mean nothing', async () => {
    expect(await withSql("update col set models = '{'")).toBe('broken-json collection.anki2')
    expect(await withSql("update col set decks = '[1]'")).toBe('broken-json collection.anki2')
    expect(await withSql(`update col set models = '{"1": 5, "2": {"flds": "x", "tmpls": [null, {}]}}'`)).toBeNull()
  })
  test('what computes while it is read is not read: views, checks, virtual and generated columns', async () => {
    const endless = 'with recursive n(x) as (select 1 union all select x + 1 from n) select x from n'
    expect(await withSql(`create view endless as ${endless}`)).toBe('strange-database collection.anki2')
    expect(await withSql(`drop table revlog; create view revlog as ${endless}`)).toBe(
      'strange-database collection.anki2',
    )
    expect(await withSql('create table g (a, b as (zeroblob(a)))')).toBe('strange-database collection.anki2')
    expect(await withSql('create table c (a check (length(zeroblob(a)) > 0))')).toBe(
      'strange-database collection.anki2',
    )
    expect(await withSql('create trigger t after update on notes begin select 1; end')).toBeNull()
  })
  test('a page that is used twice', async () => {
    const { Database } = await initSqlJs()
    const whole = await madeDatabase({ notes: Array.from({ length: 500 }, () => ({ fields: ['x'.repeat(500), 'b'] })) })
    const db = new Database(whole.slice())
    const [page = 0] = db.exec("select rootpage from sqlite_schema where name = 'notes'")[0]?.values.map(Number) ?? []
    db.close()
    // Its right-most child becomes itself: reading it would never end.
    const size = new DataView(whole.buffer).getUint16(16)
    new DataView(whole.buffer).setUint32((page - 1) * size + 8, page)
    expect(await refusalOf(whole)).toBe('broken-database collection.anki2')
  })
  test('a file in WAL mode is read', async () => {
    const bytes = await madeDatabase(made)
    bytes.set([2, 2], 18)
    expect(await refusalOf(bytes)).toBeNull()
  })
  test('ids and numbers beyond all sense', async () => {
    const found = await readAnkiPackage(
      await zipped(
        {},
        await madeDatabase({
          ...made,
          sql: `update cards set due = 9e300, ivl = -5, factor = 'x', flags = -1, data = '{"s":1e999,"d":null}', ord = -3;
            update notes set mod = 9e18, guid = x'00ff', tags = 7; update revlog set ease = 9e99, time = -1, id = -5;`,
        }),
      ),
      'x',
    )
    clean(found)
  })
  test('fields and templates that would take time without end', async () => {
    // Each as deep or as long as is still cleaned, or far beyond it: with quadratic work the test would time out.
    const evil = [
      '<'.repeat(100_000),
      '{{c1::'.repeat(20_000),
      '<b>'.repeat(50_000),
      '*'.repeat(100_000),
      '<!--'.repeat(40_000),
      '&'.repeat(100_000),
      `<pre>${' '.repeat(190_000)}x`,
      '[sound:'.repeat(20_000),
      '<img src='.repeat(20_000),
      '<sub>'.repeat(30_000),
      '<b>'.repeat(3_900),
      '<sub>'.repeat(3_900),
      '&'.repeat(9_900),
    ]
    const models = [
      { id: 1, name: 'B', fields: ['Front', 'Back'], templates: [['{{Front}}', '{{Back}}']] as [string, string][] },
      {
        id: 3,
        name: 'C',
        cloze: true,
        fields: ['Text', 'Extra'],
        templates: [['{{cloze:Text}}', '{{#Text}}'.repeat(20_000)]] as [string, string][],
      },
      {
        id: 5,
        name: 'T',
        fields: ['F'],
        templates: [[`${'{{#F}}'.repeat(10_000)}{{F}}`, '<hr '.repeat(40_000)]] as [string, string][],
      },
    ]
    for (const field of evil)
      clean(
        await readAnkiPackage(
          await madePackage({ models, notes: [1, 3, 5].map((model) => ({ model, fields: [field, 'b'] })) }),
          'x',
        ),
      )
  }, 60_000)
})

/** What may come out of any file: cards that can be asked, of words, lines, emphasis and pictures that are there. */
function clean({ notes, media, counts }: IncomingCollection): void {
  const walk = (part: Inline): void => {
    expect(['text', 'break', 'strong', 'emphasis', 'image', 'gap']).toContain(part.type)
    if (part.type === 'image') expect(media.has(part.media.slice(0, 64))).toBe(true)
    if ('children' in part) part.children.forEach(walk)
  }
  expect(notes.filter(({ part }) => !part).length).toBeLessThanOrEqual(counts.notes)
  for (const note of notes) {
    expect(problemsOf(note.text)).toEqual([])
    const made = cardsFrom('x', withNumbers(note.text, null), null)
    const ids = made.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { number, reviews, memory, due } of note.cards) {
      expect(ids).toContain(number === 0 ? 'own:x' : `own:x:${number}`)
      for (const { at, spent } of reviews) expect(at > 0 && spent >= 0).toBe(true)
      expect(due === null || (Number.isSafeInteger(due) && due > 0)).toBe(true)
      if (memory)
        expect(Object.values(memory).every((value) => typeof value === 'string' || Number.isFinite(value))).toBe(true)
    }
    for (const card of made) [card.front, card.back, card.why].flat().forEach(walk)
  }
}

describe('any bytes: refused with a code, or read cleanly', () => {
  async function survives(bytes: Uint8Array): Promise<void> {
    try {
      clean(await readAnkiPackage(bytes, 'x'))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      expect(refusalWords(error)).not.toContain('can’t be read (')
    }
  }
  const mutation = fc.record({
    kind: fc.constantFrom('flip', 'cut', 'splice'),
    at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }),
  })
  function mutated(bytes: Uint8Array, mutations: { kind: string; at: number; bytes: Uint8Array }[]): Uint8Array {
    let out = Uint8Array.from(bytes)
    for (const { kind, at, bytes: put } of mutations) {
      const place = Math.floor(at * out.length)
      if (kind === 'flip') out.set(put.subarray(0, Math.max(0, out.length - place)), place)
      else if (kind === 'cut')
        out = Uint8Array.from(Buffer.concat([out.subarray(0, place), out.subarray(place + put.length)]))
      else out = Uint8Array.from(Buffer.concat([out.subarray(0, place), put, out.subarray(place)]))
    }
    return out
  }

  test('random ones', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), survives))
  })
  test('made packages, changed here and there', async () => {
    const media = { 'p.png': png }
    const whole = [await madePackage(made, { media }), await madePackage(made, { layout: 'latest', media })]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...whole),
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        (bytes, mutations) => survives(mutated(bytes, mutations)),
      ),
      { numRuns: 150 },
    )
  }, 60_000)
  test('made databases, changed here and there in a sound archive', async () => {
    const databases = [await madeDatabase(made), await madeDatabase(made, 18)]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...databases),
        fc.array(mutation, { minLength: 1, maxLength: 6 }),
        (bytes, mutations) => {
          const database = mutated(bytes, mutations)
          const entries: Zippable =
            bytes === databases[0]
              ? { 'collection.anki2': database }
              : { 'collection.anki21b': zstd(database), meta: Uint8Array.of(8, 3) }
          return survives(zipSync(entries, { level: 0 }))
        },
      ),
      { numRuns: 250 },
    )
  }, 60_000)
  test.skipIf(!hasAnkiFixtures())(
    'real packages, changed here and there',
    async () => {
      const real = ['update1.apkg', 'diffmodels2-2.apkg', 'orbit-testCollection.colpkg'].map((name) =>
        readFileSync(ankiFixture(name)),
      )
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...real),
          fc.array(mutation, { minLength: 1, maxLength: 4 }),
          (bytes, mutations) => survives(mutated(bytes, mutations)),
        ),
        { numRuns: 100 },
      )
    },
    60_000,
  )
  test('any HTML in a field', async () => {
    const bits = [
      '<b>',
      '</b>',
      '<i>',
      '<img src=p.png alt="*{{">',
      '<img src="https://x.test">',
      '<script>',
      '</script>',
      '{{c1::',
      '{{c2::',
      '::',
      '}}',
      '*',
      '**',
      '\\',
      '![',
      '](media:',
      '&lt;',
      '&#0;',
      '&nbsp;',
      '<br>',
      '<li>',
      '<table><td>',
      '<sub>',
      '</sub>',
      '\n',
      ' ',
      'a',
      'word',
      '<!--',
      '-->',
      '\0',
      '\ufdd0',
      '<svg onload=x>',
      'javascript:',
    ]
    const html = fc.array(fc.constantFrom(...bits), { maxLength: 25 }).map((parts) => parts.join(''))
    await fc.assert(
      fc.asyncProperty(html, html, async (one, other) => {
        const notes = [1, 2, 3, 4].map((model) => ({ model, fields: [one, other], cards: [{ ord: 0 }, { ord: 1 }] }))
        clean(await readAnkiPackage(await madePackage({ notes }, { media: { 'p.png': png } }), 'x'))
      }),
      { numRuns: 150 },
    )
  }, 60_000)
})
