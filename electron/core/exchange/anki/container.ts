/** What is in a package: its collection as a database file, and its media by name. All three of Anki's layouts. */

import type { Note } from '../problem-list'
import { Refused } from '../refused'
import { bytesIn, fieldsOf, numberIn } from './protobuf'
import { unpackEntry, unpackZstd } from './unpack'
import { shown, type ZipEntry, zipDirectory } from './zip-directory'

export interface AnkiPackage {
  /** Name of the collection's entry. */
  where: string
  /** An SQLite file, ours to change. */
  database: Uint8Array
  /** Whether there would have been another collection if the package were whole: this one may be Anki's notice to update. */
  mayBeNotice: boolean
  media: Media
}
export interface Media {
  has(name: string): boolean
  /** Throws `Refused` for a file that is damaged or has more than `most` bytes. Null: it isn't there. */
  read(name: string, most: number): Uint8Array<ArrayBuffer> | null
}

/** SQLite holds the whole file in the memory of WebAssembly, of which there are 2 GB. */
export const largestDatabase = 768 * 1024 ** 2
const largestList = 32 * 1024 ** 2

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Throws `Refused`. Media are unpacked when they are asked for. */
export function openPackage(zip: Uint8Array, note: Note): AnkiPackage {
  const entries = zipDirectory(zip)
  const { entry, modern } = collectionIn(zip, entries)
  const unpacked = unpackEntry(zip, entry, largestDatabase)
  return {
    where: entry.name,
    database: modern ? unpackZstd(unpacked, entry.name, largestDatabase) : unpacked,
    mayBeNotice: entry.name === 'collection.anki2',
    media: mediaOf(zip, entries, modern, note),
  }
}

/** Which of the collections is the real one: newer packages have a notice to update in the place of the oldest. */
function collectionIn(zip: Uint8Array, entries: ReadonlyMap<string, ZipEntry>): { entry: ZipEntry; modern: boolean } {
  const meta = entries.get('meta')
  const version = meta ? versionIn(unpackEntry(zip, meta, 4096)) : null
  if (version !== null && (version < 1 || version > 3)) throw new Refused('newer-version', 'meta', { version })
  const names = ['collection.anki2', 'collection.anki21', 'collection.anki21b']
  const said = version === null ? undefined : names[version - 1]
  const name = said ?? names.findLast((one) => entries.has(one))
  const entry = name === undefined ? undefined : entries.get(name)
  if (!entry) throw new Refused('no-collection', said ?? '')
  return { entry, modern: entry.name === 'collection.anki21b' }
}

function versionIn(meta: Uint8Array): number {
  const fields = fieldsOf(meta)
  if (!fields) throw new Refused('broken-entry', 'meta')
  return numberIn(fields, 1)
}

function mediaOf(zip: Uint8Array, entries: ReadonlyMap<string, ZipEntry>, modern: boolean, note: Note): Media {
  const list = entries.get('media')
  const listed = list ? unpackEntry(zip, list, largestList) : new Uint8Array()
  const pairs = listed.length === 0 ? [] : modern ? modernList(listed) : jsonList(listed)
  const byName = new Map<string, ZipEntry>()
  const alike = new Map<string, string>()
  for (const [member, name] of pairs) {
    const entry = entries.get(member)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    if (/[\u0000-\u001f\\/]|^[a-z]:/i.test(name) || name === '' || name === '.' || name === '..') {
      note('media-name', `media/${shown(member)}`)
      continue
    }
    const folded = name.normalize('NFC').toLowerCase()
    if ((alike.get(folded) ?? name) !== name) note('media-names-alike', `media/${shown(member)}`)
    alike.set(folded, name)
    if (entry) byName.set(name, entry)
  }
  const find = (name: string) => byName.get(name) ?? byName.get(name.normalize('NFC'))
  return {
    has: (name) => find(name) !== undefined,
    read(name, most) {
      const entry = find(name)
      if (!entry) return null
      const bytes = unpackEntry(zip, entry, most)
      return modern ? unpackZstd(bytes, `media/${shown(entry.name)}`, most) : bytes
    },
  }
}

/** `{"0": "a.png"}`. */
function jsonList(bytes: Uint8Array): [member: string, name: string][] {
  let list: unknown
  try {
    list = JSON.parse(utf8.decode(bytes))
  } catch {
    throw new Refused('broken-json', 'media', { what: 'media files' })
  }
  if (typeof list !== 'object' || list === null || Array.isArray(list))
    throw new Refused('broken-json', 'media', { what: 'media files' })
  return Object.entries(list).filter((pair): pair is [string, string] => typeof pair[1] === 'string')
}

/** `MediaEntries { repeated MediaEntry { name = 1 } entries = 1 }`, packed by zstd: the place in the list is the member's name. */
function modernList(packed: Uint8Array): [member: string, name: string][] {
  const fields = fieldsOf(unpackZstd(packed, 'media', largestList))
  if (!fields) throw new Refused('broken-entry', 'media')
  return fields
    .flatMap((field) => (field.number === 1 && 'bytes' in field ? [field.bytes] : []))
    .map((entry, index) => {
      const parts = fieldsOf(entry)
      const name = parts && bytesIn(parts, 1)
      if (!name) throw new Refused('broken-entry', 'media')
      // Packages made from older ones may name the member themselves.
      const member = numberIn(parts, 255)
      return [String(parts.some(({ number }) => number === 255) ? member : index), new TextDecoder().decode(name)]
    })
}
