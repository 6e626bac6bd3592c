import type { About, Failure, Status } from '../../../shared/model/views'
import type { Store } from '../store/store'
import type { PackIndex } from './pack'

export interface AboutNeeds {
  pack: PackIndex
  /** Not to be touched when `failure` is set. */
  store: Store
  failure: Failure | null
  host: About['host']
  versions: About['versions']
  dataFolder: string
}

export function aboutService({ pack, store, failure, host, versions, dataFolder }: AboutNeeds) {
  const { id, title, version, hash, asOf, sources } = pack.pack
  const status = (): Status =>
    failure
      ? { savedAt: null, failure, readOnly: null, notices: [] }
      : { savedAt: store.savedAt, failure: null, readOnly: store.readOnly, notices: [...store.notices] }
  return {
    about: (): About => ({ host, versions, dataFolder, pack: { id, title, version, hash, asOf }, sources }),
    status,
    /** A notice that is gone already is no error: it may have been dismissed twice. */
    dismissNotice({ notice }: { notice: string }): Status {
      if (!failure) store.dismissNotice(notice)
      return status()
    },
  }
}
