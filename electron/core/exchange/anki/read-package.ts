/** Reads .apkg and .colpkg: all layouts, schemas 11 to 18. Everything in them is taken for hostile. */
import { setImmediate } from 'node:timers/promises'
import type { IncomingCard, IncomingCollection, IncomingNote } from '../../../../shared/model/exchange'
import { problemList } from '../problem-list'
import { Refused } from '../refused'
import { type AnkiPackage, openPackage } from './container'
import { type AnkiDatabase, openDatabase } from './database'
import { readHistory } from './history'
import { noteReader } from './note-text'
import { picturesOf } from './pictures'
import { type CardRow, dueOf, memoryOf } from './scheduling'
import { readCollection } from './schema'

export interface ReadOptions {
  /** Told the share that is done, 0-1. */
  progress?: (share: number) => void
  signal?: AbortSignal
  /** UTC ms; the system's unless given. Nothing can have been answered more than a day after it. */
  now?: number
}
/** A part of a collection, as it is handed on. */
export interface Batch {
  notes: IncomingNote[]
  /** Pictures that these notes are the first to show, by SHA-256. */
  media: Map<string, Uint8Array<ArrayBuffer>>
}
export type Rest = Pick<IncomingCollection, 'counts' | 'problems' | 'writings' | 'bookCards'>

/** Handed on at a time: so many notes, or notes with so many reviews. */
const notesAtOnce = 500
const reviewsAtOnce = 5_000
const mostNotes = 1_000_000
const mostCards = 2_000_000
const longestField = 1_000_000
const dayInMs = 86_400_000

/** The whole file. Throws `Refused` for one that can't be taken; then nothing of it was handed on. */
export async function readAnkiPackage(
  bytes: Uint8Array,
  name: string,
  options: ReadOptions = {},
): Promise<IncomingCollection> {
  const notes: IncomingNote[] = []
  const media = new Map<string, Uint8Array>()
  const batches = ankiBatches(bytes, name, options)
  for (;;) {
    const step = await batches.next()
    if (step.done) return { format: 'anki', notes, media, ...step.value }
    for (const note of step.value.notes) notes.push(note)
    for (const [sha, picture] of step.value.media) media.set(sha, picture)
  }
}

/** The same part by part; the counts and problems come last. Whoever stops early has nothing whole. */
export async function* ankiBatches(
  bytes: Uint8Array,
  name: string,
  { progress = () => {}, signal, now = Date.now() }: ReadOptions = {},
): AsyncGenerator<Batch, Rest> {
  const problems = problemList()
  let done = 0
  const breathe = async (share = done) => {
    done = share
    progress(share)
    await setImmediate()
    signal?.throwIfAborted()
  }
  await breathe(0)
  let opened: AnkiPackage
  let db: AnkiDatabase
  try {
    opened = openPackage(bytes, problems.add)
    await breathe(0.1)
    db = await openDatabase(opened.database, opened.where)
  } catch (error) {
    throw signal?.aborted ? error : coded(error, name)
  }
  try {
    await breathe(0.2)
    const collection = readCollection(db)
    if (opened.mayBeNotice) refuseNotice(db)
    const { byNote, places } = await readCards(db, breathe)
    const latest = now + dayInMs
    const history = await readHistory(db, places, latest, problems.add, () => breathe())
    await breathe(0.5)
    const pictures = picturesOf(opened.media, problems.add)
    const textsOf = noteReader(problems.add, pictures.find)

    const guids = new Set<string>()
    const total = Number(db.value('SELECT count(*) FROM notes'))
    const counts = { notes: 0, cards: places.size, reviews: history.entries }
    let notes: IncomingNote[] = []
    let reviews = 0
    let manyFlags = 0
    for (const row of db.rows(notesQuery, 'notes', mostNotes)) {
      counts.notes += 1
      const [id, rawGuid, mid, mod, rawTags, flds] = row
      const where = `note ${id}`
      const cards = byNote.get(Number(id)) ?? []
      byNote.delete(Number(id))
      const guid = String(rawGuid ?? '').slice(0, 200) || null
      const type = collection.noteTypes.get(String(mid))
      if (guid === null) problems.add('no-guid', where)
      if (guid !== null && guids.has(guid)) problems.add('same-guid', where)
      else if (!type) problems.add('no-note-type', where)
      else if (!(flds instanceof Uint8Array))
        problems.add(flds === 0 ? 'too-long' : 'broken-field', where, { most: 10_000 })
      else {
        if (guid !== null) guids.add(guid)
        const fields = fieldsOf(flds)
        if (fields.broken) problems.add('broken-text', where)
        const deck = cards.map(({ deck }) => collection.decks.get(deck)).find((one) => one)
        const incoming = cards.map(({ row, place }): IncomingCard => {
          const flag = row.flags & 7
          if (flag > 4) manyFlags += 1
          return {
            number: row.ord,
            suspended: row.queue === -1,
            flag: flag > 4 ? 0 : flag,
            reviews: history.reviewsOf(place),
            memory: memoryOf(row),
            due: dueOf(row, collection.begun),
          }
        })
        const made = textsOf(type, {
          where,
          guid,
          modifiedAt: timeOf(Number(mod) * 1000, latest),
          tags: tagsOf(String(rawTags ?? '')),
          deck: deck && clipped(deck, 300),
          fields: fields.texts,
          cards: incoming,
        })
        for (const note of made) {
          notes.push(note)
          for (const card of note.cards) reviews += card.reviews.length
        }
      }
      if (notes.length >= notesAtOnce || reviews >= reviewsAtOnce) {
        yield { notes, media: pictures.take() }
        notes = []
        reviews = 0
      }
      if (counts.notes % 200 === 0) await breathe(0.5 + 0.5 * Math.min(1, counts.notes / total))
    }
    yield { notes, media: pictures.take() }
    let orphans = 0
    for (const cards of byNote.values()) orphans += cards.length
    if (orphans > 0) problems.add('orphan-cards', 'cards', { count: orphans })
    if (manyFlags > 0) problems.add('flags-left-out', 'cards', { count: manyFlags })
    await breathe(1)
    return { counts, problems: problems.all() }
  } catch (error) {
    throw signal?.aborted ? error : coded(error, opened.where)
  } finally {
    db.close()
  }
}

/** As bytes: SQLite's text functions would stop at a NUL. 0 for fields that are too long to look at. */
const notesQuery = `SELECT id, guid, mid, mod, tags,
  CASE WHEN octet_length(flds) <= ${longestField} THEN CAST(flds AS BLOB) ELSE 0 END FROM notes ORDER BY id`

/** What went wrong inside SQLite's memory, or in a place where nobody thought of it, is the file's fault too. */
function coded(error: unknown, where: string): Refused {
  if (!(error instanceof Refused)) return new Refused('broken-database', where)
  return error.where === '' ? new Refused(error.code, where, error.detail) : error
}

/** Newer packages hold an old collection with one note, which asks to update; the real one is missing here. */
function refuseNotice(db: AnkiDatabase): void {
  if (Number(db.value('SELECT count(*) FROM notes')) !== 1) return
  const words = String(db.value('SELECT substr(flds, 1, 200) FROM notes'))
  if (/^please update to the latest anki version/i.test(words)) throw new Refused('dummy-only', db.where)
}

interface FoundCard {
  row: CardRow
  deck: string
  /** Among all cards. */
  place: number
}

async function readCards(db: AnkiDatabase, breathe: () => Promise<void>) {
  const byNote = new Map<number, FoundCard[]>()
  const places = new Map<number, number>()
  const query =
    'SELECT id, nid, did, ord, type, queue, due, ivl, factor, reps, lapses, odue, odid, flags, data FROM cards ORDER BY id'
  for (const values of db.rows(query, 'cards', mostCards)) {
    const [id, nid, did, ord, type, queue, due, interval, factor, repetitions, lapses, originalDue, odid, flags] =
      values.map(Number) as [
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
      ]
    const row: CardRow = {
      ...{ ord, type, queue, due, interval, factor, repetitions, lapses, originalDue, flags },
      inFilteredDeck: odid !== 0,
      data: String(values[14] ?? ''),
    }
    const card = { row, deck: String(odid || did), place: places.size }
    const siblings = byNote.get(nid)
    // Two rows for one card: the first is the one that was studied.
    if (siblings?.some((one) => one.row.ord === ord)) continue
    places.set(id, places.size)
    if (siblings) siblings.push(card)
    else byNote.set(nid, [card])
    if (places.size % 20_000 === 0) await breathe()
  }
  for (const cards of byNote.values()) if (cards.length > 1) cards.sort((one, other) => one.row.ord - other.row.ord)
  return { byNote, places }
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lenient = new TextDecoder('utf-8', { ignoreBOM: true })

function fieldsOf(bytes: Uint8Array): { texts: string[]; broken: boolean } {
  let text: string
  let broken = false
  try {
    text = strict.decode(bytes)
  } catch {
    broken = true
    text = lenient.decode(bytes)
  }
  if (text.includes('\0')) {
    broken = true
    text = text.replaceAll('\0', '')
  }
  return { texts: text.split('\x1f'), broken }
}

/** Words without white space, as Anki has them; more and longer ones than anybody has are cut. */
function tagsOf(text: string): string[] {
  return [...new Set(text.split(/\s+/).filter(Boolean))].slice(0, 100).map((tag) => clipped(tag, 100))
}
/** At most `length` UTF-16 units, never half of a character that takes two. */
const clipped = (text: string, length: number): string =>
  text.length <= length ? text : text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')

const timeOf = (at: number, latest: number): number | null => (at > 0 && at <= latest ? Math.round(at) : null)
