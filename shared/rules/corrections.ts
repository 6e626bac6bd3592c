/** Where the learner's own words stand over the book's, and whether what lies beneath is still what they were written over. */
import type { Block, Card, Chapter, Entry, Inline, Option, Scenario } from '../model/content'
import type { CardField, Correction, CorrectionPlace, CorrectionStatus } from '../model/corrections'
import { escapeMarkup, type MarkupNode, parseMarkup, trimmed, wordsOfMarkup } from './card-markup'
import { cardsFrom, deletionOf, deletionsIn } from './own-cards'

/** Words that can be put right, with the place they stand in. */
export interface Beneath {
  place: CorrectionPlace
  /** Of these places one is as near as another to what stood in it: the section, or empty. */
  section: string
  /** The block at the top level that it stands in; empty of a card. */
  within: string
  markup: string
}
/** What words stand on: undefined for what this edition hasn't. */
export interface Text {
  chapter(id: string): Chapter | undefined
  entry(id: string): Entry | undefined
  card(id: string): Card | undefined
}
export interface Standing {
  correction: Correction
  status: CorrectionStatus
  /** Null where it is gone. */
  beneath: Beneath | null
}

/** Edited words are the same words if this share of both texts' words is common to them (Dice's coefficient). */
const leastLikeness = 0.5
/** Of two places whose likeness lies this close neither is meant. */
const margin = 0.05
/** With fewer words it is only found again by all of them. */
const fewestWords = 4
const joint = ' … '

export function placeKey(place: CorrectionPlace): string {
  switch (place.kind) {
    case 'chapter':
      return `chapter ${place.chapter} ${blockKey(place.block, place.item)}`
    case 'entry':
      return `entry ${place.entry} ${blockKey(place.block, place.item)}`
    case 'card':
      return `card ${place.card} ${place.field}`
  }
}
/** Names a paragraph or item within its chapter or entry. */
export const blockKey = (block: string, item: number | null): string => (item === null ? block : `${block}/${item}`)

/** Everything in these blocks that can be put right; what stands in a call-out has its own block there. */
export function piecesOf(blocks: readonly Block[]): Piece[] {
  return blocks.flatMap(piecesOfBlock)
}
function piecesOfBlock(block: Block): Piece[] {
  const { id } = block
  const piece = (item: number | null, of: Inline[]): Piece[] =>
    of.length > 0 ? [{ block: id, within: id, item, of }] : []
  switch (block.type) {
    case 'paragraph':
      return piece(null, block.children)
    case 'heading':
      return []
    case 'list':
      return block.items.flatMap((of, item) => piece(item, of))
    case 'table':
      return [block.header, ...block.rows].flat().flatMap((of, cell) => piece(cell, of))
    case 'figure':
      return [...piece(null, inlinesOf(block.title)), ...piece(0, block.note)]
    case 'callout':
      return [
        ...piece(null, inlinesOf(block.title)),
        ...piece(0, block.question ?? []),
        ...piecesOf(block.blocks).map((one) => ({ ...one, within: id })),
      ]
  }
}
const inlinesOf = (text: string): Inline[] => (text === '' ? [] : [{ type: 'text', text }])
/** Which cell of a table it is, as `item` of its place. Rows count from the head, 0. */
export const cellItem = ({ header, rows }: Pick<Table, 'header' | 'rows'>, row: number, column: number): number =>
  [header, ...rows].slice(0, row).flat().length + column
type Table = Extract<Block, { type: 'table' }>
interface Piece {
  block: string
  /** The block of those given that it stands in. */
  within: string
  item: number | null
  of: Inline[]
}

/** The entry's first words as a place. */
export const summaryBlock = 'summary'
export const piecesOfEntry = ({ summary, blocks }: Entry): Piece[] => [
  { block: summaryBlock, within: summaryBlock, item: null, of: summary },
  ...piecesOf(blocks),
]

/**
 * Where Fieldbook itself judges an answer, the words can be put right and what is right can't: which option it is, and
 * what is taken as right when it is typed.
 */
export function fieldsOf(card: Card): CardField[] {
  const why: CardField[] = card.why.length > 0 ? ['why'] : []
  const nots = 'options' in card ? card.options.filter(({ right, why }) => !right && why.length > 0) : []
  switch (card.kind) {
    case 'basic':
    case 'reversed':
      return ['front', 'back', ...why]
    case 'cloze':
      return ['text', ...why]
    case 'typed':
      return ['front', ...why]
    case 'multiple-choice':
      return [
        'front',
        ...card.options.map(({ id }): CardField => `option ${id}`),
        ...nots.map(({ id }): CardField => `not ${id}`),
        ...why,
      ]
    case 'classification':
      return ['title', 'story', ...nots.map(({ id }): CardField => `not ${id}`), ...why]
  }
}
const optionOf = (card: Card, field: CardField): Option | undefined => {
  const [, id] = field.split(' ')
  return 'options' in card ? card.options.find((option) => option.id === id) : undefined
}

/** The words of a card's field as markup; of a cloze card with the answers in their gaps. */
export function fieldMarkup(card: Card, field: CardField): string {
  if (field === 'title') return markupOf(inlinesOf(card.frontText))
  if (field === 'story') return markupOf(card.front)
  if (field.startsWith('option ')) return markupOf(optionOf(card, field)?.text ?? [])
  if (field.startsWith('not ')) return markupOf(optionOf(card, field)?.why ?? [])
  if (field === 'front' || field === 'back' || field === 'why') return markupOf(card[field])
  const gaps = gapsIn(card.front)
  const answers = card.backText.split(joint)
  // Answers that hold the joint themselves can't be told apart: all of them stand in the first gap.
  const each = answers.length === gaps ? answers : [card.backText]
  return markupOf(card.front, each)
}

/** All places near a place: of its chapter, its entry or its card. Empty where that is gone. */
export function placesNear(place: CorrectionPlace, text: Text): Beneath[] {
  if (place.kind === 'card') {
    const card = text.card(place.card)
    return card
      ? fieldsOf(card).map((field) => ({
          ...{ place: { ...place, field }, section: field, within: '', markup: fieldMarkup(card, field) },
        }))
      : []
  }
  if (place.kind === 'entry') {
    const entry = text.entry(place.entry)
    return entry
      ? piecesOfEntry(entry).map(({ block, within, item, of }) => ({
          ...{ place: { ...place, block, item }, section: block, within, markup: markupOf(of) },
        }))
      : []
  }
  const sections = text.chapter(place.chapter)?.sections ?? []
  return sections.flatMap(({ id: section, blocks }) =>
    piecesOf(blocks).map(({ block, within, item, of }) => ({
      ...{ place: { ...place, section, block, item }, section, within, markup: markupOf(of) },
    })),
  )
}

/** How each stands, in the order given. Removed ones are left out. */
export function standings(corrections: readonly Correction[], text: Text): Standing[] {
  const known = new Map<string, Beneath[]>()
  const near = (place: CorrectionPlace) => {
    const of = place.kind === 'chapter' ? place.chapter : place.kind === 'entry' ? place.entry : place.card
    const key = `${place.kind} ${of}`
    const places = known.get(key) ?? placesNear(place, text)
    known.set(key, places)
    return places
  }
  const found = corrections
    .filter(({ deleted }) => !deleted)
    .map((correction) => ({ correction, beneath: foundIn(correction, near(correction.place)) }))
  const newest = new Map<string, Correction>()
  for (const { correction, beneath } of found) {
    if (!beneath) continue
    const other = newest.get(placeKey(beneath.place))
    if (!other || isNewer(correction, other)) newest.set(placeKey(beneath.place), correction)
  }
  return found.map(({ correction, beneath }): Standing => {
    if (!beneath) return { correction, status: 'gone', beneath }
    if (newest.get(placeKey(beneath.place)) !== correction) return { correction, status: 'covered', beneath }
    return { correction, status: sameWords(beneath.markup, correction.base) ? 'stands' : 'changed', beneath }
  })
}
const isNewer = (one: Correction, other: Correction) =>
  one.updatedAt === other.updatedAt ? one.id > other.id : one.updatedAt > other.updatedAt

/** A block is named by its words: one that was edited has another name, and is found by what is left of them. */
function foundIn({ place, base }: Correction, places: readonly Beneath[]): Beneath | null {
  const key = placeKey(place)
  const exact = places.find((one) => placeKey(one.place) === key)
  if (exact || place.kind === 'card') return exact ?? null
  const same = places.filter(({ markup }) => sameWords(markup, base))
  if (same.length > 0) return theNearest(same, place)
  const wanted = wordsIn(base)
  // A cell or a title of so few words is like many others.
  if (sizeOf(wanted) < fewestWords) return null
  const alike = places
    .map((one) => ({ one, likeness: likeness(wanted, wordsIn(one.markup)) }))
    .filter((each) => each.likeness >= leastLikeness)
  const most = Math.max(...alike.map((each) => each.likeness))
  return theNearest(
    alike.filter((each) => each.likeness > most - margin).map(({ one }) => one),
    place,
  )
}
/** The only one, or the only one in the section it was in. */
function theNearest(places: readonly Beneath[], place: CorrectionPlace): Beneath | null {
  const home = place.kind === 'chapter' ? place.section : ''
  const here = places.length > 1 ? places.filter(({ section }) => section === home) : places
  return here.length === 1 ? (here[0] ?? null) : null
}

/** Marks, links and sources may change without it. */
export const sameWords = (one: string, other: string): boolean => one === other || plainWords(one) === plainWords(other)
/** What markup says, on one line. */
export const plainWords = (markup: string): string =>
  wordsOfMarkup(parseMarkup(markup, deletionOf).map(withoutPictures) as MarkupNode[])
    .replace(/\s+/g, ' ')
    .trim()

function wordsIn(markup: string): Map<string, number> {
  const words = new Map<string, number>()
  for (const word of plainWords(markup)
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])
    words.set(word, (words.get(word) ?? 0) + 1)
  return words
}
function likeness(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let common = 0
  for (const [word, times] of one) common += Math.min(times, other.get(word) ?? 0)
  const all = sizeOf(one) + sizeOf(other)
  return all === 0 ? 0 : (2 * common) / all
}
const sizeOf = (words: ReadonlyMap<string, number>) => [...words.values()].reduce((all, times) => all + times, 0)

/** A text as markup: bold, italics and line breaks; no sources, and of terms and links the words. `answers`: of its gaps. */
export function markupOf(inlines: readonly Inline[], answers: readonly string[] = []): string {
  let gap = 0
  const one = (part: Inline): string => {
    switch (part.type) {
      case 'text':
        return escapeMarkup(part.text)
      case 'strong':
        return `**${walk(part.children)}**`
      case 'emphasis':
        return `*${walk(part.children)}*`
      case 'term':
      case 'link':
        return walk(part.children)
      case 'gap': {
        const answer = answers[gap++] ?? '…'
        return `{{${escapeMarkup(answer)}${part.hint === undefined ? '' : `::${escapeMarkup(part.hint)}`}}}`
      }
      case 'break':
        return '\n'
      case 'image':
        return escapeMarkup(part.alt)
      case 'citation':
        return ''
    }
  }
  const walk = (parts: readonly Inline[]): string => parts.map(one).join('')
  return walk(inlines).trim()
}
function gapsIn(inlines: readonly Inline[]): number {
  return inlines.reduce(
    (sum, part) => sum + (part.type === 'gap' ? 1 : 'children' in part ? gapsIn(part.children) : 0),
    0,
  )
}

/** One's own words as they are drawn: never anything but words, emphasis and lines. */
export function ownInlines(text: string): Inline[] {
  return trimmed(parseMarkup(text)).map(withoutPictures) as Inline[]
}
function withoutPictures<Part extends Inline | MarkupNode>(part: Part): Part | Inline {
  if (part.type === 'image') return { type: 'text', text: part.alt }
  return 'children' in part ? { ...part, children: part.children.map(withoutPictures) } : part
}

/** What keeps a text from being put there. */
export function problemOfCorrection(place: CorrectionPlace, text: string): 'empty' | 'no-gap' | null {
  if (plainWords(text) === '') return 'empty'
  const asks = place.kind !== 'card' || place.field !== 'text' || deletionsIn(text, true).length > 0
  return asks ? null : 'no-gap'
}

/**
 * The card with the learner's words in it. Its name (`content`) is another one, so that it is asked again, but no name
 * from which the words could be guessed: it stays in the history when they are removed for good.
 */
export function correctedCard(card: Card, corrections: readonly Correction[]): Card {
  const byField = new Map(corrections.flatMap((one) => (one.place.kind === 'card' ? [[one.place.field, one]] : [])))
  const fields = fieldsOf(card).filter((field) => byField.has(field))
  if (fields.length === 0) return card
  const textOf = (field: CardField) => byField.get(field)?.text
  const [front, back, text, why, title, story] = (['front', 'back', 'text', 'why', 'title', 'story'] as const).map(
    textOf,
  )
  const sides = { ...(front !== undefined && frontOf(front)), ...(back !== undefined && backOf(back)) }
  const changed = {
    ...(text === undefined ? sides : clozeOf(text)),
    ...(why !== undefined && { why: ownInlines(why) }),
    // They are words alone, without marks.
    ...(title !== undefined && { frontText: plainWords(title) }),
    ...(story !== undefined && { front: inlinesOf(plainWords(story)) }),
    ...('options' in card && optionsWith(card, textOf)),
  }
  const name = fields.map((field) => `${byField.get(field)?.id}@${byField.get(field)?.updatedAt}`)
  return { ...card, ...changed, corrected: fields, content: [card.content ?? '', ...name].join(' ') }
}

function optionsWith(
  card: Extract<Card, { options: Option[] }>,
  textOf: (field: CardField) => string | undefined,
): Partial<Pick<Card, 'back' | 'backText'>> & { options: Option[] } {
  const options = card.options.map((option) => {
    const [text, why] = [textOf(`option ${option.id}`), textOf(`not ${option.id}`)]
    const own = [...(text === undefined ? [] : (['text'] as const)), ...(why === undefined ? [] : (['why'] as const))]
    if (own.length === 0) return option
    return {
      ...{ ...option, own },
      ...(text !== undefined && { text: ownInlines(text) }),
      ...(why !== undefined && { why: ownInlines(why) }),
    }
  })
  const right = options.find((option) => option.right)
  const isOwn = right?.own?.includes('text') ?? false
  return {
    options,
    ...(right && isOwn && { back: right.text, backText: plainWords(textOf(`option ${right.id}`) ?? '') }),
  }
}

/** The story of a corrected card with the learner's words. */
export function correctedScenario(scenario: Scenario, card: Card): Scenario {
  if (!card.corrected) return scenario
  const reasons = new Map('options' in card ? card.options.map(({ id, why }) => [id, why]) : [])
  return {
    ...scenario,
    title: card.frontText,
    ...(card.corrected.includes('story') && {
      story: card.front.map((part) => (part.type === 'text' ? part.text : '')).join(''),
    }),
    takeaway: card.why,
    wrong: scenario.wrong.map((one) => ({ ...one, why: reasons.get(one.class) ?? one.why })),
  }
}

type Sides = Partial<Pick<Card, 'front' | 'back' | 'frontText' | 'backText'>>
const frontOf = (front: string): Sides => {
  const made = madeFrom({ kind: 'basic', front, back: '.' })
  return made ? { front: made.front.map(withoutPictures), frontText: made.frontText } : {}
}
const backOf = (back: string): Sides => {
  const made = madeFrom({ kind: 'basic', front: '.', back })
  return made ? { back: made.back.map(withoutPictures), backText: made.backText } : {}
}
const clozeOf = (text: string): Sides => {
  const made = madeFrom({ kind: 'cloze', text })
  if (!made) return {}
  const { front, back, frontText, backText } = made
  return { front: front.map(withoutPictures), back: back.map(withoutPictures), frontText, backText }
}
/** As own cards are made; all gaps of a cloze text are of this one card. */
function madeFrom(sides: { kind: 'basic'; front: string; back: string } | { kind: 'cloze'; text: string }) {
  const text = { ...sides, note: '', factors: [], place: null, markup: true as const }
  const gaps = sides.kind === 'cloze' ? deletionsIn(sides.text, true) : []
  return cardsFrom('', { text, deletions: { numbers: gaps.map(() => 0), next: 1 } }, null)[0]
}
