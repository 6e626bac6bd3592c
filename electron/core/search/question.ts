import { tagsAt } from '../../../shared/rules/note-marks'
import { written } from '../../../shared/rules/spelling'
import { foldCase, wordsIn } from '../services/words'

/** What each thing found must have: one of these ways of saying it. */
export interface Part {
  /** Words that count wherever they begin a word. */
  words: string[]
  /** Words that must stand side by side. */
  phrase?: string[]
}
export interface Question {
  parts: Part[]
  /** All of it as a name is kept, to know whether something is called just so; empty where it can be no name. */
  name: string
}

/** More than these don't narrow a question down; each costs a walk through the index. */
const mostParts = 16

/**
 * Words, `"words side by side"` and `#tags`. Any text is a question; one without a word in it has no parts. A quotation
 * that isn't closed yet counts as words, so that results don't jump while it is typed.
 */
export function questionOf(text: string): Question {
  const pieces = text.split(/["“”„«»]/)
  const parts: Part[] = []
  const words: string[] = []
  pieces.forEach((piece, index) => {
    const quoted = index % 2 === 1 && index < pieces.length - 1
    if (quoted) {
      // One word in quotes is that word alone: not what begins with it, nor what is spelled like it.
      const phrase = wordsIn(piece).map(({ term }) => term)
      if (phrase.length > 0) parts.push({ words: [], phrase: phrase.slice(0, mostParts) })
      return
    }
    let rest = piece
    for (const { start, end, tag } of tagsAt(piece)) {
      parts.push({ words: [tagTerm(tag)] })
      rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end)
    }
    for (const { term } of wordsIn(rest)) words.push(term)
  })
  const telling = tellingWords(words)
  for (const word of new Set(telling)) {
    const inFull = written(word)
    parts.push({ words: inFull === word ? [word] : [word, inFull] })
  }
  return { parts: parts.slice(0, mostParts), name: pieces.length === 1 ? telling.join(' ') : '' }
}

/** A tag as a term; no word begins so. */
export const tagTerm = (tag: string): string => `#${foldCase(tag)}`

/** A name as it is compared with a question. */
export function nameOf(text: string): string {
  return tellingWords(wordsIn(text).map(({ term }) => term)).join(' ')
}

/** The words that tell something; all of them if none does. */
function tellingWords(words: string[]): string[] {
  return areFillers(words) ? words : words.filter((word) => !fillers.has(word))
}
const areFillers = (words: readonly string[]) => words.every((word) => fillers.has(word))
const fillers = new Set(
  'a an and are as at by do does did for from how in is it of on or that the this to was what when where which who with'.split(
    ' ',
  ),
)
