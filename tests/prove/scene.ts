/**
 * One thing that is done to a disk, through the door of the module that does it: stopped at every point, and with each of
 * its syncs left out in turn. For what the life of `life.ts` can't show, since something else in it syncs the same place.
 */
import { Disk, type Step } from './disk'
import { points } from './points'
import { nothingRecorded } from './recorded'
import { syncedBy } from './sync-names'

export interface Scene {
  /** There from the start; the data folder and a stick stand below it. */
  root: string
  folder: string
  /** Names of the syncs that it is to show: others are shared, and missed in the life. */
  shows: RegExp
  begin(disk: Disk): Promise<void>
  act(disk: Disk): Promise<void>
  /** Throws if something doesn't hold of a disk that was left. `done`: all of the act was. */
  holds(left: Disk, done: boolean): Promise<void>
}

interface Played {
  steps: Step[]
  /** How many steps the disk had when the act began. */
  begun: number
}

export async function played({ root, begin, act }: Scene): Promise<Played> {
  const disk = new Disk(root)
  disk.tellsSites = true
  const steps: Step[] = []
  disk.before = (step) => steps.push(step)
  await begin(disk)
  const begun = steps.length
  await act(disk)
  return { steps, begun }
}

/**
 * Resolves to what doesn't hold first, null if all does, and at how many points that was looked at. `every`: some points
 * only, the last ones too.
 */
export async function broken(
  { root, folder, holds }: Scene,
  { steps, begun }: Played,
  { leftOut = null, every = 1 }: { leftOut?: string | null; every?: number } = {},
): Promise<{ looked: number; breach: string | null }> {
  const before = new Set(steps.slice(0, begun))
  // What was there before lies on the disk, whatever is left out.
  const left = (step: Step) => leftOut !== null && !before.has(step) && syncedBy(step, { root, folder }) === leftOut
  // It promises one thing, at its end.
  const told = [{ at: steps.length, code: 'done' }]
  const recorded = { ...nothingRecorded(), steps, doing: steps.map(() => ''), told }
  const wanted = (number: number) => number >= begun && (number % every === 0 || number >= steps.length - 2)
  let looked = 0
  for (const { disk, at, how, name } of points(root, recorded, left, wanted)) {
    // The other order of names that is worst: what was done last is there alone.
    const found = how === 'killed' ? [disk, disk.after({ names: 'last', bytes: 'all' })] : [disk]
    for (const one of found) {
      looked++
      one.tellsSites = true
      try {
        await holds(one, at === steps.length)
      } catch (error) {
        const way = one === disk ? how : 'the last name alone kept'
        return { looked, breach: `${way}, ${name}: ${error instanceof Error ? error.message : error}` }
      }
    }
  }
  return { looked, breach: null }
}

/** Those of the act that it is to show, by the names of the table. */
export function syncsShown({ steps, begun }: Played, scene: Scene): string[] {
  const names = new Set(steps.slice(begun).flatMap((step) => syncedBy(step, scene) ?? []))
  return [...names].filter((name) => scene.shows.test(name))
}
