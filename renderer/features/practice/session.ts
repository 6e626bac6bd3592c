/** What was answered in one practice. Only for its summary: each answer is already saved. Pure but for what is kept. */
import type { ReviewCard } from '../../../shared/model/views'
import { type Choice, isRight } from '../flashcards/answer'

export interface Practised {
  card: ReviewCard
  choice: Choice
  /** What the learner said. */
  recalled: boolean
  /** ms */
  spent: number
}
export interface Round {
  /** Ids, in the order in which they are shown. */
  cards: string[]
  /** Position of the card on the screen; past the end: the summary. */
  at: number
  /** The newest answer to each card. */
  done: ReadonlyMap<string, Practised>
}

/** Known: said to be, and where there was something to choose, chosen rightly. */
export const isKnown = ({ card, choice, recalled }: Practised) =>
  card.options.length > 0 ? recalled && isRight(card, choice) === true : recalled

/** Two stories that differ in one fact, both answered, one right after the other. */
export interface TwinsDone {
  first: Practised
  second: Practised
  /** Both were called what they are. */
  apart: boolean
}
export function twinsDone({ cards, done }: Round): TwinsDone[] {
  return cards.flatMap((id, index) => {
    const first = done.get(id)
    const second = done.get(cards[index + 1] ?? '')
    if (!first || !second || !areTwins(first.card, second.card)) return []
    const apart = [first, second].every(({ card, choice }) => isRight(card, choice) === true)
    return [{ first, second, apart }]
  })
}

export function areTwins(one: ReviewCard | undefined, other: ReviewCard): boolean {
  return one?.scenario !== undefined && one.scenario !== null && one.scenario.id === other.scenario?.twin
}

/** What to ask once more: each card not known, a story that was mistaken with its twin. In the order of the round. */
export function missed(round: Round): string[] {
  const mixedUp = twinsDone(round).flatMap(({ apart, first, second }) =>
    apart ? [] : [first.card.card.id, second.card.card.id],
  )
  return round.cards.filter((id) => {
    const answer = round.done.get(id)
    return (answer !== undefined && !isKnown(answer)) || mixedUp.includes(id)
  })
}

/** A look at a passage and back goes on with the same round, for a while. */
const keptFor = 30 * 60_000
let kept: { key: string; round: Round; at: number } | null = null

export function keepRound(key: string, round: Round, now = Date.now()): void {
  kept = { key, round, at: now }
}
export function keptRound(key: string, now = Date.now()): Round | null {
  return kept?.key === key && now - kept.at < keptFor ? kept.round : null
}
