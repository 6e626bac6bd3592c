import type { FactPlace, Source } from '../../../shared/model/content'
import { idsOf, notAnId, noteIds } from '../files/fact-ids'
import { parsePart } from '../files/parse-part'
import type { TextFile } from '../files/read-folder'
import * as schemas from '../files/schemas'
import { idOf, listIn, noteId, validate } from '../files/validate'
import type { Findings } from '../findings'
import type { Known } from '../known'
import { error, type Place } from '../problems'

export interface Sources {
  sources: Source[]
  /** The facts that a source's own record states, with the source's id. */
  covered: Map<string, string>
}

export function compileSources(file: TextFile | undefined, known: Known, findings: Findings): Sources {
  const covered = new Map<string, string>()
  const yaml = file && parsePart(file, 'sources.yaml', known, findings)
  if (!yaml) return { sources: [], covered }
  const sources = listIn(yaml, findings.problems).flatMap((item, index) => {
    const id = idOf(item)
    if (id !== undefined) noteId(known.sources, id, 'source', yaml.placeOf([index, 'id']), findings.problems)
    const found = validate(schemas.source, yaml, [index], findings.problems)
    if (!found) return []
    const { covers = [], ...source } = found
    for (const fact of noteIds(covers, yaml, [index, 'covers'], findings)) covered.set(fact, source.id)
    return [source]
  })
  return { sources, covered }
}

/** Notes where each fact stands. Needs the sources to be known. */
export function compileFacts(file: TextFile | undefined, known: Known, findings: Findings): void {
  const yaml = file && parsePart(file, 'facts.yaml', known, findings)
  if (!yaml) return
  for (const [index, item] of listIn(yaml, findings.problems).entries()) {
    const group = validate(schemas.factGroup, yaml, [index], findings.problems)
    if (group && !known.sources.has(group.source) && !known.incomplete.has('sources.yaml')) {
      findings.problems.push(
        error(yaml.placeOf([index, 'source']), `unknown source "${group.source}": it is not in sources.yaml`),
      )
    }
    // The ids of a group with another fault are known all the same.
    const fact: FactPlace = { source: group?.source ?? '', section: group?.section ?? '' }
    if (group?.asOf !== undefined) fact.asOf = group.asOf
    if (group?.lasting) fact.lasting = true
    const ids: unknown = (item as { ids?: unknown } | null)?.ids
    for (const [position, range] of (Array.isArray(ids) ? ids : []).entries()) {
      if (typeof range === 'string') noteFacts(range, fact, yaml.placeOf([index, 'ids', position]), known, findings)
    }
  }
}

function noteFacts(range: string, fact: FactPlace, place: Place, known: Known, findings: Findings): void {
  const ids = idsOf(range)
  if (!ids) {
    findings.problems.push(error(place, notAnId(range)))
    return
  }
  for (const id of ids) {
    const first = known.facts.get(id)?.place
    if (first)
      findings.problems.push(error(place, `duplicate fact id "${id}": first given in ${first.file}:${first.line}`))
    else known.facts.set(id, { ...fact, place })
  }
}
