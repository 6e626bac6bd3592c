import type { Operation } from '../../../../shared/model/operations'
import { breathing } from '../../breathing'
import type { Store } from '../../store/store'

/**
 * A row for each operation of the log that is wanted, in its order, without what was taken back and without parts of
 * imports that were never closed. `rowOf` gives null for what isn't wanted. Others get their turns meanwhile.
 */
export async function logRows<Row>(
  store: Pick<Store, 'operations'>,
  rowOf: (operation: Operation) => Row | null,
  signal?: AbortSignal,
): Promise<Row[]> {
  const rows: Row[] = []
  const ids: string[] = []
  const parts = new Set<string>()
  /** Of all that took an operation back or did it again, the last says whether it counts. */
  const counts = new Map<string, boolean>()
  const rest = breathing({ signal })
  for await (const operation of store.operations()) {
    if (operation.kind === 'undo' || operation.kind === 'redo')
      counts.set(decidedBy(operation.data.operation), operation.kind === 'redo')
    if (operation.kind === 'import') counts.set(decidedBy(operation), true)
    const row = rowOf(operation)
    if (row !== null) {
      rows.push(row)
      ids.push(decidedBy(operation))
      if (operation.kind === 'import-part') parts.add(decidedBy(operation))
    }
    await rest()
  }
  const isIn = (id: string) => counts.get(id) ?? !parts.has(id)
  return counts.size + parts.size === 0 ? rows : rows.filter((_, index) => isIn(ids[index] as string))
}

/** Whether a part of an import counts is said of the import. */
function decidedBy(operation: Operation): string {
  const isImport = operation.kind === 'import' || operation.kind === 'import-part'
  return isImport ? `import ${(operation as Operation<'import'>).data.import}` : operation.id
}
