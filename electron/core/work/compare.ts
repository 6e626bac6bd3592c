/** What another copy's work means for ours: which operations are new, and what becomes of notes and cards. */
import type { ImportReport } from '../../../shared/model/exchange'
import type { Operation, StudyState } from '../../../shared/model/operations'
import { own } from '../../../shared/rules/own'
import { breathing } from '../breathing'
import type { Store } from '../store/store'
import { refuse } from './refused'

/**
 * Those that our log doesn't have, in the one order. Throws `WorkRefused` where one of ours has the same id and is
 * another. Words in it may differ: what was removed for good here has lost them, and doesn't get them back.
 */
export async function newOperations(store: Store, theirs: readonly Operation[]): Promise<Operation[]> {
  const rest = breathing()
  const lacking = new Map<string, Operation>()
  for (const operation of theirs) {
    lacking.set(operation.id, operation)
    await rest()
  }
  for await (const ours of store.operations()) {
    const other = lacking.get(ours.id)
    if (other && core(ours) !== core(other)) throw refuse('same-id', ours.id, { kind: other.kind })
    lacking.delete(ours.id)
    await rest()
  }
  return [...lacking.values()]
}

/** Of an operation what nobody may change after it was made. */
function core(operation: Operation): string {
  const { id, time, tick, at, kind, data } = operation
  if (kind === 'review')
    return JSON.stringify([id, time, tick, at, kind, data.card, data.rating, data.day, data.memory.due])
  if (kind === 'practice') return JSON.stringify([id, time, tick, at, kind, data.card, data.recalled, data.day])
  return JSON.stringify([id, time, tick, at, kind])
}

/** SHA-256 of all texts and pictures that operations name. */
export async function namedBy(operations: readonly Operation[]): Promise<ReadonlySet<string>> {
  const named = new Set<string>()
  const rest = breathing()
  for (const operation of operations) {
    // By far the most, and none of them names any.
    if (operation.kind === 'review' || operation.kind === 'practice') continue
    for (const [sum] of JSON.stringify(operation).matchAll(/[0-9a-f]{64}/g)) named.add(sum)
    await rest()
  }
  return named
}

/** `theirs`: what their operations come to by themselves. */
export function reportOf(before: StudyState, after: StudyState, theirs: StudyState): ImportReport {
  const report: ImportReport = {
    ...{ notes: 0, cards: present(theirs.ownCards).length },
    reviews: [theirs.days, theirs.importedDays]
      .flatMap((days) => Object.values(days))
      .reduce((sum, { reviews }) => sum + reviews, 0),
    ...{ new: 0, updated: 0, same: 0, conflicting: 0, skipped: 0, problems: [] },
  }
  for (const id of present(theirs.notes)) {
    report.notes += 1
    report[fateOf(before.notes, after.notes, after.noteForks, id)] += 1
  }
  return report
}
const present = (records: Record<string, { deleted?: true }>) =>
  Object.keys(records).filter((id) => !records[id]?.deleted)

type Versions = Record<string, { version: number; checksum: string; updatedAt: number; deleted?: true }>
/** `skipped`: it was deleted here since, and stays so. */
export function fateOf(before: Versions, after: Versions, forks: Record<string, unknown>, id: string) {
  const [was, is] = [own(before, id), own(after, id)]
  if (own(forks, id)) return 'conflicting'
  if (is?.deleted) return 'skipped'
  if (!was) return 'new'
  return was.checksum === is?.checksum && was.version === is.version && !was.deleted ? 'same' : 'updated'
}

export function cardFates(before: StudyState, after: StudyState, theirs: StudyState) {
  const fates = present(theirs.ownCards).map((id) => fateOf(before.ownCards, after.ownCards, after.cardForks, id))
  const number = (fate: string) => fates.filter((one) => one === fate).length
  return { new: number('new'), updated: number('updated'), conflicting: number('conflicting') }
}
