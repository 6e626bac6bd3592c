import type { Inline } from '../../../shared/model/content'
import { type PlacedText, placeIn } from '../files/placed-text'
import { valueAt } from '../files/validate'
import type { Path, YamlFile } from '../files/yaml-file'
import type { Findings } from '../findings'
import { error } from '../problems'
import { parseParagraph } from './markdown'
import type { Span } from './span'
import { inlinesOf, spansOf, wordsOf } from './spans'
import { checkStatements, refuseMarks } from './statements'

/** With its facts behind each sentence, or (a card's sides) without any; a title's braces are the schema's to refuse. */
type Rule = 'statements' | 'no-marks' | 'title'

const noMarks = 'no braces here: the card\'s facts stand in "facts" and behind its "why"'

/** The text under a key, even of an item with other faults; where there is none, the schema says so. */
export function compileShortTextAt(yaml: YamlFile, path: Path, rule: Rule, findings: Findings): Inline[] {
  const value = valueAt(yaml.value, path)
  if (typeof value !== 'string' || value.trim() === '') return []
  return compileShortText(yaml.textAt(path), rule, findings)
}

function compileShortText(source: PlacedText, rule: Rule, findings: Findings): Inline[] {
  const place = placeIn(source, 1)
  const spans = spansOf(parseParagraph(source, findings.problems), source, findings)
  if (wordsOf(spans).trim() === '') findings.problems.push(error(place, 'this text has no words'))
  else if (rule === 'statements') checkStatements(spans, place, findings)
  if (rule === 'no-marks') refuseMarks(spans, noMarks, findings)
  return inlinesOf(spans)
}

/** The text of a cloze card: `{{1|words}}` or `{{1|words|hint}}` makes a gap. */
export function compileGapsAt(yaml: YamlFile, path: Path, findings: Findings): Span[] {
  const value = valueAt(yaml.value, path)
  if (typeof value !== 'string' || value.trim() === '') return []
  const source = { ...yaml.textAt(path), gaps: true as const }
  return spansOf(parseParagraph(source, findings.problems), source, findings)
}
