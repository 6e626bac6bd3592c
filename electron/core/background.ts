/** What goes on by itself while a store is open. */
import { minute } from '../../shared/rules/study-day'
import type { Services } from './router'
import type { Store } from './store/store'

/** After the first screen has what it asked for, ms. */
const warmAfter = 1000
const checkAfter = 5000
/** How often a folder in which nothing could be written when it was opened is tried again, ms. */
const tryEvery = 2000

/** Resolves, from the returned function, once nothing of it goes on any more. */
export function goOnBehind(
  services: Services,
  store: Store,
  { warmSearch, openToSave }: { warmSearch: boolean; openToSave: () => Promise<void> },
) {
  const warming = setTimeout(() => warmSearch && void services.search.warm().catch(() => {}), warmAfter).unref()
  const checking = setTimeout(() => store.endedUncleanly && void services.verify.checkQuietly(), checkAfter).unref()
  const looking = setTimeout(() => void services.cloud.look().catch(() => {}), warmAfter).unref()
  const backingUp = setInterval(() => void services.backups.tick(), minute).unref()
  const tryAgain = async () => {
    if (await store.wouldTakeChanges()) await openToSave().catch(() => {})
  }
  const trying = store.readOnly === null ? undefined : setInterval(() => void tryAgain(), tryEvery).unref()
  return async (how: { forGood?: boolean } = {}): Promise<void> => {
    clearTimeout(warming)
    clearTimeout(checking)
    clearTimeout(looking)
    clearInterval(backingUp)
    clearInterval(trying)
    services.verify.cancel()
    await services.backups.close(how)
  }
}
