import type { ExportOf } from '../../shared/model/exports'
import type { TestCore } from './core'
import { fromDesk } from './desk'

/** Makes a file and takes it from the desk, as the page does. */
export async function exported(core: TestCore, what: ExportOf): Promise<{ name: string; bytes: Uint8Array }> {
  const file = await core.call.exports.make(what)
  if (!file) throw new Error('it was given up')
  const { id, name, size } = file
  const bytes = await fromDesk(core, id)
  if (bytes.length !== size) throw new Error(`${bytes.length} bytes instead of ${size}`)
  return { name, bytes }
}
