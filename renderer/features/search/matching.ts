import { fold } from '../glossary/match'

/** Something with a name and other words it is looked for by. */
export interface Findable {
  name: string
  words: string
}
/** How it answers, best last: by other words, by words of its name, by how its name begins. */
export type Fit = 0 | 1 | 2
/** What one looks for by so short a beginning is more likely in the book. */
const short = 3

/** Those in which every typed word begins a word, best first. */
export function matching<Item extends Findable>(items: readonly Item[], typed: string): { item: Item; fit: Fit }[] {
  const asked = fold(typed.slice(0, 200))
  if (asked === '') return []
  return items
    .flatMap((item) => {
      const fit = fitOf(item, asked)
      return fit === null ? [] : [{ item, fit }]
    })
    .sort((one, other) => other.fit - one.fit)
}

function fitOf({ name, words }: Findable, asked: string): Fit | null {
  const folded = fold(name)
  if (folded.startsWith(asked)) return 2
  const begin = (word: string, text: string) => ` ${text}`.includes(` ${word}`)
  const each = asked.split(' ')
  if (asked.length >= short && each.every((word) => begin(word, folded))) return 1
  const all = `${folded} ${fold(words)}`
  return each.every((word) => begin(word, all)) ? 0 : null
}
