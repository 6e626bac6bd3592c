/** The words of a block as they are drawn, and the runs of text they come from. */
import type { Block, Inline } from '../model/content'

export type TextInline = Extract<Inline, { type: 'text' }>
export interface BlockWords {
  /** Items, cells and parts stand on lines of their own. */
  text: string
  /** In order; `start` is the offset of the run in `text`. */
  runs: { inline: TextInline; start: number }[]
}

export function wordsOfBlock(block: Block): BlockWords {
  const words: BlockWords = { text: '', runs: [] }
  for (const piece of piecesOf(block)) {
    if (words.text !== '') words.text += '\n'
    add(words, piece)
  }
  return words
}

function piecesOf(block: Block): Inline[][] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return [block.children]
    case 'list':
      return block.items
    case 'table':
      return [...block.header, ...block.rows.flat()].filter((cell) => cell.length > 0)
    case 'callout':
      return [...(block.question ? [block.question] : []), ...block.blocks.flatMap(piecesOf)]
    // Numbers and labels: words to mark are in the text around it.
    case 'figure':
      return []
  }
}

function add(words: BlockWords, piece: readonly Inline[]): void {
  for (const inline of piece) {
    if (inline.type === 'text') {
      words.runs.push({ inline, start: words.text.length })
      words.text += inline.text
    } else if ('children' in inline) add(words, inline.children)
  }
}
