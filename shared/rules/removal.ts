/**
 * Taking a note, an own card, a highlight or a correction out of what was recorded, so that only its id is left. Operations keep their
 * names, times and order; what they say of the removed thing is emptied. Nothing else in them changes.
 */
import type { Correction } from '../model/corrections'
import type { HighlightRecord } from '../model/highlight'
import type { ImportedNote } from '../model/import'
import type { Operation, OperationData, StudyState } from '../model/operations'
import type { OwnCard, OwnCardRef } from '../model/own-card'
import type { RemovableThing, Removed } from '../model/removal'
import type { CardRecord, NoteRecord } from '../model/study'
import { hash } from './hash'
import { own } from './own'
import { ownIdOf } from './own-cards'

export const goneNote = (id: string): NoteRecord => ({
  ...{ id, target: { kind: 'none' }, title: '', excerpt: '', createdAt: 0, updatedAt: 0 },
  ...{ version: 0, checksum: '', deleted: true },
})
export const goneHighlight = (id: string): HighlightRecord => ({
  ...{ id, kind: 'key-point', chapter: '', anchors: [], createdAt: 0, updatedAt: 0, deleted: true },
})
export const goneCorrection = (id: string): Correction => ({
  ...{
    id,
    place: { kind: 'card', card: '', field: 'why' },
    base: '',
    text: '',
    createdAt: 0,
    updatedAt: 0,
    deleted: true,
  },
})
export const goneOwnCard = (): OwnCardRef => ({
  ...{ version: 0, checksum: '', createdAt: 0, updatedAt: 0, deleted: true },
})
/** In the library, in the place of each version. */
export const goneOwnText = (): OwnCard => ({
  text: { kind: 'basic', front: '', back: '', note: '', factors: [], place: null },
})

export const removedThings = (things: readonly RemovableThing[]): Removed =>
  Object.fromEntries(things.map(({ id, kind }) => [id, kind]))

/** A short name for all that was removed, the same wherever the same was; empty for nothing. */
export function removedName(removed: Removed): string {
  const ids = Object.keys(removed).sort()
  return ids.length === 0 ? '' : hash(ids.join(' ')).toString(36)
}

/** Whether a card is made from an own text that was removed for good. */
export function isRemovedCard(card: string, removed: Removed): boolean {
  const text = ownIdOf(card)
  return text !== null && own(removed, text) === 'own-card'
}

export function redactedNote(record: NoteRecord, removed: Removed): NoteRecord {
  if (own(removed, record.id) === 'note') return goneNote(record.id)
  const { target } = record
  if (target.kind === 'card' && record.about !== undefined && isRemovedCard(target.card, removed)) {
    const { about: _, ...rest } = record
    return rest
  }
  if (target.kind === 'highlight' && target.quote !== '' && own(removed, target.highlight) === 'highlight')
    return { ...record, target: { ...target, quote: '' } }
  return record
}

/** The same list where nothing is to be done. */
function redactedNotes(notes: ImportedNote[], removed: Removed): ImportedNote[] {
  const left = notes
    .filter(({ record }) => own(removed, record.id) !== 'note')
    .map((one) => ({ ...one, record: redactedNote(one.record, removed) }))
  const isSame = left.length === notes.length && left.every(({ record }, at) => record === notes[at]?.record)
  return isSame ? notes : left
}

/** A card that was made from a removed note doesn't tell its name. The same object where nothing is to be done. */
export function redactedOwnCard(card: string, text: OwnCard, removed: Removed): OwnCard {
  if (own(removed, card) === 'own-card') return goneOwnText()
  const { fromNote } = text.text
  if (!fromNote || fromNote.title === '' || own(removed, fromNote.id) !== 'note') return text
  return { ...text, text: { ...text.text, fromNote: { ...fromNote, title: '' } } }
}

/** An operation without the words of what was removed; the same object where there is nothing of it in there. */
export function redacted(operation: Operation, removed: Removed): Operation {
  const changed = <Data>(data: Data): Operation => ({ ...operation, data }) as unknown as Operation
  switch (operation.kind) {
    case 'note': {
      const { data } = operation
      const { id } = data.record
      // Never null: taken back, it would leave not even the id.
      if (own(removed, id) === 'note') {
        const isDone = data.record.checksum === '' && data.before?.checksum === ''
        return isDone ? operation : changed({ ...data, record: goneNote(id), before: goneNote(id) })
      }
      const record = redactedNote(data.record, removed)
      const before = data.before && redactedNote(data.before, removed)
      return record === data.record && before === data.before ? operation : changed({ ...data, record, before })
    }
    case 'note-removed': {
      const { note, before } = operation.data
      const left = before.checksum === '' ? before : redactedNote(before, removed)
      return left === before ? operation : changed({ note, before: left })
    }
    case 'highlight': {
      const { what, before, after } = operation.data
      const id = (after ?? before)?.id ?? ''
      if (own(removed, id) !== 'highlight') return operation
      if (before?.chapter === '' && (after === null || after.chapter === '')) return operation
      return changed({ what, before: goneHighlight(id), after: after && goneHighlight(id) })
    }
    case 'correct': {
      const { what, changes } = operation.data
      const left = changes.filter(({ before, after }) => own(removed, (after ?? before)?.id ?? '') !== 'correction')
      return left.length === changes.length ? operation : changed({ what, changes: left })
    }
    case 'own-cards': {
      const { what, cards } = operation.data
      const left = cards.filter(({ card }) => own(removed, card) !== 'own-card')
      return left.length === cards.length ? operation : changed({ what, cards: left })
    }
    case 'card-marks': {
      const { what, cards } = operation.data
      const left = cards.filter(({ card }) => !isRemovedCard(card, removed))
      return left.length === cards.length ? operation : changed({ what, cards: left })
    }
    case 'reschedule': {
      const { what, cards } = operation.data
      const left = cards.filter(({ card }) => !isRemovedCard(card, removed))
      return left.length === cards.length ? operation : changed({ what, cards: left })
    }
    case 'review':
      return isRemovedCard(operation.data.card, removed) && repeatsWords(operation.data)
        ? changed(withoutWords(operation.data))
        : operation
    case 'practice': {
      if (operation.data.answer === undefined || !isRemovedCard(operation.data.card, removed)) return operation
      const { answer: _, ...data } = operation.data
      return changed(data)
    }
    case 'import-part': {
      const { data } = operation
      const isLeft = ({ card }: { card: string }) => own(removed, card) !== 'own-card' && !isRemovedCard(card, removed)
      const [cards, records, marks] = [
        data.cards.filter(isLeft),
        data.records.filter(isLeft),
        data.marks.filter(isLeft),
      ]
      const isSame =
        cards.length === data.cards.length &&
        records.length === data.records.length &&
        marks.length === data.marks.length
      const notes = data.notes && redactedNotes(data.notes, removed)
      // Its history has ratings, and no words.
      return isSame && notes === data.notes
        ? operation
        : changed({ ...data, cards, records, marks, ...(notes && { notes }) })
    }
    case 'undo':
    case 'redo': {
      const left = redacted(operation.data.operation, removed)
      return left === operation.data.operation ? operation : changed({ operation: left })
    }
    case 'import':
    case 'import-dropped':
    case 'merge-begun':
    case 'merge':
    case 'removed-for-good':
    case 'pack':
    case 'section-read':
    case 'position':
    case 'catch-up':
    case 'study-settings':
    case 'plan':
    case 'parameters':
      return operation
    default:
      // Of a kind that this version doesn't know.
      return operation satisfies never
  }
}

type Review = OperationData['review']
/** What was typed, and short names made from the card's words, by which a guess could be proved. */
const repeatsWords = ({ answer, content, leech, before }: Review) =>
  [answer, content, leech, before?.content].some((part) => part !== undefined)

/** Rating, time and memory stay: the day's figures rest on them. */
function withoutWords({ answer: _answer, content: _content, leech: _leech, before, ...data }: Review): Review {
  return { ...data, before: before && withoutContent(before) }
}
function withoutContent({ content: _, ...record }: CardRecord): CardRecord {
  return record
}

/** A step of which nothing is left: there is nothing to take back any more. `operation` is redacted already. */
export function isEmptied({ kind, data }: Operation, removed: Removed): boolean {
  switch (kind) {
    case 'note':
      return own(removed, data.record.id) === 'note'
    case 'note-removed':
      return own(removed, data.note) === 'note'
    case 'highlight':
      return own(removed, (data.after ?? data.before)?.id ?? '') === 'highlight'
    case 'correct':
      return data.changes.length === 0
    case 'own-cards':
    case 'card-marks':
    case 'reschedule':
      return data.cards.length === 0
    case 'review':
      return isRemovedCard(data.card, removed)
    default:
      return false
  }
}

/** Takes things out of a state, in place. Their ids stay. */
export function forget(state: StudyState, things: readonly RemovableThing[]): void {
  for (const { kind, id } of things) {
    state.removed[id] = kind
    if (kind === 'note') state.notes[id] = goneNote(id)
    if (kind === 'highlight') state.highlights[id] = goneHighlight(id)
    if (kind === 'own-card') state.ownCards[id] = goneOwnCard()
    if (kind === 'correction') state.corrections[id] = goneCorrection(id)
  }
  const { removed } = state
  for (const [id, record] of Object.entries(state.notes)) state.notes[id] = redactedNote(record, removed)
  for (const part of [state.cards, state.marks, state.answers] as Record<string, unknown>[])
    for (const card of Object.keys(part)) if (isRemovedCard(card, removed)) delete part[card]
  const isLeft = ({ card }: { card: string }) => own(removed, card) !== 'own-card' && !isRemovedCard(card, removed)
  for (const [id, shelf] of Object.entries(state.imports)) {
    const [cards, records, marks] = [
      shelf.cards.filter(isLeft),
      shelf.records.filter(isLeft),
      shelf.marks.filter(isLeft),
    ]
    const notes = shelf.notes && redactedNotes(shelf.notes, removed)
    state.imports[id] = { ...shelf, cards, records, marks, ...(notes && { notes }) }
  }
  const left = (steps: readonly Operation[]) =>
    steps.map((step) => redacted(step, removed)).filter((step) => !isEmptied(step, removed))
  state.done = left(state.done)
  state.undone = left(state.undone)
}
