import type { Code } from 'mdast'
import type { Block, FigureRow } from '../../../shared/model/content'
import { placeIn } from '../files/placed-text'
import * as schemas from '../files/schemas'
import { validate, valueAt } from '../files/validate'
import { parseYaml, type YamlFile } from '../files/yaml-file'
import type { Findings } from '../findings'
import { error } from '../problems'
import type { BlockContext } from './block-context'
import { placeOfNode } from './markdown'
import { compileShortTextAt } from './short-text'
import { textOf } from './spans'
import { typographic } from './typography'

/** A block ```figure: YAML within the Markdown. Each of its numbers is a statement and carries facts. */
export function compileFigure(node: Code, { source, findings, idOf }: BlockContext): Block | undefined {
  const { problems } = findings
  const place = placeOfNode(source, node)
  const end = node.position?.end.line ?? 1
  if (end === node.position?.start.line || !source.lines[end - 1]?.trim().startsWith('```'))
    return void problems.push(error(place, 'this figure does not end: close it with ``` on a line of its own'))
  // The lines above are left empty, so that each problem has its line in the file.
  const above = '\n'.repeat(placeIn(source, (node.position?.start.line ?? 1) + 1).line - 1)
  const yaml = parseYaml(source.file, above + node.value, problems)
  if (!yaml) return undefined
  noteFacts(yaml, findings)
  const title = compileShortTextAt(yaml, ['title'], 'title', findings)
  const note = compileShortTextAt(yaml, ['note'], 'statements', findings)
  const figure = validate(schemas.figure, yaml, [], problems)
  if (!figure) return undefined
  findings.statements += figure.rows.length
  const rows = figure.rows.map(({ label, at, value, says, floor, facts }): FigureRow => {
    return {
      label: typographic(label ?? at ?? ''),
      ...(at !== undefined && { at }),
      value,
      ...(says !== undefined && { says: typographic(says) }),
      ...(floor && { floor }),
      facts,
    }
  })
  const unit = typographic(figure.unit)
  const words = rows.map((row) => `${row.label}: ${row.says ?? row.value.toLocaleString('en-US')}`)
  const text = [textOf(title), unit, ...words, textOf(note)].join('\n')
  return { id: idOf(text), type: 'figure', text, title: textOf(title), unit, asOf: figure.asOf, rows, note }
}

/** Looked up even where the figure has another fault. */
function noteFacts(yaml: YamlFile, findings: Findings): void {
  const rows = valueAt(yaml.value, ['rows'])
  if (!Array.isArray(rows)) return
  for (const row of rows.keys()) {
    const facts = valueAt(yaml.value, ['rows', row, 'facts'])
    if (!Array.isArray(facts)) continue
    for (const [index, id] of facts.entries()) {
      if (typeof id !== 'string' || !schemas.factPattern.test(id)) continue
      findings.references.push({ to: 'fact', id, place: yaml.placeOf(['rows', row, 'facts', index]) })
    }
  }
}
