/** The compiled form of a content pack: plain data that survives JSON. The compiler in `content/compiler` makes it. */

import type { CardField } from './corrections'

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
  /** In the question of a cloze card: words to be found, with what helps to find them. */
  | { type: 'gap'; hint?: string }
  /** Of own cards that came from elsewhere (`rules/card-markup.ts`): a new line, and a picture of the media store, `<sha256>.<ext>`. */
  | { type: 'break' }
  | { type: 'image'; media: string; alt: string }

interface BlockBase {
  /** `<section id>-<8 hex digits of the text's hash>`: unique in its chapter; stays while the text stays. */
  id: string
  /** The block's words without marks or citations: for search, and for finding a note's paragraph again. */
  text: string
}
export type CalloutKind = 'key-distinction' | 'key-figure' | 'key-term' | 'check-yourself' | 'addition'
export type Block = BlockBase &
  (
    | { type: 'paragraph'; children: Inline[]; plain?: true }
    | { type: 'heading'; children: Inline[] }
    | { type: 'list'; ordered: boolean; items: Inline[][] }
    | { type: 'table'; header: Inline[][]; rows: Inline[][][] }
    /** For `check-yourself`, `question` is asked first and `blocks` hold the answer. */
    /** Numbers to be compared, drawn from nought. `note` says what one must know to compare them. */
    | { type: 'figure'; title: string; unit: string; asOf: string; rows: FigureRow[]; note: Inline[] }
    /** `from`: of an `addition`, the title of the pack that makes it. */
    | { type: 'callout'; callout: CalloutKind; title: string; question?: Inline[]; from?: string; blocks: Block[] }
  )

/** One number of a figure, and the facts it stands in. */
export interface FigureRow {
  label: string
  /** YYYY, YYYY-MM or YYYY-MM-DD in a figure over time; then all its rows have one, rising. */
  at?: string
  /** Not negative. In a figure whose unit is `%`, at most 100. */
  value: number
  /** How the number is told where it isn't simply that number: "over 260". */
  says?: string
  /** The number is at least this. */
  floor?: true
  facts: string[]
}

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
  /** Of a chapter that isn't the book's own: title of the pack it came with. */
  from?: string
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

interface CardBase {
  id: string
  chapter: string
  section: string
  /** Id of the section's block that teaches it (made by the compiler). */
  paragraph: string
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
  /** Names what it asks and answers (made when the pack is read): another name, other words. */
  content?: string
  /** Of a learner's own card: id of the text it is made from. Its chapter and section are empty where it has no place. */
  own?: string
  /** Those of its texts that are the learner's own words and not the book's (`rules/corrections.ts`). */
  corrected?: CardField[]
  /** What that text is filed under. */
  tags?: string[]
  deck?: string
}
/** A choice of answers in the order of the file; a review shuffles them. */
export interface Option {
  id: string
  text: Inline[]
  /** True of exactly one. */
  right: boolean
  /** Of a wrong one: what makes it wrong. */
  why: Inline[]
  /** Those of the two that are the learner's own words (`rules/corrections.ts`). */
  own?: ('text' | 'why')[]
}
export type Card = CardBase &
  (
    | { kind: 'basic' }
    /** `item` is shared by the cards that come from one item of the file: siblings, not to be asked on one day. */
    | { kind: 'reversed' | 'cloze'; item: string }
    | { kind: 'multiple-choice'; options: Option[] }
    /** The answer is typed; `accept` is taken as right besides the back: see `rules/typed-answer.ts`. */
    | { kind: 'typed'; accept: string[] }
    /** The story of a scenario; the options are the pack's classes. */
    | { kind: 'classification'; scenario: string; options: Option[] }
  )

/** A made-up story to be classed. */
export interface Scenario {
  id: string
  /** The other of its pair: alike, but for one fact and the class. */
  twin: string
  /** Kept out of review, lists and search: it tests what carries over to new stories. */
  heldOut: boolean
  chapter: string
  section: string
  objectives: string[]
  title: string
  story: string
  class: ClassId
  /** What the story says on each factor that matters, and whether that decided it. */
  factors: { factor: FactorId; decides: boolean; says: Inline[] }[]
  /** What sets it apart from its twin, and in which factor. */
  difference: { factor: FactorId; text: Inline[] }
  /** Every class but the right one, and why not. */
  wrong: { class: ClassId; why: Inline[] }[]
  /** The wrong class most people give. */
  tempting: ClassId
  /** What comes first for a person who may be a victim. */
  protection?: Inline[]
  /** What to ask or find out next. */
  next: string[]
  takeaway: Inline[]
  law?: Inline[]
  /** Glossary entries. */
  agencies: string[]
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
  /** Age can't make it wrong. Any other is past its date some time after its as-of date: see `rules/past-date.ts`. */
  lasting?: true
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

/** Where to report and where to get help. */
export interface HelpPage {
  title: string
  summary: string
  /** When it was put together; its statements carry their own dates. */
  asOf: string
  sections: Section[]
  /** Ids of the sources cited, in order of first use. */
  sources: string[]
}

/** Words of an extension that stand at a place of the book it extends: a state's law, local contacts. */
export interface Overlay {
  id: string
  title: string
  /** At the end of a chapter's section, or of a glossary entry. */
  on: { chapter: string; section: string } | { entry: string }
  blocks: Block[]
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
  help?: HelpPage
  glossary: Entry[]
  cards: Card[]
  scenarios: Scenario[]
  /** Of an extension: the pack whose chapters, terms, facts, classes and factors it may name. Every id of its own begins with its own id and a dot. */
  extends?: { pack: string; version: string; hash: string }
  overlays?: Overlay[]
}
