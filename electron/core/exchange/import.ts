/**
 * Takes a collection in, as one act: texts go to the library, what is learnt to the log in parts of bounded size, and a
 * closing record makes them count, all at once. Whatever stops it before that leaves nothing that shows.
 */
import { randomUUID } from 'node:crypto'
import type {
  ImportChoices,
  ImportReport,
  IncomingBookCard,
  IncomingCard,
  IncomingCollection,
  IncomingNote,
} from '../../../shared/model/exchange'
import type { ImportPart } from '../../../shared/model/import'
import type { OwnCard, OwnCardRef } from '../../../shared/model/own-card'
import type { ReviewColumns } from '../../../shared/model/review-columns'
import {
  countReviews,
  daysByNumber,
  type ImportedLearning,
  importedLearning,
  importedMarks,
  type KnownReview,
  type LearningNeeds,
} from '../../../shared/rules/import-learning'
import { countOutcome, firstField, importPlanner, type PlannedNote } from '../../../shared/rules/import-plan'
import { own } from '../../../shared/rules/own'
import { ownCardId, ownIdOf } from '../../../shared/rules/own-cards'
import { memoryModelWith } from '../../../shared/rules/scheduling'
import { studyCalendar, type Zone } from '../../../shared/rules/study-day'
import { breathing } from '../breathing'
import { allReviews } from '../reviews/all-reviews'
import { schedulingOf } from '../services/scheduling-settings'
import type { InTurn } from '../services/turns'
import { type Files, nodeFiles } from '../store/files'
import type { WrittenText } from '../store/library'
import type { Store } from '../store/store'
import { type PlannedWriting, planWriting, writeVersions } from './import-notes'
import { noteId } from './note-ids'

/** The import was cancelled; nothing of it remains. */
export class Cancelled extends Error {
  override name = 'Cancelled'
}

export interface ImportNeeds {
  store: Store
  /** UTC ms. */
  clock?: () => number
  zone?: Zone
  /** Reads all reviews; in this thread unless given. */
  columns?: () => Promise<ReviewColumns>
  inTurn?: InTurn
  files?: Files
}
export interface ImportOptions {
  /** As the person called the file. */
  from: string
  choices?: Partial<ImportChoices>
  progress?: (progress: ImportProgress) => void
  signal?: AbortSignal
}
export interface ImportProgress {
  step: 'looking' | 'pictures' | 'writing'
  done: number
  total: number
}
export const usualChoices: ImportChoices = { duplicates: 'update', removed: 'leave-out', learning: true }

/** About so many bytes are recorded in one part, and written to the library at once. */
const partSize = 256 * 1024
const sizes = { card: 250, record: 400, marks: 120, review: 40, note: 1000 }

interface Planned {
  notes: { note: IncomingNote; planned: PlannedNote }[]
  bookCards: readonly IncomingBookCard[]
  writings: readonly PlannedWriting[]
  report: ImportReport
  /** How many cards of the book it teaches something; they are no notes, and stand in no other figure. */
  book: number
  known: (card: string) => readonly KnownReview[]
}

export interface ImportOutlook extends ImportReport {
  /** See `Planned`. */
  book: number
}

/** What it would do. Changes nothing. */
export async function planImport(
  needs: ImportNeeds,
  collection: IncomingCollection,
  options: Pick<ImportOptions, 'choices' | 'progress' | 'signal'> = {},
): Promise<ImportOutlook> {
  const { report, book } = await plan(needs, collection, options)
  return { ...report, book }
}

/** Resolves once all is durable and counts. Throws `NotSaved` and `Cancelled`; then nothing has changed. */
export async function importCollection(
  needs: ImportNeeds,
  collection: IncomingCollection,
  options: ImportOptions,
): Promise<ImportOutlook> {
  const { store, inTurn = (change) => change() } = needs
  const { progress = () => {}, signal } = options
  const planned = await plan(needs, collection, options)
  const pictures: string[] = []
  const texts: { before: number; written: WrittenText[] } = { before: store.ownCardTexts, written: [] }
  const id = randomUUID()
  let parts = 0
  try {
    let done = 0
    for (const bytes of collection.media.values()) {
      stopIf(signal)
      const { name, isNew } = await store.writeMedia(bytes)
      if (isNew) pictures.push(name)
      progress({ step: 'pictures', done: ++done, total: collection.media.size })
    }
    const counts = { made: 0, changed: 0, reviews: 0 }
    for await (const { part, done } of writtenParts(needs, planned, options, id, texts.written)) {
      stopIf(signal)
      for (const { base } of part.cards) counts[base === null ? 'made' : 'changed']++
      for (const { reviews } of part.history) counts.reviews += reviews.length
      if (isEmpty(part)) continue
      await store.record('import-part', part)
      parts++
      progress({ step: 'writing', done, total: planned.notes.length })
    }
    stopIf(signal)
    // Last: nothing can stop it any more once versions of notes are in their files.
    for (const part of await notesParts(needs, planned, id)) {
      await store.record('import-part', part)
      parts++
    }
    if (parts > 0) await inTurn(() => store.record('import', { import: id, from: options.from.slice(0, 300), counts }))
    return { ...planned.report, book: planned.book }
  } catch (error) {
    if (parts > 0) await store.record('import-dropped', { import: id }).catch(() => {})
    await store.takeBackOwnCards(texts.before, texts.written).catch(() => {})
    for (const name of pictures) await store.removeMedia(name).catch(() => {})
    throw error
  }
}

/** What a process that died has left open never counts. To be called when a store was opened, before anything is imported. */
export async function dropOpenImports(store: Store): Promise<void> {
  for (const [name, { status }] of Object.entries(store.state.imports))
    if (status === 'open') await store.record('import-dropped', { import: name })
}

const isEmpty = ({ cards, records, marks, history }: ImportPart) =>
  cards.length + records.length + marks.length + history.length === 0
const emptyPart = (id: string): ImportPart => ({ import: id, cards: [], records: [], marks: [], history: [], days: {} })

function stopIf(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new Cancelled('the import was cancelled')
}

async function plan(
  needs: ImportNeeds,
  collection: IncomingCollection,
  { choices, progress = () => {}, signal }: Pick<ImportOptions, 'choices' | 'progress' | 'signal'>,
): Promise<Planned> {
  const { store } = needs
  const given = { ...usualChoices, ...choices }
  const breathe = breathing()
  const { counts, problems, notes: incoming } = collection
  const outcomes = {
    new: 0,
    updated: 0,
    same: 0,
    conflicting: 0,
    skipped: Math.max(
      0,
      counts.notes - incoming.filter(({ part }) => !part).length - (collection.writings ?? []).length,
    ),
  }
  const report: ImportReport = { ...counts, ...outcomes, problems: [...problems] }
  const standing = (card: string) => {
    const ref = own(store.state.ownCards, card)
    return ref && { ref, text: store.ownCard(card, ref)?.text ?? null }
  }
  const fields = new Map<string, string>()
  if (incoming.some(({ guid }) => guid === null)) {
    for (const [card, ref] of Object.entries(store.state.ownCards)) {
      const text = ref.deleted ? null : store.ownCard(card, ref)?.text.text
      if (text && !fields.has(firstField(text))) fields.set(firstField(text), card)
      await breathe()
    }
  }
  const planner = importPlanner({
    ...{ format: collection.format, choices: given, idOf: noteId, standing },
    withFirstField: (field) => fields.get(field),
  })
  const notes: Planned['notes'] = []
  for (const note of incoming) {
    stopIf(signal)
    notes.push({ note, planned: planner(note) })
    if (notes.length % 1000 === 0) progress({ step: 'looking', done: notes.length, total: incoming.length })
    await breathe()
  }
  const isHere = ({ base, card }: PlannedNote) => base !== null && card !== null
  const bookCards = given.learning ? (collection.bookCards ?? []) : []
  const known = given.learning
    ? await knownReviews(
        needs,
        notes.flatMap(({ planned }) => (isHere(planned) ? [planned.card ?? ''] : [])),
        bookCards.map(({ card }) => card),
      )
    : () => []
  const { learn, learnOfBook } = learner(needs, known)
  let first: PlannedNote | null = null
  for (const one of notes) {
    // What was kept as it is here, is kept in all that it became.
    if (!one.note.part) first = one.planned
    else if (first?.card === null)
      one.planned = { ...one.planned, outcome: 'skipped', card: null, write: null, problem: null }
    if (!given.learning) one.note = { ...one.note, cards: [] }
    if (one.planned.outcome === 'same' && isHere(one.planned)) {
      const bringsMore = learn(one).some(({ learning: { record, reviews } }) => record !== null || reviews.length > 0)
      if (bringsMore) one.planned = { ...one.planned, outcome: 'updated' }
      await breathe()
    }
    // Of a note that became several texts the first tells for all.
    if (!one.note.part) countOutcome(report, one.planned)
    else if (one.planned.problem) report.problems.push(one.planned.problem)
  }
  const writings: PlannedWriting[] = []
  for (const writing of collection.writings ?? []) {
    stopIf(signal)
    const planned = await planWriting(store, writing, given)
    countOutcome(report, planned)
    writings.push(planned)
  }
  let book = 0
  for (const card of bookCards) {
    const { learning, marks } = learnOfBook(card)
    if (learning.record !== null || learning.reviews.length > 0 || marks !== null) book++
    await breathe()
  }
  return { notes, bookCards, writings, report, book, known }
}

/** What is learnt of the cards that a note's text makes, and of one card of the book. */
function learner({ store, clock = Date.now, zone = localZone }: ImportNeeds, known: Planned['known']) {
  const { settings } = store.state
  const scheduling = schedulingOf(store.state)
  const calendar = studyCalendar(settings.dayStart, zone)
  const needs: LearningNeeds = {
    ...{ settings: scheduling, model: memoryModelWith(scheduling), calendar },
    ...{ dayOf: daysByNumber(calendar), now: clock() },
  }
  const learntOf = (id: string, incoming: IncomingCard) => {
    const record = own(store.state.cards, id)
    const learning: ImportedLearning = importedLearning(incoming, record, known(id), needs)
    return { card: id, learning, stands: record?.standsOn ?? null }
  }
  const learn = ({ note, planned }: Planned['notes'][number]) => {
    const { card, write, base } = planned
    if (card === null || note.cards.length === 0) return []
    const ref = own(store.state.ownCards, card)
    const text = write ?? (ref ? store.ownCard(card, ref)?.text : null)
    const numbers = text ? numbersOf(text) : new Set()
    return note.cards.flatMap((incoming) => {
      if (!numbers.has(incoming.number)) return []
      const marks = base === null ? importedMarks(incoming) : null
      return [{ ...learntOf(ownCardId(card, incoming.number), incoming), marks }]
    })
  }
  const learnOfBook = ({ card, ...incoming }: IncomingBookCard) => ({
    ...learntOf(card, { number: 0, ...incoming }),
    marks: own(store.state.marks, card) ? null : importedMarks({ number: 0, ...incoming }),
  })
  return { learn, learnOfBook }
}
type Learnt = ReturnType<ReturnType<typeof learner>['learnOfBook']>

/** Resolves to about how many bytes it adds. */
function addLearnt(part: ImportPart, { card, learning: { record, reviews }, stands, marks }: Learnt): number {
  if (record) part.records.push({ card, base: stands, record })
  if (marks) part.marks.push({ card, marks })
  if (reviews.length > 0) part.history.push({ card, reviews })
  countReviews(part.days, reviews)
  return (record ? sizes.record : 0) + (marks ? sizes.marks : 0) + reviews.length * sizes.review
}

function numbersOf({ text, deletions }: OwnCard): ReadonlySet<number> {
  if (text.kind === 'cloze') return new Set(deletions?.numbers)
  return new Set(text.kind === 'reversed' ? [0, 1] : [0])
}

/** Writes the texts of some notes to the library, told in `written`, and gives the part that names them; then the next. */
async function* writtenParts(
  needs: ImportNeeds,
  { notes, bookCards, known }: Planned,
  { signal }: ImportOptions,
  id: string,
  written: WrittenText[],
): AsyncGenerator<{ part: ImportPart; done: number }> {
  const { store, clock = Date.now } = needs
  const { learn, learnOfBook } = learner(needs, known)
  const breathe = breathing()
  const now = clock()
  for (let at = 0; at < notes.length; ) {
    stopIf(signal)
    const part = emptyPart(id)
    const texts: { card: string; version: number; text: OwnCard; base: string | null; createdAt: number }[] = []
    for (let size = 0; at < notes.length && size < partSize; at++) {
      const one = notes[at] as Planned['notes'][number]
      const { card, write, version, base, createdAt } = one.planned
      if (card !== null && write) {
        texts.push({ card, version, text: write, base, createdAt: createdAt ?? now })
        size += sizes.card + ('text' in write.text ? write.text.text.length : write.text.front.length)
      }
      for (const learnt of learn(one)) size += addLearnt(part, learnt)
      await breathe()
    }
    if (texts.length > 0) {
      const checksums = await store.writeOwnCards(texts.map(({ card, version, text }) => ({ card, version, text })))
      for (const [index, { card, version }] of texts.entries())
        written.push({ card, version, checksum: checksums[index] ?? '' })
      part.cards = texts.map(({ card, version, base, createdAt }, index) => {
        const ref: OwnCardRef = { version, checksum: checksums[index] ?? '', createdAt, updatedAt: now }
        return { card, base, ref }
      })
    }
    yield { part, done: at }
  }
  for (let at = 0; at < bookCards.length; ) {
    stopIf(signal)
    const part = emptyPart(id)
    for (let size = 0; at < bookCards.length && size < partSize; at++) {
      size += addLearnt(part, learnOfBook(bookCards[at] as IncomingBookCard))
      await breathe()
    }
    yield { part, done: notes.length }
  }
}

/** Writes the versions of notes to their files, and gives the parts that name them. */
async function notesParts({ store }: ImportNeeds, { writings }: Planned, id: string): Promise<ImportPart[]> {
  const parts: ImportPart[] = []
  for (const { write } of writings) {
    if (!write) continue
    await writeVersions(store, write.writing)
    const last = parts.at(-1)
    if (last?.notes && last.notes.length * sizes.note < partSize) last.notes.push(write.note)
    else parts.push({ ...emptyPart(id), notes: [write.note] })
  }
  return parts
}

/** The reviews that are here of the cards of these own texts, and of these cards of the book. */
async function knownReviews(
  needs: ImportNeeds,
  texts: readonly string[],
  ofBook: readonly string[],
): Promise<Planned['known']> {
  const { store, columns = () => allReviews(store.log, needs.files ?? nodeFiles) } = needs
  if (texts.length + ofBook.length === 0) return () => []
  const wanted = new Set(texts)
  const book = new Set(ofBook)
  const { cards, card, at, day, rating } = await columns()
  const isWanted = cards.map((name) => book.has(name) || wanted.has(ownIdOf(name) ?? ''))
  const known = new Map<string, KnownReview[]>()
  const breathe = breathing()
  for (let row = 0; row < card.length; row++) {
    const number = card[row] as number
    if (!isWanted[number]) continue
    const name = cards[number] as string
    const review = { at: at[row] as number, day: day[row] as number, rating: rating[row] as number }
    const list = known.get(name)
    if (list) list.push(review)
    else known.set(name, [review])
    if (row % 1000 === 0) await breathe()
  }
  return (name) => known.get(name) ?? []
}

const localZone: Zone = (at) => -new Date(at).getTimezoneOffset()
