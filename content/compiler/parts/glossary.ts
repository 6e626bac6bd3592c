import type { Block } from '../../../shared/model/content'
import type { LooseEntry } from '../../../shared/rules/mentions'
import { parsePart } from '../files/parse-part'
import type { TextFile } from '../files/read-folder'
import * as schemas from '../files/schemas'
import { idOf, listIn, noteId, validate, valueAt } from '../files/validate'
import type { Path, YamlFile } from '../files/yaml-file'
import type { Findings } from '../findings'
import type { Known } from '../known'
import { error, type Place, warning } from '../problems'
import { blockIds } from '../text/block-context'
import { compileBlocks } from '../text/blocks'
import { parseBlocks } from '../text/markdown'
import { compileShortTextAt } from '../text/short-text'
import { textOf } from '../text/spans'

interface Relation {
  from: string
  to: string
  place: Place
}

export function compileGlossary(files: TextFile[], known: Known, findings: Findings): LooseEntry[] {
  const relations: Relation[] = []
  const names = new Map<string, { id: string; place: Place }>()
  const entries = files.flatMap((file) => {
    const yaml = parsePart(file, 'glossary', known, findings)
    if (!yaml) return []
    return listIn(yaml, findings.problems).flatMap((item, index) => {
      const id = idOf(item)
      if (id !== undefined) noteId(known.entries, id, 'entry', yaml.placeOf([index, 'id']), findings.problems)
      const entry = compileEntry(yaml, [index], findings)
      if (!entry) return []
      for (const [position, { to }] of entry.relations.entries()) {
        relations.push({ from: entry.id, to, place: yaml.placeOf([index, 'relations', position, 'to']) })
      }
      noteNames(entry, yaml, index, names, findings)
      return [entry]
    })
  })
  for (const { from, to, place } of relations) {
    if (to === from) findings.problems.push(error(place, `the entry "${from}" can't be related to itself`))
    else if (!known.entries.has(to) && !known.incomplete.has('glossary'))
      findings.problems.push(error(place, `unknown entry "${to}"`))
  }
  return entries
}

function compileEntry(yaml: YamlFile, path: Path, findings: Findings): LooseEntry | undefined {
  const entry = validate(schemas.entry, yaml, path, findings.problems)
  const summary = compileShortTextAt(yaml, [...path, 'summary'], 'statements', findings)
  const blocks = typeof valueAt(yaml.value, [...path, 'text']) === 'string' ? compileText(yaml, path, findings) : []
  if (!entry) return undefined
  const { id, kind, name, acronym, aliases, response, since, asOf, relations } = entry
  for (const [index, relation] of relations.entries()) {
    for (const [position, fact] of relation.facts.entries()) {
      const place = yaml.placeOf([...path, 'relations', index, 'facts', position])
      findings.references.push({ to: 'fact', id: fact, place })
    }
  }
  return {
    id,
    kind,
    name,
    ...(acronym === undefined ? {} : { acronym }),
    aliases,
    response,
    summary,
    summaryText: textOf(summary),
    blocks,
    ...(since === undefined ? {} : { since }),
    asOf,
    relations,
  }
}

function compileText(yaml: YamlFile, path: Path, findings: Findings): Block[] {
  const source = yaml.textAt([...path, 'text'])
  const owner = idOf(valueAt(yaml.value, path)) ?? ''
  const context = { source, findings, idOf: blockIds(owner, new Set()), headings: false }
  return compileBlocks(parseBlocks(source, findings.problems) ?? [], context)
}

/** Two entries with one name are told apart by nobody who searches for it; it can be right, so it only warns. */
function noteNames(
  entry: LooseEntry,
  yaml: YamlFile,
  index: number,
  names: Map<string, { id: string; place: Place }>,
  findings: Findings,
): void {
  for (const name of [entry.name, entry.acronym ?? '', ...entry.aliases]) {
    const key = name.toLowerCase()
    const other = names.get(key)
    const place = yaml.placeOf([index, 'name'])
    if (key !== '' && other && other.id !== entry.id) {
      findings.problems.push(
        warning(place, `"${name}" also names the entry "${other.id}" (${other.place.file}:${other.place.line})`),
      )
    } else names.set(key, { id: entry.id, place })
  }
}
