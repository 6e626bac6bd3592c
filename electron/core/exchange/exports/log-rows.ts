import type { Operation } from '../../../../shared/model/operations'
import { breathing } from '../../breathing'
import type { Store } from '../../store/store'

/**
 * A row for each operation of the log that is wanted, oldest first, without what was taken back. `rowOf` gives null for
 * what isn't wanted. Others get their turns meanwhile.
 */
export async function logRows<Row>(
  store: Pick<Store, 'operations'>,
  rowOf: (operation: Operation) => Row | null,
  signal?: AbortSignal,
): Promise<Row[]> {
  const rows: Row[] = []
  const ids: string[] = []
  /** Of all that took an operation back or did it again, the last says whether it counts. */
  const counts = new Map<string, boolean>()
  const rest = breathing({ signal })
  for await (const operation of store.operations()) {
    if (operation.kind === 'undo' || operation.kind === 'redo')
      counts.set(operation.data.operation.id, operation.kind === 'redo')
    const row = rowOf(operation)
    if (row !== null) {
      rows.push(row)
      ids.push(operation.id)
    }
    await rest()
  }
  return counts.size === 0 ? rows : rows.filter((_, index) => counts.get(ids[index] as string) ?? true)
}
