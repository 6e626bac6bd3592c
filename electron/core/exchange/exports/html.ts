import type { Inline } from '../../../../shared/model/content'

/** What card texts can hold: the book's inlines, and what a card that was brought in has besides. */
export type Shown = Inline | { type: 'break' } | { type: 'image'; media: string; alt: string }

/** Stands for a gap; no text has one, see `escaped`. */
export const gapMark = '\u0000'

/** A field of a note in Anki: everything escaped, no address in it. Citations stand elsewhere, links are their words. */
export function htmlOf(text: readonly (Shown | Inline)[]): string {
  return (text as readonly Shown[]).map(partOf).join('')
}

function partOf(part: Shown): string {
  switch (part.type) {
    case 'text':
      return escaped(part.text).replace(/\r\n?|\n/g, '<br>')
    case 'strong':
      return `<strong>${htmlOf(part.children)}</strong>`
    case 'emphasis':
      return `<em>${htmlOf(part.children)}</em>`
    case 'gap':
      return gapMark
    case 'break':
      return '<br>'
    case 'image':
      return `<img src="${escaped(part.media)}" alt="${escaped(part.alt)}">`
    case 'citation':
      return ''
    default:
      return htmlOf(part.children)
  }
}

/** Also leaves out what no field may hold: NUL, which marks gaps, and U+001F, which parts fields. */
export function escaped(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to be left out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
      .replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
  )
}
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Files that texts name, each once. */
export function mediaIn(texts: readonly (readonly (Shown | Inline)[])[]): string[] {
  const within = (text: readonly (Shown | Inline)[]): string[] =>
    (text as readonly Shown[]).flatMap((part) =>
      part.type === 'image' ? [part.media] : 'children' in part ? within(part.children) : [],
    )
  return [...new Set(texts.flatMap(within))]
}
