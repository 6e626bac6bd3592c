import type { Findings } from '../findings'
import { error } from '../problems'
import { factPattern } from './schemas'
import type { Path, YamlFile } from './yaml-file'

/** More than this in one range is a slip of the pen. */
const longestRange = 10_000

/** `S1-007` or `S1-007..S1-011` as the ids it names; undefined where it is neither. */
export function idsOf(range: string): string[] | undefined {
  if (factPattern.test(range)) return [range]
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

/** The ids a list of ids and ranges names; each is looked up later. */
export function noteIds(ranges: string[], yaml: YamlFile, path: Path, findings: Findings): string[] {
  return ranges.flatMap((range, index) => {
    const place = yaml.placeOf([...path, index])
    const ids = idsOf(range)
    if (!ids) findings.problems.push(error(place, notAnId(range)))
    for (const id of ids ?? []) findings.references.push({ to: 'fact', id, place })
    return ids ?? []
  })
}

export function notAnId(range: string): string {
  return `"${range}" must be a fact id like S1-034 or a range like S1-007..S1-011`
}
