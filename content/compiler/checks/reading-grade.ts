import { syllable } from 'syllable'
import type { Block, Section } from '../../../shared/model/content'
import { sentencesOf } from '../../../shared/rules/sentences'
import { type Place, type Problem, warning } from '../problems'
import { textOf } from '../text/spans'

const hardest = 11
/** Of fewer words the figure says little. */
const fewestWords = 100

/** Warns of sections that are hard to read. */
export function gradeProblems(sections: { section: Section; place: Place }[]): Problem[] {
  return sections.flatMap(({ section, place }) => {
    const texts = section.blocks.flatMap(textsOf)
    const { grade, words } = readingGrade(texts.map(short))
    if (words < fewestWords || grade <= hardest) return []
    const message = `reads like grade ${grade.toFixed(1)}; up to ${hardest} is aimed at: shorter sentences, plainer words`
    return [warning(place, message)]
  })
}

/**
 * Flesch-Kincaid grade: 0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid et al. 1975, Naval Technical
 * Training Command, Research Branch Report 8-75). Each text is at least one sentence.
 */
export function readingGrade(texts: string[]): { grade: number; words: number } {
  let sentences = 0
  let words = 0
  let syllables = 0
  for (const text of texts) {
    const found = text.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) ?? []
    if (found.length === 0) continue
    sentences += Math.max(1, sentencesOf(text).length)
    words += found.length
    syllables += found.reduce((sum, word) => sum + Math.max(1, syllable(word)), 0)
  }
  return { grade: words === 0 ? 0 : (0.39 * words) / sentences + (11.8 * syllables) / words - 15.59, words }
}

/** Names, short forms and citations count as one short word: nobody can choose an easier one. */
function short(text: string): string {
  return text
    .replace(/\b\d+ U\.S\.C\.\s*(?:§+\s*)?[\d\w()-]+|\bsections? \d[\d\w()-]*/giu, 'Law')
    .replace(/\p{Lu}[\p{L}’.-]*(?:(?: of| and| the| for| to| on| in)* \p{Lu}[\p{L}’.-]*)+/gu, 'Name')
    .replace(/(?<!^)(?<![.?!:] )\b\p{Lu}[\p{L}/’-]*/gu, 'Name')
    .replace(/\b\d[\d,.]*\b/g, 'one')
}

/** Tables aside: their cells are no sentences. */
function textsOf(block: Block): string[] {
  switch (block.type) {
    case 'paragraph':
      return [block.text]
    case 'list':
      return block.items.map(textOf)
    case 'callout':
      return [...(block.question ? [textOf(block.question)] : []), ...block.blocks.flatMap(textsOf)]
    default:
      return []
  }
}
