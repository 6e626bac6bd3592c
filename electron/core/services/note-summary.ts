import type { NoteRecord, NoteSummary } from '../../../shared/model/study'
import type { NotePlaces } from './note-places'

/** What is told of a note without its text. A record from before names were kept gets the one that stands now. */
export function noteSummary(record: NoteRecord, places: NotePlaces): NoteSummary {
  const { id, target, title, excerpt, createdAt, updatedAt, version } = record
  const about = record.about ?? places.nameOf(target)
  return { id, target, title, excerpt, createdAt, updatedAt, version, ...(about !== undefined && { about }) }
}
