import type { Library, ReadingState } from '../../../shared/model/views'

export type ChapterOutline = Library['chapters'][number]
export interface PlaceToRead {
  chapter: ChapterOutline
  /** 1 for the first section with a title; null in the opening. */
  section: { id: string; title: string; number: number } | null
  /** Somebody is in the middle of it: the chapter opens at the kept line. */
  begun: boolean
}

/** Where the reader stopped, or the first section that isn't read yet; null when all is read. */
export function placeToRead({ chapters }: Pick<Library, 'chapters'>, reading: ReadingState): PlaceToRead | null {
  const unread = (chapter: ChapterOutline) =>
    chapter.sections.find((section) => !reading.sections[`${chapter.id}#${section.id}`])
  const last = chapters.find((chapter) => chapter.id === reading.position?.chapter)
  if (last && unread(last)) return { chapter: last, section: numbered(last, reading.position?.section), begun: true }
  const chapter = chapters.find((one) => one.status === 'complete' && unread(one))
  return chapter ? { chapter, section: numbered(chapter, unread(chapter)?.id), begun: false } : null
}

function numbered(chapter: ChapterOutline, id: string | undefined): PlaceToRead['section'] {
  const titled = chapter.sections.filter((section) => section.id !== 'opening')
  const index = titled.findIndex((section) => section.id === id)
  const section = titled[index]
  return section ? { id: section.id, title: section.title, number: index + 1 } : null
}

export function firstToRead({ chapters }: Pick<Library, 'chapters'>): ChapterOutline | undefined {
  return chapters.find((chapter) => chapter.status === 'complete')
}
