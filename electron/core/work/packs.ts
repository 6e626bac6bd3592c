/** Files of trainers' packs, as far as merging has to do with them. */
import type { PackRef } from '../../../shared/model/packs'
import type { WorkPack } from '../../../shared/model/work'
import { own } from '../../../shared/rules/own'
import { type PackPlaces, readPackBytes, writePack } from '../packs/installed'
import { readPackFile } from '../packs/pack-file'
import { packsHere } from '../packs/sound-packs'

/** A pack's file that came with another copy's work: whole, and signed as it says. */
export interface WorkPackFile {
  hash: string
  signer: string | null
  bytes: Uint8Array
}
type Packs = Record<string, PackRef>

/** Null for what is no sound file of a pack. */
export async function soundPack(bytes: Uint8Array): Promise<WorkPackFile | null> {
  const read = await readPackFile(bytes).catch(() => null)
  return read && { hash: read.hash, signer: read.signer, bytes }
}

/** Those of the packs that are installed there, sound and as the log there has them; what isn't stays behind. */
export async function* readPacks(
  places: Pick<PackPlaces, 'files' | 'folder' | 'codec'>,
  packs: Packs,
): AsyncGenerator<WorkPackFile> {
  for (const ref of packsHere({ packs })) {
    const bytes = await readPackBytes(places, ref)
    const pack = bytes && (await soundPack(bytes))
    if (pack && isOf(ref, pack)) yield pack
  }
}

/**
 * Writes what the packs name, is not here, and came along; durable. Resolves to whether anything was written. Throws
 * what the system throws.
 */
export async function addPacks(
  places: PackPlaces,
  refs: readonly PackRef[],
  from: readonly WorkPackFile[],
): Promise<boolean> {
  let isWritten = false
  for (const ref of refs) {
    const came = from.find((pack) => isOf(ref, pack))
    if (!came || (await isHere(places, ref))) continue
    await writePack(places, ref, came.bytes)
    isWritten = true
  }
  return isWritten
}

/** What becomes of packs where `before` turns into `after`; also of those whose file was missing and comes along. */
export async function packFates(
  places: PackPlaces,
  before: Packs,
  after: Packs,
  from: readonly WorkPackFile[],
): Promise<WorkPack[]> {
  const fates: WorkPack[] = []
  for (const ref of Object.values(after)) {
    const { title, version, removed } = ref
    const was = own(before, ref.id)
    const wasThere = was !== undefined && !was.removed
    if (removed) {
      if (wasThere) fates.push({ title, version, fate: 'removed' })
      continue
    }
    const isSame = wasThere && was.hash === ref.hash && was.signer === ref.signer
    const isThere = await isHere(places, ref)
    if (isThere && isSame) continue
    const comes = isThere || from.some((pack) => isOf(ref, pack))
    fates.push({ title, version, fate: !comes ? 'not-here' : wasThere && !isSame ? 'updated' : 'new' })
  }
  return fates
}

const isOf = ({ hash, signer }: PackRef, pack: WorkPackFile) => pack.hash === hash && pack.signer === signer

async function isHere(places: PackPlaces, ref: PackRef): Promise<boolean> {
  const bytes = await readPackBytes(places, ref)
  const pack = bytes && (await soundPack(bytes))
  return pack !== null && isOf(ref, pack)
}
