/** Anki packages as tests want them: all three layouts, both schemas, and whatever is to be wrong with them. */
import { createHash } from 'node:crypto'
import { type Zippable, zipSync } from 'fflate'
import initSqlJs from 'sql.js'

export interface MadeNote {
  guid?: string
  /** Note type. */
  model?: number
  /** HTML. */
  fields: string[] | Uint8Array
  tags?: string
  /** Unix s. */
  mod?: number
  cards?: Partial<MadeCard>[]
}
export interface MadeCard {
  ord: number
  did: number
  type: number
  queue: number
  due: number
  ivl: number
  factor: number
  reps: number
  lapses: number
  odue: number
  odid: number
  flags: number
  data: string
  /** id (Unix ms), ease, time, type, factor. */
  reviews: [id: number, ease: number, time: number, type: number, factor: number][]
}
export interface MadeModel {
  id: number
  name: string
  cloze?: boolean
  fields: string[]
  templates: [question: string, answer: string][]
}
export interface Made {
  notes: MadeNote[]
  models?: MadeModel[]
  decks?: Record<number, string>
  /** Unix s. */
  crt?: number
  /** SQL to run at the end. */
  sql?: string
}

const line = '<hr id=answer>'
export const basic: MadeModel = {
  id: 1,
  name: 'Basic',
  fields: ['Front', 'Back'],
  templates: [['{{Front}}', `{{FrontSide}}\n\n${line}\n\n{{Back}}`]],
}
export const reversed: MadeModel = {
  ...{ id: 2, name: 'Basic (and reversed card)', fields: ['Front', 'Back'] },
  templates: [...basic.templates, ['{{Back}}', `{{FrontSide}}\n\n${line}\n\n{{Front}}`]],
}
export const cloze: MadeModel = {
  ...{ id: 3, name: 'Cloze', cloze: true, fields: ['Text', 'Back Extra'] },
  templates: [['{{cloze:Text}}', '{{cloze:Text}}<br>\n{{Back Extra}}']],
}
export const typed: MadeModel = {
  ...{ id: 4, name: 'Basic (type in the answer)', fields: ['Front', 'Back'] },
  templates: [['{{Front}}\n\n{{type:Back}}', `{{Front}}\n\n${line}\n\n{{type:Back}}`]],
}

const common = `
create table notes (id integer primary key, guid text, mid integer, mod integer, usn integer, tags text, flds text, sfld integer, csum integer, flags integer, data text);
create table cards (id integer primary key, nid integer, did integer, ord integer, mod integer, usn integer, type integer, queue integer, due integer, ivl integer, factor integer, reps integer, lapses integer, left integer, odue integer, odid integer, flags integer, data text);
create table revlog (id integer primary key, cid integer, usn integer, ease integer, ivl integer, lastIvl integer, factor integer, time integer, type integer);
create index ix_cards_nid on cards (nid);
create index ix_revlog_cid on revlog (cid);
create table graves (usn integer, oid integer, type integer);
create table col (id integer primary key, crt integer, mod integer, scm integer, ver integer, dty integer, usn integer, ls integer, conf text, models text, decks text, dconf text, tags text);
`
/** With `unicase` in the place where Anki has it, of the length it has. */
const modernTables = `
create table notetypes (id integer primary key, name text not null collate nocase , mtime_secs integer, usn integer, config blob);
create unique index idx_notetypes_name on notetypes (name);
create table fields (ntid integer, ord integer, name text not null collate nocase , config blob, primary key (ntid, ord)) without rowid;
create unique index idx_fields_name_ntid on fields (name, ntid);
create table templates (ntid integer, ord integer, name text not null collate nocase , mtime_secs integer, usn integer, config blob, primary key (ntid, ord)) without rowid;
create table decks (id integer primary key, name text not null collate nocase , mtime_secs integer, usn integer, common blob, kind blob);
create table tags (tag text not null primary key collate nocase , usn integer, collapsed boolean, config blob) without rowid;
`

/** The collection as an SQLite file. */
export async function madeDatabase(made: Made, schema: 11 | 18 = 11): Promise<Uint8Array> {
  const { Database } = await initSqlJs()
  const db = new Database()
  const { notes, models = [basic, reversed, cloze, typed], decks = { 1: 'Default' }, crt = 1_600_000_000 } = made
  db.run(common)
  const modelsJson = Object.fromEntries(
    models.map(({ id, name, cloze, fields, templates }) => [
      id,
      {
        ...{ id, name, type: cloze ? 1 : 0 },
        flds: fields.map((field, ord) => ({ name: field, ord })),
        tmpls: templates.map(([qfmt, afmt], ord) => ({ name: `Card ${ord + 1}`, ord, qfmt, afmt })),
      },
    ]),
  )
  const decksJson = Object.fromEntries(Object.entries(decks).map(([id, name]) => [id, { id: Number(id), name }]))
  const json = (value: unknown) => (schema === 11 ? JSON.stringify(value) : '')
  db.run('insert into col values (1, ?, 0, 0, ?, 0, 0, 0, ?, ?, ?, ?, ?)', [
    ...[crt, schema, '', json(modelsJson), json(decksJson), '', ''],
  ])
  if (schema === 18) {
    db.run(modernTables)
    for (const { id, name, cloze, fields, templates } of models) {
      db.run('insert into notetypes values (?, ?, 0, 0, ?)', [id, name, message([[1, cloze ? 1 : 0]])])
      for (const [ord, field] of fields.entries())
        db.run('insert into fields values (?, ?, ?, ?)', [id, ord, field, message([])])
      for (const [ord, [question, answer]] of templates.entries())
        db.run('insert into templates values (?, ?, ?, 0, 0, ?)', [
          ...[id, ord, `Card ${ord + 1}`],
          message([
            [1, question],
            [2, answer],
          ]),
        ])
    }
    for (const [id, name] of Object.entries(decks))
      db.run('insert into decks values (?, ?, 0, 0, ?, ?)', [
        ...[Number(id), name.replaceAll('::', '\x1f')],
        ...[message([]), message([[1, '']])],
      ])
  }
  db.run('begin')
  const addNote = db.prepare("insert into notes values (?, ?, ?, ?, -1, ?, cast(? as text), '', 0, 0, '')")
  const addCard = db.prepare('insert into cards values (?, ?, ?, ?, 0, -1, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)')
  const addReview = db.prepare('insert into revlog values (?, ?, -1, ?, 0, 0, ?, ?, ?)')
  let cardId = 1_600_000_000_000
  for (const [index, note] of notes.entries()) {
    const { guid = `guid-${index}`, model = 1, tags = '', mod = 1_600_000_100, cards = [{}] } = note
    const nid = 1_500_000_000_000 + index
    const fields = note.fields instanceof Uint8Array ? note.fields : Buffer.from(note.fields.join('\x1f'))
    addNote.run([nid, guid, model, mod, tags, fields])
    for (const given of cards) {
      cardId += 1
      const card = { ...fresh, ...given }
      const { ord, did, type, queue, due, ivl, factor, reps, lapses, odue, odid, flags, data } = card
      addCard.run([cardId, nid, did, ord, type, queue, due, ivl, factor, reps, lapses, odue, odid, flags, data])
      for (const [id, ease, time, kind, factorThen] of card.reviews)
        addReview.run([id, cardId, ease, factorThen, time, kind])
    }
  }
  db.run('commit')
  for (const statement of [addNote, addCard, addReview]) statement.free()
  if (made.sql) db.run(made.sql)
  const bytes = db.export()
  db.close()
  if (schema === 11) return bytes
  return Uint8Array.from(
    Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll('collate nocase ', 'COLLATE unicase'), 'latin1'),
  )
}
const fresh: MadeCard = {
  ...{ ord: 0, did: 1, type: 0, queue: 0, due: 0, ivl: 0, factor: 0, reps: 0, lapses: 0 },
  ...{ odue: 0, odid: 0, flags: 0, data: '', reviews: [] },
}

export type Layout = 'legacy-1' | 'legacy-2' | 'latest'

/** A package in one of Anki's layouts; `latest` has schema 18, and a note asking to update in the old place. */
export async function madePackage(
  made: Made,
  { layout = 'legacy-1', media = {} }: { layout?: Layout; media?: Record<string, Uint8Array> } = {},
): Promise<Uint8Array> {
  const names = Object.keys(media)
  if (layout === 'latest') {
    const list = names.map((name) =>
      message([
        [1, name],
        [2, media[name]?.length ?? 0],
        [3, sha1(media[name])],
      ]),
    )
    const entries: Zippable = {
      meta: Uint8Array.of(8, 3),
      'collection.anki21b': zstd(await madeDatabase(made, 18)),
      'collection.anki2': await notice(),
      media: zstd(message(list.map((entry) => [1, entry]))),
    }
    for (const [index, name] of names.entries()) entries[index] = zstd(media[name] ?? new Uint8Array())
    return zipSync(entries, { level: 0 })
  }
  const collection = layout === 'legacy-1' ? 'collection.anki2' : 'collection.anki21'
  const entries: Zippable = {
    [collection]: await madeDatabase(made),
    ...(layout === 'legacy-2' && { 'collection.anki2': await notice() }),
    media: Buffer.from(JSON.stringify(Object.fromEntries(names.map((name, index) => [index, name])))),
  }
  for (const [index, name] of names.entries()) entries[index] = media[name] ?? new Uint8Array()
  return zipSync(entries)
}

/** What newer packages have for older programs. */
export const notice = (): Promise<Uint8Array> =>
  madeDatabase({
    notes: [{ fields: ['Please update to the latest Anki version, then import the .colpkg/.apkg file again.', ''] }],
  })

const sha1 = (bytes: Uint8Array = new Uint8Array()) => createHash('sha1').update(bytes).digest()

/** A protobuf message: numbers as varints, texts and bytes with their length. */
export function message(fields: readonly [number: number, value: number | string | Uint8Array][]): Uint8Array {
  const varint = (value: number): number[] => {
    const bytes: number[] = []
    for (let rest = value; ; rest = Math.floor(rest / 128)) {
      if (rest < 128) return [...bytes, rest]
      bytes.push((rest % 128) | 128)
    }
  }
  return Buffer.concat(
    fields.map(([number, value]) => {
      if (typeof value === 'number') return Buffer.from([...varint(number * 8), ...varint(value)])
      const bytes = Buffer.from(value)
      return Buffer.concat([Buffer.from([...varint(number * 8 + 2), ...varint(bytes.length)]), bytes])
    }),
  )
}

/** A zstd frame of raw blocks, without its size (RFC 8878): a window of 128 KB, as if it had been written as a stream. */
export function zstd(bytes: Uint8Array): Uint8Array {
  const most = 128 * 1024 - 1
  const blocks: Buffer[] = [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 7 << 3])]
  for (let at = 0; at === 0 || at < bytes.length; at += most) {
    const block = bytes.subarray(at, at + most)
    const header = (block.length << 3) | (at + most >= bytes.length ? 1 : 0)
    blocks.push(Buffer.from([header & 255, (header >> 8) & 255, header >> 16]), Buffer.from(block))
  }
  return Buffer.concat(blocks)
}

/** A red dot. */
export const png = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
    'base64',
  ),
)
