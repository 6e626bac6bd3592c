/** Which reader takes which file: by what it begins with, then by its name. */
import type { IncomingCollection } from '../../../shared/model/exchange'
import type { TextLook, TextOptions } from '../../../shared/model/text-import'
import { readExport } from './json/read'
import { Refused } from './refused'
import { readText } from './text/read'

export interface ReadOptions {
  text?: TextOptions
  signal?: AbortSignal
  /** Told the share that is done, 0-1, where that can be told. */
  progress?: (share: number) => void
  /** Reads a package elsewhere than in this thread. */
  readAnki?: (
    bytes: Uint8Array,
    name: string,
    options: Pick<ReadOptions, 'signal' | 'progress'>,
  ) => Promise<IncomingCollection>
  /** The same for an export of ours. */
  readJson?: (bytes: Uint8Array, name: string, options: Pick<ReadOptions, 'signal'>) => Promise<IncomingCollection>
  /** The same for a table of text. */
  readText?: (
    bytes: Uint8Array,
    name: string,
    options: Pick<ReadOptions, 'signal' | 'text' | 'look'>,
  ) => Promise<IncomingCollection>
  /** Told what a table looks like, before it is read. */
  look?: (look: TextLook) => void
}
export interface FileReader {
  kind: IncomingCollection['format']
  /** `name` in small letters. */
  takes(name: string, bytes: Uint8Array): boolean
  /** Throws, with a `code`, where nothing of the file can be taken. */
  read(bytes: Uint8Array, name: string, options: ReadOptions): Promise<IncomingCollection>
}

const startsWith = (bytes: Uint8Array, start: readonly number[]) => start.every((byte, index) => bytes[index] === byte)
/** What looks like an archive, a database, a picture or a PDF is no table, whatever it is called. */
const binary = [
  [0x50, 0x4b], // zip
  [0x1f, 0x8b], // gzip
  [0x28, 0xb5, 0x2f, 0xfd], // zstd
  [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], // SQLite
  [0x25, 0x50, 0x44, 0x46], // PDF
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0xd0, 0xcf, 0x11, 0xe0], // old Office
]

/** The first that takes it reads it. Packages of Anki and Fieldbook's own JSON come before tables. */
export const readers: FileReader[] = [
  {
    kind: 'anki',
    takes: (name, bytes) => /\.(apkg|colpkg)$/.test(name) || (name.endsWith('.zip') && startsWith(bytes, [0x50, 0x4b])),
    async read(bytes, name, { signal, progress, readAnki }) {
      const given = { ...(signal && { signal }), ...(progress && { progress }) }
      if (readAnki) return readAnki(bytes, name, given)
      // SQLite is loaded when it is needed.
      const { readAnkiPackage } = await import('./anki/read-package')
      return readAnkiPackage(bytes, name, given)
    },
  },
  {
    kind: 'json',
    takes: (name) => name.endsWith('.json'),
    read: (bytes, name, { signal, readJson }) =>
      readJson ? readJson(bytes, name, { ...(signal && { signal }) }) : readExport(bytes),
  },
  {
    kind: 'text',
    takes: (name, bytes) => /\.(csv|tsv|txt|tab)$/.test(name) && !binary.some((start) => startsWith(bytes, start)),
    read: (bytes, name, { text, signal, look, readText: elsewhere }) =>
      elsewhere
        ? elsewhere(bytes, name, { ...(text && { text }), ...(look && { look }), ...(signal && { signal }) })
        : readText(bytes, name, text, look),
  },
]

/** Throws `Refused` for an empty file and for one that nobody takes. */
export function readerOf(name: string, bytes: Uint8Array): FileReader {
  if (bytes.length === 0) throw new Refused('empty')
  const found = readers.find((reader) => reader.takes(name.toLowerCase(), bytes))
  if (!found) throw new Refused('unknown-kind')
  return found
}

/** Throws what the reader throws: nothing has been changed then. */
export async function readFile(
  name: string,
  bytes: Uint8Array,
  options: ReadOptions = {},
): Promise<IncomingCollection> {
  return readerOf(name, bytes).read(bytes, name, options)
}
