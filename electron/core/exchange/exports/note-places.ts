import type { NoteTarget } from '../../../../shared/model/study'
import type { PackIndex } from '../../services/pack'

/** Where a note is attached, in words; lines that don't apply are left out. */
export interface PlaceWords {
  kind: NoteTarget['kind']
  chapter?: string
  section?: string
  /** The beginning of the paragraph, or the words of the highlight. */
  quote?: string
  /** What the card asks, or what the entry is called. */
  about?: string
}

export function placeWords(target: NoteTarget, about: string | undefined, { pack }: PackIndex): PlaceWords {
  const { kind } = target
  if (target.kind === 'paragraph' || target.kind === 'highlight') {
    const chapter = pack.chapters.find(({ id }) => id === target.chapter)
    const section = chapter?.sections.find(({ id }) => id === target.section)
    return {
      kind,
      chapter: chapter?.title ?? target.chapter,
      ...(section?.title && { section: section.title }),
      ...(target.quote && { quote: target.quote }),
    }
  }
  return { kind, ...(about !== undefined && kind !== 'none' && { about }) }
}
