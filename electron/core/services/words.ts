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
  return [...eachWord(text)]
}

/** The same one by one, for those who stop at the first that they look for. */
export function* eachWord(text: string): Generator<Word> {
  for (const { 0: word, index } of text.matchAll(pattern))
    yield { term: foldCase(word).replaceAll('.', ''), start: index, end: index + word.length }
}

/** Lower case without accents, so that `Résumé` and `resume` are the same. */
export function foldCase(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
