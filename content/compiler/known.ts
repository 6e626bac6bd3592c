import type { FactPlace } from '../../shared/model/content'
import type { Place } from './problems'

/** The parts of a pack's folder. */
export type Part =
  | 'sources.yaml'
  | 'facts.yaml'
  | 'not-taught.yaml'
  | 'help.md'
  | 'chapters'
  | 'glossary'
  | 'cards'
  | 'scenarios'

/** Everything in a pack that has an id, with where it was given. Kept even for items with other faults. */
export interface Known {
  /**
   * Where a file couldn't be read: nothing there is called unknown, or one broken file would be reported at every
   * mention of what it holds.
   */
  incomplete: Set<Part>
  sources: Map<string, Place>
  facts: Map<string, FactPlace & { place: Place }>
  /** Undefined when pack.yaml can't be read: then nothing is said about what it would name. */
  classes: Map<string, Place> | undefined
  factors: Map<string, Place> | undefined
  chapters: Map<string, Place>
  /** The section ids of each chapter whose file could be read. */
  sections: Map<string, Map<string, Place>>
  objectives: Map<string, Place>
  entries: Map<string, Place>
  cards: Map<string, Place>
}

export function nothingKnown(): Known {
  return {
    incomplete: new Set(),
    sources: new Map(),
    facts: new Map(),
    classes: undefined,
    factors: undefined,
    chapters: new Map(),
    sections: new Map(),
    objectives: new Map(),
    entries: new Map(),
    cards: new Map(),
  }
}
