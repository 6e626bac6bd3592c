/** Folding a history out of which something was taken gives the same as taking it out of what the history folds into. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Correction } from '../../../shared/model/corrections'
import type { HighlightRecord } from '../../../shared/model/highlight'
import type { Operation, OperationData, OperationKind, StudyState } from '../../../shared/model/operations'
import { type RemovableThing, removableKinds } from '../../../shared/model/removal'
import type { Memory, NoteRecord, NoteTarget } from '../../../shared/model/study'
import { applyOperation, emptyState } from '../../../shared/rules/fold'
import { redacted, redactedOwnCard, removedName, removedThings } from '../../../shared/rules/removal'
import { basic } from '../../support/own-cards'

const secretOf = (kind: RemovableThing['kind']) => `Xanthippe-${kind}`
const memory = {
  ...{ model: 'test', phase: 'review', stability: 10, difficulty: 5, step: 0, due: 1, lastReview: 0 },
  ...{ scheduledDays: 10, repetitions: 1, lapses: 0 },
} satisfies Memory
/** The thing to be removed is always number 0. */
const id = (kind: string, n: number) => `${kind}-${n}`
const saying = (kind: RemovableThing['kind']) => (n: number, words: string) =>
  n === 0 ? `${secretOf(kind)} ${words}` : words
const ofNote = saying('note')
const ofHighlight = saying('highlight')
const ofCard = saying('own-card')
const ofCorrection = saying('correction')

class Learner {
  readonly operations: Operation[] = []
  readonly state: StudyState = emptyState()
  does<K extends OperationKind>(kind: K, data: OperationData[K]): void {
    const n = this.operations.length + 1
    const operation = { id: `d:${n}`, time: n, tick: 0, at: n, zone: 0, kind, v: 1, data: structuredClone(data) }
    this.operations.push(operation as Operation)
    applyOperation(this.state, structuredClone(operation) as Operation)
  }
  note(n: number, target: NoteTarget, visit?: string): void {
    const before = this.state.notes[id('note', n)] ?? null
    const record: NoteRecord = {
      ...{
        id: id('note', n),
        target,
        title: ofNote(n, 'title'),
        excerpt: ofNote(n, 'excerpt'),
        createdAt: 1,
        updatedAt: 1,
      },
      ...{ version: (before?.version ?? 0) + 1, checksum: ofNote(n, 'sum'), tags: [ofNote(n, 'tag')], links: [] },
      ...(target.kind === 'card' && { about: target.card === 'own:own-card-0' ? secretOf('own-card') : 'About' }),
    }
    this.does('note', { record, before, ...(visit && { visit }) })
  }
  highlight(n: number): void {
    const before = this.state.highlights[id('highlight', n)] ?? null
    const anchor = { section: 's', block: 'b', start: 0, end: 1, prefix: '', suffix: '', digest: 1 }
    const after: HighlightRecord = {
      ...{ id: id('highlight', n), kind: before ? 'doubt' : 'key-point', chapter: 'c' },
      ...{ anchors: [{ ...anchor, exact: ofHighlight(n, 'words') }], createdAt: 1, updatedAt: 1 },
    }
    this.does('highlight', { what: before ? 'kind-changed' : 'made', before, after })
  }
  correct(numbers: readonly number[]): void {
    const changes = numbers.map((n) => {
      const before = this.state.corrections[id('correction', n)] ?? null
      const after: Correction = {
        ...{ id: id('correction', n), place: { kind: 'card', card: 'book', field: 'back' }, base: 'The book’s' },
        ...{ text: ofCorrection(n, 'words'), createdAt: 1, updatedAt: this.operations.length },
      }
      return { before, after: n === 2 ? null : after }
    })
    this.does('correct', { what: 'edited', changes: changes.filter(({ before, after }) => before ?? after) })
  }
  ownCards(numbers: readonly number[]): void {
    const cards = numbers.map((n) => {
      const before = this.state.ownCards[id('own-card', n)] ?? null
      const version = (before?.version ?? 0) + 1
      return {
        card: id('own-card', n),
        before,
        after: { version, checksum: ofCard(n, `${version}`), createdAt: 1, updatedAt: 1 },
      }
    })
    this.does('own-cards', { what: 'made', cards })
  }
  review(n: number): void {
    const card = `own:${id('own-card', n)}`
    const answer = { right: 'right', chosen: 'wrong', typed: ofCard(n, 'typed') }
    const before = this.state.cards[card] ?? null
    const leech = { card, before: null, after: { leech: true as const } }
    this.does('review', {
      card,
      rating: 'good',
      day: '2026-03-01',
      spent: 1,
      answer,
      leech,
      before,
      memory,
      content: ofCard(n, 'asks'),
    })
  }
}

const act = fc.record({
  what: fc.constantFrom(
    'note',
    'on card',
    'on highlight',
    'unnote',
    'highlight',
    'cards',
    'correct',
    'review',
    'practice',
    'flag',
    'undo',
    'redo',
  ),
  n: fc.nat({ max: 2 }),
  visit: fc.constantFrom(undefined, 'one'),
})
function live(acts: readonly { what: string; n: number; visit: string | undefined }[]): Learner {
  const learner = new Learner()
  const { state } = learner
  for (const { what, n, visit } of acts) {
    const card = `own:${id('own-card', n)}`
    const known = state.notes[id('note', n)]
    if (what === 'note') learner.note(n, { kind: 'none' }, visit)
    if (what === 'on card') learner.note(n + 1, { kind: 'card', card })
    if (what === 'on highlight')
      learner.note(n + 1, {
        kind: 'highlight',
        highlight: id('highlight', n),
        chapter: 'c',
        section: 's',
        block: 'b',
        quote: ofHighlight(n, 'words'),
      })
    if (what === 'unnote' && known) learner.does('note-removed', { note: known.id, before: known })
    if (what === 'highlight') learner.highlight(n)
    if (what === 'cards') learner.ownCards([n, (n + 1) % 3])
    if (what === 'correct') learner.correct([n, (n + 1) % 3])
    if (what === 'review') learner.review(n)
    if (what === 'practice')
      learner.does('practice', {
        card,
        day: '2026-03-01',
        spent: 1,
        recalled: true,
        answer: { right: 'a', chosen: null, typed: ofCard(n, 'typed') },
      })
    if (what === 'flag')
      learner.does('card-marks', {
        what: 'flagged',
        cards: [card, 'book'].map((of) => ({ card: of, before: state.marks[of] ?? null, after: { flag: 1 } })),
      })
    const step = what === 'undo' ? state.done.at(-1) : what === 'redo' ? state.undone.at(-1) : undefined
    if (step) learner.does(what as 'undo' | 'redo', { operation: step })
  }
  return learner
}
function folded(operations: readonly Operation[]): StudyState {
  const state = emptyState()
  for (const operation of operations) applyOperation(state, structuredClone(operation))
  return state
}
const thingOf = (kind: RemovableThing['kind']): RemovableThing => ({ kind, id: id(kind, 0) })

test('redacting before folding is folding and then forgetting, and says nothing of it any more', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), fc.constantFrom(...removableKinds), (acts, kind) => {
      const learner = live(acts)
      const thing = thingOf(kind)
      const removed = removedThings([thing])
      const before = learner.operations.map((operation) => JSON.stringify(operation))
      const redactedLog = learner.operations.map((operation) => redacted(operation, removed))
      expect(
        learner.operations.map((operation) => JSON.stringify(operation)),
        'changed in place',
      ).toEqual(before)
      // Twice changes nothing, by identity: what is done already is not written anew.
      for (const operation of redactedLog) expect(redacted(operation, removed)).toBe(operation)
      expect(redactedLog.map(({ id: of, time, kind: its }) => [of, time, its])).toEqual(
        learner.operations.map(({ id: of, time, kind: its }) => [of, time, its]),
      )
      learner.does('removed-for-good', { things: [thing] })
      const removal = learner.operations.at(-1) as Operation
      expect(folded([...redactedLog, removal])).toEqual(learner.state)
      expect(JSON.stringify([redactedLog, learner.state])).not.toContain(secretOf(kind))
    }),
    { numRuns: 500 },
  )
})
test('what a merge brings later of a removed thing stays out, and its reviews count in the day', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), fc.constantFrom(...removableKinds), (acts, kind) => {
      const thing = thingOf(kind)
      const learner = live(acts)
      const state = emptyState()
      const removal = {
        id: 'r:1',
        time: 0,
        tick: 0,
        at: 0,
        zone: 0,
        kind: 'removed-for-good',
        v: 1,
        data: { things: [thing] },
      } as Operation
      for (const operation of [removal, ...learner.operations]) applyOperation(state, structuredClone(operation))
      const { days, ratings } = learner.state
      expect({ days: state.days, ratings: state.ratings }).toEqual({ days, ratings })
      const late = folded([removal])
      if (kind === 'note') expect(state.notes[thing.id]).toEqual(late.notes[thing.id])
      if (kind === 'highlight') expect(state.highlights[thing.id]).toEqual(late.highlights[thing.id])
      if (kind === 'correction') expect(state.corrections[thing.id]).toEqual(late.corrections[thing.id])
      if (kind === 'own-card') {
        expect(state.ownCards[thing.id]).toEqual(late.ownCards[thing.id])
        expect(Object.keys({ ...state.cards, ...state.marks, ...state.answers })).not.toContain(`own:${thing.id}`)
      }
      expect(JSON.stringify(state)).not.toContain(secretOf(kind))
    }),
    { numRuns: 300 },
  )
})

test('a card made from a removed note loses only its name, and the name of what was removed depends on nothing else', () => {
  const card = { text: basic('Front', 'Back', { fromNote: { id: 'note-0', title: 'Xanthippe' } }) }
  const removed = removedThings([{ kind: 'note', id: 'note-0' }])
  expect(redactedOwnCard('own-card-1', card, removed)).toEqual({
    text: { ...card.text, fromNote: { id: 'note-0', title: '' } },
  })
  expect(redactedOwnCard('own-card-1', card, {})).toBe(card)
  const two = removedThings([thingOf('note'), thingOf('highlight')])
  expect(removedName(two)).toBe(removedName(removedThings([thingOf('highlight'), thingOf('note')])))
  expect(removedName(two)).not.toBe(removedName(removed))
  expect(removedName({})).toBe('')
})
