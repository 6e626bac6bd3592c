import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { Operation, OperationData, OperationKind, StudyState } from '../../../shared/model/operations'
import {
  type Answer,
  type CardMarks,
  type CardRecord,
  type DayTotals,
  defaultStudySettings,
  type Memory,
  type NoteRecord,
  type Rating,
  ratings,
} from '../../../shared/model/study'
import { applyOperation, completed, dayBegun, emptyState, requestDepth } from '../../../shared/rules/fold'
import { undoCards, undoDepth } from '../../../shared/rules/undo-depth'

vi.setConfig({ testTimeout: 30_000 })

const noon = Date.UTC(2026, 2, 1, 12)
const hour = 3_600_000

class Learner {
  readonly state: StudyState = emptyState()
  readonly operations: Operation[] = []

  does<K extends OperationKind>(kind: K, data: OperationData[K], more: Partial<Operation> = {}): Operation {
    const n = this.operations.length + 1
    const operation = { id: `d:${n}`, time: noon + n, tick: 0, at: noon + n, zone: 0, kind, v: 1, data, ...more }
    this.operations.push(operation as Operation)
    applyOperation(this.state, structuredClone(operation) as Operation)
    return operation as Operation
  }
  reviews(
    card: string,
    rating: Rating = 'good',
    day = '2026-03-01',
    change: Partial<Memory> = {},
    more: { answer?: Answer; leech?: true } = {},
  ): Operation {
    const before = this.recordOf(card)
    const had = this.marksOf(card)
    const leech = more.leech && { card, before: had, after: { ...had, leech: true as const } }
    const { answer } = more
    const data = { card, rating, day, spent: 1000, before, memory: memory(change) }
    return this.does('review', { ...data, ...(answer && { answer }), ...(leech && { leech }) })
  }
  practises(card: string, answer?: Answer, day = '2026-03-01'): Operation {
    return this.does('practice', { card, day, spent: 1000, recalled: true, ...(answer && { answer }) })
  }
  marksOf(card: string): CardMarks | null {
    return (Object.hasOwn(this.state.marks, card) && this.state.marks[card]) || null
  }
  recordOf(card: string): CardRecord | null {
    return (Object.hasOwn(this.state.cards, card) && this.state.cards[card]) || null
  }
  /** Null takes all marks away. */
  sets(cards: readonly string[], after: CardMarks | null): Operation {
    return this.does('card-marks', {
      what: 'flagged',
      cards: cards.map((card) => ({ card, before: this.marksOf(card), after })),
    })
  }
  forgets(cards: readonly string[]): Operation {
    const changes = cards.flatMap((card) => {
      const before = this.recordOf(card)
      return before ? [{ card, before, after: null }] : []
    })
    return this.does('reschedule', { what: 'forgotten', cards: changes })
  }
  setsDue(cards: readonly string[], due: number): Operation {
    const changes = cards.map((card) => {
      const before = this.recordOf(card)
      return { card, before, after: { memory: memory({ due }), standsOn: '', introduced: '2026-03-01' } }
    })
    return this.does('reschedule', { what: 'due-set', cards: changes })
  }
  marks(section: string, read: boolean, automatic = false): Operation {
    const before = this.state.sections[`one#${section}`] ?? null
    return this.does('section-read', { chapter: 'one', section, read, automatic, before })
  }
  writes(note: string): Operation {
    const before = this.state.notes[note] ?? null
    return this.does('note', { record: noteRecord(note, (before?.version ?? 0) + 1), before })
  }
  undoes(): void {
    const operation = this.state.done.at(-1)
    if (operation !== undefined) this.does('undo', { operation })
  }
  redoes(): void {
    const operation = this.state.undone.at(-1)
    if (operation !== undefined) this.does('redo', { operation })
  }
}
function memory(change: Partial<Memory> = {}): Memory {
  const numbers = { stability: 3, difficulty: 5, step: 0, scheduledDays: 3, repetitions: 1, lapses: 0 }
  return { model: 'test', phase: 'review', due: noon + 72 * hour, lastReview: noon, ...numbers, ...change }
}
function noteRecord(id: string, version: number): NoteRecord {
  const times = { createdAt: 1, updatedAt: version }
  return { id, target: { kind: 'none' }, title: '', excerpt: '', ...times, version, checksum: `${id}${version}` }
}
/** What undo has to bring back; times of sections aside, which an undone "not read" can't know. */
function work({ cards, marks, answers, sections, notes, settings, days }: StudyState) {
  return structuredClone({ cards, marks, answers, sections: Object.keys(sections).sort(), notes, settings, days })
}
const said = (chosen: string | null): Answer => ({ right: 'x', chosen, ticked: ['t'], deciding: ['u'] })

describe('any sequence of acts', () => {
  /** An id may be any word, also one that every object inherits. */
  const names = ['a', 'b', 'c', 'constructor']
  const act = fc.oneof(
    fc.record({
      what: fc.constant('review' as const),
      card: fc.constantFrom(...names),
      rating: fc.constantFrom(...ratings),
      day: fc.constantFrom('2026-02-28', '2026-03-01', '2026-03-02'),
      phase: fc.constantFrom('learning' as const, 'review' as const, 'relearning' as const),
      hours: fc.integer({ min: -72, max: 72 }),
      answer: fc.option(fc.constantFrom(null, 'x', 'y', 'constructor'), { nil: undefined }),
      leech: fc.boolean(),
    }),
    fc.record({
      what: fc.constant('set' as const),
      cards: fc.shuffledSubarray(names, { minLength: 1 }),
      marks: fc.option(
        fc.record(
          {
            suspended: fc.constant(true as const),
            buriedUntil: fc.constantFrom('2026-03-02', '2026-03-03'),
            flag: fc.integer({ min: 1, max: 4 }),
            leech: fc.constant(true as const),
          },
          { requiredKeys: [] },
        ),
      ),
    }),
    fc.record({
      what: fc.constant('practise' as const),
      card: fc.constantFrom(...names),
      answer: fc.option(fc.constantFrom(null, 'x', 'y', 'constructor'), { nil: undefined }),
    }),
    fc.record({ what: fc.constant('forget' as const), cards: fc.shuffledSubarray(names, { minLength: 1 }) }),
    fc.record({
      what: fc.constant('due' as const),
      cards: fc.shuffledSubarray(names, { minLength: 1 }),
      hours: fc.integer({ min: -72, max: 72 }),
    }),
    fc.record({ what: fc.constant('mark' as const), section: fc.constantFrom('x', 'y'), read: fc.boolean() }),
    fc.record({ what: fc.constant('note' as const), note: fc.constantFrom('n', 'm') }),
    fc.record({ what: fc.constant('remove' as const), note: fc.constantFrom('n', 'm') }),
    fc.record({ what: fc.constant('settings' as const), dayStart: fc.integer({ min: 0, max: 720 }) }),
    fc.record({ what: fc.constantFrom('undo' as const, 'redo' as const) }),
  )
  type Act = typeof act extends fc.Arbitrary<infer T> ? T : never

  function perform(learner: Learner, one: Act): void {
    const { state } = learner
    if (one.what === 'review') {
      const change = { phase: one.phase, lastReview: noon + one.hours * hour }
      const answer = one.answer === undefined ? {} : { answer: said(one.answer) }
      learner.reviews(one.card, one.rating, one.day, change, { ...answer, ...(one.leech && { leech: true }) })
    }
    if (one.what === 'set') learner.sets(one.cards, one.marks)
    if (one.what === 'forget') learner.forgets(one.cards)
    if (one.what === 'practise') learner.practises(one.card, one.answer === undefined ? undefined : said(one.answer))
    if (one.what === 'due') learner.setsDue(one.cards, noon + one.hours * hour)
    if (one.what === 'mark') learner.marks(one.section, one.read)
    if (one.what === 'note') learner.writes(one.note)
    if (one.what === 'remove') {
      const before = state.notes[one.note]
      if (before !== undefined) learner.does('note-removed', { note: one.note, before })
    }
    if (one.what === 'settings') {
      const { settings: before } = state
      learner.does('study-settings', { settings: { ...before, dayStart: one.dayStart }, before })
    }
    if (one.what === 'undo') learner.undoes()
    if (one.what === 'redo') learner.redoes()
  }

  test('undoing all of it leaves nothing behind but what was practised', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const learner = new Learner()
        for (const one of acts) perform(learner, one)
        while (learner.state.done.length > 0) learner.undoes()
        const practised = acts.filter(({ what }) => what === 'practise').length
        const { days, answers, ...left } = work(learner.state)
        const { days: _, answers: __, ...nothing } = work(emptyState())
        expect(left).toEqual(nothing)
        expect(days).toEqual(practised > 0 ? { '2026-03-01': { ...dayBegun, practised } } : {})
        if (practised === 0) expect(answers).toEqual({})
      }),
      { numRuns: 300 },
    )
  })

  test("a day's figures fit each other, and count the reviews that stand", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60, size: 'max' }), (acts) => {
        const learner = new Learner()
        for (const one of acts) perform(learner, one)
        const undone = new Set<string>()
        for (const { kind, data } of learner.operations) {
          if (kind === 'undo') undone.add(data.operation.id)
          if (kind === 'redo') undone.delete(data.operation.id)
        }
        const stand = learner.operations.flatMap((one) =>
          one.kind === 'review' && !undone.has(one.id) ? [one.data] : [],
        )
        const practised = learner.operations.flatMap((one) => (one.kind === 'practice' ? [one.data.day] : []))
        const days = new Set([...stand.map(({ day }) => day), ...practised])
        expect(Object.keys(learner.state.days).sort()).toEqual([...days].sort())
        for (const [day, totals] of Object.entries(learner.state.days)) {
          const of = stand.filter((review) => review.day === day)
          expect(totals.reviews).toBe(of.length)
          for (const rating of ratings)
            expect(totals.ratings?.[rating]).toBe(of.filter((review) => review.rating === rating).length)
          expect(totals.ratings?.again).toBe(totals.again)
          expect(totals.long?.mature).toBeLessThanOrEqual(totals.mature)
          expect(totals.long?.recalled).toBeLessThanOrEqual(Math.min(totals.recalled, totals.long?.mature ?? 0))
        }
      }),
      { numRuns: 200 },
    )
  })

  test('an undo brings back exactly what was before, a redo what was after', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), act, (acts, last) => {
        const learner = new Learner()
        for (const one of acts) perform(learner, one)
        const depth = learner.state.done.length
        const before = work(learner.state)
        perform(learner, last)
        if (last.what === 'undo' || last.what === 'redo' || learner.state.done.length === depth) return
        const after = work(learner.state)
        learner.undoes()
        expect(work(learner.state)).toEqual(before)
        learner.redoes()
        expect(work(learner.state)).toEqual(after)
      }),
      { numRuns: 300 },
    )
  })

  test('folding the same operations again gives the same state, also from a checkpoint in between', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), fc.nat(40), (acts, cut) => {
        const learner = new Learner()
        for (const one of acts) perform(learner, one)
        let state = emptyState()
        learner.operations.forEach((operation, i) => {
          if (i === cut) state = JSON.parse(JSON.stringify(state))
          applyOperation(state, JSON.parse(JSON.stringify(operation)))
        })
        expect(state).toEqual(learner.state)
      }),
      { numRuns: 200 },
    )
  })
})

describe('reviews', () => {
  test('a card stands on its newest review and keeps the day of its first', () => {
    const learner = new Learner()
    learner.reviews('a', 'again', '2026-03-01', { phase: 'learning' })
    const second = learner.reviews('a', 'good', '2026-03-02')
    expect(learner.state.cards.a).toMatchObject({ memory: memory(), standsOn: second.id, introduced: '2026-03-01' })
    learner.undoes()
    learner.redoes()
    expect(learner.state.cards.a?.standsOn).toBe(second.id)
  })

  test("a day's totals", () => {
    const learner = new Learner()
    learner.reviews('new', 'again', '2026-03-01', { phase: 'learning' })
    learner.reviews('new', 'good', '2026-03-01', { phase: 'review' })
    expect(learner.state.days).toEqual({
      '2026-03-01': {
        ...{ reviews: 2, again: 1, introduced: 1, spent: 2000, mature: 0, recalled: 0, practised: 0 },
        ...{ long: { mature: 0, recalled: 0 }, ratings: { again: 1, hard: 0, good: 1, easy: 0 } },
      },
    })
    // Known from the day before: mature, the first time only.
    learner.reviews('new', 'good', '2026-03-02', { lastReview: noon + 24 * hour })
    learner.reviews('new', 'again', '2026-03-02', { lastReview: noon + 25 * hour })
    learner.reviews('new', 'again', '2026-03-03', { phase: 'relearning', lastReview: noon + 48 * hour })
    expect(learner.state.days['2026-03-02']).toMatchObject({
      reviews: 2,
      again: 1,
      introduced: 0,
      mature: 1,
      recalled: 1,
    })
    expect(learner.state.days['2026-03-03']).toMatchObject({ reviews: 1, again: 1, mature: 1, recalled: 0 })
  })

  test('of those that were learnt, the ones with an interval of three weeks or more', () => {
    const learner = new Learner()
    learner.reviews('short', 'good', '2026-03-01', { scheduledDays: 20 })
    learner.reviews('long', 'good', '2026-03-01', { scheduledDays: 21 })
    for (const card of ['short', 'long']) {
      learner.reviews(card, 'again', '2026-03-22', { scheduledDays: 21, lastReview: noon + 24 * hour })
      learner.reviews(card, 'good', '2026-03-23', { scheduledDays: 0, lastReview: noon + 48 * hour })
    }
    expect(learner.state.days['2026-03-22']).toMatchObject({ mature: 2, recalled: 0, long: { mature: 1, recalled: 0 } })
    expect(learner.state.days['2026-03-23']).toMatchObject({ mature: 2, recalled: 2, long: { mature: 2, recalled: 2 } })
    learner.undoes()
    expect(learner.state.days['2026-03-23']).toMatchObject({ mature: 1, recalled: 1, long: { mature: 1, recalled: 1 } })
  })

  test('a day that an earlier version began is never told in part', () => {
    const learner = new Learner()
    const begun = { reviews: 5, again: 1, introduced: 5, spent: 9000, mature: 0, recalled: 0, practised: 0 }
    learner.state.days['2026-03-01'] = begun
    learner.reviews('a', 'easy')
    expect(learner.state.days['2026-03-01']).toEqual({ ...begun, reviews: 6, introduced: 6, spent: 10_000 })
    learner.undoes()
    expect(learner.state.days['2026-03-01']).toEqual(begun)
    learner.reviews('a', 'easy', '2026-03-02')
    expect(learner.state.days['2026-03-02']?.ratings).toEqual({ again: 0, hard: 0, good: 0, easy: 1 })
  })

  test('a study day begins at the day start in the zone of the review', () => {
    const learner = new Learner()
    const night = Date.UTC(2026, 2, 2, 7, 30) // 02:30 in New York, before the day start at 04:00
    learner.reviews('a', 'good', '2026-03-01', { lastReview: night })
    const before = learner.state.cards.a ?? null
    const data = { card: 'a', rating: 'good' as const, spent: 1, before, memory: memory() }
    learner.does('review', { ...data, day: '2026-03-01' }, { zone: -300 })
    expect(learner.state.days['2026-03-01']?.mature).toBe(0)
    learner.undoes()
    learner.does('review', { ...data, day: '2026-03-02' }, { zone: -300 })
    expect(learner.state.days['2026-03-02']?.mature).toBe(1)
  })

  test('an undo of a review that something newer stands on takes only its totals back', () => {
    const learner = new Learner()
    const first = learner.reviews('a')
    const second = learner.reviews('a', 'again')
    learner.does('undo', { operation: first })
    expect(learner.state.cards.a?.standsOn).toBe(second.id)
    expect(learner.state.days['2026-03-01']).toMatchObject({ reviews: 1, again: 1, introduced: 0 })
    expect(learner.state.done.map(({ id }) => id)).toEqual([second.id])
  })
})

describe('answers', () => {
  test('the first one is kept as it was, and all of them are counted', () => {
    const learner = new Learner()
    const first = learner.reviews('a', 'again', '2026-03-01', {}, { answer: said('y') })
    learner.reviews('a', 'good', '2026-03-01', {}, { answer: said('x') })
    learner.reviews('a', 'again', '2026-03-02', {}, { answer: said(null) })
    learner.reviews('a', 'again', '2026-03-02', {}, { answer: said('y') })
    learner.reviews('a') // a rating without an answer says nothing of what was taken for what
    const chosen = { y: 2, x: 1, '': 1 }
    expect(learner.state.answers).toEqual({ a: { first: { ...said('y'), operation: first.id }, chosen } })
    for (let n = 0; n < 3; n++) learner.undoes()
    expect(learner.state.answers.a?.chosen).toEqual({ y: 1, x: 1 })
    learner.undoes()
    learner.undoes()
    expect(learner.state.answers).toEqual({})
  })

  test('a card put back to new keeps its first answer: nothing makes it unprepared again', () => {
    const learner = new Learner()
    const first = learner.reviews('a', 'again', '2026-03-01', {}, { answer: said('y') })
    learner.forgets(['a'])
    learner.reviews('a', 'good', '2026-03-02', {}, { answer: said('x') })
    expect(learner.state.answers.a?.first).toMatchObject({ chosen: 'y', operation: first.id })
  })

  test('a card shown before without an answer has no first answer any more; all answers count', () => {
    const learner = new Learner()
    learner.reviews('a')
    learner.reviews('a', 'good', '2026-03-02', {}, { answer: said('x') })
    learner.practises('a', said('y'))
    expect(learner.state.answers.a).toEqual({ first: null, chosen: { x: 1, y: 1 } })
    learner.undoes()
    expect(learner.state.answers.a).toEqual({ first: null, chosen: { y: 1 } })
    learner.redoes()
    expect(learner.state.answers.a).toEqual({ first: null, chosen: { x: 1, y: 1 } })
  })

  test('a due date alone shows nothing of a card: its first answer is still a first one', () => {
    const learner = new Learner()
    learner.does('reschedule', {
      what: 'due-set',
      cards: [
        {
          card: 'a',
          before: null,
          after: { memory: memory({ repetitions: 0 }), standsOn: '', introduced: '2026-03-01' },
        },
      ],
    })
    learner.reviews('a', 'good', '2026-03-02', {}, { answer: said('x') })
    expect(learner.state.answers.a?.first).toMatchObject({ chosen: 'x' })
  })

  test('when a card was last missed goes with its record: Again, or a wrong choice', () => {
    const learner = new Learner()
    const missed = () => learner.state.cards.a?.missedAt
    learner.reviews('a', 'good', '2026-03-01', {}, { answer: said('x') })
    expect(missed()).toBeUndefined()
    const wrong = learner.reviews('a', 'good', '2026-03-02', {}, { answer: said('y') })
    expect(missed()).toBe(wrong.at)
    learner.reviews('a', 'good', '2026-03-03')
    expect(missed()).toBe(wrong.at)
    const again = learner.reviews('a', 'again', '2026-03-04')
    expect(missed()).toBe(again.at)
    learner.undoes()
    expect(missed()).toBe(wrong.at)
  })
})

describe('practice', () => {
  test('is counted on its day, is no step of undo, and leaves cards and marks alone', () => {
    const learner = new Learner()
    learner.reviews('a', 'again')
    const { cards, marks, done, undone } = structuredClone(learner.state)
    learner.practises('a')
    learner.practises('new')
    expect(learner.state).toMatchObject({ cards, marks, done, undone })
    expect(Object.keys(learner.state.cards)).toEqual(['a'])
    expect(learner.state.days['2026-03-01']).toMatchObject({ reviews: 1, again: 1, spent: 1000, practised: 2 })
    learner.undoes()
    expect(learner.state.days['2026-03-01']).toEqual({ ...dayBegun, practised: 2 })
  })

  test('the first answer to a case is the first wherever it was given', () => {
    const learner = new Learner()
    const first = learner.practises('a', said('y'))
    learner.reviews('a', 'good', '2026-03-01', {}, { answer: said('x') })
    const chosen = { x: 1, y: 1 }
    expect(learner.state.answers.a).toEqual({ first: { ...said('y'), operation: first.id }, chosen })
    learner.undoes()
    expect(learner.state.answers.a).toMatchObject({ first: { operation: first.id }, chosen: { y: 1 } })
  })

  test('answers given in practice stay when the first answer is taken back, none of them as a first one', () => {
    const learner = new Learner()
    learner.reviews('a', 'good', '2026-03-01', {}, { answer: said('x') })
    const { id: operation } = learner.state.done[0] as Operation
    learner.practises('a', said('y'))
    learner.undoes()
    expect(learner.state.answers.a).toMatchObject({ first: null, chosen: { y: 1 } })
    learner.redoes()
    expect(learner.state.answers.a).toEqual({ first: { ...said('x'), operation }, chosen: { x: 1, y: 1 } })
    learner.undoes()
    learner.reviews('a', 'good', '2026-03-01', {}, { answer: said('x') })
    expect(learner.state.answers.a).toMatchObject({ first: null, chosen: { x: 1, y: 1 } })
  })

  test('a question in the text is practice too: the last word on it is kept, and no card comes of it', () => {
    const learner = new Learner()
    const asked = { card: 'chapter#block', day: '2026-03-01', spent: 10, check: true } as const
    learner.does('practice', { ...asked, recalled: true })
    const { at } = learner.does('practice', { ...asked, recalled: false })
    expect(learner.state.checks).toEqual({ 'chapter#block': { recalled: false, at, times: 2 } })
    expect(learner.state.days['2026-03-01']?.practised).toBe(2)
    expect(learner.state).toMatchObject({ cards: {}, answers: {}, done: [] })
  })

  test('days of a state from before there was practice count none', () => {
    const { practised: _, long: __, ratings: ___, ...old } = dayBegun
    const state = completed({ ...emptyState(), days: { '2026-03-01': { ...old, reviews: 3 } as DayTotals } })
    expect(state.days['2026-03-01']).toEqual({ ...old, practised: 0, reviews: 3 })
  })
})

describe('marks and other due dates', () => {
  test('come and go with the act that set them, a leech with its review', () => {
    const learner = new Learner()
    learner.sets(['a', 'b'], { flag: 2 })
    learner.reviews('a', 'again', '2026-03-01', {}, { leech: true })
    expect(learner.state.marks).toEqual({ a: { flag: 2, leech: true }, b: { flag: 2 } })
    learner.undoes()
    expect(learner.state.marks).toEqual({ a: { flag: 2 }, b: { flag: 2 } })
    learner.sets(['a', 'b'], null)
    expect(learner.state.marks).toEqual({})
  })

  test('a card stands on the act that gave it another due date, and none when it was forgotten', () => {
    const learner = new Learner()
    learner.reviews('a')
    const due = learner.setsDue(['a', 'b'], noon)
    expect([learner.state.cards.a?.standsOn, learner.state.cards.b?.standsOn]).toEqual([due.id, due.id])
    learner.forgets(['a'])
    expect(Object.keys(learner.state.cards)).toEqual(['b'])
    learner.undoes()
    expect(learner.state.cards.a?.standsOn).toBe(due.id)
  })

  test('taken back after a merge brought something newer for one card, the others go back alone', () => {
    const learner = new Learner()
    const due = learner.setsDue(['a', 'b'], noon)
    const newer = learner.reviews('a')
    learner.does('undo', { operation: due })
    expect(learner.state.cards.a?.standsOn).toBe(newer.id)
    expect(learner.state.cards.b).toBeUndefined()
  })
})

describe('a state of an earlier version', () => {
  const earlier = () => {
    const learner = new Learner()
    learner.reviews('a')
    const { marks: _, answers: __, settings, ...rest } = learner.state
    const { retention, newPerDay, reviewsPerDay, dayStart } = settings
    const kept = { retention, newPerDay: newPerDay + 1, reviewsPerDay, dayStart }
    return { ...rest, settings: kept } as unknown as StudyState
  }

  test('gets what it lacks and keeps what it has', () => {
    const state = completed(earlier())
    expect(state).toMatchObject({ marks: {}, answers: {}, cards: { a: { standsOn: 'd:1' } } })
    expect(state.settings).toEqual({ ...defaultStudySettings, newPerDay: defaultStudySettings.newPerDay + 1 })
  })

  test('two opened one after the other share nothing', () => {
    const one = completed(earlier())
    one.marks.a = { flag: 1 }
    expect(completed(earlier()).marks).toEqual({})
  })

  test('its changes of settings, done again or taken back, give whole settings', () => {
    const learner = new Learner()
    const few = { retention: 0.9, newPerDay: 20, reviewsPerDay: 200, dayStart: 240 } as typeof defaultStudySettings
    learner.does('study-settings', { settings: { ...few, newPerDay: 5 }, before: few })
    expect(learner.state.settings).toEqual({ ...defaultStudySettings, newPerDay: 5 })
    learner.undoes()
    expect(learner.state.settings).toEqual(defaultStudySettings)
    learner.redoes()
    expect(learner.state.settings).toEqual({ ...defaultStudySettings, newPerDay: 5 })
  })
})

describe('undo and redo', () => {
  test('reading that the app noticed by itself, and the position, are not undone', () => {
    const learner = new Learner()
    learner.marks('x', true, true)
    const first = learner.does('position', { chapter: 'one', section: 'x', block: 'x-1' })
    const { positions, ...older } = learner.state
    expect(positions).toEqual({ one: { chapter: 'one', section: 'x', block: 'x-1', at: first.at } })
    expect(completed(older as StudyState).positions).toEqual(positions)
    expect(learner.state.done).toEqual([])
    expect(learner.state.position).toMatchObject({ block: 'x-1', at: noon + 2 })
    learner.reviews('a')
    learner.undoes()
    expect(Object.keys(learner.state.sections)).toEqual(['one#x'])
  })

  test('a mark that changes nothing keeps the first time and takes no place in the undo stack', () => {
    const learner = new Learner()
    const first = learner.marks('x', true, true)
    learner.marks('x', true)
    expect(learner.state.sections).toEqual({ 'one#x': first.at })
    expect(learner.state.done).toEqual([])
  })

  test('a new act ends what could be redone; an automatic one does not', () => {
    const learner = new Learner()
    learner.reviews('a')
    learner.undoes()
    learner.marks('x', true, true)
    expect(learner.state.undone).toHaveLength(1)
    learner.reviews('b')
    expect(learner.state.undone).toEqual([])
  })

  test('the same undo or redo twice changes nothing', () => {
    const learner = new Learner()
    const operation = learner.reviews('a')
    learner.does('undo', { operation })
    const undone = work(learner.state)
    learner.does('undo', { operation })
    expect(work(learner.state)).toEqual(undone)
    expect(learner.state.undone).toHaveLength(1)
    learner.does('redo', { operation })
    const redone = work(learner.state)
    learner.does('redo', { operation })
    expect(work(learner.state)).toEqual(redone)
    expect(learner.state.done).toHaveLength(1)
  })

  test('a removed note keeps its record, and comes back as it was', () => {
    const learner = new Learner()
    learner.writes('n')
    const before = learner.state.notes.n as NoteRecord
    learner.does('note-removed', { note: 'n', before })
    expect(learner.state.notes.n).toEqual({ ...before, deleted: true })
    learner.undoes()
    expect(learner.state.notes.n).toEqual(before)
    learner.redoes()
    expect(learner.state.notes.n?.deleted).toBe(true)
  })

  test('own cards: many in one step, an edit gives back the version before, a removed one keeps its id', () => {
    const learner = new Learner()
    const ref = (version: number) => ({ version, checksum: `${version}`, createdAt: 1, updatedAt: version })
    const made = ['x', 'constructor'].map((card) => ({ card, before: null, after: ref(1) }))
    learner.does('own-cards', { what: 'made', cards: made })
    learner.does('own-cards', { what: 'edited', cards: [{ card: 'x', before: ref(1), after: ref(2) }] })
    learner.does('own-cards', { what: 'removed', cards: [{ card: 'x', before: ref(2), after: null }] })
    expect(learner.state.ownCards).toEqual({ x: { ...ref(2), deleted: true }, constructor: ref(1) })
    learner.undoes()
    expect(learner.state.ownCards.x).toEqual(ref(2))
    learner.undoes()
    expect(learner.state.ownCards.x).toEqual(ref(1))
    learner.undoes()
    expect(learner.state.ownCards).toEqual({})
    for (let step = 0; step < 3; step += 1) learner.redoes()
    expect(learner.state.ownCards.x).toEqual({ ...ref(2), deleted: true })
  })

  test('the stacks are bounded', () => {
    const learner = new Learner()
    for (let i = 0; i < undoDepth + 20; i++) learner.reviews(`card-${i}`)
    expect(learner.state.done).toHaveLength(undoDepth)
    expect(learner.state.done[0]?.id).toBe('d:21')
    for (let i = 0; i < undoDepth + 20; i++) learner.undoes()
    expect(Object.keys(learner.state.cards)).toHaveLength(20)
    expect(learner.state.undone).toHaveLength(undoDepth)
  })

  test('of acts on very many cards only the newest can be undone, and the very newest always', () => {
    const learner = new Learner()
    const many = Array.from({ length: undoCards / 2 }, (_, n) => `card-${n}`)
    learner.reviews('first')
    const first = learner.sets(many, { flag: 1 })
    const second = learner.sets(many, { flag: 2 })
    expect(learner.state.done.map(({ id }) => id)).toEqual([first.id, second.id])
    const third = learner.sets([...many, ...many, 'one-more'], { flag: 3 })
    expect(learner.state.done.map(({ id }) => id)).toEqual([third.id])
    learner.undoes()
    expect(learner.state.undone.map(({ id }) => id)).toEqual([third.id])
    expect(learner.marksOf('card-7')).toEqual({ flag: 2 })
  })
})

describe('what every operation leaves', () => {
  test('the newest request ids', () => {
    const learner = new Learner()
    for (let i = 0; i < requestDepth + 5; i++)
      learner.does('position', { chapter: 'c', section: 's', block: 'b' }, { request: `r${i}` })
    expect(learner.state.requests).toHaveLength(requestDepth)
    expect(learner.state.requests.at(-1)).toEqual([`r${requestDepth + 4}`, `d:${requestDepth + 5}`])
  })

  test("the clock's greatest reading, and when it was made", () => {
    const learner = new Learner()
    const position = { chapter: 'c', section: 's', block: 'b' }
    learner.does('position', position, { time: 500, tick: 3, at: 400 })
    learner.does('position', position, { time: 300, tick: 9, at: 300 })
    expect(learner.state).toMatchObject({ time: 500, tick: 3, savedAt: 300 })
    learner.does('position', position, { time: 500, tick: 4, at: 450 })
    expect(learner.state).toMatchObject({ time: 500, tick: 4, savedAt: 450 })
  })

  test('a kind that this version does not know changes nothing else', () => {
    const learner = new Learner()
    learner.does('rearranged' as OperationKind, { card: 'a' } as never)
    const { time, tick, savedAt, ...rest } = learner.state
    const { time: _, tick: __, savedAt: ___, ...nothing } = emptyState()
    expect(rest).toEqual(nothing)
    expect([time, tick, savedAt]).toEqual([noon + 1, 0, noon + 1])
  })
})
