/** The text of a file that is a list of things: what is changed in it leaves everything around it letter for letter. */
import { isSeq, parseDocument, stringify } from 'yaml'

/** As the file has it, by the compiler's own names; the texts of statements without their usual mark. */
export type Value = Record<string, unknown>

/** Null where it is no list. */
export function listIn(text: string): (Value | null)[] | null {
  const value = parsed(text)
  if (value === undefined) return null
  if (value === null) return []
  return Array.isArray(value) ? value.map((one) => (typeof one === 'object' ? (one as Value | null) : null)) : null
}
export function mapIn(text: string): Value | null {
  const value = parsed(text)
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Value) : null
}
function parsed(text: string): unknown {
  try {
    const document = parseDocument(text)
    return document.errors.length > 0 ? undefined : document.toJS()
  } catch {
    return undefined
  }
}

const written = (value: unknown, indent: number): string =>
  stringify(value, { lineWidth: 0 })
    .trimEnd()
    .split('\n')
    .map((line, index) => (index === 0 || line === '' ? line : `${' '.repeat(indent)}${line}`))
    .join('\n')

/** Where each thing of a list stands in the text; null for a list in brackets. */
export function rangesIn(text: string): { line: number; from: number; to: number; column: number }[] | null {
  const { contents } = parseDocument(text)
  if (!isSeq(contents)) return []
  if (contents.flow) return null
  return contents.items.map((item) => {
    const [from = 0, to = 0] = (item as { range?: [number, number, number] }).range ?? []
    const line = text.lastIndexOf('\n', from - 1) + 1
    return { line, from, to, column: from - line }
  })
}
export function replacedInList(text: string, index: number, value: Value): string {
  const range = rangesIn(text)?.[index]
  if (!range) {
    const document = parseDocument(text)
    document.setIn([index], value)
    return document.toString({ lineWidth: 0 })
  }
  const end = /\s*$/.exec(text.slice(range.from, range.to))?.[0] ?? ''
  const after = text.slice(range.to)
  const gap = end.includes('\n') || after.startsWith('\n') || after === '' ? end : `${end}\n`
  return `${text.slice(0, range.from)}${written(value, range.column)}${gap}${after}`
}
/** Without one thing, and how it stood there, to be put back. */
export function takenFromList(text: string, index: number): { text: string; taken: string } {
  const ranges = rangesIn(text)
  const range = ranges?.[index]
  if (!range) {
    const document = parseDocument(text)
    const taken = (document.toJS() as unknown[])[index]
    document.deleteIn([index])
    return { text: document.toString({ lineWidth: 0 }), taken: stringify([taken], { lineWidth: 0 }) }
  }
  const end = ranges?.[index + 1]?.line ?? text.length
  return { text: `${text.slice(0, range.line)}${text.slice(end)}`, taken: text.slice(range.line, end) }
}
/** With what was taken standing at this place of the list, or at its end. */
export function putIntoList(text: string, index: number, taken: string): string {
  const ranges = rangesIn(text)
  if (!ranges) {
    const document = parseDocument(text)
    const [value] = parseDocument(taken).toJS() as unknown[]
    if (isSeq(document.contents)) document.contents.items.splice(index, 0, document.createNode(value) as never)
    return document.toString({ lineWidth: 0 })
  }
  const at = ranges[index]?.line ?? text.length
  const [before, after] = [text.slice(0, at), text.slice(at)]
  const own = after === '' || taken.endsWith('\n') ? taken : `${taken}\n`
  return `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${own}${after}`
}
export function appended(text: string, value: Value): string {
  const ranges = rangesIn(text)
  if (!ranges) {
    const document = parseDocument(text)
    document.add(document.createNode(value))
    return document.toString({ lineWidth: 0 })
  }
  const column = ranges[0]?.column ?? 2
  const dash = ' '.repeat(Math.max(0, column - 2))
  return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${dash}- ${written(value, dash.length + 2)}\n`
}
