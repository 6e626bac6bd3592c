import type { Place } from '../problems'
import type { Span } from './span'

interface Mark {
  plain: boolean
  offset: number
  place: Place
}
/** A text as one line, with the offsets at which its marks stand and its lines begin. */
export interface FlatText {
  text: string
  marks: Mark[]
  /** `term` where the run is the face of a glossary link. */
  runs: { offset: number; place: Place; term?: string }[]
}

export function flatten(spans: Span[]): FlatText {
  const flat: FlatText = { text: '', marks: [], runs: [] }
  const walk = (children: Span[], term?: string) => {
    for (const span of children) {
      const offset = flat.text.length
      if (span.type === 'text' || span.type === 'gap') {
        flat.runs.push({ offset, place: span.place, ...(term === undefined ? {} : { term }) })
        flat.text += span.text
      } else if (span.type === 'mark') flat.marks.push({ plain: span.plain, offset, place: span.place })
      else walk(span.children, span.type === 'term' ? span.entry : term)
    }
  }
  walk(spans)
  return flat
}

export function placeAt(flat: FlatText, offset: number): Place {
  const run = flat.runs.findLast((candidate) => candidate.offset <= offset) ?? flat.runs[0]
  if (!run) return { file: '', line: 1 }
  return { ...run.place, column: (run.place.column ?? 1) + offset - run.offset }
}
