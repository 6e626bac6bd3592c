import type { Heading, RootContent } from 'mdast'
import type { Block, Chapter, Inline, Section } from '../../shared/model/content'
import { blockIds, compileBlocks } from './blocks'
import type { Findings } from './findings'
import type { Known } from './known'
import { parseBlocks, placeOfNode } from './markdown'
import { parsePart } from './parse-part'
import { type PlacedText, wholeFile } from './placed-text'
import { error, type Place } from './problems'
import type { TextFile } from './read-folder'
import * as schemas from './schemas'
import { inlinesOf, spansOf, textOf } from './spans'
import { refuseMarks } from './statements'
import { idOf, noteId, validate } from './validate'
import type { YamlFile } from './yaml-file'

const wordsAMinute = 200

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
  const groups = groupBySection(nodes, source, findings)
  const sectionPlaces = new Map<string, Place>()
  for (const { id: section, place } of groups) noteId(sectionPlaces, section, 'section', place, problems)
  if (id !== undefined && !known.sections.has(id)) known.sections.set(id, sectionPlaces)

  const taken = new Set<string>()
  const sections: Section[] = groups.map((group) => {
    const idOfBlock = blockIds(group.id, taken)
    const blocks = compileBlocks(group.nodes, { source, findings, idOf: idOfBlock, headings: true })
    const words = countWords(
      [group.id === 'opening' ? '' : group.title, ...blocks.map((block) => block.text)].join(' '),
    )
    return { id: group.id, title: group.title, words, blocks }
  })
  if (front?.status === 'complete')
    checkComplete(sections, groups, yaml?.placeOfKey([], 'status') ?? { file: file.path, line: 1 }, findings)
  if (!front) return undefined
  const words = sections.reduce((sum, section) => sum + section.words, 0)
  const minutes = Math.max(1, Math.round(words / wordsAMinute))
  return { ...front, words, minutes, sections, sources: sourcesOf(sections, known) }
}

/** Both parts keep their line numbers: what belongs to the other is blanked out. */
function splitFrontMatter(text: string): { frontMatter: string; body: string } | undefined {
  const lines = text.split('\n')
  if (lines[0]?.trimEnd() !== '---') return undefined
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---')
  if (end < 0) return undefined
  return {
    frontMatter: ['', ...lines.slice(1, end)].join('\n'),
    body: [...lines.slice(0, end + 1).map(() => ''), ...lines.slice(end + 1)].join('\n'),
  }
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

interface SectionGroup {
  id: string
  title: string
  place: Place
  nodes: RootContent[]
}

function groupBySection(nodes: RootContent[], source: PlacedText, findings: Findings): SectionGroup[] {
  const groups: SectionGroup[] = []
  for (const node of nodes) {
    const place = placeOfNode(source, node)
    if (node.type === 'heading' && node.depth === 2) {
      groups.push({ ...readHeading(node, place, source, findings), place, nodes: [] })
      continue
    }
    if (groups.length === 0) groups.push({ id: 'opening', title: 'Opening', place, nodes: [] })
    groups.at(-1)?.nodes.push(node)
  }
  return groups
}

function readHeading(node: Heading, place: Place, source: PlacedText, findings: Findings) {
  const children = [...node.children]
  const last = children.at(-1)
  const found = last?.type === 'text' ? /[ \t]*\{#([^{}]*)\}[ \t]*$/.exec(last.value) : null
  if (found && last?.type === 'text') {
    children[children.length - 1] = { ...last, value: last.value.slice(0, found.index) }
  }
  const spans = spansOf(children, source, findings)
  refuseMarks(spans, 'a section heading takes no braces but its {#id}', findings)
  const title = textOf(inlinesOf(spans))
  const id = found?.[1]?.trim()
  const fail = (message: string) => void findings.problems.push(error(place, message))
  if (title === '') fail('a section heading without words')
  if (id === undefined) fail('a section heading without an id: end it with {#its-id}')
  else if (!schemas.idPattern.test(id)) fail(`"${id}" is no id: small letters, digits and single hyphens`)
  else if (id === 'opening') fail('the id "opening" belongs to the text before the first heading')
  // The line keeps sections without an id apart; a pack with this problem is never handed out.
  return { id: id ?? `no-id-on-line-${place.line}`, title }
}

function checkComplete(sections: Section[], groups: SectionGroup[], status: Place, findings: Findings): void {
  const fail = (place: Place, message: string) => void findings.problems.push(error(place, message))
  const summary = sections.findIndex((section) => section.id === 'summary')
  const place = groups[summary]?.place
  if (!place) fail(status, 'a complete chapter ends with a section {#summary}, this one has none')
  else if (summary < sections.length - 1) fail(place, 'the section "summary" must be the last one')
  for (const [index, section] of sections.entries()) {
    const group = groups[index]
    if (group?.nodes.length === 0) fail(group.place, `the section "${section.id}" has no text`)
  }
}

function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}

function sourcesOf(sections: Section[], known: Known): string[] {
  const sources = new Set<string>()
  for (const section of sections) {
    for (const fact of section.blocks.flatMap(citedIn)) {
      const source = known.facts.get(fact)?.source
      if (source !== undefined) sources.add(source)
    }
  }
  return [...sources]
}

function citedIn(block: Block): string[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return citations(block.children)
    case 'list':
      return block.items.flatMap(citations)
    case 'table':
      return block.rows.flat().flatMap(citations)
    case 'callout':
      return block.blocks.flatMap(citedIn)
  }
}

function citations(inlines: Inline[]): string[] {
  return inlines.flatMap((inline) =>
    inline.type === 'citation' ? inline.facts : inline.type === 'text' ? [] : citations(inline.children),
  )
}
