/** Work that leaves and enters: what every reader of a file makes, and what is told of an import. */
import type { OwnCardText } from './own-card'
import type { CardRecord, NoteTarget, Rating } from './study'

/** A file on its way between the page and the core. It is in memory only, and gone when Fieldbook closes or locks. */
export interface FileOnDesk {
  id: string
  /** As the person called it: to be shown, never a path to open. */
  name: string
  /** Bytes. */
  size: number
}

/** Something of a file that couldn't be taken, and where in the file it stands. */
export interface ExchangeProblem {
  /** What is wrong; the words for it are the renderer's and the command line's. */
  code: string
  /** The entry, row, note or card: "row 12", "media/3", "note 1514655628599". */
  where: string
  detail?: Record<string, string | number>
}

/** One answer, as another program kept it. */
export interface IncomingReview {
  /** UTC ms. */
  at: number
  rating: Rating
  /** Time taken, ms. */
  spent: number
}
/** One card of a note, with what was learnt of it. */
export interface IncomingCard {
  /** Which of the cards that its text makes: as `rules/own-cards.ts` numbers them. */
  number: number
  suspended: boolean
  /** 0: none. */
  flag: number
  /** Oldest first. Replayed into FSRS; `memory` counts only where there are none. */
  reviews: IncomingReview[]
  memory:
    | { kind: 'fsrs'; stability: number; difficulty: number }
    /** `ease` as a factor (2.5), `interval` in days. */
    | { kind: 'sm2'; ease: number; interval: number; repetitions: number; lapses: number }
    /** As another copy of Fieldbook has it: taken as it is, unless the card has reviews here that it doesn't know. */
    | { kind: 'ours'; record: Omit<CardRecord, 'standsOn'> }
    | null
  /** When it is to be asked next, UTC ms; null for a new card. */
  due: number | null
}
export interface IncomingNote {
  /** By which a later file means the same note; null where a file has none (a table): then its first field decides. */
  guid: string | null
  /**
   * Of a note in the file that became several texts, one a card: this is another than its first, and not counted as a note.
   * The card 0 keeps the note's guid, others have `<guid>#<number>`; each text's own card is its number 0.
   */
  part?: true
  /** Names the note type: the same guid with another one is a conflict. */
  model: string | null
  /** UTC ms; null where it isn't known. */
  modifiedAt: number | null
  /** Where it stands in the file, for words about it: "row 12"; without it it is named by its guid. */
  where?: string
  text: OwnCardText
  /** Of a cloze text: the number of each deletion in the order of the text; equal numbers are one card with several gaps. */
  deletions?: number[]
  cards: IncomingCard[]
}
/** What was learnt of a card that every copy has: of the book, or of a pack. */
export interface IncomingBookCard extends Omit<IncomingCard, 'number'> {
  card: string
}
/** A note in words, with its versions, oldest first; the last is how it stands. */
export interface IncomingWriting {
  id: string
  target: NoteTarget
  /** What the card or entry it hangs on is called. */
  about?: string
  createdAt: number
  updatedAt: number
  /** `at`: UTC ms. */
  versions: { version: number; at?: number; text: string }[]
}

/** All of a file, in our terms. Texts are clean already: no reader hands on markup that it hasn't sanitised. */
export interface IncomingCollection {
  format: 'anki' | 'text' | 'json'
  notes: IncomingNote[]
  bookCards?: IncomingBookCard[]
  writings?: IncomingWriting[]
  /** Pictures that texts name, by the SHA-256 (hex) of their bytes. */
  media: Map<string, Uint8Array>
  /** What was in the file, whether it could be taken or not. */
  counts: { notes: number; cards: number; reviews: number }
  problems: ExchangeProblem[]
}

/** What to do where a file and what is here disagree. */
export interface ImportChoices {
  /** Of rows without an id whose first field a card here has already. */
  duplicates: 'update' | 'skip' | 'add'
  /** Cards that were removed here: brought back, or left out. */
  removed: 'bring-back' | 'leave-out'
  /** Whether what was learnt elsewhere comes along: schedules, suspensions, flags, reviews. */
  learning: boolean
}

/** What an import does, or would do: its notes are divided into new ... skipped. */
export interface ImportReport {
  notes: number
  cards: number
  reviews: number
  new: number
  updated: number
  same: number
  conflicting: number
  skipped: number
  problems: ExchangeProblem[]
}
