/**
 * What to study next. A pure function of the cards of one scope and what is known of them, so that asking twice at the
 * same instant gives the same answer, and the mix stays the same from one answer to the next. A hundred thousand cards
 * are asked after every rating: a look at them can be kept, and is told which have changed.
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

/** Where the cards of one scope stand on one study day, kept up as single cards change: see `lookAt`. */
export interface Look {
  readonly cards: readonly QueueCard[]
  /** What is known of each, in the order of the cards. */
  readonly records: readonly (CardRecord | undefined)[]
  readonly marks: readonly (CardMarks | undefined)[]
  /** Looks again at cards whose record or marks have changed; ids of other scopes mean nothing. */
  again(ids: Iterable<string>): void
  /** What `ask` gives while the card has this record. */
  supposing<Result>(card: string, record: CardRecord, ask: () => Result): Result
  /** Where each stands at this instant, in the order of the cards. */
  standings(moment: Moment): Standing[]
  /** Those in their steps, in the order of the cards. */
  steps(): Known[]
  /** The first new cards, no more than `most`. */
  fresh(most: number): QueueCard[]
  /** All that are due, in the order of the cards. */
  due(): Known[]
  /** The first `most` that are due: by the day on which they came due, shuffled within it. */
  dueByDay(most: number): QueueCard[]
  /** The same, the greatest urgency first. It is reckoned once for a card, as long as `name` stays. */
  dueByUrgency(most: number, name: string, urgencyOf: (memory: CardRecord['memory']) => number): QueueCard[]
  anyOverdue(): boolean
  seen(): Seen
}
export type LookInput = Omit<QueueInput, 'today' | 'catchUp' | 'weights'>

interface Known {
  card: QueueCard
  record: CardRecord
}

/** So many cards are looked at in one step. */
const piece = 250

/** Where a card stands, but for the time: which of the three kinds of steps. */
const base = { later: 0, new: 1, due: 2, steps: 3, hidden: 4 } as const
const standingOf = ['later', 'new', 'due', 'waiting', 'hidden'] as const satisfies Standing[]

/**
 * Looks at every card once; after that a change costs as much as the cards that changed, and a question a walk over a
 * byte a card. It holds for the study day of `now`, for these cards, settings and final pass, and as long as `records`
 * and `marks` are changed in place.
 *
 * Siblings stand back for the one seen today or in the middle of its steps, else for the first that is due, else new.
 */
export function lookAt(input: LookInput): Look {
  const steps = lookingAt(input)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}
/** The same in pieces: the first looks take a moment. What changes meanwhile has to be looked at again. */
export function* lookingAt(input: LookInput): Generator<void, Look> {
  const { cards, records, marks = {}, settings, now, calendar, finalPass } = input
  const moment = momentOf(now, calendar, settings.learnAhead, finalPass)
  const { day, start, tomorrow } = moment
  const bury = settings.burySiblings ?? true
  const known = new Array<CardRecord | undefined>(cards.length)
  const marked = new Array<CardMarks | undefined>(cards.length)
  const bases = new Uint8Array(cards.length)
  /** 1: it stands back for a sibling. */
  const behind = new Uint8Array(cards.length)
  const inSteps = new Set<number>()
  const today = new Set<number>()
  const groups = new Map<string, number[]>()
  const places = new Map<string, number>()
  let byDay: DueByDay | null = null
  let byUrgency: DueByUrgency | null = null

  function read(at: number, record: CardRecord | undefined): void {
    const { id, content } = cards[at] as QueueCard
    const set = own(marks, id)
    known[at] = record
    marked[at] = set
    const hidden = isHidden(set, day)
    const stands = hidden ? 'hidden' : standing(record, moment, content)
    const code = stands === 'now' || stands === 'ahead' || stands === 'waiting' ? base.steps : base[stands]
    bases[at] = code
    if (code === base.steps) inSteps.add(at)
    else inSteps.delete(at)
    // A review dated in the future was not made today, and one that was only said to be known not at all.
    const memory = record?.memory
    if (memory && memory.lastReview >= start && memory.lastReview < tomorrow && memory.repetitions > 0) today.add(at)
    else today.delete(at)
    if (code !== base.due || !record) return
    if (byDay && byDay.dayOf.get(at) !== dayName(record)) byDay = null
    if (byUrgency && byUrgency.recordOf.get(at) !== record) byUrgency = null
  }

  function standBack(group: readonly number[]): void {
    let shown = -1
    for (const at of group) {
      const isTaken = inSteps.has(at) && (known[at]?.memory.due ?? tomorrow) < tomorrow
      if (isTaken || today.has(at)) shown = at
    }
    for (const code of [base.due, base.new])
      for (const at of group) {
        if (bases[at] !== code) continue
        if (shown === -1) shown = at
        behind[at] = shown === at ? 0 : 1
      }
  }

  const is = (at: number, code: number) => bases[at] === code && (behind[at] === 0 || code === base.steps)

  let place = -1
  for (const { id, item } of cards) {
    place += 1
    if (place % piece === 0) yield
    places.set(id, place)
    read(place, own(records, id))
    if (!bury || item === undefined) continue
    const group = groups.get(item)
    if (group) group.push(place)
    else groups.set(item, [place])
  }
  let looked = 0
  for (const [item, group] of groups) {
    looked += 1
    if (looked % piece === 0) yield
    if (group.length === 1) groups.delete(item)
    else standBack(group)
  }

  function set(at: number, record: CardRecord | undefined): void {
    read(at, record)
    const group = groups.get(cards[at]?.item ?? '')
    if (group) standBack(group)
  }

  /** Of older records, which hold an instant: few instants, and each costs a look into the calendar. */
  const named = new Map<number, string>()
  function dayName({ memory }: CardRecord): string {
    if (memory.dueDay !== undefined) return memory.dueDay
    const name = named.get(memory.due) ?? dueDay(memory, calendar)
    named.set(memory.due, name)
    return name
  }

  function* due(): Generator<number> {
    for (let at = 0; at < bases.length; at += 1) if (is(at, base.due)) yield at
  }
  function firstOf(places: Iterable<number>, most: number): QueueCard[] {
    const first: QueueCard[] = []
    if (most <= 0) return first
    for (const at of places) {
      if (!is(at, base.due)) continue
      first.push(cards[at] as QueueCard)
      if (first.length >= most) break
    }
    return first
  }

  return {
    cards,
    records: known,
    marks: marked,
    again(ids) {
      for (const id of ids) {
        const at = places.get(id)
        if (at !== undefined) set(at, own(records, id))
      }
    },
    supposing(id, record, ask) {
      const at = places.get(id)
      if (at === undefined) return ask()
      const before = known[at]
      set(at, record)
      try {
        return ask()
      } finally {
        set(at, before)
      }
    },
    standings(moment) {
      const stands = new Array<Standing>(cards.length)
      for (let at = 0; at < bases.length; at += 1) {
        const code = bases[at] as number
        const inTime = code === base.steps ? standing(known[at], moment) : (standingOf[code] as Standing)
        stands[at] = behind[at] === 1 && (code === base.due || code === base.new) ? 'hidden' : inTime
      }
      return stands
    },
    steps: () =>
      [...inSteps]
        .sort((one, other) => one - other)
        .map((at) => ({ card: cards[at] as QueueCard, record: known[at] as CardRecord })),
    fresh(most) {
      const first: QueueCard[] = []
      for (let at = 0; at < bases.length && first.length < most; at += 1)
        if (is(at, base.new)) first.push(cards[at] as QueueCard)
      return first
    },
    due: () => [...due()].map((at) => ({ card: cards[at] as QueueCard, record: known[at] as CardRecord })),
    dueByDay(most) {
      byDay ??= daysOf(bases, known, dayName)
      const { days } = byDay
      const shuffledDays = function* () {
        for (const one of days) {
          one.shuffled ??= shuffle(one.places, cards, day)
          yield* one.shuffled
        }
      }
      return firstOf(shuffledDays(), most)
    },
    dueByUrgency(most, name, urgencyOf) {
      if (byUrgency?.name !== name) byUrgency = ranked(name, bases, known, cards, day, urgencyOf)
      return firstOf(byUrgency.places, most)
    },
    anyOverdue() {
      const isOverdue = overdueAt(moment)
      for (const at of due()) if (isOverdue(known[at] as CardRecord)) return true
      return false
    },
    seen() {
      const seen: Seen = { reviews: 0, new: 0, last: undefined }
      let latest = start
      for (const at of [...today].sort((one, other) => one - other)) {
        const { memory, introduced } = known[at] as CardRecord
        if (introduced === day) seen.new += 1
        else seen.reviews += 1
        if (memory.lastReview < latest) continue
        latest = memory.lastReview
        seen.last = cards[at]
      }
      return seen
    },
  }
}

/** What is due, hidden or not, by places; a card that isn't due any more is passed over, one that came in makes it anew. */
interface DueByDay {
  days: { name: string; places: number[]; shuffled?: number[] }[]
  dayOf: Map<number, string>
}
function daysOf(
  bases: Uint8Array,
  known: readonly (CardRecord | undefined)[],
  dayName: (record: CardRecord) => string,
): DueByDay {
  const days = new Map<string, { name: string; places: number[] }>()
  const dayOf = new Map<number, string>()
  for (let at = 0; at < bases.length; at += 1) {
    if (bases[at] !== base.due) continue
    const name = dayName(known[at] as CardRecord)
    dayOf.set(at, name)
    const same = days.get(name)
    if (same) same.places.push(at)
    else days.set(name, { name, places: [at] })
  }
  return { days: [...days.values()].sort((one, other) => compare(one.name, other.name)), dayOf }
}
interface DueByUrgency {
  name: string
  places: number[]
  recordOf: Map<number, CardRecord>
}
function ranked(
  name: string,
  bases: Uint8Array,
  known: readonly (CardRecord | undefined)[],
  cards: readonly QueueCard[],
  day: string,
  urgencyOf: (memory: CardRecord['memory']) => number,
): DueByUrgency {
  const recordOf = new Map<number, CardRecord>()
  for (let at = 0; at < bases.length; at += 1) if (bases[at] === base.due) recordOf.set(at, known[at] as CardRecord)
  const places = [...recordOf]
    .map(([at, { memory }]) => {
      const { id } = cards[at] as QueueCard
      return { at, id, urgency: urgencyOf(memory), place: hash(day + id) }
    })
    .sort((one, other) => other.urgency - one.urgency || one.place - other.place || compare(one.id, other.id))
    .map(({ at }) => at)
  return { name, places, recordOf }
}

/** Where each card stands, in the order of the cards. */
export function standingsInOrder(input: LookInput): Standing[] {
  return lookAt(input).standings(momentOf(input.now, input.calendar, input.settings.learnAhead, input.finalPass))
}

/** Where each card stands, by its id. */
export function standings(input: LookInput): Map<string, Standing> {
  const stands = standingsInOrder(input)
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

/** Whether a card in the review phase came due before the day that begins at `start`. */
export function overdueAt({ day, start }: Pick<Moment, 'day' | 'start'>): (record: CardRecord) => boolean {
  const yesterday = addDays(day, -1)
  return ({ memory }) => memory.phase === 'review' && isDueBy(memory, yesterday, start)
}

/** `look`: at the cards of the input, on the study day of its `now`; kept by whoever asks again and again. */
export function queue(input: QueueInput, look: Look = lookAt(input)): Queue {
  const { today, catchUp, now, calendar, finalPass, weights } = input
  const moment = momentOf(now, calendar, input.settings.learnAhead, finalPass)
  const { day, start } = moment
  const steps = look.steps().map(({ card, record }) => ({ card, record, stands: standing(record, moment) }))
  const inSteps = (wanted: Standing) => steps.filter(({ stands }) => stands === wanted)
  const [ready, early, later] = [inSteps('now'), inSteps('ahead'), inSteps('waiting')]
  const seen = look.seen()

  const catching = !finalPass && isCatchingUp(catchUp, day) && look.anyOverdue()
  const settings = withCatchUp(input.settings, catchUp, day, catching)
  const allowed = allowance(today, settings)
  // Measured once a day, so that it stays.
  const byWeights = weights?.join(' ') ?? ''
  const reviews = finalPass
    ? look.dueByUrgency(
        allowed.reviews,
        `recall ${finalPass.date} ${byWeights}`,
        (memory) => -retrievability(memory, finalPass.date, weights),
      )
    : catching
      ? look.dueByUrgency(allowed.reviews, `loss ${byWeights}`, (memory) => lossByWaiting(memory, start, weights))
      : look.dueByDay(allowed.reviews)
  const fresh = look.fresh(allowed.new)
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

/** Cards learned together come due together: within a day they are shuffled, the same way each time it is asked. */
function shuffle(places: readonly number[], cards: readonly QueueCard[], seed: string): number[] {
  return places
    .map((at) => {
      const { id } = cards[at] as QueueCard
      return { at, id, place: hash(seed + id) }
    })
    .sort((one, other) => one.place - other.place || compare(one.id, other.id))
    .map(({ at }) => at)
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
