/** What the map has to cope with: the glossary as it stands in content/, and glossaries made up at random. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { parse } from 'yaml'
import { allGroups, type Choice } from '../../../renderer/features/map/graph'
import type { Entry, EntryKind, RelationType, Response } from '../../../shared/model/content'
import type { EntrySummary, MapView } from '../../../shared/model/views'

/** Not compiled: that takes seconds, and only the glossary counts here. */
export function realView(): MapView {
  const folder = path.join(import.meta.dirname, '../../../content/federal-response/glossary')
  const written = readdirSync(folder).flatMap(
    (file): Partial<Entry>[] => parse(readFileSync(path.join(folder, file), 'utf8')) ?? [],
  )
  const glossary = written.map(
    (entry) => ({ aliases: [], relations: [], summaryText: '', ...entry }) as unknown as Entry,
  )
  const relations = glossary.flatMap(({ id, relations }) => relations.map((relation) => ({ from: id, ...relation })))
  return { entries: glossary, relations, facts: {}, sources: {} }
}

export const everything: Choice = { focus: null, steps: 1, groups: allGroups, response: '' }

export function entry(id: string, patch: Partial<EntrySummary> = {}): EntrySummary {
  return { id, kind: 'agency', name: id, aliases: [], response: 'both', summaryText: '', ...patch }
}
export function view(entries: EntrySummary[], ...relations: [string, RelationType, string][]): MapView {
  return {
    entries,
    relations: relations.map(([from, type, to], n) => ({ from, type, to, facts: [`S1-${n}`] })),
    facts: {},
    sources: {},
  }
}

const kinds: EntryKind[] = ['agency', 'unit', 'program', 'statute', 'term']
const types: RelationType[] = ['parent', 'part-of', 'works-with', 'leads', 'based-on']
const responses: Response[] = ['smuggling', 'trafficking', 'both', 'context']
/** Rings, several relations between two, entries connected to nothing, names of any length. */
export const anyView: fc.Arbitrary<MapView> = fc.integer({ min: 1, max: 25 }).chain((size) => {
  const id = fc.integer({ min: 0, max: size - 1 }).map((n) => `e${n}`)
  return fc
    .record({
      about: fc.array(
        fc.record({
          kind: fc.constantFrom(...kinds),
          response: fc.constantFrom(...responses),
          name: fc.string({ unit: 'grapheme', maxLength: 90 }),
          acronym: fc.option(fc.string({ minLength: 1, maxLength: 12 }), { nil: undefined }),
        }),
        { minLength: size, maxLength: size },
      ),
      relations: fc.array(fc.tuple(id, fc.constantFrom(...types), id), { maxLength: 50 }),
    })
    .map(({ about, relations }) =>
      view(
        about.map(({ acronym, ...rest }, n) => entry(`e${n}`, { ...rest, ...(acronym && { acronym }) })),
        ...relations,
      ),
    )
})
