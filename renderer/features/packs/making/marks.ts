/**
 * Behind each statement stands, in braces, where it is written. The forms of the workshop show texts without the mark
 * that all of a thing has, and put it behind each sentence that has none.
 */
import { sentencesOf } from '../../../../shared/rules/sentences'

const mark = /\{([A-Z][A-Z0-9]*-\d{1,6}(?:, *[A-Z][A-Z0-9]*-\d{1,6})*|plain)\}/g
const blankLine = /(\n[ \t]*(?:\n[ \t]*)*)(?=\n|$)/

/** The ids behind a text's sentences. */
export const factsIn = (text: string): string[] =>
  [...text.matchAll(mark)].flatMap(([, ids = '']) => (ids === 'plain' ? [] : ids.split(/, */)))

/** What most of the sentences of these texts rest on; null where none has a mark. */
export function usualMark(texts: readonly string[]): string | null {
  const counts = new Map<string, number>()
  for (const [, ids = ''] of texts.join('\n').matchAll(mark)) counts.set(ids, (counts.get(ids) ?? 0) + 1)
  const [most] = [...counts].sort(([, one], [, other]) => other - one)
  return most?.[0] ?? null
}

/** Figures keep theirs: what stands in them gets none. */
export const unmarked = (text: string, usual: string): string =>
  text
    .split(/^([ \t]*```[\s\S]*?^[ \t]*```)/m)
    .map((part, index) => (index % 2 === 1 ? part : part.replaceAll(new RegExp(` ?\\{${usual}\\}`, 'g'), '')))
    .join('')

/** Markdown with a mark behind each sentence that had none. Headings, questions, heads of tables and figures take none. */
export function marked(text: string, usual: string): string {
  if (usual === '') return text
  const parts = text.split(blankLine)
  let isFenced = false
  return parts
    .map((part, index) => {
      if (index % 2 === 1) return part
      const fences = part.match(/^\s*```/gm)?.length ?? 0
      const wasFenced = isFenced
      if (fences % 2 === 1) isFenced = !isFenced
      return wasFenced || fences > 0 ? part : markedBlock(part, usual)
    })
    .join('')
}

function markedBlock(block: string, usual: string): string {
  const lines = block.split('\n')
  const at = lines.findIndex((line) => line.trim() !== '')
  const first = lines[at]?.trimStart() ?? ''
  const before = lines.slice(0, at).map((line) => `${line}\n`)
  const rest = lines.slice(at)
  if (first.startsWith('#')) {
    const more = rest.slice(1).join('\n')
    return [...before, rest[0], more && `\n${markedBlock(more, usual)}`].join('')
  }
  if (first.startsWith('>')) return [...before, markedCallout(rest, usual)].join('')
  if (first.startsWith('|')) return [...before, markedTable(rest, usual)].join('')
  const isItem = /^\s*(?:[-*+]|\d+[.)])\s/
  if (!isItem.test(first)) return markedSentences(block, usual)
  const items: string[] = []
  for (const line of rest) {
    if (isItem.test(line) || items.length === 0) items.push(line)
    else items.push(`${items.pop()}\n${line}`)
  }
  return [...before, items.map((item) => markedItem(item, usual)).join('\n')].join('')
}

function markedItem(item: string, usual: string): string {
  const bullet = /^\s*(?:[-*+]|\d+[.)])\s+/.exec(item)?.[0] ?? ''
  return `${bullet}${markedSentences(item.slice(bullet.length), usual)}`
}

/** `> [!kind] Title`, then its text; what checks the reader asks first, and that states nothing. */
function markedCallout(lines: string[], usual: string): string {
  // A line without its > is for the check to speak of.
  if (lines.some((line) => !/^\s*>/.test(line))) return lines.join('\n')
  const inside = lines.map((line) => line.replace(/^\s*> ?/, ''))
  const head = inside[0] ?? ''
  const body = inside.slice(1).join('\n')
  const isQuestion = head.startsWith('[!check-yourself]')
  const parts = body.split(blankLine)
  const asked = isQuestion ? parts.findIndex((part, index) => index % 2 === 0 && part.trim() !== '') : -1
  const text = parts.map((part, index) => (index % 2 === 1 || index === asked ? part : markedBlock(part, usual)))
  return [head, ...(lines.length > 1 ? text.join('').split('\n') : [])].map((line) => `> ${line}`.trimEnd()).join('\n')
}

function markedTable(rows: string[], usual: string): string {
  return rows
    .map((row, index) => {
      const end = /\|\s*$/.exec(row)
      if (index < 2 || !end || new RegExp(mark.source).test(row) || row.replace(/[|\s]/g, '') === '') return row
      return `${row.slice(0, end.index).trimEnd()} {${usual}} |`
    })
    .join('\n')
}

function markedSentences(text: string, usual: string): string {
  if (/\{plain\}\s*$/.test(text)) return text
  let out = ''
  let from = 0
  const add = (segment: string, isLast: boolean) => {
    const sentences = sentencesOf(segment.replaceAll('\n', ' '))
    let done = 0
    for (const [index, { text: sentence, start }] of sentences.entries()) {
      const end = start + sentence.length
      out += segment.slice(done, end)
      done = end
      // The last one before a mark has that mark.
      if ((!isLast && index === sentences.length - 1) || !/[\p{L}\p{N}]/u.test(sentence)) continue
      out += `${/[.!?:…]["'”’)\]*_]*$/.test(sentence) ? '' : '.'} {${usual}}`
    }
    out += segment.slice(done)
  }
  for (const found of text.matchAll(mark)) {
    add(text.slice(from, found.index), false)
    out += found[0]
    from = found.index + found[0].length
  }
  add(text.slice(from), true)
  return out
}
