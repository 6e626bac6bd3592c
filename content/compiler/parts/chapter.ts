import type { Chapter } from '../../../shared/model/content'
import { wordsAMinute } from '../../../shared/rules/reading-time'
import { parsePart } from '../files/parse-part'
import { wholeFile } from '../files/placed-text'
import type { TextFile } from '../files/read-folder'
import * as schemas from '../files/schemas'
import { idOf, noteId, validate } from '../files/validate'
import type { YamlFile } from '../files/yaml-file'
import type { Findings } from '../findings'
import type { Known } from '../known'
import { error, type Place } from '../problems'
import { parseBlocks } from '../text/markdown'
import { compileSections, type PlacedSection, sourcesOf, splitFrontMatter } from './sections'

/** A chapter whose place among the others isn't known yet. */
export type LooseChapter = Omit<Chapter, 'number'>

export function compileChapter(file: TextFile, known: Known, findings: Findings): LooseChapter | undefined {
  const { problems } = findings
  const parts = splitFrontMatter(file.text)
  if (!parts) {
    problems.push(error({ file: file.path, line: 1 }, 'a chapter begins with its id, title … between two lines of ---'))
    known.incomplete.add('chapters')
    return undefined
  }
  const yaml = parsePart({ path: file.path, text: parts.frontMatter }, 'chapters', known, findings)
  const front = yaml && validate(schemas.chapter, yaml, [], problems)
  const id = yaml && idOf(yaml.value)
  if (yaml && id !== undefined) noteId(known.chapters, id, 'chapter', yaml.placeOf(['id']), problems)
  else known.incomplete.add('chapters')
  if (yaml) noteObjectives(yaml, known, findings)

  const source = wholeFile(file.path, parts.body)
  const nodes = parseBlocks(source, problems)
  // Without its text nothing can be said about its sections, nor about links to them.
  if (!nodes) return undefined
  const sections = compileSections(nodes, source, findings)
  const places = new Map(sections.map(({ section, place }) => [section.id, place]))
  if (id !== undefined && !known.sections.has(id)) known.sections.set(id, places)
  if (front?.status === 'complete')
    checkComplete(sections, yaml?.placeOfKey([], 'status') ?? { file: file.path, line: 1 }, findings)
  if (!front) return undefined
  const words = sections.reduce((sum, { section }) => sum + section.words, 0)
  const minutes = Math.max(1, Math.round(words / wordsAMinute))
  const bare = sections.map(({ section }) => section)
  return { ...front, words, minutes, sections: bare, sources: sourcesOf(bare, known) }
}

function noteObjectives(yaml: YamlFile, known: Known, findings: Findings): void {
  const objectives = (yaml.value as { objectives?: unknown } | null)?.objectives
  if (!Array.isArray(objectives)) return
  for (const [index, objective] of objectives.entries()) {
    const id = idOf(objective)
    const place = yaml.placeOf(['objectives', index, 'id'])
    if (id !== undefined) noteId(known.objectives, id, 'objective', place, findings.problems)
  }
}

function checkComplete(sections: PlacedSection[], status: Place, findings: Findings): void {
  const fail = (place: Place, message: string) => void findings.problems.push(error(place, message))
  const summary = sections.find(({ section }) => section.id === 'summary')
  if (!summary) fail(status, 'a complete chapter ends with a section {#summary}, this one has none')
  else if (summary !== sections.at(-1)) fail(summary.place, 'the section "summary" must be the last one')
  for (const { section, place } of sections) {
    if (section.blocks.length === 0) fail(place, `the section "${section.id}" has no text`)
  }
}
