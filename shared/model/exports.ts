/** What can leave Fieldbook, and in which form. */

/** Which cards. Siblings go together: one that is asked for brings those made from the same text. */
export type CardSelection =
  | { kind: 'all' | 'own' | 'cases' }
  | { kind: 'chapter'; chapter: string }
  /** A deck or tag of own cards, with what is filed below it (`law` takes `law::federal` along). */
  | { kind: 'deck'; deck: string }
  | { kind: 'tag'; tag: string }
  /** As the table of cards finds them: see `rules/card-search.ts`. */
  | { kind: 'search'; search: string }
  /** One by one, by their ids. What is gone by now is left out. */
  | { kind: 'chosen'; cards: string[] }

export type ExportOf =
  /** `progress`: schedule, suspension, flags and review log; without it all cards are new. */
  | { format: 'anki'; cards: CardSelection; progress: boolean }
  /** Comma-separated, RFC 4180. `spreadsheet`: with a byte order mark, and no cell that a spreadsheet would compute. */
  | { format: 'csv'; cards: CardSelection; progress: boolean; spreadsheet: boolean }
  /** Tab-separated with the headers of Anki's text import. */
  | { format: 'tsv'; cards: CardSelection }
  /** Notes and highlights: Markdown files in a zip, or one HTML document. */
  | { format: 'markdown' | 'document' }
  /** Everything, as docs/export-format.md says. */
  | { format: 'json' }
export type ExportFormat = ExportOf['format']

/** What a file would hold. */
export interface ExportCounts {
  /** Notes in Anki's sense: siblings are one. Of tables the rows. */
  items: number
  cards: number
  reviews: number
  notes: number
  highlights: number
}
/** Among what one can choose. */
export interface ExportChoices {
  chapters: { id: string; number: number; title: string }[]
  decks: string[]
  tags: string[]
}
/** `problem`: why the search can't be read. */
export interface ExportPreview {
  counts: ExportCounts
  problem: string | null
}
/** Of the export under way, null if there is none: how far it is; a total of 0 while that can't be told. */
export type ExportProgress = { done: number; total: number } | null
