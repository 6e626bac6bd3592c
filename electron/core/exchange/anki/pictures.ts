/** The pictures that cards show: read when a card first names them, known by what is in them. */
import { createHash } from 'node:crypto'
import { largestPicture, pictureType } from '../../../../shared/rules/picture-type'
import type { Note } from '../problem-list'
import { Refused } from '../refused'
import type { Media } from './container'
import { shown } from './zip-directory'

const megabyte = 1024 ** 2
/** All pictures of one file, bytes. */
export const mostPictures = 512 * megabyte

export function picturesOf(media: Media, note: Note) {
  const known = new Map<string, string | null>()
  const taken = new Set<string>()
  let fresh = new Map<string, Uint8Array<ArrayBuffer>>()
  let size = 0

  function read(name: string, where: string): string | null {
    const of = { name: shown(name) }
    let bytes: Uint8Array<ArrayBuffer> | null
    try {
      bytes = media.read(name, largestPicture)
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'too-large') throw error
      note('picture-too-large', where, { ...of, most: largestPicture / megabyte })
      return null
    }
    const type = bytes && pictureType(bytes)
    if (!bytes || !type) {
      note(bytes ? 'picture-kind' : 'picture-missing', where, of)
      return null
    }
    const sha = createHash('sha256').update(bytes).digest('hex')
    if (!taken.has(sha)) {
      if (size + bytes.length > mostPictures) {
        note('pictures-too-large', where, { most: mostPictures / megabyte })
        return null
      }
      size += bytes.length
      taken.add(sha)
      fresh.set(sha, bytes)
    }
    return `${sha}.${type}`
  }

  return {
    /** The name in the media store of what `src` means; null: there is no such picture, which is noted once. */
    find(src: string, where: string): string | null {
      const name = nameOf(src, media)
      const found = known.get(name)
      if (found !== undefined) return found
      const picture = read(name, where)
      known.set(name, picture)
      return picture
    },
    /** Those that were found since the last time. */
    take(): Map<string, Uint8Array<ArrayBuffer>> {
      const all = fresh
      fresh = new Map()
      return all
    },
  }
}

/** Anki writes some letters of a name as in an address. */
function nameOf(src: string, media: Media): string {
  if (media.has(src)) return src
  try {
    return decodeURIComponent(src)
  } catch {
    return src
  }
}
