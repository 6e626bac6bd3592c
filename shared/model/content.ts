/** The compiled form of a content pack: plain data that survives JSON. The compiler in `content/compiler` makes it. */

export type ClassId = string
export type FactorId = string

/** A run of text inside a block. There is no raw HTML anywhere. */
export type Inline =
  | { type: 'text'; text: string }
  | { type: 'strong' | 'emphasis'; children: Inline[] }
  /** A glossary entry that opens in place. */
  | { type: 'term'; entry: string; children: Inline[] }
  | { type: 'link'; chapter: string; section?: string; children: Inline[] }
  /** Stands behind the statement it supports; fact ids as in `Pack.facts`. */
  | { type: 'citation'; facts: string[] }

interface BlockBase {
  /** `<section id>-<8 hex digits of the text's hash>`: unique in its chapter; stays while the text stays. */
  id: string
  /** The block's words without marks or citations: for search, and for finding a note's paragraph again. */
  text: string
}
export type CalloutKind = 'key-distinction' | 'key-figure' | 'key-term' | 'check-yourself'
export type Block = BlockBase &
  (
    | { type: 'paragraph'; children: Inline[]; plain?: true }
    | { type: 'heading'; children: Inline[] }
    | { type: 'list'; ordered: boolean; items: Inline[][] }
    | { type: 'table'; header: Inline[][]; rows: Inline[][][] }
    /** For `check-yourself`, `question` is asked first and `blocks` hold the answer. */
    | { type: 'callout'; callout: CalloutKind; title: string; question?: Inline[]; blocks: Block[] }
  )

export interface Objective {
  id: string
  text: string
}
export interface Section {
  /** `opening` is the text before a chapter's first heading. */
  id: string
  title: string
  words: number
  blocks: Block[]
}
export interface Chapter {
  id: string
  number: number
  title: string
  summary: string
  status: 'complete' | 'outline'
  objectives: Objective[]
  words: number
  /** Reading time in whole minutes, at 200 words a minute, at least 1. */
  minutes: number
  sections: Section[]
  /** Ids of the sources cited, in order of first use. */
  sources: string[]
}

export type EntryKind =
  | 'agency'
  | 'unit'
  | 'organization'
  | 'task-force'
  | 'program'
  | 'campaign'
  | 'operation'
  | 'plan'
  | 'strategy'
  | 'statute'
  | 'instrument'
  | 'term'
export type RelationType = 'parent' | 'works-with' | 'leads' | 'funds' | 'reports-to' | 'part-of' | 'based-on'
export type Response = 'smuggling' | 'trafficking' | 'both' | 'context'
export interface Entry {
  id: string
  kind: EntryKind
  name: string
  acronym?: string
  aliases: string[]
  response: Response
  summary: Inline[]
  summaryText: string
  blocks: Block[]
  since?: string
  asOf: string
  relations: { type: RelationType; to: string; facts: string[] }[]
  /** Where chapters mention it (made by the compiler). */
  mentions: { chapter: string; section: string }[]
  /** Ids of the cards that ask about it (made by the compiler). */
  cards: string[]
}

export interface Card {
  id: string
  kind: 'basic'
  chapter: string
  section: string
  objectives: string[]
  factors: FactorId[]
  classes: ClassId[]
  terms: string[]
  front: Inline[]
  back: Inline[]
  why: Inline[]
  /** The question in plain words: for lists, search and "Undo: …". */
  frontText: string
  backText: string
  facts: string[]
  contrast?: string
}

export interface Source {
  id: string
  kind: 'source-document' | 'reference'
  title: string
  publisher: string
  author?: string
  /** YYYY, YYYY-MM, YYYY-MM-DD or `unknown`. */
  date: string
  url?: string
  note?: string
}
/** Where a fact stands; `asOf` is given only where it differs from its source's date. */
export interface FactPlace {
  source: string
  section: string
  asOf?: string
}

export interface CaseClass {
  id: ClassId
  name: string
  summary: string
}
export interface Factor {
  id: FactorId
  name: string
  scope: 'us-law' | 'un' | 'contrast-only'
  question: string
  summary: string
}

export interface Pack {
  format: 1
  id: string
  title: string
  version: string
  language: string
  asOf: string
  about: string
  /** SHA-256 (hex) of everything else in this object: says exactly which edition was studied. */
  hash: string
  classes: CaseClass[]
  factors: Factor[]
  sources: Source[]
  facts: Record<string, FactPlace>
  chapters: Chapter[]
  glossary: Entry[]
  cards: Card[]
}
