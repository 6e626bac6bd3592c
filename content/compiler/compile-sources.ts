import type { FactPlace, Source } from '../../shared/model/content'
import type { Findings } from './findings'
import type { Known } from './known'
import { parsePart } from './parse-part'
import { error, type Place } from './problems'
import type { TextFile } from './read-folder'
import * as schemas from './schemas'
import { idOf, listIn, noteId, validate } from './validate'

export function compileSources(file: TextFile | undefined, known: Known, findings: Findings): Source[] {
  const yaml = file && parsePart(file, 'sources.yaml', known, findings)
  if (!yaml) return []
  return listIn(yaml, findings.problems).flatMap((item, index) => {
    const id = idOf(item)
    if (id !== undefined) noteId(known.sources, id, 'source', yaml.placeOf([index, 'id']), findings.problems)
    return validate(schemas.source, yaml, [index], findings.problems) ?? []
  })
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

/** More than this in one range is a slip of the pen. */
const longestRange = 10_000

function noteFacts(range: string, fact: FactPlace, place: Place, known: Known, findings: Findings): void {
  const ids = idsOf(range)
  if (!ids) {
    findings.problems.push(error(place, `"${range}" must be a fact id like S1-034 or a range like S1-007..S1-011`))
    return
  }
  for (const id of ids) {
    const first = known.facts.get(id)?.place
    if (first)
      findings.problems.push(error(place, `duplicate fact id "${id}": first given in ${first.file}:${first.line}`))
    else known.facts.set(id, { ...fact, place })
  }
}

function idsOf(range: string): string[] | undefined {
  if (schemas.factPattern.test(range)) return [range]
  const match = /^([A-Z][A-Z0-9]*)-(\d{1,6})\.\.([A-Z][A-Z0-9]*)-(\d{1,6})$/.exec(range)
  if (!match) return undefined
  const [, prefix, first = '', lastPrefix, last = ''] = match
  const count = Number(last) - Number(first) + 1
  if (prefix !== lastPrefix || first.length !== last.length || count < 1 || count > longestRange) return undefined
  return Array.from(
    { length: count },
    (_, index) => `${prefix}-${String(Number(first) + index).padStart(first.length, '0')}`,
  )
}
