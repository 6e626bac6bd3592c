/** Taking things out of a pack and putting them back, their order, and which of them name each other. */
import {
  chaptersIn,
  type Item,
  itemsOf,
  keyOf,
  placesIn,
  type Texts,
  textAt,
  withChapters,
  withItem,
  withText,
  withValue,
} from './items'
import { putIntoList, takenFromList } from './list-text'

/** What was taken out: enough to put it back, whatever was written elsewhere meanwhile. */
export interface Taken {
  item: Item
  /** Things of lists as they stood there, and whole files, with their place; in the order in which they are put back. */
  pieces: { path: string; index: number | null; text: string; at: number }[]
  /** Among the chapters. */
  place: number
}

/** A document goes with its places. */
export function takenOut(texts: Texts, item: Item): { texts: Texts; taken: Taken } {
  const { kind, path, index, value } = item
  const places = kind === 'source' ? placesIn(texts).filter(({ source }) => source === value.id) : []
  const wanted = [
    ...places.map((place) => ({ path: 'facts.yaml', index: place.index as number | null })).reverse(),
    { path, index },
  ]
  let left = texts
  const pieces = wanted.map((one) => {
    const before = textAt(left, one.path)
    const at = left.findIndex((file) => file.path === one.path)
    if (one.index === null) {
      left = left.filter((file) => file.path !== one.path)
      return { ...one, text: before, at }
    }
    const { text, taken } = takenFromList(before, one.index)
    left = withText(left, one.path, text)
    return { ...one, text: taken, at }
  })
  const place = kind === 'chapter' ? chaptersIn(texts).indexOf(String(value.id)) : -1
  if (place >= 0) left = withChapters(left, (ids) => ids.filter((_, at) => at !== place))
  return { texts: left, taken: { item, pieces: pieces.reverse(), place } }
}

export function putBack(texts: Texts, { item, pieces, place }: Taken): Texts {
  const whole = pieces.reduce<Texts>((all, { path, index, text, at }) => {
    if (index !== null) return withText(all, path, putIntoList(textAt(all, path), index, text))
    return all.toSpliced(at, 0, { path, text })
  }, texts)
  return place < 0 ? whole : withChapters(whole, (ids) => ids.toSpliced(place, 0, String(item.value.id)))
}

/** Those that stand before and after it, where their order is one that a learner meets. */
export function neighbors(items: readonly Item[], item: Item): { earlier: Item | undefined; later: Item | undefined } {
  const { kind, path } = item
  const isOrdered = kind === 'chapter' || kind === 'card' || kind === 'story'
  const these = isOrdered ? items.filter((one) => one.kind === kind && (kind === 'chapter' || one.path === path)) : []
  const at = these.findIndex((one) => keyOf(one) === keyOf(item))
  return { earlier: these[at - 1], later: at < 0 ? undefined : these[at + 1] }
}

/** A thing in the place of its neighbor, and that one in its. Returns the thing where it is then. */
export function movedTo(texts: Texts, item: Item, neighbor: Item): { texts: Texts; item: Item } {
  const { kind, path, index, value } = item
  if (kind === 'chapter') {
    const [one, other] = [value.id, neighbor.value.id].map(String)
    const swapped = (ids: string[]) => ids.map((id) => (id === one ? other : id === other ? one : id) ?? id)
    return { texts: withChapters(texts, swapped), item }
  }
  if (index === null || neighbor.index === null) return { texts, item }
  const { text, taken } = takenFromList(textAt(texts, path), index)
  const moved = withText(texts, path, putIntoList(text, neighbor.index, taken))
  return { texts: moved, item: { ...item, index: neighbor.index } }
}

/** Two cards that are easily mistaken name each other: whom either of them named before names nobody. */
export function withContrast(texts: Texts, id: string, to: string): Texts {
  return itemsOf(texts).reduce((all, card) => {
    if (card.kind !== 'card' || card.value.id === id) return all
    const names = card.value.contrast
    const next = card.value.id === to ? id : names === id || (to !== '' && names === to) ? undefined : names
    return next === names ? all : withItem(all, { ...card, value: withValue(card.value, ['contrast'], next) })
  }, texts)
}

const naming = /^(?:chapter|section|objectives|entry|terms|agencies|contrast|to)$/

/** The other things that name it or a part of it: without it they aren't whole. */
export function thatName(texts: Texts, items: readonly Item[], item: Item): Item[] {
  const { kind, value } = item
  const parts = (key: string) => (Array.isArray(value[key]) ? (value[key] as { id?: unknown }[]) : [])
  const ids = new Set([value.id, ...parts('objectives').map(({ id }) => id)].map(String))
  const id = String(value.id)
  const marks =
    kind === 'source' ? placesIn(texts).flatMap((place) => (place.source === id ? place.ids : [])) : ([] as string[])
  const isNamed = (one: unknown, key: string): boolean => {
    if (Array.isArray(one)) return one.some((each) => isNamed(each, key))
    if (typeof one === 'object' && one !== null) return Object.entries(one).some(([name, each]) => isNamed(each, name))
    if (typeof one !== 'string') return false
    if (marks.length > 0 && one.split(/[^\w-]+/).some((word) => marks.includes(word))) return true
    if (kind === 'entry' && one.includes(`(glossary:${id})`)) return true
    if (kind === 'chapter' && [')', '#'].some((end) => one.includes(`(chapter:${id}${end}`))) return true
    return naming.test(key) && kind !== 'source' && ids.has(one)
  }
  return items.filter(
    (other) =>
      keyOf(other) !== keyOf(item) &&
      other.kind !== 'source' &&
      (isNamed(other.value, '') || marks.some((mark) => other.mark.split(/, */).includes(mark))),
  )
}
