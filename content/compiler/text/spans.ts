import type { PhrasingContent } from 'mdast'
import type { Inline } from '../../../shared/model/content'
import { type PlacedText, placeIn, placeOfWords } from '../files/placed-text'
import { factPattern } from '../files/schemas'
import type { Findings } from '../findings'
import { error, type Place, quote } from '../problems'
import { placeOfNode } from './markdown'
import type { Span } from './span'
import { typographic } from './typography'

/** One text; it is kept among the findings for what is looked at later. */
export function spansOf(nodes: PhrasingContent[], source: PlacedText, findings: Findings): Span[] {
  const spans = spansWithin(nodes, source, findings)
  if (spans.length > 0) findings.texts.push(spans)
  return spans
}

function spansWithin(nodes: PhrasingContent[], source: PlacedText, findings: Findings): Span[] {
  return nodes.flatMap((node) => spansOfNode(node, source, findings))
}

function spansOfNode(node: PhrasingContent, source: PlacedText, findings: Findings): Span[] {
  const place = placeOfNode(source, node)
  const refuse = (message: string): Span[] => {
    findings.problems.push(error(place, message))
    return []
  }
  switch (node.type) {
    case 'text':
      return spansOfText(node, source, findings)
    case 'break':
      return [{ type: 'text', text: ' ', place }]
    case 'strong':
    case 'emphasis':
      return [{ type: node.type, children: spansWithin(node.children, source, findings) }]
    case 'link': {
      const children = spansWithin(node.children, source, findings)
      const target = targetOf(node.url)
      if (!target) {
        refuse(
          `unknown link ${quote(node.url)}: links go to glossary:<entry>, chapter:<chapter> or chapter:<chapter>#<section>`,
        )
        return children
      }
      if (wordsOf(children).trim() === '') refuse(`the link to ${node.url} has no words`)
      findings.references.push(
        target.type === 'term'
          ? { to: 'entry', id: target.entry, place }
          : { to: 'section', chapter: target.chapter, section: target.section, place },
      )
      return [{ ...target, children }]
    }
    case 'html':
      return refuse(`raw HTML is not allowed: ${quote(node.value)}`)
    case 'image':
    case 'imageReference':
      return refuse('pictures are not allowed')
    case 'inlineCode':
      return refuse('code (text between backticks) is not allowed')
    case 'linkReference':
      return refuse('links by reference are not allowed: write [words](glossary:<entry>)')
    default:
      return refuse(`"${node.type}" is not part of the format`)
  }
}

function targetOf(url: string) {
  const term = /^glossary:([a-z0-9-]+)$/.exec(url)
  if (term) return { type: 'term' as const, entry: term[1] ?? '' }
  const link = /^chapter:([a-z0-9-]+)(?:#([a-z0-9-]+))?$/.exec(url)
  if (!link) return undefined
  const section = link[2] === undefined ? {} : { section: link[2] }
  return { type: 'link' as const, chapter: link[1] ?? '', ...section }
}

/** White space as Markdown counts it: a no-break space is kept. */
const spaces = /[ \t\n\f\r]+/g

function spansOfText(node: PhrasingContent & { type: 'text' }, source: PlacedText, findings: Findings): Span[] {
  const spans: Span[] = []
  const { text, placeAt } = placedLines(node, source)
  const addText = (from: number, to: number) => {
    const words = text.slice(from, to)
    if (words === '') return
    complainAboutText(words, (offset) => placeAt(from + offset), findings)
    // One span a line, so that a sentence knows the line it begins in.
    let offset = from
    for (const line of words.split(/(?<=\n)/)) {
      spans.push({ type: 'text', text: line.replace(spaces, ' '), place: placeAt(offset) })
      offset += line.length
    }
  }
  let end = 0
  const groups = source.gaps ? /\{\{(\d{1,2})\|([^{}|]+)(?:\|([^{}|]+))?\}\}/g : /\{([^{}]*)\}/g
  for (const group of text.matchAll(groups)) {
    addText(end, group.index)
    end = group.index + group[0].length
    if (source.gaps) {
      const [, number, words = '', hint] = group
      spans.push({
        type: 'gap',
        number: Number(number),
        text: words.trim(),
        ...(hint === undefined ? {} : { hint: hint.trim() }),
        place: placeAt(group.index),
      })
      continue
    }
    const mark = markOf(group[1] ?? '', placeAt(group.index), findings)
    if (mark) spans.push(mark)
  }
  addText(end, text.length)
  return spans
}

function placedLines(node: PhrasingContent & { type: 'text' }, source: PlacedText) {
  const first = node.position?.start ?? { line: 1, column: 1 }
  const text = typographic(node.value)
  const placeAt = (offset: number): Place => {
    const before = text.slice(0, offset).split('\n')
    const column = before.at(-1)?.length ?? 0
    if (before.length === 1) return placeIn(source, first.line, first.column + column)
    const line = text.split('\n')[before.length - 1] ?? ''
    const start = placeOfWords(source, first.line + before.length - 1, line)
    return { ...start, column: (start.column ?? 1) + column - (line.length - line.trimStart().length) }
  }
  return { text, placeAt }
}

function markOf(inside: string, place: Place, findings: Findings): Span | undefined {
  const content = inside.trim()
  if (content === 'plain') return { type: 'mark', plain: true, facts: [], place }
  const facts = content.split(',').map((id) => id.trim())
  const bad = facts.find((id) => !factPattern.test(id))
  if (bad !== undefined) {
    const hint = bad.includes('..') ? ': a range is only for facts.yaml, name each id' : ''
    findings.problems.push(
      error(place, `{${content.slice(0, 40)}}: braces hold fact ids like {S1-034, R-002} or {plain}${hint}`),
    )
    // A statement with a mistyped id is not also one without an id.
    return content.startsWith('#') ? undefined : { type: 'mark', plain: false, facts: [], place }
  }
  if (new Set(facts).size < facts.length) {
    findings.problems.push(error(place, `{${content}} names a fact twice`))
  }
  for (const id of facts) findings.references.push({ to: 'fact', id, place })
  return { type: 'mark', plain: false, facts, place }
}

function complainAboutText(text: string, placeAt: (offset: number) => Place, findings: Findings): void {
  const complain = (pattern: RegExp, message: string) => {
    const match = pattern.exec(text)
    if (match) findings.problems.push(error(placeAt(match.index), message))
  }
  complain(/[{}]/, 'a single brace: braces stand in pairs around fact ids')
  complain(/\]\(|\]\[/, 'this link is not well formed: [words](glossary:<entry>), without spaces in the address')
  complain(
    /\b(?:https?|ftp|file|mailto):\S|\bwww\.\w/i,
    'addresses are not allowed in a text: name the source in sources.yaml',
  )
}

/** The words of spans, without marks. */
export function wordsOf(spans: Span[]): string {
  return spans.map((span) => ('text' in span ? span.text : span.type === 'mark' ? '' : wordsOf(span.children))).join('')
}

/**
 * The compiled form. White space before a citation goes, that after it stays: "… destination.①  The next …". Gaps of
 * the number `asked` stay open, others are filled.
 */
export function inlinesOf(spans: Span[], asked?: number): Inline[] {
  const inlines = compile(spans, asked)
  trimStart(inlines)
  trimEnd(inlines)
  return inlines
}

function compile(spans: Span[], asked?: number): Inline[] {
  const inlines: Inline[] = []
  for (const span of spans) {
    const last = inlines.at(-1)
    if (span.type === 'gap' && span.number === asked) {
      inlines.push({ type: 'gap', ...(span.hint === undefined ? {} : { hint: span.hint }) })
    } else if (span.type === 'text' || span.type === 'gap') {
      if (last?.type === 'text') last.text += span.text
      else inlines.push({ type: 'text', text: span.text })
    } else if (span.type === 'mark') {
      trimEnd(inlines)
      if (span.facts.length > 0) inlines.push({ type: 'citation', facts: span.facts })
    } else {
      inlines.push({ ...span, children: compile(span.children, asked) })
    }
  }
  return inlines
}

function trimEnd(inlines: Inline[]): void {
  const last = inlines.at(-1)
  if (last?.type !== 'text') return
  last.text = last.text.replace(/ +$/, '')
  if (last.text === '') inlines.pop()
}

function trimStart(inlines: Inline[]): void {
  const first = inlines[0]
  if (first?.type !== 'text') return
  first.text = first.text.replace(/^ +/, '')
  if (first.text === '') inlines.shift()
}

/** The words of compiled text, without citations; a gap is its hint in brackets. */
export function textOf(inlines: Inline[]): string {
  return inlines
    .map((inline) => {
      if (inline.type === 'text') return inline.text
      if (inline.type === 'citation') return ''
      if (inline.type === 'gap') return `[${inline.hint ?? '…'}]`
      // No text of the book has lines or pictures in it: those are own cards'.
      if (inline.type === 'break' || inline.type === 'image') return ''
      return textOf(inline.children)
    })
    .join('')
}
