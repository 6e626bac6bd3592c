import type { HighlightKind } from '../../shared/model/highlight'

export { highlightNames } from '../../shared/model/highlight'

/** Stands behind the words in the text, beside the form of their underline. */
export const highlightSigns: Record<HighlightKind, string> = {
  'key-point': '!',
  ask: '?',
  doubt: '≠',
  training: '»',
}
