/** Which cards a practice shows, and in which order. It reads the schedule and has no way to change it. */
import type { PracticeChoice, PracticeLimit } from '../model/practice'
import type { CardMarks, CardRecord } from '../model/study'
import { dueDay } from './due-day'
import { own } from './own'
import { apart, type QueueCard } from './queue'
import { shuffled } from './shuffle'
import { addDays, dayLength, type StudyCalendar } from './study-day'

export interface PracticeInput {
  /** Cards of one scope. */
  cards: readonly QueueCard[]
  records: Readonly<Record<string, CardRecord>>
  marks: Readonly<Record<string, CardMarks>>
  /** UTC ms. */
  now: number
  calendar: StudyCalendar
}

/** The hardest are this share of the cards met, but at least so many. */
const hardestShare = 0.2
const hardestAtLeast = 10

/** The cards of that choice. The hardest stand in that order; the order of others means nothing. */
export function practiceCards(choice: PracticeChoice, input: PracticeInput): QueueCard[] {
  const cards = input.cards.filter(({ id }) => !own(input.marks, id)?.suspended)
  if (choice === 'hardest') return hardest(cards, input)
  const belongs = belongsTo(choice, input)
  return cards.filter(({ id }) => belongs(id))
}

/** In the order in which they are shown: shuffled by the seed, look-alikes apart where that can be. */
export function practiceOrder(
  choice: PracticeChoice,
  cards: readonly QueueCard[],
  limit: PracticeLimit,
  seed: string,
): string[] {
  // Of the hardest, those count that are hardest; of others, whichever come first.
  const most = limit ?? cards.length
  const taken = choice === 'hardest' ? shuffled(cards.slice(0, most), seed) : shuffled(cards, seed).slice(0, most)
  return apart(taken, undefined).map(({ id }) => id)
}

/** Whether a card belongs to the choice; what is the same for all cards is worked out once. */
function belongsTo(choice: Exclude<PracticeChoice, 'hardest'>, input: PracticeInput): (card: string) => boolean {
  const record = (card: string) => own(input.records, card)
  const flag = (card: string) => own(input.marks, card)?.flag
  switch (choice) {
    case 'any':
      return () => true
    case 'met':
      return (card) => record(card) !== undefined
    case 'new':
      return (card) => record(card) === undefined
    case 'flagged':
      return (card) => flag(card) !== undefined
    case 'flag-1':
    case 'flag-2':
    case 'flag-3':
    case 'flag-4':
      return (card) => flag(card) === Number(choice.slice('flag-'.length))
    case 'missed-7':
    case 'missed-14':
    case 'missed-30': {
      const since = input.now - Number(choice.slice('missed-'.length)) * dayLength
      // A miss dated in the future (the clock was set back since) is no reason to leave a card out.
      return (card) => (record(card)?.missedAt ?? 0) > since
    }
    case 'tomorrow': {
      const { calendar } = input
      const tomorrow = addDays(calendar.day(input.now), 1)
      return (card) => {
        const memory = record(card)?.memory
        return memory !== undefined && dueDay(memory, calendar) === tomorrow
      }
    }
  }
}

function hardest(cards: readonly QueueCard[], { records }: PracticeInput): QueueCard[] {
  const met = cards.flatMap((card) => {
    const memory = own(records, card.id)?.memory
    return memory ? [{ card, ...memory }] : []
  })
  return met
    .sort((one, other) => other.difficulty - one.difficulty || other.lapses - one.lapses)
    .slice(0, Math.max(hardestAtLeast, Math.ceil(met.length * hardestShare)))
    .map(({ card }) => card)
}
