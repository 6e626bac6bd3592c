/** A card as it stands in the editor: the fields of all kinds together, so that changing the kind loses no word. Pure. */
import type { Card, Inline } from '../../../shared/model/content'
import type { OwnCardText, OwnKind, OwnPlace } from '../../../shared/model/own-card'
import { markupToText } from '../../../shared/rules/card-markup'
import { clozeParts, longestDeck, longestTag, mostTags } from '../../../shared/rules/own-cards'
import { plainWords } from '../flashcards/question-text'

export interface Draft {
  kind: OwnKind
  front: string
  back: string
  /** Of a cloze card. */
  text: string
  options: { key: string; text: string }[]
  /** Key of the right option; null: none yet. */
  right: string | null
  /** One answer a line. */
  accept: string
  note: string
  factors: string[]
  place: OwnPlace | null
  fromNote?: OwnCardText['fromNote']
  /** Parted by blanks. */
  tags: string
  deck: string
  /** Its fields hold the small markup of rules/card-markup.ts. */
  markup?: true
  /** Of a card that was brought in: kept as it is. */
  origin?: OwnCardText['origin']
}

const newOption = (text = '') => ({ key: crypto.randomUUID(), text })
/** An empty card; `like` is the one before it, of which kind, link and factors stay. */
export function emptyDraft(like?: Draft): Draft {
  return {
    kind: like?.kind ?? 'basic',
    front: '',
    back: '',
    text: '',
    options: [newOption(), newOption()],
    right: null,
    accept: '',
    note: '',
    factors: like?.factors ?? [],
    place: like?.place ?? null,
    tags: like?.tags ?? '',
    deck: like?.deck ?? '',
  }
}
export const withOption = (draft: Draft): Draft => ({ ...draft, options: [...draft.options, newOption()] })
export function withoutOption(draft: Draft, key: string): Draft {
  const options = draft.options.filter((option) => option.key !== key)
  return { ...draft, options, right: draft.right === key ? null : draft.right }
}

/** What is saved: only the fields of its kind, without empty lines among the answers. */
export function textOf(draft: Draft): OwnCardText {
  const { kind, front, back, text, options, right, note, factors, place } = draft
  const common = { note, factors, place, ...filedAs(draft) }
  switch (kind) {
    case 'basic':
    case 'reversed':
      return { ...common, kind, front, back }
    case 'cloze':
      return { ...common, kind, text }
    case 'multiple-choice':
      return { ...common, kind, front, options: options.map((one) => ({ text: one.text, right: one.key === right })) }
    case 'typed':
      return { ...common, kind, front, back, accept: linesOf(draft.accept) }
  }
}
function filedAs({ fromNote, tags, deck, markup, origin }: Draft): Partial<OwnCardText> {
  const words = tagsOf(tags)
  return {
    ...(fromNote && { fromNote }),
    ...(words.length > 0 && { tags: words }),
    ...(deck.trim() !== '' && { deck: deck.trim().slice(0, longestDeck) }),
    ...(markup && { markup }),
    ...(origin && { origin }),
  }
}
/** Each once, as they were typed; a comma parts them like a blank. */
export const tagsOf = (tags: string): string[] =>
  [...new Set(tags.split(/[\s,]+/).filter((tag) => tag !== '' && tag.length <= longestTag))].slice(0, mostTags)
const linesOf = (text: string) => text.split('\n').filter((line) => line.trim() !== '')

/** A stored card for the editor. */
export function draftOf(text: OwnCardText): Draft {
  const { kind, note, factors, place, fromNote, tags = [], deck = '', markup, origin } = text
  const draft: Draft = { ...emptyDraft(), kind, note, factors, place, tags: tags.join(' '), deck }
  if (fromNote) draft.fromNote = fromNote
  if (markup) draft.markup = markup
  if (origin) draft.origin = origin
  if ('front' in text) draft.front = text.front
  if ('back' in text) draft.back = text.back
  if (text.kind === 'cloze') draft.text = text.text
  if (text.kind === 'typed') draft.accept = text.accept.join('\n')
  if (text.kind !== 'multiple-choice') return draft
  const options = text.options.map((option) => newOption(option.text))
  return { ...draft, options, right: options[text.options.findIndex(({ right }) => right)]?.key ?? null }
}

/** One's own version of a card of the book; a case becomes multiple choice, with the story as its question. */
export function draftFromCard(card: Card, story: string | null): Draft {
  const draft: Draft = {
    ...emptyDraft(),
    front: plainWords(card.front),
    back: plainWords(card.back),
    note: plainWords(card.why),
    factors: card.factors,
    place: { chapter: card.chapter, section: card.section, block: card.paragraph || card.section, quote: '' },
  }
  switch (card.kind) {
    case 'basic':
    case 'reversed':
      return { ...draft, kind: card.kind }
    case 'typed':
      return { ...draft, kind: 'typed', accept: card.accept.join('\n') }
    case 'cloze':
      return { ...draft, kind: 'cloze', text: filled(card.front, draft.back), front: '', back: '' }
    case 'multiple-choice':
    case 'classification': {
      const options = card.options.map(({ text }) => newOption(plainWords(text)))
      const right = options[card.options.findIndex((option) => option.right)]?.key ?? null
      return { ...draft, kind: 'multiple-choice', front: story ?? draft.front, back: '', options, right }
    }
  }
}

/** The question of a cloze card with its answer back in the gap, marked as one. */
function filled(front: Inline[], answer: string): string {
  const answers = answer.split(' … ')
  let next = 0
  const walk = (part: Inline): string => {
    if (part.type === 'gap') return `{{${answers[next++] ?? answer}${part.hint ? `::${part.hint}` : ''}}}`
    if (part.type === 'text') return part.text
    return 'children' in part ? part.children.map(walk).join('') : ''
  }
  return front.map(walk).join('')
}

/** A paragraph's words as a cloze card; `chosen` is what was selected in it, as [start, end) of its words. */
export function draftFromParagraph(place: OwnPlace, words: string, chosen: [number, number] | null): Draft {
  const text = chosen ? withBlank(words, ...chosen).text : words
  return { ...emptyDraft(), kind: 'cloze', text, place }
}

/**
 * Puts deletion marks around [start, end) of a text, white space at its ends left out; where it is a deletion already,
 * takes them away. `caret`: what is selected afterwards.
 */
export function withBlank(
  text: string,
  start: number,
  end: number,
  markup?: boolean,
): { text: string; caret: [number, number] } {
  const inside = deletionAround(text, start, end, markup)
  if (inside) {
    const { from, to, answer } = inside
    return { text: text.slice(0, from) + answer + text.slice(to), caret: [from, from + answer.length] }
  }
  const chosen = text.slice(start, end)
  const from = start + (chosen.length - chosen.trimStart().length)
  const words = chosen.trim()
  const to = from + words.length
  // With nothing chosen, the place for the words.
  return { text: `${text.slice(0, from)}{{${words}}}${text.slice(to)}`, caret: [from + 2, from + 2 + words.length] }
}

function deletionAround(text: string, start: number, end: number, markup?: boolean) {
  let at = 0
  const deletion = markup ? /^\{\{(?:[^{}\\]|\\[\s\S])+\}\}/ : /^\{\{[^{}]+\}\}/
  for (const part of clozeParts(text, markup)) {
    const whole = 'answer' in part ? (deletion.exec(text.slice(at))?.[0] ?? '') : part.text
    const to = at + whole.length
    if ('answer' in part && start >= at && end <= to && (start > at || end < to || end > start))
      return { from: at, to, answer: part.answer }
    at = to
  }
  return null
}

/** Whether two drafts would be saved as the same card, and nothing typed for another kind is lost either. */
export function sameDraft(one: Draft, other: Draft): boolean {
  const bare = ({ options, right, ...rest }: Draft) =>
    JSON.stringify([rest, options.map(({ key, text }) => [text, key === right])])
  return bare(one) === bare(other)
}

/** A cloze text as it reads. */
export function withoutBlanks(text: string, markup?: boolean): string {
  return clozeParts(text, markup)
    .map((part) => ('answer' in part ? part.answer : part.text))
    .join('')
}

const wordsIn = ({ kind, front, back, text, options, note, accept, markup }: Draft) => {
  const filled = withoutBlanks(text, markup)
  const sides = kind === 'cloze' ? [filled, front] : [front, filled]
  return [...sides, back, ...options.map((option) => option.text), accept, note]
    .map((words) => (markup ? markupToText(words) : words).replace(/\s+/g, ' ').trim())
    .filter(Boolean)
}
/** No word is typed anywhere in it. */
export const isBlank = (draft: Draft) => wordsIn(draft).length === 0

/** What a draft is called. */
export function draftName(draft: Draft): string {
  const [first = ''] = wordsIn(draft)
  return first.length > 60 ? `${first.slice(0, 58).replace(/\W*\s\S*$/, '')} …` : first
}
