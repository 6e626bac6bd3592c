import type { Card, Option } from '../../../shared/model/content'
import type { MarksChange } from '../../../shared/model/operations'
import type { Answer, CardRecord, Memory, Rating } from '../../../shared/model/study'
import type { Counts, NextCard, ReviewCard, StudyOverview, StudyScope } from '../../../shared/model/views'
import { cardContent, hasChanged } from '../../../shared/rules/card-content'
import { dueAt } from '../../../shared/rules/due-day'
import { dayBegun } from '../../../shared/rules/fold'
import { becomesLeech } from '../../../shared/rules/leech'
import { own } from '../../../shared/rules/own'
import { underPlan } from '../../../shared/rules/plan/day'
import { paceOf } from '../../../shared/rules/plan/habits'
import { allowance, isOverdue, queue, type Standing, standingsInOrder, withCatchUp } from '../../../shared/rules/queue'
import { preview, schedule } from '../../../shared/rules/scheduling'
import { shuffled } from '../../../shared/rules/shuffle'
import { addDays, minute, type StudyCalendar, studyCalendar, type Zone } from '../../../shared/rules/study-day'
import { typedAnswer } from '../../../shared/rules/typed-answer'
import type { Store } from '../store/store'
import { confusionOf } from './confusion'
import { Conflict, NotFound } from './errors'
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

export function studyService({ store, pack, clock, zone, inTurn }: StudyNeeds) {
  const calendarNow = () => studyCalendar(store.state.settings.dayStart, zone)
  const recordOf = (card: string): CardRecord | undefined => own(store.state.cards, card)

  function cardsOf(scope: StudyScope): readonly Card[] {
    if (scope.kind === 'chapter') return pack.cardsOfChapter(pack.chapter(scope.chapter).id)
    if (scope.kind === 'factor') {
      if (!pack.pack.factors.some(({ id }) => id === scope.factor)) throw new NotFound('factor', scope.factor)
      return pack.cards.filter(({ factors }) => factors.includes(scope.factor))
    }
    if (scope.kind === 'cases') return pack.cards.filter(({ kind }) => kind === 'classification')
    if (scope.kind === 'own') return pack.cards.filter((card) => card.own !== undefined)
    if (scope.kind === 'objective') return pack.cardsOfObjective(pack.objective(scope.objective).id)
    return pack.cards
  }

  function overview(): StudyOverview {
    const { cards: records, marks, catchUp, days } = store.state
    const now = clock()
    const calendar = calendarNow()
    const { settings, ...pass } = underPlan(store.state.plan, store.state, pack.cards, now, calendar)
    const day = calendar.day(now)
    const start = calendar.start(day)
    const tomorrow = calendar.start(addDays(day, 1))
    const stands = standingsInOrder({ cards: pack.cards, records, marks, settings, now, calendar, ...pass })
    const overdue =
      !pass.finalPass &&
      pack.cards.some(({ id }, at) => stands[at] === 'due' && isOverdue(recordOf(id), { day, start }))
    const allowed = allowance(days[day], withCatchUp(settings, catchUp, day, overdue))

    const all = tally()
    const cases = tally()
    const ownOnes = tally()
    const chapters = new Map(pack.pack.chapters.map(({ id }) => [id, tally()]))
    const objectives = new Map(pack.pack.chapters.flatMap((one) => one.objectives.map(({ id }) => [id, tally()])))
    const factors = new Map(pack.pack.factors.map(({ id }) => [id, tally()]))
    pack.cards.forEach((card, at) => {
      const stand = stands[at] ?? 'new'
      const seen = recordOf(card.id) !== undefined
      const add = (to: Tally | undefined) => {
        if (!to) return
        to.total += 1
        if (seen) to.seen += 1
        to.count[stand] += 1
      }
      add(all)
      add(chapters.get(card.chapter))
      for (const id of card.objectives) add(objectives.get(id))
      for (const id of card.factors) add(factors.get(id))
      if (card.kind === 'classification') add(cases)
      if (card.own !== undefined) add(ownOnes)
    })
    const summary = ({ total, seen, count }: Tally = tally()) => {
      const due = Math.min(count.due, allowed.reviews)
      const counts: Counts = { learning: count.now + count.ahead, due, new: Math.min(count.new, allowed.new) }
      return { total, seen, counts }
    }
    /** The first card that is not due yet; what limits, siblings or burying hold back comes with the next study day. */
    const nextDue = () =>
      pack.cards.reduce<number | null>((least, { id }, at) => {
        if (own(marks, id)?.suspended) return least
        const memory = recordOf(id)?.memory
        const due = memory ? dueAt(memory, calendar) : tomorrow
        const comes = stands[at] === 'waiting' ? due : Math.max(due, tomorrow)
        return least === null ? comes : Math.min(least, comes)
      }, null)

    const today = summary(all).counts
    const nothing = today.learning + today.due + today.new === 0
    return {
      today,
      minutes: estimate(today, paceOf(days, day)),
      reviewedToday: days[day]?.reviews ?? 0,
      chapters: pack.pack.chapters.map(({ id, title }) => ({ chapter: id, title, ...summary(chapters.get(id)) })),
      objectives: pack.pack.chapters.flatMap((chapter) =>
        chapter.objectives.map((objective) => ({
          objective,
          chapter: chapter.id,
          ...summary(objectives.get(objective.id)),
        })),
      ),
      cases: summary(cases),
      own: summary(ownOnes),
      factors: pack.pack.factors.map(({ id }) => ({ factor: id, ...summary(factors.get(id)) })),
      nextDue: nothing ? nextDue() : null,
    }
  }

  function next(scope: StudyScope, supposing?: Supposed): NextCard {
    const now = clock()
    const calendar = calendarNow()
    const day = calendar.day(now)
    const { marks, catchUp, parameters } = store.state
    const { settings, ...pass } = underPlan(store.state.plan, store.state, pack.cards, now, calendar)
    const { records, today } = supposing ? supposed(supposing, now, calendar) : known(now, calendar)
    const cards = cardsOf(scope)
    const weights = parameters?.weights
    const asked = { cards, records, marks, today, settings, catchUp, now, calendar, ...pass, weights }
    const { order, counts, nextDue } = queue(asked)
    const [first] = order
    const card = first === undefined ? null : show(pack.card(first), own(records, first) ?? null, now, calendar)
    return { next: card, counts, nextDue, day }
  }

  /** The next card, and what the rating that was recorded under `request` has brought about. */
  function nextAfter(request: string, scope: StudyScope): NextCard {
    const made = store.state.done.findLast((operation) => operation.request === request)
    if (made?.kind !== 'review' || !made.data.leech) return next(scope)
    const { card, after } = made.data.leech
    return { ...next(scope), leech: { card, lapses: made.data.memory.lapses, suspended: after?.suspended === true } }
  }

  function known(now: number, calendar: StudyCalendar) {
    const { cards: records, days } = store.state
    return { records, today: days[calendar.day(now)] }
  }

  /** What would be known had the card been rated so at this instant: nothing is recorded. */
  function supposed({ card, rating }: Supposed, now: number, calendar: StudyCalendar) {
    const { records, today = dayBegun } = known(now, calendar)
    const before = recordOf(pack.card(card).id) ?? null
    const day = calendar.day(now)
    const memory = schedule(before?.memory ?? null, rating, now, schedulingOf(store.state), calendar, card)
    const record: CardRecord = { memory, standsOn: '', introduced: before?.introduced ?? day }
    const mature = before?.memory.phase === 'review' && calendar.day(before.memory.lastReview) !== day
    return {
      records: { ...records, [card]: record },
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
function tally(): Tally {
  return { total: 0, seen: 0, count: { new: 0, now: 0, ahead: 0, waiting: 0, due: 0, later: 0, hidden: 0 } }
}

/** Whole minutes for today's cards, at least one if there are any; `pace` in ms for one showing. */
function estimate(counts: Counts, pace: number): number {
  const showings = counts.learning + counts.due + showingsOfNew * counts.new
  return showings === 0 ? 0 : Math.max(1, Math.round((showings * pace) / minute))
}
