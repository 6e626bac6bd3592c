/**
 * What to study next. A pure function of the cards of one scope and what is known of them, so that asking twice at the
 * same instant gives the same answer, and the mix stays the same from one answer to the next.
 */
import type { CardMarks, CardRecord, DayTotals, StudySettings } from '../model/study'
import type { Counts } from '../model/views'
import { hash } from './hash'
import { own } from './own'
import { addDays, minute, type StudyCalendar } from './study-day'

/** A learning card may be shown this much before its step is due when nothing else is left, ms. */
export const learnAhead = 20 * minute

export interface QueueCard {
  id: string
  /** Its look-alike: the two are not shown one after the other when that can be avoided. */
  contrast?: string
  /** Shared by siblings: cards that ask about one thing from several sides. They are kept apart like look-alikes. */
  item?: string
}
export interface QueueInput {
  /** Cards of one scope, in the order in which new ones are introduced. */
  cards: readonly QueueCard[]
  records: Readonly<Record<string, CardRecord>>
  marks?: Readonly<Record<string, CardMarks>>
  /** Totals of the current study day, over all scopes: the daily limits count by them. */
  today: DayTotals | undefined
  settings: Pick<StudySettings, 'newPerDay' | 'reviewsPerDay'> & Partial<Pick<StudySettings, 'burySiblings'>>
  /** UTC ms. */
  now: number
  calendar: StudyCalendar
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

/** `tomorrow` is the start of the next study day: a review counts as due all through its day. */
export function standing(record: CardRecord | undefined, now: number, tomorrow: number): Standing {
  if (!record) return 'new'
  const { phase, due } = record.memory
  if (phase === 'review') return due < tomorrow ? 'due' : 'later'
  if (due <= now) return 'now'
  return due <= now + learnAhead ? 'ahead' : 'waiting'
}

/**
 * Where each card stands. Siblings stand back for the one seen today or in the middle of its steps, else for the first
 * that is due, else new.
 */
export function standings(input: Omit<QueueInput, 'today'>): Map<string, Standing> {
  const { cards, records, marks = {}, settings, now, calendar } = input
  const day = calendar.day(now)
  const today = calendar.start(day)
  const tomorrow = calendar.start(addDays(day, 1))
  const found = new Map<string, Standing>()
  /** By item: the card that is shown today. */
  const shown = new Map<string, string>()
  for (const card of cards) {
    const record = own(records, card.id)
    const stands = isHidden(own(marks, card.id), day) ? 'hidden' : standing(record, now, tomorrow)
    found.set(card.id, stands)
    if (card.item === undefined || !record) continue
    const { lastReview, due } = record.memory
    const inSteps = ['now', 'ahead', 'waiting'].includes(stands) && due < tomorrow
    if (inSteps || isWithin(lastReview, today, tomorrow)) shown.set(card.item, card.id)
  }
  if (!(settings.burySiblings ?? true)) return found
  for (const wanted of ['due', 'new'] as const) {
    for (const { id, item } of cards) {
      if (item === undefined || found.get(id) !== wanted) continue
      if ((shown.get(item) ?? id) !== id) found.set(id, 'hidden')
      else shown.set(item, id)
    }
  }
  return found
}

/** A review dated in the future (the clock was set back since) was not made today. */
function isWithin(at: number, today: number, tomorrow: number): boolean {
  return at >= today && at < tomorrow
}

/** `day` is the current study day. */
export function isHidden(marks: CardMarks | undefined, day: string): boolean {
  return marks !== undefined && (marks.suspended === true || (marks.buriedUntil ?? '') > day)
}

/** How many cards the daily limits still allow. */
export function allowance(
  today: DayTotals | undefined,
  settings: QueueInput['settings'],
): { reviews: number; new: number } {
  return {
    reviews: Math.max(0, settings.reviewsPerDay - (today?.mature ?? 0)),
    new: Math.max(0, settings.newPerDay - (today?.introduced ?? 0)),
  }
}

export function queue(input: QueueInput): Queue {
  const { cards, records, today, settings, now, calendar } = input
  const day = calendar.day(now)
  const none = (): QueueCard[] => []
  const groups = {
    new: none(),
    now: none(),
    ahead: none(),
    waiting: none(),
    due: none(),
    later: none(),
    hidden: none(),
  }
  const stands = standings(input)
  for (const card of cards) groups[stands.get(card.id) ?? 'new'].push(card)

  const dueAt = (card: QueueCard) => own(records, card.id)?.memory.due ?? 0
  const byDue = (one: QueueCard, other: QueueCard) => dueAt(one) - dueAt(other) || compare(one.id, other.id)
  // Cards learned together come due together: within a day they are shuffled, the same way each time it is asked.
  const allowed = allowance(today, settings)
  const reviews = groups.due
    .map((card) => ({ card, due: dueAt(card), place: hash(day + card.id) }))
    .sort((one, other) => one.due - other.due || one.place - other.place || compare(one.card.id, other.card.id))
    .slice(0, allowed.reviews)
    .map(({ card }) => card)
  const fresh = groups.new.slice(0, allowed.new)
  const seen = seenOn(day, calendar, cards, records)

  const mixed = mix(reviews, fresh, seen)
  // A card whose step has come due since it was shown was followed by a pause: nothing stands right before it.
  const previous = groups.now.some((card) => card.id === seen.last?.id) ? undefined : seen.last
  const ready = apart([...groups.now.sort(byDue), ...mixed], previous)
  const ahead = apart(groups.ahead.sort(byDue), ready.at(-1) ?? seen.last)
  const nextLater = [...groups.ahead, ...groups.waiting].sort(byDue)[0]
  return {
    order: [...ready, ...ahead].map((card) => card.id),
    counts: { learning: groups.now.length + groups.ahead.length, due: reviews.length, new: fresh.length },
    nextDue: nextLater ? dueAt(nextLater) : null,
  }
}

interface Seen {
  reviews: number
  new: number
  /** The card rated last today. */
  last: QueueCard | undefined
}
/** What was done today in this scope: the mix goes on from there instead of starting over at each card. */
function seenOn(
  day: string,
  calendar: StudyCalendar,
  cards: readonly QueueCard[],
  records: Readonly<Record<string, CardRecord>>,
): Seen {
  const seen: Seen = { reviews: 0, new: 0, last: undefined }
  const start = calendar.start(day)
  const tomorrow = calendar.start(addDays(day, 1))
  let latest = start
  for (const card of cards) {
    const record = own(records, card.id)
    if (!record || !isWithin(record.memory.lastReview, start, tomorrow)) continue
    if (record.introduced === day) seen.new += 1
    else seen.reviews += 1
    if (record.memory.lastReview >= latest) {
      latest = record.memory.lastReview
      seen.last = card
    }
  }
  return seen
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
  const rest = [...cards]
  const placed: T[] = []
  while (rest.length > 0) {
    const last = placed.at(-1) ?? previous
    const free = rest.findIndex((card) => !alike(card, last))
    const [card] = rest.splice(Math.max(free, 0), 1)
    if (!card) break
    if (free >= 0) placed.push(card)
    // Only look-alikes of the last one are left: put this one as late as it fits among those already placed.
    else placed.splice(latestGap(placed, card, previous), 0, card)
  }
  return placed
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
