import type { Place } from '../problems'

/** A piece of Markdown that knows where in its file each of its lines begins. */
export interface PlacedText {
  file: string
  text: string
  lines: string[]
  starts: { line: number; column: number }[]
  /** Whether `{{1|words}}` makes a gap here: in the text of a cloze card. */
  gaps?: true
}

/** A whole file, or one whose lines before the text were blanked out. */
export function wholeFile(file: string, text: string): PlacedText {
  const lines = text.split('\n')
  return { file, text, lines, starts: lines.map((_, index) => ({ line: index + 1, column: 1 })) }
}

/** Where a point of the text (counted from 1) stands in the file. */
export function placeIn(source: PlacedText, line: number, column = 1): Place {
  const start = source.starts[Math.min(line, source.starts.length) - 1] ?? { line: 1, column: 1 }
  return { file: source.file, line: start.line, column: start.column + column - 1 }
}

/** Where words stand of which only the line is known: Markdown drops quotation marks and indents before them. */
export function placeOfWords(source: PlacedText, line: number, words: string): Place {
  const start = words.trimStart().slice(0, 12)
  return placeIn(source, line, Math.max(0, source.lines[line - 1]?.indexOf(start) ?? 0) + 1)
}
