import type { FactPlace, Pack } from '../../shared/model/content'
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
  | 'overlays'

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
  overlays: Map<string, Place>
  /** What an extension rests on: all of it is known, and none of it is the extension's own. */
  base: Pack | undefined
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
    overlays: new Map(),
    base: undefined,
  }
}

/** All that a pack has, so that an extension may name it and may not give it again. */
export function knownFrom(base: Pack): Known {
  const place: Place = { file: `the pack ${base.id}`, line: 1 }
  const ids = (items: readonly { id: string }[]) => new Map(items.map(({ id }) => [id, place]))
  const sectionsOf = base.chapters.map(({ id, sections }) => [id, ids(sections)] as const)
  return {
    ...nothingKnown(),
    sources: ids(base.sources),
    facts: new Map(Object.entries(base.facts).map(([id, fact]) => [id, { ...fact, place }])),
    classes: ids(base.classes),
    factors: ids(base.factors),
    chapters: ids(base.chapters),
    sections: new Map(sectionsOf),
    objectives: ids(base.chapters.flatMap(({ objectives }) => objectives)),
    entries: ids(base.glossary),
    cards: ids([...base.cards, ...base.scenarios]),
    base,
  }
}

/** The ids that the pack itself gives. */
export function ownIds(
  known: Known,
  of: 'sources' | 'facts' | 'chapters' | 'objectives' | 'entries' | 'cards' | 'overlays',
): string[] {
  const inherited = known.base && knownFrom(known.base)[of]
  return [...known[of].keys()].filter((id) => !inherited?.has(id))
}
