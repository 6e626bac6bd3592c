/** A log into which operations of other copies were merged: where its groups stand, and what all of it folds into. */
import type { Operation, StudyState } from '../../../shared/model/operations'
import { applyOperation, emptyState } from '../../../shared/rules/fold'
import { clearShelves } from '../../../shared/rules/import-fold'
import { foldInOrder, TakenBack } from '../../../shared/rules/merged-fold'
import { inOrder } from '../../../shared/rules/operation-order'
import { breathing } from '../breathing'
import type { LogRecord } from './record-codec'

/** A group's first record, and the number of its last. */
export interface MergeGroup {
  begun: number
  closes: number
}
/** Told by its first record and by its last alike: one of the two may be damaged. */
export function groupOf(n: number, operation: Operation): MergeGroup | null {
  if (operation.kind === 'merge-begun') return { begun: n, closes: n + operation.data.operations + 1 }
  return operation.kind === 'merge' ? { begun: n - operation.data.operations - 1, closes: n } : null
}

/** Records in the order of the log, those numbered above `after` up to `through`. */
export type ReadRecords = (through: number, after: number) => AsyncIterable<LogRecord>

export interface Folding {
  records: ReadRecords
  /** Number of the last record that counts. */
  through: number
  /** More that is to be folded, in the one order: then all of the log is in that order too. */
  more?: readonly Operation[]
}

/**
 * The state of a log with merges, reckoned from the start. What came before the last merge is folded in the one order of
 * operations, whatever came after as it came: it is of one copy again. A log in order is a few rising runs, one more a
 * merge, so they are read side by side and never held as a whole. Others get their turn while it goes on.
 */
export async function foldMergedLog({ records, through, more }: Folding): Promise<StudyState> {
  const rest = breathing()
  const seen = { taken: new TakenBack(), runs: [] as Run[], merged: 0 }
  let later: Operation[] = []
  let group: MergeGroup | null = null
  let newest: Operation | null = null
  for await (const { n, json } of records(through, 0)) {
    const operation = JSON.parse(json) as Operation
    group = groupOf(n, operation) ?? group
    // What came after the last merge can't take back what came before it.
    if (operation.kind === 'undo' || operation.kind === 'redo' || operation.kind === 'note') later.push(operation)
    if (!newest || inOrder(newest, operation) > 0) seen.runs.push({ from: n, to: n })
    else (seen.runs.at(-1) as Run).to = n
    newest = operation
    if (group && n >= group.closes) {
      for (const one of later) seen.taken.see(one)
      later = []
      seen.merged = n
      group = null
    }
    await rest()
  }
  if (more) {
    for (const one of later) seen.taken.see(one)
    for (const one of more) {
      seen.taken.see(one)
      await rest()
    }
    seen.merged = through
  }
  const state = emptyState()
  const out = seen.taken.ids()
  const runs = seen.runs.filter(({ from }) => from <= seen.merged)
  const streams = runs.map(({ from, to }) => operationsOf(records(Math.min(to, seen.merged), from - 1)))
  for await (const operation of inOneOrder(more ? [...streams, each(more)] : streams)) {
    foldInOrder(state, operation, out)
    await rest()
  }
  // There is no step that could be taken back.
  clearShelves(state)
  if (more) return state
  for await (const { json } of records(through, seen.merged)) {
    applyOperation(state, JSON.parse(json) as Operation)
    await rest()
  }
  return state
}
interface Run {
  from: number
  to: number
}

async function* operationsOf(records: AsyncIterable<LogRecord>): AsyncGenerator<Operation> {
  for await (const { json } of records) yield JSON.parse(json) as Operation
}
async function* each(operations: readonly Operation[]): AsyncGenerator<Operation> {
  yield* operations
}

/** Of several rising runs always the first of what comes next. */
async function* inOneOrder(streams: AsyncGenerator<Operation>[]): AsyncGenerator<Operation> {
  const heads: { operation: Operation; stream: AsyncGenerator<Operation> }[] = []
  const take = async (stream: AsyncGenerator<Operation>) => {
    const { value, done } = await stream.next()
    if (!done) heads.push({ operation: value, stream })
  }
  for (const stream of streams) await take(stream)
  for (;;) {
    let first = heads[0]
    for (const head of heads) if (first && inOrder(head.operation, first.operation) < 0) first = head
    if (!first) return
    heads.splice(heads.indexOf(first), 1)
    yield first.operation
    await take(first.stream)
  }
}
