import type { Card, Inline, Option } from '../../../shared/model/content'

/** A text of a card for paper: one's own words say so there too. */
export function printedText(card: Card, of: 'front' | 'back' | 'why'): Inline[] {
  const isOwn = card.corrected?.some((field) => field === of || (field === 'text' && of !== 'why'))
  return isOwn ? marked(card[of]) : card[of]
}
export const printedOption = ({ text, own }: Option): Inline[] => (own?.includes('text') ? marked(text) : text)
export const printedStory = (card: Card | null, story: string): Inline[] => {
  const text: Inline[] = [{ type: 'text', text: story }]
  return card?.corrected?.includes('story') ? marked(text) : text
}
const marked = (text: Inline[]): Inline[] => [
  ...text,
  { type: 'text', text: ' ' },
  { type: 'emphasis', children: [ownMark] },
]
const ownMark: Inline = { type: 'text', text: '(my words, not the book’s)' }
