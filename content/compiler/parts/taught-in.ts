import type { Card, Chapter } from '../../../shared/model/content'
import { citedIn } from '../../../shared/rules/citations'
import type { Known } from '../known'
import { error, type Problem } from '../problems'

/** A card that doesn't know yet which paragraph teaches it. */
export type LooseCard = Card extends infer Each ? (Each extends Card ? Omit<Each, 'paragraph'> : never) : never

/** Adds to each card the paragraph of its section that rests on most of its facts; names those no paragraph teaches. */
export function withParagraphs(
  cards: LooseCard[],
  chapters: Pick<Chapter, 'id' | 'sections'>[],
  known: Known,
): { cards: Card[]; problems: Problem[] } {
  const sections = new Map(
    chapters.flatMap(({ id, sections }) => sections.map((section) => [`${id}#${section.id}`, section] as const)),
  )
  const problems: Problem[] = []
  const placed = cards.map((card): Card => {
    const blocks = sections.get(`${card.chapter}#${card.section}`)?.blocks ?? []
    const facts = new Set(card.facts)
    const shared = blocks.map((block) => new Set(citedIn(block).filter((fact) => facts.has(fact))).size)
    const best = shared.indexOf(Math.max(0, ...shared))
    const place = known.cards.get(card.id)
    if (blocks.length > 0 && shared[best] === 0 && place)
      problems.push(error(place, `no paragraph of "${card.chapter}#${card.section}" rests on one of this card's facts`))
    return { ...card, paragraph: blocks[best]?.id ?? '' }
  })
  return { cards: placed, problems }
}
