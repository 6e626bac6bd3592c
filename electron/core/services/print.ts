import type { Card, Scenario } from '../../../shared/model/content'
import type { PrintedCard, PrintedCards, PrintedEntries, QuestionPool } from '../../../shared/model/print'
import { NotFound } from './errors'
import { factsOf, factsOfScenario, type PackIndex } from './pack'

/** @param savePdf of a host that can make a PDF of its window itself; gives where it was saved, null if nowhere */
export function printService({
  pack,
  savePdf,
}: {
  pack: PackIndex
  savePdf?: ((name: string) => Promise<string | null>) | undefined
}) {
  const printed = (card: Card): PrintedCard => ({
    card,
    scenario: card.kind === 'classification' ? pack.scenario(card.scenario) : null,
    // An own card may belong to none.
    chapterTitle: card.chapter === '' ? '' : pack.chapter(card.chapter).title,
  })
  const support = (cards: readonly PrintedCard[], scenarios: readonly Scenario[] = []) => {
    const facts = new Set<string>()
    for (const { card, scenario } of cards) {
      const options = 'options' in card ? card.options : []
      for (const fact of factsOf([...card.front, ...card.back, ...card.why, ...options.flatMap(({ why }) => why)]))
        facts.add(fact)
      for (const fact of [...card.facts, ...(scenario ? factsOfScenario(scenario) : [])]) facts.add(fact)
    }
    for (const scenario of scenarios) for (const fact of factsOfScenario(scenario)) facts.add(fact)
    return pack.support(facts)
  }
  return {
    cards({ cards: ids }: { cards: string[] }): PrintedCards {
      const cards = ids.filter((id) => pack.has('card', id)).map((id) => printed(pack.card(id)))
      return { cards, ...support(cards) }
    },
    entries({ entries: ids }: { entries: string[] }): PrintedEntries {
      const entries = ids.filter((id) => pack.has('entry', id)).map((id) => pack.entry(id))
      return { entries, ...pack.support(entries.flatMap((entry) => [...factsOf([...entry.summary, ...entry.blocks])])) }
    },
    /** Held-out stories are given only when they are asked for. */
    questions({ chapter, heldOut }: { chapter: string | null; heldOut: boolean }): QuestionPool {
      const cards = pack.cards
        .filter((card) => card.own === undefined && (chapter === null || card.chapter === chapter))
        .map(printed)
      const stories = pack.pack.scenarios.filter(
        (scenario) => heldOut && scenario.heldOut && (chapter === null || scenario.chapter === chapter),
      )
      return { cards, heldOut: stories, ...support(cards, stories) }
    },
    async pdf({ name }: { name: string }): Promise<{ saved: string | null }> {
      if (!savePdf) throw new NotFound('call', 'print.pdf')
      return { saved: await savePdf(name) }
    },
  }
}
