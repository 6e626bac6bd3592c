/** How long a text takes, and how much of a chapter is left: by words, at one pace for everybody. */
import type { Section } from '../model/content'

/** Slower than the 238 of Brysbaert 2019 (Journal of Memory and Language 109) for plain non-fiction: this text is dense. */
export const wordsAMinute = 200

export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}

/** Whole minutes; 0 only when nothing is left. */
export const minutesOf = (words: number): number => Math.ceil(words / wordsAMinute)

/**
 * Words not read yet: those of sections without a mark, less what stands above the line in the section that is being
 * read. `here`: the block in which that line is, and how much of it lies above, 0-1.
 */
export function wordsLeft(
  chapter: { id: string; sections: readonly Section[] },
  read: Readonly<Record<string, number>>,
  here: { block: string; offset: number } | null,
): { chapter: number; section: number } {
  let chapterLeft = 0
  let sectionLeft = 0
  for (const section of chapter.sections) {
    if (Object.hasOwn(read, `${chapter.id}#${section.id}`)) continue
    const at = section.blocks.findIndex(({ id }) => id === here?.block)
    const wordsOf = (index: number) => countWords(section.blocks[index]?.text ?? '')
    const above = section.blocks.slice(0, Math.max(0, at)).reduce((sum, _, index) => sum + wordsOf(index), 0)
    const left = at < 0 ? section.words : section.words - above - Math.round((here?.offset ?? 0) * wordsOf(at))
    chapterLeft += Math.max(0, left)
    if (at >= 0) sectionLeft = Math.max(0, left)
  }
  return { chapter: chapterLeft, section: sectionLeft }
}
