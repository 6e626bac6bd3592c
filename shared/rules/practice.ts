/** Which cards a practice shows, and in which order. It reads the schedule and has no way to change it. */
import type { PracticeChoice, PracticeLimit } from '../model/practice'
import type { CardMarks, CardRecord } from '../model/study'
import { dueDay } from './due-day'
import { parting, type QueueCard } from './queue'
import { shuffling } from './shuffle'
import { toTheEnd } from './steps'
import { addDays, dayLength, type StudyCalendar } from './study-day'

export interface PracticeInput {
  /** Cards of one scope, with what is known of each in the same order: there may be a hundred thousand. */
  cards: readonly QueueCard[]
  records: readonly (CardRecord | undefined)[]
  marks: readonly (CardMarks | undefined)[]
  /** UTC ms. */
  now: number
  calendar: StudyCalendar
}

/** The hardest are this share of the cards met, but at least so many. */
const hardestShare = 0.2
const hardestAtLeast = 10

/** The cards of that choice. The hardest stand in that order; the order of others means nothing. */
export function practiceCards(choice: PracticeChoice, input: PracticeInput): QueueCard[] {
  if (choice === 'hardest') return hardest(input)
  const belongs = belongsTo(choice, input)
  return input.cards.filter((_, at) => belongs(at))
}

/** How many that are. */
export function practiceCount(choice: PracticeChoice, input: PracticeInput): number {
  const belongs = belongsTo(choice === 'hardest' ? 'met' : choice, input)
  let count = 0
  for (let at = 0; at < input.cards.length; at += 1) if (belongs(at)) count += 1
  return choice === 'hardest' ? Math.min(count, hardestOf(count)) : count
}

/** In the order in which they are shown: shuffled by the seed, look-alikes apart where that can be. */
export function practiceOrder(...given: Parameters<typeof practiceOrdering>): string[] {
  return toTheEnd(practiceOrdering(...given))
}
/** The same in pieces, for very many cards. */
export function* practiceOrdering(
  choice: PracticeChoice,
  cards: readonly QueueCard[],
  limit: PracticeLimit,
  seed: string,
): Generator<void, string[]> {
  // Of the hardest, those count that are hardest; of others, whichever come first.
  const most = limit ?? cards.length
  const among = choice === 'hardest' ? cards.slice(0, most) : cards
  const taken = (yield* shuffling(among, seed)).slice(0, most)
  yield
  const inTurn = yield* parting(taken, undefined)
  yield
  return inTurn.map(({ id }) => id)
}

/** Whether the card at a place belongs to the choice; what is the same for all cards is worked out once. */
function belongsTo(choice: Exclude<PracticeChoice, 'hardest'>, input: PracticeInput): (at: number) => boolean {
  const belongs = unlessSuspended(choice, input)
  return (at) => input.marks[at]?.suspended !== true && belongs(at)
}

function unlessSuspended(choice: Exclude<PracticeChoice, 'hardest'>, input: PracticeInput): (at: number) => boolean {
  const { records, marks } = input
  switch (choice) {
    case 'any':
      return () => true
    case 'met':
      return (at) => records[at] !== undefined
    case 'new':
      return (at) => records[at] === undefined
    case 'flagged':
      return (at) => marks[at]?.flag !== undefined
    case 'flag-1':
    case 'flag-2':
    case 'flag-3':
    case 'flag-4': {
      const flag = Number(choice.slice('flag-'.length))
      return (at) => marks[at]?.flag === flag
    }
    case 'missed-7':
    case 'missed-14':
    case 'missed-30': {
      const since = input.now - Number(choice.slice('missed-'.length)) * dayLength
      // A miss dated in the future (the clock was set back since) is no reason to leave a card out.
      return (at) => (records[at]?.missedAt ?? 0) > since
    }
    case 'tomorrow': {
      const { calendar } = input
      const tomorrow = addDays(calendar.day(input.now), 1)
      return (at) => {
        const memory = records[at]?.memory
        return memory !== undefined && dueDay(memory, calendar) === tomorrow
      }
    }
  }
}

const hardestOf = (met: number) => Math.max(hardestAtLeast, Math.ceil(met * hardestShare))

function hardest({ cards, records, marks }: PracticeInput): QueueCard[] {
  const met: number[] = []
  // Beside each other in memory: a hundred thousand are compared two million times.
  const difficulty = new Float64Array(cards.length)
  const lapses = new Float64Array(cards.length)
  for (let at = 0; at < cards.length; at += 1) {
    const memory = records[at]?.memory
    if (!memory || marks[at]?.suspended) continue
    met.push(at)
    difficulty[at] = memory.difficulty
    lapses[at] = memory.lapses
  }
  const more = (of: Float64Array, one: number, other: number) => (of[other] as number) - (of[one] as number)
  return Array.from(
    Uint32Array.from(met).sort((one, other) => more(difficulty, one, other) || more(lapses, one, other)),
    (at) => cards[at] as QueueCard,
  ).slice(0, hardestOf(met.length))
}
