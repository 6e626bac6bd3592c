import type { Block, Chapter } from '../../../shared/model/content'
import type { NoteSummary, NoteTarget } from '../../../shared/model/study'
import { anchoredBlock } from '../../../shared/rules/paragraph-anchor'

const quoteLength = 200

export function paragraphTarget(chapter: string, section: string, block: Block): NoteTarget {
  return { kind: 'paragraph', chapter, section, block: block.id, quote: block.text.slice(0, quoteLength) }
}

/**
 * Puts each note beside its paragraph: the block it was written on or, when the text was edited since, the one that
 * still begins with the same words. Notes whose paragraph is gone are given apart, never dropped.
 */
export function noteForBlock(
  chapter: Chapter,
  notes: NoteSummary[],
): { found: Map<string, NoteSummary[]>; lost: NoteSummary[] } {
  const blocks = chapter.sections.flatMap((section) => section.blocks)
  const found = new Map<string, NoteSummary[]>()
  const lost: NoteSummary[] = []
  for (const note of notes) {
    const { target } = note
    if (target.kind !== 'paragraph') continue
    const block = anchoredBlock(blocks, target)
    if (block) found.set(block.id, [...(found.get(block.id) ?? []), note])
    else lost.push(note)
  }
  return { found, lost }
}
