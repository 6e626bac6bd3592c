import type { Card } from '../../../shared/model/content'
import type { Known } from '../known'
import { error, type Problem } from '../problems'

/** Cards that ask in the same words: whoever knows one answer would be wrong with the other. */
export function duplicateCues(cards: Card[], known: Known): Problem[] {
  const first = new Map<string, Card>()
  return cards.flatMap((card) => {
    const cue = card.frontText
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
    const other = first.get(cue)
    const place = known.cards.get(card.id)
    if (!other) first.set(cue, card)
    return other && place ? [error(place, `asks in the same words as the card "${other.id}"`)] : []
  })
}
