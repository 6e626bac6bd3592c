/** Which place is open in the editor of one's own words, and what was typed there and isn't saved. Kept as long as the window is open. */
import { useSyncExternalStore } from 'react'
import type { Card, Entry } from '../../../shared/model/content'
import type { CardField, CorrectionPlace, CorrectionView } from '../../../shared/model/corrections'
import { fieldMarkup, fieldsOf, markupOf, piecesOf, piecesOfEntry, placeKey } from '../../../shared/rules/corrections'
import { api, client, queries, workChanged } from '../../client'

/** A text that can be put right: its place, and the words beneath as markup. */
export interface Piece {
  place: CorrectionPlace
  markup: string
  /** Where it isn't told by its words: which text of the card it is. */
  name?: string
}
export interface Correcting {
  /** At least one. */
  pieces: Piece[]
  /** What gets the focus back, where what opened it may be gone by then. */
  home: HTMLElement | null
  onSaved?: (() => void) | undefined
}

let open: Correcting | null = null
const watching = new Set<() => void>()
function set(next: Correcting | null): void {
  open = next
  for (const tell of watching) tell()
}
const watch = (tell: () => void) => {
  watching.add(tell)
  return () => watching.delete(tell)
}
export const useCorrecting = (): Correcting | null => useSyncExternalStore(watch, () => open)
export const correct = (correcting: Correcting): void => {
  if (correcting.pieces.length > 0) set(correcting)
}
export const closeCorrecting = (): void => set(null)

const drafts = new Map<string, string>()
export const draftAt = (place: CorrectionPlace): string | undefined => drafts.get(placeKey(place))
export function keepDraft(place: CorrectionPlace, text: string | null): void {
  if (text === null) drafts.delete(placeKey(place))
  else drafts.set(placeKey(place), text)
}

const fieldNames: Record<string, string> = {
  front: 'The question',
  back: 'The answer',
  text: 'The text with its blanks',
  why: 'Why it is so',
  title: 'The title',
  story: 'The story',
  option: 'An answer to choose',
  not: 'Why another answer is wrong',
}
export const fieldName = (field: CardField): string => fieldNames[field.split(' ')[0] ?? ''] ?? ''

export function piecesOfBlocks(chapter: string, section: string, blocks: Parameters<typeof piecesOf>[0]): Piece[] {
  return piecesOf(blocks).map(({ block, item, of }) => ({
    place: { kind: 'chapter', chapter, section, block, item },
    markup: markupOf(of),
  }))
}
export function piecesOfAnEntry(entry: Entry): Piece[] {
  return piecesOfEntry(entry).map(({ block, item, of }) => ({
    place: { kind: 'entry', entry: entry.id, block, item },
    markup: markupOf(of),
  }))
}
/** Those of its texts that are one's own already are the book's beneath. */
export function piecesOfCard(card: Card, corrections: readonly CorrectionView[]): Piece[] {
  return fieldsOf(card).map((field) => {
    const place: CorrectionPlace = { kind: 'card', card: card.id, field }
    const own = shownAt(corrections, place)
    return { place, markup: own?.now ?? fieldMarkup(card, field), name: fieldName(field) }
  })
}
export const pieceOf = ({ place, now }: CorrectionView): Piece => ({
  ...{ place, markup: now ?? '' },
  ...(place.kind === 'card' && { name: fieldName(place.field) }),
})

export const isShown = ({ status }: CorrectionView): boolean => status === 'stands' || status === 'changed'
export function shownAt(corrections: readonly CorrectionView[], place: CorrectionPlace): CorrectionView | undefined {
  return corrections.find((one) => isShown(one) && placeKey(one.place) === placeKey(place))
}

function changed(corrections: CorrectionView[]): void {
  queries.setQueryData(api.corrections.list.queryKey(), corrections)
  workChanged()
}
export async function writeWords(input: { place: CorrectionPlace; base: string; text: string }): Promise<void> {
  changed(await client.corrections.write(input))
}
export async function removeWords(correction: string): Promise<void> {
  changed(await client.corrections.remove({ correction }))
}
