/** The state as a pure fold of operations. Everything the store knows of a learner comes out of here. */
import type { Operation, OperationData, StudyState } from '../model/operations'
import type { RefittedCard } from '../model/parameters'
import {
  type Answer,
  type CardAnswers,
  type CardRecord,
  type DayTotals,
  defaultStudySettings,
  longInterval,
  type Rating,
} from '../model/study'
import { bringOut, clearShelves, dropImport, type ImportOutcome, isOpen, putBack, shelvePart } from './import-fold'
import { own } from './own'
import { forget, isEmptied, isRemovedCard, redacted } from './removal'
import { studyCalendar } from './study-day'
import { pushUndoable } from './undo-depth'

/** How many request ids are remembered. */
export const requestDepth = 200

export function emptyState(): StudyState {
  return {
    v: 1,
    cards: {},
    marks: {},
    answers: {},
    sections: {},
    position: null,
    positions: {},
    checks: {},
    notes: {},
    highlights: {},
    corrections: {},
    ownCards: {},
    packs: {},
    removed: {},
    noteForks: {},
    cardForks: {},
    settings: { ...defaultStudySettings },
    catchUp: null,
    plan: null,
    ratings: { first: noRatings(), recalled: noRatings() },
    parameters: null,
    days: {},
    importedDays: {},
    imports: {},
    done: [],
    undone: [],
    requests: [],
    time: 0,
    tick: 0,
    savedAt: 0,
  }
}

/** A state written by an earlier version, with what that version didn't have yet. */
export function completed(state: StudyState): StudyState {
  const days = Object.entries(state.days).map(([day, totals]) => [day, { ...totals, practised: totals.practised ?? 0 }])
  const { position } = state
  return {
    ...emptyState(),
    ...(position && { positions: { [position.chapter]: position } }),
    ...state,
    settings: { ...defaultStudySettings, ...state.settings },
    days: Object.fromEntries(days),
  }
}

/**
 * Folds one operation into the state, in place. Never throws on an operation that was recorded: kinds that this
 * version doesn't know change nothing but the clock. `outcome`: what `importSteps` made of this operation beforehand.
 */
export function applyOperation(state: StudyState, recorded: Operation, outcome?: ImportOutcome | null): void {
  // What a merge brought is folded in its place by rules/merged-fold.ts.
  if (recorded.kind === 'merge-begun' || recorded.kind === 'merge') return
  // What a merge brings of a thing that was removed for good stays out.
  const operation = isEmpty(state.removed) ? recorded : redacted(recorded, state.removed)
  keepTime(state, operation)
  if (operation.kind === 'undo') undo(state, operation.data.operation, outcome)
  else if (operation.kind === 'redo') redo(state, operation.data.operation, outcome)
  else {
    const undoable = isUndoable(state, operation)
    apply(state, operation, outcome)
    if (!undoable) return
    state.undone = []
    if (isNothing(state, operation)) return
    const visited = visitBefore(state.done.at(-1), operation)
    if (visited) state.done[state.done.length - 1] = visited
    else pushUndoable(state.done, operation)
  }
  clearShelves(state)
}

/** Clock and requests, which every operation moves on. */
export function keepTime(state: StudyState, operation: Operation): void {
  if (operation.time > state.time) {
    state.time = operation.time
    state.tick = operation.tick
  } else if (operation.time === state.time) {
    state.tick = Math.max(state.tick, operation.tick)
  }
  state.savedAt = operation.at
  if (operation.request !== undefined) pushBounded(state.requests, [operation.request, operation.id], requestDepth)
}

/** A version saved in the visit whose versions are the newest step: that step, with what stood before the visit. */
function visitBefore(newest: Operation | undefined, operation: Operation): Operation | null {
  if (operation.kind !== 'note' || newest?.kind !== 'note' || operation.data.visit === undefined) return null
  const isSame = newest.data.visit === operation.data.visit && newest.data.record.id === operation.data.record.id
  return isSame ? { ...operation, data: { ...operation.data, before: newest.data.before } } : null
}

function undo(state: StudyState, operation: Operation, outcome?: ImportOutcome | null): void {
  // Taken back already (a merge may bring two undos of one operation): twice changes nothing.
  if (state.undone.some((other) => other.id === operation.id)) return
  takeBack(state, operation, outcome)
  state.done = state.done.filter((other) => other.id !== operation.id)
  if (isNothing(state, operation)) return
  pushUndoable(state.undone, operation)
}

function redo(state: StudyState, operation: Operation, outcome?: ImportOutcome | null): void {
  if (state.done.some((other) => other.id === operation.id)) return
  apply(state, operation, outcome)
  state.undone = state.undone.filter((other) => other.id !== operation.id)
  if (isNothing(state, operation)) return
  pushUndoable(state.done, operation)
}

function isUndoable(state: StudyState, operation: Operation): boolean {
  switch (operation.kind) {
    case 'section-read': {
      // A mark that changes nothing has nothing to take back: undoing it would take an earlier one away.
      const { read, automatic, before } = operation.data
      return !automatic && read !== (before !== null)
    }
    case 'review':
    case 'card-marks':
    case 'reschedule':
    case 'note':
    case 'note-removed':
    case 'highlight':
    case 'correct':
    case 'own-cards':
    case 'study-settings':
    case 'catch-up':
    case 'plan':
    case 'parameters':
      return true
    case 'import':
      return isOpen(state, operation.data)
    default:
      return false
  }
}

/** What an operation does, without clock and undo. In place. */
export function apply(state: StudyState, operation: Operation, outcome?: ImportOutcome | null): void {
  switch (operation.kind) {
    case 'review': {
      const { card, memory, before, day, content, answer } = operation.data
      count(state, operation, 1)
      countRating(state, operation, 1)
      if (isRemovedCard(card, state.removed)) return
      const missedAt = isMiss(operation.data) ? operation.at : before?.missedAt
      const introduced = before?.introduced ?? day
      state.cards[card] = {
        memory,
        standsOn: operation.id,
        introduced,
        ...(content !== undefined && { content }),
        ...(missedAt !== undefined && { missedAt }),
      }
      noteAnswer(state, operation.id, card, answer, wasShown(before))
      if (operation.data.leech) put(state.marks, card, operation.data.leech.after)
      return
    }
    case 'card-marks':
      for (const { card, after } of operation.data.cards) put(state.marks, card, after)
      return
    case 'reschedule':
      for (const { card, after } of operation.data.cards)
        put(state.cards, card, after && { ...notImported(after), standsOn: operation.id })
      return
    case 'section-read':
      put(state.sections, sectionKey(operation.data), operation.data.read ? firstRead(operation) : null)
      return
    case 'position':
      state.position = { ...operation.data, at: operation.at }
      put(state.positions, operation.data.chapter, state.position)
      return
    case 'practice': {
      const { card, day, answer, recalled, check } = operation.data
      const times = (own(state.checks, card)?.times ?? 0) + 1
      if (check) put(state.checks, card, { recalled, at: operation.at, times })
      const totals = own(state.days, day) ?? dayBegun
      put(state.days, day, { ...totals, practised: totals.practised + 1 })
      noteAnswer(state, operation.id, card, answer, wasShown(own(state.cards, card)))
      return
    }
    case 'note':
      state.notes[operation.data.record.id] = operation.data.record
      if (operation.data.settles) put(state.noteForks, operation.data.record.id, null)
      return
    case 'note-removed':
      // The id stays, or a merge would bring the note back.
      state.notes[operation.data.note] = { ...operation.data.before, deleted: true }
      if (operation.data.settles) put(state.noteForks, operation.data.note, null)
      return
    case 'highlight': {
      // The id stays here too.
      const { before, after } = operation.data
      const record = after ?? { ...before, deleted: true }
      state.highlights[record.id] = record
      return
    }
    case 'correct':
      // The id stays here too.
      for (const { before, after } of operation.data.changes) {
        const record = after ?? (before && { ...before, deleted: true })
        if (record) state.corrections[record.id] = record
      }
      return
    case 'own-cards':
      // The id stays here too.
      for (const { card, before, after, settles } of operation.data.cards) {
        put(state.ownCards, card, after ?? (before && { ...before, deleted: true }))
        if (settles) put(state.cardForks, card, null)
      }
      return
    case 'pack': {
      // The id stays here too: it tells who may sign the next one.
      const { pack, before, after } = operation.data
      put(state.packs, pack, after ?? (before && { ...before, removed: true }))
      return
    }
    case 'catch-up':
      state.catchUp = operation.data.plan
      return
    case 'study-settings':
      state.settings = { ...defaultStudySettings, ...operation.data.settings }
      return
    case 'plan':
      state.plan = operation.data.plan
      return
    case 'parameters':
      state.parameters = operation.data.own
      for (const change of operation.data.cards) refit(state, change, change.after)
      return
    case 'removed-for-good':
      forget(state, operation.data.things)
      return
    case 'import-part':
      shelvePart(state, operation.data)
      return
    case 'import-dropped':
      dropImport(state, operation.data)
      return
    case 'import':
      bringOut(state, operation, outcome)
  }
}

function takeBack(state: StudyState, operation: Operation, outcome?: ImportOutcome | null): void {
  switch (operation.kind) {
    case 'review': {
      const { card, before } = operation.data
      count(state, operation, -1)
      countRating(state, operation, -1)
      // Where something newer stands on the card (after a merge), only the totals go back.
      if (state.cards[card]?.standsOn === operation.id) put(state.cards, card, before)
      forgetAnswer(state, operation)
      if (operation.data.leech) put(state.marks, card, operation.data.leech.before)
      return
    }
    case 'card-marks':
      for (const { card, before } of operation.data.cards) put(state.marks, card, before)
      return
    case 'reschedule':
      for (const { card, before, after } of operation.data.cards) {
        const stands = state.cards[card]?.standsOn
        if (after ? stands === operation.id : stands === undefined) put(state.cards, card, before)
      }
      return
    case 'section-read':
      put(state.sections, sectionKey(operation.data), operation.data.before)
      return
    case 'note':
      put(state.notes, operation.data.record.id, operation.data.before)
      if (operation.data.settles) put(state.noteForks, operation.data.record.id, operation.data.settles)
      return
    case 'note-removed':
      state.notes[operation.data.note] = operation.data.before
      if (operation.data.settles) put(state.noteForks, operation.data.note, operation.data.settles)
      return
    case 'highlight': {
      const { before, after } = operation.data
      const id = (after ?? before)?.id
      if (id !== undefined) put(state.highlights, id, before)
      return
    }
    case 'correct':
      for (const { before, after } of operation.data.changes) {
        const id = (after ?? before)?.id
        if (id !== undefined) put(state.corrections, id, before)
      }
      return
    case 'own-cards':
      for (const { card, before, settles } of operation.data.cards) {
        put(state.ownCards, card, before)
        if (settles) put(state.cardForks, card, settles)
      }
      return
    case 'catch-up':
      state.catchUp = operation.data.before
      return
    case 'study-settings':
      state.settings = { ...defaultStudySettings, ...operation.data.before }
      return
    case 'plan':
      state.plan = operation.data.before
      return
    case 'parameters':
      state.parameters = operation.data.before
      for (const change of operation.data.cards) refit(state, change, change.before)
      return
    case 'import':
      putBack(state, operation, outcome)
  }
}

const notImported = ({ imported: _, ...record }: CardRecord): CardRecord => record

/** Where something newer stands on the card, its figures were made by that. */
function refit(state: StudyState, { card, standsOn }: RefittedCard, figures: RefittedCard['after']): void {
  const record = own(state.cards, card)
  if (record?.standsOn === standsOn) state.cards[card] = { ...record, memory: { ...record.memory, ...figures } }
}

/** Taking it back or doing it again would change nothing: it is of things that were removed for good. */
const isNothing = (state: StudyState, operation: Operation) =>
  !isEmpty(state.removed) && isEmptied(operation, state.removed)

function isEmpty(record: object): boolean {
  for (const _ in record) return false
  return true
}

const isMiss = ({ rating, answer }: OperationData['review']) =>
  rating === 'again' || (answer !== undefined && !wasRight(answer))
/** What was typed with a slip counts as right. */
const wasRight = ({ right, chosen, typed }: Answer) => chosen === right || (typed !== undefined && chosen === 'close')

/** A card that was only given a due date has a record too. */
const wasShown = (record: CardRecord | null | undefined) => (record?.memory.repetitions ?? 0) > 0

/** `seen`: the card had been shown before, so that even its first answer isn't an unprepared one. */
function noteAnswer(state: StudyState, id: string, card: string, answer: Answer | undefined, seen: boolean): void {
  if (!answer) return
  const known = own(state.answers, card)
  const chosen = answer.chosen ?? ''
  const times = (known && own(known.chosen, chosen)) ?? 0
  const takenBack = known?.takenBack
  const isFirst = known ? takenBack === id : !seen
  state.answers[card] = {
    first: isFirst ? { ...answer, operation: id } : (known?.first ?? null),
    chosen: { ...known?.chosen, [chosen]: times + 1 },
    ...(takenBack !== undefined && takenBack !== id && { takenBack }),
  }
}

function forgetAnswer(state: StudyState, { id, data: { card, answer } }: Operation<'review'>): void {
  const known = own(state.answers, card)
  if (!answer || !known) return
  const chosen = answer.chosen ?? ''
  const times = (own(known.chosen, chosen) ?? 0) - 1
  const left = { ...known.chosen }
  put(left, chosen, times > 0 ? times : null)
  // Answers that came after it (in practice) stay, but none of them was unprepared.
  const answers: CardAnswers =
    known.first?.operation === id ? { first: null, chosen: left, takenBack: id } : { ...known, chosen: left }
  put(state.answers, card, Object.keys(left).length > 0 ? answers : null)
}

const sectionKey = (place: OperationData['section-read']) => `${place.chapter}#${place.section}`
/** A section that is marked again keeps the time at which it was read first. */
const firstRead = ({ data, at }: Operation<'section-read'>) => data.before ?? at

/** Adds a review to the totals of its study day (sign 1), or takes it out again (-1). */
function count(state: StudyState, operation: Operation<'review'>, sign: 1 | -1): void {
  const { day, rating, before, spent } = operation.data
  const again = rating === 'again'
  const mature =
    before !== null &&
    before.memory.phase === 'review' &&
    !liesIn(day, before.memory.lastReview, operation.zone, state.settings.dayStart)
  const totals: DayTotals = { ...(state.days[day] ?? dayBegun) }
  totals.reviews += sign
  totals.spent += sign * spent
  if (again) totals.again += sign
  if (before === null) totals.introduced += sign
  if (mature) totals.mature += sign
  if (mature && !again) totals.recalled += sign
  // A day begun before these were counted stays without them: a part of a day's figures would be a false one.
  if (totals.long && mature && before.memory.scheduledDays >= longInterval) {
    const { mature: reviews, recalled } = totals.long
    totals.long = { mature: reviews + sign, recalled: recalled + (again ? 0 : sign) }
  }
  if (totals.ratings) totals.ratings = { ...totals.ratings, [rating]: totals.ratings[rating] + sign }
  const { practised } = totals
  put(state.days, day, totals.reviews > 0 ? totals : practised > 0 ? { ...dayBegun, practised } : null)
}
const noRatings = (): Record<Rating, number> => ({ again: 0, hard: 0, good: 0, easy: 0 })
/** A study day before its first review. */
export const dayBegun: DayTotals = {
  reviews: 0,
  again: 0,
  introduced: 0,
  spent: 0,
  mature: 0,
  recalled: 0,
  long: { mature: 0, recalled: 0 },
  ratings: noRatings(),
  practised: 0,
}

function countRating(state: StudyState, { data: { before, rating } }: Operation<'review'>, sign: 1 | -1): void {
  const recalled = before?.memory.phase === 'review' && rating !== 'again'
  const counts = before === null ? state.ratings.first : recalled ? state.ratings.recalled : null
  // Reviews folded by a version that didn't count them yet can be undone, too.
  if (counts) counts[rating] = Math.max(0, counts[rating] + sign)
}

function liesIn(day: string, at: number, zone: number, dayStart: number): boolean {
  // Dates outside the calendar's range would throw, and a fold must not.
  return Math.abs(at) < 8e15 && studyCalendar(dayStart, () => zone).day(at) === day
}

function put<T>(into: Record<string, T>, key: string, value: T | null): void {
  if (value === null) delete into[key]
  else into[key] = value
}

function pushBounded<T>(list: T[], item: T, depth: number): void {
  list.push(item)
  if (list.length > depth) list.shift()
}
