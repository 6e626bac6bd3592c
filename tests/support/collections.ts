/** Collections as a reader of files would make them. */
import type { IncomingCard, IncomingCollection, IncomingNote } from '../../shared/model/exchange'
import type { OwnCardText } from '../../shared/model/own-card'
import { type Rating, ratings } from '../../shared/model/study'
import { dayLength } from '../../shared/rules/study-day'
import { basic } from './own-cards'

export const incomingCard = (more: Partial<IncomingCard> = {}): IncomingCard => ({
  ...{ number: 0, suspended: false, flag: 0, reviews: [], memory: null, due: null },
  ...more,
})
export const incomingNote = (
  guid: string | null,
  text: OwnCardText,
  more: Partial<IncomingNote> = {},
): IncomingNote => ({
  ...{ guid, model: 'Basic', modifiedAt: 1000, text, cards: [incomingCard()] },
  ...more,
})
export function collection(notes: IncomingNote[], more: Partial<IncomingCollection> = {}): IncomingCollection {
  const cards = notes.flatMap((note) => note.cards)
  const reviews = cards.reduce((sum, card) => sum + card.reviews.length, 0)
  const counts = { notes: notes.length, cards: cards.length, reviews }
  return { format: 'anki', notes, media: new Map(), counts, problems: [], ...more }
}

/** So many notes of one card each, seen `reviews` times in growing intervals, the last time around `until` (UTC ms). */
export function studied(notes: number, reviews: number, until: number): IncomingCollection {
  return collection(
    Array.from({ length: notes }, (_, n) => {
      const made = Array.from({ length: reviews }, (_, index) => ({
        at: until - Math.round((2 ** (reviews - index) - 1) * 0.3 * dayLength) - (n % 5000) * 1000,
        rating: ratings[(n + index) % 7 === 0 ? 0 : 2] as Rating,
        spent: 4000 + (n % 1000),
      }))
      const due = reviews > 0 ? until + ((n % 30) + 1) * dayLength : null
      const text = basic(`Question ${n}: what is asked here?`, `Answer ${n} in some words`, { tags: ['law::federal'] })
      return incomingNote(`guid-${n}`, text, { cards: [incomingCard({ reviews: made, due })] })
    }),
  )
}
