import type { SearchAnswer, SearchGroup, SearchHit } from '../../../shared/model/views'
import { contextOf, contextOfMarkdown } from '../services/context'
import { wordsIn } from '../services/words'
import type { Page } from './page'
import { type Question, questionOf } from './question'
import { type Best, type Found, ranks, TextIndex } from './text-index'

export interface Asked {
  text: string
  /** Most hits that are wanted. */
  limit: number
}
export type Answered = Omit<SearchAnswer, 'complete'>

const groups: SearchGroup[] = ['glossary', 'chapters', 'cards', 'notes']
/** With fewer hits than these, words like those asked for count too. */
const few = 5

/** Pages and the answers from them. Runs in the worker, or in the core where there is none. */
export class Finder {
  private readonly index = new TextIndex()

  put(pages: readonly Page[]): void {
    for (const page of pages) this.index.put(page)
  }
  drop(keys: readonly string[]): void {
    for (const key of keys) this.index.drop(key)
  }

  ask({ text, limit }: Asked): Answered {
    const question = questionOf(text)
    const like = new Set<string>()
    const { found, best, partly } = this.find(question, limit, like)
    const ordered = groups
      .map((group) => best.get(group) ?? [])
      .sort((one, other) => (other[0]?.rank ?? -1) - (one[0]?.rank ?? -1))
    const hits = shareOut(ordered, limit).flat()
    const marked = markedBy(question, like)
    return { hits: hits.map((hit) => this.hitOf(hit, marked)), found, ...(partly && { partly }) }
  }

  /** Looser hits beside strict ones would only be noise: they are taken where there are few, and come after them. */
  private find(question: Question, limit: number, like: Set<string>): { found: number; best: Best; partly?: true } {
    if (question.parts.length === 0) return { found: 0, best: new Map() }
    const strict = this.index.find(question, 'begun', limit, like)
    if (strict.found >= few) return strict
    const loose = this.index.find(question, 'like', limit, like)
    if (loose.found === 0) return { ...this.index.find(question, 'any', limit, like), partly: true }
    const first = new Map([...strict.best.values()].flat().map((one) => [one.page, one.rank]))
    if (first.size === 0) return loose
    for (const group of loose.best.values())
      group.sort((one, other) => Number(first.has(other.page)) - Number(first.has(one.page)))
    for (const one of [...loose.best.values()].flat()) one.rank = first.get(one.page) ?? ranks.like
    return { found: Math.max(loose.found, strict.found), best: loose.best }
  }

  private hitOf({ page, rank }: Found, marked: Marked): SearchHit {
    const { group, id, title, where } = page
    const titleMarks = wordsIn(title)
      .filter(({ term }) => marked.has(term))
      .map(({ start, end }): [number, number] => [start, end])
    const hit = { group, id, title, titleMarks, ...(rank >= ranks.named && { exact: true as const }) }
    if (group === 'notes') return { ...hit, where, ...contextOfMarkdown(page.passages[0]?.text ?? '', marked) }
    const passage = page.passages[densest(this.index.passages(page), marked)]
    const inChapter = where.kind === 'chapter' && passage?.id !== undefined
    return {
      ...hit,
      where: inChapter ? { ...where, paragraph: passage.id as string } : where,
      ...contextOf(passage?.text ?? '', marked),
    }
  }
}

/** Takes from each group in turn until `limit` is reached: no group pushes the others out. */
function shareOut<T>(groups: readonly T[][], limit: number): T[][] {
  const taken = groups.map(() => 0)
  let left = limit
  for (let round = 0; left > 0 && groups.some((group) => group.length > round); round += 1) {
    groups.forEach((group, index) => {
      if (group.length <= round || left === 0) return
      taken[index] = round + 1
      left -= 1
    })
  }
  return groups.map((group, index) => group.slice(0, taken[index]))
}

/** Which words of a text are shown as found. */
interface Marked {
  has(term: string): boolean
}
function markedBy({ parts }: Question, like: ReadonlySet<string>): Marked {
  const begun = parts.flatMap(({ words }) => words.map((word) => word.replace(/^#/, '')))
  const whole = new Set(parts.flatMap(({ phrase = [] }) => phrase))
  return {
    has: (term) =>
      whole.has(term) ||
      like.has(term) ||
      begun.some((word) => (word.length > 1 ? term.startsWith(word) : term === word)),
  }
}

/** The passage with the most different words that are marked; the first where none is. */
function densest(passages: readonly string[][], marked: Marked): number {
  const counts = passages.map((terms) => new Set(terms.filter((term) => marked.has(term))).size)
  return counts.indexOf(Math.max(...counts))
}
