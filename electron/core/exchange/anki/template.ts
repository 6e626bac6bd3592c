/**
 * Anki's card templates: `{{Field}}`, `{{filter:Field}}`, `{{#Field}} … {{/Field}}` if the field isn't empty, and `{{^Field}}
 * … {{/Field}}` if it is. They are read once and filled for each card; what comes out is HTML that is to be cleaned.
 */

export type Part =
  | { kind: 'html'; html: string }
  | { kind: 'field'; name: string; filters: string[] }
  | { kind: 'if' | 'unless'; name: string; parts: Part[] }

/** Sections inside sections. */
const deepest = 50

/** Never throws: a section that isn't closed ends with the template, one that isn't open is left out. */
export function parseTemplate(source: string): Part[] {
  const text = source.replace(/<!--[\s\S]*?(?:-->|$)/g, '')
  const top: Part[] = []
  const open: { name: string; parts: Part[] }[] = []
  const add = (part: Part) => (open.at(-1)?.parts ?? top).push(part)
  let from = 0
  for (const match of text.matchAll(/\{\{([^{}]*)\}\}/g)) {
    if (match.index > from) add({ kind: 'html', html: text.slice(from, match.index) })
    from = match.index + match[0].length
    const inside = (match[1] ?? '').trim()
    const name = inside.slice(1).trim()
    const sign = inside.charAt(0)
    if (sign === '#' || sign === '^') {
      const parts: Part[] = []
      add({ kind: sign === '#' ? 'if' : 'unless', name, parts })
      if (open.length < deepest) open.push({ name, parts })
    } else if (sign === '/') {
      const at = open.findLastIndex((section) => section.name === name)
      if (at >= 0) open.length = at
    } else {
      const filters = inside.split(':').map((word) => word.trim())
      add({ kind: 'field', name: filters.pop() ?? '', filters })
    }
  }
  if (from < text.length) add({ kind: 'html', html: text.slice(from) })
  return top
}

/** A template's parts behind the line that Anki draws between question and answer; all of them if there is none. */
export function behindLine(parts: Part[]): { before: Part[]; after: Part[] } | null {
  for (const [index, part] of parts.entries()) {
    const line = part.kind === 'html' ? /<hr\b[^<>]*\bid\s*=\s*["']?answer\b[^<>]*>/i.exec(part.html) : null
    if (!line || part.kind !== 'html') continue
    const html = (text: string): Part[] => (text.trim() === '' ? [] : [{ kind: 'html', html: text }])
    return {
      before: [...parts.slice(0, index), ...html(part.html.slice(0, line.index))],
      after: [...html(part.html.slice(line.index + line[0].length)), ...parts.slice(index + 1)],
    }
  }
  return null
}

/** All fields of it, those in sections too. */
export function fieldsIn(parts: readonly Part[]): { name: string; filters: string[] }[] {
  return parts.flatMap((part) => (part.kind === 'html' ? [] : part.kind === 'field' ? [part] : fieldsIn(part.parts)))
}

export interface Filling {
  /** HTML of a field; undefined: there is no such field. */
  field(name: string): string | undefined
  /** Fields with the filters `type` or `cloze`, which mean something else on either side. */
  special(filter: 'type' | 'cloze', name: string): string
  /** On the answer side what is hidden behind a hint is shown. */
  hints: boolean
}

/** More than a card can be made of. */
export class TooMuchHtml extends Error {
  override name = 'TooMuchHtml'
}
/** HTML of one side, UTF-16 units: what is left of more would be too long for a card. */
export const longestHtml = 200_000

/** Throws `TooMuchHtml`. */
export function fillTemplate(parts: readonly Part[], filling: Filling): string {
  const filled = new Map<string, boolean>()
  let html = ''
  const fill = (part: Part): void => {
    if (part.kind === 'html') html += part.html
    else if (part.kind === 'field') html += fieldHtml(part, filling)
    else {
      let isThere = filled.get(part.name)
      if (isThere === undefined) {
        isThere = hasWords(filling.field(part.name) ?? '')
        filled.set(part.name, isThere)
      }
      if (isThere === (part.kind === 'if')) part.parts.forEach(fill)
    }
    if (html.length > longestHtml) throw new TooMuchHtml()
  }
  parts.forEach(fill)
  return html
}

function fieldHtml({ name, filters }: Extract<Part, { kind: 'field' }>, filling: Filling): string {
  if (filters.some((filter) => filter === 'cloze' || filter === 'cloze-only')) return filling.special('cloze', name)
  if (filters.some((filter) => filter === 'type' || filter === 'nc')) return filling.special('type', name)
  // Read aloud, not shown.
  if (filters.some((filter) => filter.startsWith('tts'))) return ''
  if (filters.includes('hint') && !filling.hints) return ''
  return filling.field(name) ?? ''
}

/** Whether Anki takes a field for filled: it has something besides white space, line breaks and empty blocks. */
function hasWords(html: string): boolean {
  return html.replace(/<\/?(?:br|div|p)\b[^<>]*>|&nbsp;|\s/gi, '') !== ''
}
