/** Pieces of cleaned HTML as text of an own card: plain where that says all, and in the small markup of rules/card-markup.ts. */
import { escapeMarkup, parseMarkup, pictureMarkup, wordsOfMarkup } from '../../../../shared/rules/card-markup'
import { deletionOf } from '../../../../shared/rules/own-cards'
import type { Piece } from './clean-html'

export interface FieldText {
  /** Null where emphasis, pictures or braces need the markup. */
  plain: string | null
  markup: string
  /** Numbers of the deletions, from 1, in the order of the text. */
  deletions: number[]
}

type Shown = Extract<Piece, { type: 'text' | 'break' | 'image' }>
type Part = Shown | { type: 'deletion'; number: number; answer: Shown[]; hint: string }

export const emptyField: FieldText = { plain: '', markup: '', deletions: [] }

/** Text without any tag or entity: one line. */
export function wordsOnly(text: string): FieldText {
  const plain = text.replace(/\s+/g, ' ').trim()
  return { plain, markup: escapeMarkup(plain), deletions: [] }
}

export function fieldText(pieces: readonly Piece[]): FieldText {
  const parts = tidied(partsOf(pieces))
  const deletions = parts.flatMap((part) => (part.type === 'deletion' ? [part.number] : []))
  const styled = markupOf(parts, true)
  // Marks that would be read in another way are left out: no word may change.
  const isRead = wordsOfMarkup(parseMarkup(styled, deletionOf)) === wordsOf(parts)
  return { plain: plainOf(parts), markup: isRead ? styled : markupOf(parts, false), deletions }
}

/** Deletions become parts, without white space at their ends: that moves out. Empty ones go. */
function partsOf(pieces: readonly Piece[]): Part[] {
  const parts: Part[] = []
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = pieces[at]
    if (piece?.type === 'text' || piece?.type === 'break' || piece?.type === 'image') parts.push(piece)
    if (piece?.type !== 'start') continue
    let end = at + 1
    while (end < pieces.length && pieces[end]?.type !== 'end' && pieces[end]?.type !== 'start') end += 1
    const inside = pieces.slice(at + 1, end)
    const hintAt = inside.findIndex(({ type }) => type === 'hint')
    const answer = split(inside.slice(0, hintAt < 0 ? undefined : hintAt).filter(isShown))
    const hint = hintAt < 0 ? '' : wordsOf(inside.slice(hintAt).filter(isShown)).replace(/\s+/g, ' ').trim()
    const first = answer.findIndex((part) => !isSpace(part))
    const last = answer.findLastIndex((part) => !isSpace(part))
    if (first >= 0) {
      parts.push(...answer.slice(0, first))
      parts.push({ type: 'deletion', number: piece.number, answer: answer.slice(first, last + 1), hint })
      parts.push(...answer.slice(last + 1))
    }
    at = pieces[end]?.type === 'start' ? end - 1 : end
  }
  return parts
}
const isShown = (piece: Piece): piece is Shown =>
  piece.type === 'text' || piece.type === 'break' || piece.type === 'image'
const isSpace = (part: Part): boolean => part.type === 'break' || (part.type === 'text' && part.text.trim() === '')

/** White space in pieces of its own. */
function split(parts: readonly Shown[]): Shown[] {
  return parts.flatMap((part): Shown[] =>
    part.type === 'text'
      ? (part.text.match(/^\s+|\s+$|\S+(?:\s+\S+)*/g) ?? []).map((text) => ({ ...part, text }))
      : [part],
  )
}

/** No space around lines, at most one empty line, nothing at the ends. */
function tidied(parts: readonly Part[]): Part[] {
  const kept: Part[] = []
  let breaks = 0
  for (const part of parts.flatMap((one): Part[] => (one.type === 'deletion' ? [one] : split([one])))) {
    const last = kept.at(-1)
    if (part.type === 'break') {
      if (last && last.type === 'text' && isSpace(last)) kept.pop()
      breaks += 1
      if (breaks <= 2 && kept.length > 0) kept.push(part)
    } else if (isSpace(part)) {
      if (last && !isSpace(last)) kept.push(part)
    } else {
      breaks = 0
      kept.push(part)
    }
  }
  return kept.slice(0, kept.findLastIndex((part) => !isSpace(part)) + 1)
}

function wordsOf(parts: readonly Part[]): string {
  return parts
    .map((part) => {
      if (part.type === 'text') return part.text
      if (part.type === 'break') return '\n'
      return part.type === 'image' ? part.alt.replace(/\s+/g, ' ') || 'picture' : wordsOf(part.answer)
    })
    .join('')
}

function plainOf(parts: readonly Part[]): string | null {
  const isCloze = parts.some(({ type }) => type === 'deletion')
  let text = ''
  for (const part of parts) {
    if (part.type === 'break') text += '\n'
    else if (part.type === 'image') return null
    else if (part.type === 'deletion') {
      const answer = plainOf(part.answer)
      if (answer === null || /[{}]|::|^:|:$/.test(answer) || /[{}]/.test(part.hint)) return null
      text += `{{c${part.number}::${answer}${part.hint && `::${part.hint}`}}}`
    } else if (part.strong || part.emphasis) return null
    else if (isCloze && /[{}]/.test(part.text)) return null
    else text += part.text
  }
  return text
}

type Mark = '**' | '*'

/** In an answer two colons would begin the hint. */
const escapeAnswer = (text: string): string =>
  /::|^:|:$/.test(text) ? escapeMarkup(text).replaceAll(':', '\\:') : escapeMarkup(text)

function markupOf(parts: readonly Part[], styled: boolean, escaped = escapeMarkup): string {
  let text = ''
  let space = ''
  const open: Mark[] = []
  /** Closes what isn't wanted, before the white space; opens what is, behind it. */
  const turnTo = (wanted: readonly Mark[]) => {
    while (open.some((mark) => !wanted.includes(mark))) text += open.pop()
    text += space
    space = ''
    for (const mark of wanted)
      if (!open.includes(mark)) {
        open.push(mark)
        text += mark
      }
  }
  for (const part of parts) {
    if (part.type === 'break') space += '\n'
    else if (part.type === 'text' && isSpace(part)) space += part.text
    else if (part.type === 'text') {
      const marks: Mark[] = styled
        ? [...(part.strong ? (['**'] as const) : []), ...(part.emphasis ? (['*'] as const) : [])]
        : []
      turnTo(marks)
      text += escaped(part.text)
    } else {
      turnTo([])
      if (part.type === 'image') text += pictureMarkup(part.media, part.alt)
      else {
        const answer = markupOf(part.answer, styled, escapeAnswer)
        text += `{{c${part.number}::${answer}${part.hint && `::${escapeMarkup(part.hint)}`}}}`
      }
    }
  }
  turnTo([])
  return text
}
