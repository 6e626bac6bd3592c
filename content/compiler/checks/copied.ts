import { hashOfRun, runLength } from '../files/fingerprints'
import { error, type Problem, quote } from '../problems'
import { flatten, placeAt } from '../text/flat-text'
import type { Span } from '../text/span'
import { wordsIn } from '../text/words'

const longestQuotation = 25
/** Shorter names are no reason to let a copied run pass. */
const shortestName = 3

/**
 * Passages that repeat a source document word for word. Words within a marked quotation and within a title or name
 * don't count: what is left of a run must be shorter than eight words.
 */
export function copiedPassages(texts: Span[][], runs: Set<string>, names: string[]): Problem[] {
  const longNames = names
    .map((name) => wordsIn(name).map(({ word }) => word))
    .filter((name) => name.length >= shortestName)
  return texts.flatMap((spans) => {
    const flat = flatten(spans)
    const words = wordsIn(flat.text)
    const problems: Problem[] = []
    const runsAlong = passages(
      words.map(({ word }) => word),
      runs,
    )
    const free = runsAlong.length > 0 ? wordsOfOthers(flat.text, words, longNames) : new Set()
    for (const { from, to } of runsAlong) {
      const own = words.slice(from, to).filter((_, index) => !free.has(from + index)).length
      if (own < runLength) continue
      const [first, last] = [words[from], words[to - 1]]
      const passage = flat.text.slice(first?.start, last?.end)
      const message = `copies ${to - from} consecutive words of a source document: ${quote(passage)}`
      problems.push(error(placeAt(flat, first?.start ?? 0), message))
    }
    for (const quotation of quotations(flat.text)) {
      const length = wordsIn(quotation.text).length
      if (length > longestQuotation)
        problems.push(
          error(placeAt(flat, quotation.start), `a quotation of ${length} words; at most ${longestQuotation}`),
        )
    }
    return problems
  })
}

/** Where the words run along with a source for eight or more: from, up to but not including `to`. */
function passages(words: string[], runs: Set<string>): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = []
  for (let at = 0; at + runLength <= words.length; at += 1) {
    if (!runs.has(hashOfRun(words.slice(at, at + runLength)))) continue
    const last = found.at(-1)
    if (last && at <= last.to - runLength + 1) last.to = at + runLength
    else found.push({ from: at, to: at + runLength })
  }
  return found
}

function quotations(text: string): { text: string; start: number }[] {
  return [...text.matchAll(/“[^”]*”/g)].map((match) => ({ text: match[0], start: match.index }))
}

/** The indices of words that stand in a marked quotation or a name. */
function wordsOfOthers(text: string, words: { word: string; start: number }[], names: string[][]): Set<number> {
  const free = new Set<number>()
  for (const { text: quoted, start } of quotations(text)) {
    for (const [index, word] of words.entries())
      if (word.start > start && word.start < start + quoted.length) free.add(index)
  }
  for (const name of names) {
    for (let at = 0; at + name.length <= words.length; at += 1) {
      if (name.every((word, index) => words[at + index]?.word === word))
        for (let index = 0; index < name.length; index += 1) free.add(at + index)
    }
  }
  return free
}
