import type { Card } from '../../../shared/model/content'
import type { Operation, StudyState } from '../../../shared/model/operations'
import type { OwnCard, OwnCardRef, OwnPlace } from '../../../shared/model/own-card'
import { own } from '../../../shared/rules/own'
import { cardsFrom, type FoundPlace, ownIdOf } from '../../../shared/rules/own-cards'
import { breathing } from '../breathing'
import type { Store } from '../store/store'
import { NotFound } from './errors'
import type { PackIndex } from './pack'

/** What one own text makes, as long as the state names that version. */
interface Made {
  ref: OwnCardRef
  cards: readonly Card[]
}

/** The cards in their order, and ways to them. */
interface Listed {
  cards: readonly Card[]
  /** Those of the pack as they were then: corrections change them. */
  beneath: readonly Card[]
  byId: Map<string, Card>
}

export interface Catalogue extends PackIndex {
  /** Makes the cards of all own texts, in pieces: to be awaited once, before anything else is asked. */
  ready(): Promise<void>
}

/**
 * The pack with the learner's own cards among its cards: the one list that study, browse, search and all others go by.
 * New own cards come first, oldest first: who makes a card wants to learn it. Lists are made again only after a change
 * of own cards, and cards that didn't change stay the same objects. What an import brings is made before it counts.
 */
export function catalogue(pack: PackIndex, store: Store): Catalogue {
  let made = new Map<string, Made>()
  let listed: Listed = { cards: pack.cards, beneath: pack.cards, byId: new Map() }
  let byChapter: Map<string, Card[]> | null = null
  /** Own texts that were changed since; null: any may have been. */
  let changed: Set<string> | null = null
  let coming: { refs: StudyState['ownCards']; made: Map<string, Made>; listed: Listed } | null = null

  store.watch((operation) => {
    if (coming?.refs === store.state.ownCards) return arrived()
    const texts = operation ? textsChangedBy(operation) : null
    if (texts === null) changed = null
    else for (const id of texts) changed?.add(id)
  })
  store.ownCardsComing = prepare

  async function prepare(refs: StudyState['ownCards']): Promise<void> {
    const rest = breathing()
    const next = new Map<string, Made>()
    for (const id of Object.keys(refs)) {
      const one = madeOf(id, refs)
      if (one) next.set(id, one)
      await rest()
    }
    const byId = new Map<string, Card>()
    const mine = inOrder(next)
    for (const card of mine) {
      byId.set(card.id, card)
      await rest()
    }
    coming = { refs, made: next, listed: { cards: withPack(mine), beneath: pack.cards, byId } }
  }

  function arrived(): void {
    if (!coming) return
    ;({ made, listed } = coming)
    coming = null
    byChapter = null
    changed = new Set()
  }

  /** As it was made already, if it is still that version. */
  function madeOf(id: string, refs: StudyState['ownCards']): Made | null {
    const ref = own(refs, id)
    if (!ref || ref.deleted) return null
    const known = made.get(id)
    if (known?.ref.checksum === ref.checksum) return known
    const found = store.ownCard(id, ref)
    return found && { ref, cards: cardsOf(id, found.text) }
  }

  const inOrder = (texts: ReadonlyMap<string, Made>) =>
    [...texts.values()].sort((one, other) => one.ref.createdAt - other.ref.createdAt).flatMap(({ cards }) => cards)
  const withPack = (mine: readonly Card[]) => (mine.length > 0 ? [...mine, ...pack.cards] : pack.cards)

  function upToDate(): void {
    if (changed?.size === 0 && listed.beneath === pack.cards) return
    const refs = store.state.ownCards
    const { byId } = listed
    for (const id of changed ?? new Set([...made.keys(), ...Object.keys(refs)])) {
      const [before, one] = [made.get(id), madeOf(id, refs)]
      if (before && before === one) continue
      for (const card of before?.cards ?? []) byId.delete(card.id)
      if (one) made.set(id, one)
      else made.delete(id)
      for (const card of one?.cards ?? []) byId.set(card.id, card)
    }
    changed = new Set()
    listed = { cards: withPack(inOrder(made)), beneath: pack.cards, byId }
    byChapter = null
  }

  function mineOfChapter(chapter: string): Card[] {
    upToDate()
    if (!byChapter) {
      byChapter = new Map()
      for (const card of listed.cards) {
        if (card.own === undefined) break
        const group = byChapter.get(card.chapter)
        if (group) group.push(card)
        else byChapter.set(card.chapter, [card])
      }
    }
    return byChapter.get(chapter) ?? []
  }

  const cardsOf = (id: string, { text, deletions }: OwnCard): Card[] =>
    cardsFrom(id, { text, ...(deletions && { deletions }) }, text.place && placeIn(pack, text.place))

  function find(id: string): Card | undefined {
    if (ownIdOf(id) === null) return pack.has('card', id) ? pack.card(id) : undefined
    upToDate()
    return listed.byId.get(id)
  }

  return {
    ...pack,
    async ready() {
      await prepare(store.state.ownCards)
      arrived()
    },
    get cards() {
      upToDate()
      return listed.cards
    },
    card(id) {
      const card = find(id)
      if (!card) throw new NotFound('card', id)
      return card
    },
    has: (what, id) => (what === 'card' ? find(id) !== undefined : pack.has(what, id)),
    cardsOfChapter: (chapter) => [...mineOfChapter(chapter), ...pack.cardsOfChapter(chapter)],
    nameOf(id) {
      // Written down with what is said of the card: the book's words can stay there when one's own are removed for good.
      if (ownIdOf(id) === null) return pack.nameOf(id)
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

/** Null: any may be. */
function textsChangedBy(operation: Operation): string[] | null {
  const { kind, data } = 'operation' in operation.data ? operation.data.operation : operation
  if (kind === 'own-cards') return data.cards.map(({ card }) => card)
  return kind === 'import' || kind === 'removed-for-good' ? null : []
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
