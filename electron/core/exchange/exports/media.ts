import type { Store } from '../../store/store'

/** A picture by the SHA-256 (hex) of its bytes; null if it isn't there. */
export type ReadMedia = (sha: string) => Promise<Uint8Array | null>

/** No text names a picture before the store keeps them. */
export function mediaOf(_store: Store): ReadMedia {
  return async () => null
}
