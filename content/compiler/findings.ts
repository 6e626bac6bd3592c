import type { Place, Problem } from './problems'
import type { Span } from './text/span'

/** Something a text or card points to; looked up when everything has been read. */
export type Reference = { place: Place } & (
  | { to: 'fact'; id: string }
  | { to: 'entry'; id: string }
  | { to: 'section'; chapter: string; section?: string }
)

/** What the compiler gathers on its way through a pack. */
export interface Findings {
  problems: Problem[]
  references: Reference[]
  /** Sentences, list items and table rows that rest on facts. */
  statements: number
  /** What its author marked as stating no fact. */
  plain: (Place & { text: string })[]
  /** Every text of the pack, in the order it was read. */
  texts: Span[][]
}

export function noFindings(): Findings {
  return { problems: [], references: [], statements: 0, plain: [], texts: [] }
}
