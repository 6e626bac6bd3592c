/**
 * Seals all files of a data folder, or makes them plain again, one after the other, while no store has it open. Each is
 * written anew beside the old one, read back and renamed over it, so that at any moment every file is whole in one kind
 * or the other; whoever is stopped in the middle begins again and skips what is done. It ends when a look at all files
 * finds nothing more to convert.
 */
import { dirname, join } from 'node:path'
import { isSealedAtTop, sealedFolders } from '../../../shared/rules/our-files'
import type { Codec } from '../store/codec'
import { codeOf, type Files, renamePatiently, writeWhole } from '../store/files'
import { Quarantine } from '../store/quarantine'
import {
  encodeHeader,
  encodeRecord,
  type Header,
  isSealedRecord,
  jsonOf,
  refuseNewer,
  scanLines,
} from '../store/record-codec'
import { decodeSnapshot, encodeSnapshot } from '../store/snapshot'
import { decodeWholeFile, encodeWholeFile, isSealedFile } from '../store/whole-file'

export interface Conversion {
  files: Files
  folder: string
  /** UTC ms. */
  clock: () => number
  from: Codec
  to: Codec
  /** Files looked at, of all. */
  tell?: (done: number, of: number) => void
}

/** Throws `StoreFailure` for a file of a newer version, before anything is changed, and what the system throws. */
export async function convert(conversion: Conversion): Promise<void> {
  const { files, folder, tell = () => {} } = conversion
  for (const file of await filesIn(files, folder)) await refuseIfNewer(files, folder, file)
  // What is still to be done after three times is written by somebody else.
  for (let round = 0; round < 3; round++) {
    const names = await filesIn(files, folder)
    let changed = 0
    for (const [done, file] of names.entries()) {
      tell(done, names.length)
      if (await replace(conversion, file)) changed++
    }
    tell(names.length, names.length)
    if (changed === 0) return
  }
  throw new Error('files appear in the data folder while it is being converted')
}

/** True if something had to be done. */
async function replace(conversion: Conversion, file: string): Promise<boolean> {
  const { files, folder, clock, to } = conversion
  const path = join(folder, file)
  const made = await converted(conversion, file)
  if (made === 'done') return false
  if (made.aside) await new Quarantine(files, folder, clock, to).keep(file, made.aside)
  if (made.bytes === null) {
    await files.remove(path)
    await files.syncFolder(dirname(path))
    return true
  }
  const temporary = `${path}${unfinished}`
  await writeWhole(files, temporary, made.bytes)
  if (!(await files.read(temporary))?.equals(made.bytes))
    throw Object.assign(new Error(`${file} was not written as it should be`), { code: 'EIO' })
  await renamePatiently(files, temporary, path)
  await files.syncFolder(dirname(path))
  return true
}

/** The file in its new kind, null if it isn't needed; `aside`: what must be kept beside that. */
type Converted = 'done' | { bytes: Buffer | null; aside?: Buffer }

async function converted({ files, folder, from, to }: Conversion, file: string): Promise<Converted> {
  if (file.endsWith('.tmp') || file.endsWith(unfinished) || file.startsWith('cache/')) return { bytes: null }
  // The one before is of use only where the state is damaged, and the log gives it too.
  if (file === `${stateName}.prev`) return { bytes: null }
  const bytes = await files.read(join(folder, file)).catch((error) => {
    if (codeOf(error) === 'EISDIR') return null
    throw error
  })
  if (bytes === null) return 'done'
  if (recordFile.test(file)) return convertedRecords(bytes, file, from, to)
  if (file === stateName) return convertedState(bytes, from, to)
  if (isSealedFile(bytes) === (to.name === 'sealed')) return 'done'
  const content = decodeWholeFile(bytes, file, from)
  // Sealed with a lock that is gone: nobody can do more with it.
  return content === null ? 'done' : { bytes: encodeWholeFile(content, file, to) }
}

function convertedRecords(bytes: Buffer, file: string, from: Codec, to: Codec): Converted {
  const { header, records, end } = scanLines(bytes, file)
  const kind = header?.codec ?? (records.some((found) => isSealedRecord(bytes, found)) ? 'sealed' : 'plain')
  if (kind === to.name) return 'done'
  if (header === null && records.length === 0)
    return bytes.length === 0 ? { bytes: null } : { bytes: null, aside: bytes }
  const {
    version: _version,
    codec: _codec,
    vault: _vault,
    format,
    ...more
  } = header ?? usualHeader(file, records[0]?.n ?? 1)
  let text = encodeHeader(format, more, to)
  let readable = 0
  for (const found of records) {
    const json = jsonOf(bytes, found, file, from)
    if (json === null) continue
    text += encodeRecord({ n: found.n, json }, file, to)
    readable++
  }
  const isWhole = header !== null && end === bytes.length && readable + 1 === linesIn(bytes)
  return { bytes: Buffer.from(text), ...(!isWhole && { aside: bytes }) }
}

/** In the place of a first line that is damaged. */
function usualHeader(file: string, first: number): Header {
  const [folder = '', name = ''] = file.split('/')
  const head = { version: 1, codec: 'plain' } as const
  if (folder === 'notes') return { ...head, format: 'fieldbook-note' }
  return { ...head, format: `fieldbook-${folder}`, segment: Number.parseInt(name, 10), first }
}
function linesIn(bytes: Buffer): number {
  let lines = 0
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) lines++
  return lines
}

/** The state can be made again from the log: a damaged one is put aside. */
function convertedState(bytes: Buffer, from: Codec, to: Codec): Converted {
  const found = decodeSnapshot(bytes, stateFormat)
  if (found === null) return { bytes: null, aside: bytes }
  if (found.header.codec === to.name) return 'done'
  const plain = from.decodeWhole(found.body, stateName)
  if (plain === null) return { bytes: null, aside: bytes }
  const { line, body } = encodeSnapshot(plain, stateName, stateFormat, to)
  return { bytes: Buffer.concat([line, body]) }
}

async function refuseIfNewer(files: Files, folder: string, file: string): Promise<void> {
  const isState = file.startsWith(stateName)
  if (!isState && !recordFile.test(file)) return
  const bytes = (await files.read(join(folder, file))) ?? Buffer.alloc(0)
  if (!isState) scanLines(bytes, file)
  else {
    const found = decodeSnapshot(bytes, stateFormat)
    if (found) refuseNewer(found.header, file)
  }
}

/** Paths below the data folder of all that tells of the learner. */
export async function filesIn(files: Files, folder: string): Promise<string[]> {
  const all: string[] = []
  for (const place of sealedFolders)
    for (const name of (await files.list(join(folder, place))).sort()) all.push(`${place}/${name}`)
  for (const name of (await files.list(folder)).sort()) if (isSealedAtTop(name)) all.push(name)
  return all
}

export const unfinished = '.converting'
const recordFile = /^(log|library)\/\d{6}\.log$|^notes\/[0-9a-f]{2}\/[0-9a-f-]{36}\.log$/
const stateName = 'state.json'
const stateFormat = 'fieldbook-state'
