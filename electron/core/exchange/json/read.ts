/** Reads the file that `exportEverything` writes, as far as an import takes it: notes, own cards, and what was learnt of all cards. */

import type * as z from 'zod'
import type {
  IncomingBookCard,
  IncomingCard,
  IncomingCollection,
  IncomingNote,
  IncomingReview,
  IncomingWriting,
} from '../../../../shared/model/exchange'
import {
  bookCardId,
  cardInFile,
  exportFormat,
  exportVersion,
  noteInFile,
  ownCardInFile,
  recordInFile,
  reviewInFile,
} from '../../../../shared/model/export-file'
import type { OwnCardText } from '../../../../shared/model/own-card'
import { type CardRecord, defaultStudySettings } from '../../../../shared/model/study'
import { guidOf } from '../../../../shared/rules/exchange-guid'
import { cardsFrom, ownIdOf } from '../../../../shared/rules/own-cards'
import { breathing } from '../../breathing'
import type { Batch, Rest } from '../anki/read-package'
import { problemList } from '../problem-list'
import { Refused } from '../refused'

/** Notes handed on at a time. */
const notesAtOnce = 500

/** Throws `Refused`. What is wrong in a part of it becomes a problem, and the rest is read. */
export async function readExport(bytes: Uint8Array): Promise<IncomingCollection> {
  const notes: IncomingNote[] = []
  const batches = exportBatches(bytes)
  for (;;) {
    const step = await batches.next()
    if (step.done) return { format: 'json', notes, media: new Map(), ...step.value }
    for (const note of step.value.notes) notes.push(note)
  }
}

/** The same part by part; the counts and problems come last. */
export async function* exportBatches(bytes: Uint8Array): AsyncGenerator<Batch, Rest> {
  const file = parsed(bytes)
  const problems = problemList()
  const rest = breathing()
  const written = listOf(file, 'ownCards')
  const known = new Map<string, Known>()
  for (const [index, each] of listOf(file, 'cards').entries()) {
    const card = cardInFile.safeParse(each)
    if (card.success) {
      const whole = recordInFile.safeParse((each as { record?: unknown }).record)
      known.set(card.data.id, { ...card.data, whole: (whole.data as Known['whole']) ?? null, reviews: [] })
    } else problems.add('card-unreadable', `cards[${index}]`)
    await rest()
  }
  for (const [index, each] of listOf(file, 'reviews').entries()) {
    await rest()
    const review = reviewInFile.safeParse(each)
    if (!review.success) {
      problems.add('review-unreadable', `reviews[${index}]`)
      continue
    }
    const { at, card, rating, spent } = review.data
    const has: Known = known.get(card) ?? { record: null, whole: null, marks: null, reviews: [] }
    if (rating === null) has.reviews = []
    else has.reviews.push({ at, rating, spent })
    known.set(card, has)
  }
  let notes: IncomingNote[] = []
  const counts = { notes: written.length, cards: 0, reviews: 0 }
  const seen = new Set<string>()
  for (const [index, each] of written.entries()) {
    await rest()
    const own = ownCardInFile.safeParse(each)
    const where = `ownCards[${index}]`
    if (!own.success) problems.add('note-unreadable', where)
    else if (seen.has(own.data.id)) problems.add('note-twice', where)
    else {
      seen.add(own.data.id)
      const note = noteOf(own.data, known)
      notes.push(note)
      counts.cards += note.cards.length
      for (const { reviews } of note.cards) counts.reviews += reviews.length
    }
    if (notes.length < notesAtOnce) continue
    yield { notes, media: new Map() }
    notes = []
  }
  if (notes.length > 0) yield { notes, media: new Map() }
  const listed = listOf(file, 'notes')
  const writings: IncomingWriting[] = []
  for (const [index, each] of listed.entries()) {
    await rest()
    const note = noteInFile.safeParse(each)
    const where = `notes[${index}]`
    if (!note.success) problems.add('note-unreadable', where)
    else if (seen.has(note.data.id)) problems.add('note-twice', where)
    else {
      seen.add(note.data.id)
      writings.push(writingOf(note.data))
    }
  }
  const bookCards: IncomingBookCard[] = []
  for (const [card, has] of known)
    if (ownIdOf(card) === null && bookCardId.test(card)) bookCards.push({ card, ...learntOf(has) })
  for (const where of leftOut(file)) problems.add('not-taken', where)
  counts.notes += listed.length
  counts.cards += bookCards.length
  for (const { reviews } of bookCards) counts.reviews += reviews.length
  return { bookCards, writings, counts, problems: problems.all() }
}

/** What an import doesn't take. The settings and the plan of a copy are its own; a work file brings the rest. */
function leftOut(file: Record<string, unknown>): string[] {
  const lists = ['highlights', 'readSections', 'checks', 'practice']
  const filled = lists.filter((name) => listOf(file, name).length > 0)
  const isSet = (name: string) => (file[name] ?? null) !== null
  const settings = file.settings ?? defaultStudySettings
  const usual = JSON.stringify(Object.entries(defaultStudySettings).sort())
  if (JSON.stringify(Object.entries(settings as object).sort()) !== usual) filled.push('settings')
  filled.push(...['plan', 'parameters'].filter(isSet))
  return filled
}

interface Known {
  record: { memory: { due: number; stability: number; difficulty: number } } | null
  whole: Omit<CardRecord, 'standsOn'> | null
  marks: { suspended?: true | undefined; flag?: number | undefined } | null
  reviews: IncomingReview[]
}

function parsed(bytes: Uint8Array): Record<string, unknown> {
  let file: unknown
  try {
    file = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new Refused('not-json')
  }
  if (typeof file !== 'object' || file === null) throw new Refused('not-an-export')
  const { format, version } = file as Record<string, unknown>
  if (format !== exportFormat || typeof version !== 'number') throw new Refused('not-an-export')
  if (version > exportVersion) throw new Refused('newer-export')
  return file as Record<string, unknown>
}

/** An absent list is empty: an export of an earlier program may not have had it. */
function listOf(file: Record<string, unknown>, name: string): unknown[] {
  const list = Object.hasOwn(file, name) ? file[name] : undefined
  return Array.isArray(list) ? list : []
}

function noteOf(
  { id, updatedAt, text: read, deletions }: ReturnType<typeof ownCardInFile.parse>,
  known: Map<string, Known>,
) {
  const text = read as OwnCardText
  const made = cardsFrom(id, { text, ...(deletions && { deletions }) }, null)
  const cards = made.map(
    ({ id: card }): IncomingCard => ({ number: Number(card.split(':')[2] ?? 0), ...learntOf(known.get(card)) }),
  )
  const note: IncomingNote = { guid: guidOf(id, text.origin), model: null, modifiedAt: updatedAt, text, cards }
  return deletions ? { ...note, deletions: deletions.numbers } : note
}

function learntOf(has: Known | undefined): Omit<IncomingCard, 'number'> {
  const memory = has?.record?.memory
  return {
    suspended: has?.marks?.suspended === true,
    flag: has?.marks?.flag ?? 0,
    reviews: (has?.reviews ?? []).sort((one, other) => one.at - other.at),
    memory: has?.whole
      ? { kind: 'ours', record: has.whole }
      : memory
        ? { kind: 'fsrs', stability: memory.stability, difficulty: memory.difficulty }
        : null,
    due: memory?.due ?? null,
  }
}

function writingOf({ version, text, versions, about, ...note }: z.infer<typeof noteInFile>): IncomingWriting {
  const { id, target, createdAt, updatedAt } = note
  const earlier = new Map(versions.map((one) => [one.version, one]))
  const kept = [...earlier.values()].filter((one) => one.version < version).sort((a, b) => a.version - b.version)
  const last = { version, at: updatedAt, text }
  return {
    ...{ id, target, createdAt, updatedAt },
    ...(about !== undefined && { about }),
    versions: [...kept, last].map(({ version, at, text }) => ({
      version,
      text,
      ...(typeof at === 'number' && { at }),
    })),
  }
}
