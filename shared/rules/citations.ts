import type { Block, Inline } from '../model/content'

/** The facts that a block's statements rest on. */
export function citedIn(block: Block): string[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return citations(block.children)
    case 'list':
      return block.items.flatMap(citations)
    case 'table':
      return block.rows.flat().flatMap(citations)
    case 'figure':
      return [...block.rows.flatMap((row) => row.facts), ...citations(block.note)]
    case 'callout':
      return block.blocks.flatMap(citedIn)
  }
}

export function citations(inlines: Inline[]): string[] {
  return inlines.flatMap((inline) =>
    inline.type === 'citation' ? inline.facts : 'children' in inline ? citations(inline.children) : [],
  )
}
