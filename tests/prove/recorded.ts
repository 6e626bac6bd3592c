/** What a life was answered: with each, after how many steps of the disk the answer came. */
import type { Operation } from '../../shared/model/operations'
import type { OwnCard } from '../../shared/model/own-card'
import type { Removed } from '../../shared/model/removal'
import type { Appearance } from '../../shared/model/study'
import type { Step } from './disk'

/**
 * What the folder holds, from one change of the whole to the next: a restore begins another history, the lock another
 * passphrase. Between the question and the answer the folder may be in either.
 */
export interface World {
  /** After how many steps it was asked for, and answered. */
  asked: number
  at: number
  /** In the order of the log. */
  operations: { at: number; operation: Operation }[]
  /** Files that the learner was given the path of. */
  files: { at: number; path: string; text: string }[]
  /** Null without a lock. */
  passphrase: string | null
  /** What was removed for good, and words that only that had: they are in no file, on a stick neither. */
  removed: Removed
  gone: readonly string[]
  /** The files that were made first, so many of them, are erased. */
  erased: number
}

export interface Recorded {
  steps: Step[]
  /** What was done when a step was taken, by step. */
  doing: string[]
  /** Oldest first. */
  worlds: World[]
  /** `asked`: after how many steps it was asked for. */
  appearances: { asked: number; at: number; appearance: Appearance }[]
  /** Words that damage left in some file: they are kept, wherever, until a removal or an erasing. */
  kept: { at: number; until: number; words: string }[]
  /** What the app may say is wrong from then on. */
  told: { at: number; code: string }[]
  /** Backups made by hand. `until`: from then on one may be taken away: a plain one for the lock, all by erasing. */
  backups: { at: number; until: number; folder: string; id: string }[]
  /** While something is damaged that a repair brings back. */
  damaged: { from: number; until: number }[]
  /** Texts by what names them in an operation. */
  notes: Map<string, string>
  cards: Map<string, OwnCard>
}

export const noteKey = (note: string, version: number, checksum: string) => `${note} ${version} ${checksum}`
export const cardKey = noteKey

export function nothingRecorded(): Recorded {
  return {
    ...{ steps: [], doing: [], appearances: [], kept: [], told: [], backups: [], damaged: [] },
    worlds: [{ asked: 0, at: 0, operations: [], files: [], passphrase: null, removed: {}, gone: [], erased: 0 }],
    ...{ notes: new Map(), cards: new Map() },
  }
}

/** What is added to the copy isn't in the other one. */
export function copyOf(recorded: Recorded): Recorded {
  const { worlds, appearances, kept, told, backups, damaged, steps, doing, notes, cards } = recorded
  // Two worlds may share a history.
  const copies = new Map<unknown[], unknown[]>()
  const copy = <T>(array: T[]): T[] => {
    if (!copies.has(array)) copies.set(array, [...array])
    return copies.get(array) as T[]
  }
  return {
    ...{ steps: [...steps], doing: [...doing], appearances: [...appearances], told: [...told] },
    worlds: worlds.map((world) => ({ ...world, operations: copy(world.operations), files: copy(world.files) })),
    ...{ backups: backups.map((one) => ({ ...one })), damaged: damaged.map((one) => ({ ...one })) },
    kept: kept.map((one) => ({ ...one })),
    ...{ notes: new Map(notes), cards: new Map(cards) },
  }
}

/**
 * The moment of a step: between two steps of one moment nothing began or ceased to be promised, so that the same disk
 * must pass the same checks after either.
 */
export function momentsOf(recorded: Recorded): (step: number) => number {
  const { worlds, appearances, kept, told, backups, damaged } = recorded
  const turns = [
    ...worlds.flatMap(({ asked, at, operations, files }) => [
      asked,
      at,
      ...[...operations, ...files].map((one) => one.at),
    ]),
    ...appearances.flatMap(({ asked, at }) => [asked, at]),
    ...[...kept, ...backups].flatMap(({ at, until }) => [at, until]),
    ...told.map(({ at }) => at),
    ...damaged.flatMap(({ from, until }) => [from, until]),
  ]
  const inOrder = [...new Set(turns)].sort((one, other) => one - other)
  return (step) => inOrder.findLastIndex((turn) => turn <= step)
}

/** The one that the disk of that step holds, and those that may have taken its place. */
export function worldsAt({ worlds }: Recorded, step: number): World[] {
  const newest = worlds.findLastIndex(({ at }) => at <= step)
  return worlds.slice(newest).filter(({ asked }) => asked <= step)
}
export const lastWorld = ({ worlds }: Recorded): World => worlds.at(-1) as World

/** What somebody did and was recorded: not the parts of imports, whole or dropped, nor what an opening records by itself. */
export const counting = ({ operations }: World): Operation[] =>
  operations.map(({ operation }) => operation).filter(({ kind }) => !beside.includes(kind))
const beside = ['import-part', 'import-dropped', 'removed-for-good']
