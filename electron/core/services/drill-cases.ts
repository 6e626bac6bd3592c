import type { Card } from '../../../shared/model/content'
import type { DrillCase } from '../../../shared/rules/drills'
import type { PackIndex } from './pack'

/** The cases among the cards. Held-out stories have no card; one that had is left out all the same. */
export function drillCases(cards: readonly Card[], pack: PackIndex): DrillCase[] {
  const cases = cards.flatMap((card) => {
    if (card.kind !== 'classification') return []
    const scenario = pack.scenario(card.scenario)
    return scenario.heldOut ? [] : [{ card: card.id, scenario }]
  })
  const cardOf = new Map(cases.map(({ card, scenario }) => [scenario.id, card]))
  return cases.map(({ card, scenario }) => ({
    card,
    class: scenario.class,
    twin: cardOf.get(scenario.twin) ?? null,
    differs: scenario.difference.factor,
    factors: scenario.factors.map(({ factor }) => factor),
  }))
}
