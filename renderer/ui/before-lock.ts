/** Editors that save by themselves, asked once more before everything on the page is dropped. */
import type { UnsavedNote } from './unsaved-notes'

/** Resolves to what could not be saved. */
type Saver = () => Promise<UnsavedNote | null>
const savers = new Set<Saver>()
/** ms */
const patience = 2000

/** Returns what ends it. */
export function saveBeforeLock(saver: Saver): () => void {
  savers.add(saver)
  return () => savers.delete(saver)
}

/** Resolves, after a bounded time, to what could not be saved. */
export async function saveAll(): Promise<UnsavedNote[]> {
  const asked = [...savers].map(async (save) => {
    const late = new Promise<null>((resolve) => setTimeout(resolve, patience, null))
    return Promise.race([save(), late])
  })
  return (await Promise.all(asked)).filter((one) => one !== null)
}
