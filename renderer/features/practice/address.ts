/** What is practised, as an address: `?chapter=ID&cards=met&limit=20`, `?drill=classes&one=ID&other=ID`. */
import {
  type Drill,
  type PracticeChoice,
  type PracticeLimit,
  type PracticeOf,
  practiceChoices,
  practiceLimits,
} from '../../../shared/model/practice'
import { askedBy, scopeOf } from '../flashcards/scope'

export interface PracticeAsked {
  what: PracticeOf
  limit: PracticeLimit
}
export const usualLimit: PracticeLimit = 20

export function practiceAsked(search: string): PracticeAsked {
  const asked = new URLSearchParams(search)
  const get = (name: string) => asked.get(name) ?? ''
  const limit = practiceLimits.find((one) => limitWord(one) === get('limit'))
  return { what: whatAsked(get, search), limit: limit === undefined ? usualLimit : limit }
}

/** Null where the address names no choice yet. */
export function choiceAsked(search: string): PracticeChoice | null {
  const named = new URLSearchParams(search).get('cards')
  return practiceChoices.find((choice) => choice === named) ?? null
}

function whatAsked(get: (name: string) => string, search: string): PracticeOf {
  if (get('drill') === 'classes') return { kind: 'drill-classes', one: get('one'), other: get('other') }
  if (get('drill') === 'factor') return { kind: 'drill-factor', factor: get('of') }
  return { kind: 'cards', scope: scopeOf(search), choice: choiceAsked(search) ?? 'met' }
}

export const chooserPath = (asked: PracticeAsked) => `/flashcards/practice?${parameters(asked)}`

/** Without a seed the session draws one. */
export function practicePath(asked: PracticeAsked, seed?: string): string {
  return `/flashcards/practice/session?${parameters(asked, seed)}`
}

export const drillPath = (drill: Drill) => practicePath({ what: drill, limit: usualLimit })

function parameters({ what, limit }: PracticeAsked, seed?: string): URLSearchParams {
  return new URLSearchParams({
    ...asWords(what),
    ...(limit !== usualLimit && { limit: limitWord(limit) }),
    ...(seed && { seed }),
  })
}

function asWords(what: PracticeOf): Record<string, string> {
  if (what.kind === 'drill-classes') return { drill: 'classes', one: what.one, other: what.other }
  if (what.kind === 'drill-factor') return { drill: 'factor', of: what.factor }
  return { ...askedBy(what.scope), cards: what.choice }
}

const limitWord = (limit: PracticeLimit) => (limit === null ? 'all' : String(limit))
