import type { PracticeChoice, PracticeOf } from '../../../shared/model/practice'
import type { Library } from '../../../shared/model/views'
import { scopeWords } from '../flashcards/scope'

export const noConsequences = 'Nothing in practice changes your schedule.'

export const choiceWords: Record<PracticeChoice, string> = {
  met: 'Everything reviewed so far',
  new: 'New cards: a look ahead',
  any: 'Both, reviewed and new',
  flagged: 'Flagged, whichever flag',
  'flag-1': 'Flag 1',
  'flag-2': 'Flag 2',
  'flag-3': 'Flag 3',
  'flag-4': 'Flag 4',
  'missed-7': 'Missed in the last 7 days',
  'missed-14': 'Missed in the last 14 days',
  'missed-30': 'Missed in the last 30 days',
  hardest: 'The hardest',
  tomorrow: 'Due tomorrow: a preview',
}

/** What is practised, for the line above the cards. */
export function practiceWords(what: PracticeOf, library: Library | undefined): string {
  if (what.kind === 'drill-classes')
    return `Drill: ${className(what.one, library)} or ${className(what.other, library).toLowerCase()}`
  if (what.kind === 'drill-factor') return `Drill: ${factorName(what.factor, library)}`
  return `${scopeWords(what.scope, library)}. ${choiceWords[what.choice]}`
}

export const className = (id: string, library: Library | undefined) =>
  library?.classes.find((each) => each.id === id)?.name ?? id
export const factorName = (id: string, library: Library | undefined) =>
  library?.factors.find((each) => each.id === id)?.name ?? id
