import type { Card } from '../../shared/model/content'
import type { Findings } from './findings'
import type { Known, Part } from './known'
import { parsePart } from './parse-part'
import { error, type Place } from './problems'
import type { TextFile } from './read-folder'
import * as schemas from './schemas'
import { compileShortTextAt } from './short-text'
import { textOf } from './spans'
import { idOf, listIn, noteId, validate } from './validate'
import type { Path, YamlFile } from './yaml-file'

/** Needs everything else of the pack to be known. */
export function compileCards(files: TextFile[], known: Known, findings: Findings): Card[] {
  const contrasts: { card: Card; place: Place }[] = []
  const cards = files.flatMap((file) => {
    const yaml = parsePart(file, 'cards', known, findings)
    if (!yaml) return []
    return listIn(yaml, findings.problems).flatMap((item, index) => {
      const id = idOf(item)
      if (id !== undefined) noteId(known.cards, id, 'card', yaml.placeOf([index, 'id']), findings.problems)
      const card = compileCard(yaml, [index], known, findings)
      if (card?.contrast !== undefined) contrasts.push({ card, place: yaml.placeOf([index, 'contrast']) })
      return card ?? []
    })
  })
  checkContrasts(contrasts, cards, known, findings)
  return cards
}

function compileCard(yaml: YamlFile, path: Path, known: Known, findings: Findings): Card | undefined {
  const card = validate(schemas.card, yaml, path, findings.problems)
  const front = compileShortTextAt(yaml, [...path, 'front'], 'no-marks', findings)
  const back = compileShortTextAt(yaml, [...path, 'back'], 'no-marks', findings)
  const why = compileShortTextAt(yaml, [...path, 'why'], 'statements', findings)
  if (!card) return undefined
  checkNames(card, yaml, path, known, findings)
  const { id, kind, chapter, section, objectives, factors, classes, terms, facts, contrast } = card
  return {
    id,
    kind,
    chapter,
    section,
    objectives,
    factors,
    classes,
    terms,
    front,
    back,
    why,
    frontText: textOf(front),
    backText: textOf(back),
    facts,
    ...(contrast === undefined ? {} : { contrast }),
  }
}

type CardFields = Pick<Card, 'chapter' | 'section' | 'objectives' | 'factors' | 'classes' | 'terms' | 'facts'>

function checkNames(card: CardFields, yaml: YamlFile, path: Path, known: Known, findings: Findings): void {
  const check = (
    key: 'objectives' | 'factors' | 'classes' | 'terms',
    names: Map<string, Place> | undefined,
    what: string,
  ) => {
    for (const [index, id] of card[key].entries()) {
      if (!names || names.has(id)) continue
      findings.problems.push(error(yaml.placeOf([...path, key, index]), `unknown ${what} "${id}"`))
    }
  }
  const incomplete = (part: Part) => known.incomplete.has(part)
  check('objectives', incomplete('chapters') ? undefined : known.objectives, 'objective')
  check('factors', known.factors, 'factor')
  check('classes', known.classes, 'class')
  check('terms', incomplete('glossary') ? undefined : known.entries, 'glossary entry')
  for (const [index, id] of card.facts.entries()) {
    findings.references.push({ to: 'fact', id, place: yaml.placeOf([...path, 'facts', index]) })
  }
  const sections = known.sections.get(card.chapter)
  if (!known.chapters.has(card.chapter)) {
    if (incomplete('chapters')) return
    findings.problems.push(error(yaml.placeOf([...path, 'chapter']), `unknown chapter "${card.chapter}"`))
  } else if (sections && !sections.has(card.section)) {
    const message = `unknown section "${card.section}" in the chapter "${card.chapter}"`
    findings.problems.push(error(yaml.placeOf([...path, 'section']), message))
  }
}

function checkContrasts(
  contrasts: { card: Card; place: Place }[],
  cards: Card[],
  known: Known,
  findings: Findings,
): void {
  const byId = new Map(cards.map((card) => [card.id, card]))
  for (const { card, place } of contrasts) {
    const other = byId.get(card.contrast ?? '')
    const fail = (message: string) => void findings.problems.push(error(place, message))
    if (card.contrast === card.id) fail('a card is no contrast to itself')
    else if (!known.cards.has(card.contrast ?? '') && !known.incomplete.has('cards'))
      fail(`unknown card "${card.contrast}"`)
    else if (other && other.contrast !== card.id) {
      const names = other.contrast === undefined ? 'names none' : `names "${other.contrast}"`
      fail(`"contrast" must be mutual: the card "${other.id}" ${names}, not "${card.id}"`)
    }
  }
}
