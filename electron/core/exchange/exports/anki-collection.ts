/**
 * The file of a collection, schema 11, as Anki's legacy packages have it. Tables, columns and indexes are those of
 * rslib/src/storage/schema11.sql (ankitects/anki).
 */
import { createHash } from 'node:crypto'
import type { Database } from 'sql.js'
import { hash } from '../../../../shared/rules/hash'
import { sqlite } from '../sqlite'
import { type Model, modelJson, models } from './anki-models'
import type { AnkiReview } from './anki-reviews'
import type { AnkiSchedule } from './anki-schedule'
import { levelsOf } from './levels'

/** A note as it goes into the file: plain data, which can go to another thread. */
export interface WrittenNote {
  guid: string
  /** Id of the note type. */
  model: number
  /** HTML, as many as the model has. */
  fields: string[]
  tags: string[]
  /** Levels parted by `::`. */
  deck: string
  /** `id` is ours; `ord`: which of the model's cards, or the number of the deletion less one. */
  cards: { id: string; ord: number; schedule: AnkiSchedule }[]
  /** UTC ms. */
  createdAt: number
  modifiedAt: number
}
export interface CollectionNeeds {
  /** UTC ms. */
  now: number
  /** The first instant of the collection's first day, UTC ms: days are counted from there. */
  begins: number
  options: DeckOptions
}
export interface DeckOptions {
  newPerDay: number
  reviewsPerDay: number
  /** Minutes. */
  learningSteps: readonly number[]
  relearningSteps: readonly number[]
  maximumInterval: number
  leechThreshold: number
  leechSuspends: boolean
  retention: number
  /** Of FSRS-6, 21. */
  weights: readonly number[]
}

const schema = `
create table col (id integer primary key, crt integer not null, mod integer not null, scm integer not null,
  ver integer not null, dty integer not null, usn integer not null, ls integer not null, conf text not null,
  models text not null, decks text not null, dconf text not null, tags text not null);
create table notes (id integer primary key, guid text not null, mid integer not null, mod integer not null,
  usn integer not null, tags text not null, flds text not null, sfld integer not null, csum integer not null,
  flags integer not null, data text not null);
create table cards (id integer primary key, nid integer not null, did integer not null, ord integer not null,
  mod integer not null, usn integer not null, type integer not null, queue integer not null, due integer not null,
  ivl integer not null, factor integer not null, reps integer not null, lapses integer not null, left integer not null,
  odue integer not null, odid integer not null, flags integer not null, data text not null);
create table revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not null,
  ivl integer not null, lastIvl integer not null, factor integer not null, time integer not null, type integer not null);
create table graves (usn integer not null, oid integer not null, type integer not null);
create index ix_notes_usn on notes (usn);
create index ix_cards_usn on cards (usn);
create index ix_revlog_usn on revlog (usn);
create index ix_cards_nid on cards (nid);
create index ix_cards_sched on cards (did, queue, due);
create index ix_revlog_cid on revlog (cid);
create index ix_notes_csum on notes (csum);
`

export type CollectionFile = Awaited<ReturnType<typeof collectionFile>>

/** An SQLite file that is written part by part: all notes, then their reviews. */
export async function collectionFile(needs: CollectionNeeds) {
  const { Database: Opened } = await sqlite()
  const db = new Opened()
  // The file is made once, in memory: nothing need be taken back, and pages that don't fit would be copied back and forth.
  db.run('pragma page_size = 4096; pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -400000')
  db.run(schema)
  db.run('begin')
  const notes = noteTable(db, needs.now)
  const reviews = reviewTable(db, notes.cardIds)
  return {
    notes: notes.add,
    reviews: reviews.add,
    /** The file's bytes; nothing can be added after it. */
    finish(): Uint8Array {
      writeCollection(db, needs, notes)
      db.run('commit')
      return db.export()
    },
    close: () => db.close(),
  }
}

/** Ids by name, with those above each. A name always has the same id, unless two meet. */
function deckIds() {
  const ids = new Map<string, number>([['Default', 1]])
  const used = new Set(ids.values())
  return {
    ids,
    add(deck: string): number {
      for (const name of levelsOf(deck)) {
        if (ids.has(name)) continue
        let id = firstDeck + hash(name)
        while (used.has(id)) id += 1
        used.add(id)
        ids.set(name, id)
      }
      return ids.get(deck) ?? 1
    },
  }
}
const firstDeck = Date.UTC(2024, 0, 1)

function writeCollection(
  db: Database,
  { now, begins, options }: CollectionNeeds,
  { decks, used, count }: ReturnType<typeof noteTable>,
) {
  const seconds = Math.floor(now / 1000)
  const first = [...decks.values()].find((id) => id !== 1) ?? 1
  const model = (each: Model) => [each.id, modelJson(each, now, first)] as const
  const deck = ([name, id]: [string, number]) => [id, deckJson(id, name, seconds)] as const
  db.run('insert into col values (1, ?, ?, ?, 11, 0, 0, 0, ?, ?, ?, ?, ?)', [
    Math.floor(begins / 1000),
    now,
    now,
    JSON.stringify(collectionConfig(first, models.basic.id, count())),
    JSON.stringify(
      Object.fromEntries(
        Object.values(models)
          .filter(({ id }) => used.has(id))
          .map(model),
      ),
    ),
    JSON.stringify(Object.fromEntries([...decks].map(deck))),
    JSON.stringify({ 1: deckOptions(options, seconds) }),
    '{}',
  ])
}

function noteTable(db: Database, now: number) {
  const addNote = db.prepare('insert into notes values (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, ?)')
  const addCard = db.prepare('insert into cards values (?, ?, ?, ?, ?, -1, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?)')
  // Backwards: no id may lie in the future.
  const noteIds = uniqueIds(-1)
  const idsOfCards = uniqueIds(-1)
  const guids = new Set<string>()
  const used = new Set<number>()
  const decks = deckIds()
  /** Ids of cards in the file by those of ours. */
  const cardIds = new Map<string, number>()
  let written = 0
  return {
    cardIds,
    /** Note types that notes have. */
    used,
    decks: decks.ids,
    count: () => written,
    add(note: WrittenNote): void {
      const created = Math.min(note.createdAt, now)
      const id = noteIds(created)
      const modified = Math.floor(note.modifiedAt / 1000)
      const [sort = ''] = note.fields
      // Two texts that came from one note of Anki can't both have its name.
      const guid = guids.has(note.guid) ? `${note.guid}:${id}` : note.guid
      guids.add(guid)
      used.add(note.model)
      written += 1
      const tags = note.tags.length > 0 ? ` ${note.tags.join(' ')} ` : ''
      const fields = note.fields.join('\u001f')
      addNote.run([id, guid, note.model, modified, tags, fields, stripped(sort), fieldChecksum(sort), ''])
      const deck = decks.add(note.deck)
      for (const { id: card, ord, schedule } of note.cards) {
        const cardId = idsOfCards(created)
        cardIds.set(card, cardId)
        const { type, queue, due, ivl, factor, reps, lapses, left, flags, data } = schedule
        addCard.run([cardId, id, deck, ord, modified, type, queue, due, ivl, factor, reps, lapses, left, flags, data])
      }
    },
  }
}

/** Rows in one go: what is written at a commit is written without a break. */
const atOnce = 20_000

function reviewTable(db: Database, cards: ReadonlyMap<string, number>) {
  const insert = db.prepare('insert into revlog values (?, ?, -1, ?, ?, ?, ?, ?, ?)')
  const ids = uniqueIds(1)
  let written = 0
  return {
    /** One of a card that isn't in the file is left out. */
    add({ at, card, ease, ivl, lastIvl, factor, time, type }: AnkiReview): void {
      const cardId = cards.get(card)
      if (cardId === undefined) return
      insert.run([ids(at), cardId, ease, ivl, lastIvl, factor, time, type])
      written += 1
      if (written % atOnce === 0) db.run('commit; begin')
    },
  }
}

/** Ids are instants, each once: the wanted one (UTC ms), or the next that is free in the direction of `step`. */
function uniqueIds(step: 1 | -1): (wanted: number) => number {
  const used = new Set<number>()
  /** Where to go on from an instant that several want. */
  const next = new Map<number, number>()
  return (wanted) => {
    let id = wanted
    if (used.has(id)) {
      id = next.get(wanted) ?? wanted + step
      while (used.has(id)) id += step
      next.set(wanted, id + step)
    }
    used.add(id)
    return id
  }
}

/** First 8 hex digits of the SHA-1 of a field without its HTML, as a number. */
export function fieldChecksum(html: string): number {
  return Number.parseInt(createHash('sha1').update(stripped(html)).digest('hex').slice(0, 8), 16)
}

/** As Anki's strip_html_preserving_media_filenames: pictures leave their names. */
function stripped(html: string): string {
  return html
    .replace(/<img[^>]*\bsrc="([^"]*)"[^>]*>/g, ' $1 ')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:amp|lt|gt|quot|#39|#58|#123|#125);/g, (entity) => entities[entity] ?? entity)
}
const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#58;': ':',
  '&#123;': '{',
  '&#125;': '}',
}

function deckJson(id: number, name: string, mod: number) {
  const none = [0, 0]
  const today = { lrnToday: none, revToday: none, newToday: none, timeToday: none }
  const shown = { collapsed: false, browserCollapsed: false }
  return {
    id,
    mod,
    name,
    usn: id === 1 ? 0 : -1,
    ...today,
    ...shown,
    desc: '',
    dyn: 0,
    conf: 1,
    extendNew: 0,
    extendRev: 0,
  }
}

function deckOptions(options: DeckOptions, mod: number) {
  const leech = { leechFails: options.leechThreshold, leechAction: options.leechSuspends ? 0 : 1 }
  return {
    id: 1,
    mod,
    name: 'Fieldbook',
    usn: -1,
    maxTaken: 60,
    autoplay: true,
    timer: 0,
    replayq: true,
    new: {
      bury: true,
      delays: options.learningSteps,
      initialFactor: 2500,
      ints: [1, 4, 0],
      order: 1,
      perDay: options.newPerDay,
      separate: true,
    },
    rev: {
      bury: true,
      ease4: 1.3,
      ivlFct: 1,
      maxIvl: options.maximumInterval,
      perDay: options.reviewsPerDay,
      hardFactor: 1.2,
      fuzz: 0.05,
      minSpace: 1,
    },
    lapse: { delays: options.relearningSteps, ...leech, minInt: 1, mult: 0 },
    dyn: false,
    fsrsWeights: [],
    fsrsParams5: [],
    fsrsParams6: options.weights,
    desiredRetention: options.retention,
  }
}

function collectionConfig(deck: number, model: number, notes: number) {
  return {
    activeDecks: [deck],
    curDeck: deck,
    newSpread: 0,
    collapseTime: 1200,
    timeLim: 0,
    estTimes: true,
    dueCounts: true,
    curModel: model,
    nextPos: notes + 1,
    sortType: 'noteFld',
    sortBackwards: false,
    addToCur: true,
    dayLearnFirst: false,
    schedVer: 2,
    sched2021: true,
  }
}
