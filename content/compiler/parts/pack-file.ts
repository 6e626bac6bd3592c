import type * as z from 'zod'
import type { Pack } from '../../../shared/model/content'
import type { TextFile } from '../files/read-folder'
import * as schemas from '../files/schemas'
import { idOf, noteId, validate } from '../files/validate'
import { parseYaml, type YamlFile } from '../files/yaml-file'
import type { Findings } from '../findings'
import type { Known } from '../known'
import { error, type Place } from '../problems'
import { compileShortTextAt } from '../text/short-text'
import { textOf } from '../text/spans'

export interface PackFile {
  /** Undefined when it doesn't have the shape it must have. */
  about: Omit<z.output<typeof schemas.pack>, 'chapters'> | undefined
  chapters: { id: string; place: Place }[]
}

export function compilePackFile(file: TextFile | undefined, known: Known, findings: Findings): PackFile {
  const yaml = file && parseYaml(file.path, file.text, findings.problems)
  if (!yaml) return { about: undefined, chapters: [] }
  const { base } = known
  const about = base ? aboutExtension(yaml, base, findings) : validate(schemas.pack, yaml, [], findings.problems)
  const value = (typeof yaml.value === 'object' && yaml.value !== null ? yaml.value : {}) as Record<string, unknown>
  if (!base) {
    known.classes = noteItems(value, 'classes', 'class', yaml, findings)
    known.factors = noteItems(value, 'factors', 'factor', yaml, findings)
  }
  const chapters = (Array.isArray(value.chapters) ? value.chapters : []).flatMap((id: unknown, index) =>
    typeof id === 'string' ? [{ id, place: yaml.placeOf(['chapters', index]) }] : [],
  )
  const seen = new Set<string>()
  for (const { id, place } of chapters) {
    if (seen.has(id)) findings.problems.push(error(place, `the chapter "${id}" is named twice`))
    seen.add(id)
  }
  if (base) return { about, chapters }
  const classes = summariesIn('classes', value, yaml, findings)
  const factors = summariesIn('factors', value, yaml, findings)
  if (!about) return { about, chapters }
  const withSummary = <Item>(item: Item, summary = '') => ({ ...item, summary })
  return {
    about: {
      ...about,
      classes: about.classes.map((item, index) => withSummary(item, classes[index])),
      factors: about.factors.map((item, index) => withSummary(item, factors[index])),
    },
    chapters,
  }
}

/** Classes and factors are those of the pack it extends: a lookalike is told apart by the same ones everywhere. */
function aboutExtension(yaml: YamlFile, base: Pack, findings: Findings): PackFile['about'] {
  const found = validate(schemas.extension, yaml, [], findings.problems)
  if (!found) return undefined
  const { extends: named, chapters: _, ...about } = found
  if (named !== base.id)
    findings.problems.push(
      error(yaml.placeOf(['extends']), `there is no pack "${named}" here to extend, only "${base.id}"`),
    )
  if (found.id === base.id) findings.problems.push(error(yaml.placeOf(['id']), `"${base.id}" is the pack it extends`))
  return { ...about, classes: base.classes, factors: base.factors }
}

/** The words of each item's summary; its facts are checked on the way. */
function summariesIn(key: string, value: Record<string, unknown>, yaml: YamlFile, findings: Findings): string[] {
  const items = value[key]
  if (!Array.isArray(items)) return []
  return items.map((_, index) => textOf(compileShortTextAt(yaml, [key, index, 'summary'], 'statements', findings)))
}

function noteItems(
  value: Record<string, unknown>,
  key: string,
  what: string,
  yaml: YamlFile,
  findings: Findings,
): Map<string, Place> | undefined {
  const items = value[key]
  if (!Array.isArray(items)) return undefined
  const known = new Map<string, Place>()
  for (const [index, item] of items.entries()) {
    const id = idOf(item)
    if (id !== undefined) noteId(known, id, what, yaml.placeOf([key, index, 'id']), findings.problems)
  }
  return known
}
