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
import { inHashOrder } from './hash-order'
import { own } from './own'
import { retrievability } from './scheduling'
import { toTheEnd } from './steps'
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
  /** The same, the greatest urgency first. It is reckoned once for a card, as long as its `name` stays. */
  dueByUrgency(most: number, urgency: Urgency): QueueCard[]
  /** Puts them in that order in pieces, for whoever has other things to do: `dueByUrgency` has it at once then. */
  ranking(urgency: Urgency): Generator<void, void>
  anyOverdue(): boolean
  seen(): Seen
  /** `since`: the start of a final pass, UTC ms. */
  planned(since?: number): Planned
}
/** Names a measure of how much a card wants to be asked, and takes it. */
interface Urgency {
  name: string
  of: (memory: CardRecord['memory']) => number
}
/** How many cards a plan counts with: all but suspended ones, whatever stands back today. */
export interface Planned {
  /** With a record, and without. */
  met: number
  unseen: number
  /** Reviews due, with those that a final pass asks for. */
  due: number
  /** What the pass has before it: in the review phase and not shown since it began. */
  left: number
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
/** The same for a plan, which takes buried cards, siblings and new words as if they were not. */
const plan = { none: 0, unseen: 1, due: 2, later: 3, steps: 4 } as const
const standingOf = ['later', 'new', 'due', 'waiting', 'hidden'] as const satisfies Standing[]

/**
 * Looks at every card once; after that a change costs as much as the cards that changed, and a question a walk over a
 * byte a card. It holds for the study day of `now`, for these cards, settings and final pass, and as long as `records`
 * and `marks` are changed in place.
 *
 * Siblings stand back for the one seen today or in the middle of its steps, else for the first that is due, else new.
 */
export function lookAt(input: LookInput): Look {
  return toTheEnd(lookingAt(input))
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
  const plans = new Uint8Array(cards.length)
  /** Of those in the review phase. */
  const shown = new Float64Array(cards.length)
  const unplanned = { ...moment, finalPass: undefined }
  /** Of those due: the place among those of a day, and the day's number. */
  const hashes = new Uint32Array(cards.length)
  const dueDays = new Uint32Array(cards.length)
  let byDay: DueByDay | null = null
  let byUrgency: DueByUrgency | null = null
  let changes = 0

  /** The days on which cards came due, by number; 0 is none. */
  const names = ['']
  const numbers = new Map<string, number>()
  /** Of older records, which hold an instant: few instants, and each costs a look into the calendar. */
  const named = new Map<number, string>()
  function dayNumber({ memory }: CardRecord): number {
    const name = memory.dueDay ?? named.get(memory.due) ?? dueDay(memory, calendar)
    if (memory.dueDay === undefined) named.set(memory.due, name)
    const number = numbers.get(name) ?? names.push(name) - 1
    numbers.set(name, number)
    return number
  }

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
    if (set?.suspended) plans[at] = plan.none
    else if (!record) plans[at] = plan.unseen
    else if (record.memory.phase === 'review') {
      plans[at] = standing(record, unplanned) === 'due' ? plan.due : plan.later
      shown[at] = record.memory.lastReview
    } else plans[at] = plan.steps
    if (code !== base.due || !record) return
    hashes[at] ||= hash(day + id)
    dueDays[at] = dayNumber(record)
    if (byDay && byDay.dayOf[at] !== dueDays[at]) byDay = null
    if (byUrgency && byUrgency.recordOf[at] !== record) byUrgency = null
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
    changes += 1
    read(at, record)
    const group = groups.get(cards[at]?.item ?? '')
    if (group) standBack(group)
  }

  function* ranking({ name, of }: Urgency): Generator<void, void> {
    if (byUrgency?.name === name) return
    const before = changes
    const recordOf = new Array<CardRecord | undefined>(cards.length)
    const urgency = new Float64Array(cards.length)
    const due: number[] = []
    for (let at = 0; at < bases.length; at += 1) {
      if (at % piece === 0) yield
      if (bases[at] !== base.due) continue
      const record = known[at] as CardRecord
      recordOf[at] = record
      urgency[at] = of(record.memory)
      due.push(at)
    }
    const more = (of: Float64Array | Uint32Array, one: number, other: number) =>
      (of[one] as number) - (of[other] as number)
    const idAt = (at: number) => (cards[at] as QueueCard).id
    const places = Uint32Array.from(due).sort(
      (one, other) => more(urgency, other, one) || more(hashes, one, other) || compare(idAt(one), idAt(other)),
    )
    // Otherwise something was changed between two steps.
    if (changes === before) byUrgency = { name, places, recordOf }
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
      byDay ??= daysOf(bases, dueDays, names)
      const { days } = byDay
      const shuffledDays = function* () {
        for (const one of days) {
          one.shuffled ??= shuffle(one.places, cards, hashes)
          yield* one.shuffled
        }
      }
      return firstOf(shuffledDays(), most)
    },
    dueByUrgency(most, urgency) {
      toTheEnd(ranking(urgency))
      return firstOf(byUrgency?.places ?? [], most)
    },
    ranking,
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
    planned(since = Number.NEGATIVE_INFINITY) {
      const counts: Planned = { met: 0, unseen: 0, due: 0, left: 0 }
      for (let at = 0; at < plans.length; at += 1) {
        const code = plans[at] as number
        if (code === plan.none) continue
        if (code === plan.unseen) counts.unseen += 1
        else counts.met += 1
        const inReview = code === plan.due || code === plan.later
        const isLeft = inReview && (shown[at] as number) < since
        if (isLeft) counts.left += 1
        if (code === plan.due || isLeft) counts.due += 1
      }
      return counts
    },
  }
}

/** What is due, hidden or not, by places; a card that isn't due any more is passed over, one that came in makes it anew. */
interface DueByDay {
  days: { name: string; places: number[]; shuffled?: number[] }[]
  /** By place the day's number; 0 for what isn't due. */
  dayOf: Uint32Array
}
function daysOf(bases: Uint8Array, dueDays: Uint32Array, names: readonly string[]): DueByDay {
  const days = names.map((name) => ({ name, places: [] as number[] }))
  const dayOf = new Uint32Array(bases.length)
  for (let at = 0; at < bases.length; at += 1) {
    if (bases[at] !== base.due) continue
    const number = dueDays[at] as number
    dayOf[at] = number
    days[number]?.places.push(at)
  }
  return { days: days.sort((one, other) => compare(one.name, other.name)), dayOf }
}
interface DueByUrgency {
  name: string
  places: Uint32Array
  recordOf: readonly (CardRecord | undefined)[]
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
  const { today, catchUp, now, calendar, finalPass } = input
  const moment = momentOf(now, calendar, input.settings.learnAhead, finalPass)
  const { day } = moment
  const steps = look.steps().map(({ card, record }) => ({ card, record, stands: standing(record, moment) }))
  const inSteps = (wanted: Standing) => steps.filter(({ stands }) => stands === wanted)
  const [ready, early, later] = [inSteps('now'), inSteps('ahead'), inSteps('waiting')]
  const seen = look.seen()

  const catching = !finalPass && isCatchingUp(catchUp, day) && look.anyOverdue()
  const settings = withCatchUp(input.settings, catchUp, day, catching)
  const allowed = allowance(today, settings)
  const urgency = urgencyIn(input, catching)
  const reviews = urgency ? look.dueByUrgency(allowed.reviews, urgency) : look.dueByDay(allowed.reviews)
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

/** Readies the look for `queue` in pieces, where all that is due has to be put in order first. */
export function* readying(input: QueueInput, look: Look): Generator<void, void> {
  const { catchUp, now, calendar, finalPass } = input
  const urgency = urgencyIn(input, !finalPass && isCatchingUp(catchUp, calendar.day(now)) && look.anyOverdue())
  if (urgency) yield* look.ranking(urgency)
}

/** By what all that is due is put in order; undefined: by the day. Measured once a day, so that it stays. */
function urgencyIn({ now, calendar, finalPass, weights }: QueueInput, catching: boolean): Urgency | undefined {
  const byWeights = weights?.join(' ') ?? ''
  if (finalPass) {
    const { date } = finalPass
    return { name: `recall ${date} ${byWeights}`, of: (memory) => -retrievability(memory, date, weights) }
  }
  if (!catching) return undefined
  const start = calendar.start(calendar.day(now))
  return { name: `loss ${byWeights}`, of: (memory) => lossByWaiting(memory, start, weights) }
}

/** Steps of minutes, by the minute. */
function inTurn(cards: Known[]): QueueCard[] {
  return cards
    .sort((one, other) => one.record.memory.due - other.record.memory.due || compare(one.card.id, other.card.id))
    .map(({ card }) => card)
}

/** Cards learned together come due together: within a day they are shuffled, the same way each time it is asked. */
function shuffle(places: readonly number[], cards: readonly QueueCard[], hashes: Uint32Array): number[] {
  const ofDay = new Uint32Array(places.length)
  for (let index = 0; index < places.length; index += 1) ofDay[index] = hashes[places[index] as number] as number
  const idOf = (index: number) => (cards[places[index] as number] as QueueCard).id
  return inHashOrder(ofDay, idOf).map((index) => places[index] as number)
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
  return toTheEnd(parting(cards, previous))
}
/** The same in pieces, for very many. */
export function* parting<T extends QueueCard>(
  cards: readonly T[],
  previous: QueueCard | undefined,
): Generator<void, T[]> {
  const placed: T[] = []
  /** Not placed yet because each was like the card before it, in their order. */
  const passed: T[] = []
  const rest = cards.values()
  while (true) {
    const last = placed.at(-1) ?? previous
    if (placed.length % piece === 0) yield
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
