import type { CloudCopies } from '../../../shared/model/cloud-copies'
import { syncedBy } from '../../../shared/rules/cloud-copies'
import { conflictedCopies } from '../cloud/conflicted-copies'
import type { Files } from '../store/files'
import type { Store } from '../store/store'

/** `folder`: the data folder, absolute. */
export function cloudService({ store, folder, files }: { store: Store; folder: string; files: Files }) {
  async function copies(): Promise<CloudCopies> {
    return { copies: await conflictedCopies(files, folder), syncedBy: syncedBy(folder) }
  }
  return {
    copies,
    /** Tells of copies at each start, and of a synced folder once. */
    async look(): Promise<void> {
      const found = await copies()
      if (found.copies.length > 0) store.notify('conflicted-copies', { files: found.copies.length })
      if (found.syncedBy) store.notifyOnce('synced-folder', { tool: found.syncedBy, folder })
    },
  }
}
