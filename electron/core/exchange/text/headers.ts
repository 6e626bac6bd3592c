/** What a text file of Anki says of itself in its first lines: `#separator:tab`, `#tags column:3` ... (Anki manual, "Text files"). */
import type { ColumnRole, Delimiter } from '../../../../shared/model/text-import'

export interface Declared {
  /** Whether there were any. */
  some: boolean
  delimiter?: Delimiter
  html: boolean
  names?: string[]
  /** For all rows. */
  tags: string[]
  deck?: string
  kind?: string
  /** By column, counted from 0. */
  roles: Map<number, ColumnRole>
  /** What comes after those lines, and how many there were. */
  rest: string
  lines: number
}

const separators: Record<string, Delimiter> = {
  ...{ comma: ',', semicolon: ';', tab: '\t', pipe: '|', colon: ':', space: ' ' },
  ...{ ',': ',', ';': ';', '\t': '\t', '|': '|', ':': ':' },
}
const columnKinds: Record<string, ColumnRole> = {
  ...{ 'notetype column': 'kind', 'deck column': 'deck', 'tags column': 'tags', 'guid column': 'guid' },
}

export function headersIn(text: string): Declared {
  const declared: Declared = { some: false, html: false, tags: [], roles: new Map(), rest: text, lines: 0 }
  while (declared.rest.startsWith('#')) {
    const end = declared.rest.indexOf('\n')
    const line = (end === -1 ? declared.rest : declared.rest.slice(0, end)).replace(/\r$/, '')
    const [, key = '', value = ''] = /^#([^:]*):(.*)$/s.exec(line) ?? []
    const isKnown = take(declared, key.trim().toLowerCase(), value)
    // A table may begin with a number sign of its own; what follows a line of ours may be a comment.
    if (!isKnown && !declared.some) break
    declared.some ||= isKnown
    declared.lines++
    declared.rest = end === -1 ? '' : declared.rest.slice(end + 1)
  }
  return declared
}

function take(declared: Declared, key: string, value: string): boolean {
  const column = columnKinds[key]
  const number = Number(value)
  if (column) {
    if (Number.isInteger(number) && number >= 1 && number <= 1000) declared.roles.set(number - 1, column)
    return true
  }
  switch (key) {
    case 'separator': {
      const delimiter = separators[value === '\t' ? value : value.trim().toLowerCase()]
      if (delimiter) declared.delimiter = delimiter
      return true
    }
    case 'html':
      declared.html = value.trim().toLowerCase() === 'true'
      return true
    case 'tags':
      declared.tags = value.split(/\s+/).filter(Boolean)
      return true
    case 'deck':
      if (value.trim()) declared.deck = value.trim()
      return true
    case 'notetype':
      if (value.trim()) declared.kind = value.trim()
      return true
    case 'columns':
      declared.names = value.split(declared.delimiter ?? /[\t,;]/)
      return true
    case 'if matches':
      return true
    default:
      return false
  }
}
