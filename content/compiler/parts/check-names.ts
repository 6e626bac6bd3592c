import type { Path, YamlFile } from '../files/yaml-file'
import type { Findings } from '../findings'
import type { Known } from '../known'
import { error } from '../problems'

/** What cards and scenarios refer to by id. */
export interface Named {
  chapter: string
  section: string
  objectives: string[]
  factors: string[]
  classes?: string[]
  terms?: string[]
  facts?: string[]
}

/** Looks up the ids an item names. */
export function checkNames(item: Named, yaml: YamlFile, path: Path, known: Known, findings: Findings): void {
  for (const kind of ['objectives', 'factors', 'classes', 'terms'] as const) {
    for (const [index, id] of (item[kind] ?? []).entries())
      checkName(kind, id, yaml, [...path, kind, index], known, findings)
  }
  for (const [index, id] of (item.facts ?? []).entries()) {
    findings.references.push({ to: 'fact', id, place: yaml.placeOf([...path, 'facts', index]) })
  }
  const fail = (key: string, message: string) =>
    void findings.problems.push(error(yaml.placeOf([...path, key]), message))
  const sections = known.sections.get(item.chapter)
  if (!known.chapters.has(item.chapter)) {
    if (!known.incomplete.has('chapters')) fail('chapter', `unknown chapter "${item.chapter}"`)
  } else if (sections && !sections.has(item.section))
    fail('section', `unknown section "${item.section}" in the chapter "${item.chapter}"`)
}

export function checkName(
  kind: 'objectives' | 'factors' | 'classes' | 'terms',
  id: string,
  yaml: YamlFile,
  path: Path,
  known: Known,
  findings: Findings,
): void {
  const { what, names } = {
    objectives: { what: 'objective', names: known.incomplete.has('chapters') ? undefined : known.objectives },
    factors: { what: 'factor', names: known.factors },
    classes: { what: 'class', names: known.classes },
    terms: { what: 'glossary entry', names: known.incomplete.has('glossary') ? undefined : known.entries },
  }[kind]
  if (names && !names.has(id)) findings.problems.push(error(yaml.placeOf(path), `unknown ${what} "${id}"`))
}
