/**
 * The small markup of own cards that came from elsewhere: `**bold**`, `*italic*`, a line a line, and pictures as
 * `![what it shows](media:<sha256>.<ext>)`. A backslash takes the meaning from the mark behind it. There is nothing else in it:
 * whatever the text, only words, lines, emphasis and pictures of the media store come out.
 *
 * Stars pair as in CommonMark (spec 0.31, "process emphasis"), but only spaces beside them decide which may open or close.
 */
import type { Inline } from '../model/content'

/** A part of a text as it is read. A deletion is found in cloze texts only. */
export type MarkupNode =
  | Extract<Inline, { type: 'text' | 'break' | 'image' }>
  | { type: 'strong' | 'emphasis'; children: MarkupNode[] }
  | { type: 'deletion'; children: MarkupNode[]; hint: string | undefined }
type Container = Extract<MarkupNode, { children: MarkupNode[] }>

/** A run of stars that may yet become a mark. */
interface Stars {
  type: 'stars'
  count: number
  opens: boolean
  closes: boolean
}

/** Marks open at once: deeper ones are text. What nests without end would overflow whoever walks through it. */
const deepest = 16
const plainText = /[^\\*\n{!]+/y
/** None of these can begin inside itself, so that no character is looked at more than twice. */
const picture = /!\[((?:[^[\]{}\\]|\\[\s\S])*)\]\(media:([0-9a-f]{64}\.(?:png|jpg|gif|webp))\)/y
const deletion = /\{\{((?:[^{}\\]|\\[\s\S])+)\}\}/y
const escapable = /[!-/:-@[-`{-~]/

/** Text in which nothing is a mark. */
export function escapeMarkup(text: string): string {
  return text.replace(/[\\*{}[\]]/g, '\\$&')
}

/** The other way: what a text says if nothing in it is a mark but the backslash. */
export function unescapeMarkup(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, '$1')
}

/** Never throws; a mark that isn't whole is text like any other. Takes time in proportion to the text. */
export function markupToInlines(text: string): Inline[] {
  // Without deletions there are only inlines.
  return parseMarkup(text) as Inline[]
}

/** The words alone, a line a line; a picture is what it shows. */
export function markupToText(text: string): string {
  return wordsOfMarkup(parseMarkup(text))
}

export function wordsOfMarkup(nodes: readonly MarkupNode[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'text') return node.text
      if (node.type === 'break') return '\n'
      if (node.type === 'image') return node.alt || 'picture'
      return wordsOfMarkup(node.children)
    })
    .join('')
}

/** The pictures that a text shows: names in the media store, `<sha256>.<ext>`. */
export function picturesIn(text: string): string[] {
  const names: string[] = []
  const walk = (node: MarkupNode): void => {
    if (node.type === 'image') names.push(node.media)
    else if ('children' in node) node.children.forEach(walk)
  }
  if (text.includes('](media:')) parseMarkup(text).forEach(walk)
  return names
}

export const pictureMarkup = (media: string, alt: string): string =>
  `![${alt.replace(/\s+/g, ' ').replace(/[\\*{}[\]]/g, '\\$&')}](media:${media})`

/** `inside` gives a deletion's answer and hint from what stands between its braces; null: it is none. */
export function parseMarkup(
  text: string,
  inside?: (words: string) => { answer: string; hint: string | undefined } | null,
): MarkupNode[] {
  const out: (MarkupNode | Stars)[] = []
  /** Places in `out` of stars that may open. */
  const open: number[] = []
  const take = (pattern: RegExp, at: number): RegExpExecArray | null => {
    pattern.lastIndex = at
    return pattern.exec(text)
  }
  let at = 0
  while (at < text.length) {
    const words = take(plainText, at)?.[0]
    const letter = text.charAt(at)
    if (words) {
      out.push({ type: 'text', text: words })
      at += words.length
    } else if (letter === '\n') {
      out.push({ type: 'break' })
      at += 1
    } else if (letter === '\\') {
      const marked = escapable.test(text.charAt(at + 1))
      out.push({ type: 'text', text: marked ? text.charAt(at + 1) : letter })
      at += marked ? 2 : 1
    } else if (letter === '*') {
      let end = at
      while (text.charAt(end) === '*') end += 1
      const opens = end < text.length && !/\s/.test(text.charAt(end))
      const closes = at > 0 && !/\s/.test(text.charAt(at - 1))
      emphasise({ type: 'stars', count: end - at, opens, closes }, out, open)
      at = end
    } else {
      const found = letter === '!' ? take(picture, at) : inside && take(deletion, at)
      const shown = found && (letter === '!' ? pictureOf(found) : deletionOf(found[1] ?? '', inside))
      out.push(shown || { type: 'text', text: letter })
      at += shown ? (found?.[0].length ?? 1) : 1
    }
  }
  return joined(out)
}

function pictureOf(found: RegExpExecArray): MarkupNode {
  return { type: 'image', media: found[2] ?? '', alt: unescapeMarkup(found[1] ?? '') }
}

function deletionOf(words: string, inside: Parameters<typeof parseMarkup>[1]): MarkupNode | null {
  const found = inside?.(words)
  if (!found) return null
  const { answer, hint } = found
  return {
    type: 'deletion',
    children: parseMarkup(answer),
    hint: hint === undefined ? undefined : markupToText(hint),
  }
}

/** Closes what these stars can close, then leaves the rest of them to open. */
function emphasise(stars: Stars, out: (MarkupNode | Stars)[], open: number[]): void {
  for (let by = opener(stars, out, open); by >= 0; by = opener(stars, out, open)) {
    const place = open[by] ?? 0
    const first = out[place] as Stars
    const used = first.count >= 2 && stars.count >= 2 ? 2 : 1
    const children = joined(out.splice(place + 1))
    open.length = by + 1
    first.count -= used
    stars.count -= used
    if (first.count === 0) {
      out.pop()
      open.pop()
    }
    out.push({ type: used === 2 ? 'strong' : 'emphasis', children })
    if (stars.count === 0) return
  }
  if (stars.opens) {
    open.push(out.length)
    if (open.length > deepest) open.shift()
  }
  out.push(stars)
}

/** Which of the open stars these close; -1: none. */
function opener(stars: Stars, out: (MarkupNode | Stars)[], open: number[]): number {
  if (!stars.closes) return -1
  return open.findLastIndex((place) => {
    const first = out[place] as Stars
    const both = first.closes || stars.opens
    return !both || (first.count + stars.count) % 3 !== 0 || (first.count % 3 === 0 && stars.count % 3 === 0)
  })
}

/** Stars that found no partner are text, and texts side by side one. */
function joined(parts: (MarkupNode | Stars)[]): MarkupNode[] {
  const nodes: MarkupNode[] = []
  let words: string[] = []
  const end = () => {
    if (words.length > 0) nodes.push({ type: 'text', text: words.join('') })
    words = []
  }
  for (const part of parts) {
    if (part.type === 'text') words.push(part.text)
    else if (part.type === 'stars') words.push('*'.repeat(part.count))
    else {
      end()
      nodes.push(part)
    }
  }
  end()
  return nodes
}

/** White space at both ends goes, in whatever marks it stands. */
export function trimmed(nodes: readonly MarkupNode[]): MarkupNode[] {
  return trimSide(trimSide(nodes, 'start'), 'end')
}
function trimSide(nodes: readonly MarkupNode[], side: 'start' | 'end'): MarkupNode[] {
  const rest = [...nodes]
  for (;;) {
    const at = side === 'start' ? 0 : rest.length - 1
    const node = rest[at]
    if (!node) return rest
    if (node.type === 'text') {
      const text = side === 'start' ? node.text.trimStart() : node.text.trimEnd()
      if (text !== '') return rest.with(at, { ...node, text })
    } else if (node.type !== 'break') {
      if (node.type === 'image' || node.type === 'deletion') return rest
      const children = trimSide(node.children, side)
      if (children.length > 0) return rest.with(at, { ...node, children } as Container)
    }
    rest.splice(at, 1)
  }
}
