import type { HighlightKind } from '../../shared/model/highlight'

/** A part of a run that is highlighted, [from, to) of its text. */
export interface RunMark {
  highlight: string
  kind: HighlightKind
  from: number
  to: number
  /** Where the highlight begins here: the only part that says what it is. */
  begins: boolean
  /** Where it ends: its sign stands behind. */
  ends: boolean
}
