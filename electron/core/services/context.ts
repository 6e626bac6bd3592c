import type { SearchHit } from '../../../shared/model/views'
import { plainText } from './plain-text'
import { eachWord, type Word, wordsIn } from './words'

/** The words that were found. */
type Terms = Pick<ReadonlySet<string>, 'has'>
/** Characters of text around a hit. */
const contextLength = 120
/** Characters shown before the first mark. */
const lead = 30

/** The part of a text with the most different found terms, and where in it they stand. */
export function contextOf(text: string, terms: Terms): Pick<SearchHit, 'context' | 'marks'> {
  const clean = text.replace(/\s+/g, ' ').trim()
  const words = wordsIn(clean)
  const found = words.filter(({ term }) => terms.has(term))
  const first = densest(found)
  const start = startBefore(words, first ? first.start - lead : 0)
  const end = clean.length <= start + contextLength ? clean.length : endBefore(words, start, start + contextLength)
  const before = start > 0 ? '… ' : ''
  const after = end < clean.length ? ' …' : ''
  return {
    context: `${before}${clean.slice(start, end)}${after}`,
    marks: found
      .filter((word) => word.start >= start && word.end <= end)
      .map((word) => [word.start - start + before.length, word.end - start + before.length]),
  }
}

/** The same for Markdown, of which only the part around the first found term is read. */
export function contextOfMarkdown(markdown: string, terms: Terms): Pick<SearchHit, 'context' | 'marks'> {
  const first = startOfFirst(markdown, terms)
  const from = Math.max(markdown.lastIndexOf('\n', first) + 1, first - 3 * contextLength, 0)
  const piece = markdown.slice(from, first + 6 * contextLength)
  return contextOf(marked.test(piece) ? plainText(piece) : piece, terms)
}
/** Reading Markdown takes longer than all else here, and most paragraphs have no marks. */
const marked = /[*_`~[\]<>&\\#|]|^\s*([-+=]|\d+[.)])|\t| {4}/m

function startOfFirst(text: string, terms: Terms): number {
  for (const { term, start } of eachWord(text)) if (terms.has(term)) return start
  return 0
}

/** The found word from which on a context holds the most different terms. */
function densest(found: readonly Word[]): Word | undefined {
  let best = found[0]
  let most = 0
  for (const [index, word] of found.entries()) {
    const terms = new Set<string>()
    for (let next = index; next < found.length; next += 1) {
      const other = found[next]
      if (!other || other.end > word.start + contextLength - lead) break
      terms.add(other.term)
    }
    if (terms.size > most) {
      most = terms.size
      best = word
    }
  }
  return best
}

/** Where the first word that begins at or after `position` begins. */
function startBefore(words: readonly Word[], position: number): number {
  if (position <= 0) return 0
  return words.find(({ start }) => start >= position)?.start ?? 0
}

/** Where the last word that ends by `position` ends; `position` itself when a single word is longer than that. */
function endBefore(words: readonly Word[], start: number, position: number): number {
  const last = words.findLast((word) => word.end <= position)
  return last && last.end > start ? last.end : position
}
