import type { ExportOf } from '../../shared/model/exports'
import type { TestCore } from './core'

/** Makes a file and takes it from the desk, as the page does. */
export async function exported({ call }: TestCore, what: ExportOf): Promise<{ name: string; bytes: Uint8Array }> {
  const { id, name, size } = await call.exports.make(what)
  const parts: Buffer[] = []
  for (let at: number | null = 0; at !== null; ) {
    const { data, next }: { data: string; next: number | null } = await call.desk.take({ file: id, at })
    parts.push(Buffer.from(data, 'base64'))
    at = next
  }
  const bytes = Buffer.concat(parts)
  if (bytes.length !== size) throw new Error(`${bytes.length} bytes instead of ${size}`)
  return { name, bytes }
}
