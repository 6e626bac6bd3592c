/** Typing in a note is one step of undo a visit, whatever order visits and other acts come in. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Operation, StudyState } from '../../../shared/model/operations'
import type { NoteRecord } from '../../../shared/model/study'
import { applyOperation, emptyState } from '../../../shared/rules/fold'

interface Act {
  note: string
  /** Null: something else is done. */
  visit: string | null
}
const acts = fc.array(fc.record({ note: fc.constantFrom('a', 'b'), visit: fc.option(fc.constantFrom('one', 'two')) }), {
  maxLength: 30,
})

function done(all: readonly Act[]): { state: StudyState; before: StudyState['notes'][] } {
  const state = emptyState()
  /** The notes as each step of undo found them. */
  const before: StudyState['notes'][] = []
  all.forEach(({ note, visit }, index) => {
    const earlier = all[index - 1]
    const goesOn = visit !== null && earlier?.visit === visit && earlier.note === note
    if (!goesOn) before.push(structuredClone(state.notes))
    applyOperation(state, operation(index + 1, note, visit, state))
  })
  return { state, before }
}

function operation(n: number, id: string, visit: string | null, state: StudyState): Operation {
  const head = { id: `d:${n}`, time: n, tick: 0, at: n, zone: 0, v: 1 } as const
  if (visit === null)
    return {
      ...head,
      kind: 'section-read',
      data: { chapter: 'c', section: `${n}`, read: true, automatic: false, before: null },
    }
  const before = state.notes[id] ?? null
  const record: NoteRecord = {
    ...{ id, target: { kind: 'none' }, title: `${n}`, excerpt: '', createdAt: 1, updatedAt: n },
    ...{ version: (before?.version ?? 0) + 1, checksum: `${n}` },
  }
  return { ...head, kind: 'note', data: { record, before, visit } }
}

test('each undo takes back a whole visit, and redo brings it again', () => {
  fc.assert(
    fc.property(acts, (all) => {
      const { state, before } = done(all)
      expect(state.done).toHaveLength(before.length)
      const end = structuredClone(state.notes)
      let n = all.length
      const step = (kind: 'undo' | 'redo', newest: Operation | undefined) => {
        n += 1
        if (newest)
          applyOperation(state, {
            id: `d:${n}`,
            time: n,
            tick: 0,
            at: n,
            zone: 0,
            v: 1,
            kind,
            data: { operation: newest },
          })
      }
      for (const earlier of before.toReversed()) {
        step('undo', state.done.at(-1))
        expect(state.notes).toEqual(earlier)
      }
      expect(state.notes).toEqual({})
      for (const _ of before) step('redo', state.undone.at(-1))
      expect(state.notes).toEqual(end)
    }),
  )
})
