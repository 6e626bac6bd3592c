import { fromMarkdown } from 'mdast-util-from-markdown'

/** As much of a note as its title and excerpt can need, UTF-16 units: parsing all of a long one takes seconds. */
const parsed = 2000
const longestTitle = 120
const longestExcerpt = 200

interface MarkdownNode {
  type: string
  value?: string
  alt?: string | null
  children?: MarkdownNode[]
}

/** What Markdown says without its marks: a line for each paragraph, heading, list item and so on. */
export function plainText(markdown: string): string {
  return lines(fromMarkdown(markdown)).join('\n')
}

/** First line, and the beginning of the rest on one line. Both may be empty. */
export function titleAndExcerpt(markdown: string): { title: string; excerpt: string } {
  const [first = '', ...rest] = plainText(shorten(markdown, parsed))
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
  return { title: beginningOf(first, longestTitle), excerpt: beginningOf(rest.join(' '), longestExcerpt) }
}

function lines(node: MarkdownNode): string[] {
  if (node.type === 'code' || node.type === 'html') return [node.value ?? '']
  if (node.type === 'paragraph' || node.type === 'heading') return [words(node)]
  return (node.children ?? []).flatMap(lines)
}

function words(node: MarkdownNode): string {
  if (node.type === 'break') return '\n'
  return node.value ?? node.alt ?? (node.children ?? []).map(words).join('')
}

/** At most `length` UTF-16 units; what is cut ends with a word and an ellipsis. */
function beginningOf(line: string, length: number): string {
  if (line.length <= length) return line
  const cut = shorten(line, length - 1)
  const space = cut.lastIndexOf(' ')
  // A word that is as long as that is cut itself.
  return `${(space > length / 2 ? cut.slice(0, space) : cut).trimEnd()}…`
}

/** At most `length` UTF-16 units, never half of a character that takes two. */
function shorten(text: string, length: number): string {
  if (text.length <= length) return text
  const isPair = /[\uD800-\uDBFF]/.test(text.charAt(length - 1))
  return text.slice(0, isPair ? length - 1 : length)
}
