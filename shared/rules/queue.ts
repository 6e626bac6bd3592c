/**
 * What to study next. A pure function of the cards of one scope and what is known of them, so that asking twice at the
 * same instant gives the same answer, and the mix stays the same from one answer to the next. Each card is looked at
 * once, and only those of the day are put in order: a hundred thousand cards are asked after every rating.
 */
import type { CardMarks, CardRecord, CatchUp, DayTotals, StudySettings } from '../model/study'
import type { Counts } from '../model/views'
import { lossByWaiting } from './backlog'
import { hasChanged } from './card-content'
import { dueDay, isDueBy } from './due-day'
import { hash } from './hash'
import { own } from './own'
import { retrievability } from './scheduling'
import { addDays, dayLength, minute, type StudyCalendar } from './study-day'

/**
 * A review dated so far ahead (the clock has been set back since) says nothing of when its card is due: left alone, the
 * card would be gone for as long. Smaller slips right themselves. ms.
 */
const farAhead = 30 * dayLength
/** Minutes by which a learning card may come early, where the settings don't say. */
const usualLearnAhead = 20

export interface QueueCard {
  id: string
  /** Its look-alike: the two are not shown one after the other when that can be avoided. */
  contrast?: string
  /** Shared by siblings: cards that ask about one thing from several sides. They are kept apart like look-alikes. */
  item?: string
  /** Names what it asks: a card that asks something else than when it was answered is due. */
  content?: string
}
export interface QueueInput {
  /** Cards of one scope, in the order in which new ones are introduced. */
  cards: readonly QueueCard[]
  records: Readonly<Record<string, CardRecord>>
  marks?: Readonly<Record<string, CardMarks>>
  /** Totals of the current study day, over all scopes: the daily limits count by them. */
  today: DayTotals | undefined
  settings: Pick<StudySettings, 'newPerDay' | 'reviewsPerDay'> &
    Partial<Pick<StudySettings, 'burySiblings' | 'learnAhead'>>
  /** A backlog being spread over days. */
  catchUp?: CatchUp | null
  /** UTC ms. */
  now: number
  calendar: StudyCalendar
  /** Set while every card is shown once more before a date. */
  finalPass?: FinalPass | undefined
  /** Of the memory model, the learner's own if any: they decide the order where it goes by recall. */
  weights?: readonly number[] | undefined
}
/** Since when each learnt card is shown once more, and the date for which it is; UTC ms. */
export interface FinalPass {
  since: number
  date: number
}
export interface Queue {
  /** Ids of the cards to show, in order. */
  order: string[]
  counts: Counts
  /** When the next learning card that is not due yet comes due, UTC ms; null if none is waiting. */
  nextDue: number | null
}

/**
 * Where a card stands now: `now` and `ahead` are steps of minutes that are due, or due within the learn-ahead time;
 * `waiting` ones are due later; `due` and `later` are cards in the review phase. A `hidden` card is suspended, buried,
 * or stands back for a sibling until tomorrow.
 */
export type Standing = 'new' | 'now' | 'ahead' | 'waiting' | 'due' | 'later' | 'hidden'

/** An instant in its study day, as cards are measured by it. Times are UTC ms. */
export interface Moment {
  now: number
  /** YYYY-MM-DD */
  day: string
  start: number
  /** Start of the next study day. */
  tomorrow: number
  /** A step due within so many ms may be shown when nothing else is left. */
  ahead: number
  finalPass?: FinalPass | undefined
}
export function momentOf(
  now: number,
  calendar: StudyCalendar,
  learnAhead = usualLearnAhead,
  finalPass?: FinalPass,
): Moment {
  const day = calendar.day(now)
  return {
    ...{ now, day, start: calendar.start(day), tomorrow: calendar.start(addDays(day, 1)) },
    ahead: learnAhead * minute,
    finalPass,
  }
}

/**
 * A review counts as due all through its day; one whose words are no longer those that were answered, at once.
 * `content` names the card's words now.
 */
export function standing(record: CardRecord | undefined, moment: Moment, content?: string): Standing {
  if (!record) return 'new'
  const { phase, due, lastReview } = record.memory
  const { now, day, tomorrow, ahead, finalPass } = moment
  const misdated = lastReview >= tomorrow + farAhead
  if (phase === 'review') {
    const isDue =
      misdated ||
      isDueBy(record.memory, day, tomorrow) ||
      hasChanged(record.content, content) ||
      (finalPass !== undefined && lastReview < finalPass.since)
    return isDue ? 'due' : 'later'
  }
  if (due <= now || misdated) return 'now'
  return due <= now + ahead ? 'ahead' : 'waiting'
}

/** A card by its place in the order of the cards. */
interface Placed {
  card: QueueCard
  at: number
}
interface Known extends Placed {
  record: CardRecord
}
/** What one look at every card tells, in the order of the cards. */
interface Look {
  moment: Moment
  stands: Standing[]
  due: Known[]
  fresh: Placed[]
  /** Those `now`, `ahead` or `waiting`. */
  steps: Known[]
  seen: Seen
}

/**
 * Siblings stand back for the one seen today or in the middle of its steps, else for the first that is due, else new.
 */
function look(input: Omit<QueueInput, 'today'>): Look {
  const { cards, records: all, marks = {}, settings, now, calendar, finalPass } = input
  const moment = momentOf(now, calendar, settings.learnAhead, finalPass)
  const { day, start, tomorrow } = moment
  const stands = new Array<Standing>(cards.length)
  const due: Known[] = []
  const fresh: Placed[] = []
  const steps: Known[] = []
  const seen: Seen = { reviews: 0, new: 0, last: undefined }
  let latest = start
  /** By item: the card that is shown today. */
  const shown = new Map<string, string>()
  let at = -1
  for (const card of cards) {
    at += 1
    const record = own(all, card.id)
    const stand = isHidden(own(marks, card.id), day) ? 'hidden' : standing(record, moment, card.content)
    stands[at] = stand
    if (stand === 'new') fresh.push({ card, at })
    if (!record) continue
    const inSteps = stand === 'now' || stand === 'ahead' || stand === 'waiting'
    if (stand === 'due') due.push({ card, at, record })
    else if (inSteps) steps.push({ card, at, record })
    const { memory, introduced } = record
    const { lastReview } = memory
    // A review dated in the future was not made today, and one that was only said to be known not at all.
    const seenToday = lastReview >= start && lastReview < tomorrow && memory.repetitions > 0
    if (seenToday) {
      if (introduced === day) seen.new += 1
      else seen.reviews += 1
      if (lastReview >= latest) {
        latest = lastReview
        seen.last = card
      }
    }
    if (card.item !== undefined && (seenToday || (inSteps && memory.due < tomorrow))) shown.set(card.item, card.id)
  }
  const found = { moment, stands, due, fresh, steps, seen }
  if (!(settings.burySiblings ?? true)) return found
  return { ...found, due: standBack(due, stands, shown), fresh: standBack(fresh, stands, shown) }
}

/** Those that may be shown; the others are hidden behind a sibling. Changes `stands` and `shown`. */
function standBack<One extends Placed>(all: One[], stands: Standing[], shown: Map<string, string>): One[] {
  return all.filter(({ card: { id, item }, at }) => {
    if (item === undefined) return true
    const other = shown.get(item)
    if (other === undefined) shown.set(item, id)
    else if (other !== id) {
      stands[at] = 'hidden'
      return false
    }
    return true
  })
}

/** Where each card stands, in the order of the cards. */
export function standingsInOrder(input: Omit<QueueInput, 'today'>): Standing[] {
  return look(input).stands
}

/** Where each card stands, by its id. */
export function standings(input: Omit<QueueInput, 'today'>): Map<string, Standing> {
  const { stands } = look(input)
  return new Map(input.cards.map(({ id }, at) => [id, stands[at] ?? 'new']))
}

/** `day` is the current study day. */
export function isHidden(marks: CardMarks | undefined, day: string): boolean {
  return marks !== undefined && (marks.suspended === true || (marks.buriedUntil ?? '') > day)
}

/** How many cards the daily limits still allow. */
export function allowance(
  today: DayTotals | undefined,
  settings: Pick<QueueInput['settings'], 'newPerDay' | 'reviewsPerDay'>,
): { reviews: number; new: number } {
  return {
    reviews: Math.max(0, settings.reviewsPerDay - (today?.mature ?? 0)),
    new: Math.max(0, settings.newPerDay - (today?.introduced ?? 0)),
  }
}

/** The settings as they hold while a backlog is being caught up. `overdue`: whether anything came due before today. */
export function withCatchUp<Settings extends QueueInput['settings']>(
  settings: Settings,
  catchUp: CatchUp | null | undefined,
  day: string,
  overdue: boolean,
): Settings {
  return overdue && isCatchingUp(catchUp, day) ? { ...settings, reviewsPerDay: catchUp.perDay } : settings
}
export function isCatchingUp(catchUp: CatchUp | null | undefined, day: string): catchUp is CatchUp {
  return !!catchUp && catchUp.from <= day && day <= catchUp.until
}

/** Came due before the day that begins at `start`. */
export function isOverdue(record: CardRecord | undefined, { day, start }: Pick<Moment, 'day' | 'start'>): boolean {
  return record?.memory.phase === 'review' && isDueBy(record.memory, addDays(day, -1), start)
}

export function queue(input: QueueInput): Queue {
  const { today, catchUp, calendar, finalPass, weights } = input
  const { moment, stands, due, fresh: unseen, steps, seen } = look(input)
  const inSteps = (wanted: Standing) => steps.filter(({ at }) => stands[at] === wanted)
  const [ready, early, later] = [inSteps('now'), inSteps('ahead'), inSteps('waiting')]

  const catching = !finalPass && isCatchingUp(catchUp, moment.day) && anyOverdue(due, moment)
  const settings = withCatchUp(input.settings, catchUp, moment.day, catching)
  const allowed = allowance(today, settings)
  const reviews = finalPass
    ? byUrgency(due, moment.day, allowed.reviews, (memory) => -retrievability(memory, finalPass.date, weights))
    : catching
      ? byUrgency(due, moment.day, allowed.reviews, (memory) => lossByWaiting(memory, moment.start, weights))
      : byDay(due, moment, calendar, allowed.reviews)
  const fresh = unseen.slice(0, allowed.new).map(({ card }) => card)
  const mixed = mix(reviews, fresh, seen)
  // A card whose step has come due since it was shown was followed by a pause: nothing stands right before it.
  const previous = ready.some(({ card }) => card.id === seen.last?.id) ? undefined : seen.last
  const first = apart([...inTurn(ready), ...mixed], previous)
  const ahead = apart(inTurn(early), first.at(-1) ?? seen.last)
  const coming = [...early, ...later].map(({ record }) => record.memory.due)
  return {
    order: [...first, ...ahead].map((card) => card.id),
    counts: { learning: ready.length + early.length, due: reviews.length, new: fresh.length },
    nextDue: coming.reduce<number | null>((least, at) => (least === null ? at : Math.min(least, at)), null),
  }
}

/** Steps of minutes, by the minute. */
function inTurn(cards: Known[]): QueueCard[] {
  return cards
    .sort((one, other) => one.record.memory.due - other.record.memory.due || compare(one.card.id, other.card.id))
    .map(({ card }) => card)
}

function anyOverdue(due: readonly Known[], { day, start }: Moment): boolean {
  const yesterday = addDays(day, -1)
  return due.some(({ record }) => isDueBy(record.memory, yesterday, start))
}

/**
 * The first `most` reviews by the day on which they came due. Cards learned together come due together: within a day
 * they are shuffled, the same way each time it is asked.
 */
function byDay(due: readonly Known[], { day }: Moment, calendar: StudyCalendar, most: number): QueueCard[] {
  const days = new Map<string, QueueCard[]>()
  /** Of older records, which hold an instant: few instants, and each costs a look into the calendar. */
  const named = new Map<number, string>()
  for (const { card, record } of due) {
    const { memory } = record
    let name = memory.dueDay ?? named.get(memory.due)
    if (name === undefined) {
      name = dueDay(memory, calendar)
      named.set(memory.due, name)
    }
    const sameDay = days.get(name)
    if (sameDay) sameDay.push(card)
    else days.set(name, [card])
  }
  const order: QueueCard[] = []
  for (const name of [...days.keys()].sort()) {
    if (order.length >= most) break
    for (const card of shuffle(days.get(name) ?? [], day)) order.push(card)
  }
  return order.slice(0, most)
}

function shuffle(cards: readonly QueueCard[], seed: string): QueueCard[] {
  return cards
    .map((card) => ({ card, place: hash(seed + card.id) }))
    .sort((one, other) => one.place - other.place || compare(one.card.id, other.card.id))
    .map(({ card }) => card)
}

/**
 * The first `most` reviews, the most urgent first: by what would be lost by waiting one more day (measured once a day,
 * so that it stays), or, in the final pass, by how little would be recalled on its date.
 */
function byUrgency(
  due: readonly Known[],
  day: string,
  most: number,
  urgencyOf: (memory: CardRecord['memory']) => number,
): QueueCard[] {
  return due
    .map(({ card, record }) => ({ card, urgency: urgencyOf(record.memory), place: hash(day + card.id) }))
    .sort((one, other) => other.urgency - one.urgency || one.place - other.place || compare(one.card.id, other.card.id))
    .slice(0, most)
    .map(({ card }) => card)
}

/** What was done today in this scope: the mix goes on from there instead of starting over at each card. */
interface Seen {
  reviews: number
  new: number
  /** The card rated last today. */
  last: QueueCard | undefined
}
/** Spreads the new cards evenly among all of the day's reviews, those already done included. */
function mix(reviews: readonly QueueCard[], fresh: readonly QueueCard[], seen: Seen): QueueCard[] {
  const allReviews = seen.reviews + reviews.length
  const allNew = seen.new + fresh.length
  const mixed: QueueCard[] = []
  let review = 0
  let next = 0
  while (review < reviews.length || next < fresh.length) {
    const newIsBehind = (seen.new + next + 0.5) * allReviews < (seen.reviews + review + 0.5) * allNew
    const card = next < fresh.length && (newIsBehind || review === reviews.length) ? fresh[next++] : reviews[review++]
    if (card) mixed.push(card)
  }
  return mixed
}

/**
 * Keeps look-alikes from following each other where that can be avoided, moving as few as possible. `previous` is the
 * card shown before them; neither it nor its look-alike comes first if anything else can.
 */
export function apart<T extends QueueCard>(cards: readonly T[], previous: QueueCard | undefined): T[] {
  const placed: T[] = []
  /** Not placed yet because each was like the card before it, in their order. */
  const passed: T[] = []
  const rest = cards.values()
  while (true) {
    const last = placed.at(-1) ?? previous
    const free = passed.findIndex((card) => !alike(card, last))
    const card = free >= 0 ? passed.splice(free, 1)[0] : rest.next().value
    if (card) {
      if (alike(card, last)) passed.push(card)
      else placed.push(card)
      continue
    }
    // Only look-alikes of the last one are left: put this one as late as it fits among those already placed.
    const left = passed.shift()
    if (!left) return placed
    placed.splice(latestGap(placed, left, previous), 0, left)
  }
}

function latestGap(placed: readonly QueueCard[], card: QueueCard, previous: QueueCard | undefined): number {
  for (let gap = placed.length - 1; gap >= 0; gap -= 1) {
    const before = gap === 0 ? previous : placed[gap - 1]
    if (!alike(card, before) && !alike(card, placed[gap])) return gap
  }
  return placed.length
}

function alike(one: QueueCard, other: QueueCard | undefined): boolean {
  if (!other) return false
  const siblings = one.item !== undefined && one.item === other.item
  return siblings || one.id === other.id || one.contrast === other.id || other.contrast === one.id
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
