/** The packs that the log names: `packs/<id>-<hash>`, each whole, compiled as extensions of the book. */
import { join } from 'node:path'
import type { Pack } from '../../../shared/model/content'
import type { InstalledPackView, PackCounts, PackProblem, PackRef, PackText } from '../../../shared/model/packs'
import { localDay } from '../../../shared/rules/past-date'
import type { Codec } from '../store/codec'
import { createFile, ensureFolder, type Files, replaceDerived } from '../store/files'
import { encodeHeader, encodeRecord, jsonOf, scan } from '../store/record-codec'
import { decodeWholeFile, encodeWholeFile } from '../store/whole-file'
import { readPackFile } from './pack-file'

export interface PackPlaces {
  files: Files
  /** The data folder. */
  folder: string
  codec: Codec
  /** The book that packs extend. */
  base: Pack
  /** UTC ms. */
  clock: () => number
  /** Of the app: another one may compile otherwise. */
  version: string
}
export interface InstalledPack {
  view: InstalledPackView
  pack: Pack | null
}

export const packPath = ({ id, hash }: Pick<PackRef, 'id' | 'hash'>) => `packs/${id}-${hash}`

/** Compiles texts as an extension of the book. Never throws on what they say. */
export async function checkExtension(
  files: readonly PackText[],
  base: Pack,
  now: number,
): Promise<{
  pack: Pack | null
  /** What could be read, faults or not: for its author to look at. */
  seen: Pack | null
  errors: PackProblem[]
  warnings: PackProblem[]
}> {
  // Loaded only when somebody has a pack.
  const { compileFiles } = await import('../../../content/compiler/compile')
  const { pack, seen, problems } = compileFiles({ files: [...files], problems: [] }, localDay(now), base)
  const of = (severity: 'error' | 'warning') =>
    problems.flatMap(({ file, line, message, ...one }) => (one.severity === severity ? [{ file, line, message }] : []))
  return { pack: pack ?? null, seen: seen ?? null, errors: of('error'), warnings: of('warning') }
}

/** Writes a pack's file, durable; it counts only when an operation names it. Throws what the system throws. */
export async function writePack({ files, folder, codec }: PackPlaces, ref: PackRef, bytes: Uint8Array): Promise<void> {
  const path = packPath(ref)
  await ensureFolder(files, join(folder, 'packs'), folder)
  await files.remove(join(folder, path)).catch(() => {})
  await createFile(files, join(folder, path), encodeWholeFile(bytes, path, codec))
}

/** Of a pack that the log doesn't name any more. Left lying it does no harm. */
export async function removePack({ files, folder }: PackPlaces, ref: PackRef): Promise<void> {
  for (const path of [packPath(ref), compiledPath(ref)]) await files.remove(join(folder, path)).catch(() => {})
}

/** Files of packs that the log doesn't name any more. */
export async function sweepPacks({ files, folder }: PackPlaces, refs: readonly PackRef[]): Promise<void> {
  const named = new Set(refs.filter(({ removed }) => !removed).map(packPath))
  for (const name of await files.list(join(folder, 'packs')))
    if (isPackFile.test(name) && !named.has(`packs/${name}`))
      await files.remove(join(folder, 'packs', name)).catch(() => {})
}
const isPackFile = /^[a-z0-9-]+-[0-9a-f]{64}$/

/** Those that are there and fit, and those that aren't or don't, with why. */
export async function readInstalled(places: PackPlaces, refs: readonly PackRef[]): Promise<InstalledPack[]> {
  const here = refs.filter(({ removed }) => !removed).toSorted((one, other) => one.installedAt - other.installedAt)
  const packs: InstalledPack[] = []
  for (const ref of here) packs.push(await readOne(places, ref))
  return packs
}

/** The file as it was brought in; null if it can't be read. */
export async function readPackBytes(
  { files, folder, codec }: Pick<PackPlaces, 'files' | 'folder' | 'codec'>,
  ref: PackRef,
): Promise<Buffer | null> {
  const bytes = await files.read(join(folder, packPath(ref))).catch(() => null)
  return bytes && decodeWholeFile(bytes, packPath(ref), codec)
}

async function readOne(places: PackPlaces, ref: PackRef): Promise<InstalledPack> {
  const { files, folder, base, clock } = places
  const trouble = (trouble: InstalledPackView['trouble'], problems: PackProblem[] = []): InstalledPack => ({
    view: { ...ref, counts: null, trouble, problems },
    pack: null,
  })
  const cached = await readCompiled(places, ref)
  if (cached) return { view: { ...ref, counts: countsOf(cached), trouble: null, problems: [] }, pack: cached }
  if ((await files.size(join(folder, packPath(ref)))) === null) return trouble('missing')
  const plain = await readPackBytes(places, ref)
  const read = plain && (await readPackFile(plain).catch(() => null))
  // What came with another copy's work is named by a record that nobody signed.
  if (!read || read.hash !== ref.hash || read.signer !== ref.signer) return trouble('damaged')
  const { pack, errors } = await checkExtension(read.content.files, base, clock())
  if (!pack) return trouble('does-not-fit', errors)
  if (pack.id !== ref.id) return trouble('damaged')
  await keepCompiled(places, ref, pack).catch(() => {})
  return { view: { ...ref, counts: countsOf(pack), trouble: null, problems: [] }, pack }
}

// What was compiled is kept: it is the same until the pack, the book or the app changes.

const compiledFormat = 'fieldbook-compiled-pack'
const compiledPath = ({ id }: PackRef) => `cache/packs/${id}.json`
const madeFrom = ({ base, version }: PackPlaces, { hash }: PackRef) => [hash, base.hash, version].join(' ')

async function readCompiled(places: PackPlaces, ref: PackRef): Promise<Pack | null> {
  const { files, folder, codec } = places
  try {
    const bytes = await files.read(join(folder, compiledPath(ref)))
    const plain = bytes && decodeWholeFile(bytes, compiledPath(ref), codec)
    const [record] = plain ? scan(plain, compiledPath(ref)).records : []
    const json = plain && record && jsonOf(plain, record)
    const kept = json && JSON.parse(json)
    return kept?.from === madeFrom(places, ref) ? kept.pack : null
  } catch {
    return null
  }
}
async function keepCompiled(places: PackPlaces, ref: PackRef, pack: Pack): Promise<void> {
  const { files, folder, codec } = places
  const json = JSON.stringify({ from: madeFrom(places, ref), pack })
  const plain = Buffer.from(encodeHeader(compiledFormat) + encodeRecord({ n: 1, json }))
  await replaceDerived(files, join(folder, compiledPath(ref)), encodeWholeFile(plain, compiledPath(ref), codec))
}

export function countsOf({ chapters, glossary, cards, scenarios, overlays = [] }: Pack): PackCounts {
  return {
    chapters: chapters.length,
    entries: glossary.length,
    cards: cards.length,
    scenarios: scenarios.length,
    overlays: overlays.length,
  }
}
