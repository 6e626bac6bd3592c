import type * as z from 'zod'
import type { CaseClass, Scenario } from '../../../shared/model/content'
import { citations } from '../../../shared/rules/citations'
import { parsePart } from '../files/parse-part'
import type { TextFile } from '../files/read-folder'
import * as schemas from '../files/schemas'
import { idOf, listIn, noteId, validate } from '../files/validate'
import type { Path, YamlFile } from '../files/yaml-file'
import type { Findings } from '../findings'
import type { Known } from '../known'
import { error, type Place } from '../problems'
import { compileShortTextAt } from '../text/short-text'
import { typographic } from '../text/typography'
import { checkName, checkNames } from './check-names'
import type { LooseCard } from './taught-in'

type Pair = z.output<typeof schemas.scenarioPair>

const shortestStory = 60
const longestStory = 120

/** Needs everything but the cards to be known; a story's id is a card's as well. */
export function compileScenarios(files: TextFile[], known: Known, findings: Findings): Scenario[] {
  const pairs = new Map<string, Place>()
  return files.flatMap((file) => {
    const yaml = parsePart(file, 'scenarios', known, findings)
    if (!yaml) return []
    return listIn(yaml, findings.problems).flatMap((item, index) => {
      const id = idOf(item)
      if (id !== undefined) noteId(pairs, id, 'pair', yaml.placeOf([index, 'id']), findings.problems)
      const pair = validate(schemas.scenarioPair, yaml, [index], findings.problems)
      return pair ? compilePair(pair, yaml, [index], known, findings) : []
    })
  })
}

/** What a story looks like as a card to be reviewed. Its factors are those that decided it. */
export function cardOf(scenario: Scenario, classes: CaseClass[]): LooseCard {
  const { id, chapter, section, objectives, story, takeaway } = scenario
  const right = classes.find((each) => each.id === scenario.class)
  const options = classes.map(({ id, name }) => ({
    id,
    text: [{ type: 'text' as const, text: name }],
    right: id === scenario.class,
    why: scenario.wrong.find((each) => each.class === id)?.why ?? [],
  }))
  const facts = citations([takeaway, ...scenario.factors.map(({ says }) => says)].flat())
  return {
    kind: 'classification',
    id,
    chapter,
    section,
    objectives,
    factors: scenario.factors.filter(({ decides }) => decides).map(({ factor }) => factor),
    classes: [scenario.class],
    terms: scenario.agencies,
    front: [{ type: 'text', text: story }],
    back: [{ type: 'text', text: right?.name ?? scenario.class }],
    why: takeaway,
    frontText: scenario.title,
    backText: right?.name ?? scenario.class,
    facts: [...new Set(facts)],
    contrast: scenario.twin,
    scenario: id,
    options,
  }
}

function compilePair(pair: Pair, yaml: YamlFile, path: Path, known: Known, findings: Findings): Scenario[] {
  const { chapter, section, objectives, heldOut, factor } = pair
  checkNames({ chapter, section, objectives, factors: [] }, yaml, path, known, findings)
  checkName('factors', factor, yaml, [...path, 'factor'], known, findings)
  const text = compileShortTextAt(yaml, [...path, 'differs'], 'statements', findings)
  const [one, other] = pair.stories
  if (one?.class === other?.class)
    findings.problems.push(
      error(yaml.placeOf([...path, 'stories', 1, 'class']), 'the two stories must differ in class'),
    )
  return pair.stories.map((story, index) => {
    const place: Path = [...path, 'stories', index]
    const short = (...keys: Path) => compileShortTextAt(yaml, [...place, ...keys], 'statements', findings)
    checkStory(story, pair, yaml, place, known, findings)
    return {
      id: story.id,
      twin: pair.stories[1 - index]?.id ?? '',
      heldOut,
      chapter,
      section,
      objectives,
      title: typographic(story.title),
      story: typographic(story.story.replace(/\s+/g, ' ').trim()),
      class: story.class,
      factors: story.factors.map(({ factor, decides }, at) => ({
        factor,
        decides,
        says: short('factors', at, 'says'),
      })),
      difference: { factor, text },
      wrong: Object.keys(story.wrong).map((id) => ({ class: id, why: short('wrong', id) })),
      tempting: story.tempting,
      ...(story.protection === undefined ? {} : { protection: short('protection') }),
      next: story.next.map(typographic),
      takeaway: short('takeaway'),
      ...(story.law === undefined ? {} : { law: short('law') }),
      agencies: story.agencies,
    }
  })
}

function checkStory(
  story: Pair['stories'][number],
  pair: Pair,
  yaml: YamlFile,
  path: Path,
  known: Known,
  findings: Findings,
): void {
  const fail = (keys: Path, message: string) =>
    void findings.problems.push(error(yaml.placeOf([...path, ...keys]), message))
  noteId(known.cards, story.id, 'card', yaml.placeOf([...path, 'id']), findings.problems)
  const check = (kind: 'classes' | 'factors' | 'terms', id: string, ...keys: Path) =>
    checkName(kind, id, yaml, [...path, ...keys], known, findings)
  check('classes', story.class, 'class')
  for (const id of Object.keys(story.wrong)) check('classes', id, 'wrong', id)
  for (const [index, { factor }] of story.factors.entries()) check('factors', factor, 'factors', index, 'factor')
  for (const [index, id] of story.agencies.entries()) check('terms', id, 'agencies', index)

  const words = story.story.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
  if (words < shortestStory || words > longestStory)
    fail(['story'], `has ${words} words; a story has ${shortestStory} to ${longestStory}`)
  if (!story.factors.some(({ factor, decides }) => factor === pair.factor && decides))
    fail(['factors'], `must say what decides on "${pair.factor}", in which the pair differs`)
  for (const id of known.classes?.keys() ?? []) {
    const given = Object.hasOwn(story.wrong, id)
    if (id === story.class && given) fail(['wrong', id], 'gives a reason against the right class')
    if (id !== story.class && !given) fail(['wrong'], `must say why not "${id}"`)
  }
  if (!Object.hasOwn(story.wrong, story.tempting)) fail(['tempting'], 'must be one of the wrong classes')
  if (['trafficking', 'both'].includes(story.class) && story.protection === undefined)
    fail(['class'], `a story with a victim needs "protection": what comes first for the person`)
}
