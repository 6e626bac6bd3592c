/**
 * The fold of operations of several copies, in their one order. It differs from the fold of one copy's own log
 * (`fold.ts`) where an operation finds something else than what stood there when it was made:
 *
 * - what was taken back is left out, and not first done and then undone, because between the two something may lie;
 * - a review of a card that another copy reviewed meanwhile is reckoned anew from what the card stands on, with the
 *   weights and settings in force then; totals go by that, too;
 * - marks and due dates change by what the act changed, and keep the rest;
 * - a version of a note or own card that wasn't made from the newest one stands beside it until somebody chooses.
 *
 * For the history of one copy both folds give the same.
 */
import type { Operation, StudyState } from '../model/operations'
import type { OwnCardRef } from '../model/own-card'
import type { CardMarks, CardRecord, Memory, NoteRecord } from '../model/study'
import { apply, keepTime } from './fold'
import { dropImport } from './import-fold'
import { inOrder } from './operation-order'
import { own } from './own'
import { redacted } from './removal'
import { schedule } from './scheduling'
import { studyCalendar } from './study-day'

type Placed = Pick<Operation, 'id' | 'time' | 'tick'>
interface Verdict {
  by: Placed
  of: Operation
  counts: boolean
}

/** Which operations were taken back: looked through first, in any order. */
export class TakenBack {
  private readonly verdicts: Verdict[] = []
  /** Versions of notes by note and visit to the editor, which are taken back together. */
  private readonly visits = new Map<string, (Placed & { version: number })[]>()

  see(operation: Operation): void {
    const { id, time, tick } = operation
    if (operation.kind === 'undo' || operation.kind === 'redo')
      this.verdicts.push({
        by: { id, time, tick },
        of: operation.data.operation,
        counts: operation.kind === 'redo',
      })
    if (operation.kind === 'note' && operation.data.visit !== undefined) {
      const key = visitOf(operation)
      const versions = this.visits.get(key) ?? []
      versions.push({ id, time, tick, version: operation.data.record.version })
      this.visits.set(key, versions)
    }
  }

  /** Ids of all that don't count: of several words on one operation the last is right. */
  ids(): ReadonlySet<string> {
    const out = new Set<string>()
    for (const { by, of, counts } of [...this.verdicts].sort((one, other) => inOrder(one.by, other.by)))
      for (const id of this.stepOf(of, by)) {
        if (counts) out.delete(id)
        else out.add(id)
      }
    return out
  }

  private stepOf(operation: Operation, by: Placed): string[] {
    if (operation.kind !== 'note' || operation.data.visit === undefined) return [operation.id]
    const { before, record } = operation.data
    const first = before?.version ?? 0
    const versions = this.visits.get(visitOf(operation)) ?? []
    const isOfIt = (one: Placed & { version: number }) =>
      one.version > first && one.version <= record.version && inOrder(one, operation) <= 0 && inOrder(one, by) < 0
    return [operation.id, ...versions.filter(isOfIt).map(({ id }) => id)]
  }
}
const visitOf = ({ data }: Operation<'note'>) => `${data.record.id} ${data.visit}`

/** Folds the next operation in the one order into the state, in place. `out`: those that were taken back. */
export function foldInOrder(state: StudyState, recorded: Operation, out: ReadonlySet<string>): void {
  if (recorded.kind === 'merge-begun' || recorded.kind === 'merge') return
  const operation = redacted(recorded, state.removed)
  keepTime(state, operation)
  if (operation.kind === 'undo' || operation.kind === 'redo') return
  if (out.has(operation.id)) {
    // Its parts lie on their shelf, for nothing.
    if (operation.kind === 'import') dropImport(state, operation.data)
    return
  }
  switch (operation.kind) {
    case 'note': {
      const { record, before, settles } = operation.data
      putVersion(state.notes, state.noteForks, record.id, { after: record, before, settles })
      return
    }
    case 'note-removed': {
      const { note, before, settles } = operation.data
      putVersion(state.notes, state.noteForks, note, { after: { ...before, deleted: true }, before, settles })
      return
    }
    case 'own-cards':
      for (const { card, before, after, settles } of operation.data.cards) {
        const made = after ?? (before && { ...before, deleted: true as const })
        if (made) putVersion(state.ownCards, state.cardForks, card, { after: made, before, settles })
      }
      return
    case 'section-read':
      // A mark that changed nothing where it was made changes nothing once the mark before it is taken back.
      if (operation.data.read === (operation.data.before !== null)) return
  }
  apply(state, asItStands(state, operation))
}

/** The operation, as it would have been made on what stands here. */
function asItStands(state: StudyState, operation: Operation): Operation {
  switch (operation.kind) {
    case 'review':
      return reviewOf(state, operation)
    case 'card-marks': {
      const cards = operation.data.cards.map((change) => ({ ...change, after: marksAfter(state, change) }))
      return { ...operation, data: { ...operation.data, cards } }
    }
    case 'reschedule': {
      const cards = operation.data.cards.map((change) => ({ ...change, after: recordAfter(state, change) }))
      return { ...operation, data: { ...operation.data, cards } }
    }
    case 'section-read': {
      const { chapter, section } = operation.data
      const before = own(state.sections, `${chapter}#${section}`) ?? null
      return { ...operation, data: { ...operation.data, before } }
    }
    default:
      return operation
  }
}

/** As it was made, or reckoned anew where the card stands on something else by now. */
function reviewOf(state: StudyState, operation: Operation<'review'>): Operation<'review'> {
  const { data, at, zone } = operation
  const before = own(state.cards, data.card) ?? null
  const marks = data.leech && { ...data.leech, after: marksAfter(state, data.leech) }
  const leech = marks && { leech: marks }
  if (isSameRecord(before, data.before)) return { ...operation, data: { ...data, before, ...leech } }
  const settings = { ...state.settings, weights: state.parameters?.weights }
  const calendar = studyCalendar(state.settings.dayStart, () => zone)
  const memory = schedule(before?.memory ?? null, data.rating, at, settings, calendar, data.card)
  return { ...operation, data: { ...data, before, memory, ...leech } }
}

function isSameRecord(one: CardRecord | null, other: CardRecord | null): boolean {
  if (one === null || other === null) return one === other
  return one.standsOn === other.standsOn && figures.every((figure) => one.memory[figure] === other.memory[figure])
}
/** What the next memory is made of. */
const figures = ['stability', 'difficulty', 'lastReview', 'repetitions', 'lapses', 'phase', 'step', 'due'] as const

/** The card's marks, changed by what the act changed in them. */
function marksAfter(
  state: StudyState,
  { card, before, after }: { card: string; before: CardMarks | null; after: CardMarks | null },
): CardMarks | null {
  const marks: Record<string, unknown> = { ...own(state.marks, card) }
  for (const name of ['suspended', 'buriedUntil', 'flag', 'leech'] as const) {
    if (before?.[name] === after?.[name]) continue
    if (after?.[name] === undefined) delete marks[name]
    else marks[name] = after[name]
  }
  return Object.keys(marks).length > 0 ? (marks as CardMarks) : null
}

/** Forgotten is forgotten; a new due date is given to whatever is known of the card by now. */
function recordAfter(
  state: StudyState,
  { card, before, after }: { card: string; before: CardRecord | null; after: CardRecord | null },
): CardRecord | null {
  const now = own(state.cards, card) ?? null
  if (after === null || now === null || isSameRecord(now, before)) return after
  const { dueDay: _, ...memory } = now.memory
  const { due, dueDay, scheduledDays, phase, step } = after.memory
  const given: Memory = { ...memory, due, scheduledDays, phase, step, ...(dueDay !== undefined && { dueDay }) }
  return { ...now, memory: given }
}

/**
 * Puts a version where the one stood that it was made from. If others have come from that one meanwhile, they stay
 * beside it: the newest that isn't deleted is shown, so that nothing goes out of sight before somebody chooses.
 */
function putVersion<Version extends NoteRecord | OwnCardRef>(
  shown: Record<string, Version>,
  forks: Record<string, Version[]>,
  id: string,
  { after, before, settles = [] }: { after: Version; before: Version | null; settles?: Version[] | undefined },
): void {
  const now = own(shown, id)
  const replaced = [...(before ? [before] : []), ...settles]
  const others = (now ? [now, ...(own(forks, id) ?? [])] : []).filter(
    (one) => !replaced.some((other) => isSameVersion(one, other)) && !saysTheSame(one, after),
  )
  const heads = after.deleted && others.every(({ deleted }) => deleted) ? [after] : [after, ...others]
  const first = heads.find(({ deleted }) => !deleted) ?? after
  const beside = heads.filter((one) => one !== first)
  shown[id] = first
  // Deleted here and there, or changed on one side only: nothing to choose.
  if (beside.length > 0) forks[id] = beside
  else delete forks[id]
}

type Identity = Pick<NoteRecord, 'version' | 'checksum' | 'updatedAt'> & { deleted?: true }
/** Numbers alone don't do: two copies make different fourth versions of the same third. */
export const isSameVersion = (one: Identity, other: Identity): boolean =>
  one.version === other.version &&
  one.checksum === other.checksum &&
  one.updatedAt === other.updatedAt &&
  one.deleted === other.deleted
const saysTheSame = (one: Identity, other: Identity) => one.checksum === other.checksum && one.deleted === other.deleted
