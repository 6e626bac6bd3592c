import { type Document, isAlias, isMap, isScalar, LineCounter, type Node, parseDocument, Scalar } from 'yaml'
import { error, type Place, type Problem } from '../problems'
import type { PlacedText } from './placed-text'

export type Path = (string | number)[]

/** A YAML text as plain values that can still say where each of them stands. */
export interface YamlFile {
  file: string
  value: unknown
  placeOf(path: Path): Place
  /** Where the key itself stands. */
  placeOfKey(path: Path, key: string): Place
  /** A text with what is needed to name places inside it. */
  textAt(path: Path): PlacedText
}

/** Undefined when the YAML itself is broken; the problems then say where. */
export function parseYaml(file: string, text: string, problems: Problem[]): YamlFile | undefined {
  const lineCounter = new LineCounter()
  const place = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset)
    return { file, line: Math.max(1, line), column: Math.max(1, col) }
  }
  let document: Document.Parsed
  let value: unknown
  try {
    document = parseDocument(text, { lineCounter, prettyErrors: false, stringKeys: true })
    const found = [...document.errors, ...document.warnings]
    for (const { pos, message } of found) problems.push(error(place(pos[0]), `is not sound YAML: ${explain(message)}`))
    if (found.length > 0) return undefined
    value = document.toJS()
  } catch (failure) {
    // Too deeply nested, or an alias that explodes.
    problems.push(error({ file, line: 1 }, `can't be read as YAML: ${(failure as Error).message}`))
    return undefined
  }

  const nodeAt = (path: Path): Node | undefined => {
    const node = path.length === 0 ? document.contents : document.getIn(path, true)
    return (isAlias(node) ? node.resolve(document) : node) as Node | undefined
  }
  const placeOf = (path: Path): Place => {
    const offset = nodeAt(path)?.range?.[0]
    if (offset !== undefined) return place(offset)
    return path.length > 0 ? placeOf(path.slice(0, -1)) : { file, line: 1 }
  }
  const placeOfKey = (path: Path, key: string): Place => {
    const map = nodeAt(path)
    const pair = isMap(map) ? map.items.find((item) => isScalar(item.key) && String(item.key.value) === key) : undefined
    const offset = (pair?.key as Node | undefined)?.range?.[0]
    return offset === undefined ? placeOf(path) : place(offset)
  }
  const textAt = (path: Path): PlacedText => {
    const node = nodeAt(path)
    if (isScalar(node)) return placeScalar(file, text, node, place)
    return { file, text: '', lines: [''], starts: [{ line: placeOf(path).line, column: 1 }] }
  }
  return { file, value, placeOf, placeOfKey, textAt }
}

/**
 * Markdown is read from the lines as they stand in the file, not from the value YAML folds out of them: line numbers
 * stay true, and an empty line parts two paragraphs in every style of YAML text.
 */
function placeScalar(file: string, yaml: string, node: Scalar, place: (offset: number) => Place): PlacedText {
  const value = String(node.value ?? '')
  const [from, to] = node.range ?? [0, 0]
  const start = place(from)
  const block = node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED
  if (block) {
    const raw = yaml.slice(yaml.indexOf('\n', from) + 1, to).split('\n')
    const indents = raw.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length)
    const indent = indents.length > 0 ? Math.min(...indents) : 0
    const lines = (node.type === Scalar.BLOCK_LITERAL ? value.split('\n') : raw.map((line) => line.slice(indent))) ?? []
    const starts = lines.map((_, index) => ({ line: start.line + 1 + index, column: indent + 1 }))
    return { file, text: lines.join('\n'), lines, starts }
  }
  const quoted = node.type === Scalar.QUOTE_DOUBLE || node.type === Scalar.QUOTE_SINGLE
  const inside = quoted ? yaml.slice(from + 1, to - 1) : yaml.slice(from, to)
  const column = (start.column ?? 1) + (quoted ? 1 : 0)
  if (quoted && (inside.includes('\\') || inside.includes("''"))) {
    const lines = value.split('\n')
    return { file, text: value, lines, starts: lines.map(() => ({ line: start.line, column })) }
  }
  const raw = inside.split('\n')
  const lines = raw.map((line) => line.trim())
  const starts = raw.map((line, index) => ({
    line: start.line + index,
    column: index === 0 ? column : line.length - line.trimStart().length + 1,
  }))
  return { file, text: lines.join('\n'), lines, starts }
}

function explain(message: string): string {
  const first = message.split('\n')[0] ?? message
  return /nested mappings|implicit keys|implicit map/i.test(first)
    ? `${first} (a text with a colon and a space in it must stand in quotes)`
    : first
}
