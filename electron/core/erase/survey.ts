/** What of a data folder is Fieldbook's, and what isn't. Looks at names, and never past a link. */
import { join } from 'node:path'
import { type ErasePart, type EraseSurvey, eraseParts } from '../../../shared/model/erase'
import { isOurFolder, partOf } from '../../../shared/rules/our-files'
import type { Files, Looked } from '../store/files'

export interface Ours {
  /** Below the data folder, with `/`. */
  path: string
  bytes: number
  part: ErasePart
}
export interface Found {
  files: Ours[]
  /** Those above come first. */
  folders: string[]
  others: string[]
  links: string[]
}

/** The process that has the folder open holds these, and nothing is in them. */
const held = ['lock', 'lock.socket']
export const markName = 'erasing.json'

/** `keepsWindow`: the host has `window/` in use, and sees to it itself. */
export async function find(files: Files, root: string, keepsWindow = false): Promise<Found> {
  const found: Found = { files: [], folders: [], others: [], links: [] }
  await look('')
  return found

  async function look(folder: string): Promise<void> {
    for (const name of (await files.list(join(root, folder))).sort()) {
      const path = folder === '' ? name : `${folder}/${name}`
      if (held.includes(path) || path.startsWith(markName) || (keepsWindow && path === 'window')) continue
      const looked = await files.look(join(root, path))
      if (looked) await take(path, looked)
    }
  }
  async function take(path: string, { kind, bytes }: Looked): Promise<void> {
    const part = partOf(path)
    if (kind === 'folder') {
      if (!isOurFolder(path)) found.others.push(`${path}/`)
      else {
        found.folders.push(path)
        await look(path)
      }
    } else if (kind === 'file' || path.startsWith('window/')) {
      // Chromium's own has links and sockets in it.
      if (part === null) found.others.push(path)
      else found.files.push({ path, bytes, part })
    } else if (part !== null || isOurFolder(path)) found.links.push(path)
    else found.others.push(path)
  }
}

export function surveyOf({ files, others, links }: Found): Pick<EraseSurvey, 'parts' | 'others' | 'links'> {
  const parts = eraseParts.flatMap((part) => {
    const its = files.filter((file) => file.part === part)
    return its.length === 0 ? [] : [{ part, files: its.length, bytes: its.reduce((sum, { bytes }) => sum + bytes, 0) }]
  })
  return { parts, others, links }
}
