import type { Card } from '../../../shared/model/content'
import type { Correction } from '../../../shared/model/corrections'
import {
  correctedCard,
  correctedScenario,
  type Standing,
  standings,
  type Text,
} from '../../../shared/rules/corrections'
import type { Store } from '../store/store'
import type { PackIndex } from './pack'

/** The learner's words over a pack's: where each stands, reckoned anew only after a change of them. */
export interface CorrectionLayer {
  text: Text
  /** The same object as long as nothing has changed. */
  standing(): readonly Standing[]
  /** The pack with the corrected cards among its cards; cards that aren't corrected stay the same objects. */
  pack: PackIndex
}

/** Where there is no store to read, there are none. */
export function correctionLayer(pack: PackIndex, store: Store | null): CorrectionLayer {
  const chapters = new Map(pack.pack.chapters.map((chapter) => [chapter.id, chapter]))
  const entries = new Map(pack.pack.glossary.map((entry) => [entry.id, entry]))
  const text: Text = {
    chapter: (id) => chapters.get(id),
    entry: (id) => entries.get(id),
    card: (id) => (pack.has('card', id) ? pack.card(id) : undefined),
  }
  let seen = -1
  let standing: readonly Standing[] = []
  let changed = new Map<string, Card>()
  let cards = pack.cards

  function upToDate(): void {
    if (!store || seen === store.correctionsChanged) return
    seen = store.correctionsChanged
    const all = Object.values(store.state.corrections)
    if (all.length === 0 && standing.length === 0) return
    standing = standings(all, text)
    const before = changed
    changed = new Map()
    for (const [id, own] of byCard(standing)) {
      const card = correctedCard(pack.card(id), own)
      const last = before.get(id)
      changed.set(id, last && last.content === card.content ? last : card)
    }
    const isSame = changed.size === before.size && [...changed].every(([id, card]) => before.get(id) === card)
    if (!isSame) cards = changed.size === 0 ? pack.cards : pack.cards.map((card) => corrected(card))
  }
  const corrected = (card: Card): Card => changed.get(card.id) ?? card

  return {
    text,
    standing() {
      upToDate()
      return standing
    },
    pack: {
      ...pack,
      get cards() {
        upToDate()
        return cards
      },
      card(id) {
        upToDate()
        return corrected(pack.card(id))
      },
      scenario(id) {
        upToDate()
        const card = changed.get(id)
        return card ? correctedScenario(pack.scenario(id), card) : pack.scenario(id)
      },
      cardsOfChapter(id) {
        upToDate()
        return changed.size === 0 ? pack.cardsOfChapter(id) : pack.cardsOfChapter(id).map(corrected)
      },
      cardsOfObjective(id) {
        upToDate()
        return changed.size === 0 ? pack.cardsOfObjective(id) : pack.cardsOfObjective(id).map(corrected)
      },
    },
  }
}

/** Also those whose card has other words by now: they are the learner's until he says otherwise. */
function byCard(standing: readonly Standing[]): Map<string, Correction[]> {
  const found = new Map<string, Correction[]>()
  for (const { correction, status } of standing) {
    if (correction.place.kind !== 'card' || status === 'gone' || status === 'covered') continue
    const { card } = correction.place
    found.set(card, [...(found.get(card) ?? []), correction])
  }
  return found
}
