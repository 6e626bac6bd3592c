import type { SearchGroup } from '../../../shared/model/views'
import { isInRange, rangesIn, wordsLike } from '../../../shared/rules/spelling'
import { wordsIn } from '../services/words'
import type { Page } from './page'
import { nameOf, type Part, type Question, tagTerm } from './question'

/** Where a term stands: page numbers, and how much it says about each. */
interface Postings {
  pages: number[]
  weights: number[]
}
export interface Found {
  page: Page
  rank: number
  score: number
}
/** How a page answers: from one that only has words like those asked for up to one that is called just so. */
export const ranks = { like: 0, mentions: 1, namedInPart: 2, nameBegins: 3, named: 4, acronym: 5 }
const isBefore = (one: Found, rank: number, score: number) =>
  one.rank > rank || (one.rank === rank && one.score >= score)

/** Of each group. */
export type Best = Map<SearchGroup, Found[]>

/** Of twenty thousand nearly all are passed over at the first look: they are never sorted. */
function keep(best: Best, limit: number, page: Page, rank: number, score: number): void {
  const group = best.get(page.group) ?? []
  if (group.length === 0) best.set(page.group, group)
  const last = group.at(-1)
  if (group.length === limit && last && isBefore(last, rank, score)) return
  let at = group.length
  while (at > 0 && !isBefore(group[at - 1] as Found, rank, score)) at -= 1
  group.splice(at, 0, { page, rank, score })
  if (group.length > limit) group.pop()
}

/** How loosely words are taken. */
export type Looseness =
  /** As they are, or as the beginning of a word. */
  | 'begun'
  /** Also as a part of a word, or with a slip in it. */
  | 'like'
  /** The same, and any one of them will do. */
  | 'any'

/** A name says more about a page, even half found, than any number of mentions in its text, which stay below 1. */
const weightOf = { acronym: 80, name: 40, initials: 20 }
const mostOfText = 1
const factorOf = { whole: 1, begun: 0.5, like: 0.2, otherName: 0.6 }
/** A longer word is part of no other. */
const longestPart = 40
/** Length of an ordinary text in words, and how soon repeating a word stops to count (as b and k1 of BM25). */
const ordinary = { words: 120, share: 0.75, repeats: 1.2 }

/**
 * An inverted index in memory, made for answering at each key: 20,000 pages in a few milliseconds. Pages can come,
 * change and go at any time.
 */
export class TextIndex {
  private readonly pages: (Page | undefined)[] = []
  /** The words of each page's fields, for words side by side. */
  private readonly folded: string[] = []
  private readonly numbers = new Map<string, number>()
  private readonly free: number[] = []
  private readonly postings = new Map<string, Postings>()
  /** Terms by their first character. */
  private readonly terms = new Map<string, Set<string>>()
  /** Pages called just so. */
  private readonly named = new Map<string, Set<number>>()
  private readonly acronyms = new Map<string, Set<number>>()
  /** Pages whose names give sections by their first and last. */
  private readonly ranges = new Map<number, [number, number][]>()
  // Of one question, by page number; cleared through the list of those touched.
  private best = new Float64Array(1024)
  private total = new Float64Array(1024)
  private parts = new Uint8Array(1024)
  private namedParts = new Uint8Array(1024)

  get size(): number {
    return this.numbers.size
  }

  put(page: Page): void {
    this.drop(page.key)
    const n = this.free.pop() ?? this.pages.length
    this.pages[n] = page
    this.numbers.set(page.key, n)
    if (n >= this.best.length) this.grow()
    const { weights, folded } = termsOf(page)
    this.folded[n] = folded
    for (const [term, weight] of weights) {
      let list = this.postings.get(term)
      if (!list) {
        list = { pages: [], weights: [] }
        this.postings.set(term, list)
        const first = term.charAt(0)
        const bucket = this.terms.get(first)
        if (bucket) bucket.add(term)
        else this.terms.set(first, new Set([term]))
      }
      list.pages.push(n)
      list.weights.push(weight)
    }
    for (const name of namesOf(page)) addTo(this.named, nameOf(name), n)
    if (page.acronym) addTo(this.acronyms, nameOf(page.acronym), n)
    const ranges = page.group === 'glossary' ? namesOf(page).flatMap(rangesIn) : []
    if (ranges.length > 0) this.ranges.set(n, ranges)
  }

  drop(key: string): void {
    const n = this.numbers.get(key)
    const page = n === undefined ? undefined : this.pages[n]
    if (n === undefined || !page) return
    for (const term of termsOf(page).weights.keys()) {
      const list = this.postings.get(term)
      if (!list) continue
      const at = list.pages.indexOf(n)
      const lastPage = list.pages.pop() as number
      const lastWeight = list.weights.pop() as number
      if (at < list.pages.length) {
        list.pages[at] = lastPage
        list.weights[at] = lastWeight
      }
      if (list.pages.length > 0) continue
      this.postings.delete(term)
      this.terms.get(term.charAt(0))?.delete(term)
    }
    for (const name of namesOf(page)) this.named.get(nameOf(name))?.delete(n)
    if (page.acronym) this.acronyms.get(nameOf(page.acronym))?.delete(n)
    this.ranges.delete(n)
    this.numbers.delete(key)
    this.pages[n] = undefined
    this.folded[n] = ''
    this.free.push(n)
  }

  /**
   * How many pages answer, and of each group the best, best first. `like` gets the terms that were taken for a word of
   * the question.
   */
  find(question: Question, looseness: Looseness, limit: number, like: Set<string>): { found: number; best: Best } {
    const { parts, name } = question
    const touched: number[] = []
    parts.forEach((part, index) => {
      for (const n of this.collect(part, looseness, like)) {
        const weight = this.best[n] as number
        this.best[n] = 0
        const had = this.parts[n] as number
        // With all parts wanted, what missed one is out.
        if (looseness !== 'any' && had !== index) continue
        if (had === 0) touched.push(n)
        this.parts[n] = had + 1
        this.total[n] = (this.total[n] as number) + weight
        if (weight > mostOfText) this.namedParts[n] = (this.namedParts[n] as number) + 1
      }
    })
    const acronyms = this.acronyms.get(name)
    const named = this.named.get(name)
    const begins = name === '' ? undefined : ` ${name}`
    const rankOf = (n: number): number => {
      if (acronyms?.has(n)) return ranks.acronym
      if (named?.has(n)) return ranks.named
      if (this.namedParts[n] !== parts.length) return ranks.mentions
      return begins && this.folded[n]?.startsWith(begins) ? ranks.nameBegins : ranks.namedInPart
    }
    const best: Best = new Map()
    const wanted = looseness === 'any' ? 1 : parts.length
    let found = 0
    for (const n of touched) {
      const count = this.parts[n] as number
      if (count >= wanted) {
        found += 1
        const page = this.pages[n]
        if (page) keep(best, limit, page, rankOf(n), (this.total[n] as number) * (count / parts.length))
      }
    }
    // What was asked for by its name may stand elsewhere under its acronym.
    for (const of of named ?? []) {
      const acronym = nameOf(this.pages[of]?.acronym ?? '')
      const list = this.postings.get(acronym)
      if (!list || acronym === name) continue
      like.add(acronym)
      list.pages.forEach((n, i) => {
        const page = this.pages[n]
        if (!page || (this.parts[n] as number) >= wanted) return
        found += 1
        keep(best, limit, page, ranks.mentions, (list.weights[i] as number) * factorOf.otherName)
      })
    }
    for (const n of touched) this.parts[n] = this.namedParts[n] = this.total[n] = 0
    return { found, best }
  }

  /** Puts the weight of one part into `best`; gives the pages that have it. */
  private collect({ words, phrase }: Part, looseness: Looseness, like: Set<string>): number[] {
    const pages: number[] = []
    const take = (term: string, factor: number, least = 0) => {
      const list = this.postings.get(term)
      if (!list) return
      for (let i = 0; i < list.pages.length; i += 1) {
        const n = list.pages[i] as number
        const weight = list.weights[i] as number
        if (weight < least) continue
        const before = this.best[n] as number
        if (before === 0) pages.push(n)
        if (weight * factor > before) this.best[n] = weight * factor
      }
    }
    const takePhrase = (phrase: readonly string[], factor: number) => {
      for (const n of this.sideBySide(phrase)) {
        if (this.best[n] === 0) pages.push(n)
        this.best[n] = Math.max(this.best[n] as number, factor * this.weightIn(n, phrase))
      }
    }
    if (phrase) takePhrase(phrase, factorOf.whole)
    for (const word of words) {
      take(word, factorOf.whole)
      // One letter begins too much to say anything, but for names.
      const least = word.length < 2 ? weightOf.name : 0
      const bucket = this.terms.get(word.charAt(0)) ?? []
      for (const term of bucket)
        if (term.length > word.length && term.startsWith(word)) take(term, factorOf.begun, least)
      if (looseness !== 'begun' && !word.startsWith('#')) {
        for (const term of wordsLike(word, bucket)) {
          like.add(term)
          take(term, factorOf.like)
        }
        if (word.length > 2 && word.length <= longestPart)
          for (const term of this.postings.keys())
            if (term.length > word.length && term.includes(word, 1)) {
              like.add(term)
              take(term, factorOf.like)
            }
      }
      for (const [n, ranges] of this.ranges) {
        if (!isInRange(word, ranges)) continue
        if (this.best[n] === 0) pages.push(n)
        this.best[n] = Math.max(this.best[n] as number, weightOf.name)
      }
      // What has this acronym may be written out elsewhere.
      for (const n of this.acronyms.get(word) ?? []) {
        const name = wordsIn(this.pages[n]?.title ?? '').map(({ term }) => term)
        if (name.length < 2) continue
        for (const term of name) like.add(term)
        takePhrase(name, factorOf.otherName)
      }
    }
    return pages
  }

  /** The words of each passage, as terms. */
  passages(page: Page): string[][] {
    const folded = this.folded[this.numbers.get(page.key) ?? -1] ?? ''
    return folded
      .slice(folded.indexOf(endOfNames) + 1)
      .split('|')
      .map((words) => words.trim().split(' '))
  }

  private sideBySide(phrase: readonly string[]): number[] {
    const lists = phrase.map((word) => this.postings.get(word)?.pages ?? [])
    const [shortest = []] = lists.sort((one, other) => one.length - other.length)
    const wanted = ` ${phrase.join(' ')} `
    return shortest.filter((n) => this.folded[n]?.includes(wanted))
  }

  /** More if it stands in the title. */
  private weightIn(n: number, phrase: readonly string[]): number {
    const folded = this.folded[n] ?? ''
    const names = folded.slice(0, folded.indexOf(endOfNames))
    return names.includes(` ${phrase.join(' ')} `) ? weightOf.name : mostOfText / 2
  }

  private grow(): void {
    const size = this.best.length * 2
    const larger = <Numbers extends Float64Array | Uint8Array>(made: Numbers, from: Numbers) => {
      made.set(from)
      return made
    }
    this.best = larger(new Float64Array(size), this.best)
    this.total = larger(new Float64Array(size), this.total)
    this.parts = larger(new Uint8Array(size), this.parts)
    this.namedParts = larger(new Uint8Array(size), this.namedParts)
  }
}

const endOfNames = '\n'
const namesOf = ({ title, acronym, aliases = [] }: Page): string[] => [title, ...(acronym ? [acronym] : []), ...aliases]

/** Every term of a page with its weight there, and its words as one text: ` title | other names \n passage | passage `. */
function termsOf(page: Page): { weights: Map<string, number>; folded: string } {
  const names = new Map<string, number>()
  const name = (term: string, weight: number) => names.set(term, Math.max(weight, names.get(term) ?? 0))
  const foldedNames: string[] = []
  for (const text of namesOf(page)) {
    const words = wordsIn(text)
    foldedNames.push(words.map(({ term }) => term).join(' '))
    // The fewer words a name has the more each of them says.
    const weight = (text === page.acronym ? weightOf.acronym : weightOf.name) + 1 / (words.length + 1)
    for (const { term } of words) name(term, weight)
  }
  for (const tag of page.tags ?? []) name(tagTerm(tag), weightOf.name)
  if (page.initials) name(page.initials, weightOf.initials)

  const counts = new Map<string, number>()
  let length = 0
  const foldedPassages: string[] = []
  for (const { text } of page.passages) {
    const words = wordsIn(text)
    length += words.length
    foldedPassages.push(words.map(({ term }) => term).join(' '))
    for (const { term } of words) counts.set(term, (counts.get(term) ?? 0) + 1)
  }
  const dampened = ordinary.repeats * (1 - ordinary.share + (ordinary.share * length) / ordinary.words)
  for (const [term, count] of counts) names.set(term, (names.get(term) ?? 0) + count / (count + dampened))
  return { weights: names, folded: ` ${foldedNames.join(' | ')} ${endOfNames} ${foldedPassages.join(' | ')} ` }
}

function addTo(map: Map<string, Set<number>>, name: string, n: number): void {
  if (name === '') return
  const there = map.get(name)
  if (there) there.add(n)
  else map.set(name, new Set([n]))
}
