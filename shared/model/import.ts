/** How an import stands in the log and the state. Its texts are in the library, its pictures in `media/`. */
import type { OwnCardRef } from './own-card'
import type { CardMarks, CardRecord, DayTotals, NoteRecord } from './study'

/** A version of an own card. It takes the place of the one whose checksum is `base`; null: there must be none. */
export interface ImportedCard {
  card: string
  base: string | null
  ref: OwnCardRef
}
/** A card's record. It takes the place of the one that stands on `base`; null: the card must be new. */
export interface ImportedRecord {
  card: string
  base: string | null
  record: CardRecord
}
/** A version of a note. It takes the place of the one that `base` names; null: there must be none. */
export interface ImportedNote {
  base: string | null
  record: NoteRecord
}
/** Marks of a card; they count only where it has none, and an own card was made by the same import. */
export interface ImportedMarks {
  card: string
  marks: CardMarks
}
/**
 * One review made elsewhere: at (UTC ms), study day in days since 1970-01-01, rating 1-4 (0: put back to new), time spent
 * in ms, and what the card was before, as `phaseNumbers` has it.
 */
export type ImportedReview = [at: number, day: number, rating: number, spent: number, before: number]

export interface ImportPart {
  /** A UUID drawn for this import. */
  import: string
  cards: ImportedCard[]
  records: ImportedRecord[]
  marks: ImportedMarks[]
  history: { card: string; reviews: ImportedReview[] }[]
  /** Absent where there are none. */
  notes?: ImportedNote[]
  /** What its reviews add to the totals of study days. */
  days: Record<string, DayTotals>
}
export interface ImportData {
  import: string
  /** As the person called the file. */
  from: string
  /** Texts made and changed, and reviews added. */
  counts: { made: number; changed: number; reviews: number }
}

/**
 * What of an import isn't in the state's records: of one that is open or undone all that it makes; of one that is done
 * what it has replaced. What it made is found in the state by the id of its operation.
 */
export interface ImportShelf {
  status: 'open' | 'done' | 'undone'
  notes?: ImportedNote[]
  cards: ImportedCard[]
  records: ImportedRecord[]
  marks: ImportedMarks[]
  days: Record<string, DayTotals>
}
