/**
 * What was searched for and where one has been, newest first. In the memory of this window only: nothing of it is ever
 * written, and it goes when the window does.
 */
import { useSyncExternalStore } from 'react'

export interface Place {
  kind: 'chapter' | 'entry' | 'note'
  id: string
}
export interface Recents {
  searches: readonly string[]
  places: readonly Place[]
}
const mostSearches = 5
/** One more than are shown: the place one is at isn't. */
const mostPlaces = 7
const longestSearch = 200

const none: Recents = { searches: [], places: [] }
let recents = none
const watching = new Set<() => void>()
function change(next: Recents): void {
  recents = next
  for (const tell of watching) tell()
}

export function rememberSearch(text: string): void {
  if (text === '' || text.length > longestSearch) return
  const searches = [text, ...recents.searches.filter((one) => one !== text)].slice(0, mostSearches)
  change({ ...recents, searches })
}
export function rememberPlace(path: string): void {
  const place = placeAt(path)
  if (!place) return
  const others = recents.places.filter(({ kind, id }) => kind !== place.kind || id !== place.id)
  change({ ...recents, places: [place, ...others].slice(0, mostPlaces) })
}
export function forgetRecents(): void {
  change(none)
}

const watch = (tell: () => void) => {
  watching.add(tell)
  return () => watching.delete(tell)
}
export const useRecents = (): Recents => useSyncExternalStore(watch, () => recents)

const kinds: Record<string, Place['kind']> = { chapters: 'chapter', glossary: 'entry', notes: 'note' }
export function placeAt(path: string): Place | null {
  const [, root = '', id, more] = path.split('/')
  const kind = Object.hasOwn(kinds, root) ? kinds[root] : undefined
  if (!kind || !id || more !== undefined || (root === 'glossary' && id === 'map')) return null
  return { kind, id: decodeURIComponent(id) }
}
export function pathOf({ kind, id }: Place): string {
  const root = { chapter: 'chapters', entry: 'glossary', note: 'notes' }[kind]
  return `/${root}/${encodeURIComponent(id)}`
}
