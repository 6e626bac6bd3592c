import type { HighlightList } from '../../../../shared/model/highlight'
import type { BrowseView, NoteList } from '../../../../shared/model/views'
import type { Zone } from '../../../../shared/rules/study-day'
import type { Browse } from '../../services/browse'
import type { NoteSort } from '../../services/note-list'
import type { PackIndex } from '../../services/pack'
import type { Store } from '../../store/store'

/** What an export is made from: the open store, and the book with the learner's own cards in it. */
export interface Work {
  store: Store
  pack: PackIndex
  browse: { browse(asked: Browse): BrowseView }
  notes: { list(asked: { sort: NoteSort }): Promise<NoteList> }
  highlights: { list(asked: object): HighlightList }
  /** UTC ms. */
  clock: () => number
  zone: Zone
  readMedia: (name: string) => Promise<Uint8Array | null>
}
