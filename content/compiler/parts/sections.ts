/** What a chapter and the page for help have in common: front matter, then sections of blocks. */
import type { Heading, RootContent } from 'mdast'
import type { Section } from '../../../shared/model/content'
import { citedIn } from '../../../shared/rules/citations'
import { countWords } from '../../../shared/rules/reading-time'
import type { PlacedText } from '../files/placed-text'
import * as schemas from '../files/schemas'
import { noteId } from '../files/validate'
import type { Findings } from '../findings'
import type { Known } from '../known'
import { error, type Place } from '../problems'
import { blockIds } from '../text/block-context'
import { compileBlocks } from '../text/blocks'
import { placeOfNode } from '../text/markdown'
import { inlinesOf, spansOf, textOf } from '../text/spans'
import { refuseMarks } from '../text/statements'

export interface PlacedSection {
  section: Section
  place: Place
}

/** Both parts keep their line numbers: what belongs to the other is blanked out. */
export function splitFrontMatter(text: string): { frontMatter: string; body: string } | undefined {
  const lines = text.split('\n')
  if (lines[0]?.trimEnd() !== '---') return undefined
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---')
  if (end < 0) return undefined
  return {
    frontMatter: ['', ...lines.slice(1, end)].join('\n'),
    body: [...lines.slice(0, end + 1).map(() => ''), ...lines.slice(end + 1)].join('\n'),
  }
}

export function compileSections(nodes: RootContent[], source: PlacedText, findings: Findings): PlacedSection[] {
  const groups = groupBySection(nodes, source, findings)
  const places = new Map<string, Place>()
  for (const { id, place } of groups) noteId(places, id, 'section', place, findings.problems)
  const taken = new Set<string>()
  return groups.map(({ id, title, place, nodes }) => {
    const blocks = compileBlocks(nodes, { source, findings, idOf: blockIds(id, taken), headings: true })
    const words = countWords([id === 'opening' ? '' : title, ...blocks.map((block) => block.text)].join(' '))
    return { section: { id, title, words, blocks }, place }
  })
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
    if (node.type === 'heading' && (groups.length === 0 || groups.at(-1)?.id === 'opening'))
      findings.problems.push(
        error(place, 'a smaller heading before the first section (##): headings go down one step at a time'),
      )
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

/** Ids of the sources cited, in order of first use. */
export function sourcesOf(sections: Section[], known: Known): string[] {
  const sources = new Set<string>()
  for (const section of sections) {
    for (const fact of section.blocks.flatMap(citedIn)) {
      const source = known.facts.get(fact)?.source
      if (source !== undefined) sources.add(source)
    }
  }
  return [...sources]
}
