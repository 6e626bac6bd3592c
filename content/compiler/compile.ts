import type { Card, Chapter, Pack } from '../../shared/model/content'
import { acronymProblems } from './checks/acronyms'
import { copiedPassages } from './checks/copied'
import { type Covered, coverageProblems } from './checks/coverage'
import { duplicateCues } from './checks/cues'
import { factsPastDate, pastDateProblems } from './checks/past-date'
import { gradeProblems } from './checks/reading-grade'
import { readFingerprints } from './files/fingerprints'
import { canonicalJson, sha256 } from './files/hash'
import { type PackFiles, readPackFolder } from './files/read-folder'
import { type Findings, noFindings } from './findings'
import { type Known, nothingKnown, type Part } from './known'
import { compileCards } from './parts/cards'
import { compileChapter, type LooseChapter } from './parts/chapter'
import { coverageOf } from './parts/coverage-of'
import { compileGlossary } from './parts/glossary'
import { compileHelp } from './parts/help'
import { withMentions } from './parts/mentions'
import { compileNotTaught } from './parts/not-taught'
import { compilePackFile, type PackFile } from './parts/pack-file'
import { cardOf, compileScenarios } from './parts/scenarios'
import { compileFacts, compileSources } from './parts/sources'
import { withParagraphs } from './parts/taught-in'
import { error, inReadingOrder, type Place, type Problem } from './problems'
import { checkReferences } from './references'

export interface Report {
  chapters: number
  /** Of them: only objectives so far. */
  outlines: number
  statements: number
  plainParagraphs: number
  entries: number
  /** With those that scenarios make. */
  cards: number
  scenarios: number
  /** The plain texts, for somebody to look through. */
  plain: (Place & { text: string })[]
  /** Each fact of a source document, and where it is dealt with. */
  coverage: Map<string, Covered>
  /** Facts past their date. */
  pastDate: string[]
  /** How many cards each objective has. */
  objectives: Map<string, number>
  entriesWithoutCard: string[]
}
export interface Compilation {
  /** Undefined when there is an error among the problems. */
  pack: Pack | undefined
  problems: Problem[]
  report: Report
}

/**
 * Compiles the pack in a folder. Never throws: whatever is wrong with the pack stands in the problems. Only warnings
 * depend on `today`, YYYY-MM-DD.
 */
export async function compilePack(folder: string, today: string): Promise<Compilation> {
  return compileFiles(await readPackFolder(folder), today)
}

/** The same from texts that were read already. */
export function compileFiles({ files, problems }: PackFiles, today: string): Compilation {
  const findings = noFindings()
  findings.problems.push(...problems)
  const known = nothingKnown()
  for (const { file, severity } of problems) if (severity === 'error') known.incomplete.add(partOf(file))
  const file = (path: string) => files.find((candidate) => candidate.path === path)
  const filesIn = (folder: string) => files.filter((candidate) => candidate.path.startsWith(`${folder}/`))

  const packFile = compilePackFile(file('pack.yaml'), known, findings)
  const { sources, covered } = compileSources(file('sources.yaml'), known, findings)
  compileFacts(file('facts.yaml'), known, findings)
  const notTaught = compileNotTaught(file('not-taught.yaml'), known, findings)
  const fingerprints = readFingerprints(file('fingerprints.json'), findings)
  const parts = filesIn('chapters').flatMap((chapter) => compileChapter(chapter, known, findings) ?? [])
  const chapters = inOrder(parts, packFile, known, findings)
  const entries = compileGlossary(filesIn('glossary'), known, findings)
  const help = compileHelp(file('help.md'), known, findings)
  const scenarios = compileScenarios(filesIn('scenarios'), known, findings)
  const stories = scenarios.filter(({ heldOut }) => !heldOut)
  const loose = [
    ...compileCards(filesIn('cards'), known, findings),
    ...stories.map((scenario) => cardOf(scenario, packFile.about?.classes ?? [])),
  ]
  const { cards, problems: untaught } = withParagraphs(loose, parts, known)
  checkReferences(known, findings)

  const ofDocuments = new Set(sources.filter(({ kind }) => kind === 'source-document').map(({ id }) => id))
  const facts = [...known.facts].flatMap(([id, place]) => (ofDocuments.has(place.source) ? [id] : []))
  const coverage = coverageOf(facts, { chapters: parts, cards, entries, sources: covered, notTaught })
  const pastDate = factsPastDate(known, sources, today)
  const names = [...entries.flatMap(({ name, aliases }) => [name, ...aliases]), ...sources.map(({ title }) => title)]
  findings.problems.push(
    ...(fingerprints ? coverageProblems(coverage, known, fingerprints) : []),
    ...(fingerprints ? copiedPassages(findings.texts, new Set(fingerprints.runs), names) : []),
    ...acronymProblems(findings.texts, entries),
    ...gradeProblems(placedSections(parts, known)),
    ...duplicateCues(cards, known),
    ...pastDateProblems(pastDate, known),
  )
  // With another fault (an unknown fact, a section given twice) it would only say the same again.
  if (!findings.problems.some(({ severity }) => severity === 'error')) findings.problems.push(...untaught)

  const glossary = withMentions(entries, chapters, cards)
  const report: Report = {
    chapters: parts.length,
    outlines: parts.filter((chapter) => chapter.status === 'outline').length,
    statements: findings.statements,
    plainParagraphs: findings.plain.length,
    entries: entries.length,
    cards: cards.length,
    scenarios: scenarios.length,
    plain: findings.plain,
    coverage,
    pastDate,
    objectives: cardsByObjective(parts, cards),
    entriesWithoutCard: glossary.flatMap(({ id, cards }) => (cards.length === 0 ? [id] : [])),
  }
  const found = inReadingOrder(findings.problems)
  const { about } = packFile
  if (!about || found.some((problem) => problem.severity === 'error'))
    return { pack: undefined, problems: found, report }
  const content = {
    format: 1 as const,
    ...about,
    sources,
    facts: Object.fromEntries([...known.facts].map(([id, { place: _, ...fact }]) => [id, fact])),
    chapters,
    ...(help === undefined ? {} : { help }),
    glossary,
    cards,
    scenarios,
  }
  return { pack: { ...content, hash: sha256(canonicalJson(content)) }, problems: found, report }
}

function placedSections(chapters: LooseChapter[], known: Known) {
  return chapters.flatMap(({ id, sections }) =>
    sections.flatMap((section) => {
      const place = known.sections.get(id)?.get(section.id)
      return place ? [{ section, place }] : []
    }),
  )
}

function cardsByObjective(chapters: LooseChapter[], cards: Card[]): Map<string, number> {
  const ids = chapters.flatMap(({ objectives }) => objectives.map(({ id }) => id))
  return new Map(ids.map((id) => [id, cards.filter(({ objectives }) => objectives.includes(id)).length]))
}

function partOf(path: string): Part {
  return path.split('/')[0] as Part
}

/** The chapters as pack.yaml orders them. */
function inOrder(loose: LooseChapter[], packFile: PackFile, known: Known, findings: Findings): Chapter[] {
  if (packFile.chapters.length > 0) {
    for (const { id, place } of packFile.chapters) {
      if (known.chapters.has(id) || known.incomplete.has('chapters')) continue
      findings.problems.push(error(place, `no file in chapters/ has the id "${id}"`))
    }
    const named = new Set(packFile.chapters.map((chapter) => chapter.id))
    for (const [id, place] of known.chapters) {
      if (!named.has(id))
        findings.problems.push(error(place, `the chapter "${id}" is missing from "chapters" in pack.yaml`))
    }
  }
  return packFile.chapters.flatMap(({ id }, index) => {
    const chapter = loose.find((candidate) => candidate.id === id)
    return chapter ? [{ ...chapter, number: index + 1 }] : []
  })
}
