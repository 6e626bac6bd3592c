import { readFile } from 'node:fs/promises'
import type {
  Block,
  Card,
  Chapter,
  Entry,
  FactPlace,
  Inline,
  Objective,
  Pack,
  Scenario,
  Section,
  Source,
} from '../../../shared/model/content'
import type { OwnCardRef } from '../../../shared/model/own-card'
import { cardContent } from '../../../shared/rules/card-content'
import { NotFound } from './errors'

/** A compiled pack with the ways into it that the services need. */
export interface PackIndex {
  pack: Pack
  /** Each of these throws `NotFound` for an id that isn't in the pack. */
  chapter(id: string): Chapter
  section(chapter: string, section: string): Section
  entry(id: string): Entry
  card(id: string): Card
  objective(id: string): Objective
  scenario(id: string): Scenario
  has(what: 'card' | 'entry', id: string): boolean
  /** What a card is called: its question; of a removed own card its last one, of any other the id. */
  nameOf(card: string): string
  /** The same of one version of an own text; empty if it can't be read. */
  nameOfOwn(card: string, ref: OwnCardRef): string
  /** All cards, chapter by chapter, in the pack's order: the order in which new ones are introduced. */
  cards: readonly Card[]
  cardsOfChapter(chapter: string): readonly Card[]
  cardsOfObjective(objective: string): readonly Card[]
  /** Where the facts stand, and the sources those places name. */
  support(facts: Iterable<string>): { facts: Record<string, FactPlace>; sources: Record<string, Source> }
}

/** Reads a compiled pack. Throws if the file can't be read or isn't one: the installation is damaged, not the data. */
export async function readPack(file: string): Promise<Pack> {
  const pack: Pack = JSON.parse(await readFile(file, 'utf8'))
  if (pack.format !== 1) throw new Error(`${file} is a content pack of format ${pack.format}; this version reads 1`)
  return pack
}

export function indexPack(pack: Pack): PackIndex {
  const chapters = byId(pack.chapters)
  const entries = byId(pack.glossary)
  const named = pack.cards.map((card): Card => ({ ...card, content: cardContent(card) }))
  const cards = byId(named)
  const objectives = byId(pack.chapters.flatMap((chapter) => chapter.objectives))
  const scenarios = byId(pack.scenarios)
  const sources = byId(pack.sources)
  const order = new Map(pack.chapters.map((chapter, index) => [chapter.id, index]))
  const place = (card: Card) => order.get(card.chapter) ?? pack.chapters.length
  const ordered = named.toSorted((one, other) => place(one) - place(other))
  const cardsByChapter = groupBy(ordered, (card) => [card.chapter])
  const cardsByObjective = groupBy(ordered, (card) => card.objectives)
  const chapter = (id: string) => found(chapters.get(id), 'chapter', id)
  return {
    pack,
    chapter,
    section: (inChapter, id) =>
      found(
        chapter(inChapter).sections.find((section) => section.id === id),
        'section',
        id,
      ),
    entry: (id) => found(entries.get(id), 'entry', id),
    card: (id) => found(cards.get(id), 'card', id),
    objective: (id) => found(objectives.get(id), 'objective', id),
    scenario: (id) => found(scenarios.get(id), 'scenario', id),
    has: (what, id) => (what === 'card' ? cards : entries).has(id),
    nameOf: (id) => cards.get(id)?.frontText ?? id,
    nameOfOwn: () => '',
    cards: ordered,
    cardsOfChapter: (id) => cardsByChapter.get(id) ?? [],
    cardsOfObjective: (id) => cardsByObjective.get(id) ?? [],
    support(ids) {
      const facts: Record<string, FactPlace> = {}
      const cited: Record<string, Source> = {}
      for (const id of ids) {
        const place = pack.facts[id]
        const source = place && sources.get(place.source)
        if (!source) continue
        facts[id] = place
        cited[source.id] = source
      }
      return { facts, sources: cited }
    },
  }
}

/** Ids of the facts that a text cites. */
export function factsOf(text: readonly (Inline | Block)[]): Set<string> {
  const facts = new Set<string>()
  const walk = (part: Inline | Block | undefined) => {
    if (!part) return
    if (part.type === 'citation') for (const fact of part.facts) facts.add(fact)
    if ('children' in part) part.children.forEach(walk)
    if (part.type === 'list') part.items.flat().forEach(walk)
    if (part.type === 'table') [...part.header.flat(), ...part.rows.flat(2)].forEach(walk)
    if (part.type === 'figure') {
      for (const row of part.rows) for (const fact of row.facts) facts.add(fact)
      part.note.forEach(walk)
    }
    if (part.type === 'callout') [...(part.question ?? []), ...part.blocks].forEach(walk)
  }
  text.forEach(walk)
  return facts
}

/** The same of everything that is shown of a story once it has been answered. */
export function factsOfScenario(scenario: Scenario): Set<string> {
  const { factors, wrong, protection = [], takeaway, law = [], difference } = scenario
  return factsOf([
    ...factors.flatMap(({ says }) => says),
    ...wrong.flatMap(({ why }) => why),
    ...protection,
    ...takeaway,
    ...law,
    ...difference.text,
  ])
}

/** The words of a text, without marks and citations. */
export function wordsOf(text: readonly Inline[]): string {
  return text
    .map((part) => {
      if (part.type === 'text') return part.text
      if (part.type === 'break') return '\n'
      return 'children' in part ? wordsOf(part.children) : ''
    })
    .join('')
}

function byId<T extends { id: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]))
}

function groupBy<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key)
      if (group) group.push(item)
      else groups.set(key, [item])
    }
  }
  return groups
}

function found<T>(item: T | undefined, what: string, id: string): T {
  if (!item) throw new NotFound(what, id)
  return item
}
