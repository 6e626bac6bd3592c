/**
 * The files of a data folder: which names are Fieldbook's own, and what becomes of each. Whatever has another name was put
 * there by somebody or something else: it is neither read nor erased. A new kind of file is one more line here.
 */
import type { ErasePart } from '../model/erase'

interface Treatment {
  part: ErasePart
  /** It tells of the learner, and nobody may read it while there is a lock. */
  sealed?: true
  /** It goes when a backup is restored, also where the backup has none of it. What doesn't is this computer's. */
  restored?: true
}
/** Below the data folder, `??` being two hexadecimal digits; `names`: a pattern. */
type Folder = Treatment & { folder: string; names: string }
/** At its top. */
type File = Treatment & { file: string }

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const hash = '[0-9a-f]{64}'
const segment = String.raw`\d{6}\.log`
const report = String.raw`fact-report-\d{4}-\d{2}-\d{2}T\d{6}(?:-\d+)?\.txt`
const manifest = String.raw`\d{8}T\d{9}Z-[0-9a-f]{8}\.json`
const theirs = { sealed: true, restored: true } as const

/** In the order in which a lock is turned on and off. */
const folders: Folder[] = [
  { folder: 'log', names: segment, part: 'history', ...theirs },
  { folder: 'library', names: segment, part: 'cards', ...theirs },
  { folder: 'notes/??', names: String.raw`${uuid}\.log`, part: 'notes', ...theirs },
  { folder: 'media', names: hash, part: 'cards', ...theirs },
  { folder: 'reports', names: report, part: 'reports', ...theirs },
  { folder: 'packs', names: `[a-z0-9-]+-${hash}`, part: 'packs', ...theirs },
  { folder: 'pack-drafts', names: String.raw`${uuid}\.json`, part: 'packs', ...theirs },
  { folder: 'quarantine', names: String.raw`\d{8}T\d{6}Z-.+`, part: 'set-aside', sealed: true },
  { folder: 'cache/reviews', names: String.raw`\d{6}\.columns`, part: 'history', ...theirs },
  { folder: 'cache/packs', names: String.raw`[a-z0-9-]+\.json`, part: 'packs', ...theirs },
  { folder: 'backups/manifests', names: manifest, part: 'backups' },
  { folder: 'backups/objects/??', names: hash, part: 'backups' },
]
const filesAtTop: File[] = [
  { file: 'state.json', part: 'history', ...theirs },
  { file: 'drafts.json', part: 'set-aside', ...theirs },
  { file: 'signing-key.pem', part: 'packs', ...theirs },
  { file: 'backup-places.json', part: 'backups', sealed: true },
  { file: 'vault.json', part: 'settings', restored: true },
  { file: 'settings.json', part: 'settings' },
  { file: 'unlock-tries.json', part: 'settings' },
  { file: 'restore.json', part: 'settings' },
  { file: 'removal.json', part: 'settings' },
  { file: 'probe', part: 'settings' },
]
/** The copy before, and files that were being written. */
const ends = String.raw`(?:\.(?:prev|tmp|converting))*`
/** A backup that takes the data's place. */
const staging = /^restoring(?:\/|$)/
const window = /^window(?:\/|$)/

const digits = (folder: string) => folder.replace('??', '[0-9a-f]{2}')
const named = (file: string) => new RegExp(`^${file.replace('.', '\\.')}${ends}$`)
const patterns = [
  ...folders.map(({ part, folder, names }) => ({ part, path: new RegExp(`^${digits(folder)}/(?:${names})${ends}$`) })),
  ...filesAtTop.map(({ part, file }) => ({ part, path: named(file) })),
]
/** Each with those that it stands in. */
const folderPatterns = folders.flatMap(({ folder }) =>
  folder.split('/').map((_, index, all) => new RegExp(`^${digits(all.slice(0, index + 1).join('/'))}$`)),
)

/** To which part a file belongs, by its path below the data folder with `/`; null if it isn't Fieldbook's. */
export function partOf(path: string): ErasePart | null {
  if (window.test(path)) return 'window'
  const place = path.replace(staging, '')
  return patterns.find(({ path: pattern }) => pattern.test(place))?.part ?? null
}
/** Whether Fieldbook makes a folder of that name, by its path below the data folder with `/`. */
export function isOurFolder(path: string): boolean {
  const place = path.replace(staging, '')
  return window.test(path) || (place === '' && path !== '') || folderPatterns.some((folder) => folder.test(place))
}

const hexadecimal = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
/** Folders all of whose files tell of the learner. */
export const sealedFolders: string[] = folders
  .filter(({ sealed }) => sealed)
  .flatMap(({ folder }) => (folder.includes('??') ? hexadecimal.map((byte) => folder.replace('??', byte)) : [folder]))
/** Whether a file at the top tells of the learner. A copy that a sync tool made of one does too. */
export const isSealedAtTop = (name: string): boolean =>
  filesAtTop.some(({ sealed, file }) => sealed && new RegExp(`^${file.split('.')[0]}\\b`).test(name))

const restoredNames = new Set(folders.filter(({ restored }) => restored).map(({ folder }) => folder.split('/')[0]))
const restoredFiles = filesAtTop.filter(({ restored }) => restored).map(({ file }) => named(file))
/** Whether a folder or file of this name, at the top, goes when a backup is restored. */
export const isRestored = (name: string): boolean =>
  restoredNames.has(name) || restoredFiles.some((file) => file.test(name))
