import type { Card, Inline } from '../../../../shared/model/content'
import { escaped, gapMark, htmlOf, type Shown } from './html'
import { plainOf } from './plain'

/** How a cloze text is written out. */
interface Writer {
  of(text: readonly (Shown | Inline)[]): string
  words(text: string): string
  /** Makes sure that braces and colons of the text's own mark nothing. */
  outside(text: string): string
  inside(text: string): string
}
const withoutBraces = (html: string) => html.replaceAll('{', '&#123;').replaceAll('}', '&#125;')
export const asHtml: Writer = {
  of: htmlOf,
  words: escaped,
  outside: withoutBraces,
  inside: (html) => withoutBraces(html).replaceAll('::', ':&#58;'),
}
/** In plain text nothing can be escaped. */
export const asPlainText: Writer = {
  of: plainOf,
  words: (text) => text,
  outside: (text) => text,
  inside: (text) => text,
}

interface Deletion {
  /** In the whole text, `end` exclusive. */
  start: number
  end: number
  number: number
  hint: string | undefined
}

/**
 * The text of a cloze note with the deletions of all its siblings, `{{c1::answer::hint}}`; numbers count from 0. Each
 * sibling has the whole text with its own answer taken out: put back, all must be the same. Null where they aren't.
 */
export function clozeText(siblings: readonly { card: Card; number: number }[], writer: Writer): string | null {
  const wholes = siblings.map(({ card, number }) => wholeOf(card, number, writer))
  const [first] = wholes
  if (!first || wholes.some(({ text }) => text !== first.text)) return null
  const deletions = wholes.flatMap((whole) => whole.deletions).sort((one, other) => one.start - other.start)
  let text = ''
  let at = 0
  for (const { start, end, number, hint } of deletions) {
    if (start < at) return null
    const answer = writer.inside(first.text.slice(start, end))
    const help = hint === undefined ? '' : `::${writer.inside(writer.words(hint))}`
    text += `${writer.outside(first.text.slice(at, start))}{{c${number + 1}::${answer}${help}}}`
    at = end
  }
  return text + writer.outside(first.text.slice(at))
}

function wholeOf({ front, back }: Card, number: number, writer: Writer): { text: string; deletions: Deletion[] } {
  const [before = '', ...after] = writer.of(front).split(gapMark)
  const answer = writer.of(back)
  // Several gaps asked together: their answers are told as one.
  const several = answer.split(' … ')
  const answers = after.length > 1 && several.length === after.length ? several : after.map(() => answer)
  const hints = hintsIn(front)
  const deletions: Deletion[] = []
  let text = before
  for (const [index, rest] of after.entries()) {
    const words = answers[index] ?? ''
    deletions.push({ start: text.length, end: text.length + words.length, number, hint: hints[index] })
    text += words + rest
  }
  return { text, deletions }
}

/** Of each gap, in the order of the text. */
function hintsIn(text: readonly Inline[]): (string | undefined)[] {
  return text.flatMap((part) => (part.type === 'gap' ? [part.hint] : 'children' in part ? hintsIn(part.children) : []))
}
