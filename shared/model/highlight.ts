/** Highlighted passages of chapters, and what finds them again in another edition of the text. */

export const highlightKinds = ['key-point', 'ask', 'doubt', 'training'] as const
export type HighlightKind = (typeof highlightKinds)[number]
/** The same words wherever a kind is named. */
export const highlightNames: Record<HighlightKind, string> = {
  'key-point': 'Key point',
  ask: 'Ask about this',
  doubt: 'Doubt',
  training: 'Use in training',
}

/**
 * Words of one block as in the Web Annotation Data Model (https://www.w3.org/TR/annotation-model/): a TextQuoteSelector
 * (`exact`, `prefix`, `suffix`, §4.2.4) and a TextPositionSelector (`start`, `end`, §4.2.5), with the place they stood in.
 */
export interface TextAnchor {
  section: string
  block: string
  /** [start, end) in the block's words as `wordsOfBlock` gives them, in UTF-16 units. */
  start: number
  end: number
  exact: string
  /** What stood before and after it in the block; shorter than `contextLength` where the block begins or ends. */
  prefix: string
  suffix: string
  /** Of the block's words: while it stays, the position does too. */
  digest: number
}

/** In the log and the state. A passage of several blocks has an anchor for each. */
export interface HighlightRecord {
  /** A UUID. */
  id: string
  kind: HighlightKind
  chapter: string
  anchors: TextAnchor[]
  /** UTC ms. */
  createdAt: number
  updatedAt: number
  deleted?: true
}

/** Where words stand in this edition. */
export interface TextRange {
  section: string
  block: string
  start: number
  end: number
}
/** A passage as it was chosen; `exact` is what the chooser saw there. */
export interface ChosenRange extends TextRange {
  exact: string
}

export interface HighlightView {
  id: string
  kind: HighlightKind
  chapter: string
  /** As it was highlighted, a line a block. */
  words: string
  createdAt: number
  /** Of each part that is still found, in the order of the text; none: detached. */
  places: TextRange[]
  /** Parts that aren't found any more, as they were. */
  lost: string[]
  /** Where it was made. */
  was: { section: string; block: string }
  notes: { id: string; title: string }[]
}
export interface HighlightList {
  highlights: HighlightView[]
  /** How many there are without the filter. */
  total: number
}

/** Longest passage, in UTF-16 units, and most blocks of one. */
export const longestHighlight = 20_000
export const mostParts = 100
