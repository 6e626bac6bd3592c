/**
 * Which names in a data folder are Fieldbook's own. Whatever has another name was put there by somebody or something
 * else: it is neither read nor erased.
 */
import type { ErasePart } from '../model/erase'

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
/** The copy before, and files that were being written. */
const ends = String.raw`(?:\.(?:prev|tmp|converting))*`
const named = (pattern: string) => new RegExp(`^(?:${pattern})${ends}$`)

const patterns: [part: ErasePart, name: RegExp][] = [
  ['history', named(String.raw`log/\d{6}\.log|state\.json|cache/reviews/\d{6}\.columns`)],
  ['notes', named(String.raw`notes/[0-9a-f]{2}/${uuid}\.log`)],
  ['cards', named(String.raw`library/\d{6}\.log|media/[0-9a-f]{64}`)],
  [
    'packs',
    named(
      String.raw`packs/[a-z0-9-]+-[0-9a-f]{64}|pack-drafts/${uuid}\.json|cache/packs/[a-z0-9-]+\.json|signing-key\.pem`,
    ),
  ],
  [
    'backups',
    named(
      String.raw`backup-places\.json|backups/(?:manifests/\d{8}T\d{9}Z-[0-9a-f]{8}\.json|objects/[0-9a-f]{2}/[0-9a-f]{64})`,
    ),
  ],
  ['set-aside', named(String.raw`quarantine/\d{8}T\d{6}Z-[^/]+|drafts\.json`)],
  ['reports', named(String.raw`reports/fact-report-\d{4}-\d{2}-\d{2}T\d{6}(?:-\d+)?\.txt`)],
  ['settings', named('(?:settings|vault|unlock-tries|restore|removal|probe)(?:\\.json)?')],
]
const folder =
  /^(?:log|library|media|packs|pack-drafts|reports|quarantine|notes(?:\/[0-9a-f]{2})?|cache(?:\/(?:reviews|packs))?|backups(?:\/(?:manifests|objects(?:\/[0-9a-f]{2})?))?)$/
/** Of a backup that takes the data's place. */
const moving = /^(?:restoring|replaced)(?:\/|$)/
const window = /^window(?:\/|$)/

/** To which part a file belongs, by its path below the data folder with `/`; null if it isn't Fieldbook's. */
export function partOf(path: string): ErasePart | null {
  if (window.test(path)) return 'window'
  const place = path.replace(moving, '')
  return patterns.find(([, name]) => name.test(place))?.[0] ?? null
}
/** Whether Fieldbook makes a folder of that name, by its path below the data folder with `/`. */
export function isOurFolder(path: string): boolean {
  const place = path.replace(moving, '')
  return window.test(path) || (place === '' && path !== '') || folder.test(place)
}
