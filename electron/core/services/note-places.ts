import type { NoteRecord, NoteTarget } from '../../../shared/model/study'
import { own } from '../../../shared/rules/own'
import { anchoredBlock } from '../../../shared/rules/paragraph-anchor'
import type { Store } from '../store/store'
import type { HighlightPlaces } from './highlight-places'
import type { PackIndex } from './pack'

/** What the notes hang on, as the pack has it now. */
export function notePlaces(pack: PackIndex, store: Store, highlighted: HighlightPlaces) {
  const chapters = new Map(pack.pack.chapters.map((chapter, order) => [chapter.id, { chapter, order }]))

  /** What the card asks or the entry is called; undefined for other places and what is gone. */
  function nameOf(target: NoteTarget): string | undefined {
    if (target.kind === 'card') return pack.has('card', target.card) ? pack.nameOf(target.card) : undefined
    if (target.kind === 'entry') return pack.has('entry', target.entry) ? pack.entry(target.entry).name : undefined
    return undefined
  }

  /** Whether what a note hung on is gone from the book. A note that hangs on nothing can't lose it. */
  function isDetached(target: NoteTarget): boolean {
    switch (target.kind) {
      case 'none':
        return false
      case 'card':
        return !pack.has('card', target.card)
      case 'entry':
        return !pack.has('entry', target.entry)
      case 'highlight':
        return highlightPlace(target) === undefined
      case 'paragraph': {
        const sections = chapters.get(target.chapter)?.chapter.sections ?? []
        return !sections.some((section) => anchoredBlock(section.blocks, target))
      }
    }
  }

  /** Where the words of its highlight stand; undefined if that was removed or they are gone. */
  function highlightPlace({ highlight }: Extract<NoteTarget, { kind: 'highlight' }>) {
    const record = own(store.state.highlights, highlight)
    return record && !record.deleted ? highlighted.found(record).places[0] : undefined
  }

  function chapterOf(target: NoteTarget): string | undefined {
    if (target.kind === 'paragraph' || target.kind === 'highlight') return target.chapter
    if (target.kind === 'card' && pack.has('card', target.card)) return pack.card(target.card).chapter
    return undefined
  }

  /** Rises in the order of the book: chapters with their cards, the glossary, what is gone, what hangs on nothing. */
  function orderOf(target: NoteTarget): (number | string)[] {
    if (target.kind === 'none') return [3]
    if (isDetached(target)) return [2]
    if (target.kind === 'entry') return [1, nameOf(target) ?? '']
    const { chapter, order } = chapters.get(chapterOf(target) ?? '') ?? { chapter: undefined, order: chapters.size }
    const { section, block: at } = placeOf(target)
    const within = chapter?.sections.findIndex(({ id }) => id === section) ?? 0
    const block = at === undefined ? 0 : chapter?.sections[within]?.blocks.findIndex(({ id }) => id === at)
    return [0, order, within, target.kind === 'card' ? 1 : 0, block ?? 0]
  }

  function placeOf(target: Exclude<NoteTarget, { kind: 'none' | 'entry' }>): { section: string; block?: string } {
    if (target.kind === 'card') return { section: pack.card(target.card).section }
    return (target.kind === 'highlight' && highlightPlace(target)) || target
  }

  return { nameOf, isDetached, chapterOf, orderOf }
}
export type NotePlaces = ReturnType<typeof notePlaces>

export function samePlace(one: NoteTarget, other: NoteTarget): boolean {
  switch (one.kind) {
    case 'none':
      return other.kind === 'none'
    case 'card':
      return other.kind === 'card' && one.card === other.card
    case 'entry':
      return other.kind === 'entry' && one.entry === other.entry
    case 'highlight':
      return other.kind === 'highlight' && one.highlight === other.highlight
    case 'paragraph':
      return (
        other.kind === 'paragraph' &&
        one.chapter === other.chapter &&
        one.section === other.section &&
        one.block === other.block
      )
  }
}

export function sameTarget(one: NoteTarget, other: NoteTarget): boolean {
  return samePlace(one, other) && (one.kind !== 'paragraph' || other.kind !== 'paragraph' || one.quote === other.quote)
}

export const livingNotes = (notes: Readonly<Record<string, NoteRecord>>): NoteRecord[] =>
  Object.values(notes).filter((record) => !record.deleted)
