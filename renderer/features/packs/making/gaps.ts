/** A thing that isn't whole yet can't be compiled: for its preview what is still to be written is marked. */
import { type Item, type ItemKind, mapTexts } from './items'
import type { Value } from './list-text'

export const toBeWritten = '[still to be written]'
const stated = `${toBeWritten} {plain}`

/** Words that are shown as they stand, and statements, which would get the mark of a source. */
const words: Record<ItemKind, readonly string[]> = {
  about: ['title', 'about'],
  source: [],
  chapter: ['title', 'summary', 'objectives.*.text', 'sections.*.title'],
  overlay: ['title'],
  help: ['title', 'summary', 'sections.*.title'],
  entry: ['name'],
  card: ['front', 'back', 'reverse.front', 'reverse.back', 'options.*.text'],
  story: ['stories.*.title', 'stories.*.story'],
}
const statements: Record<ItemKind, readonly string[]> = {
  about: [],
  source: [],
  chapter: ['sections.*.text'],
  overlay: ['text'],
  help: ['sections.*.text'],
  entry: ['summary'],
  card: ['options.*.why', 'why'],
  story: ['differs', ...['factors.*.says', 'wrong.*', 'takeaway'].map((one) => `stories.*.${one}`)],
}

/** The same thing where nothing is missing. */
export function withGapsMarked(item: Item): Item {
  const { kind } = item
  let isWhole = true
  const fill = (gap: string) => (text: string) => {
    if (text.trim() !== '') return text
    isWhole = false
    return gap
  }
  let value = mapTexts(item.value, words[kind], fill(toBeWritten))
  value = mapTexts(value, statements[kind], fill(stated))
  if (kind === 'card') value = mapTexts(value, ['text'], fill(`${toBeWritten} {{1|…}}`))
  if (kind === 'story' && Array.isArray(value.stories)) value = { ...value, stories: value.stories.map(story) }
  return isWhole ? item : { ...item, value }

  /** What is empty there isn't in the file at all. */
  function story(one: Value): Value {
    const isVictim = one.class === 'trafficking' || one.class === 'both'
    const asks = Array.isArray(one.next) && one.next.some((each) => String(each).trim() !== '')
    const safe = { protection: '', ...one }
    const whole = isVictim ? mapTexts(safe, ['protection'], fill(stated)) : one
    return asks ? whole : mapTexts({ ...whole, next: [''] }, ['next.*'], fill(toBeWritten))
  }
}
