/** How a table of text (CSV, TSV, what Anki writes as text) is read, and what a look at it shows. */

/** What a column holds. `options`: answers to choose from, `accept`: taken as right too; several parted by lines or `|`. */
export const columnRoles = [
  'front',
  'back',
  'note',
  'tags',
  'deck',
  'kind',
  'accept',
  'options',
  'guid',
  'ignored',
] as const
export type ColumnRole = (typeof columnRoles)[number]
export const delimiters = [',', ';', '\t', '|', ':', ' '] as const
export type Delimiter = (typeof delimiters)[number]
export const encodings = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const
export type Encoding = (typeof encodings)[number]

/** What isn't given is recognised. */
export interface TextOptions {
  delimiter?: Delimiter | undefined
  encoding?: Encoding | undefined
  /** Whether the first row names the columns. */
  header?: boolean | undefined
  columns?: ColumnRole[] | undefined
}
export interface TextLook {
  delimiter: Delimiter
  encoding: Encoding
  header: boolean
  columns: ColumnRole[]
  /** As the first row or the file's own headers call them; empty where they have none. */
  names: string[]
  /** The first rows, cut where they are long; without the one that names the columns. */
  rows: string[][]
  /** The file says itself how it is to be read. */
  declared: boolean
  /** With this delimiter all is one column, and with that one it would be several. */
  better: Delimiter | null
}
