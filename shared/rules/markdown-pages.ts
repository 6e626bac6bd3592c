/** A note's Markdown as a tree, a page at a time: parsing all of a very long note takes seconds. */
import type { Nodes, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTable } from 'micromark-extension-gfm-table'

/** Characters of a page, about. */
export const pageLength = 8000

/** Cut at empty lines, so that parts once drawn stay as they are when more are asked for. */
export function pagesOf(text: string): { from: number; text: string }[] {
  const pages: { from: number; text: string }[] = []
  for (let from = 0; from < text.length; ) {
    const end = from + pageLength
    const gap = end < text.length ? text.lastIndexOf('\n\n', end) : -1
    const to = end >= text.length ? text.length : gap > from ? gap + 2 : end
    pages.push({ from, text: text.slice(from, to) })
    from = to
  }
  return pages
}

/** Null for what even the parser has to give up. `above`: level of the heading that the text stands under. */
export function parsedPage(text: string, above = 1): RootContent[] | null {
  if (mostNested(text) > 200) return null
  try {
    const options = { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] }
    const { children } = fromMarkdown(text, options)
    levelHeadings(children, above)
    return children
  } catch {
    return null
  }
}

declare module 'mdast' {
  interface HeadingData {
    /** Of the heading where it is shown, 2 to 6. */
    level?: number
  }
}
/** Below the heading above, and never more than one step down, whatever the note jumps over. */
function levelHeadings(nodes: readonly Nodes[], above: number, before = above): number {
  let level = before
  for (const node of nodes) {
    if (node.type === 'heading') {
      level = Math.min(6, node.depth + above, level + 1)
      node.data = { ...node.data, level }
    } else if (node.type === 'blockquote' || node.type === 'list' || node.type === 'listItem')
      level = levelHeadings(node.children, above, level)
  }
  return level
}

/** The longest run of signs that open something: thousands of them take the parser minutes. */
function mostNested(text: string): number {
  return (text.match(/[[>(! ]+/g) ?? []).reduce((most, run) => Math.max(most, run.replaceAll(' ', '').length), 0)
}
