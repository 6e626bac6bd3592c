import type { PictureView } from '../../../shared/model/views'
import { largestPicture, pictureMediaTypes, pictureType } from '../../../shared/rules/picture-type'
import type { Store } from '../store/store'
import { NotFound } from './errors'

/** Pictures of cards, for the page to show. Whatever lies in the store, only pictures are handed out. */
export function mediaService({ store }: { store: Store }) {
  return {
    async get({ sha }: { sha: string }): Promise<PictureView> {
      const bytes = await store.readMedia(sha)
      const type = bytes && bytes.length <= largestPicture ? pictureType(bytes) : null
      if (!bytes || !type) throw new NotFound('picture', sha)
      return { type: pictureMediaTypes[type], data: Buffer.from(bytes).toString('base64') }
    },
  }
}
