/** Files that are damaged or made to do harm, given to the app as a person would and to the command line's readers: each is refused in words that name the place, and nothing on the disk has changed. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { cardsReader } from '../../../electron/cli/readers/cards'
import { readFile } from '../../../electron/core/exchange/readers'
import { refusalWords } from '../../../shared/rules/exchange-words'
import { cardsFrom, problemsOf, withNumbers } from '../../../shared/rules/own-cards'
import { type Made, madeDatabase, madePackage, png } from '../../support/anki-package'
import { openCore, type TestCore } from '../../support/core'
import { onDesk } from '../../support/desk'
import { exported } from '../../support/exports'
import { basic, uuid } from '../../support/own-cards'

/** Every file of the data folder. */
function digest(folder: string): string {
  const hash = createHash('sha256')
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile())
  for (const file of entries.map((entry) => path.join(entry.parentPath, entry.name)).sort())
    hash.update(file).update(readFileSync(file))
  return hash.digest('hex')
}
async function lived(): Promise<TestCore> {
  const core = await openCore()
  await core.rateNext('good')
  await core.call.notes.save({ note: uuid(1), base: 0, target: { kind: 'none' }, text: 'Mine' })
  await core.call.ownCards.save({ card: uuid(2), base: 0, text: basic('Mine', 'too') })
  return core
}
const made: Made = { notes: [{ fields: ['a', 'b'] }] }
const collection = () => madeDatabase(made)
async function zipped(more: Parameters<typeof zipSync>[0], database?: Uint8Array) {
  return zipSync({ 'collection.anki2': database ?? (await collection()), media: Buffer.from('{}'), ...more })
}
async function withPassword(): Promise<Uint8Array> {
  const bytes = await zipped({})
  new DataView(bytes.buffer).setUint16(Buffer.from(bytes).lastIndexOf('media') - 46 + 8, 1, true)
  return bytes
}
/** Its directory says that it has more than a directory can count. */
async function withManyEntries(): Promise<Uint8Array> {
  const bytes = await zipped({})
  new DataView(bytes.buffer).setUint32(bytes.length - 14, 0xffffffff, true)
  return bytes
}
const sql = async (text: string) => zipped({}, await madeDatabase({ ...made, sql: text }))
const json = (value: unknown) => Buffer.from(JSON.stringify(value))
test('what can’t be taken is refused by name, and the data folder is as it was', async () => {
  const core = await lived()
  const cases: [string, Uint8Array, string, string][] = [
    ['slip.apkg', await zipped({ '../../evil': png }), 'zip-name', '../../evil'],
    [
      'link.apkg',
      await zipped({ 0: [Buffer.from('/etc/passwd'), { os: 3, attrs: 0o120777 * 65_536 }] }),
      'zip-link',
      '0',
    ],
    ['case.apkg', await zipped({ MEDIA: png }), 'zip-names-alike', 'MEDIA'],
    ['form.apkg', await zipped({ 'caf\u00e9': png, 'cafe\u0301': png }), 'zip-names-alike', 'cafe\u0301'],
    ['ratio.apkg', await zipped({}, new Uint8Array(64 * 1024 ** 2)), 'bomb', 'collection.anki2'],
    ['count.apkg', await withManyEntries(), 'zip-too-many', 'count.apkg'],
    ['cut.apkg', (await madePackage(made)).subarray(0, 900), 'not-a-zip', 'cut.apkg'],
    ['locked.apkg', await withPassword(), 'zip-encrypted', 'media'],
    [
      'no-database.apkg',
      await zipped({}, Buffer.from('SQLite format 2\0'.repeat(99))),
      'not-a-database',
      'collection.anki2',
    ],
    ['half.apkg', await zipped({}, (await collection()).slice(0, 4096)), 'broken-database', 'collection.anki2'],
    ['models.apkg', await sql("update col set models = '{'"), 'broken-json', 'collection.anki2'],
    ['table.apkg', await sql('drop table notes'), 'missing-table', 'collection.anki2'],
    ['view.apkg', await sql('create view v as select 1'), 'strange-database', 'collection.anki2'],
    ['newer.apkg', await zipped({ meta: Uint8Array.of(8, 9) }), 'newer-version', 'meta'],
    ['schema.apkg', await sql('update col set ver = 99'), 'newer-schema', 'collection.anki2'],
    ['notes.zip', zipSync({ 'A note.md': Buffer.from('# A note') }), 'no-collection', 'notes.zip'],
    ['empty.csv', new Uint8Array(), 'empty', ''],
    ['picture.csv', png, 'unknown-kind', ''],
    ['nul.csv', Buffer.alloc(5000), 'not-text', ''],
    ['none.csv', Buffer.from('\n\n\n'), 'no-rows', ''],
    ['half.json', Buffer.from('{"format":"fieldbook-export","version":1,"notes":[{'), 'not-json', ''],
    [
      'letters.json',
      Buffer.concat([Buffer.from('{"format":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]),
      'not-json',
      '',
    ],
    ['other.json', json({ format: 'another' }), 'not-an-export', ''],
    ['newer.json', json({ format: 'fieldbook-export', version: 2 }), 'newer-export', ''],
    ['a.svg', Buffer.from('<svg onload="alert(1)"/>'), 'unknown-kind', ''],
  ]
  const before = digest(core.folder)
  for (const [name, bytes, code, where] of cases) {
    const { id } = await onDesk(core, name, bytes)
    const { refused } = await core.call.imports.preview({ file: id })
    expect([name, refused?.code, refused?.where.toLowerCase()]).toEqual([name, code, where.toLowerCase()])
    expect(await core.call.imports.start({ file: id })).toEqual({ state: 'refused', refused })
    if (!refused) continue
    const words = refusalWords(refused)
    expect(words, name).not.toContain(`(${code})`)
    expect(words).toContain(refused.where)
    expect(words).not.toContain('\n')
    // The command line reads it before it opens a folder, and says the same.
    if (code !== 'unknown-kind') await expect(cardsReader.read(name, bytes)).rejects.toThrow(words)
  }
  expect(digest(core.folder)).toBe(before)
}, 60_000)

test('what is wrong with one note or row is told of it; the others come in, and undo takes all of it back', async () => {
  const core = await lived()
  const before = await exported(core, { format: 'json' })
  const work = ({ bytes }: { bytes: Uint8Array }) => {
    const { exportedAt: _, ...rest } = JSON.parse(Buffer.from(bytes).toString())
    return rest
  }
  const big = 'x'.repeat(10 * 1024 ** 2)
  const sound = 'Sound,answer'
  const file = { format: 'fieldbook-export', version: 1 }
  const ownCard = { id: uuid(9), updatedAt: 5, text: basic('Sound', 'answer') }
  const note = { id: uuid(8), target: { kind: 'none' }, createdAt: 1, updatedAt: 1, version: 1, text: 'Sound' }
  const svg = '<svg onload=alert(1)><script>alert(2)</script></svg><img src=x onerror=alert(3)>Sound'
  const cases: [string, Uint8Array, string, string][] = [
    ['big.csv', Buffer.from(`front,back\n${big},b\n${sound}\n`), 'cell-too-long', 'row 2'],
    ['nul.csv', Buffer.from(`front,back\nn\0l,b\n${sound}\n`), 'nul-bytes', 'row 2'],
    ['open.csv', Buffer.from(`front,back\n${sound}\n"never closed,b\n`), 'quotes-open', 'row 3'],
    [
      'utf8.csv',
      Buffer.concat([
        Buffer.from(`front,back\n${'für,ü\n'.repeat(9)}`),
        Buffer.from([0xc3, 0x28]),
        Buffer.from(`,b\n${sound}\n`),
      ]),
      'broken-letters',
      'row 11',
    ],
    [
      'big.apkg',
      await madePackage({ notes: [{ guid: 'big', fields: [big, 'b'] }, { fields: ['Sound', 'answer'] }] }),
      'too-long',
      'note 1500000000000',
    ],
    [
      'model.apkg',
      await madePackage({
        notes: [{ guid: 'm', fields: ['a', 'b'] }, { fields: ['Sound', 'answer'] }],
        sql: "update notes set mid = 77 where guid = 'm'",
      }),
      'no-note-type',
      'note 1500000000000',
    ],
    [
      'svg.apkg',
      await madePackage({ notes: [{ guid: 's', fields: [svg, 'answer'] }] }),
      'script',
      'note 1500000000000',
    ],
    [
      'own.json',
      json({ ...file, ownCards: [{ ...ownCard, id: '../../evil' }, ownCard] }),
      'note-unreadable',
      'ownCards[0]',
    ],
    ['note.json', json({ ...file, notes: [{ ...note, id: '__proto__' }, note, note] }), 'note-unreadable', 'notes[0]'],
    ['big.json', json({ ...file, notes: [{ ...note, text: big }, note] }), 'note-unreadable', 'notes[0]'],
    [
      'card.json',
      json({
        ...file,
        ownCards: [ownCard],
        cards: [
          { id: 'jtfa-law', record: { memory: { due: 'soon' } } },
          { id: '__proto__', record: null, marks: { flag: 1 } },
        ],
      }),
      'card-unreadable',
      'cards[0]',
    ],
  ]
  for (const [name, bytes, code, where] of cases) {
    const { id } = await onDesk(core, name, bytes)
    const state = await core.call.imports.start({ file: id })
    if (state.state !== 'done') throw new Error(`${name}: ${JSON.stringify(state)}`)
    expect(state.report.new, name).toBeGreaterThan(0)
    expect(state.report.problems, name).toContainEqual(expect.objectContaining({ code, where }))
    expect(JSON.stringify(work(await exported(core, { format: 'json' })))).not.toMatch(/onload|onerror|alert/)
    await core.call.history.undo()
    expect(work(await exported(core, { format: 'json' })), name).toEqual(work(before))
  }
  expect(Object.getPrototypeOf({}).flag).toBeUndefined()
}, 60_000)

test('whatever becomes of the bytes of our own files, they are read or refused in code', async () => {
  const core = await lived()
  const files: Awaited<ReturnType<typeof exported>>[] = []
  for (const what of [
    { format: 'json' },
    { format: 'csv', cards: { kind: 'all' }, progress: true, spreadsheet: true },
    { format: 'tsv', cards: { kind: 'all' } },
    { format: 'anki', cards: { kind: 'all' }, progress: true },
  ] as const)
    files.push(await exported(core, what))
  const before = digest(core.folder)
  const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }))
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      fc.array(change, { minLength: 1, maxLength: 12 }),
      fc.option(fc.nat()),
      async ({ name, bytes }, changes, cut) => {
        const changed = Uint8Array.from(bytes)
        for (const [at, byte] of changes) changed[at % changed.length] = byte
        const file = changed.subarray(0, cut === null ? changed.length : cut % changed.length)
        const read = await readFile(name, file).catch((error) => {
          expect(error.code, String(error)).toMatch(/^[a-z0-9-]+$/)
          return null
        })
        for (const { text, deletions, cards } of read?.notes ?? []) {
          if (problemsOf(text).length > 0) continue
          const ids = cardsFrom('x', withNumbers(text, null), null).map(({ id }) => id)
          expect(new Set(ids).size).toBe(ids.length)
          expect(cards.length + (deletions?.length ?? 0)).toBeGreaterThanOrEqual(0)
        }
        for (const { card } of read?.bookCards ?? []) expect(card).toMatch(/^[a-z0-9.-]+$/)
      },
    ),
    { numRuns: 250 },
  )
  expect(digest(core.folder)).toBe(before)
}, 120_000)
