/** A place in a pack's file. `file` is relative to the pack's folder, with forward slashes; lines and columns count from 1. */
export interface Place {
  file: string
  line: number
  column?: number
}
export interface Problem extends Place {
  message: string
  severity: 'error' | 'warning'
}

export function error(place: Place, message: string): Problem {
  return { ...spot(place), message, severity: 'error' }
}

export function warning(place: Place, message: string): Problem {
  return { ...spot(place), message, severity: 'warning' }
}

/** In the order somebody would read the files; the same problem is said once. */
export function inReadingOrder(problems: Problem[]): Problem[] {
  const seen = new Set<string>()
  return problems
    .filter((problem) => {
      const key = JSON.stringify([problem.file, problem.line, problem.column, problem.message])
      return !seen.has(key) && seen.add(key)
    })
    .sort(
      (one, other) =>
        compareText(one.file, other.file) || one.line - other.line || (one.column ?? 0) - (other.column ?? 0),
    )
}

/** By code unit: the same order on every machine, whatever its language. */
export function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

/** The start of a text, to find it again by. */
export function quote(text: string): string {
  const words = text.replace(/\s+/g, ' ').trim()
  return `“${words.length > 60 ? `${words.slice(0, 57).trimEnd()}…` : words}”`
}

/** Only the three fields: what is passed in may carry more. */
function spot({ file, line, column }: Place): Place {
  return column === undefined ? { file, line } : { file, line, column }
}
