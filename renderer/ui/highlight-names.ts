import type { HighlightKind } from '../../shared/model/highlight'

/** The same words wherever a kind is named. */
export const highlightNames: Record<HighlightKind, string> = {
  'key-point': 'Key point',
  ask: 'Ask about this',
  doubt: 'Doubt',
  training: 'Use in training',
}
/** Stands behind the words in the text, beside the form of their underline. */
export const highlightSigns: Record<HighlightKind, string> = {
  'key-point': '!',
  ask: '?',
  doubt: '≠',
  training: '»',
}
