import type { Card } from '../../../shared/model/content'
import type { OwnCard, OwnCardRef, OwnPlace } from '../../../shared/model/own-card'
import { own } from '../../../shared/rules/own'
import { cardsFrom, type FoundPlace, ownIdOf } from '../../../shared/rules/own-cards'
import type { Store } from '../store/store'
import { NotFound } from './errors'
import type { PackIndex } from './pack'

/** What one own text makes, as long as the state names that version. */
interface Made {
  ref: OwnCardRef
  cards: readonly Card[]
}

/**
 * The pack with the learner's own cards among its cards: the one list that study, browse, search and all others go by.
 * New own cards come first, oldest first: who makes a card wants to learn it. Lists are made again only after a change
 * of own cards, and cards that didn't change stay the same objects.
 */
export function catalogue(pack: PackIndex, store: Store): PackIndex {
  const made = new Map<string, Made>()
  let seen = -1
  let cards: readonly Card[] = pack.cards
  let byId = new Map<string, Card>()
  let byChapter = new Map<string, Card[]>()

  function upToDate(): void {
    if (seen === store.ownCardsChanged) return
    seen = store.ownCardsChanged
    const refs = store.state.ownCards
    for (const id of made.keys()) if (own(refs, id)?.deleted !== undefined || !own(refs, id)) made.delete(id)
    for (const [id, ref] of Object.entries(refs)) {
      if (ref.deleted || made.get(id)?.ref.checksum === ref.checksum) continue
      const found = store.ownCard(id, ref)
      if (found) made.set(id, { ref, cards: cardsOf(id, found.text) })
      else made.delete(id)
    }
    const mine = [...made.values()]
      .sort((one, other) => one.ref.createdAt - other.ref.createdAt)
      .flatMap((text) => text.cards)
    byId = new Map(mine.map((card) => [card.id, card]))
    byChapter = new Map()
    for (const card of mine) {
      const group = byChapter.get(card.chapter)
      if (group) group.push(card)
      else byChapter.set(card.chapter, [card])
    }
    cards = mine.length > 0 ? [...mine, ...pack.cards] : pack.cards
  }

  const cardsOf = (id: string, { text, deletions }: OwnCard): Card[] =>
    cardsFrom(id, { text, ...(deletions && { deletions }) }, text.place && placeIn(pack, text.place))

  function find(id: string): Card | undefined {
    if (ownIdOf(id) === null) return pack.has('card', id) ? pack.card(id) : undefined
    upToDate()
    return byId.get(id)
  }

  return {
    ...pack,
    get cards() {
      upToDate()
      return cards
    },
    card(id) {
      const card = find(id)
      if (!card) throw new NotFound('card', id)
      return card
    },
    has: (what, id) => (what === 'card' ? find(id) !== undefined : pack.has(what, id)),
    cardsOfChapter(chapter) {
      upToDate()
      return [...(byChapter.get(chapter) ?? []), ...pack.cardsOfChapter(chapter)]
    },
    nameOf(id) {
      const card = find(id)
      if (card) return card.frontText
      // Removed or taken back: called as it was called last.
      const text = ownIdOf(id)
      const ref = text === null ? undefined : own(store.state.ownCards, text)
      const found = text !== null && ref ? store.ownCard(text, ref) : null
      const cards = text !== null && found ? cardsOf(text, found.text) : []
      return (cards.find((one) => one.id === id) ?? cards[0])?.frontText ?? id
    },
    nameOfOwn(id, ref) {
      const found = store.ownCard(id, ref)
      return (found && cardsOf(id, found.text)[0]?.frontText) ?? ''
    },
  }
}

/** Where the paragraph stands now: under its id, or as the one that still begins with the same words. */
function placeIn(pack: PackIndex, { chapter: id, section: inSection, block, quote }: OwnPlace): FoundPlace | null {
  const chapter = pack.pack.chapters.find((one) => one.id === id)
  if (!chapter) return null
  const opening = quote.slice(0, 40)
  const is = (one: { id: string; text: string }, exact: boolean) =>
    exact ? one.id === block : opening !== '' && one.text.startsWith(opening)
  for (const exact of [true, false]) {
    for (const section of chapter.sections) {
      const found = section.blocks.find((one) => is(one, exact))
      if (found) return { chapter: id, section: section.id, paragraph: found.id }
    }
  }
  const section = chapter.sections.some((one) => one.id === inSection) ? inSection : ''
  return { chapter: id, section, paragraph: '' }
}
