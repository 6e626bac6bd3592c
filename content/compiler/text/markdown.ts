import type { PhrasingContent, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTable } from 'micromark-extension-gfm-table'
import { type PlacedText, placeIn } from '../files/placed-text'
import { error, type Place, type Problem } from '../problems'

/** The blocks of a text; undefined, with a problem, where it can't be read. */
export function parseBlocks(source: PlacedText, problems: Problem[]): RootContent[] | undefined {
  return parse(source, problems, [])
}

/** What makes a block of a line. In a short text, "2021." is an answer and no numbered list. */
const blockMarks = [
  'blockQuote',
  'codeFenced',
  'codeIndented',
  'definition',
  'headingAtx',
  'htmlFlow',
  'list',
  'setextUnderline',
  'thematicBreak',
]

/** The words of a text that is one paragraph. */
export function parseParagraph(source: PlacedText, problems: Problem[]): PhrasingContent[] {
  if (!perhapsMarked.test(source.text)) return plainText(source)
  const [first, second] = parse(source, problems, blockMarks) ?? []
  if (second) problems.push(error(placeOfNode(source, second), 'must be one paragraph'))
  return first?.type === 'paragraph' ? first.children : []
}

/** What can mean anything in one paragraph: without it the parser, which is slow, has nothing to find. */
const perhapsMarked = /[\\*_[\]<>&`~\t\r\0]| {2}\n|\n[ \n]*\n|^[ \n]*$/

function plainText({ lines }: PlacedText): PhrasingContent[] {
  const first = lines.findIndex((line) => line.trim() !== '')
  const column = (lines[first]?.search(/\S/) ?? 0) + 1
  const value = lines
    .slice(first)
    .map((line) => line.trim())
    .join('\n')
    .trim()
  const start = { line: first + 1, column }
  return [{ type: 'text', value, position: { start, end: start } }]
}

function parse(source: PlacedText, problems: Problem[], disable: string[]): RootContent[] | undefined {
  const tangle = lineOfTangle(source.lines)
  if (tangle !== undefined) {
    problems.push(error(placeIn(source, tangle), 'this text has too many marks within marks to be read'))
    return undefined
  }
  try {
    return fromMarkdown(source.text, {
      extensions: disable.length > 0 ? [{ disable: { null: disable } }] : [gfmTable()],
      mdastExtensions: disable.length > 0 ? [] : [gfmTableFromMarkdown()],
    }).children
  } catch (failure) {
    problems.push(error(placeIn(source, 1), `can't be read as Markdown: ${(failure as Error).message}`))
    return undefined
  }
}

/** Far above what anybody writes, and still read at once. */
const mostEmphasisMarks = 500
const deepestNesting = /^(?:[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]|>)){20}/

/**
 * The first line of a passage on which the parser would take minutes or overflow the stack, as a file that somebody
 * else made may have: the time it needs grows with the square of nested lists and emphasis, and faster.
 */
function lineOfTangle(lines: string[]): number | undefined {
  let marks = 0
  let start = 0
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') {
      marks = 0
      start = index + 1
    }
    marks += line.match(/[*_]+/g)?.length ?? 0
    if (marks > mostEmphasisMarks) return start + 1
    if (deepestNesting.test(line)) return index + 1
  }
  return undefined
}

export function placeOfNode(source: PlacedText, node: { position?: RootContent['position'] }): Place {
  return placeIn(source, node.position?.start.line ?? 1, node.position?.start.column ?? 1)
}
