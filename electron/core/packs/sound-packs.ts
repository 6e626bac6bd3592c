/** Whether the files of installed packs are what was installed: the hash that the log names says exactly which pack it is. */
import { join } from 'node:path'
import type { StudyState } from '../../../shared/model/operations'
import type { PackRef } from '../../../shared/model/packs'
import type { Codec } from '../store/codec'
import type { Files } from '../store/files'
import { decodeWholeFile } from '../store/whole-file'
import { packPath } from './installed'
import { readPackFile } from './pack-file'

export const packsHere = ({ packs }: Pick<StudyState, 'packs'>): PackRef[] =>
  Object.values(packs).filter(({ removed }) => !removed)

/** Bytes as they stand on the disk, sealed or not; null where there are none. */
export async function isPack(ref: PackRef, bytes: Buffer | null, codec: Codec): Promise<boolean> {
  const plain = bytes && decodeWholeFile(bytes, packPath(ref), codec)
  const read = plain && (await readPackFile(plain).catch(() => null))
  return read?.hash === ref.hash
}

/** Paths below the data folder of those whose file is gone, changed or can't be read. */
export async function damagedPacks(
  files: Files,
  folder: string,
  { refs, codec }: { refs: readonly PackRef[]; codec: Codec },
): Promise<string[]> {
  const damaged: string[] = []
  for (const ref of refs) {
    const path = packPath(ref)
    const bytes = await files.read(join(folder, path)).catch(() => null)
    if (!(await isPack(ref, bytes, codec))) damaged.push(path)
  }
  return damaged
}
