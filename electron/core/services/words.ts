/** How texts and questions are cut into words for search: the same way for both, and again for marking what was found. */

export interface Word {
  /** In lower case, without accents and dots. */
  term: string
  start: number
  end: number
}

/** An abbreviation with dots (`U.S.C.`) is one word, found as `usc` too. */
const pattern = /(?:\p{L}\.){2,}|[\p{L}\p{M}\p{N}]+/gu

export function wordsIn(text: string): Word[] {
  return Array.from(text.matchAll(pattern), ({ 0: word, index }) => ({
    term: foldCase(word).replaceAll('.', ''),
    start: index,
    end: index + word.length,
  }))
}

/** Lower case without accents, so that `Résumé` and `resume` are the same. */
export function foldCase(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
