import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { Operation, StudyState } from '../../../shared/model/operations'
import { applyOperation, emptyState } from '../../../shared/rules/fold'
import { foldInOrder, TakenBack } from '../../../shared/rules/merged-fold'
import { inOrder } from '../../../shared/rules/operation-order'
import { type Act, act, made, noteId, work } from '../../support/acts'

vi.setConfig({ testTimeout: 60_000 })

const noon = Date.UTC(2026, 2, 1, 12)

/** One copy of somebody's work; `fork` copies the folder. */
class Copy {
  readonly operations: Operation[] = []
  state: StudyState = emptyState()
  now = noon
  constructor(readonly device: string) {}

  does(one: Act, later = 3_600_000): void {
    this.now += later
    const at = this.now
    const newest = one.does === 'undo' ? this.state.done.at(-1) : this.state.undone.at(-1)
    const found =
      one.does === 'undo' || one.does === 'redo'
        ? newest && { kind: one.does, data: { operation: newest } }
        : made(this.state, one, at)
    if (!found) return
    const { time: greatest } = this.state
    const tick = at > greatest ? 0 : this.state.tick + 1
    const id = `${this.device}:${this.operations.length + 1}`
    const frame = { id, time: Math.max(at, greatest), tick, at, zone: 0, v: 1 }
    const operation = JSON.parse(JSON.stringify({ ...frame, ...found })) as Operation
    this.operations.push(operation)
    applyOperation(this.state, operation)
  }
  fork(device: string): Copy {
    const copy = new Copy(device)
    copy.operations.push(...this.operations)
    copy.state = structuredClone(this.state)
    copy.now = this.now
    return copy
  }
}

function merged(...histories: Operation[][]): StudyState {
  const all = [...new Map(histories.flat().map((one) => [one.id, one])).values()].sort(inOrder)
  const taken = new TakenBack()
  for (const one of all) taken.see(one)
  const out = taken.ids()
  const state = emptyState()
  for (const one of all) foldInOrder(state, one, out)
  return state
}
const history = fc.array(fc.tuple(act, fc.constantFrom(0, 60_000, 3_600_000, 30 * 3_600_000)), { maxLength: 40 })
const readTwiceAndTakenBack: [Act, number][] = [
  [{ does: 'section', section: 'a', read: true }, 0],
  [{ does: 'section', section: 'a', read: true }, 0],
  [{ does: 'undo' }, 0],
]
function grown(copy: Copy, acts: [Act, number][]): Copy {
  for (const [one, later] of acts) copy.does(one, later)
  return copy
}

describe('the one order', () => {
  test("one copy's history comes to the same, folded as it came or in the one order", () => {
    fc.assert(
      fc.property(history, (acts) => {
        const copy = grown(new Copy('a'), acts)
        const { answers, ...rest } = copy.state
        const again = merged(copy.operations)
        // Whether an answer was the first goes by what stood when it was taken back: the one difference.
        expect(work({ ...again, answers })).toBe(work({ ...rest, answers }))
      }),
      { numRuns: 300, examples: [[readTwiceAndTakenBack]] },
    )
  })

  test('in whichever order copies are united, they come to the same', () => {
    fc.assert(
      fc.property(history, history, history, history, (before, one, other, third) => {
        const start = grown(new Copy('a'), before)
        const a = grown(start.fork('aa'), one).operations
        const b = grown(start.fork('bb'), other).operations
        const c = grown(start.fork('cc'), third).operations
        const all = work(merged(a, b, c))
        expect(work(merged(c, a, b, a))).toBe(all)
        expect(work(merged(b, c, a))).toBe(all)
      }),
      { numRuns: 150 },
    )
  })

  test('no review is lost or counted twice', () => {
    const reviewing = fc.array(
      fc.tuple(
        fc.record({
          does: fc.constant('review' as const),
          card: fc.constantFrom('a', 'b'),
          rating: fc.constantFrom('again' as const, 'good' as const),
          answer: fc.constant(null),
        }),
        fc.constantFrom(60_000, 3_600_000, 30 * 3_600_000),
      ),
      { maxLength: 15 },
    )
    fc.assert(
      fc.property(reviewing, reviewing, reviewing, (before, one, other) => {
        const start = grown(new Copy('a'), before)
        const state = merged(grown(start.fork('b'), one).operations, grown(start.fork('c'), other).operations)
        const reviews = Object.values(state.days).reduce((sum, day) => sum + day.reviews, 0)
        expect(reviews).toBe(before.length + one.length + other.length)
        const repetitions = Object.values(state.cards).reduce((sum, { memory }) => sum + memory.repetitions, 0)
        expect(repetitions).toBe(reviews)
        const introduced = Object.values(state.days).reduce((sum, day) => sum + day.introduced, 0)
        expect(introduced).toBe(Object.keys(state.cards).length)
      }),
    )
  })
})

describe('notes', () => {
  const note = (text: 'one' | 'two' | 'three' | 'four'): Act => ({ does: 'note', note: 0, text, visit: undefined })
  function edited(one: Act, other: Act): StudyState {
    const start = new Copy('a')
    start.does(note('one'))
    const [a, b] = [start.fork('aa'), start.fork('bb')]
    a.does(one, 1000)
    b.does(other, 2000)
    return merged(a.operations, b.operations)
  }
  const id = noteId(0)

  test('edited in both: both versions stay, the newer in sight', () => {
    const state = edited(note('two'), note('three'))
    expect(state.notes[id]?.title).toBe('three')
    expect(state.noteForks[id]?.map(({ title }) => title)).toEqual(['two'])
  })
  test('edited in one: that is the version', () => {
    const state = edited(note('two'), { does: 'position', chapter: 'a' })
    expect(state.notes[id]?.title).toBe('two')
    expect(state.noteForks).toEqual({})
  })
  test('versions of one visit to the editor are taken back together, and done again together', () => {
    const typed = (text: 'one' | 'two' | 'three'): Act => ({ does: 'note', note: 0, text, visit: 'v' })
    const copy = new Copy('a')
    copy.does(note('four'))
    for (const text of ['one', 'two', 'three'] as const) copy.does(typed(text))
    copy.does({ does: 'undo' })
    expect(merged(copy.operations).notes).toEqual(copy.state.notes)
    expect(copy.state.notes[id]?.title).toBe('four')
    copy.does({ does: 'redo' })
    expect(merged(copy.operations).notes).toEqual(copy.state.notes)
    copy.does({ does: 'undo' })
    copy.does(typed('two'))
    expect(merged(copy.operations)).toMatchObject({ notes: copy.state.notes, noteForks: {} })
  })
  test('the same words in both are nothing to choose from', () => {
    expect(edited(note('two'), note('two')).noteForks).toEqual({})
  })
  test('deleted in one and edited in the other: it stays in sight until somebody chooses', () => {
    for (const state of [
      edited({ does: 'note-removed', note: 0 }, note('two')),
      edited(note('two'), { does: 'note-removed', note: 0 }),
    ]) {
      expect(state.notes[id]).toMatchObject({ title: 'two' })
      expect(state.notes[id]?.deleted).toBeUndefined()
      expect(state.noteForks[id]).toMatchObject([{ title: 'one', deleted: true }])
    }
  })
  test('deleted in both: gone', () => {
    const state = edited({ does: 'note-removed', note: 0 }, { does: 'note-removed', note: 0 })
    expect(state.notes[id]?.deleted).toBe(true)
    expect(state.noteForks).toEqual({})
  })
})
