/**
 * What an import does to the state, and how it is taken back. Its parts lie on a shelf until it is closed; then they take
 * their places, and what they replace lies there. So neither its operation nor its step of undo grows with it, and the
 * state holds each thing once.
 */
import type { ImportData, ImportPart, ImportShelf } from '../model/import'
import type { Operation, StudyState } from '../model/operations'
import type { OwnCardRef } from '../model/own-card'
import type { DayTotals } from '../model/study'
import { own } from './own'
import { ownIdOf } from './own-cards'

/** Names what stands under an own card's id, so that whoever wants to replace it knows that it is still that. */
export const standingText = (ref: OwnCardRef | undefined | null): string | null =>
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
  addDays(shelf.days, part.days, 1)
  state.imports[part.import] = shelf
}

export const isOpen = (state: StudyState, { import: id }: { import: string }): boolean =>
  own(state.imports, id)?.status === 'open'

export function dropImport(state: StudyState, dropped: { import: string }): void {
  if (isOpen(state, dropped)) delete state.imports[dropped.import]
}

/** Puts what is on the shelf in its place. Where something else stands by now than it was made for, that stays. */
export function bringOut(state: StudyState, { id, data }: Operation<'import'>): void {
  const shelf = own(state.imports, data.import)
  if (!shelf || shelf.status === 'done') return
  const replaced = emptyShelf('done')
  const made = new Set<string>()
  for (const { card, base, ref } of shelf.cards) {
    const before = own(state.ownCards, card)
    if (standingText(before) !== base) continue
    if (before) replaced.cards.push({ card, base: null, ref: before })
    else made.add(card)
    state.ownCards[card] = { ...ref, import: id }
  }
  for (const { card, base, record } of shelf.records) {
    const before = own(state.cards, card)
    if ((before?.standsOn ?? null) !== base) continue
    if (before) replaced.records.push({ card, base: null, record: before })
    state.cards[card] = { ...record, standsOn: id, imported: true }
  }
  for (const { card, marks } of shelf.marks)
    if (made.has(ownIdOf(card) ?? '') && !own(state.marks, card)) state.marks[card] = marks
  replaced.days = shelf.days
  addDays(state.importedDays, shelf.days, 1)
  state.imports[data.import] = replaced
}

/** Puts what it made back on the shelf, and what it had replaced in its place. What was changed since stays. */
export function putBack(state: StudyState, { id, data }: Operation<'import'>): void {
  const done = own(state.imports, data.import) ?? emptyShelf('done')
  if (done.status !== 'done') return
  const shelf = emptyShelf('undone')
  const made = new Set<string>()
  const cards = new Map(done.cards.map(({ card, ref }) => [card, ref]))
  for (const [card, { import: by, ...ref }] of Object.entries(state.ownCards)) {
    if (by !== id) continue
    const before = cards.get(card)
    shelf.cards.push({ card, base: standingText(before), ref })
    if (before) state.ownCards[card] = before
    else {
      delete state.ownCards[card]
      made.add(card)
    }
  }
  const records = new Map(done.records.map(({ card, record }) => [card, record]))
  for (const [card, record] of Object.entries(state.cards)) {
    if (record.standsOn !== id) continue
    const before = records.get(card)
    shelf.records.push({ card, base: before?.standsOn ?? null, record })
    if (before) state.cards[card] = before
    else delete state.cards[card]
  }
  for (const [card, marks] of Object.entries(state.marks)) {
    if (!made.has(ownIdOf(card) ?? '')) continue
    shelf.marks.push({ card, marks })
    delete state.marks[card]
  }
  shelf.days = done.days
  addDays(state.importedDays, done.days, -1)
  state.imports[data.import] = shelf
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
