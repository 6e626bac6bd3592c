import type { OwnPlace } from '../../../shared/model/own-card'
import type { Note, NoteTarget } from '../../../shared/model/study'
import { longestField } from '../../../shared/rules/own-cards'
import { type Draft, emptyDraft } from './draft'

/** So much of a place's quote is kept with a card. */
const quoteLength = 200

/**
 * A card from a note, or from what is selected in it: the first line asks, the rest answers. What is a single line
 * answers, and the note's title asks, unless it is that line.
 */
export function draftFromNote({ id, title, text, target }: Note, selected: string): Draft {
  const lines = plain(selected.trim() === '' ? text : selected)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const [first = '', ...rest] = lines
  const asksItself = rest.length > 0
  const front = asksItself ? first : first === title.trim() ? '' : title
  const back = asksItself ? rest.join('\n') : first
  return {
    ...emptyDraft(),
    front: front.slice(0, longestField),
    back: back.slice(0, longestField),
    place: placeOf(target),
    fromNote: { id, title: title.slice(0, 300) },
  }
}

function placeOf(target: NoteTarget): OwnPlace | null {
  if (target.kind !== 'paragraph' && target.kind !== 'highlight') return null
  const { chapter, section, block } = target
  // A highlight's words don't begin its paragraph: by them it would be looked for in vain.
  return { chapter, section, block, quote: target.kind === 'paragraph' ? target.quote.slice(0, quoteLength) : '' }
}

/** Without the marks of Markdown: a card is plain text. */
function plain(markdown: string): string {
  return markdown
    .slice(0, 2 * longestField)
    .replace(/^ {0,3}(?:#{1,6}|>|[-*+]|\d{1,9}[.)])[ \t]+/gm, '')
    .replace(/!?\[([^[\]]*)\]\([^()\s]*\)/g, '$1')
    .replace(/(\*\*|__|`)(?=\S)([^*_`\n]*\S)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}])([*_])(?=\S)([^*_\n]*\S)\1(?![\p{L}\p{N}])/gu, '$2')
}
