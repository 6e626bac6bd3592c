/**
 * Puts right what a check found. Files of records are mended by number: what is damaged or gone here and whole in a
 * backup is put back in its place, byte for byte, so it works on sealed records without their key. Nothing is thrown
 * away: a file that is changed, or that nothing names, goes to quarantine first.
 */
import { dirname, join } from 'node:path'
import type { Finding, FindingKind, Repaired } from '../../../shared/model/verify'
import type { Manifest } from '../backups/manifests'
import { manifestPath, type Repository } from '../backups/repository'
import type { Codec } from '../store/codec'
import { ensureFolder, type Files, replaceFile } from '../store/files'
import { mediaNameOf, mediaPath } from '../store/media'
import type { Quarantine } from '../store/quarantine'
import { type Found, scanLines } from '../store/record-codec'
import { decodeWholeFile } from '../store/whole-file'

export interface MendNeeds {
  files: Files
  /** The data folder. No store may have it open, but its lock must be held. */
  root: string
  backups: Repository
  quarantine: Quarantine
  findings: readonly Finding[]
  /** Whether bytes from a backup are the pack that belongs at this path. */
  isPack: (path: string, bytes: Buffer) => Promise<boolean>
  codec: Codec
}

export async function mend(needs: MendNeeds): Promise<Repaired[]> {
  const { files, root, backups, quarantine, findings, isPack, codec } = needs
  const kinds = new Map(findings.map((finding) => [finding.kind, finding]))
  const repaired: Repaired[] = []
  const did = (how: Repaired['how'], count: number) => {
    if (count > 0) repaired.push({ how, count })
  }
  const broken = ['records-damaged', 'notes-damaged', 'own-cards-damaged'] as const
  const united = broken.some((kind) => kinds.has(kind)) ? await unite(files, root, backups, quarantine) : 0
  did('records-from-backup', united)

  let packs = 0
  for (const path of kinds.get('packs-damaged')?.where ?? [])
    if (await putBack(needs, path, (bytes) => isPack(path, bytes))) packs++
  did('packs-from-backup', packs)
  let pictures = 0
  for (const path of kinds.get('media-missing')?.where ?? []) {
    const isIt = (bytes: Buffer) => {
      const picture = decodeWholeFile(bytes, path, codec)
      return picture !== null && mediaPath(mediaNameOf(picture)) === path
    }
    if (await putBack(needs, path, isIt)) pictures++
  }
  did('pictures-from-backup', pictures)

  let aside = 0
  for (const id of await backups.unreadable()) {
    await quarantine.take(manifestPath(id))
    aside++
  }
  // What came back may name them: the check after this tells.
  const unnamed: FindingKind[] = united > 0 ? [] : ['notes-unnamed', 'media-unnamed']
  for (const path of unnamed.flatMap((kind) => kinds.get(kind)?.where ?? [])) {
    await quarantine.take(path)
    aside++
  }
  did('set-aside', aside)

  const left = kinds.get('leftovers')?.where ?? []
  for (const path of left) await files.remove(join(root, path))
  did('leftovers-removed', left.length)

  if (repaired.some(({ how }) => how === 'records-from-backup') || kinds.has('state-differs')) {
    // Made again from the history at the opening after this, which writes it down. The one before is as wrong as this one.
    for (const name of ['state.json', 'state.json.prev', 'state.json.tmp']) await files.remove(join(root, name))
    did('state-rebuilt', kinds.get('state-differs')?.count ?? 1)
  }
  return repaired
}

/** Puts a file back from the newest backup that has it as it should be. */
async function putBack(
  { files, root, backups, quarantine }: MendNeeds,
  path: string,
  isIt: (bytes: Buffer) => boolean | Promise<boolean>,
): Promise<boolean> {
  for (const { id } of (await backups.list()).backups) {
    const file = (await backups.read(id))?.files.find((one) => one.path === path)
    const bytes = file ? await backups.contentOf(file) : null
    if (!bytes || !(await isIt(bytes))) continue
    await replace(files, root, path, bytes, quarantine)
    return true
  }
  return false
}

/** Puts back what all backups together still have of files of records. Resolves to how many records. */
async function unite(files: Files, root: string, backups: Repository, quarantine: Quarantine): Promise<number> {
  const manifests: Manifest[] = []
  for (const { id } of (await backups.list()).backups) {
    const manifest = await backups.read(id)
    if (manifest) manifests.push(manifest)
  }
  // Before the newest restore the history went another way: its records have the same numbers.
  const branched = manifests.findIndex(({ reason }) => reason === 'before-restore')
  const usable = branched === -1 ? manifests : manifests.slice(0, branched)
  const paths = new Set(usable.flatMap((manifest) => manifest.files.map(({ path }) => path)))
  let count = 0
  for (const path of paths) {
    if (!path.endsWith('.log')) continue
    const here = linesOf((await files.read(join(root, path))) ?? Buffer.alloc(0), path)
    const united = { ...here, records: new Map(here.records) }
    for (const manifest of usable) {
      const file = manifest.files.find((one) => one.path === path)
      const bytes = file && (await backups.contentOf(file))
      if (!bytes) continue
      const there = linesOf(bytes, path)
      if (![...there.records].every(([n, line]) => here.records.get(n)?.equals(line) ?? true)) continue
      united.header ??= there.header
      for (const [n, line] of there.records) if (!united.records.has(n)) united.records.set(n, line)
    }
    const more = united.records.size - here.records.size
    if (united.header === null || (more === 0 && here.header !== null)) continue
    const numbers = [...united.records.keys()].sort((a, b) => a - b)
    const lines = numbers.map((n) => united.records.get(n) as Buffer)
    await replace(files, root, path, Buffer.concat([united.header, ...lines]), quarantine)
    count += more
  }
  return count
}

interface Lines {
  header: Buffer | null
  records: Map<number, Buffer>
}

/** Whole lines as they stand in the file. */
function linesOf(bytes: Buffer, path: string): Lines {
  const { header, records } = scanLines(bytes, path)
  const lineOf = ({ n, start, end }: Found) => bytes.subarray(start - String(n).length - 10, end)
  return {
    header: header === null ? null : bytes.subarray(0, bytes.indexOf(10) + 1),
    records: new Map(records.map((found) => [found.n, lineOf(found)])),
  }
}

async function replace(files: Files, root: string, path: string, bytes: Buffer, quarantine: Quarantine): Promise<void> {
  const target = join(root, path)
  const before = await files.read(target)
  if (before !== null) await quarantine.keep(path, before)
  await ensureFolder(files, dirname(target), root)
  await replaceFile(files, target, bytes)
}
