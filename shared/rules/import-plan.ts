/**
 * What an import makes of each note of a file: whether it is new here, a newer version of what is here, the same, or in
 * conflict with it. The same note of a program is the same card in every copy of one's work, whenever it is brought in:
 * its id is made of the program's name for it.
 */
import type { ExchangeProblem, ImportChoices, ImportReport, IncomingCollection, IncomingNote } from '../model/exchange'
import type { OwnCard, OwnCardRef, OwnCardText } from '../model/own-card'
import { standingText } from './import-fold'
import { longestDeck, longestTag, mostTags, problemsOf, withGivenNumbers, withNumbers } from './own-cards'

export type Outcome = 'new' | 'updated' | 'same' | 'conflicting' | 'skipped'
export interface PlannedNote {
  outcome: Outcome
  /** Id of the own text; null where the note can't be a card. */
  card: string | null
  /** What is to be written; null where the text stays as it is. */
  write: OwnCard | null
  /** What it takes the place of, as `standingText` names it. */
  base: string | null
  version: number
  createdAt: number | null
  problem: ExchangeProblem | null
}
/** What is here under a card's id. */
export interface Standing {
  ref: OwnCardRef
  /** Null if it can't be read. */
  text: OwnCard | null
}
export interface PlanNeeds {
  format: IncomingCollection['format']
  choices: ImportChoices
  /** The UUID of a program's note: always the same. */
  idOf: (program: string, guid: string) => string
  standing: (card: string) => Standing | undefined
  /** The card here that has this first field, as `firstField` gives it. */
  withFirstField: (field: string) => string | undefined
}

/** Longest name that a program may give a note. */
const longestGuid = 300
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
/** Begins the name of what Fieldbook has written itself: then comes the id of an own text, or of a card of the book. */
const ours = 'fieldbook:'
/** The own text that a name of ours means; null for another's name. */
function ourId(guid: string): string | null {
  const id = guid.startsWith(ours) ? guid.slice(ours.length) : ''
  return uuid.test(id) ? id : null
}

/** Plans one note after the other, in the order of the file. */
export function importPlanner(needs: PlanNeeds): (note: IncomingNote) => PlannedNote {
  const { format, choices } = needs
  const planned = new Set<string>()

  function idOf(note: IncomingNote): string {
    if (note.guid !== null) return ourId(note.guid) ?? needs.idOf(note.text.origin?.program ?? format, note.guid)
    const field = firstField(note.text)
    const here = needs.withFirstField(field)
    const named = here ?? needs.idOf(format, `first field: ${field}`)
    if (choices.duplicates !== 'add' || (here === undefined && !planned.has(named) && !needs.standing(named)))
      return named
    // The next that nobody has, so that two copies which add the same rows still mean the same cards.
    for (let n = 2; ; n++) {
      const card = needs.idOf(format, `first field: ${field} (${n})`)
      if (!planned.has(card) && !needs.standing(card)) return card
    }
  }

  return (note) => {
    const [problem] = problemsOf(note.text)
    const nothing = { write: null, base: null, version: 0, createdAt: null }
    const told = (code: string, detail?: ExchangeProblem['detail']): ExchangeProblem => ({
      ...{ code, where: note.where ?? `note ${note.guid ?? ''}` },
      ...(detail && { detail }),
    })
    if (problem) {
      const detail = { field: problem.field, ...(problem.index !== undefined && { index: problem.index + 1 }) }
      return { ...nothing, outcome: 'skipped', card: null, problem: told(`card-${problem.what}`, detail) }
    }
    if ((note.guid?.length ?? 0) > longestGuid)
      return { ...nothing, outcome: 'skipped', card: null, problem: told('id-too-long') }
    if (note.guid?.startsWith(ours) && ourId(note.guid) === null)
      return { ...nothing, outcome: 'skipped', card: null, problem: told('of-the-book') }
    const card = idOf(note)
    const byField = note.guid === null
    const detail = { front: nameOf(note.text) }
    if (planned.has(card)) return { ...nothing, outcome: 'skipped', card: null, problem: told('twice-in-file', detail) }
    planned.add(card)
    const standing = needs.standing(card)
    const text = ofThis(note, format, standing?.text?.text)
    if (!standing)
      return { ...nothing, outcome: 'new', card, write: numbered(note, text, null), version: 1, problem: null }

    const { ref, text: stored } = standing
    const place = { base: standingText(ref), version: ref.version + 1, createdAt: ref.createdAt }
    const keep = (outcome: Outcome, problem: ExchangeProblem | null): PlannedNote => ({
      ...{ outcome, card, write: null, ...place, problem },
    })
    const replace = (outcome: Outcome): PlannedNote => ({
      ...{ outcome, card, write: numbered(note, text, stored), ...place, problem: null },
    })
    if (ref.deleted) {
      if (choices.removed === 'bring-back') return replace('new')
      return { ...keep('skipped', told('removed-here', detail)), card: null }
    }
    if (byField && choices.duplicates === 'skip') {
      if (stored && sameWords(stored, numbered(note, text, stored))) return keep('same', null)
      return { ...keep('skipped', told('first-field-known', detail)), card: null }
    }
    if (!stored) return replace('updated')
    const { origin } = stored.text
    if (origin && note.model !== null && origin.model !== null && origin.model !== note.model)
      return { ...keep('conflicting', told('other-model', detail)), card: null }
    if (sameWords(stored, numbered(note, text, stored))) return keep('same', null)
    if (byField) return replace('updated')
    const isOwn = ref.import === undefined
    const since = isOwn && !origin ? ref.updatedAt : (origin?.modifiedAt ?? null)
    if (note.modifiedAt !== null && since !== null && note.modifiedAt <= since) return keep('same', null)
    if (isOwn && origin) return keep('conflicting', told('edited-here', detail))
    if (isOwn && note.modifiedAt === null) return keep('conflicting', told('edited-here', detail))
    return replace('updated')
  }
}

/** The learner's own links stay with a card when it gets other words. */
function ofThis(note: IncomingNote, format: PlanNeeds['format'], before: OwnCardText | undefined): OwnCardText {
  const { tags, deck, origin: given, ...text } = note.text
  // As the editor would take them: a tag has no blanks.
  const words = (tags ?? []).map((tag) => tag.trim().replace(/\s+/g, '-'))
  const kept = words.filter((tag) => tag !== '' && tag.length <= longestTag)
  // Of a row without an id there is nothing to remember: its first field is in it. What is ours has its id.
  const { guid } = note
  const origin =
    guid === null || ourId(guid) !== null
      ? (given ?? before?.origin)
      : {
          ...{ program: given?.program ?? format, guid },
          ...{ model: note.model?.slice(0, longestGuid) ?? null, modifiedAt: note.modifiedAt },
        }
  return {
    ...text,
    ...(before && { factors: before.factors, place: before.place }),
    ...(before?.fromNote && { fromNote: before.fromNote }),
    ...(kept.length > 0 && { tags: [...new Set(kept)].slice(0, mostTags) }),
    ...(deck?.trim() && { deck: deck.trim().slice(0, longestDeck) }),
    ...(origin && { origin }),
  }
}

function numbered(note: IncomingNote, text: OwnCardText, before: OwnCard | null): OwnCard {
  if (!note.deletions) return withNumbers(text, before)
  const { deletions, ...own } = withGivenNumbers(text, note.deletions)
  if (!deletions) return own
  return { ...own, deletions: { ...deletions, next: Math.max(deletions.next, before?.deletions?.next ?? 0) } }
}

/** Where it came from, and what the learner has linked it to, is no other word. */
function sameWords(one: OwnCard, other: OwnCard): boolean {
  const words = ({ text: { origin: _, place, factors, fromNote, ...text }, deletions }: OwnCard) =>
    JSON.stringify([Object.entries(text).sort(([a], [b]) => (a < b ? -1 : 1)), deletions?.numbers])
  return words(one) === words(other)
}

/** By which a row without an id is known: its question in small letters and one line. */
export function firstField(text: OwnCardText): string {
  return (text.kind === 'cloze' ? text.text : text.front).normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()
}
const nameOf = (text: OwnCardText) =>
  (text.kind === 'cloze' ? text.text : text.front).replace(/\s+/g, ' ').trim().slice(0, 80)

/** Adds a note's outcome to a report. */
export function countOutcome(
  report: ImportReport,
  { outcome, problem }: Pick<PlannedNote, 'outcome' | 'problem'>,
): void {
  report[outcome]++
  if (problem) report.problems.push(problem)
}
