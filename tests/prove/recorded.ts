/** What a life was answered: with each, after how many steps of the disk the answer came. */
import type { Operation } from '../../shared/model/operations'
import type { OwnCard } from '../../shared/model/own-card'
import type { Appearance } from '../../shared/model/study'
import type { Step } from './disk'

export interface Recorded {
  steps: Step[]
  /** What was done when a step was taken, by step. */
  doing: string[]
  /** In the order of the log. */
  operations: { at: number; operation: Operation }[]
  /** `asked`: after how many steps it was asked for. */
  appearances: { asked: number; at: number; appearance: Appearance }[]
  /** Files that the learner was given the path of. */
  files: { at: number; path: string; text: string }[]
  /** Words that damage left in some file: they are kept, wherever. */
  kept: { at: number; words: string }[]
  /** What the app may say is wrong from then on. */
  told: { at: number; code: string }[]
  /** Texts by what names them in an operation. */
  notes: Map<string, string>
  cards: Map<string, OwnCard>
}

export const noteKey = (note: string, version: number, checksum: string) => `${note} ${version} ${checksum}`
export const cardKey = noteKey

export function nothingRecorded(): Recorded {
  return {
    ...{ steps: [], doing: [], operations: [], appearances: [], files: [], kept: [], told: [] },
    ...{ notes: new Map(), cards: new Map() },
  }
}
