/**
 * The proof of the proof: every sync is left out in turn, and a power cut must then lose something. A sync that nobody
 * misses is needless, or the model lacks a case.
 */
import type { Step } from './disk'
import { lived, type Scratch } from './lives'
import { points } from './points'
import { verify } from './promises'
import type { Recorded } from './recorded'

export interface Omission {
  /** Where the core asks for it: file and function. */
  site: string
  /** What is synced: `log/#.log`, a folder as `notes/`. */
  place: string
  times: number
  /** How it was found; null if nobody missed it. */
  found: { after: number; point: string; breach: string } | null
}

/** The life has no process that is killed in the middle of a removal; that test has, and misses it. */
const missedByKills = 'tests/integration/core/removal-kills.test.ts misses it'
/** Places where a sync that is needed elsewhere has nothing to keep. */
const nothingToKeep: Record<string, string> = {
  'files.ts createFile of library/#.log': 'only a first line, which the first record makes durable',
  'files.ts ensureFolder of cache/': 'derived',
  'conversion.ts replace of cache/packs/':
    'the opening that ends it compiles the packs anew, and syncs the same folder',
  'conversion.ts replace of ./': 'the lock file, written after it, syncs the same folder',
  'erase.ts destroy of ./': 'a key is overwritten and its name removed: either would do',
  'erase.ts destroy of backups/objects/##/': 'a key is overwritten and its name removed: either would do',
  'erase.ts destroy of backups/objects/##/<hash>': 'a key is overwritten and its name removed: either would do',
  'erase.ts destroy of vault.json': 'a key is overwritten and its name removed: either would do',
  'erase.ts destroy of vault.json.prev': 'a key is overwritten and its name removed: either would do',
  'erase.ts finish of ./': 'the first opening of the empty folder syncs it too, before anything is answered',
  'files.ts createFile of restoring/': 'only the two copies of the lock file',
  'files.ts createFile of restoring/vault.json': 'one of two copies',
  'files.ts createFile of restoring/vault.json.prev': 'one of two copies',
  'files.ts createFile of vault.json': 'one of two copies',
  'files.ts createFile of vault.json.prev': 'one of two copies',
  'files.ts replaceFile of cache/packs/': 'derived',
  'files.ts writeWhole of cache/packs/state-law.json.tmp': 'derived',
  'files.ts writeWhole of state.json.prev.converting': 'derived',
  'restore.ts finishRestore of ./': 'what is copied in, and the checkpoint after it, sync the same folder',
  'files.ts writeWhole of drafts.json.tmp': 'what was being typed, which was never told as saved',
  'redact-backups.ts syncIfThere of backups/manifests/': missedByKills,
  'redact-backups.ts syncIfThere of stick/manifests/': missedByKills,
  'redact-backups.ts syncObjects of backups/objects/##/': missedByKills,
  'redact-backups.ts syncObjects of stick/objects/##/': missedByKills,
  'remove.ts removeDerived of ./': 'the opening that ends it writes the state, which syncs the same folder',
  'remove.ts removeEverywhere of ./': 'the opening that ends it writes the state, which syncs the same folder',
  'remove.ts removeEverywhere of library/':
    'each file that is replaced there syncs it, and the opening after a kill does',
  'remove.ts removeEverywhere of log/': 'each file that is replaced there syncs it, and the opening after a kill does',
  'append-file.ts settle of library/#.log': 'a text that a killed process left counts only once it is named',
}
export const excuse = ({ site, place }: Omission): string | undefined => nothingToKeep[`${site} of ${place}`]

export async function omissions(
  scratch: Scratch,
  each: (one: Omission) => void,
  wanted: (site: string, place: string) => boolean = () => true,
): Promise<void> {
  const { recorded } = await lived(scratch, { tellsSites: true })
  const all = new Map<string, number>()
  for (const step of recorded.steps) {
    const name = nameOf(step, scratch)
    if (name !== null) all.set(name, (all.get(name) ?? 0) + 1)
  }
  for (const [name, times] of [...all].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const [site = '', place = ''] = name.split(' of ')
    if (wanted(site, place))
      each({ site, place, times, found: await missed(scratch, recorded, (step) => nameOf(step, scratch) === name) })
  }
}

async function missed(scratch: Scratch, recorded: Recorded, left: (step: Step) => boolean): Promise<Omission['found']> {
  let after = 0
  const at = recorded.steps.flatMap((step, number) => (left(step) ? [number] : []))
  const first = at[0] ?? 0
  // Soon after it, where the next steps build on it, and now and then: what was never synced stays so for long.
  const near = new Set(at.flatMap((number) => Array.from({ length: 12 }, (_, n) => number + 1 + n)))
  const wanted = (number: number) => near.has(number) || (number > first && number % 37 === 0)
  // Power cuts first. A process that was killed loses something only when the next one builds on what it left.
  for (const killed of [false, true])
    for (const { disk, at, how, name, ordered } of points(scratch.root, recorded, left, wanted)) {
      if (how.startsWith('killed') !== killed) continue
      after++
      const { breaches } = await verify(disk, scratch.folder, recorded, { at, strict: ordered })
      const [breach] = breaches
      if (breach) return { after, point: `${how}, ${name}`, breach: `${breach.what}: ${breach.detail.split('\n')[0]}` }
    }
  return null
}

function nameOf(step: Step, { root, folder }: Scratch): string | null {
  if (step.call !== 'sync' && step.call !== 'syncFolder') return null
  // What is above it is there on every machine.
  if (!step.path.startsWith(root)) return null
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
  return `${step.site} of ${place}${step.call === 'syncFolder' ? '/' : ''}`
}
