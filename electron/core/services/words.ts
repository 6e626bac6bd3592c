/** How texts and questions are cut into words for search: the same way for both, and again for marking what was found. */
import { withoutAccents } from '../../../shared/rules/letters'

export interface Word {
  /** In lower case, without accents, dots and apostrophes. */
  term: string
  start: number
  end: number
}

/** An abbreviation with dots (`U.S.C.`) is one word, found as `usc` too; `victim's` is one, found as `victims`. */
const pattern = /(?:\p{L}\.){2,}|[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu
const inside = /[.'’]/
const ascii = /^[\u0020-\u007e]*$/

export function wordsIn(text: string): Word[] {
  const words: Word[] = []
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const word = wordOf(match[0], match.index)
    if (word) words.push(word)
  }
  return words
}

/** The same one by one, for those who stop at the first that they look for. */
export function* eachWord(text: string): Generator<Word> {
  for (const { 0: written, index } of text.matchAll(pattern)) {
    const word = wordOf(written, index)
    if (word) yield word
  }
}

/** Null for a mark that stands on no letter: it folds into nothing. */
function wordOf(written: string, start: number): Word | null {
  const folded = foldCase(written)
  const term = inside.test(folded) ? folded.replace(/[.'’]/g, '') : folded
  return term === '' ? null : { term, start, end: start + written.length }
}

/** Lower case without accents, so that `Résumé` and `resume` are the same. */
export function foldCase(text: string): string {
  if (ascii.test(text)) return text.toLowerCase()
  return withoutAccents(text).toLowerCase()
}
