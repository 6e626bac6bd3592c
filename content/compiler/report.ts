import type { Compilation } from './compile'

/** What `content:report` prints: where each fact is taught, the cards of each objective, entries without a card. */
export function reportLines({ report }: Compilation): string[] {
  const { coverage, objectives, entriesWithoutCard, pastDate } = report
  const list = (items: string[]) => (items.length === 0 ? '-' : items.join(', '))
  const rows = [...coverage].map(([id, { chapters, cards, entries, source, notTaught }]) => {
    const otherwise = [source && `the record of ${source}`, notTaught && `not taught: ${notTaught}`].filter(Boolean)
    return `${id}  ${[...chapters, ...otherwise].join(', ') || 'NOWHERE'}  cards: ${list(cards)}  entries: ${list(entries)}`
  })
  const byChapter = [...coverage.values()].filter(({ chapters }) => chapters.length > 0).length
  return [
    'Facts of the source documents, and where each is dealt with',
    ...rows,
    `${coverage.size} facts: ${byChapter} in chapters, ${count(coverage, 'cards')} on cards, ${count(coverage, 'entries')} in the glossary`,
    '',
    'Cards of each objective',
    ...[...objectives].map(([id, cards]) => `${String(cards).padStart(4)}  ${id}`),
    '',
    `Entries without a card (${entriesWithoutCard.length}): ${list(entriesWithoutCard)}`,
    '',
    `Facts past their date (${pastDate.length}): ${list(pastDate)}`,
  ]
}

function count(coverage: Compilation['report']['coverage'], what: 'cards' | 'entries'): number {
  return [...coverage.values()].filter((covered) => covered[what].length > 0).length
}
