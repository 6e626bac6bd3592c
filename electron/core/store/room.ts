import { join } from 'node:path'
import { type Files, writeWhole } from './files'

/** What opening a folder writes at most, but for a torn end that is set aside. Bytes. */
const needed = 1024 * 1024

/** Whether a folder takes new files, and what is in them. Leaves nothing behind. */
export async function hasRoom(files: Files, folder: string): Promise<boolean> {
  const probe = join(folder, 'probe.tmp')
  const taken = await writeWhole(files, probe, Buffer.alloc(needed)).then(
    () => true,
    () => false,
  )
  return files.remove(probe).then(
    () => taken,
    () => false,
  )
}
