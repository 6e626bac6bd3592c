import type { Source } from '../../../shared/model/content'
import { goodFor, isPastDate } from '../../../shared/rules/past-date'
import type { Known } from '../known'
import { type Problem, warning } from '../problems'

/** The ids of the facts that are past their date. */
export function factsPastDate(known: Known, sources: Source[], today: string): string[] {
  const dates = new Map(sources.map((source) => [source.id, source]))
  return [...known.facts].flatMap(([id, place]) => {
    const source = dates.get(place.source)
    return source && isPastDate(place, source, today) ? [id] : []
  })
}

/** One warning for all: they are looked through together, one source after the other. */
export function pastDateProblems(ids: string[], known: Known): Problem[] {
  const place = known.facts.get(ids[0] ?? '')?.place
  if (!place) return []
  const message = `${ids.length} facts are older than ${goodFor} months or undated, first ${ids[0]}: the app marks them; content:report lists them`
  return [warning(place, message)]
}
