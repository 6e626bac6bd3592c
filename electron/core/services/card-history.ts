import type { CardHistory } from '../../../shared/model/views'
import { forgettingCurve } from '../../../shared/rules/forgetting-curve'
import { own } from '../../../shared/rules/own'
import { retrievability } from '../../../shared/rules/scheduling'
import type { Reviews } from '../reviews/reviews'
import type { Store } from '../store/store'
import type { PackIndex } from './pack'

export interface CardHistoryNeeds {
  store: Store
  pack: PackIndex
  reviews: Pick<Reviews, 'historyOfCard'>
  /** UTC ms. */
  clock: () => number
}

export function cardHistoryService({ store, pack, reviews, clock }: CardHistoryNeeds) {
  return {
    async history({ card }: { card: string }): Promise<CardHistory> {
      const made = await reviews.historyOfCard(pack.card(card).id)
      const { cards, settings, parameters } = store.state
      const memory = own(cards, card)?.memory ?? null
      const now = clock()
      const recallAt = (one: Parameters<typeof retrievability>[0], at: number) =>
        retrievability(one, at, parameters?.weights)
      return {
        reviews: made,
        curve: forgettingCurve(made, memory, now, recallAt),
        recall: memory && recallAt(memory, now),
        now,
        wanted: settings.retention,
      }
    },
  }
}
