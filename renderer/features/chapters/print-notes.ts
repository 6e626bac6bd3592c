import type { Block, Chapter, Inline } from '../../../shared/model/content'
import { noteKey } from '../../ui/text'

export interface PrintNotes {
  /** Numbers by `noteKey`. */
  numbers: ReadonlyMap<string, number>
  /** The facts of each note, in the order of their numbers. */
  notes: string[][]
}

/** A note for each set of facts that a statement rests on, numbered as they are met; answers stand at the end. */
export function printNotes(chapter: Chapter): PrintNotes {
  const blocks = chapter.sections.flatMap((section) => section.blocks)
  return numbered([...blocks.flatMap(citationsIn), ...answersOf(chapter).flatMap(citationsIn)])
}

/** Numbers each set of facts as it is first met. */
export function numbered(citations: readonly string[][]): PrintNotes {
  const numbers = new Map<string, number>()
  const notes: string[][] = []
  for (const facts of citations) {
    if (numbers.has(noteKey(facts))) continue
    notes.push(facts)
    numbers.set(noteKey(facts), notes.length)
  }
  return { numbers, notes }
}

/** The answers to the questions in the text: on paper they stand after it. */
export function answersOf(chapter: Chapter): Block[] {
  return questionsOf(chapter).flatMap(({ blocks }) => blocks)
}

type Question = Extract<Block, { type: 'callout' }>
export function questionsOf(chapter: Chapter): Question[] {
  return chapter.sections
    .flatMap((section) => section.blocks)
    .filter((block): block is Question => block.type === 'callout' && block.question !== undefined)
}

/** The sets of facts that a block's statements rest on, in its order; those of an answer stand with the answers. */
export function citationsIn(block: Block): string[][] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return inText(block.children)
    case 'list':
      return block.items.flatMap(inText)
    case 'table':
      return block.rows.flat().flatMap(inText)
    case 'figure':
      return [...inText(block.note), ...block.rows.map(({ facts }) => facts)]
    case 'callout':
      return block.question ? [] : block.blocks.flatMap(citationsIn)
  }
}

export function inText(inlines: Inline[]): string[][] {
  return inlines.flatMap((inline) => {
    if (inline.type === 'citation') return [inline.facts]
    return 'children' in inline ? inText(inline.children) : []
  })
}
