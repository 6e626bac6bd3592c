import type { Chapter } from '../../../../shared/model/content'
import type { HighlightView } from '../../../../shared/model/highlight'
import { type TextInline, wordsOfBlock } from '../../../../shared/rules/block-words'
import type { RunMark } from '../../../ui/run-mark'

/** What is highlighted in each run of a chapter's text. Pure. */
export function runMarks(chapter: Chapter, highlights: readonly HighlightView[]): Map<TextInline, RunMark[]> {
  const marks = new Map<TextInline, RunMark[]>()
  const parts = highlights.flatMap(({ id, kind, places }) =>
    places.map((place, index) => ({ id, kind, place, isFirst: index === 0, isLast: index === places.length - 1 })),
  )
  const byBlock = new Map<string, typeof parts>()
  for (const part of parts) {
    const others = byBlock.get(part.place.block)
    if (others) others.push(part)
    else byBlock.set(part.place.block, [part])
  }
  for (const block of chapter.sections.flatMap(({ blocks }) => blocks)) {
    const here = byBlock.get(block.id)
    if (!here) continue
    for (const { inline, start } of wordsOfBlock(block).runs) {
      const length = inline.text.length
      for (const { id, kind, place, isFirst, isLast } of here) {
        const from = Math.max(0, place.start - start)
        const to = Math.min(length, place.end - start)
        if (from >= to) continue
        const begins = isFirst && place.start >= start
        const ends = isLast && place.end <= start + length
        marks.set(inline, [...(marks.get(inline) ?? []), { highlight: id, kind, from, to, begins, ends }])
      }
    }
  }
  return marks
}
