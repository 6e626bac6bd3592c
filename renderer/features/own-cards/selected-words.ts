/** What is selected in a paragraph, as [start, end) of its words; null if nothing of them is. */
export function selectedWords(paragraph: Element | null, words: string): [number, number] | null {
  const selection = getSelection()
  if (!paragraph || !selection || selection.rangeCount === 0 || selection.isCollapsed) return null
  const range = selection.getRangeAt(0)
  if (!range.intersectsNode(paragraph)) return null
  const inside = document.createRange()
  inside.selectNodeContents(paragraph)
  // A selection may reach beyond the paragraph on either side.
  if (range.compareBoundaryPoints(Range.START_TO_START, inside) > 0)
    inside.setStart(range.startContainer, range.startOffset)
  if (range.compareBoundaryPoints(Range.END_TO_END, inside) < 0) inside.setEnd(range.endContainer, range.endOffset)
  const before = document.createRange()
  before.selectNodeContents(paragraph)
  before.setEnd(inside.startContainer, inside.startOffset)
  const chosen = wordsIn(inside).trim()
  if (chosen === '') return null
  // The same words may stand there twice; white space may differ by a character or two.
  const near = Math.max(0, wordsIn(before).length - 2)
  const start = words.indexOf(chosen, near) >= 0 ? words.indexOf(chosen, near) : words.indexOf(chosen)
  return start < 0 ? null : wholeWords(words, start, start + chosen.length)
}

/** Half a word was meant as a whole one. */
function wholeWords(words: string, start: number, end: number): [number, number] {
  const before = /[\p{L}\p{N}]*$/u.exec(words.slice(0, start))?.[0].length ?? 0
  const after = /^[\p{L}\p{N}]*/u.exec(words.slice(end))?.[0].length ?? 0
  const begins = /^[\p{L}\p{N}]/u.test(words.slice(start))
  const ends = /[\p{L}\p{N}]$/u.test(words.slice(0, end))
  return [begins ? start - before : start, ends ? end + after : end]
}

/** Without the numbers of the sources and what only screen readers hear. */
function wordsIn(range: Range): string {
  const holder = document.createElement('div')
  holder.append(range.cloneContents())
  for (const extra of holder.querySelectorAll('.citations, .visually-hidden')) extra.remove()
  return (holder.textContent ?? '').replace(/\s+/g, ' ')
}
