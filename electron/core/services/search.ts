import { setImmediate } from 'node:timers/promises'
import MiniSearch, { type SearchOptions } from 'minisearch'
import type { Block, Card, Chapter, Entry } from '../../../shared/model/content'
import type { SearchGroup, SearchHit } from '../../../shared/model/views'
import { contextOf, contextOfMarkdown } from './context'
import type { NoteText } from './note-texts'
import { type PackIndex, wordsOf } from './pack'
import { takeTurns } from './turns'
import { wordsIn } from './words'

export interface SearchNeeds {
  pack: PackIndex
  texts: () => Promise<ReadonlyMap<string, NoteText>>
}

/** One thing that can be found. */
interface Page {
  /** Unique over all groups. */
  key: string
  id: string
  title: string
  acronym: string
  aliases: string
  text: string
  hit: Pick<SearchHit, 'group' | 'where'>
}
type Index = MiniSearch<Page>
interface Found {
  page: Page
  /** The words of the page that matched. */
  terms: ReadonlySet<string>
}

/** More words than this in a question don't narrow it down; each costs a walk through the index. */
const mostWords = 16
/** Notes put into the index at a time: between them the process answers others. */
const notesAtATime = 50

/** Finds words, beginnings of words and words with a slip in them, in the pack and in the notes. */
export function searchService({ pack, texts }: SearchNeeds) {
  /** In the order in which their hits are shown. */
  const indexes: Index[] = []
  const cards = emptyIndex()
  let indexedCards: readonly Card[] = []
  const notes = emptyIndex()
  const indexedNotes = new Map<string, NoteText>()
  const pages = new Map<string, Page>()
  const inTurn = takeTurns()

  async function bringUpToDate(): Promise<void> {
    if (indexes.length === 0) {
      const { chapters, glossary } = pack.pack
      const built = [await filledIndex(chapters.flatMap(pagesOfChapter)), await filledIndex(glossary.map(pageOfEntry))]
      indexes.push(...built, cards, notes)
    }
    await bringCardsUpToDate()
    await bringNotesUpToDate()
  }

  async function filledIndex(all: Page[]): Promise<Index> {
    const index = emptyIndex()
    await index.addAllAsync(all, { chunkSize: 200 })
    for (const page of all) pages.set(page.key, page)
    return index
  }

  /** Own cards come, change and go; a card that didn't change is the same object as before. */
  async function bringCardsUpToDate(): Promise<void> {
    const current = pack.cards
    if (current === indexedCards) return
    const known = new Set(indexedCards)
    const now = new Set(current)
    for (const card of indexedCards) if (!now.has(card)) cards.discard(keyOf('cards', card.id))
    const added = current.filter((card) => !known.has(card)).map(pageOfCard)
    indexedCards = current
    for (const page of added) pages.set(page.key, page)
    await cards.addAllAsync(added, { chunkSize: 200 })
  }

  async function bringNotesUpToDate(): Promise<void> {
    const current = await texts()
    for (const id of indexedNotes.keys()) {
      if (current.has(id)) continue
      notes.discard(keyOf('notes', id))
      indexedNotes.delete(id)
    }
    let changed = 0
    for (const [id, note] of current) {
      if (indexedNotes.get(id) === note) continue
      const page = pageOfNote(note)
      if (notes.has(page.key)) notes.replace(page)
      else notes.add(page)
      indexedNotes.set(id, note)
      pages.set(page.key, page)
      changed += 1
      if (changed % notesAtATime === 0) await setImmediate()
    }
  }

  /**
   * In each index, pages with all the words; where no index has any, words with a slip in them count too; then pages
   * with any of the words. Looser hits beside strict ones would only be noise.
   */
  function find(question: string): Found[][] {
    for (const options of attempts) {
      const found = indexes.map((index) =>
        index.search(question, options).flatMap(({ id, terms }) => {
          const page = pages.get(id)
          return page ? [{ page, terms: new Set(terms) }] : []
        }),
      )
      if (found.some((results) => results.length > 0)) return found
    }
    return []
  }

  return {
    async query({ text, limit }: { text: string; limit: number }): Promise<SearchHit[]> {
      const terms = tellingTerms(text).slice(0, mostWords)
      if (terms.length === 0) return []
      await inTurn(bringUpToDate)
      const question = terms.join(' ')
      const named = exactlyNamed(question, pack.pack.glossary).map(({ id }) => keyOf('glossary', id))
      const first = named.flatMap((key) => pages.get(key) ?? []).map((page) => ({ page, terms: new Set(terms) }))
      const others = find(question).map((group) => group.filter(({ page }) => !named.includes(page.key)))
      return [...first.slice(0, limit), ...shareOut(others, limit - first.length).flat()].map(toHit)
    },
  }
}

function emptyIndex(): Index {
  return new MiniSearch<Page>({
    idField: 'key',
    fields: ['title', 'acronym', 'aliases', 'text'],
    tokenize: (text) => wordsIn(text).map(({ term }) => term),
    processTerm: (term) => term,
    searchOptions: {
      boost: { acronym: 8, title: 4, aliases: 4 },
      prefix: (term) => term.length > 1,
      // Nobody slips in a word of 40 letters, and looking for words like one of 10,000 takes seconds.
      fuzzy: (term) => (term.length < 5 || term.length > 40 || /\d/.test(term) ? false : 0.2),
      weights: { prefix: 0.5, fuzzy: 0.2 },
    },
  })
}

const attempts: SearchOptions[] = [{ combineWith: 'AND', fuzzy: false }, { combineWith: 'AND' }, { combineWith: 'OR' }]

/** The words of a question or name that tell something; all of them if none does. */
function tellingTerms(text: string): string[] {
  const terms = wordsIn(text).map(({ term }) => term)
  const telling = terms.filter((term) => !fillers.has(term))
  return telling.length > 0 ? telling : terms
}
const fillers = new Set(
  'a an and are as at by do does did for from how in is it of on or that the this to was what when where which who with'.split(
    ' ',
  ),
)

/** Entries whose acronym, name or alias is the question, word for word; acronyms first. */
function exactlyNamed(question: string, glossary: readonly Entry[]): Entry[] {
  const is = (name: string | undefined) => name !== undefined && tellingTerms(name).join(' ') === question
  const byAcronym = glossary.filter((entry) => is(entry.acronym))
  const byName = glossary.filter((entry) => is(entry.name) || entry.aliases.some(is))
  return [...new Set([...byAcronym, ...byName])]
}

/** Takes from each group in turn until `limit` is reached: no group pushes the others out. */
function shareOut<T>(groups: readonly T[][], limit: number): T[][] {
  const taken = groups.map(() => 0)
  let left = limit
  for (let round = 0; left > 0 && groups.some((group) => group.length > round); round += 1) {
    groups.forEach((group, index) => {
      if (group.length <= round || left === 0) return
      taken[index] = round + 1
      left -= 1
    })
  }
  return groups.map((group, index) => group.slice(0, taken[index]))
}

function toHit({ page, terms }: Found): SearchHit {
  const context = page.hit.group === 'notes' ? contextOfMarkdown : contextOf
  return { ...page.hit, id: page.id, title: page.title, ...context(page.text, terms) }
}

function keyOf(group: SearchGroup, id: string): string {
  return `${group} ${id}`
}

function pagesOfChapter(chapter: Chapter): Page[] {
  return chapter.sections.map((section, index) => ({
    key: keyOf('chapters', `${chapter.id}#${section.id}`),
    id: `${chapter.id}#${section.id}`,
    title: section.id === 'opening' ? chapter.title : section.title,
    acronym: '',
    // Who types a chapter's name wants its beginning.
    aliases: index === 0 ? `${chapter.title} ${chapter.summary}` : '',
    text: textOf(section.blocks),
    hit: { group: 'chapters', where: { kind: 'chapter', chapter: chapter.id, section: section.id } },
  }))
}

function pageOfEntry(entry: Entry): Page {
  return {
    key: keyOf('glossary', entry.id),
    id: entry.id,
    title: entry.name,
    acronym: entry.acronym ?? '',
    aliases: entry.aliases.join(' · '),
    text: `${entry.summaryText} ${textOf(entry.blocks)}`,
    hit: { group: 'glossary', where: { kind: 'entry', entry: entry.id } },
  }
}

function pageOfCard(card: Card): Page {
  return {
    key: keyOf('cards', card.id),
    id: card.id,
    title: card.frontText,
    acronym: '',
    aliases: '',
    text: `${card.backText} ${wordsOf(card.why)}`,
    hit: { group: 'cards', where: { kind: 'card', card: card.id, chapter: card.chapter, section: card.section } },
  }
}

function pageOfNote({ record, text }: NoteText): Page {
  return {
    key: keyOf('notes', record.id),
    id: record.id,
    title: record.title,
    acronym: '',
    aliases: '',
    text,
    hit: { group: 'notes', where: { kind: 'note', note: record.id } },
  }
}

function textOf(blocks: readonly Block[]): string {
  return blocks.map((block) => (block.type === 'callout' ? `${block.title} ${block.text}` : block.text)).join(' ')
}
