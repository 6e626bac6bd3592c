import type { At, Item, ItemKind } from './items'

export const kindNames: Record<ItemKind, { one: string; many: string }> = {
  about: { one: 'About the pack', many: 'The pack' },
  source: { one: 'A document', many: 'Documents it rests on' },
  chapter: { one: 'A chapter', many: 'Chapters' },
  overlay: { one: 'An addition to the book', many: 'Additions to the book' },
  help: { one: 'Local contacts', many: 'Local contacts' },
  entry: { one: 'A glossary entry', many: 'Glossary entries' },
  card: { one: 'A card', many: 'Cards' },
  story: { one: 'A pair of stories', many: 'Pairs of stories' },
}

/** What a thing is called; empty where it has no name yet. */
export function itemName(item: Item | undefined): string {
  if (!item) return ''
  const { kind, value } = item
  if (kind === 'about') return String(value.title ?? '')
  if (kind === 'help') return kindNames.help.one
  const [story] = (Array.isArray(value.stories) ? value.stories : []) as { title?: string }[]
  const words = value.title ?? value.name ?? value.front ?? value.text ?? story?.title ?? ''
  const name = String(words)
    .replace(/\{\{\d+\|([^}|]*)[^}]*\}\}/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
  return name.length > 60 ? `${name.slice(0, 57).trimEnd()}…` : name
}

const names: Record<string, string> = {
  title: 'title',
  name: 'name',
  about: 'what it adds',
  version: 'version',
  asOf: 'as of',
  publisher: 'who published it',
  date: 'date',
  url: 'address',
  places: 'places in it',
  summary: 'in a sentence',
  text: 'text',
  objectives: 'objective',
  kind: 'kind',
  front: 'question',
  back: 'answer',
  reverse: 'the other way round',
  accept: 'also right',
  options: 'answers',
  why: 'why',
  facts: 'where this is written',
  section: 'where it stands',
  entry: 'glossary entry',
  factor: 'fact',
  differs: 'how they differ',
  story: 'story',
  class: 'what the case is',
  factors: 'what the story says',
  wrong: 'why it is nothing else',
  tempting: 'wrong answer',
  protection: 'what comes first for the person',
  next: 'what to find out',
  takeaway: 'what to take away',
  law: 'the law to read',
  classes: 'kinds of case',
  terms: 'glossary entries',
  contrast: 'look-alike',
  agencies: 'bodies that deal with it',
  relations: 'how it connects',
  since: 'since when',
}
/** Where in a thing: `section 2, text`. */
export function fieldName(at: At): string {
  const [first, number, ...rest] = at
  const own = (part: string | number | undefined) => names[String(part)] ?? ''
  if (first === 'sections' && typeof number === 'number') return `section ${number + 1}, ${own(rest[0])}`
  if (first === 'stories' && typeof number === 'number')
    return [number === 0 ? 'first story' : 'second story', own(rest[0])].filter(Boolean).join(', ')
  if (first === 'options' && typeof number === 'number')
    return `answer ${number + 1}${rest[0] === 'why' ? ', why' : ''}`
  if (first === 'relations' && typeof number === 'number') return `connection ${number + 1}`
  // A story says something on each; a card only names them.
  return first === 'factors' ? 'facts that matter' : own(first)
}
