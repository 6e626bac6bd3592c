import type { Correction, CorrectionChange, CorrectionVerb } from './corrections'
import type { HighlightRecord } from './highlight'
import type { ImportData, ImportPart, ImportShelf } from './import'
import type { OwnCardRef } from './own-card'
import type { PackRef } from './packs'
import type { OwnParameters, RefittedCard } from './parameters'
import type { RemovableThing, Removed } from './removal'
import type {
  Answer,
  CardAnswers,
  CardMarks,
  CardRecord,
  CatchUp,
  CheckAnswer,
  DayTotals,
  MarkVerb,
  Memory,
  NoteRecord,
  Plan,
  Rating,
  RatingCounts,
  ReadingPosition,
  StudySettings,
} from './study'

/** Marks of one card before and after; null where it has none. */
export interface MarksChange {
  card: string
  before: CardMarks | null
  after: CardMarks | null
}
/** A version of an own card before and after; null where there is none. */
export interface OwnCardChange {
  /** Id of the own text, a UUID. */
  card: string
  before: OwnCardRef | null
  after: OwnCardRef | null
  /** Versions of two copies that were merged, which this one settles: all but `before`. */
  settles?: OwnCardRef[]
}

/** What was merged: the file or folder by its name, and when it was made, UTC ms. */
export interface MergeSource {
  name: string
  madeAt: number | null
}

/** What each kind of operation carries. Everything a fold needs stands in the operation itself. */
export interface OperationData {
  review: {
    card: string
    rating: Rating
    /** Study day on which it was made, YYYY-MM-DD. */
    day: string
    /** Time from question shown to rating, ms. */
    spent: number
    /** For cards with something to choose. */
    answer?: Answer
    /** Where this rating made the card a leech: its marks. */
    leech?: MarksChange
    /** Record before; null when the card was new. */
    before: CardRecord | null
    memory: Memory
    /** What the card asked, as `rules/card-content.ts` names it. */
    content?: string
  }
  /** One act, however many cards: one step of undo. */
  'card-marks': { what: MarkVerb; cards: MarksChange[] }
  /** Cards put back to new (`after` null) or given another due date. */
  reschedule: {
    what: 'forgotten' | 'due-set'
    cards: { card: string; before: CardRecord | null; after: CardRecord | null }[]
  }
  /** `automatic` marks (the reader scrolled past) can't be undone by name; those made by hand can. */
  'section-read': {
    chapter: string
    section: string
    read: boolean
    automatic: boolean
    /** When it had been read, UTC ms; null if it hadn't. */
    before: number | null
  }
  position: Omit<ReadingPosition, 'at'>
  /** A card answered in practice: remembered, but no schedule rests on it and nothing takes it back. */
  practice: {
    card: string
    /** Study day on which it was made, YYYY-MM-DD. */
    day: string
    /** Time from question shown to what was said of it, ms. */
    spent: number
    /** What the learner said: knew it, or didn't. */
    recalled: boolean
    /** For cards with something to choose. */
    answer?: Answer
    /** In a contrast drill: which, as `drillName` gives it. */
    drill?: string
    /** A question in the text of a chapter: `card` then is `<chapter>#<block>`. */
    check?: true
  }
  /** A version of a note that is already durable in the note's own file. */
  note: {
    record: NoteRecord
    before: NoteRecord | null
    /** Versions saved in one visit to an editor are one step of undo. */
    visit?: string
    /** Versions of two copies that were merged, which this one settles: all but `before`. */
    settles?: NoteRecord[]
  }
  'note-removed': { note: string; before: NoteRecord; settles?: NoteRecord[] }
  /** `moved`: attached to other words by hand. `after` is null where it was removed. */
  highlight:
    | { what: 'made' | 'kind-changed' | 'moved'; before: HighlightRecord | null; after: HighlightRecord }
    | { what: 'removed'; before: HighlightRecord; after: null }
  /** Own words put over the book's, written anew, kept although those have changed, or taken away: one step of undo. */
  correct: { what: CorrectionVerb; changes: CorrectionChange[] }
  /** A backlog spread over days; null: no longer. */
  'catch-up': { plan: CatchUp | null; before: CatchUp | null }
  /** Versions of own cards that are already durable in the library. */
  'own-cards': { what: 'made' | 'edited' | 'removed'; cards: OwnCardChange[] }
  'study-settings': { settings: StudySettings; before: StudySettings }
  /** The date to be ready by; null where there is none. */
  plan: { plan: Plan | null; before: Plan | null }
  /** Own weights taken into use (null: back to the standard ones), and what they make of the cards known so far. */
  parameters: { own: OwnParameters | null; before: OwnParameters | null; cards: RefittedCard[] }
  /** A pack that is durable in its own file; `after` is null where it was removed. */
  pack: { pack: string; before: PackRef | null; after: PackRef | null }
  /** Leaves nothing of these but their ids; nothing takes that back. */
  'removed-for-good': { things: RemovableThing[] }
  /** A piece of an import: nothing of it counts before the `import` that closes it. */
  'import-part': ImportPart
  /** Closes an import: one act and one step of undo, however many cards. */
  import: ImportData
  /** An import that was cancelled, or left open by a process that died: its parts never count. */
  'import-dropped': { import: string }
  /**
   * The next so many records are operations of another copy, under their own ids, and after them stands a `merge`. They
   * count only all together: while that last record isn't there, none of them does.
   */
  'merge-begun': { source: MergeSource; operations: number }
  merge: { source: MergeSource; operations: number; reviews: number }
  /** Takes an operation back; carries it whole, so that no history need be read. */
  undo: { operation: Operation }
  /** Does an undone operation again. */
  redo: { operation: Operation }
}
export type OperationKind = keyof OperationData
/** Those that this version knows. */
export const operationKinds: Record<OperationKind, true> = {
  review: true,
  'card-marks': true,
  reschedule: true,
  'section-read': true,
  position: true,
  practice: true,
  note: true,
  'note-removed': true,
  highlight: true,
  correct: true,
  'catch-up': true,
  'own-cards': true,
  'study-settings': true,
  plan: true,
  parameters: true,
  pack: true,
  'removed-for-good': true,
  'import-part': true,
  import: true,
  'import-dropped': true,
  'merge-begun': true,
  merge: true,
  undo: true,
  redo: true,
}

/** A named act, appended to the log and never taken out of it. */
export type Operation<K extends OperationKind = OperationKind> = {
  [Kind in K]: {
    /** `<device>:<n>`; device is drawn at every opening, n rises by one from 1. */
    id: string
    /** Hybrid logical clock: ms since 1970 UTC, never smaller than any seen. */
    time: number
    /** Counter for equal `time`s. */
    tick: number
    /** Wall clock, UTC ms, and the zone's offset from UTC in minutes (east positive). */
    at: number
    zone: number
    kind: Kind
    /** Version of the data's shape. */
    v: 1
    data: OperationData[Kind]
    /** Id of the operation that this one builds on (for a review: what the card stood on). */
    after?: string
    /** The renderer's request id: a repeated request gets the first answer. */
    request?: string
  }
}[K]

/** The fold of all operations. Derived: rebuilt from the log whenever it is missing or damaged. */
export interface StudyState {
  v: 1
  cards: Record<string, CardRecord>
  marks: Record<string, CardMarks>
  answers: Record<string, CardAnswers>
  /** Read sections, `<chapter>#<section>` -> when. */
  sections: Record<string, number>
  position: ReadingPosition | null
  /** Where each chapter was last read, by its id. */
  positions: Record<string, ReadingPosition>
  /** Questions in the text, `<chapter>#<block>`, that were answered. */
  checks: Record<string, CheckAnswer>
  notes: Record<string, NoteRecord>
  highlights: Record<string, HighlightRecord>
  /** Own words in the place of the book's, by their id; one that was removed stays, marked so. */
  corrections: Record<string, Correction>
  /** Own cards by the id of their text; one that was removed stays, marked so. */
  ownCards: Record<string, OwnCardRef>
  /** Packs by their id; one that was removed stays, marked so. */
  packs: Record<string, PackRef>
  /** Notes, own cards, highlights and corrections of which only the id is left. */
  removed: Removed
  /** Versions beside the one in `notes` and `ownCards` after a merge, until somebody chooses. */
  noteForks: Record<string, NoteRecord[]>
  cardForks: Record<string, OwnCardRef[]>
  settings: StudySettings
  catchUp: CatchUp | null
  plan: Plan | null
  ratings: RatingCounts
  /** Weights fitted to the learner's own reviews; null: the standard ones. */
  parameters: OwnParameters | null
  /** Totals by study day, YYYY-MM-DD. */
  days: Record<string, DayTotals>
  /** The same of reviews that were made elsewhere: they belong to their days, and to no limit of a day here. */
  importedDays: Record<string, DayTotals>
  /** Imports that are open, undone, or can be undone: what of each stands outside the rest of the state. By import. */
  imports: Record<string, ImportShelf>
  /** The newest undoable operations, oldest first, bounded as `rules/undo-depth.ts` says; and those undone, last undone last. */
  done: Operation[]
  undone: Operation[]
  /** Request id -> operation id, newest last, at most 200. */
  requests: [string, string][]
  /** The clock's greatest reading. */
  time: number
  tick: number
  /** When the newest operation was made, UTC ms; 0 before the first. */
  savedAt: number
}
