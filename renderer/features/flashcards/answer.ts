/** What somebody answers to a card with something to choose, and what is said to it. Pure. */
import type { Scenario } from '../../../shared/model/content'
import type { Rating } from '../../../shared/model/study'
import type { ReviewCard } from '../../../shared/model/views'
import { type TypedAnswer, typedAnswer } from '../../../shared/rules/typed-answer'

export interface Choice {
  /** Id of an option; null: none yet, or the answer was shown without one. */
  chosen: string | null
  /** Of a case: the factors ticked as deciding. */
  ticked: string[]
  /** Of a card whose answer is typed: what was. */
  typed?: string
}
export const noChoice: Choice = { chosen: null, ticked: [] }

/** How a typed answer was judged; null for other cards, and where nothing was typed. */
export function typedResult({ card }: ReviewCard, { typed = '' }: Choice): TypedAnswer | null {
  return card.kind === 'typed' && typed.trim() !== '' ? typedAnswer(typed, [card.backText, ...card.accept]) : null
}

/** Null where nothing was chosen or typed. */
export function isRight(card: ReviewCard, choice: Choice): boolean | null {
  const { options } = card
  const { chosen } = choice
  const result = typedResult(card, choice)
  if (result) return result.verdict !== 'wrong'
  return chosen === null ? null : options.some(({ id, right }) => right && id === chosen)
}

/** What is recorded with the rating. Ticking no factor is leaving the question out, not saying that none decides. */
export function answerGiven(card: ReviewCard, { chosen, ticked, typed = '' }: Choice) {
  if (card.card.kind === 'typed') return { chosen: null, typed }
  if (card.options.length === 0) return undefined
  return card.scenario && chosen !== null && ticked.length > 0 ? { chosen, ticked } : { chosen }
}

/** The rating that an answer speaks for. Null for a card with nothing to choose or type: what was thought nobody knows. */
export function suggestedRating(card: ReviewCard, choice: Choice): Rating | null {
  if (card.options.length === 0 && card.card.kind !== 'typed') return null
  return isRight(card, choice) ? 'good' : 'again'
}

export interface FactorRemark {
  verdict: 'right' | 'missed' | 'wrong'
  words: string
}
/** The ticked factors against those that decide, in words. Nothing where none was ticked. */
export function factorRemarks(
  ticked: readonly string[],
  { factors }: Pick<Scenario, 'factors'>,
  nameOf: (factor: string) => string,
): FactorRemark[] {
  if (ticked.length === 0) return []
  const deciding = factors.filter(({ decides }) => decides).map(({ factor }) => factor)
  const found = deciding.filter((factor) => ticked.includes(factor))
  const missed = deciding.filter((factor) => !ticked.includes(factor))
  const beside = ticked.filter((factor) => !deciding.includes(factor))
  const names = (ids: string[]) => list.format(ids.map(nameOf))
  const all: FactorRemark = {
    verdict: 'right',
    words: `You ticked ${names(found)}: ${found.length === 1 ? 'it decides' : 'they decide'} this case.`,
  }
  const left: FactorRemark = {
    verdict: 'missed',
    words: `You did not tick ${names(missed)}: ${missed.length === 1 ? 'it decides' : 'they decide'} it${found.length > 0 ? ' too' : ''}.`,
  }
  const more: FactorRemark = {
    verdict: 'wrong',
    words: `You${found.length > 0 ? ' also' : ''} ticked ${names(beside)}: ${beside.length === 1 ? 'it' : 'they'} decided nothing here.`,
  }
  return [
    ...(found.length > 0 ? [all] : []),
    ...(missed.length > 0 ? [left] : []),
    ...(beside.length > 0 ? [more] : []),
  ]
}
const list = new Intl.ListFormat('en', { type: 'conjunction' })
