/**
 * `<name>.fieldbook-work`: all of one person's work in one file, a zip (APPNOTE 6.3) of
 *
 *   manifest.json              format, version, when and what, and each entry's length and SHA-256
 *   operations/000001.jsonl    the operations of the log, one a line, in their one order; merges themselves aren't in it
 *   notes/000001.jsonl         the versions of notes: { note, version, at, visit, text } a line
 *   cards/000001.jsonl         the versions of own cards, as in the library
 *   media/<sha256>             pictures
 *   packs/<sha256>             files of trainers' packs, by the hash of what is signed in them
 *
 * With a passphrase the zip is sealed as a whole (AES-256-GCM, key by scrypt) after a line that tells how. Nothing of
 * the machine is in it, neither its appearance nor its windows.
 */
import { createHash, randomBytes } from 'node:crypto'
import { type UnzipFileInfo, unzipSync, Zip, ZipDeflate, ZipPassThrough } from 'fflate/browser'
import * as z from 'zod'
import { breathing } from '../breathing'
import { seal, unseal } from '../store/codec'
import type { LibraryCard } from '../store/library'
import { type Cost, stretched, usualCost } from '../vault/keys'
import { type NoteVersionOf, Operations, type WorkCopy } from './copy'
import { soundPack, type WorkPackFile } from './packs'
import { refuse } from './refused'

export const workFileEnding = '.fieldbook-work'
const format = 'fieldbook-work'
const sealedFormat = 'fieldbook-work-sealed'
const version = 1

/** Characters of JSON in one entry, about; larger ones would hold others up. */
const entryLength = 4 * 1024 ** 2
/** Of a file that is read: bytes when unpacked, entries, and how much smaller than that an entry may be packed. */
const limits = { bytes: 1024 ** 3, entry: 256 * 1024 ** 2, entries: 50_000, ratio: 200, small: 1024 ** 2, packs: 200 }
/** Times of entries tell nothing, and a zip has none before 1980. */
const anyTime = Date.UTC(2000, 0, 1, 12)
const names = /^(manifest\.json|(operations|notes|cards)\/\d{6}\.jsonl|(media|packs)\/[0-9a-f]{64})$/

export interface WorkCounts {
  operations: number
  reviews: number
  noteVersions: number
  cardVersions: number
  media: number
  packs: number
}
/** What is packed: lines of JSON are asked for one by one. */
export interface Packing {
  /** UTC ms. */
  at: number
  name: string
  operations: AsyncIterable<string> | Iterable<string>
  versions: AsyncIterable<string> | Iterable<string>
  cards: AsyncIterable<string> | Iterable<string>
  media: AsyncIterable<[sha256: string, bytes: Uint8Array]>
  packs: AsyncIterable<WorkPackFile>
  passphrase: string | null
  cost?: Cost
}

export async function packWork(packing: Packing): Promise<Uint8Array> {
  const { at, name, passphrase, cost = usualCost } = packing
  const pieces: Uint8Array[] = []
  const files: Record<string, { size: number; sha256: string }> = {}
  const counts: WorkCounts = { operations: 0, reviews: 0, noteVersions: 0, cardVersions: 0, media: 0, packs: 0 }
  const zip = new Zip((error, data) => {
    if (error) throw error
    pieces.push(data)
  })
  const put = (path: string, bytes: Uint8Array) => {
    const entry = /^(media|packs)\//.test(path) ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 })
    entry.mtime = anyTime
    zip.add(entry)
    entry.push(bytes, true)
    files[path] = { size: bytes.length, sha256: sha256(bytes) }
  }
  const putLines = async (folder: string, lines: AsyncIterable<string> | Iterable<string>): Promise<number> => {
    let text = ''
    let number = 0
    let count = 0
    const end = async () => {
      if (text === '') return
      number += 1
      put(`${folder}/${String(number).padStart(6, '0')}.jsonl`, Buffer.from(text))
      text = ''
      await new Promise(setImmediate)
    }
    for await (const line of lines) {
      text += `${line}\n`
      count += 1
      if (line.includes('"kind":"review"')) counts.reviews += 1
      if (text.length >= entryLength) await end()
    }
    await end()
    return count
  }
  counts.operations = await putLines('operations', packing.operations)
  const { reviews } = counts
  counts.noteVersions = await putLines('notes', packing.versions)
  counts.cardVersions = await putLines('cards', packing.cards)
  for await (const [sha, bytes] of packing.media) {
    put(`media/${sha}`, bytes)
    counts.media += 1
  }
  for await (const { hash, bytes } of packing.packs) {
    // Two names of one content: it is the same file.
    if (files[`packs/${hash}`]) continue
    put(`packs/${hash}`, bytes)
    counts.packs += 1
  }
  const manifest = { format, version, name, madeAt: at, counts: { ...counts, reviews }, files }
  put('manifest.json', Buffer.from(JSON.stringify(manifest)))
  zip.end()
  const whole = Buffer.concat(pieces)
  if (passphrase === null) return whole
  const salt = randomBytes(16)
  const key = await stretched(passphrase, salt, cost)
  const head = JSON.stringify({ format: sealedFormat, version, kdf: 'scrypt', ...cost, salt: salt.toString('base64') })
  return Buffer.concat([Buffer.from(`${head}\n`), seal(key, whole, head)])
}

export const isWorkFile = (bytes: Uint8Array): boolean => isSealed(bytes) || (isZip(bytes) && hasManifest(bytes))
export const isSealed = (bytes: Uint8Array): boolean => startsWith(bytes, `{"format":"${format}`)
const isZip = (bytes: Uint8Array) => startsWith(bytes, 'PK')
const startsWith = (bytes: Uint8Array, text: string) =>
  Buffer.from(bytes.subarray(0, text.length)).equals(Buffer.from(text))

function hasManifest(bytes: Uint8Array): boolean {
  try {
    let packed = 0
    const found = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        packed += 1
        return packed <= limits.entries && name === 'manifest.json' && originalSize < limits.small * 64
      },
    })
    return Buffer.from(found['manifest.json'] ?? []).includes(`"${format}"`)
  } catch {
    return false
  }
}

const manifestShape = z.looseObject({
  format: z.literal(format),
  version: z.int().min(1),
  name: z.string().max(300),
  madeAt: z.number().nullable(),
  files: z.record(z.string(), z.object({ size: z.int().min(0), sha256: z.string() })),
})
const versionShape = z.object({
  note: z.uuid(),
  version: z.int().min(1),
  at: z.number().optional(),
  visit: z.string().max(300).optional(),
  text: z.string().max(3_000_000),
})
const cardShape = z.object({
  card: z.uuid(),
  version: z.int().min(1),
  text: z.looseObject({
    text: z.looseObject({
      kind: z.enum(['basic', 'reversed', 'cloze', 'multiple-choice', 'typed']),
      note: z.string(),
      factors: z.array(z.string()),
    }),
  }),
})

/** Throws `WorkRefused` for anything but a whole work file. `name`: what the person calls it. */
export async function readWorkFile(name: string, bytes: Uint8Array, passphrase: string | null): Promise<WorkCopy> {
  const zip = isSealed(bytes) ? await opened(name, bytes, passphrase) : bytes
  if (!isZip(zip)) throw refuse('not-a-work-file', name)
  const entries = entriesOf(name, zip)
  const manifest = manifestOf(name, zip, entries)
  for (const entry of entries) {
    const promised = Object.hasOwn(manifest.files, entry.name)
    if (entry.name !== 'manifest.json' && !promised) throw refuse('unexpected-entry', entry.name)
  }
  const present = new Set(entries.map((entry) => entry.name))
  for (const path of Object.keys(manifest.files)) if (!present.has(path)) throw refuse('missing-entry', path)

  const operations = new Operations()
  const versions: NoteVersionOf[] = []
  const cards: LibraryCard[] = []
  const media = new Map<string, Uint8Array>()
  const packs: WorkPackFile[] = []
  const rest = breathing()
  for (const entry of entries.map(({ name: path }) => path).sort()) {
    if (entry === 'manifest.json') continue
    const content = unpacked(zip, entry)
    const promised = manifest.files[entry]
    if (content.length !== promised?.size || sha256(content) !== promised.sha256) throw refuse('damaged-entry', entry)
    if (entry.startsWith('media/')) {
      if (sha256(content) !== entry.slice('media/'.length)) throw refuse('damaged-entry', entry)
      media.set(entry.slice('media/'.length), content)
      continue
    }
    if (entry.startsWith('packs/')) {
      const pack = await soundPack(content)
      if (pack?.hash !== entry.slice('packs/'.length)) throw refuse('damaged-entry', entry)
      packs.push(pack)
      continue
    }
    const text = decoded(content, entry)
    for (const [index, line] of text.split('\n').entries()) {
      if (line === '') continue
      const where = `${entry}, line ${index + 1}`
      if (entry.startsWith('operations/')) operations.add(line, where)
      else if (entry.startsWith('notes/')) versions.push(parsed<NoteVersionOf>(line, versionShape, where))
      else cards.push(parsed<LibraryCard>(line, cardShape, where))
      await rest()
    }
  }
  const source = { name, madeAt: manifest.madeAt }
  return { source, operations: await operations.inOrder(), versions, cards, media, packs }
}

async function opened(name: string, bytes: Uint8Array, passphrase: string | null): Promise<Uint8Array> {
  const stop = bytes.subarray(0, 1000).indexOf(10)
  const line = Buffer.from(bytes.subarray(0, Math.max(stop, 0))).toString('utf8')
  const head = sealedHead.safeParse(json(line))
  if (stop === -1 || !head.success) throw refuse('damaged-file', name)
  if (head.data.version > version) throw refuse('newer-version', name, { version: head.data.version })
  if (passphrase === null) throw refuse('passphrase-needed', name)
  const { N, r, p, salt } = head.data
  const key = await stretched(passphrase, Buffer.from(salt, 'base64'), { N, r, p }).catch(() => {
    throw refuse('damaged-file', name)
  })
  const zip = unseal(key, Buffer.from(bytes.subarray(stop + 1)), line)
  if (zip === null) throw refuse('wrong-passphrase', name)
  return zip
}
const sealedHead = z.object({
  format: z.literal(sealedFormat),
  version: z.int().min(1),
  kdf: z.literal('scrypt'),
  N: z.int().min(2),
  r: z.int().min(1),
  p: z.int().min(1),
  salt: z.base64(),
})

/** What the zip says of its entries: none is unpacked before all of that is within bounds. */
function entriesOf(name: string, zip: Uint8Array): UnzipFileInfo[] {
  const entries: UnzipFileInfo[] = []
  try {
    unzipSync(zip, {
      filter: (entry) => {
        if (entries.length <= limits.entries) entries.push(entry)
        return false
      },
    })
  } catch {
    throw refuse('damaged-file', name)
  }
  if (entries.length > limits.entries) throw refuse('too-many-entries', name, { most: limits.entries })
  const packs = entries.filter((entry) => entry.name.startsWith('packs/')).length
  if (packs > limits.packs) throw refuse('too-many-entries', name, { most: limits.packs })
  const seen = new Set<string>()
  let total = 0
  for (const { name: path, size, originalSize } of entries) {
    if (!names.test(path)) throw refuse('unexpected-entry', path.slice(0, 200))
    if (seen.has(path)) throw refuse('entry-twice', path)
    seen.add(path)
    total += originalSize
    const swollen = originalSize > limits.small && originalSize > size * limits.ratio
    if (originalSize > limits.entry || total > limits.bytes || swollen) throw refuse('too-large', path)
  }
  return entries
}

function manifestOf(name: string, zip: Uint8Array, entries: readonly UnzipFileInfo[]): z.infer<typeof manifestShape> {
  if (!entries.some((entry) => entry.name === 'manifest.json')) throw refuse('not-a-work-file', name)
  const value = json(decoded(unpacked(zip, 'manifest.json'), 'manifest.json'))
  const found = manifestShape.safeParse(value)
  const newer = z.looseObject({ format: z.literal(format), version: z.int().min(version + 1) }).safeParse(value)
  if (newer.success) throw refuse('newer-version', name, { version: newer.data.version })
  if (!found.success) throw refuse('not-a-work-file', name)
  return found.data
}

function unpacked(zip: Uint8Array, entry: string): Uint8Array {
  try {
    const content = unzipSync(zip, { filter: ({ name }) => name === entry })[entry]
    if (content) return content
  } catch {}
  throw refuse('damaged-entry', entry)
}
function decoded(bytes: Uint8Array, where: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw refuse('damaged-entry', where)
  }
}
/** As it stands in the line: its checksum is over that, and a schema gives keys another order. */
function parsed<Value>(line: string, shape: z.ZodType, where: string): Value {
  const value = line.includes('"__proto__"') ? undefined : json(line)
  if (!shape.safeParse(value).success) throw refuse('not-a-record', where)
  return value as Value
}
function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
