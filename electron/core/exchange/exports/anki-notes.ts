import type { Card, Inline, Option } from '../../../../shared/model/content'
import { guidOf } from '../../../../shared/rules/exchange-guid'
import { own } from '../../../../shared/rules/own'
import { shuffled } from '../../../../shared/rules/shuffle'
import type { PackIndex } from '../../services/pack'
import type { WrittenNote } from './anki-collection'
import { type Model, models } from './anki-models'
import { asHtml, clozeText } from './cloze'
import { escaped, gapMark, htmlOf, mediaIn } from './html'
import type { Item } from './items'

/** A note as Anki knows it. */
export interface AnkiNote extends Omit<WrittenNote, 'model' | 'cards'> {
  model: Model
  cards: { card: Card; ord: number }[]
  /** Names of files in its fields. */
  media: string[]
}

/** One note an item; a cloze text whose siblings don't fit together makes one each. */
export function notesOf(item: Item, pack: PackIndex): AnkiNote[] {
  const filled = fill(item, pack)
  if (filled) return [noteOf(item, filled, pack)]
  return item.cards.flatMap(({ card }) => {
    const alone: Item = { ...item, id: card.id, cards: [{ card, number: 0 }] }
    const each = fill(alone, pack)
    return each ? [noteOf(alone, each, pack)] : []
  })
}

interface Filled {
  model: Model
  fields: string[]
}

function fill(item: Item, pack: PackIndex): Filled | null {
  const [first, second] = item.cards.map(({ card }) => card)
  if (!first) return null
  const { front, back } = first
  const end = [htmlOf(first.why), sourcesHtml(item, pack)]
  switch (first.kind) {
    case 'basic':
      return { model: models.basic, fields: [htmlOf(front), htmlOf(back), ...end] }
    case 'reversed': {
      if (!second) return { model: models.basic, fields: [htmlOf(front), htmlOf(back), ...end] }
      const sides = [htmlOf(front), htmlOf(back)]
      const turned = [htmlOf(second.front), htmlOf(second.back)]
      const isPlain = sides[0] === turned[1] && sides[1] === turned[0]
      return isPlain
        ? { model: models.reversed, fields: [...sides, ...end] }
        : { model: models.bothWays, fields: [...sides, ...turned, ...end] }
    }
    case 'cloze': {
      const text = clozeText(item.cards, asHtml)
      return text === null ? null : { model: models.cloze, fields: [text, ...end] }
    }
    case 'typed':
      return {
        model: models.typed,
        fields: [htmlOf(front), htmlOf(back), first.accept.map(escaped).join('; '), ...end],
      }
    case 'multiple-choice': {
      const options = shuffled(first.options, first.id)
      const fields = [htmlOf(front), optionsHtml(options), rightHtml(options), reasonsHtml(options), ...end]
      return { model: models.choice, fields }
    }
    case 'classification': {
      const { options } = first
      const story = paragraphs(htmlOf(front))
      const told = [escaped(first.frontText), story, optionsHtml(options), rightHtml(options)]
      return { model: models.case, fields: [...told, factorsHtml(first, pack), reasonsHtml(options), ...end] }
    }
  }
}

function noteOf(item: Item, { model, fields }: Filled, pack: PackIndex): AnkiNote {
  const cards = item.cards.map(({ card, number }) => ({ card, ord: number }))
  const [first] = cards
  const card = first?.card as Card
  const asOf = Date.parse(pack.pack.asOf)
  const texts = cards.flatMap(({ card: each }) => [each.front, each.back, each.why, ...optionTexts(each)])
  return {
    guid: guidOf(item.id, item.own?.text.origin),
    model,
    fields: fields.map((field) => field.replaceAll(gapMark, '[…]')),
    tags: tagsOf(item, card),
    deck: deckOf(item, card, pack),
    cards,
    media: mediaIn(texts),
    createdAt: item.own?.ref.createdAt ?? asOf,
    modifiedAt: item.own?.ref.updatedAt ?? asOf,
  }
}

/** The one it was in, or its chapter's; two digits, so that these stand in the order of the book. */
export function deckOf({ own: mine }: Item, { chapter: id }: Card, { pack }: PackIndex): string {
  if (mine?.text.deck) return mine.text.deck
  const chapter = pack.chapters.find((each) => each.id === id)
  if (!chapter) return mine ? 'Fieldbook::My cards' : 'Fieldbook'
  return `Fieldbook::Chapter ${String(chapter.number).padStart(2, '0')} ${chapter.title.replaceAll('::', ':')}`
}

/** Those of the book stand under `Fieldbook`, so that they can be told from the learner's. No tag has a space. */
export function tagsOf({ own: mine, cards }: Item, { chapter, factors, classes }: Card): string[] {
  const book = [
    ...(chapter === '' ? [] : [`chapter::${chapter}`]),
    ...factors.map((factor) => `factor::${factor}`),
    ...classes.map((each) => `class::${each}`),
    // They say in another program too that these aren't the book's.
    ...(cards.some(({ card }) => card.corrected) ? ['your-words'] : []),
  ].map((tag) => `Fieldbook::${tag}`)
  return [
    ...new Set(
      [...(mine?.text.tags ?? []), ...book].map((tag) => tag.trim().replace(/[\s\u3000]+/g, '_')).filter(Boolean),
    ),
  ]
}

const optionTexts = (card: Card): Inline[][] =>
  'options' in card ? card.options.flatMap(({ text, why }) => [text, why]) : []

const optionsHtml = (options: readonly Option[]) =>
  `<ol type="A">${options.map(({ text }) => `<li>${htmlOf(text)}</li>`).join('')}</ol>`
const rightHtml = (options: readonly Option[]) => htmlOf(options.find(({ right }) => right)?.text ?? [])

/** Why each wrong one is wrong, where that is said. */
function reasonsHtml(options: readonly Option[]): string {
  const said = options.filter(({ right, why }) => !right && why.length > 0)
  if (said.length === 0) return ''
  return `<ul>${said.map(({ text, why }) => `<li>Not “${htmlOf(text)}”: ${htmlOf(why)}</li>`).join('')}</ul>`
}

/** What the story says on each factor that decides. */
function factorsHtml(card: Extract<Card, { kind: 'classification' }>, { pack }: PackIndex): string {
  const scenario = pack.scenarios.find(({ id }) => id === card.scenario)
  const deciding = scenario?.factors.filter(({ decides }) => decides) ?? []
  if (deciding.length === 0) return ''
  const nameOf = (id: string) => pack.factors.find((factor) => factor.id === id)?.name ?? id
  const items = deciding.map(({ factor, says }) => `<li>${escaped(nameOf(factor))}: ${htmlOf(says)}</li>`)
  return `<ul>${items.join('')}</ul>`
}

const paragraphs = (html: string) =>
  html
    .split('<br><br>')
    .map((text) => `<p>${text}</p>`)
    .join('')

/** Each source once, with the places in it. */
function sourcesHtml({ cards }: Item, pack: PackIndex): string {
  const { facts, sources } = pack.support(new Set(cards.flatMap(({ card }) => card.facts)))
  const places = new Map<string, Set<string>>()
  for (const { source, section } of Object.values(facts))
    places.set(source, (places.get(source) ?? new Set()).add(section))
  const lines = [...places].flatMap(([id, sections]) => {
    const source = own(sources, id)
    if (!source) return []
    const date = source.date === 'unknown' ? '' : `, ${source.date}`
    return [escaped(`${source.title}. ${source.publisher}${date} (${[...sections].join('; ')}).`)]
  })
  return lines.length === 0 ? '' : `Sources: ${lines.join(' ')}`
}
