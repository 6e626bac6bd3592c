/** Opens an .apkg as Anki would, with the checks that Anki makes of one before it takes anything from it. */
import { strFromU8, unzipSync } from 'fflate'
import initSqlJs from 'sql.js'
import { expect } from 'vitest'

type Row = Record<string, number | string>
export interface AnkiPackage {
  col: Row
  models: Record<string, { id: number; name: string; type: number; flds: { name: string }[]; tmpls: unknown[] }>
  decks: Record<string, { id: number; name: string }>
  notes: Row[]
  cards: Row[]
  reviews: Row[]
  media: Record<string, string>
  files: Record<string, Uint8Array>
}

/** @param now when it was made, UTC ms: no id may be more than a day later. */
export async function openPackage(bytes: Uint8Array, now: number): Promise<AnkiPackage> {
  const files = unzipSync(bytes)
  const SQL = await initSqlJs()
  const db = new SQL.Database(files['collection.anki2'])
  const rows = (sql: string): Row[] => {
    const [found] = db.exec(sql)
    return (found?.values ?? []).map((values) =>
      Object.fromEntries(values.map((value, at) => [found?.columns[at], value])),
    )
  }
  expect(rows('pragma quick_check')).toEqual([{ quick_check: 'ok' }])
  const cols = rows('select * from col')
  expect(cols).toHaveLength(1)
  const col = cols[0] as Row
  const json = (name: string) => JSON.parse(String(col[name]))
  const opened: AnkiPackage = {
    col,
    models: json('models'),
    decks: json('decks'),
    notes: rows('select * from notes order by id'),
    cards: rows('select * from cards order by nid, ord'),
    reviews: rows('select * from revlog order by id'),
    media: JSON.parse(strFromU8(files.media as Uint8Array)),
    files,
  }
  db.close()
  check(opened, now)
  return opened
}

function check({ col, models, decks, notes, cards, reviews, media, files }: AnkiPackage, now: number): void {
  expect(col.ver).toBe(11)
  expect(Number(col.crt) * 1000).toBeLessThanOrEqual(now)
  for (const list of [notes, cards, reviews]) {
    const ids = list.map(({ id }) => Number(id))
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of [...ids, ...Object.keys(models).map(Number), ...Object.keys(decks).map(Number)])
      if (id <= 0 || id > now + 86_400_000) throw new Error(`id ${id} lies in the future`)
  }
  expect(new Set(notes.map(({ guid }) => guid)).size).toBe(notes.length)
  const byId = new Map(notes.map((note) => [note.id, note]))
  for (const note of notes) {
    const model = models[String(note.mid)]
    if (!model) throw new Error(`note ${note.id} has no note type`)
    if (String(note.flds).split('\u001f').length !== model.flds.length)
      throw new Error(`note ${note.id} has other fields`)
    if (!/^( \S+)+ $|^$/.test(String(note.tags))) throw new Error(`tags of ${note.id}: "${note.tags}"`)
    if (note.usn !== -1) throw new Error(`note ${note.id} is not new`)
  }
  const places = new Set<string>()
  for (const card of cards) {
    const model = models[String(byId.get(card.nid as number)?.mid)]
    if (!model) throw new Error(`card ${card.id} has no note`)
    if (!decks[String(card.did)]) throw new Error(`card ${card.id} has no deck`)
    if (model.type === 0 && Number(card.ord) >= model.tmpls.length) throw new Error(`card ${card.id} has no template`)
    const text = String(byId.get(card.nid as number)?.flds)
    if (model.type === 1 && !text.includes(`{{c${Number(card.ord) + 1}::`))
      throw new Error(`card ${card.id} has no deletion`)
    places.add(`${card.nid}/${card.ord}`)
    JSON.parse(String(card.data))
  }
  expect(places.size).toBe(cards.length)
  const known = new Set(cards.map(({ id }) => id))
  for (const { id, cid, ease, type } of reviews) {
    if (!known.has(cid)) throw new Error(`review ${id} has no card`)
    if (![0, 1, 2, 3, 4].includes(Number(ease)) || (ease === 0) !== (type === 4))
      throw new Error(`review ${id}: ease ${ease}`)
  }
  for (const index of Object.keys(media)) if (!files[index]) throw new Error(`file ${index} is missing`)
}

export const fieldsOf = (opened: AnkiPackage, guid: string): Record<string, string> => {
  const note = opened.notes.find((one) => one.guid === guid)
  if (!note) throw new Error(`no note ${guid}`)
  const names = opened.models[String(note.mid)]?.flds.map(({ name }) => name) ?? []
  return Object.fromEntries(
    String(note.flds)
      .split('\u001f')
      .map((text, at) => [names[at], text]),
  )
}
