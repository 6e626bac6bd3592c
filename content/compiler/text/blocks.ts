import type { Blockquote, List, Paragraph, PhrasingContent, RootContent, Table } from 'mdast'
import type { Block, CalloutKind, Inline } from '../../../shared/model/content'
import { type PlacedText, placeIn, placeOfWords } from '../files/placed-text'
import { error } from '../problems'
import type { BlockContext } from './block-context'
import { compileFigure } from './figure'
import { placeOfNode } from './markdown'
import type { Span } from './span'
import { inlinesOf, spansOf, textOf, wordsOf } from './spans'
import { checkRow, checkStatements, refuseMarks } from './statements'

export function compileBlocks(nodes: RootContent[], context: BlockContext): Block[] {
  return nodes.flatMap((node) => compileBlock(node, context) ?? [])
}

function compileBlock(node: RootContent, context: BlockContext): Block | undefined {
  const { source, findings } = context
  const place = placeOfNode(source, node)
  const refuse = (message: string): undefined => void findings.problems.push(error(place, message))
  switch (node.type) {
    case 'paragraph':
      return compileParagraph(node, context)
    case 'heading': {
      if (!context.headings) return refuse('no headings here: only a chapter has them')
      if (node.depth !== 3) return refuse('headings are ## (a section) or ### (within one)')
      const spans = spansOf(node.children, source, findings)
      refuseMarks(spans, 'a heading takes no braces but the {#id} of a section', findings)
      const children = inlinesOf(spans)
      const text = textOf(children)
      if (text === '') return refuse('a heading without words')
      return { id: context.idOf(text), type: 'heading', text, children }
    }
    case 'list':
      return compileList(node, context)
    case 'table':
      return compileTable(node, context)
    case 'blockquote':
      return compileCallout(node, context)
    case 'html':
      return refuse('raw HTML is not allowed')
    case 'code':
      if (node.lang === 'figure')
        return context.headings
          ? compileFigure(node, context)
          : refuse('a figure stands in a chapter, outside call-outs')
      return refuse('code is not allowed (a text indented by four spaces counts as code)')
    case 'thematicBreak':
      return refuse('a rule (---) is not part of the format')
    case 'definition':
      return refuse('links by reference are not allowed: write [words](glossary:<entry>)')
    default:
      return refuse(`"${node.type}" is not part of the format`)
  }
}

function compileParagraph(node: Paragraph, context: BlockContext): Block | undefined {
  const { source, findings } = context
  const spans = spansOf(node.children, source, findings)
  const standing = checkStatements(spans, placeOfNode(source, node), findings)
  const children = inlinesOf(spans)
  const text = textOf(children)
  if (text === '') return undefined
  const block: Block = { id: context.idOf(text), type: 'paragraph', text, children }
  return standing === 'plain' ? { ...block, plain: true } : block
}

function compileList(node: List, context: BlockContext): Block | undefined {
  const { source, findings } = context
  if (node.ordered && node.start !== 1) {
    findings.problems.push(
      error(
        placeOfNode(source, node),
        `a numbered list begins with 1; if this is no list, write ${node.start}\\. to keep the number in the text`,
      ),
    )
  }
  const items: Inline[][] = []
  for (const item of node.children) {
    const place = placeOfNode(source, item)
    const [first, ...others] = item.children
    if (first?.type !== 'paragraph') {
      findings.problems.push(error(place, 'a list item must be a text of its own'))
      continue
    }
    for (const other of others) {
      const message = other.type === 'list' ? 'a list inside a list is not allowed' : 'a list item is one paragraph'
      findings.problems.push(error(placeOfNode(source, other), message))
    }
    const spans = spansOf(first.children, source, findings)
    checkStatements(spans, placeOfNode(source, first), findings)
    items.push(inlinesOf(spans))
  }
  if (items.length === 0) return undefined
  const text = items.map(textOf).join('\n')
  return { id: context.idOf(text), type: 'list', text, ordered: node.ordered === true, items }
}

function compileTable(node: Table, context: BlockContext): Block | undefined {
  const { source, findings } = context
  const [headerRow, ...otherRows] = node.children
  if (!headerRow) return undefined
  const header = headerRow.children.map((cell) => {
    const spans = spansOf(cell.children, source, findings)
    refuseMarks(spans, 'the head of a table takes no braces', findings)
    return inlinesOf(spans)
  })
  if (otherRows.length === 0) findings.problems.push(error(placeOfNode(source, node), 'a table without rows'))
  const rows = otherRows.map((row) => {
    const place = placeOfNode(source, row)
    const cells = row.children.map((cell) => spansOf(cell.children, source, findings))
    if (cells.length !== header.length) {
      findings.problems.push(
        error(
          place,
          `this table row has ${cells.length} cells, its head has ${header.length}; an empty line ends a table`,
        ),
      )
    }
    checkRow(cells, place, findings)
    return cells.map(inlinesOf)
  })
  const text = [header, ...rows].map((cells) => cells.map(textOf).filter(Boolean).join(' ')).join('\n')
  return { id: context.idOf(text), type: 'table', text, header, rows }
}

const calloutKinds: readonly string[] = [
  'key-distinction',
  'key-figure',
  'key-term',
  'check-yourself',
] satisfies CalloutKind[]

function compileCallout(node: Blockquote, context: BlockContext): Block | undefined {
  const { source, findings } = context
  const place = placeOfNode(source, node)
  const fail = (message: string): undefined => void findings.problems.push(error(place, message))
  complainAboutOpenLines(node, context)
  const [first, ...others] = node.children
  const marker = first?.type === 'paragraph' ? first.children[0] : undefined
  const found = marker?.type === 'text' ? /^\[!([^\]\n]*)\][ \t]*/.exec(marker.value) : null
  if (first?.type !== 'paragraph' || marker?.type !== 'text' || !found) {
    return fail(`a call-out begins with [!kind]: ${calloutKinds.join(', ')}`)
  }
  const kind = found[1] ?? ''
  const known = calloutKinds.includes(kind)
  if (!known) fail(`unknown call-out "${kind}": there are ${calloutKinds.join(', ')}`)

  const { head, tail } = splitAtLineEnd(first, found[0].length, source)
  const titleSpans = spansOf(head, source, findings)
  refuseMarks(titleSpans, 'the title of a call-out takes no braces: its text carries the facts', findings)
  const title = wordsOf(titleSpans).trim()
  const body: RootContent[] = tail ? [tail, ...others] : others
  const answers = body.filter((child) => {
    if (child.type !== 'blockquote') return true
    findings.problems.push(error(placeOfNode(source, child), 'a call-out inside a call-out is not allowed'))
    return false
  })

  if (kind === 'check-yourself') return compileQuestion(title, answers, context, fail)
  if (known && title === '') fail(`this call-out has no title: write it behind [!${kind}]`)
  const blocks = compileBlocks(answers, { ...context, headings: false })
  if (blocks.length === 0) return fail('this call-out has no text')
  const text = [title, ...blocks.map((block) => block.text)].filter(Boolean).join('\n')
  const callout = (known ? kind : 'key-term') as CalloutKind
  return { id: context.idOf(text), type: 'callout', text, callout, title, blocks }
}

function compileQuestion(
  title: string,
  [first, ...others]: RootContent[],
  context: BlockContext,
  fail: (message: string) => undefined,
): Block | undefined {
  const { source, findings } = context
  if (first?.type !== 'paragraph')
    return fail('check-yourself has no question: a paragraph of its own, before the answer')
  const spans: Span[] = spansOf(first.children, source, findings)
  refuseMarks(spans, 'a question takes no braces: its answer carries the facts', findings)
  const question = inlinesOf(spans)
  const blocks = compileBlocks(others, { ...context, headings: false })
  if (blocks.length === 0)
    return fail('check-yourself has no answer: after the question an empty line with ">", then the answer')
  const text = [title, textOf(question), ...blocks.map((block) => block.text)].filter(Boolean).join('\n')
  return { id: context.idOf(text), type: 'callout', text, callout: 'check-yourself', title, question, blocks }
}

/** Markdown takes a line right below a call-out as part of it; its author hardly ever means that. */
function complainAboutOpenLines(node: Blockquote, { source, findings }: BlockContext): void {
  const { start, end } = node.position ?? { start: { line: 1 }, end: { line: 0 } }
  for (let line = start.line; line <= end.line; line += 1) {
    if (source.lines[line - 1]?.trimStart().startsWith('>')) continue
    findings.problems.push(
      error(
        placeIn(source, line),
        'this line would belong to the call-out above: begin it with ">" or leave an empty line',
      ),
    )
    return
  }
}

/** The first line of a call-out holds its mark and title; what follows is text. */
function splitAtLineEnd(paragraph: Paragraph, skip: number, source: PlacedText) {
  const head: PhrasingContent[] = []
  const rest: PhrasingContent[] = []
  for (const [index, child] of paragraph.children.entries()) {
    const node = index === 0 && child.type === 'text' ? moved(child, skip, source) : child
    if (rest.length > 0) rest.push(node)
    else if (node.type === 'break') rest.push({ ...node, type: 'text', value: '' } as PhrasingContent)
    else if (node.type === 'text' && node.value.includes('\n')) {
      const end = node.value.indexOf('\n')
      head.push({ ...node, value: node.value.slice(0, end) })
      rest.push(moved(node, end + 1, source))
    } else head.push(node)
  }
  const first = rest[0]
  if (!first) return { head, tail: undefined }
  const position = paragraph.position && first.position && { ...paragraph.position, start: first.position.start }
  const tail: Paragraph = { type: 'paragraph', children: rest, position }
  return { head, tail }
}

/** A text node without its first characters. */
function moved<Node extends PhrasingContent & { type: 'text' }>(node: Node, count: number, source: PlacedText): Node {
  const value = node.value.slice(count)
  if (!node.position) return { ...node, value }
  const { start } = node.position
  const dropped = node.value.slice(0, count).split('\n').length - 1
  const line = start.line + dropped
  const column =
    dropped === 0
      ? start.column + count
      : (placeOfWords(
          { ...source, starts: source.lines.map((_, index) => ({ line: index + 1, column: 1 })) },
          line,
          value.split('\n')[0] ?? '',
        ).column ?? 1)
  return { ...node, value, position: { ...node.position, start: { ...start, line, column } } }
}
