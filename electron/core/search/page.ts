import type { Block, Card, Chapter, Entry, Scenario } from '../../../shared/model/content'
import type { NoteRecord } from '../../../shared/model/study'
import type { SearchGroup, SearchHit } from '../../../shared/model/views'
import { initialsOf } from '../../../shared/rules/spelling'
import { wordsOf } from '../services/pack'
import { wordsIn } from '../services/words'

/** One thing that can be found. Plain data: it goes from one thread to another. */
export interface Page {
  /** Unique over all groups. */
  key: string
  group: SearchGroup
  id: string
  title: string
  /** Other names; each counts like the title. */
  acronym?: string
  aliases?: string[]
  /** Found as if they were a name, but too short to be one. */
  initials?: string
  tags?: string[]
  /** Its text, passage by passage; a hit shows the words around it in one of them, and leads there if it has an id. */
  passages: { id?: string; text: string }[]
  where: SearchHit['where']
}

export const keyOf = (group: SearchGroup, id: string): string => `${group} ${id}`

export function pagesOfChapter(chapter: Chapter): Page[] {
  return chapter.sections.map((section, index) => {
    const id = `${chapter.id}#${section.id}`
    const passages = passagesOf(section.blocks)
    return {
      key: keyOf('chapters', id),
      group: 'chapters',
      id,
      title: section.id === 'opening' ? chapter.title : section.title,
      // Who types a chapter's name wants its beginning.
      ...(index === 0 && { aliases: [chapter.title, `Chapter ${chapter.number}`] }),
      passages: index === 0 ? [{ text: chapter.summary }, ...passages] : passages,
      where: { kind: 'chapter', chapter: chapter.id, section: section.id },
    }
  })
}

export function pageOfEntry(entry: Entry): Page {
  const initials = initialsOf(
    wordsIn(entry.name)
      .map(({ term }) => term)
      .join(' '),
  )
  return {
    key: keyOf('glossary', entry.id),
    group: 'glossary',
    id: entry.id,
    title: entry.name,
    ...(entry.acronym !== undefined && { acronym: entry.acronym }),
    aliases: entry.aliases,
    ...(initials.length > 2 && { initials }),
    passages: [{ text: entry.summaryText }, ...passagesOf(entry.blocks).map(({ text }) => ({ text }))],
    where: { kind: 'entry', entry: entry.id },
  }
}

/** A case is found by its story too. Stories that are held out have no card, and so no page. */
export function pageOfCard(card: Card, scenarioOf: (id: string) => Scenario): Page {
  const story = card.kind === 'classification' ? scenarioOf(card.scenario).story : ''
  return {
    key: keyOf('cards', card.id),
    group: 'cards',
    id: card.id,
    title: card.frontText,
    passages: [story, card.backText, wordsOf(card.why)].filter(Boolean).map((text) => ({ text })),
    where: {
      ...{ kind: 'card', card: card.id, chapter: card.chapter, section: card.section },
      ...(card.paragraph !== '' && { paragraph: card.paragraph }),
    },
  }
}

export function pageOfNote(record: NoteRecord, text: string): Page {
  return {
    key: keyOf('notes', record.id),
    group: 'notes',
    id: record.id,
    title: record.title,
    tags: record.tags ?? [],
    passages: [{ text }],
    where: { kind: 'note', note: record.id },
  }
}

function passagesOf(blocks: readonly Block[]): { id: string; text: string }[] {
  return blocks.map((block) => ({
    id: block.id,
    text: block.type === 'callout' ? `${block.title} ${block.text}` : block.text,
  }))
}
