import type { Inline } from '../../../shared/model/content'
import { parsePart } from '../files/parse-part'
import type { TextFile } from '../files/read-folder'
import * as schemas from '../files/schemas'
import { idOf, listIn, noteId, validate, valueAt } from '../files/validate'
import type { Path, YamlFile } from '../files/yaml-file'
import type { Findings } from '../findings'
import type { Known } from '../known'
import { error, type Place } from '../problems'
import { compileShortTextAt } from '../text/short-text'
import { type AnyItem, cardsOf, type Kind } from './card-kinds'
import { checkNames } from './check-names'
import type { LooseCard } from './taught-in'

/** Needs everything else of the pack to be known. */
export function compileCards(files: TextFile[], known: Known, findings: Findings): LooseCard[] {
  const contrasts: { card: LooseCard; place: Place }[] = []
  const cards = files.flatMap((file) => {
    const yaml = parsePart(file, 'cards', known, findings)
    if (!yaml) return []
    return listIn(yaml, findings.problems).flatMap((item, index) => {
      const id = idOf(item)
      if (id !== undefined) noteId(known.cards, id, 'card', yaml.placeOf([index, 'id']), findings.problems)
      const compiled = compileItem(yaml, [index], known, findings)
      for (const { id: each } of compiled.slice(1))
        noteId(known.cards, each, 'card', yaml.placeOf([index, 'id']), findings.problems)
      const [card] = compiled
      if (card?.contrast !== undefined) contrasts.push({ card, place: yaml.placeOf([index, 'contrast']) })
      return compiled
    })
  })
  checkContrasts(contrasts, cards, known, findings)
  return cards
}

function compileItem(yaml: YamlFile, path: Path, known: Known, findings: Findings): LooseCard[] {
  const kind = valueAt(yaml.value, [...path, 'kind'])
  const isKind = typeof kind === 'string' && Object.hasOwn(schemas.cards, kind)
  if (!isKind) {
    const which = kind === undefined ? 'is missing' : `must be ${Object.keys(schemas.cards).join(', ')}`
    findings.problems.push(error(yaml.placeOf([...path, 'kind']), `"kind" ${which}`))
    return []
  }
  const item: AnyItem | undefined = validate(schemas.cards[kind as Kind], yaml, path, findings.problems)
  const why = compileShortTextAt(yaml, [...path, 'why'], 'statements', findings)
  if (item) checkNames(item, yaml, path, known, findings)
  return cardsOf(kind as Kind, item, item && commonOf(item, why), { yaml, path, findings })
}

function commonOf(item: AnyItem, why: Inline[]) {
  const { id, chapter, section, objectives, factors, classes, terms, facts, contrast } = item
  const common = { id, chapter, section, objectives, factors, classes, terms, facts, why }
  return contrast === undefined ? common : { ...common, contrast }
}

function checkContrasts(
  contrasts: { card: LooseCard; place: Place }[],
  cards: LooseCard[],
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
