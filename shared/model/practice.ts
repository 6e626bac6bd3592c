import type { ClassId, FactorId } from './content'
import type { StudyScope } from './views'

/** Which cards of a scope. Suspended cards are in none of them. */
export const practiceChoices = [
  /** Seen in review before. */
  'met',
  /** Not seen yet: a look ahead. */
  'new',
  'any',
  /** With whichever flag, or with that one. */
  'flagged',
  'flag-1',
  'flag-2',
  'flag-3',
  'flag-4',
  /** Rated Again, or answered wrong, in a review of the last so many days. */
  'missed-7',
  'missed-14',
  'missed-30',
  /** The fifth of those met that is most difficult, at least ten. */
  'hardest',
  /** Coming due on the next study day. */
  'tomorrow',
] as const
export type PracticeChoice = (typeof practiceChoices)[number]

/** A contrast drill: two classes taken for each other, or a factor that is overlooked or given too much weight. */
export type Drill = { kind: 'drill-classes'; one: ClassId; other: ClassId } | { kind: 'drill-factor'; factor: FactorId }
export type PracticeOf = { kind: 'cards'; scope: StudyScope; choice: PracticeChoice } | Drill

export const practiceLimits = [10, 20, 50, null] as const
/** How many cards at most; null: all of them. */
export type PracticeLimit = (typeof practiceLimits)[number]

/** Names a drill in the log. */
export function drillName(drill: Drill): string {
  return drill.kind === 'drill-factor' ? `factor/${drill.factor}` : `classes/${drill.one}/${drill.other}`
}

export interface PracticeCards {
  /** Ids, in the order in which they are shown: the same for the same seed. */
  cards: string[]
  /** How many there are without the limit. */
  total: number
}
export interface PracticeOffers {
  counts: Record<PracticeChoice, number>
  /** Cards answered in practice on this study day. */
  practisedToday: number
}
/** One class called another, at least twice. */
export interface ClassMistake {
  right: ClassId
  chosen: ClassId
  times: number
  /** Answers to cases of the class `right` in which something was chosen. */
  of: number
  /** What decided most of those cases. */
  factor: FactorId | null
}
export interface DrillsView {
  /** Every two classes that the pack has cases of, the most confused first. */
  classes: {
    one: ClassId
    other: ClassId
    cases: number
    /** Pairs of stories that differ in one fact, and in these two classes. */
    twins: number
    /** Most often first; empty: nothing was confused twice. */
    mistakes: ClassMistake[]
  }[]
  /** Every factor that the pack has cases on, the most misjudged first. */
  factors: {
    factor: FactorId
    cases: number
    /** Pairs of stories that differ in this factor. */
    twins: number
    /** In how many first answers with factors ticked it was left though it decided, and in how many it decided. */
    left: number
    decided: number
    /** In how many it was ticked though it didn't decide, and in how many it didn't. */
    ticked: number
    free: number
  }[]
}
