import type { Card, Chapter, Entry } from '../../../shared/model/content'
import { citations, citedIn } from '../../../shared/rules/citations'
import type { LooseEntry } from '../../../shared/rules/mentions'
import type { Covered } from '../checks/coverage'

/** For each of the facts, where it is dealt with. */
export function coverageOf(
  facts: string[],
  content: {
    chapters: Pick<Chapter, 'id' | 'sections'>[]
    cards: Card[]
    entries: LooseEntry[]
    sources: Map<string, string>
    notTaught: Map<string, string>
  },
): Map<string, Covered> {
  const coverage = new Map<string, Covered>()
  for (const fact of facts) {
    const source = content.sources.get(fact)
    const notTaught = content.notTaught.get(fact)
    coverage.set(fact, {
      chapters: [],
      cards: [],
      entries: [],
      ...(source === undefined ? {} : { source }),
      ...(notTaught === undefined ? {} : { notTaught }),
    })
  }
  const note = (facts: string[], what: 'chapters' | 'cards' | 'entries', where: string) => {
    for (const fact of new Set(facts)) coverage.get(fact)?.[what].push(where)
  }
  for (const { id, sections } of content.chapters)
    for (const section of sections) note(section.blocks.flatMap(citedIn), 'chapters', `${id}#${section.id}`)
  for (const card of content.cards) note([...card.facts, ...citations(card.why)], 'cards', card.id)
  for (const entry of content.entries) note(factsOfEntry(entry), 'entries', entry.id)
  return coverage
}

function factsOfEntry({ summary, blocks, relations }: Pick<Entry, 'summary' | 'blocks' | 'relations'>): string[] {
  return [...citations(summary), ...blocks.flatMap(citedIn), ...relations.flatMap(({ facts }) => facts)]
}
