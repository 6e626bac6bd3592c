/** The same entries and relations as the picture, as a nested list. Pure. */
import type { EntrySummary } from '../../../shared/model/views'
import { alphabetical } from '../glossary/match'
import { type Connection, mainRelation, otherEnd, type Shown, upperEnd } from './graph'
import { wordsFrom } from './layout'

export interface OutlineItem {
  entry: EntrySummary
  /** What hangs on it, by how it connects: words as they read from this entry. */
  groups: { words: string; members: { item: OutlineItem; facts: string[] }[] }[]
  /** Connections to entries that stand elsewhere in the list. */
  also: { entry: EntrySummary; words: string; facts: string[] }[]
}

/** With a focus one tree from it outwards, otherwise a tree of each thing that stands under nothing. Each entry once. */
export function outline({ focus, entries, connections, distance }: Shown): OutlineItem[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const touching = new Map<string, Connection[]>(entries.map(({ id }) => [id, []]))
  for (const connection of connections) {
    touching.get(connection.one)?.push(connection)
    touching.get(connection.other)?.push(connection)
  }
  /** The connection by which an entry hangs on what leads to it. */
  const hangsBy = new Map<string, Connection>()
  for (const { id } of entries) {
    const before = (touching.get(id) ?? []).filter((connection) =>
      focus === null
        ? upperEnd(connection) === otherEnd(connection, id)
        : distance.get(otherEnd(connection, id)) === (distance.get(id) ?? 0) - 1,
    )
    const [first] = before.sort((a, b) => Number(isParent(b)) - Number(isParent(a)))
    if (first) hangsBy.set(id, first)
  }
  const seen = new Set<string>()
  function itemOf(entry: EntrySummary): OutlineItem {
    seen.add(entry.id)
    const under = (touching.get(entry.id) ?? [])
      .map((connection) => ({ connection, other: byId.get(otherEnd(connection, entry.id)) as EntrySummary }))
      .sort((a, b) => alphabetical(a.other, b.other))
    const hanging = under.filter(({ connection, other }) => hangsBy.get(other.id) === connection && !seen.has(other.id))
    for (const { other } of hanging) seen.add(other.id)
    const groups = new Map<string, OutlineItem['groups'][number]['members']>()
    for (const { connection, other } of hanging) {
      const words = wordsFrom(connection, entry.id)
      groups.set(words, [...(groups.get(words) ?? []), { item: itemOf(other), facts: factsOf(connection) }])
    }
    const own = hangsBy.get(entry.id)
    const elsewhere = under.filter(
      ({ connection }) => connection !== own && !hanging.some((h) => h.connection === connection),
    )
    return {
      entry,
      groups: [...groups].map(([words, members]) => ({ words, members })),
      also: elsewhere.map(({ connection, other }) => ({
        entry: other,
        words: wordsFrom(connection, entry.id),
        facts: factsOf(connection),
      })),
    }
  }
  const roots = entries.filter(({ id }) => (focus === null ? !hangsBy.has(id) : id === focus))
  const items = roots.map(itemOf)
  // Things that stand under each other in a ring hang on nothing: the first of them begins.
  for (const entry of entries) if (!seen.has(entry.id)) items.push(itemOf(entry))
  return items
}

const isParent = (connection: Connection): boolean => mainRelation(connection).type === 'parent'
export const factsOf = ({ relations }: Connection): string[] => [...new Set(relations.flatMap(({ facts }) => facts))]
