/** Syncs by who asks for them and what is synced, as the table of `--without-fsync` names them. */
import type { Step } from './disk'

interface Places {
  /** What is above it is there on every machine. */
  root: string
  folder: string
}
type Sync = Extract<Step, { site: string }>
export const isSync = (step: Step): step is Sync => step.call === 'sync' || step.call === 'syncFolder'

export const nameOf = ({ site, place }: { site: string; place: string }): string => `${site} of ${place}`

/** Its name in the table; null for what isn't a sync of ours. */
export function syncedBy(step: Step, scratch: Places): string | null {
  if (!isSync(step) || !step.path.startsWith(scratch.root)) return null
  return nameOf({ site: step.site, place: placeOf(step, scratch) })
}
/** `log/#.log`, a folder as `notes/`. */
export function placeOf(step: Step, { root, folder }: Places): string {
  const isInside = step.path === folder || step.path.startsWith(`${folder}/`)
  const below = step.path === root ? '..' : step.path.slice((isInside ? folder : root).length + 1) || '.'
  const place = below
    .replace(/\d{8}T\d{6}Z-.*/, '<kept>')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, '<id>')
    .replace(/^notes\/[0-9a-f]{2}/, 'notes/##')
    .replace(/objects\/[0-9a-f]{2}/, 'objects/##')
    .replace(/[0-9a-f]{64}/, '<hash>')
    .replace(/\d{8}T\d{9}Z-[0-9a-f]{8}/, '<backup>')
    .replace(/\d{6}/, '#')
    .replace(/fact-report-.*/, '<report>')
  return `${place}${step.call === 'syncFolder' ? '/' : ''}`
}
