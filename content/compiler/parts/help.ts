import type { HelpPage } from '../../../shared/model/content'
import { parsePart } from '../files/parse-part'
import { wholeFile } from '../files/placed-text'
import type { TextFile } from '../files/read-folder'
import * as schemas from '../files/schemas'
import { validate } from '../files/validate'
import type { Findings } from '../findings'
import type { Known } from '../known'
import { error } from '../problems'
import { parseBlocks } from '../text/markdown'
import { compileSections, sourcesOf, splitFrontMatter } from './sections'

export function compileHelp(file: TextFile | undefined, known: Known, findings: Findings): HelpPage | undefined {
  if (!file) return undefined
  const parts = splitFrontMatter(file.text)
  if (!parts) {
    findings.problems.push(
      error({ file: file.path, line: 1 }, 'begins with its title, summary and asOf between two lines of ---'),
    )
    return undefined
  }
  const yaml = parsePart({ path: file.path, text: parts.frontMatter }, 'help.md', known, findings)
  const front = yaml && validate(schemas.helpPage, yaml, [], findings.problems)
  const source = wholeFile(file.path, parts.body)
  const nodes = parseBlocks(source, findings.problems)
  if (!nodes || !front) return undefined
  const sections = compileSections(nodes, source, findings).map(({ section }) => section)
  return { ...front, sections, sources: sourcesOf(sections, known) }
}
