/** Which card is open in the editor, and the cards that were begun and aren't saved. Kept as long as the window is open. */
import { useSyncExternalStore } from 'react'
import type { Card } from '../../../shared/model/content'
import type { ReviewCard } from '../../../shared/model/views'
import { client } from '../../client'
import { type Draft, draftFromCard, draftOf, emptyDraft } from './draft'

export interface Editing {
  /** Id of the own text, a UUID. */
  card: string
  /** The stored version it is written on; 0 for a new card. */
  base: number
  /** As it was when the editor opened: what differs from it isn't saved. */
  opened: Draft
  draft: Draft
  /** The book's card it is a version of. */
  of?: Card
  /** Called after each save. */
  onSaved?: () => void
  /** What was saved just before, where one card is made after another. */
  said?: string
}

let open: Editing | null = null
let unfinished: readonly Editing[] = []
const watching = new Set<() => void>()
function tell(): void {
  if (unfinished.length > 0) window.addEventListener('beforeunload', ask)
  else window.removeEventListener('beforeunload', ask)
  for (const each of watching) each()
}
/** A browser asks before it closes the tab. In a window of its own nobody would ask: it just would not close. */
function ask(event: BeforeUnloadEvent): void {
  if (location.protocol.startsWith('http')) event.preventDefault()
}
const watch = (each: () => void) => {
  watching.add(each)
  return () => watching.delete(each)
}

export function openEditor(editing: Editing): void {
  open = editing
  tell()
}
export function closeEditor(): void {
  open = null
  tell()
}
export function useEditing(): Editing | null {
  return useSyncExternalStore(watch, () => open)
}

/** What is typed, at each key: closing the editor then loses nothing. */
export function keepUnfinished(editing: Editing): void {
  unfinished = [...unfinished.filter(({ card }) => card !== editing.card), editing]
  tell()
}
export function dropUnfinished(card: string): void {
  if (!unfinished.some((one) => one.card === card)) return
  unfinished = unfinished.filter((one) => one.card !== card)
  tell()
}
/** All of them, to be kept elsewhere. */
export function takeUnfinished(): readonly Editing[] {
  const all = unfinished
  unfinished = []
  tell()
  return all
}
export function useUnfinished(): readonly Editing[] {
  return useSyncExternalStore(watch, () => unfinished)
}

/** A new card; without a draft an empty one. */
export function makeCard(draft: Draft = emptyDraft(), more: Pick<Editing, 'of' | 'onSaved' | 'said'> = {}): void {
  // What a draft is filled with counts as written only once something is typed.
  openEditor({ card: crypto.randomUUID(), base: 0, opened: draft, draft, ...more })
}

/** Opens an own card as it is stored, or as it was left unsaved. */
export async function editCard(card: string, onSaved?: () => void): Promise<void> {
  const { text, version } = await client.ownCards.get({ card })
  const left = unfinished.find((one) => one.card === card && one.base === version)
  const opened = draftOf(text)
  openEditor({ card, base: version, opened, draft: left?.draft ?? opened, ...(onSaved && { onSaved }) })
}

/** What E does: an own card is edited, of the book's a version of one's own is made. */
export async function editShown({ card, scenario }: ReviewCard, onSaved?: () => void): Promise<void> {
  if (card.own !== undefined) return editCard(card.own, onSaved)
  makeCard(draftFromCard(card, scenario && `${scenario.title}\n${scenario.story}`), {
    of: card,
    ...(onSaved && { onSaved }),
  })
}
