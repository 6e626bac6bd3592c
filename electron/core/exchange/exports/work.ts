import type { HighlightList } from '../../../../shared/model/highlight'
import type { NoteList } from '../../../../shared/model/views'
import type { Zone } from '../../../../shared/rules/study-day'
import type { browseService } from '../../services/browse'
import type { NoteSort } from '../../services/note-list'
import type { PackIndex } from '../../services/pack'
import type { Store } from '../../store/store'
import type { OpenPackageFile } from './anki-file'

/** What an export is made from: the open store, and the book with the learner's own cards in it. */
export interface Work {
  store: Store
  pack: PackIndex
  browse: Pick<ReturnType<typeof browseService>, 'matching'>
  notes: { list(asked: { sort: NoteSort }): Promise<NoteList> }
  highlights: { list(asked: object): HighlightList }
  /** UTC ms. */
  clock: () => number
  zone: Zone
  readMedia: (name: string) => Promise<Uint8Array | null>
  /** Ends it: whoever makes it then hears the signal's reason. */
  signal?: AbortSignal
  /** How far it is; a total of 0: that can't be told. */
  told?: (done: number, total: number) => void
  /** Where an .apkg is written; in this thread unless given. */
  openPackageFile?: OpenPackageFile
}
