import type { Block, Chapter } from '../../../shared/model/content'
import type { HighlightView } from '../../../shared/model/highlight'
import type { NoteSummary, NoteTarget } from '../../../shared/model/study'
import { anchoredBlock } from '../../../shared/rules/paragraph-anchor'

const quoteLength = 200

export function paragraphTarget(chapter: string, section: string, block: Block): NoteTarget {
  return { kind: 'paragraph', chapter, section, block: block.id, quote: block.text.slice(0, quoteLength) }
}

/**
 * Puts each note beside its paragraph: the block it was written on or, when the text was edited since, the one that
 * still begins with the same words. A note on a highlight goes where that is now. Notes whose paragraph is gone are given
 * apart, never dropped.
 */
export function noteForBlock(
  chapter: Chapter,
  notes: NoteSummary[],
  highlights: readonly HighlightView[] = [],
): { found: Map<string, NoteSummary[]>; lost: NoteSummary[] } {
  /** Of a highlight that was removed: where it was. */
  function placeOf({ highlight, block }: Extract<NoteTarget, { kind: 'highlight' }>): string | undefined {
    const known = highlights.find(({ id }) => id === highlight)
    return known ? known.places[0]?.block : block
  }
  const blocks = chapter.sections.flatMap((section) => section.blocks)
  const found = new Map<string, NoteSummary[]>()
  const lost: NoteSummary[] = []
  for (const note of notes) {
    const { target } = note
    if (target.kind !== 'paragraph' && target.kind !== 'highlight') continue
    const block =
      target.kind === 'paragraph' ? anchoredBlock(blocks, target) : blocks.find(({ id }) => id === placeOf(target))
    if (block) found.set(block.id, [...(found.get(block.id) ?? []), note])
    else lost.push(note)
  }
  return { found, lost }
}
