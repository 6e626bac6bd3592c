import type { OwnCardChange } from '../../../shared/model/operations'
import type { OwnCard, OwnCardRef, OwnCardText } from '../../../shared/model/own-card'
import type { HistoryView, OwnCardView } from '../../../shared/model/views'
import { own } from '../../../shared/rules/own'
import { cardsFrom, withNumbers } from '../../../shared/rules/own-cards'
import type { Store } from '../store/store'
import { Conflict, NotFound } from './errors'
import type { PackIndex } from './pack'
import type { InTurn } from './turns'

export interface OwnCardsNeeds {
  store: Store
  pack: PackIndex
  /** UTC ms. */
  clock: () => number
  inTurn: InTurn
  latest: () => HistoryView
}
interface Save {
  card: string
  base: number
  text: OwnCardText
}

/** The learner's own cards, as they are written. The cards they make are in the catalogue. */
export function ownCardsService({ store, pack, clock, inTurn, latest }: OwnCardsNeeds) {
  const refOf = (card: string): OwnCardRef | undefined => own(store.state.ownCards, card)

  function existing(card: string): OwnCardRef {
    const ref = refOf(card)
    if (!ref || ref.deleted) throw new NotFound('own card', card)
    return ref
  }

  /** A card linked to what a newer edition dropped can still be edited: only what is new must be there. */
  function mustExist(text: OwnCardText, before: OwnCardText | undefined): void {
    const { place, factors } = text
    if (place && !samePlace(place, before?.place)) pack.section(place.chapter, place.section)
    for (const factor of factors) {
      if (before?.factors.includes(factor) || pack.pack.factors.some(({ id }) => id === factor)) continue
      throw new NotFound('factor', factor)
    }
  }

  async function save({ card, base, text }: Save): Promise<OwnCardView> {
    const before = refOf(card)
    const version = before?.version ?? 0
    const stored = before ? (store.ownCard(card, before)?.text ?? null) : null
    const numbered = withNumbers(text, stored)
    const isSame = stored !== null && JSON.stringify(stored.text) === JSON.stringify(text)
    // The version stored already, or the answer to it was lost on the way and it is sent again.
    if (before && !before.deleted && isSame && (version === base || version === base + 1))
      return view(card, before, stored)
    if (before?.deleted || version !== base) throw new Conflict('own card', card)
    mustExist(text, stored?.text)
    const [checksum = ''] = await store.writeOwnCards([{ card, version: version + 1, text: numbered }])
    const now = clock()
    const after: OwnCardRef = { version: version + 1, checksum, createdAt: before?.createdAt ?? now, updatedAt: now }
    const change: OwnCardChange = { card, before: before ?? null, after }
    await store.record('own-cards', { what: before ? 'edited' : 'made', cards: [change] })
    return view(card, after, numbered)
  }

  return {
    /** Throws `NotFound` for a card whose text can't be read at all, too. */
    get({ card }: { card: string }): OwnCardView {
      const ref = existing(card)
      const found = store.ownCard(card, ref)
      if (!found) throw new NotFound('own card', card)
      return view(card, ref, found.text)
    },
    save: (input: Save) => inTurn(() => save(input)),
    remove: ({ cards }: { cards: string[] }) =>
      inTurn(async () => {
        const changes = [...new Set(cards)].map((card) => {
          const settles = own(store.state.cardForks, card)
          return { card, before: existing(card), after: null, ...(settles && { settles }) }
        })
        await store.record('own-cards', { what: 'removed', cards: changes })
        return latest()
      }),
  }
}

function view(card: string, { version }: OwnCardRef, own: OwnCard): OwnCardView {
  return { card, version, text: own.text, cards: cardsFrom(card, own, null).map(({ id }) => id) }
}

function samePlace(one: NonNullable<OwnCardText['place']>, other: OwnCardText['place'] | undefined): boolean {
  return other?.chapter === one.chapter && other.section === one.section
}
