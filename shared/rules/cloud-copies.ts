/**
 * How tools that keep a folder in step on several computers name what they can't unite. None of these names is one that
 * Fieldbook reads; the rule finds of which of its files they are copies.
 *
 * Dropbox: "a (Ann's conflicted copy 2026-01-31).log", "(Case Conflict)" (help.dropbox.com, "conflicted copy").
 * Nextcloud and ownCloud: "a (conflicted copy 2026-01-31 120000).log", before 2.7 "a_conflict-20260131-120000.log".
 * OneDrive: "a-DESKTOP-ABC123.log", the name of the computer. Google Drive: "a (1).log", "a [Conflict].log".
 * Syncthing: "a.sync-conflict-20260131-120000-ABCDEFG.log". iCloud: "a 2.log"; ".a.log.icloud" for one that was taken away.
 */
import type { CloudCopy, SyncTool } from '../model/cloud-copies'
import { isOurFolder, partOf } from './our-files'

export interface CopyName {
  /** The name it is a copy of. */
  of: string
  /** Null where several tools name copies so. */
  tool: SyncTool | null
  placeholder: boolean
}

/** `stem`, what was put in, `.log`; of a folder or a name without a dot the last is empty. */
const marks: [tool: SyncTool | null, put: string][] = [
  ['Syncthing', String.raw`\.sync-conflict-\d{8}-\d{6}-[A-Z0-9]{7}`],
  ['Nextcloud', String.raw`_conflict-\d{8}-\d{6}`],
  ['Nextcloud', String.raw` \(conflicted copy \d{4}-\d{2}-\d{2} \d{6}\)`],
  ['Dropbox', String.raw` \((?:[^()]* )?[Cc]onflicted copy[^()]*\)(?: ?\(\d{1,3}\))?`],
  ['Dropbox', String.raw` \((?:[^()]* )?[Cc]ase [Cc]onflict(?: \d{1,3})?\)`],
  ['Google Drive', String.raw` ?\[Conflict(?: \d{1,3})?\]`],
  [null, String.raw` ?\(\d{1,3}\)`],
  ['iCloud', String.raw` \d{1,3}`],
  ['OneDrive', '-[A-Za-z0-9][A-Za-z0-9_-]{0,62}'],
]
const ending = String.raw`(\.(?:log|json|txt|columns)(?:\.prev)?)?`
const patterns = marks.map(([tool, put]) => [tool, new RegExp(`^${put}${ending}$`)] as const)
const placeholder = /^\.(.+)\.icloud$/

/** Whether a name is that of a copy of something that `isOurs`. */
export function copyName(name: string, isOurs: (name: string) => boolean): CopyName | null {
  if (isOurs(name)) return null
  const away = placeholder.exec(name)?.[1]
  if (away !== undefined) return isOurs(away) ? { of: away, tool: 'iCloud', placeholder: true } : null
  // A name of ours can hold what a mark begins with.
  for (const [tool, pattern] of patterns)
    for (let cut = 1; cut < name.length; cut += 1) {
      const found = pattern.exec(name.slice(cut))
      const of = name.slice(0, cut) + (found?.[1] ?? '')
      if (found && isOurs(of)) return { of, tool, placeholder: false }
    }
  return null
}

/** Of something in a data folder: `folder` is the path it lies in, empty at the top. */
export function copyIn(folder: string, name: string, kind: 'file' | 'folder'): CopyName | null {
  const path = (one: string) => (folder === '' ? one : `${folder}/${one}`)
  return copyName(name, (one) => (kind === 'folder' ? isOurFolder(path(one)) : partOf(path(one)) !== null))
}

const recordFile = /^(?:(?:log|library)\/\d{6}|notes\/[0-9a-f]{2}\/[0-9a-f-]{36})\.log$/
/** Of which file of records something is a copy, below the data folder; null if it holds none that could be merged. */
export function fileOfWork({ path, of, kind }: CloudCopy): string | null {
  const file = path.slice(0, path.lastIndexOf('/') + 1) + of
  return kind === 'file' && recordFile.test(file) ? file : null
}

/** By the parts of the absolute path of a data folder, of any system. */
export function syncedBy(path: string): SyncTool | null {
  for (const part of path.split(/[\\/]+/)) {
    const found = places.find(([, pattern]) => pattern.test(part))
    if (found) return found[0]
  }
  return null
}
const places: [SyncTool, RegExp][] = [
  ['OneDrive', /^OneDrive(?:$| - |-)/i],
  ['Dropbox', /^Dropbox(?:$| \(|-)/i],
  ['Google Drive', /^(?:Google ?Drive(?:$|-)|My Drive$)/i],
  ['iCloud', /^(?:iCloud ?Drive$|iCloud~|com~apple~CloudDocs$|Mobile Documents$)/i],
  ['Nextcloud', /^(?:Nextcloud|ownCloud)\d?$/i],
  ['Syncthing', /^Syncthing$/i],
]
