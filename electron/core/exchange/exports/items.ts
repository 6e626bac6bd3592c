import type { Card } from '../../../../shared/model/content'
import type { CardSelection } from '../../../../shared/model/exports'
import type { OwnCardRef, OwnCardText } from '../../../../shared/model/own-card'
import { own } from '../../../../shared/rules/own'
import { breathing } from '../../breathing'
import { NotFound } from '../../services/errors'
import { levelsOf } from './levels'
import type { Work } from './work'

/** One text with the cards it makes: one, or siblings. */
export interface Item {
  /** Id of the own text, or of the pack's first card of it. */
  id: string
  /** By their numbers. */
  cards: { card: Card; number: number }[]
  /** Of the learner's own. */
  own: { text: OwnCardText; ref: OwnCardRef } | null
}

/** The search can't be read; the message says why, in words for the person. */
export class UnreadableSearch extends Error {
  override name = 'UnreadableSearch'
}

/** Throws `NotFound` for a chapter that isn't there, `UnreadableSearch` for such a search. */
export async function itemsOf(work: Work, selection: CardSelection): Promise<Item[]> {
  const isChosen = await chosenBy(work, selection)
  const { cards } = work.pack
  const rest = breathing(work)
  const wanted = new Set<string>()
  for (const card of cards) {
    if (isChosen(card)) wanted.add(itemIdOf(card))
    await rest()
  }
  const items = new Map<string, Item>()
  for (const card of cards) {
    await rest()
    const id = itemIdOf(card)
    if (!wanted.has(id)) continue
    const item = items.get(id) ?? { id, cards: [], own: ownOf(work, card) }
    item.cards.push({ card, number: numberOf(card, id) ?? item.cards.length })
    items.set(id, item)
  }
  for (const { cards } of items.values()) {
    if (cards.length > 1) cards.sort((one, other) => one.number - other.number)
    await rest()
  }
  return [...items.values()]
}

async function chosenBy(work: Work, selection: CardSelection): Promise<(card: Card) => boolean> {
  switch (selection.kind) {
    case 'all':
      return () => true
    case 'own':
      return (card) => card.own !== undefined
    case 'cases':
      return (card) => card.kind === 'classification'
    case 'chapter': {
      const { id } = work.pack.chapter(selection.chapter)
      return (card) => card.chapter === id
    }
    case 'deck':
      return (card) => isWithin(ownOf(work, card)?.text.deck, selection.deck)
    case 'tag':
      return (card) => ownOf(work, card)?.text.tags?.some((tag) => isWithin(tag, selection.tag)) ?? false
    case 'chosen': {
      const chosen = new Set(selection.cards)
      return (card) => chosen.has(card.id)
    }
    case 'search': {
      const found = await work.browse.matching(selection.search)
      if ('problem' in found) throw new UnreadableSearch(found.problem)
      return (card) => found.ids.has(card.id)
    }
  }
}

const isWithin = (name: string | undefined, under: string) => name === under || name?.startsWith(`${under}::`) === true

/** What own cards are filed under, with the levels above: `law::federal` stands under `law` too. */
export async function filedUnder(work: Work): Promise<{ decks: string[]; tags: string[] }> {
  const rest = breathing()
  const decks = new Set<string>()
  const tags = new Set<string>()
  for (const card of work.pack.cards) {
    const text = ownOf(work, card)?.text
    for (const level of levelsOf(text?.deck ?? '')) decks.add(level)
    await rest()
    for (const tag of text?.tags ?? []) for (const level of levelsOf(tag)) tags.add(level)
  }
  const inOrder = new Intl.Collator('en', { numeric: true }).compare
  return { decks: [...decks].sort(inOrder), tags: [...tags].sort(inOrder) }
}

function ownOf({ store }: Work, card: Card): Item['own'] {
  if (card.own === undefined) return null
  const ref = own(store.state.ownCards, card.own)
  const found = ref && store.ownCard(card.own, ref)
  if (!ref || !found) throw new NotFound('own card', card.own)
  return { text: found.text.text, ref }
}

function itemIdOf(card: Card): string {
  if (card.own !== undefined) return card.own
  return 'item' in card ? card.item : card.id
}

/** As `rules/own-cards.ts` and the compiler number siblings; null for an id that isn't made so. */
function numberOf({ id }: Card, item: string): number | null {
  if (id === item || id === `own:${item}`) return 0
  if (id === `${item}-reverse`) return 1
  const [, ownNumber, packNumber] =
    /^(?::(\d+)|-(\d+))$/.exec(id.slice(id.startsWith('own:') ? 4 + item.length : item.length)) ?? []
  if (ownNumber !== undefined) return Number(ownNumber)
  return packNumber === undefined ? null : Number(packNumber) - 1
}
