import type { Card, Option } from '../../../shared/model/content'
import type { MarksChange } from '../../../shared/model/operations'
import type { Answer, CardRecord, DayTotals, Memory, Rating } from '../../../shared/model/study'
import type { Counts, NextCard, ReviewCard, StudyOverview, StudyScope } from '../../../shared/model/views'
import { recentDays, totalsOf, withRecentDays } from '../../../shared/rules/all-days'
import { cardContent, hasChanged } from '../../../shared/rules/card-content'
import { dueAt } from '../../../shared/rules/due-day'
import { dayBegun } from '../../../shared/rules/fold'
import { becomesLeech } from '../../../shared/rules/leech'
import { own } from '../../../shared/rules/own'
import { underPlan } from '../../../shared/rules/plan/day'
import { paceOf } from '../../../shared/rules/plan/habits'
import { allowance, momentOf, queue, readying, type Standing, withCatchUp } from '../../../shared/rules/queue'
import { preview, schedule } from '../../../shared/rules/scheduling'
import { shuffled } from '../../../shared/rules/shuffle'
import { minute, type StudyCalendar, studyCalendar, type Zone } from '../../../shared/rules/study-day'
import { typedAnswer } from '../../../shared/rules/typed-answer'
import { breathing, inPieces } from '../breathing'
import type { Store } from '../store/store'
import { confusionOf } from './confusion'
import { Conflict } from './errors'
import type { KeptLooks } from './kept-looks'
import { factsOf, factsOfScenario, type PackIndex } from './pack'
import { schedulingOf } from './scheduling-settings'
import type { InTurn } from './turns'

export interface StudyNeeds {
  store: Store
  pack: PackIndex
  /** UTC ms. */
  clock: () => number
  zone: Zone
  inTurn: InTurn
  looks: KeptLooks
}
interface Review {
  request: string
  scope: StudyScope
  card: string
  standsOn: string | null
  /** What the card asked when it was shown, as `cardContent` names it. */
  content?: string | undefined
  rating: Rating
  /** From question shown to rating, ms. */
  spent: number
  answer?: { chosen: string | null; ticked?: string[] | undefined; typed?: string | undefined } | undefined
}

interface Supposed {
  card: string
  rating: Rating
}

/** A new card is shown at least twice: two learning steps. */
const showingsOfNew = 2
/** A typed answer longer than this is judged but not kept, UTF-16 units. */
const longestTypedKept = 200

/** Classes keep their order, by which they are known; other options change places from one showing to the next. */
function optionsOf(card: Card, record: CardRecord | null): Option[] {
  if (card.kind === 'classification') return card.options
  if (card.kind !== 'multiple-choice') return []
  return shuffled(card.options, record?.standsOn ?? card.id)
}

export function studyService({ store, pack, clock, zone, inTurn, looks }: StudyNeeds) {
  const { cardsOf } = looks
  const calendarNow = () => studyCalendar(store.state.settings.dayStart, zone)
  const recordOf = (card: string): CardRecord | undefined => own(store.state.cards, card)

  let grouped: { cards: readonly Card[]; groups: Promise<Map<string, number[]>> } | null = null
  /** Places of the cards of each chapter, objective and factor: found once for a list of cards. */
  function groupsOf(cards: readonly Card[]): Promise<Map<string, number[]>> {
    if (grouped?.cards !== cards) grouped = { cards, groups: placesByGroup(cards) }
    return grouped.groups
  }

  async function overview(): Promise<StudyOverview> {
    const { look, now, calendar, settings, pass } = await lookNow({ kind: 'all' })
    const groups = await groupsOf(look.cards as readonly Card[])
    const { catchUp } = store.state
    const { records, marks } = look
    const moment = momentOf(now, calendar, settings.learnAhead, pass.finalPass)
    const { day, tomorrow } = moment
    const days = recentDays(store.state, day)
    const stands = look.standings(moment)
    const overdue = !pass.finalPass && look.anyOverdue()
    const allowed = allowance(days[day], withCatchUp(settings, catchUp, day, overdue))

    const summary = (places: Iterable<number> = []) => {
      const { total, seen, count } = tallied(places, stands, records)
      const due = Math.min(count.due, allowed.reviews)
      const counts: Counts = { learning: count.now + count.ahead, due, new: Math.min(count.new, allowed.new) }
      return { total, seen, counts }
    }
    /** The first card that is not due yet; what limits, siblings or burying hold back comes with the next study day. */
    const nextDue = () =>
      records.reduce<number | null>((least, record, at) => {
        if (marks[at]?.suspended) return least
        const memory = record?.memory
        const due = memory ? dueAt(memory, calendar) : tomorrow
        const comes = stands[at] === 'waiting' ? due : Math.max(due, tomorrow)
        return least === null ? comes : Math.min(least, comes)
      }, null)

    const today = summary(stands.keys()).counts
    const nothing = today.learning + today.due + today.new === 0
    return {
      today,
      minutes: estimate(today, paceOf(days, day)),
      reviewedToday: days[day]?.reviews ?? 0,
      chapters: pack.pack.chapters.map(({ id, title }) => ({
        chapter: id,
        title,
        ...summary(groups.get(`chapter ${id}`)),
      })),
      objectives: pack.pack.chapters.flatMap((chapter) =>
        chapter.objectives.map((objective) => ({
          objective,
          chapter: chapter.id,
          ...summary(groups.get(`objective ${objective.id}`)),
        })),
      ),
      cases: summary(groups.get('cases')),
      own: summary(groups.get('own')),
      factors: pack.pack.factors.map(({ id }) => ({ factor: id, ...summary(groups.get(`factor ${id}`)) })),
      nextDue: nothing ? nextDue() : null,
    }
  }

  /** Where the cards of a scope stand, with what it was asked by. `inOrder`: the queue of them is asked for, too. */
  async function lookNow(scope: StudyScope, { inOrder = false } = {}) {
    for (;;) {
      const now = clock()
      const calendar = calendarNow()
      const { time, tick } = store.state
      const all = store.state.plan ? await looks.lookAt({ kind: 'all' }, { settings: store.state.settings }) : undefined
      const state = withRecentDays(store.state, calendar.day(now))
      const { settings, ...pass } = underPlan(state.plan, state, pack.cards, now, calendar, all)
      const look = await looks.lookAt(scope, { settings, ...pass })
      const { cards: records, marks, catchUp, parameters } = state
      const asked = { cards: look.cards, records, marks, settings, catchUp, now, calendar, ...pass }
      const input = { ...asked, weights: parameters?.weights, today: state.days[calendar.day(now)] }
      if (inOrder) await inPieces(readying(input, look))
      // The first look takes a while, and what is asked must all be of one moment.
      if (store.state.time === time && store.state.tick === tick) return { look, now, calendar, settings, pass, input }
    }
  }

  async function next(scope: StudyScope, supposing?: Supposed): Promise<NextCard> {
    const { look, now, calendar, input } = await lookNow(scope, { inOrder: true })
    const day = calendar.day(now)
    const ask = (today: DayTotals | undefined) => queue({ ...input, today }, look)
    const {
      card: rated,
      record,
      today,
    } = supposing ? supposed(supposing, now, calendar) : { card: '', record: null, today: input.today }
    const { order, counts, nextDue } = record ? look.supposing(rated, record, () => ask(today)) : ask(today)
    const [first] = order
    const known = first === rated ? record : recordOf(first ?? '')
    const card = first === undefined ? null : show(pack.card(first), known ?? null, now, calendar)
    return { next: card, counts, nextDue, day }
  }

  /** The next card, and what the rating that was recorded under `request` has brought about. */
  async function nextAfter(request: string, scope: StudyScope): Promise<NextCard> {
    const made = store.state.done.findLast((operation) => operation.request === request)
    if (made?.kind !== 'review' || !made.data.leech) return next(scope)
    const { card, after } = made.data.leech
    return {
      ...(await next(scope)),
      leech: { card, lapses: made.data.memory.lapses, suspended: after?.suspended === true },
    }
  }

  /** What would be known had the card been rated so at this instant: nothing is recorded. */
  function supposed({ card, rating }: Supposed, now: number, calendar: StudyCalendar) {
    const before = recordOf(pack.card(card).id) ?? null
    const day = calendar.day(now)
    const today = totalsOf(store.state, day) ?? dayBegun
    const memory = schedule(before?.memory ?? null, rating, now, schedulingOf(store.state), calendar, card)
    const record: CardRecord = { memory, standsOn: '', introduced: before?.introduced ?? day }
    const mature = before?.memory.phase === 'review' && calendar.day(before.memory.lastReview) !== day
    return {
      card,
      record,
      today: {
        ...today,
        introduced: today.introduced + (before ? 0 : 1),
        mature: today.mature + (mature ? 1 : 0),
      },
    }
  }

  function show(card: Card, record: CardRecord | null, now: number, calendar: StudyCalendar): ReviewCard {
    // An own card may belong to none.
    const chapter = card.chapter === '' ? null : pack.chapter(card.chapter)
    const scenario = card.kind === 'classification' ? pack.scenario(card.scenario) : null
    const options = optionsOf(card, record)
    const facts = factsOf([...card.front, ...card.back, ...card.why, ...options.flatMap(({ why }) => why)])
    for (const fact of [...card.facts, ...(scenario ? factsOfScenario(scenario) : [])]) facts.add(fact)
    return {
      card,
      options,
      scenario,
      chapterTitle: chapter?.title ?? '',
      sectionTitle: chapter?.sections.find((section) => section.id === card.section)?.title ?? '',
      record,
      ...(hasChanged(record?.content, card.content) && { changed: true as const }),
      marks: own(store.state.marks, card.id) ?? null,
      intervals: preview(record?.memory ?? null, now, schedulingOf(store.state), calendar, card.id),
      ...pack.support(facts),
    }
  }

  /** An option that isn't the card's is no answer: the card has changed since it was shown. */
  function answerTo(card: Card, given: Review['answer']): Answer | undefined {
    if (given && card.kind === 'typed') return typedAnswerTo(card, given.typed ?? '')
    if (!given || (card.kind !== 'multiple-choice' && card.kind !== 'classification')) return undefined
    const right = card.options.find((option) => option.right)?.id ?? ''
    const chosen = given.chosen
    if (chosen !== null && !card.options.some(({ id }) => id === chosen)) throw new Conflict('card', card.id)
    if (card.kind === 'multiple-choice' || !given.ticked) return { right, chosen }
    return { right, chosen, ticked: given.ticked, deciding: card.factors }
  }

  /** Recorded by how it was judged; its words only while they are short. */
  function typedAnswerTo(card: Card & { kind: 'typed' }, typed: string): Answer {
    if (typed.trim() === '') return { right: 'right', chosen: null }
    const chosen = typedAnswer(typed, [card.backText, ...card.accept]).verdict
    return { right: 'right', chosen, ...(typed.length <= longestTypedKept && { typed }) }
  }

  function leechOf(card: string, before: CardRecord | null, after: Memory): MarksChange | undefined {
    const { settings, marks } = store.state
    if (!becomesLeech(before?.memory.lapses ?? 0, after.lapses, settings.leechThreshold)) return undefined
    const had = own(marks, card) ?? null
    const suspended = settings.leechAction === 'suspend' ? { suspended: true as const } : {}
    return { card, before: had, after: { ...had, ...suspended, leech: true } }
  }

  return {
    cardsOf,
    answerTo,
    overview,
    confusion: () => confusionOf({ store, pack }),
    next: ({ scope, supposing }: { scope: StudyScope; supposing?: Supposed | undefined }) => next(scope, supposing),
    card: ({ card }: { card: string }) => show(pack.card(card), recordOf(card) ?? null, clock(), calendarNow()),
    /** A repeated request records nothing and answers with the next card. */
    review: ({ request, scope, card: id, standsOn, content, rating, spent, answer }: Review) =>
      inTurn(async () => {
        const card = pack.card(id)
        cardsOf(scope)
        if (store.answered(request)) return nextAfter(request, scope)
        const before = recordOf(card.id) ?? null
        if ((before?.standsOn ?? null) !== standsOn) throw new Conflict('card', card.id)
        // Nobody has answered words that they haven't seen.
        if (hasChanged(content, cardContent(card))) throw new Conflict('card', card.id)
        const at = clock()
        const calendar = calendarNow()
        const rated = schedule(before?.memory ?? null, rating, at, schedulingOf(store.state), calendar, card.id)
        // Not to know new words is not to have forgotten the old ones.
        const lapses = before && hasChanged(before.content, card.content) ? before.memory.lapses : rated.lapses
        const memory = { ...rated, lapses }
        const given = answerTo(card, answer)
        const leech = leechOf(card.id, before, memory)
        await store.record(
          'review',
          {
            card: card.id,
            rating,
            day: calendar.day(at),
            spent,
            before,
            memory,
            ...(card.content !== undefined && { content: card.content }),
            ...(given && { answer: given }),
            ...(leech && { leech }),
          },
          { request, ...(standsOn !== null && { after: standsOn }) },
        )
        return nextAfter(request, scope)
      }),
  }
}

interface Tally {
  total: number
  /** With a record. */
  seen: number
  count: Record<Standing, number>
}
function tallied(
  places: Iterable<number>,
  stands: readonly Standing[],
  records: readonly (CardRecord | undefined)[],
): Tally {
  const to = tally()
  for (const at of places) {
    to.total += 1
    if (records[at]) to.seen += 1
    to.count[stands[at] ?? 'new'] += 1
  }
  return to
}
async function placesByGroup(cards: readonly Card[]): Promise<Map<string, number[]>> {
  const rest = breathing()
  const groups = new Map<string, number[]>()
  const add = (group: string, at: number) => {
    const places = groups.get(group)
    if (places) places.push(at)
    else groups.set(group, [at])
  }
  for (const [at, { chapter, objectives, factors, kind, own: text }] of cards.entries()) {
    add(`chapter ${chapter}`, at)
    for (const id of objectives) add(`objective ${id}`, at)
    for (const id of factors) add(`factor ${id}`, at)
    if (kind === 'classification') add('cases', at)
    if (text !== undefined) add('own', at)
    await rest()
  }
  return groups
}
function tally(): Tally {
  return { total: 0, seen: 0, count: { new: 0, now: 0, ahead: 0, waiting: 0, due: 0, later: 0, hidden: 0 } }
}

/** Whole minutes for today's cards, at least one if there are any; `pace` in ms for one showing. */
function estimate(counts: Counts, pace: number): number {
  const showings = counts.learning + counts.due + showingsOfNew * counts.new
  return showings === 0 ? 0 : Math.max(1, Math.round((showings * pace) / minute))
}
