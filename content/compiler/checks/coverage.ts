import type { Fingerprints } from '../files/fingerprints'
import type { Known } from '../known'
import { error, type Problem } from '../problems'

/** Where a fact of a source document is dealt with. */
export interface Covered {
  /** `chapter#section`, in reading order. */
  chapters: string[]
  cards: string[]
  entries: string[]
  /** The record of its source states it. */
  source?: string
  notTaught?: string
}

/**
 * Facts of the source documents that no chapter statement, source record or reason for leaving out deals with; and
 * those that are dealt with in two ways that exclude each other.
 */
export function coverageProblems(coverage: Map<string, Covered>, known: Known, { ids }: Fingerprints): Problem[] {
  const problems: Problem[] = []
  for (const id of ids) {
    if (!known.facts.has(id) && !known.incomplete.has('facts.yaml'))
      problems.push(error({ file: 'facts.yaml', line: 1 }, `the fact ${id} of a source document is missing`))
  }
  for (const [id, covered] of coverage) {
    const place = known.facts.get(id)?.place
    if (!place) continue
    const taught = covered.chapters.length > 0
    if (!taught && covered.source === undefined && covered.notTaught === undefined)
      problems.push(error(place, `${id} is dealt with nowhere: teach it in a chapter, or name it in not-taught.yaml`))
    if (taught && covered.notTaught !== undefined)
      problems.push(error(place, `${id} is in not-taught.yaml, but ${covered.chapters[0]} teaches it`))
  }
  return problems
}
