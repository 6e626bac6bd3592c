import type { Chapter } from '../../../shared/model/content'
import type { CardSummary, ChapterOutline, ChapterView, HelpView, Library } from '../../../shared/model/views'
import { factsOf, type PackIndex } from './pack'

export function libraryService({ pack }: { pack: PackIndex }) {
  const { title, about, asOf, factors, classes, chapters } = pack.pack
  return {
    overview: (): Library => ({ title, about, asOf, chapters: chapters.map(outline), factors, classes }),
    chapter({ chapter: id }: { chapter: string }): ChapterView {
      const chapter = pack.chapter(id)
      const index = chapters.indexOf(chapter)
      return {
        chapter,
        ...pack.support(factsOf(chapter.sections.flatMap((section) => section.blocks))),
        previous: nameOf(chapters[index - 1]),
        next: nameOf(chapters[index + 1]),
      }
    },
    help(): HelpView {
      const { help = null } = pack.pack
      return { help, ...pack.support(factsOf(help?.sections.flatMap((section) => section.blocks) ?? [])) }
    },
    cards: (): CardSummary[] =>
      pack.cards.map(({ id, frontText, chapter, section }) => ({ id, frontText, chapter, section })),
  }
}

function outline({ sections, ...chapter }: Chapter): ChapterOutline {
  return { ...chapter, sections: sections.map(({ id, title, words }) => ({ id, title, words })) }
}

function nameOf(chapter: Chapter | undefined) {
  return chapter ? { id: chapter.id, title: chapter.title } : null
}
