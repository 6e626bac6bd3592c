import type { CardHistory, CardReview } from '../../../shared/model/views'
import { forgettingCurve } from '../../../shared/rules/forgetting-curve'
import { own } from '../../../shared/rules/own'
import { retrievability } from '../../../shared/rules/scheduling'
import type { Store } from '../store/store'
import type { PackIndex } from './pack'

export function cardHistoryService(needs: { store: Store; pack: PackIndex; clock: () => number }) {
  const { store, pack, clock } = needs
  return {
    async history({ card }: { card: string }): Promise<CardHistory> {
      const reviews = await reviewsOf(store, pack.card(card).id)
      const memory = own(store.state.cards, card)?.memory ?? null
      const now = clock()
      return {
        reviews,
        curve: forgettingCurve(reviews, memory, now),
        recall: memory && retrievability(memory, now),
        now,
        wanted: store.state.settings.retention,
      }
    },
  }
}

/** All ratings of a card that stand, oldest first; reads the whole log. */
async function reviewsOf(store: Store, card: string): Promise<CardReview[]> {
  const reviews = new Map<string, CardReview>()
  const undone = new Set<string>()
  for await (const operation of store.operations()) {
    if (operation.kind === 'undo') undone.add(operation.data.operation.id)
    if (operation.kind === 'redo') undone.delete(operation.data.operation.id)
    if (operation.kind !== 'review' || operation.data.card !== card) continue
    const { card: _, leech: __, ...review } = operation.data
    reviews.set(operation.id, { at: operation.at, ...review })
  }
  return [...reviews].flatMap(([id, review]) => (undone.has(id) ? [] : [review]))
}
