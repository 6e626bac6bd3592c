/**
 * What an import does to the state, and how it is taken back. Its parts lie on a shelf until it is closed; then they take
 * their places, and what they replace lies there. So neither its operation nor its step of undo grows with it, and the
 * state holds each thing once.
 */
import type { ImportData, ImportPart, ImportShelf } from '../model/import'
import type { Operation, StudyState } from '../model/operations'
import type { OwnCardRef } from '../model/own-card'
import type { DayTotals, NoteRecord } from '../model/study'
import { own } from './own'
import { ownIdOf } from './own-cards'

/** Names what stands under the id of an own card or a note, so that whoever wants to replace it knows that it is still that. */
export const standingText = (ref: Pick<OwnCardRef | NoteRecord, 'checksum' | 'deleted'> | undefined | null) =>
  ref ? (ref.deleted ? `${ref.checksum} removed` : ref.checksum) : null

const emptyShelf = (status: ImportShelf['status']): ImportShelf => ({
  status,
  cards: [],
  records: [],
  marks: [],
  days: {},
})

export function shelvePart(state: StudyState, part: ImportPart): void {
  const shelf = own(state.imports, part.import) ?? emptyShelf('open')
  if (shelf.status !== 'open') return
  for (const card of part.cards) shelf.cards.push(card)
  for (const record of part.records) shelf.records.push(record)
  for (const marks of part.marks) shelf.marks.push(marks)
  if (part.notes) shelf.notes = [...(shelf.notes ?? []), ...part.notes]
  addDays(shelf.days, part.days, 1)
  state.imports[part.import] = shelf
}

export const isOpen = (state: StudyState, { import: id }: { import: string }): boolean =>
  own(state.imports, id)?.status === 'open'

export function dropImport(state: StudyState, dropped: { import: string }): void {
  if (isOpen(state, dropped)) delete state.imports[dropped.import]
}

/** The records that an import or its undoing leaves: made beside those of the state, which then takes them all at once. */
export type ImportOutcome = Pick<StudyState, 'ownCards' | 'cards' | 'marks' | 'notes' | 'importedDays' | 'imports'>

/**
 * What an operation would leave, made in pieces of a few hundred cards, one a step: whoever must not hold up others takes
 * them one by one. Null where it does nothing. The state may not change before the last, and doesn't change by it.
 */
export type ImportSteps = Generator<void, ImportOutcome | null>

const piece = 250

/** The steps of an operation that brings an import out or takes it back; null for any other. */
export function importSteps(state: StudyState, operation: Operation): ImportSteps | null {
  if (operation.kind === 'import') return bringingOut(state, operation)
  if (operation.kind !== 'undo' && operation.kind !== 'redo') return null
  const inner = operation.data.operation
  if (inner.kind !== 'import') return null
  return operation.kind === 'undo' ? puttingBack(state, inner) : bringingOut(state, inner)
}

export function bringOut(
  state: StudyState,
  operation: Operation<'import'>,
  outcome = finished(bringingOut(state, operation)),
): void {
  Object.assign(state, outcome)
}
export function putBack(
  state: StudyState,
  operation: Operation<'import'>,
  outcome = finished(puttingBack(state, operation)),
): void {
  Object.assign(state, outcome)
}

function finished(steps: ImportSteps): ImportOutcome | null {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** Puts what is on the shelf in its place. Where something else stands by now than it was made for, that stays. */
function* bringingOut(state: StudyState, { id, data }: Operation<'import'>): ImportSteps {
  const shelf = own(state.imports, data.import)
  if (!shelf || shelf.status === 'done') return null
  const replaced = emptyShelf('done')
  const made = new Set<string>()
  const ownCards = yield* copied(state.ownCards)
  for (const [at, { card, base, ref }] of shelf.cards.entries()) {
    if (at % piece === 0) yield
    const before = own(ownCards, card)
    if (standingText(before) !== base) continue
    if (before) replaced.cards.push({ card, base: null, ref: before })
    else made.add(card)
    ownCards[card] = { ...ref, import: id }
  }
  const cards = yield* copied(state.cards)
  for (const [at, { card, base, record }] of shelf.records.entries()) {
    if (at % piece === 0) yield
    const before = own(cards, card)
    if ((before?.standsOn ?? null) !== base) continue
    if (before) replaced.records.push({ card, base: null, record: before })
    cards[card] = { ...record, standsOn: id, imported: true }
  }
  const marked = yield* copied(state.marks)
  for (const [at, { card, marks }] of shelf.marks.entries()) {
    if (at % piece === 0) yield
    const ofBook = ownIdOf(card) === null
    if (!(ofBook || made.has(ownIdOf(card) ?? '')) || own(marked, card)) continue
    marked[card] = marks
    // An own card's go with the card.
    if (ofBook) replaced.marks.push({ card, marks })
  }
  const notes = { ...state.notes }
  for (const { base, record } of shelf.notes ?? []) {
    const before = own(notes, record.id)
    if (standingText(before) !== base) continue
    if (before) replaced.notes = [...(replaced.notes ?? []), { base: null, record: before }]
    notes[record.id] = { ...record, import: id }
  }
  replaced.days = shelf.days
  const importedDays = { ...state.importedDays }
  addDays(importedDays, shelf.days, 1)
  return { ownCards, cards, marks: marked, notes, importedDays, imports: { ...state.imports, [data.import]: replaced } }
}

/** Puts what it made back on the shelf, and what it had replaced in its place. What was changed since stays. */
function* puttingBack(state: StudyState, { id, data }: Operation<'import'>): ImportSteps {
  const done = own(state.imports, data.import) ?? emptyShelf('done')
  if (done.status !== 'done') return null
  const shelf = emptyShelf('undone')
  const made = new Set<string>()
  const texts = new Map(done.cards.map(({ card, ref }) => [card, ref]))
  const ownCards = yield* copied(state.ownCards, (card, now) => {
    const { import: by, ...ref } = now
    if (by !== id) return now
    const before = texts.get(card)
    shelf.cards.push({ card, base: standingText(before), ref })
    if (!before) made.add(card)
    return before
  })
  const records = new Map(done.records.map(({ card, record }) => [card, record]))
  const cards = yield* copied(state.cards, (card, record) => {
    if (record.standsOn !== id) return record
    const before = records.get(card)
    shelf.records.push({ card, base: before?.standsOn ?? null, record })
    return before
  })
  const ofBook = new Map(done.marks.map(({ card, marks }) => [card, JSON.stringify(marks)]))
  const marks = yield* copied(state.marks, (card, now) => {
    if (!made.has(ownIdOf(card) ?? '') && ofBook.get(card) !== JSON.stringify(now)) return now
    shelf.marks.push({ card, marks: now })
    return undefined
  })
  const before = new Map((done.notes ?? []).map(({ record }) => [record.id, record]))
  const notes = yield* copied(state.notes, (note, now) => {
    const { import: by, ...record } = now
    if (by !== id) return now
    const was = before.get(note)
    shelf.notes = [...(shelf.notes ?? []), { base: standingText(was), record }]
    return was
  })
  shelf.days = done.days
  const importedDays = { ...state.importedDays }
  addDays(importedDays, done.days, -1)
  return { ownCards, cards, marks, notes, importedDays, imports: { ...state.imports, [data.import]: shelf } }
}

/** Each as `becomes` gives it, in their order; those that become nothing are left out. */
function* copied<Value>(
  from: Readonly<Record<string, Value>>,
  becomes: (key: string, value: Value) => Value | undefined = (_, value) => value,
): Generator<void, Record<string, Value>> {
  const into: Record<string, Value> = {}
  for (const [at, key] of Object.keys(from).entries()) {
    if (at % piece === 0) yield
    const value = becomes(key, from[key] as Value)
    if (value !== undefined) into[key] = value
  }
  return into
}

/** Lets go of what can neither be undone nor done again any more. */
export function clearShelves(state: StudyState): void {
  for (const [name, { status }] of Object.entries(state.imports)) {
    const isIt = ({ kind, data }: Operation) => kind === 'import' && (data as ImportData).import === name
    if (status !== 'open' && !state.done.some(isIt) && !state.undone.some(isIt)) delete state.imports[name]
  }
}

/** Adds totals to those of their days (sign 1), or takes them out again (-1). */
function addDays(into: Record<string, DayTotals>, days: Record<string, DayTotals>, sign: 1 | -1): void {
  for (const [day, totals] of Object.entries(days)) {
    const sum = sumOfDays(own(into, day), totals, sign)
    if (sum.reviews > 0) into[day] = sum
    else delete into[day]
  }
}

/** What isn't counted in both is counted in neither: a part of a day's figures would be a false one. */
export function sumOfDays(one: DayTotals | undefined, other: DayTotals, sign: 1 | -1 = 1): DayTotals {
  if (!one && sign === 1) return other
  const known = one ?? { ...other, reviews: 0, again: 0, introduced: 0, spent: 0, mature: 0, recalled: 0 }
  const { long, ratings } = known
  return {
    reviews: known.reviews + sign * other.reviews,
    again: known.again + sign * other.again,
    introduced: known.introduced + sign * other.introduced,
    spent: known.spent + sign * other.spent,
    mature: known.mature + sign * other.mature,
    recalled: known.recalled + sign * other.recalled,
    ...(long &&
      other.long && {
        long: { mature: long.mature + sign * other.long.mature, recalled: long.recalled + sign * other.long.recalled },
      }),
    ...(ratings &&
      other.ratings && {
        ratings: {
          again: ratings.again + sign * other.ratings.again,
          hard: ratings.hard + sign * other.ratings.hard,
          good: ratings.good + sign * other.ratings.good,
          easy: ratings.easy + sign * other.ratings.easy,
        },
      }),
    practised: known.practised + sign * other.practised,
  }
}
