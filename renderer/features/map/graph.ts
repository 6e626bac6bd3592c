/** Which entries and relations a map shows. Pure. */
import type { EntryKind, RelationType, Response } from '../../../shared/model/content'
import type { EntrySummary, MapRelation, MapView } from '../../../shared/model/views'
import { alphabetical } from '../glossary/match'

/** Kinds that are looked for together. */
export const kindGroups = {
  bodies: ['agency', 'unit', 'organization', 'task-force'],
  programs: ['program', 'campaign', 'operation', 'plan', 'strategy'],
  laws: ['statute', 'instrument'],
  words: ['term'],
} as const satisfies Record<string, readonly EntryKind[]>
export type KindGroup = keyof typeof kindGroups
export const allGroups = Object.keys(kindGroups) as KindGroup[]
const mainGroups: KindGroup[] = ['bodies', 'programs']

const groupOfKind = new Map<EntryKind, KindGroup>(
  allGroups.flatMap((group) => kindGroups[group].map((kind): [EntryKind, KindGroup] => [kind, group])),
)
export const groupOf = ({ kind }: { kind: EntryKind }): KindGroup => groupOfKind.get(kind) ?? 'words'

export interface Choice {
  /** Null: all at once. */
  focus: string | null
  /** How many relations away from the focus entries may be. */
  steps: 1 | 2
  groups: readonly KindGroup[]
  /** Entries that belong to this response or to both; empty: all. */
  response: Extract<Response, 'smuggling' | 'trafficking'> | ''
}

/** Two entries and all the relations between them: one line of the picture. */
export interface Connection {
  key: string
  one: string
  other: string
  relations: MapRelation[]
}
export interface Shown {
  focus: string | null
  /** In alphabetical order. */
  entries: EntrySummary[]
  connections: Connection[]
  /** Relations away from the focus; empty without one. */
  distance: Map<string, number>
  /** Entries next to the focus that the filters leave out. */
  leftOut: number
}

/** Bodies and programs, unless it is a law or a word one looks at: those are mostly connected to laws and words. */
export function usualGroups(focus: EntrySummary | undefined): KindGroup[] {
  return focus && !mainGroups.includes(groupOf(focus)) ? allGroups : mainGroups
}

/** The body with the most connections; of several the first in the alphabet. Undefined only in an empty glossary. */
export function startingPoint({ entries, relations }: MapView): string | undefined {
  const count = new Map<string, number>()
  for (const { from, to } of relations) for (const id of [from, to]) count.set(id, (count.get(id) ?? 0) + 1)
  const bodies = entries.filter((entry) => groupOf(entry) === 'bodies')
  return [...(bodies.length > 0 ? bodies : entries)]
    .sort(alphabetical)
    .sort((a, b) => (count.get(b.id) ?? 0) - (count.get(a.id) ?? 0))[0]?.id
}

export function shown(view: MapView, choice: Choice): Shown {
  const passes = (entry: EntrySummary) =>
    choice.groups.includes(groupOf(entry)) &&
    (!choice.response || entry.response === choice.response || entry.response === 'both')
  const all = connect(view.relations)
  const focus = view.entries.some(({ id }) => id === choice.focus) ? choice.focus : null
  const passing = new Set(view.entries.filter((entry) => entry.id === focus || passes(entry)).map(({ id }) => id))
  const among = all.filter(({ one, other }) => passing.has(one) && passing.has(other))
  const distance = focus === null ? new Map<string, number>() : distances(focus, among, choice.steps)
  const kept = focus === null ? passing : new Set(distance.keys())
  return {
    focus,
    entries: view.entries.filter(({ id }) => kept.has(id)).sort(alphabetical),
    connections: among.filter(({ one, other }) => kept.has(one) && kept.has(other)),
    distance,
    leftOut: all.filter(
      ({ one, other }) => (one === focus && !passing.has(other)) || (other === focus && !passing.has(one)),
    ).length,
  }
}

function connect(relations: readonly MapRelation[]): Connection[] {
  const byPair = new Map<string, Connection>()
  for (const relation of relations) {
    const [one, other] = [relation.from, relation.to].sort() as [string, string]
    if (one === other) continue
    const key = `${one} ${other}`
    const known = byPair.get(key)
    if (known) known.relations.push(relation)
    else byPair.set(key, { key, one, other, relations: [relation] })
  }
  return [...byPair.values()]
}

function distances(focus: string, connections: readonly Connection[], steps: number): Map<string, number> {
  const neighbors = neighborsIn(connections)
  const found = new Map([[focus, 0]])
  let edge = [focus]
  for (let step = 1; step <= steps; step += 1) {
    const next: string[] = []
    for (const id of edge)
      for (const other of neighbors.get(id) ?? [])
        if (!found.has(other)) {
          found.set(other, step)
          next.push(other)
        }
    edge = next
  }
  return found
}

export function neighborsIn(connections: readonly Connection[]): Map<string, string[]> {
  const neighbors = new Map<string, string[]>()
  const add = (from: string, to: string) => neighbors.set(from, [...(neighbors.get(from) ?? []), to])
  for (const { one, other } of connections) {
    add(one, other)
    add(other, one)
  }
  return neighbors
}

export const otherEnd = ({ one, other }: Connection, id: string): string => (one === id ? other : one)

/** Which of the two ends of a relation stands over the other; in `works-with` neither does. */
const overIs: Record<RelationType, 'from' | 'to' | null> = {
  parent: 'to',
  'part-of': 'to',
  'reports-to': 'to',
  'based-on': 'to',
  leads: 'from',
  funds: 'from',
  'works-with': null,
}
/** What shows the place of a thing best, first: a center under one office and led by another stands under its office. */
const strongest: RelationType[] = ['parent', 'part-of', 'reports-to', 'leads', 'funds', 'based-on', 'works-with']

export function mainRelation({ relations }: Connection): MapRelation {
  const [first] = [...relations].sort((a, b) => strongest.indexOf(a.type) - strongest.indexOf(b.type))
  return first as MapRelation
}
/** The upper end of a connection; null between equals. */
export function upperEnd(connection: Connection): string | null {
  const relation = mainRelation(connection)
  const over = overIs[relation.type]
  return over && relation[over]
}
