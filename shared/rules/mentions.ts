import type { Block, Card, Chapter, Entry, Inline } from '../model/content'

/** An entry whose mentions aren't known yet. */
export type LooseEntry = Omit<Entry, 'mentions' | 'cards'>

/** Adds to each entry where chapters link to it and which cards ask about it. */
export function withMentions(
  entries: readonly LooseEntry[],
  chapters: readonly Chapter[],
  cards: readonly Card[],
): Entry[] {
  const mentions = new Map<string, Entry['mentions']>()
  for (const chapter of chapters) {
    for (const section of chapter.sections) {
      for (const entry of new Set(section.blocks.flatMap(termsInBlock))) {
        mentions.set(entry, [...(mentions.get(entry) ?? []), { chapter: chapter.id, section: section.id }])
      }
    }
  }
  const asked = new Map<string, string[]>()
  for (const card of cards) {
    for (const entry of new Set([...card.terms, ...[card.front, card.back, card.why].flatMap(termsIn)])) {
      asked.set(entry, [...(asked.get(entry) ?? []), card.id])
    }
  }
  return entries.map((entry) => ({
    ...entry,
    mentions: mentions.get(entry.id) ?? [],
    cards: asked.get(entry.id) ?? [],
  }))
}

function termsInBlock(block: Block): string[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return termsIn(block.children)
    case 'list':
      return block.items.flatMap(termsIn)
    case 'table':
      return [block.header, ...block.rows].flat().flatMap(termsIn)
    case 'figure':
      return termsIn(block.note)
    case 'callout':
      return [...termsIn(block.question ?? []), ...block.blocks.flatMap(termsInBlock)]
  }
}

function termsIn(inlines: Inline[]): string[] {
  return inlines.flatMap((inline) => {
    if (!('children' in inline)) return []
    return [...(inline.type === 'term' ? [inline.entry] : []), ...termsIn(inline.children)]
  })
}
