import type { MergeSource, Operation, StudyState } from '../../../shared/model/operations'
import { emptyState } from '../../../shared/rules/fold'
import { foldInOrder, TakenBack } from '../../../shared/rules/merged-fold'
import { inOrder } from '../../../shared/rules/operation-order'
import { breathing } from '../breathing'
import { sortedInPieces } from '../sorted'
import type { LibraryCard } from '../store/library'
import type { Version } from '../store/note-files'
import { wrongIn } from './operation-shape'
import type { WorkPackFile } from './packs'
import { refuse } from './refused'

export interface NoteVersionOf extends Version {
  note: string
}
/** All the work of one copy, as it was read: checked one by one, not yet against ours. */
export interface WorkCopy {
  source: MergeSource
  /** In the one order. */
  operations: Operation[]
  /** Versions of notes; those that no operation names count for nothing. */
  versions: NoteVersionOf[]
  cards: LibraryCard[]
  /** By SHA-256. */
  media: Map<string, Uint8Array>
  /** Of the trainers' packs that are installed there. */
  packs: WorkPackFile[]
}

/** Collects operations, each checked. Throws `WorkRefused` at the first that is none. */
export class Operations {
  private readonly byId = new Map<string, Operation>()

  /** @param where named to the person. */
  add(json: string, where: string): void {
    // It would become the prototype of what it is put into.
    if (json.includes('"__proto__"')) throw refuse('not-an-operation', where)
    let value: unknown
    try {
      value = JSON.parse(json)
    } catch {
      throw refuse('not-an-operation', where)
    }
    const wrong = wrongIn(value)
    if (wrong === 'newer') throw refuse('newer-version', where)
    if (wrong !== null) throw refuse('not-an-operation', where, { field: wrong })
    const operation = value as Operation
    const known = this.byId.get(operation.id)
    if (known && JSON.stringify(known) !== JSON.stringify(operation))
      throw refuse('same-id', where, { id: operation.id })
    this.byId.set(operation.id, operation)
  }
  inOrder(): Promise<Operation[]> {
    return sortedInPieces([...this.byId.values()], inOrder)
  }
}

/** What one copy's operations come to by themselves. Throws `WorkRefused` for any that can't be folded. */
export async function stateOf(operations: readonly Operation[]): Promise<StudyState> {
  const rest = breathing()
  const taken = new TakenBack()
  for (const operation of operations) {
    taken.see(operation)
    await rest()
  }
  const state = emptyState()
  const out = taken.ids()
  for (const operation of operations) {
    try {
      foldInOrder(state, operation, out)
    } catch {
      throw refuse('not-an-operation', operation.id)
    }
    await rest()
  }
  return state
}
