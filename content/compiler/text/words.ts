/** A word for comparing texts by: small letters and digits, no marks. Written forms of one word are the same word. */
export interface Word {
  word: string
  start: number
  end: number
}

export function wordsIn(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{N}](?:[\p{L}\p{N}’'.,]*[\p{L}\p{N}])?/gu)].map((match) => ({
    word: match[0].toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''),
    start: match.index,
    end: match.index + match[0].length,
  }))
}
