import type { Entry } from '../../../shared/model/content'
import type { EntrySummary, EntryView, MapView } from '../../../shared/model/views'
import { factsOf, type PackIndex } from './pack'

export function glossaryService({ pack }: { pack: PackIndex }) {
  const { glossary, chapters } = pack.pack
  const titles = new Map(
    chapters.flatMap((chapter) =>
      chapter.sections.map((section) => [
        `${chapter.id}#${section.id}`,
        { chapterTitle: chapter.title, sectionTitle: section.title },
      ]),
    ),
  )

  function relationsOf(entry: Entry): EntryView['relations'] {
    const outgoing = entry.relations
      .filter(({ to }) => pack.has('entry', to))
      .map(({ type, to, facts }) => ({ type, outgoing: true, facts, entry: summary(pack.entry(to)) }))
    const incoming = glossary.flatMap((other) =>
      other.relations
        .filter(({ to }) => to === entry.id)
        .map(({ type, facts }) => ({ type, outgoing: false, facts, entry: summary(other) })),
    )
    return [...outgoing, ...incoming]
  }
  function factsAbout(entry: Entry): Set<string> {
    const facts = factsOf([...entry.summary, ...entry.blocks])
    for (const relation of entry.relations) for (const fact of relation.facts) facts.add(fact)
    for (const other of glossary) {
      for (const { to, facts: supporting } of other.relations) {
        if (to === entry.id) for (const fact of supporting) facts.add(fact)
      }
    }
    return facts
  }

  return {
    list: (): EntrySummary[] => glossary.map(summary),
    map(): MapView {
      const relations = glossary.flatMap(({ id, relations }) =>
        relations.filter(({ to }) => pack.has('entry', to)).map((relation) => ({ from: id, ...relation })),
      )
      const facts = new Set(relations.flatMap((relation) => relation.facts))
      return { entries: glossary.map(summary), relations, ...pack.support(facts) }
    },
    entry({ entry: id }: { entry: string }): EntryView {
      const entry = pack.entry(id)
      return {
        entry,
        relations: relationsOf(entry),
        mentions: entry.mentions.flatMap(({ chapter, section }) => {
          const named = titles.get(`${chapter}#${section}`)
          return named ? [{ chapter, section, ...named }] : []
        }),
        cards: entry.cards
          .filter((card) => pack.has('card', card))
          .map((card) => ({ id: card, frontText: pack.card(card).frontText })),
        ...pack.support(factsAbout(entry)),
      }
    },
  }
}

function summary({ id, kind, name, acronym, aliases, response, summaryText }: Entry): EntrySummary {
  return { id, kind, name, ...(acronym && { acronym }), aliases, response, summaryText }
}
