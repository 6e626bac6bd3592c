/** From what is selected on the screen to places in the words of the blocks. */
import type { Block, Chapter } from '../../../../shared/model/content'
import type { ChosenRange } from '../../../../shared/model/highlight'
import { wordsOfBlock } from '../../../../shared/rules/block-words'
import { wholeWords } from '../../../../shared/rules/text-anchor'

/** What stands in a block without being of its words: numbers of sources, buttons, what only screen readers hear. */
const notWords =
  '.citations, .visually-hidden, .label, .callout-title, .in-place, .own-words-mark, .own-words-text, summary, button, svg'

/** The words of all blocks that a selection touches, whole words each; none if nothing of the text is selected. */
export function chosenWords(root: HTMLElement, chapter: Chapter, range: Range): ChosenRange[] {
  if (range.collapsed || !range.intersectsNode(root)) return []
  return chapter.sections.flatMap(({ id, blocks }) =>
    blocks.flatMap((block) => {
      const element = block.type === 'heading' ? null : document.getElementById(block.id)
      const text = element?.firstElementChild
      if (!text || !range.intersectsNode(text)) return []
      return chosenIn(text, block, range).map((chosen) => ({ section: id, block: block.id, ...chosen }))
    }),
  )
}

function chosenIn(element: Element, block: Block, range: Range): Pick<ChosenRange, 'start' | 'end' | 'exact'>[] {
  const { text } = wordsOfBlock(block)
  let drawn = ''
  let from: number | null = null
  let to = 0
  // Counted without spaces: drawn text has some that the words don't, and the other way round.
  let seen = 0
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node instanceof Element && node.matches(notWords) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  )
  while (walker.nextNode()) {
    const node = walker.currentNode
    if (!(node instanceof Text)) continue
    const here = node.data.replace(/\s+/g, '')
    if (range.intersectsNode(node)) {
      const start = node === range.startContainer ? range.startOffset : 0
      const end = node === range.endContainer ? range.endOffset : node.data.length
      const before = count(node.data.slice(0, start))
      const chosen = count(node.data.slice(start, end))
      if (chosen > 0) {
        from ??= seen + before
        to = seen + before + chosen
      }
    }
    seen += here.length
    drawn += here
  }
  // Answers that aren't shown yet are missing at the end. Where something else is drawn, nothing can be told.
  if (from === null || !text.replace(/\s+/g, '').startsWith(drawn)) return []
  const whole = wholeWords(text, offsetOf(text, from), offsetOf(text, to - 1) + 1)
  return [{ ...whole, exact: text.slice(whole.start, whole.end) }]
}

const count = (text: string) => text.replace(/\s+/g, '').length

/** Where the n-th character that is no space stands, from 0. */
function offsetOf(text: string, n: number): number {
  let seen = -1
  for (let at = 0; at < text.length; at += 1) {
    if (!/\s/.test(text[at] ?? '')) seen += 1
    if (seen === n) return at
  }
  return text.length
}
