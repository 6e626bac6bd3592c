import type { Card, Chapter, Overlay, Pack } from '../../shared/model/content'
import { additionBlock } from '../../shared/rules/joined-packs'
import { withMentions } from '../../shared/rules/mentions'
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
import { type Known, knownFrom, nothingKnown, ownIds, type Part } from './known'
import { compileCards } from './parts/cards'
import { compileChapter, type LooseChapter } from './parts/chapter'
import { coverageOf } from './parts/coverage-of'
import { compileGlossary } from './parts/glossary'
import { compileHelp } from './parts/help'
import { compileNotTaught } from './parts/not-taught'
import { compileOverlays } from './parts/overlays'
import { compilePackFile, type PackFile } from './parts/pack-file'
import { cardOf, compileScenarios } from './parts/scenarios'
import { compileFacts, compileSources } from './parts/sources'
import { withParagraphs } from './parts/taught-in'
import { error, inReadingOrder, type Place, type Problem } from './problems'
import { qualified } from './qualify'
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
  /** What could be read of it, faults or not: to look at while it is being written, and for nothing else. */
  seen: Pack | undefined
  problems: Problem[]
  report: Report
}

/**
 * Compiles the pack in a folder. Never throws: whatever is wrong with the pack stands in the problems. Only warnings
 * depend on `today`, YYYY-MM-DD.
 */
export async function compilePack(folder: string, today: string, base?: Pack): Promise<Compilation> {
  return compileFiles(await readPackFolder(folder), today, base)
}

/** The same from texts that were read already. With a `base`, the pack is an extension of that one. */
export function compileFiles({ files, problems }: PackFiles, today: string, base?: Pack): Compilation {
  const findings = noFindings()
  findings.problems.push(...problems)
  const known = base ? knownFrom(base) : nothingKnown()
  for (const { file, severity } of problems) if (severity === 'error') known.incomplete.add(partOf(file))
  const file = (path: string) => files.find((candidate) => candidate.path === path)
  const filesIn = (folder: string) => files.filter((candidate) => candidate.path.startsWith(`${folder}/`))

  // An extension may do with the facts of the book it extends.
  for (const path of base ? [] : (['sources.yaml', 'facts.yaml'] as const)) {
    if (file(path) || known.incomplete.has(path)) continue
    known.incomplete.add(path)
    findings.problems.push(error({ file: path, line: 1 }, 'is missing'))
  }
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
  const overlays = compileOverlays(filesIn('overlays'), known, findings)
  const extended = (base?.chapters ?? []).map((chapter) => withAdditions(chapter, overlays, packFile.about?.id ?? ''))
  const { cards, problems: untaught } = withParagraphs(loose, [...parts, ...extended], known)
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
  if (!about) return { pack: undefined, seen: undefined, problems: found, report }
  const content = {
    format: 1 as const,
    ...about,
    sources,
    facts: ownFacts(known),
    chapters,
    ...(help === undefined ? {} : { help }),
    glossary,
    cards,
    scenarios,
    ...(base && { extends: { pack: base.id, version: base.version, hash: base.hash }, overlays }),
  }
  const whole = base ? qualified({ ...content, hash: '' }, allOwn(known)) : content
  const { hash: _, ...hashed } = { hash: '', ...whole }
  const seen = { ...hashed, hash: sha256(canonicalJson(hashed)) }
  const isSound = !found.some((problem) => problem.severity === 'error')
  return { pack: isSound ? seen : undefined, seen, problems: found, report }
}

/** An addition teaches too: it stands in its section as one block. */
function withAdditions(chapter: Chapter, overlays: readonly Overlay[], pack: string): Chapter {
  const sections = chapter.sections.map((section) => {
    const here = overlays.filter(({ on }) => 'chapter' in on && on.chapter === chapter.id && on.section === section.id)
    const blocks = here.map((one) => additionBlock({ ...one, id: `${pack}.${one.id}` }, ''))
    return { ...section, blocks: [...section.blocks, ...blocks] }
  })
  return { ...chapter, sections }
}

function ownFacts(known: Known): Pack['facts'] {
  const own = new Set(ownIds(known, 'facts'))
  return Object.fromEntries(
    [...known.facts].flatMap(([id, { place: _, ...fact }]) => (own.has(id) ? [[id, fact] as const] : [])),
  )
}

function allOwn(known: Known): Set<string> {
  const kinds = ['sources', 'facts', 'chapters', 'objectives', 'entries', 'cards', 'overlays'] as const
  return new Set(kinds.flatMap((kind) => ownIds(known, kind)))
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
    for (const id of ownIds(known, 'chapters')) {
      const place = known.chapters.get(id)
      if (place && !named.has(id))
        findings.problems.push(error(place, `the chapter "${id}" is missing from "chapters" in pack.yaml`))
    }
  }
  return packFile.chapters.flatMap(({ id }, index) => {
    const chapter = loose.find((candidate) => candidate.id === id)
    return chapter ? [{ ...chapter, number: index + 1 }] : []
  })
}
