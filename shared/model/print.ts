/** What a handout needs of the book and of the learner's cards, several at a time. */
import type { Card, Entry, FactPlace, Scenario, Source } from './content'

/** Where the facts of a handout stand. */
export interface Support {
  facts: Record<string, FactPlace>
  sources: Record<string, Source>
}
export interface PrintedCard {
  card: Card
  /** Of a classification card: what decides its story. */
  scenario: Scenario | null
  /** Empty for an own card without one. */
  chapterTitle: string
}
/** Those that are still there, in the order they were asked for. */
export interface PrintedCards extends Support {
  cards: PrintedCard[]
}
export interface PrintedEntries extends Support {
  entries: Entry[]
}
/** What a question sheet can ask: the book's cards, and the stories that are kept out of the app's own study. */
export interface QuestionPool extends Support {
  cards: PrintedCard[]
  heldOut: Scenario[]
}
