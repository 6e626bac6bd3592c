import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { Operation, OperationData, OperationKind, StudyState } from '../../../shared/model/operations'
import { type Memory, type NoteRecord, type Rating, ratings } from '../../../shared/model/study'
import { applyOperation, emptyState, requestDepth, undoDepth } from '../../../shared/rules/fold'

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
  reviews(card: string, rating: Rating = 'good', day = '2026-03-01', change: Partial<Memory> = {}): Operation {
    const before = this.state.cards[card] ?? null
    const data = { card, rating, day, spent: 1000, before, memory: memory(change) }
    return this.does('review', data)
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
function work({ cards, sections, notes, settings, days }: StudyState) {
  return structuredClone({ cards, sections: Object.keys(sections).sort(), notes, settings, days })
}

describe('any sequence of acts', () => {
  const act = fc.oneof(
    fc.record({
      what: fc.constant('review' as const),
      card: fc.constantFrom('a', 'b', 'c'),
      rating: fc.constantFrom(...ratings),
      day: fc.constantFrom('2026-02-28', '2026-03-01', '2026-03-02'),
      phase: fc.constantFrom('learning' as const, 'review' as const, 'relearning' as const),
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
    if (one.what === 'review')
      learner.reviews(one.card, one.rating, one.day, { phase: one.phase, lastReview: noon + one.hours * hour })
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

  test('undoing all of it leaves nothing behind', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const learner = new Learner()
        for (const one of acts) perform(learner, one)
        while (learner.state.done.length > 0) learner.undoes()
        expect(work(learner.state)).toEqual(work(emptyState()))
      }),
      { numRuns: 300 },
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
    expect(learner.state.cards.a).toEqual({ memory: memory(), standsOn: second.id, introduced: '2026-03-01' })
    learner.undoes()
    learner.redoes()
    expect(learner.state.cards.a?.standsOn).toBe(second.id)
  })

  test("a day's totals", () => {
    const learner = new Learner()
    learner.reviews('new', 'again', '2026-03-01', { phase: 'learning' })
    learner.reviews('new', 'good', '2026-03-01', { phase: 'review' })
    expect(learner.state.days).toEqual({
      '2026-03-01': { reviews: 2, again: 1, introduced: 1, spent: 2000, mature: 0, recalled: 0 },
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

describe('undo and redo', () => {
  test('reading that the app noticed by itself, and the position, are not undone', () => {
    const learner = new Learner()
    learner.marks('x', true, true)
    learner.does('position', { chapter: 'one', section: 'x', block: 'x-1' })
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

  test('the stacks are bounded', () => {
    const learner = new Learner()
    for (let i = 0; i < undoDepth + 20; i++) learner.reviews(`card-${i}`)
    expect(learner.state.done).toHaveLength(undoDepth)
    expect(learner.state.done[0]?.id).toBe('d:21')
    for (let i = 0; i < undoDepth + 20; i++) learner.undoes()
    expect(Object.keys(learner.state.cards)).toHaveLength(20)
    expect(learner.state.undone).toHaveLength(undoDepth)
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
    learner.does('suspend' as OperationKind, { card: 'a' } as never)
    expect(work(learner.state)).toEqual(work(emptyState()))
    expect(learner.state.done).toEqual([])
  })
})
