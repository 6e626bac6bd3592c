import type { HighlightRecord, TextRange } from '../../../shared/model/highlight'
import { findAnchor, placesIn, type TextPlace } from '../../../shared/rules/text-anchor'
import type { PackIndex } from './pack'

export interface Found {
  places: TextRange[]
  /** Words of the parts that aren't found. */
  lost: string[]
}

/** Where highlights stand in this edition of the book. Each is looked for once: the book stays while the app is open. */
export function highlightPlaces({ pack }: PackIndex) {
  const chapters = new Map(pack.chapters.map((chapter) => [chapter.id, chapter]))
  const known = new Map<string, TextPlace[]>()
  const found = new WeakMap<HighlightRecord, Found>()

  /** None for a chapter that is gone. */
  function placesOf(id: string): TextPlace[] {
    const chapter = chapters.get(id)
    const places = known.get(id) ?? (chapter ? placesIn(chapter) : [])
    known.set(id, places)
    return places
  }

  return {
    placesOf,
    found(record: HighlightRecord): Found {
      const before = found.get(record)
      if (before) return before
      const all = placesOf(record.chapter)
      const parts = record.anchors.map((anchor) => ({ anchor, at: findAnchor(anchor, all) }))
      const now = {
        places: parts.flatMap(({ at }) => at ?? []),
        lost: parts.flatMap(({ anchor, at }) => (at ? [] : anchor.exact)),
      }
      found.set(record, now)
      return now
    },
  }
}
export type HighlightPlaces = ReturnType<typeof highlightPlaces>
