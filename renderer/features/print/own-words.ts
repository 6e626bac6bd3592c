import type { Card, Inline } from '../../../shared/model/content'

/** A text of a card for paper: one's own words say so there too. */
export function printedText(card: Card, of: 'front' | 'back' | 'why'): Inline[] {
  const isOwn = card.corrected?.some((field) => field === of || (field === 'text' && of !== 'why'))
  return isOwn ? [...card[of], { type: 'text', text: ' ' }, { type: 'emphasis', children: [ownMark] }] : card[of]
}
const ownMark: Inline = { type: 'text', text: '(my words, not the book’s)' }
