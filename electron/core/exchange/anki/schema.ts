/** Note types and decks of a collection, from either of the schemas that packages have: 11 keeps them as JSON, 18 in tables. */
import { Refused } from '../refused'
import type { AnkiDatabase } from './database'
import { bytesIn, type Field, fieldsOf, numberIn } from './protobuf'

export interface NoteType {
  id: string
  name: string
  cloze: boolean
  /** In order; a note's fields stand in the same one. */
  fields: string[]
  /** By the number of the card that each makes. */
  templates: Map<number, { name: string; question: string; answer: string }>
}
export interface Collection {
  noteTypes: Map<string, NoteType>
  /** Names by id, levels parted by `::`. */
  decks: Map<string, string>
  /** When the collection began, UTC s: due days are counted from then. */
  begun: number
}

const longestTemplate = 200_000
const utf8 = new TextDecoder()

/** Throws `Refused` for a schema that isn't known. */
export function readCollection(db: AnkiDatabase): Collection {
  db.need('col', 'notes', 'cards', 'revlog')
  const version = Number(db.value('SELECT ver FROM col'))
  const begun = Number(db.value('SELECT crt FROM col'))
  if (version > 18) throw new Refused('newer-schema', db.where, { version })
  // Between them only test versions of Anki wrote packages.
  const inTables = version >= 15 && db.has('notetypes')
  return {
    begun: Number.isFinite(begun) ? begun : 0,
    noteTypes: inTables ? noteTypesInTables(db) : noteTypesInJson(db),
    decks: inTables ? decksInTables(db) : decksInJson(db),
  }
}

type Json = Record<string, unknown>
const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isRecord) : [])

function jsonIn(db: AnkiDatabase, column: 'models' | 'decks', what: string): Json {
  let value: unknown
  try {
    value = JSON.parse(String(db.value(`SELECT ${column} FROM col`)))
  } catch (error) {
    if (error instanceof Refused) throw error
  }
  if (!isRecord(value)) throw new Refused('broken-json', db.where, { what })
  return value
}

function noteTypesInJson(db: AnkiDatabase): Map<string, NoteType> {
  const found = new Map<string, NoteType>()
  for (const [id, model] of Object.entries(jsonIn(db, 'models', 'note types'))) {
    if (!isRecord(model)) continue
    const byOrder = (one: Json, other: Json) => Number(one.ord) - Number(other.ord)
    found.set(id, {
      id,
      name: textOf(model.name),
      cloze: model.type === 1,
      fields: listOf(model.flds)
        .sort(byOrder)
        .map(({ name }) => textOf(name)),
      templates: new Map(
        listOf(model.tmpls).map(({ ord, name, qfmt, afmt }) => [
          Number(ord),
          { name: textOf(name), question: template(textOf(qfmt)), answer: template(textOf(afmt)) },
        ]),
      ),
    })
  }
  return found
}

function decksInJson(db: AnkiDatabase): Map<string, string> {
  const decks = Object.entries(jsonIn(db, 'decks', 'decks'))
  return new Map(decks.flatMap(([id, deck]) => (isRecord(deck) ? [[id, textOf(deck.name)]] : [])))
}

function noteTypesInTables(db: AnkiDatabase): Map<string, NoteType> {
  db.need('notetypes', 'fields', 'templates')
  const found = new Map<string, NoteType>()
  for (const [id, name, config] of db.rows('SELECT id, name, config FROM notetypes', 'note types', 10_000))
    found.set(String(id), {
      id: String(id),
      name: String(name),
      cloze: numberIn(message(config, db), 1) === 1,
      fields: [],
      templates: new Map(),
    })
  // By number, not by name: see database.ts.
  for (const [type, name] of db.rows('SELECT ntid, name FROM fields ORDER BY ntid, ord', 'fields', 100_000))
    found.get(String(type))?.fields.push(String(name))
  for (const [type, ord, name, config] of db.rows(
    'SELECT ntid, ord, name, config FROM templates',
    'templates',
    100_000,
  )) {
    const fields = message(config, db)
    const text = (number: number) => template(utf8.decode(bytesIn(fields, number) ?? new Uint8Array()))
    found.get(String(type))?.templates.set(Number(ord), { name: String(name), question: text(1), answer: text(2) })
  }
  return found
}

function message(blob: unknown, db: AnkiDatabase): Field[] {
  const fields = blob instanceof Uint8Array ? fieldsOf(blob) : null
  if (!fields) throw new Refused('broken-database', db.where)
  return fields
}

function decksInTables(db: AnkiDatabase): Map<string, string> {
  db.need('decks')
  const rows = [...db.rows('SELECT id, name FROM decks', 'decks', 100_000)]
  return new Map(rows.map(([id, name]) => [String(id), String(name).replaceAll('\x1f', '::')]))
}

/** One that is longer is no template: a note type of it makes empty cards, which are named. */
const template = (text: string): string => (text.length > longestTemplate ? '' : text)
