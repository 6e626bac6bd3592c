/**
 * The proof of the proof: every sync is left out in turn, and a power cut must then lose something. A sync that nobody
 * misses is needless, or the model lacks a case.
 */
import { basename, join } from 'node:path'
import type { Step } from './disk'
import { lived, type Scratch } from './lives'
import { points } from './points'
import { verify } from './promises'
import type { Recorded } from './recorded'
import { broken, played, syncsShown } from './scene'
import { scenes } from './scenes'
import { isSync, nameOf, placeOf, syncedBy } from './sync-names'
import type { Share } from './trials'

export interface Omission {
  /** Where the core asks for it: file and function. */
  site: string
  /** What is synced: `log/#.log`, a folder as `notes/`. */
  place: string
  times: number
  /** How it was found; null if nobody missed it. */
  found: { after: number; point: string; breach: string } | null
}

/** Places where a sync that is needed elsewhere has nothing to keep. */
const nothingToKeep: Record<string, string> = {
  'append-file.ts settle of library/#.log': 'a text that a killed process left counts only once it is named',
}
export const excuses = Object.keys(nothingToKeep)
export const excuse = (one: Omission): string | undefined => nothingToKeep[nameOf(one)]

export async function* omissions(
  scratch: Scratch,
  wanted: (site: string, place: string) => boolean,
  { of, every }: Share = { of: 0, every: 1 },
): AsyncIterable<Omission> {
  const { recorded } = await lived(scratch, { tellsSites: true })
  const all = new Map<string, number>()
  for (const step of recorded.steps) {
    const name = syncedBy(step, scratch)
    if (name !== null) all.set(name, (all.get(name) ?? 0) + 1)
  }
  const shown = await shownAlone()
  for (const name of shown.keys()) if (!all.has(name)) all.set(name, 1)
  let number = 0
  for (const [name, times] of [...all].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const [site = '', place = ''] = name.split(' of ')
    if (!wanted(site, place) || number++ % every !== of) continue
    const alone = await shown.get(name)?.()
    yield { site, place, times, found: alone ?? (await missed(scratch, recorded, name)) }
  }
}

/** What misses a sync in an act of its own, by name. */
async function shownAlone(): Promise<Map<string, () => Promise<Omission['found']>>> {
  const shown = new Map<string, () => Promise<Omission['found']>>()
  for (const [act, made] of Object.entries(scenes)) {
    const scene = await made()
    const steps = await played(scene)
    for (const leftOut of syncsShown(steps, scene))
      shown.set(leftOut, async () => {
        const { looked, breach } = await broken(scene, steps, { leftOut })
        return breach === null ? null : { after: looked, point: act, breach: breach.split('\n')[0] ?? '' }
      })
  }
  return shown
}

async function missed(scratch: Scratch, recorded: Recorded, name: string): Promise<Omission['found']> {
  let after = 0
  const left = (step: Step) => syncedBy(step, scratch) === name
  const cut = worthACut(recorded, left, scratch)
  // What loses most first. A process that was killed loses something only when the next one builds on what it left.
  const ways: [wanted: Look, isWay: (how: string) => boolean][] = [
    [cut, (how) => how === 'unsynced lost'],
    [worthAKill(recorded, left, scratch), (how) => how.startsWith('killed')],
    [cut, (how) => how !== 'unsynced lost' && !how.startsWith('killed')],
  ]
  for (const [wanted, isWay] of excuses.includes(name) ? ways.slice(0, 1) : ways)
    for (const { disk, at, how, name, ordered } of points(scratch.root, recorded, left, wanted)) {
      if (!isWay(how)) continue
      after++
      // Whoever opens it leaves it out too.
      disk.tellsSites = true
      const { breaches } = await verify(disk, scratch.folder, recorded, { at, strict: ordered })
      const [breach] = breaches
      if (breach) return { after, point: `${how}, ${name}`, breach: `${breach.what}: ${breach.detail.split('\n')[0]}` }
    }
  return null
}

type Look = (number: number) => boolean
const numbersOf = ({ steps }: Recorded, which: (step: Step) => boolean) =>
  steps.flatMap((step, number) => (which(step) ? [number] : []))
const spread = (numbers: number[], most: number) =>
  numbers.filter((_, place) => place % Math.ceil(numbers.length / most) === 0)

/**
 * Soon after it, where the next steps build on it; where a file at the top was replaced, since such a file says what the
 * others are; and now and then: what was never synced stays so for long.
 */
function worthACut(recorded: Recorded, left: (step: Step) => boolean, { folder }: Scratch): Look {
  const at = spread(numbersOf(recorded, left), 40)
  const soon = Math.min(12, Math.max(3, Math.round(120 / at.length)))
  const near = new Set(at.flatMap((number) => Array.from({ length: soon }, (_, n) => number + 1 + n)))
  const isAtTop = (step: Step) => step.call === 'rename' && step.to === join(folder, basename(step.to))
  const tops = numbersOf(recorded, isAtTop).filter((number) => number > (at[0] ?? 0))
  // A rename and the sync after it.
  for (const number of spread(tops, 60)) near.add(number + 2)
  return (number) => near.has(number) || (number > (at[0] ?? 0) && number % 173 === 0)
}
/** When something at the same place is written and not yet synced. */
function worthAKill(recorded: Recorded, left: (step: Step) => boolean, scratch: Scratch): Look {
  const [first] = recorded.steps.filter(left)
  const place = first && placeOf(first, scratch)
  const same = (step: Step) => isSync(step) && placeOf(step, scratch) === place
  const at = new Set(spread(numbersOf(recorded, same), 200))
  return (number) => at.has(number)
}
