/** The learner's own words in the place of the book's or an installed pack's, as a layer on top: what lies beneath stays. */

/**
 * `text` is the question of a cloze card with the answers in their gaps; such a card has no `front` and `back` of its own.
 * `option` and `not` go with the id of an option: its words, and why it is wrong. A case has a `title` and a `story`.
 */
export type CardField = 'front' | 'back' | 'text' | 'why' | 'title' | 'story' | `option ${string}` | `not ${string}`
export const cardFieldPattern = /^(?:front|back|text|why|title|story|(?:option|not) [a-z0-9-]{1,200})$/

/**
 * A paragraph, the title of a call-out or figure (`item` null), an item of a list, a cell of a table counted from the
 * first of its head, the question of a call-out or the note of a figure (`item` from 0), or one text of a card.
 */
export type CorrectionPlace =
  | { kind: 'chapter'; chapter: string; section: string; block: string; item: number | null }
  /** `block` is `summary` for the entry's first words. */
  | { kind: 'entry'; entry: string; block: string; item: number | null }
  | { kind: 'card'; card: string; field: CardField }

/** In the log and the state. */
export interface Correction {
  /** A UUID. */
  id: string
  /** Where it stood when it was last written or kept; `rules/corrections.ts` finds it again. */
  place: CorrectionPlace
  /** The words beneath as they were then, as markup: what differs from them has changed since. */
  base: string
  /** The learner's words: `rules/card-markup.ts`, without pictures. */
  text: string
  /** UTC ms. */
  createdAt: number
  updatedAt: number
  deleted?: true
}
/** `after` is null where it was removed. */
export interface CorrectionChange {
  before: Correction | null
  after: Correction | null
}
export type CorrectionVerb = 'made' | 'edited' | 'kept' | 'removed'

/**
 * `stands`: over the very words it was written over. `changed`: those have other words by now. `gone`: there is no such
 * place any more. `covered`: newer words of the learner's own stand there, from another copy of the work.
 */
export type CorrectionStatus = 'stands' | 'changed' | 'gone' | 'covered'

export interface CorrectionView extends Omit<Correction, 'deleted'> {
  status: CorrectionStatus
  /** The words beneath as they are, as markup; null where the place is gone. */
  now: string | null
  /** The block, at the top level of its chapter or entry, that can be gone to; empty for a card, and where it is gone. */
  within: string
  /** What the chapter's section, entry or card is called; empty where that is gone. */
  title: string
}

/** Longest text of one's own, in UTF-16 units. */
export const longestCorrection = 10_000
