import { basename, dirname, join } from 'node:path'
import type { CloudCopy } from '../../../shared/model/cloud-copies'
import { copyIn, copyName } from '../../../shared/rules/cloud-copies'
import { isOurFolder } from '../../../shared/rules/our-files'
import type { Files } from '../store/files'

/** Folders in which nobody looks for a copy: what is there can be made again, or is named by its content. */
const passedOver = /^(?:cache|window|quarantine|restoring|backups\/objects)(?:\/|$)/

/**
 * Copies that a sync tool has made of files and folders of a data folder, and of the data folder itself beside it.
 * Reads names only.
 */
export async function conflictedCopies(files: Files, folder: string): Promise<CloudCopy[]> {
  const copies: CloudCopy[] = []
  await look('')
  copies.push(...(await copiesBeside(files, folder)))
  return copies

  async function look(inside: string): Promise<void> {
    for (const name of (await files.list(join(folder, inside))).sort()) {
      const path = inside === '' ? name : `${inside}/${name}`
      if (passedOver.test(path)) continue
      const looked = await files.look(join(folder, path))
      if (looked === null || looked.kind === 'other') continue
      const { kind, bytes, changed } = looked
      if (kind === 'folder' && isOurFolder(path)) await look(path)
      const found = copyIn(inside, name, kind)
      if (found === null) continue
      const { of, tool, placeholder } = found
      copies.push({
        path,
        of,
        tool,
        kind: placeholder ? 'placeholder' : kind,
        bytes: kind === 'file' ? bytes : 0,
        changed,
      })
    }
  }
}

/** `Fieldbook (1)` beside `Fieldbook`, if it holds a log. The folder above need not be readable. */
async function copiesBeside(files: Files, folder: string): Promise<CloudCopy[]> {
  const above = dirname(folder)
  const own = basename(folder)
  const copies: CloudCopy[] = []
  for (const name of (await files.list(above).catch(() => [])).sort()) {
    const found = copyName(name, (one) => one === own)
    if (found === null || found.placeholder) continue
    const path = join(above, name)
    const looked = await files.look(path).catch(() => null)
    if (looked?.kind !== 'folder' || (await files.look(join(path, 'log')).catch(() => null))?.kind !== 'folder')
      continue
    copies.push({ path, of: own, tool: found.tool, kind: 'folder', bytes: 0, changed: looked.changed })
  }
  return copies
}
