/**
 * A file of records with some of them emptied. Records keep their numbers and order, and those that don't change keep
 * every byte, so that backups of the same file still have the same records. What no record could be made of is left out:
 * nobody can tell what it holds.
 */
import type { Codec } from '../store/codec'
import { encodeRecord, type Found, jsonOf, scanLines } from '../store/record-codec'

export interface RedactedRecords {
  /** Null where nothing had to be changed. */
  bytes: Buffer | null
  /** Records that were changed. */
  changed: number
  /** Something was left out. */
  unreadable: boolean
}

/**
 * `change` gives the new JSON of a record, or the same. `known`: lines made before, so that a record that stands in a
 * file and in its backups is sealed once. Throws `StoreFailure` for a file of a newer version.
 */
export function redactRecords(
  bytes: Buffer,
  file: string,
  codec: Codec,
  change: (json: string) => string,
  known: Map<string, string>,
): RedactedRecords {
  const { header, records } = scanLines(bytes, file)
  const parts: Buffer[] = header === null ? [] : [bytes.subarray(0, bytes.indexOf(10) + 1)]
  let read = parts[0]?.length ?? 0
  let changed = 0
  for (const found of records) {
    const json = jsonOf(bytes, found, file, codec)
    if (json === null) continue
    const line = lineOf(bytes, found)
    read += line.length
    const next = change(json)
    if (next === json) parts.push(line)
    else {
      const key = keyOf(file, found.n, next)
      const made = known.get(key) ?? encodeRecord({ n: found.n, json: next }, file, codec)
      known.set(key, made)
      parts.push(Buffer.from(made))
      changed++
    }
  }
  const unreadable = read < bytes.length
  return { bytes: changed > 0 || unreadable ? Buffer.concat(parts) : null, changed, unreadable }
}

/** Lines of a file that are emptied already go to `known`. */
export function knowLines(
  bytes: Buffer,
  file: string,
  codec: Codec,
  isOf: (json: string) => boolean,
  known: Map<string, string>,
): void {
  for (const found of scanLines(bytes, file).records) {
    const json = jsonOf(bytes, found, file, codec)
    if (json !== null && isOf(json)) known.set(keyOf(file, found.n, json), lineOf(bytes, found).toString())
  }
}

const keyOf = (file: string, n: number, json: string) => `${file} ${n} ${json}`

/** A whole line as it stands in the file. */
const lineOf = (bytes: Buffer, { n, start, end }: Found): Buffer => bytes.subarray(start - String(n).length - 10, end)
