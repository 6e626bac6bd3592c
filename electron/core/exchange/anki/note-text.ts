/**
 * A note of Anki as texts of own cards. What it asks is found by filling its templates, whatever the note type is called: one
 * card is `basic` (or `typed`), two that mirror each other are `reversed`, a cloze note is `cloze`. A note with other cards
 * becomes several texts, one a card.
 */
import type { IncomingCard, IncomingNote } from '../../../../shared/model/exchange'
import type { OwnCardText } from '../../../../shared/model/own-card'
import { hash } from '../../../../shared/rules/hash'
import { longestField, mostDeletions } from '../../../../shared/rules/own-cards'
import type { Note } from '../problem-list'
import { cleanHtml } from './clean-html'
import { markCloze, withoutClozeLetters } from './cloze-marks'
import { emptyField, type FieldText, fieldText, wordsOnly } from './field-text'
import { isOurType, ourText } from './our-notes'
import type { NoteType } from './schema'
import { behindLine, fieldsIn, fillTemplate, longestHtml, type Part, parseTemplate, TooMuchHtml } from './template'

export interface AnkiNote {
  /** As problems name it. */
  where: string
  guid: string | null
  modifiedAt: number | null
  tags: string[]
  deck: string | undefined
  fields: string[]
  cards: IncomingCard[]
}

/** Tags and entities of one side: cleaning thousands in each other takes more than its share of time. */
const mostTags = 4_000
const mostEntities = 10_000

function isTooMuch(html: string): boolean {
  let tags = 0
  let entities = 0
  for (let at = 0; at < html.length; at += 1) {
    const letter = html.charCodeAt(at)
    if (letter === 0x3c) tags += 1
    else if (letter === 0x26) entities += 1
  }
  return html.length > longestHtml || tags > mostTags || entities > mostEntities
}

export function noteReader(note: Note, picture: (src: string, where: string) => string | null) {
  const compiled = new Map<NoteType, Map<number, Sides>>()
  const sidesOf = (type: NoteType) => {
    let sides = compiled.get(type)
    if (!sides) {
      sides = new Map([...type.templates].map(([number, template]) => [number, compile(template)]))
      compiled.set(type, sides)
    }
    return sides
  }

  /** HTML as text, with what had to go named. */
  function clean(html: string, where: string): FieldText {
    if (!/[<&[\ufdd0-\ufdef]/.test(html)) return wordsOnly(html)
    if (isTooMuch(html)) throw new TooMuchHtml()
    if (/<script\b|javascript:/i.test(html)) note('script', where)
    const said = html.replace(/\[sound:([^\][<>]{1,300})\]/g, (_, name: string) => {
      note('sound', where, { name: name.slice(0, 100) })
      return `[sound: ${name}]`
    })
    const pieces = cleanHtml(said.replace(/\[anki:[a-z]+[^\][]*\]|\[\/anki:[a-z]+\]/g, ''), {
      picture: (src) => picture(src, where),
    })
    if (/<img\b[^<>]*\bsrc\s*=\s*["']?\s*(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(html)) note('picture-remote', where)
    return fieldText(pieces)
  }

  function standard(type: NoteType, of: AnkiNote): IncomingNote[] {
    const { where } = of
    const value = valuesOf(type, of)
    const made: { card: IncomingCard; text: SidesText }[] = []
    for (const card of of.cards) {
      const sides = sidesOf(type).get(card.number)
      const text = sides && textOf(sides, value, (html) => clean(html, where))
      if (text) made.push({ card, text })
      else note('empty-side', where, { card: card.number + 1 })
    }
    const [first, second] = made
    if (!first) {
      note('no-cards', where)
      return []
    }
    if (
      second &&
      made.length === 2 &&
      first.card.number === 0 &&
      second.card.number === 1 &&
      mirror(first.text, second.text)
    )
      return [incoming(type, of, { ...first.text, kind: 'reversed' }, [first.card, second.card])]
    // The first card keeps the note's own identity, so that it is the same when its note type gets more cards.
    return made.map(({ card, text }, index) => {
      const guid = card.number === 0 || of.guid === null ? of.guid : `${of.guid}#${card.number}`
      const one = incoming(type, { ...of, guid }, text, [{ ...card, number: 0 }])
      return index === 0 ? one : { ...one, part: true }
    })
  }

  function cloze(type: NoteType, of: AnkiNote): IncomingNote[] {
    const { where } = of
    const sides = [...sidesOf(type).values()][0]
    if (!sides) {
      note('no-cards', where)
      return []
    }
    const value = valuesOf(type, of)
    const marks = { nested: false, several: false }
    const html = fillTemplate(sides.question, {
      field: value,
      special(filter, name) {
        if (filter === 'type') return ''
        const marked = markCloze(value(name) ?? '')
        marks.nested ||= marked.nested
        marks.several ||= marked.several
        return marked.html
      },
      hints: false,
    })
    const text = clean(html, where)
    const back = clean(fillTemplate(sides.answer, { field: value, special: () => '', hints: true }), where)
    const numbers = new Set(text.deletions)
    const cards = of.cards.filter(({ number }) => numbers.has(number + 1))
    if (marks.nested) note('cloze-nested', where)
    if (marks.several) note('cloze-several-numbers', where)
    for (const { number } of of.cards) if (!numbers.has(number + 1)) note('no-such-blank', where, { card: number + 1 })
    if (text.deletions.length > mostDeletions) note('too-many-deletions', where, { most: mostDeletions })
    else if (cards.length === 0) note('no-cards', where)
    else return [incoming(type, of, { kind: 'cloze', text, note: back }, cards)]
    return []
  }

  /** Of what Fieldbook has written itself; null for anybody else's, and for the cards of the book. */
  function ours(type: NoteType, of: AnkiNote): IncomingNote[] | null {
    if (!isOurType(type.id)) return null
    const value = valuesOf(type, of)
    const html = (name: string) => value(name) ?? ''
    const found = ourText({
      ...{ type: type.id, tags: of.tags, deck: of.deck, html },
      field: (name) => clean(name === 'Text' ? markCloze(html(name)).html : html(name), of.where),
      clean: (text) => clean(text, of.where),
    })
    const { guid, modifiedAt, cards } = of
    return found && [{ guid, model: null, modifiedAt, cards, ...found }]
  }

  /** Texts of a note; none if it can't be taken, which is noted. */
  return (type: NoteType, of: AnkiNote): IncomingNote[] => {
    if (of.fields.some((field) => /\{\{c\d+::image-occlusion:/.test(field)) || /image occlusion/i.test(type.name)) {
      note('image-occlusion', of.where)
      return []
    }
    const fields = of.fields.map(withoutClozeLetters)
    let notes: IncomingNote[]
    try {
      const whole = { ...of, fields }
      notes = ours(type, whole) ?? (type.cloze ? cloze : standard)(type, whole)
    } catch (error) {
      if (!(error instanceof TooMuchHtml)) throw error
      note('too-much-html', of.where)
      return []
    }
    return notes.filter(({ text }) => {
      const isShort = [
        text.note,
        ...('front' in text ? [text.front] : []),
        ...('back' in text ? [text.back] : []),
        ...('text' in text ? [text.text] : []),
      ].every(({ length }) => length <= longestField)
      if (!isShort) note('too-long', of.where, { most: longestField })
      return isShort
    })
  }
}

/** A template as it is filled again and again. */
interface Sides {
  question: Part[]
  /** Behind the line, where what stands before it is the question again. */
  answer: Part[]
  /** The field that is to be typed. */
  typed: string | undefined
}

function compile({ question, answer }: { question: string; answer: string }): Sides {
  const asked = parseTemplate(question)
  const whole = parseTemplate(answer)
  const parts = behindLine(whole)
  const known = new Set(['FrontSide', ...fieldsIn(asked).map(({ name }) => name)])
  const isRepeated = parts && fieldsIn(parts.before).every(({ name }) => known.has(name))
  return {
    question: asked,
    answer: parts ? (isRepeated ? parts.after : [...parts.before, ...parts.after]) : whole,
    typed: fieldsIn(asked).find(({ filters }) => filters.includes('type') && !filters.includes('cloze'))?.name,
  }
}

/** Fields by name, and what Anki fills in besides them. */
function valuesOf(type: NoteType, { fields, tags, deck }: AnkiNote): (name: string) => string | undefined {
  const plain = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
  return (name) => {
    const at = type.fields.indexOf(name)
    if (at >= 0) return fields[at] ?? ''
    if (name === 'Tags') return plain(tags.join(' '))
    if (name === 'Deck') return plain(deck ?? '')
    if (name === 'Subdeck') return plain(deck?.split('::').at(-1) ?? '')
    if (name === 'Type') return plain(type.name)
    return undefined
  }
}

interface SidesText {
  kind: 'basic' | 'reversed' | 'typed'
  front: FieldText
  back: FieldText
  note: FieldText
}
type Text = SidesText | { kind: 'cloze'; text: FieldText; note: FieldText }

/** Null: one of the sides has nothing on it. */
function textOf(
  { question, answer, typed }: Sides,
  field: (name: string) => string | undefined,
  clean: (html: string) => FieldText,
): SidesText | null {
  const filled = (parts: Part[], hints: boolean, special: (name: string) => string) =>
    clean(fillTemplate(parts, { field, special: (_, name) => special(name), hints }))
  const value = (name: string) => field(name) ?? ''
  const front = filled(question, false, () => '')
  if (front.markup === '') return null
  const answerTyped = typed === undefined ? emptyField : clean(value(typed))
  // A picture can't be typed.
  if (answerTyped.plain) {
    // It stands in the card already, however the answer side shows it.
    const others = (name: string) => (name === typed ? '' : field(name))
    const rest = clean(fillTemplate(answer, { field: others, special: (_, name) => others(name) ?? '', hints: true }))
    return { kind: 'typed', front, back: answerTyped, note: rest }
  }
  const back = filled(answer, true, value)
  return back.markup === '' ? null : { kind: 'basic', front, back, note: emptyField }
}

function mirror(one: SidesText, other: SidesText): boolean {
  if (one.kind !== 'basic' || other.kind !== 'basic') return false
  return one.front.markup === other.back.markup && one.back.markup === other.front.markup
}

function incoming(type: NoteType, of: AnkiNote, text: Text, cards: IncomingCard[]): IncomingNote {
  const { guid, modifiedAt, tags, deck } = of
  const fields = text.kind === 'cloze' ? [text.text, text.note] : [text.front, text.back, text.note]
  const markup = fields.some(({ plain }) => plain === null)
  const said = (field: FieldText): string => (markup ? field.markup : (field.plain ?? ''))
  const common = {
    note: said(text.note),
    factors: [],
    place: null,
    ...(tags.length > 0 && { tags }),
    ...(deck && { deck }),
    ...(markup && { markup: true as const }),
  }
  return {
    guid,
    model: identityOf(type),
    modifiedAt,
    cards,
    text: {
      ...common,
      ...(text.kind === 'cloze'
        ? { kind: text.kind, text: said(text.text) }
        : {
            kind: text.kind,
            front: said(text.front),
            back: said(text.back),
            ...(text.kind === 'typed' && { accept: [] }),
          }),
    } as OwnCardText,
  }
}

/**
 * Names a note type by its id and by what makes it that type: the same id with other fields or cards is another, as Anki
 * tells them apart. Null for the types that we write ourselves: there the note's guid says enough.
 */
function identityOf({ id, cloze, fields, templates }: NoteType): string | null {
  if (isOurType(id)) return null
  const cards = [...templates].map(([ord, { name }]) => [ord, name])
  return `${id} ${hash(JSON.stringify([cloze, fields, cards])).toString(36)}`
}
