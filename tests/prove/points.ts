/** Every disk that a recorded life can leave behind: killed or without power, before, in the middle of and after each step. */
import { seeded } from './chance'
import { type Cut, Disk, type Step } from './disk'
import { momentsOf, type Recorded } from './recorded'

export interface Point {
  disk: Disk
  /** Whole steps that it holds. */
  at: number
  how: string
  name: string
  /** The file system kept the order of names, as journaling ones do. */
  ordered: boolean
}

/**
 * `leavesOut`: syncs that do nothing, then and later. The same disk comes once as long as nothing else is promised; once
 * more if the first time names were out of order, for then less was asked of it.
 */
export function* points(
  folder: string,
  recorded: Recorded,
  leavesOut: (step: Step) => boolean = () => false,
  wanted: (at: number) => boolean = () => true,
): Iterable<Point> {
  const { steps, doing } = recorded
  const momentOf = momentsOf(recorded)
  const disk = new Disk(folder)
  disk.leavesOut = leavesOut
  const seen = new Set<string>()
  for (let at = 0; at <= steps.length; at++) {
    const step = steps[at]
    const name = step ? `before step ${at + 1}, ${words(step, folder)} (${doing[at]})` : 'after the last step'
    for (const [how, found] of wanted(at) ? leftBy(disk, step, at) : []) {
      const ordered = !how.includes('reordered')
      const same = `${momentOf(at)} ${found.fingerprint()}`
      if (seen.has(same) || (!ordered && seen.has(`${same} reordered`))) continue
      seen.add(ordered ? same : `${same} reordered`)
      yield { disk: found, at, how, name, ordered }
    }
    if (step !== undefined) disk.do(step)
  }
}

const words = ({ call, path }: Step, folder: string) => `${call} ${path.slice(folder.length + 1) || 'the data folder'}`

function* leftBy(disk: Disk, step: Step | undefined, at: number): Iterable<[how: string, disk: Disk]> {
  yield ['killed', disk.killed()]
  for (const half of halves(step)) {
    const found = disk.killed()
    found.do(half)
    yield ['killed half-way', found]
  }
  // With half of the step too: it is torn as everything else that isn't synced.
  const begun = disk.killed()
  const [half] = halves(step).slice(-1)
  if (half) begun.do(half)
  // Nothing that a cut could take.
  if (begun.settled) return
  for (const [how, cut] of cuts(at)) yield [how, (cut.bytes === 'none' ? disk : begun).after(cut)]
}

/** The first byte of a write, half of it, all but the last byte; a write alone can be half done. */
function halves(step: Step | undefined): Step[] {
  if (step?.call !== 'write') return []
  const { bytes } = step
  const lengths = new Set([1, Math.floor(bytes.length / 2), bytes.length - 1].filter((length) => length > 0))
  return [...lengths].map((length) => ({ ...step, bytes: bytes.subarray(0, length) }))
}

function cuts(seed: number): [how: string, cut: Cut][] {
  const random = (n: number) => seeded(seed * 16 + n)
  return [
    ['unsynced lost', { names: 'none', bytes: 'none' }],
    ['all but names lost', { names: 'all', bytes: 'none' }],
    ['all but bytes lost', { names: 'none', bytes: 'all' }],
    ['zeros for bytes', { names: 'all', bytes: 'zeros' }],
    ['names in order, bytes torn', { names: 'first few', bytes: 'torn', random: random(0) }],
    ['names in order, bytes torn', { names: 'first few', bytes: 'torn', random: random(1) }],
    ['all names, bytes torn', { names: 'all', bytes: 'torn', random: random(2) }],
    ['names reordered, bytes kept', { names: 'any', bytes: 'all', random: random(3) }],
    ['names reordered, bytes torn', { names: 'any', bytes: 'torn', random: random(4) }],
  ]
}
