/** The learner's own cards: what is written in the editor and kept in the library. Plain text, never HTML or Markdown. */

/** Where in the book a card belongs; `quote` is the start of its paragraph, by which it is found again. */
export interface OwnPlace {
  chapter: string
  section: string
  block: string
  quote: string
}
interface OwnTextBase {
  /** Shown with the answer; may be empty. */
  note: string
  /** Ids of the pack's factors. */
  factors: string[]
  place: OwnPlace | null
  /** The note it was made from, and what that was called then. */
  fromNote?: { id: string; title: string }
  /** Words it is filed under, levels parted by `::`, as `law::federal`. */
  tags?: string[]
  /** The deck it was in where it came from, levels parted by `::`. */
  deck?: string
  /** Fields hold the small markup of `rules/card-markup.ts`; without it they are plain text. */
  markup?: true
  /** Where it was brought in from: by this a later file means the same card. `modifiedAt`: UTC ms. */
  origin?: { program: 'anki' | 'text' | 'json'; guid: string; model: string | null; modifiedAt: number | null }
}
/** A card as it is written; each makes one card or several siblings: see `rules/own-cards.ts`. */
export type OwnCardText = OwnTextBase &
  (
    | { kind: 'basic'; front: string; back: string }
    /** Asked both ways. */
    | { kind: 'reversed'; front: string; back: string }
    /** `text` with deletions: `{{answer}}` or `{{answer::hint}}`, each asked by a card of its own. */
    | { kind: 'cloze'; text: string }
    | { kind: 'multiple-choice'; front: string; options: { text: string; right: boolean }[] }
    /** `accept`: taken as right besides `back`. */
    | { kind: 'typed'; front: string; back: string; accept: string[] }
  )
export type OwnKind = OwnCardText['kind']

/** A version as it stands in the library. */
export interface OwnCard {
  text: OwnCardText
  /**
   * Of a cloze card: the number of each deletion in the order of the text, by which its card is known, and the next free
   * one. A number is never given again, or a new deletion would take over the schedule of one that is gone. Deletions
   * of one number are asked together, as several gaps of one card.
   */
  deletions?: { numbers: number[]; next: number }
}

/** In the log and the state: names one version of a card's text, which is durable in the library. */
export interface OwnCardRef {
  /** 1 for the first. */
  version: number
  /** SHA-256 (hex) of the version as JSON. */
  checksum: string
  /** UTC ms. */
  createdAt: number
  updatedAt: number
  /** The import that brought this version, by the id of its operation: nobody has edited it here since. */
  import?: string
  deleted?: true
}
