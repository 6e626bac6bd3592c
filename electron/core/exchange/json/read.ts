/** Reads the file that `exportEverything` writes, as far as an import takes it: own cards with what was learnt of them. */
import type { IncomingCard, IncomingCollection, IncomingNote, IncomingReview } from '../../../../shared/model/exchange'
import {
  cardInFile,
  exportFormat,
  exportVersion,
  ownCardInFile,
  reviewInFile,
} from '../../../../shared/model/export-file'
import type { OwnCardText } from '../../../../shared/model/own-card'
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
    if (card.success) known.set(card.data.id, { ...card.data, reviews: [] })
    else if (ownIdOf(idOf(each)) !== null) problems.add('card-unreadable', `cards[${index}]`)
    await rest()
  }
  for (const [index, each] of listOf(file, 'reviews').entries()) {
    await rest()
    if (ownIdOf(cardOf(each)) === null) continue
    const review = reviewInFile.safeParse(each)
    if (!review.success) {
      problems.add('review-unreadable', `reviews[${index}]`)
      continue
    }
    const { at, card, rating, spent } = review.data
    const has: Known = known.get(card) ?? { record: null, marks: null, reviews: [] }
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
  return { counts, problems: problems.all() }
}

interface Known {
  record: { memory: { due: number; stability: number; difficulty: number } } | null
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
  const cards = made.map(({ id: card }): IncomingCard => {
    const has = known.get(card)
    const memory = has?.record?.memory
    return {
      number: Number(card.split(':')[2] ?? 0),
      suspended: has?.marks?.suspended === true,
      flag: has?.marks?.flag ?? 0,
      reviews: (has?.reviews ?? []).sort((one, other) => one.at - other.at),
      memory: memory ? { kind: 'fsrs', stability: memory.stability, difficulty: memory.difficulty } : null,
      due: memory?.due ?? null,
    }
  })
  const note: IncomingNote = { guid: guidOf(id, text.origin), model: null, modifiedAt: updatedAt, text, cards }
  return deletions ? { ...note, deletions: deletions.numbers } : note
}

const idOf = (value: unknown) => String((value as { id?: unknown } | null)?.id ?? '')
const cardOf = (value: unknown) => String((value as { card?: unknown } | null)?.card ?? '')
