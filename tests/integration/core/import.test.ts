/** Imports through the real store: what is there afterwards, what a second time changes, and what undo leaves. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { Cancelled, dropOpenImports, importCollection, planImport } from '../../../electron/core/exchange/import'
import { noteId } from '../../../electron/core/exchange/note-ids'
import { allReviews } from '../../../electron/core/reviews/all-reviews'
import { cardHistory } from '../../../electron/core/reviews/card-history'
import { ColumnCache } from '../../../electron/core/reviews/column-cache'
import { nodeFiles } from '../../../electron/core/store/files'
import { openStore, type Store } from '../../../electron/core/store/store'
import type { IncomingNote } from '../../../shared/model/exchange'
import type { StudyState } from '../../../shared/model/operations'
import { applyOperation, emptyState } from '../../../shared/rules/fold'
import { ownCardId, ownIdOf } from '../../../shared/rules/own-cards'
import { collection, incomingCard, incomingNote, studied } from '../../support/collections'
import { openCore } from '../../support/core'
import { basic, cloze } from '../../support/own-cards'

const now = Date.UTC(2026, 5, 8, 14)
const day = 86_400_000
const folders: string[] = []
const stores: Store[] = []
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})
async function opened(folder = mkdtempSync(join(tmpdir(), 'fieldbook-import-'))): Promise<Store> {
  folders.push(folder)
  const store = await openStore({ folder, clock: () => now, zone: () => -240 })
  stores.push(store)
  return store
}
const take = (store: Store, from: ReturnType<typeof collection>, more = {}) =>
  importCollection({ store, clock: () => now, zone: () => -240 }, from, { from: 'deck.apkg', ...more })
/** What a learner has, without the clock and the steps of undo. */
function work({ time: _t, tick: _k, savedAt: _s, done: _d, undone: _u, imports: _i, ...rest }: Readonly<StudyState>) {
  return structuredClone(rest)
}
const rows = async (store: Store) => (await allReviews(store.log, nodeFiles)).card.length
const learnt = () =>
  incomingCard({
    reviews: [
      { at: now - 12 * day, rating: 'good', spent: 3000 },
      { at: now - 10 * day, rating: 'good', spent: 2000 },
      { at: now - 3 * day, rating: 'again', spent: 9000 },
    ],
    due: now + 4 * day,
  })

describe('an import', () => {
  test('brings texts, schedules, marks, reviews and their days', async () => {
    const store = await opened()
    const report = await take(
      store,
      collection([
        incomingNote('a', basic('Front', 'Back', { tags: ['law'], deck: 'Border' }), { cards: [learnt()] }),
        incomingNote('b', basic('New', 'Card'), { cards: [incomingCard({ suspended: true, flag: 6 })] }),
        incomingNote('c', basic('', 'nothing is asked')),
      ]),
    )
    expect(report).toMatchObject({ notes: 3, new: 2, skipped: 1, updated: 0, same: 0, conflicting: 0 })
    expect(report.problems).toEqual([{ code: 'card-empty', where: 'note c', detail: { field: 'front' } }])
    const [a, b] = [noteId('anki', 'a'), noteId('anki', 'b')]
    const record = store.state.cards[ownCardId(a, 0)]
    expect(record?.memory).toMatchObject({ phase: 'review', repetitions: 3, lapses: 1, dueDay: '2026-06-12' })
    expect(record?.introduced).toBe('2026-05-27')
    expect(store.state.marks[ownCardId(b, 0)]).toEqual({ suspended: true, flag: 4 })
    expect(store.ownCard(a, store.state.ownCards[a] as never)?.text.text).toMatchObject({
      tags: ['law'],
      deck: 'Border',
    })
    expect(await rows(store)).toBe(3)
    expect(store.state.days).toEqual({})
    expect(Object.keys(store.state.importedDays)).toEqual(['2026-05-27', '2026-05-29', '2026-06-05'])
    expect(store.state.importedDays['2026-06-05']).toMatchObject({ reviews: 1, again: 1, mature: 1, recalled: 0 })
    expect(store.state.done).toHaveLength(1)
  })

  test('a second time changes nothing at all', async () => {
    const store = await opened()
    await take(store, studied(40, 5, now))
    const before = store.log.segments.at(-1)?.last
    const report = await take(store, studied(40, 5, now))
    expect(report).toMatchObject({ same: 40, new: 0, updated: 0, problems: [] })
    expect(store.log.segments.at(-1)?.last).toBe(before)
  })

  test('undo and redo give exactly what was there, and what was brought', async () => {
    const store = await opened()
    await take(store, studied(30, 3, now - 2 * day))
    await store.record('own-cards', { what: 'removed', cards: [] })
    const before = work(store.state)
    const later = studied(50, 6, now)
    for (const note of later.notes) {
      note.modifiedAt = 2000
      if (note.text.kind === 'basic') note.text.back += ', changed'
    }
    const report = await take(store, later)
    expect(report).toMatchObject({ new: 20, updated: 30 })
    const after = work(store.state)
    const counted = await rows(store)
    expect(after).not.toEqual(before)
    for (let round = 0; round < 2; round++) {
      await store.undo()
      expect(work(store.state)).toEqual(before)
      expect(await rows(store)).toBeLessThan(counted)
      await store.redo()
      expect(work(store.state)).toEqual(after)
      expect(await rows(store)).toBe(counted)
    }
    // The step and its undoing stay small, whatever was brought.
    expect(JSON.stringify(store.state.done.at(-1)).length).toBeLessThan(600)
    // The state is what its history folds into, also after a restart.
    const folded = emptyState()
    for await (const operation of store.operations()) applyOperation(folded, operation)
    expect(folded).toEqual(store.state)
  })

  test('what was undone leaves the state once it can no longer be done again', async () => {
    const store = await opened()
    await take(store, studied(10, 2, now))
    await store.undo()
    expect(Object.keys(store.state.imports)).toHaveLength(1)
    await store.record('catch-up', { plan: null, before: null })
    expect(store.state.imports).toEqual({})
  })

  test('a card that was studied here keeps its schedule and gets the reviews it lacks', async () => {
    const store = await opened()
    const note = (reviews: number) =>
      incomingNote('a', basic('Front', 'Back'), {
        cards: [{ ...learnt(), reviews: learnt().reviews.slice(0, reviews) }],
      })
    await take(store, collection([note(2)]))
    const card = ownCardId(noteId('anki', 'a'), 0)
    const before = store.state.cards[card] ?? null
    const memory = { ...(before as NonNullable<typeof before>).memory, stability: 77 }
    await store.record('review', { card, rating: 'good', day: '2026-06-08', spent: 1, before, memory })
    const report = await take(store, collection([note(3)]))
    expect(report.updated).toBe(1)
    expect(store.state.cards[card]?.memory.stability).toBe(77)
    expect(await rows(store)).toBe(4)
  })

  test('the same name with another model, and what was edited here, is kept and said', async () => {
    const store = await opened()
    const note = (back: string, more: Partial<IncomingNote> = {}) => incomingNote('a', basic('Front', back), more)
    await take(store, collection([note('Back')]))
    expect((await take(store, collection([note('Other', { model: 'Cloze', modifiedAt: 9000 })]))).problems).toEqual([
      { code: 'other-model', where: 'note a', detail: { front: 'Front' } },
    ])
    const id = noteId('anki', 'a')
    const ref = store.state.ownCards[id] as never as { version: number; checksum: string; createdAt: number }
    const stored = store.ownCard(id, ref as never)?.text.text
    const [checksum = ''] = await store.writeOwnCards([
      { card: id, version: 2, text: { text: { ...stored, back: 'Mine' } as never } },
    ])
    const after = { version: 2, checksum, createdAt: ref.createdAt, updatedAt: now }
    await store.record('own-cards', { what: 'edited', cards: [{ card: id, before: ref as never, after }] })
    const report = await take(store, collection([note('Newer', { modifiedAt: 9000 })]))
    expect(report).toMatchObject({ conflicting: 1, updated: 0 })
    expect(store.state.ownCards[id]?.version).toBe(2)
    // The file has nothing newer than what the edit was made of.
    expect(await take(store, collection([note('Back')]))).toMatchObject({ same: 1, conflicting: 0 })
  })

  test('several gaps of one number are one card', async () => {
    const store = await opened()
    const text = cloze('{{Smuggling}} needs a {{border}}, {{trafficking}} needs none.')
    const cards = [incomingCard({ number: 0 }), { ...learnt(), number: 1 }]
    await take(store, collection([incomingNote('c', text, { deletions: [0, 1, 0], cards })]))
    const id = noteId('anki', 'c')
    expect(store.ownCard(id, store.state.ownCards[id] as never)?.text.deletions).toEqual({
      numbers: [0, 1, 0],
      next: 2,
    })
    expect(Object.keys(store.state.cards)).toEqual([ownCardId(id, 1)])
  })

  test('cancelled or left open, it leaves nothing that shows', async () => {
    const store = await opened()
    await take(store, studied(5, 2, now))
    const before = work(store.state)
    const reviews = await rows(store)
    const stop = new AbortController()
    const from = studied(5000, 1, now)
    from.media.set('x', Buffer.from('a picture'))
    const progress = ({ step }: { step: string }) => step === 'writing' && stop.abort()
    await expect(take(store, from, { signal: stop.signal, progress })).rejects.toThrow(Cancelled)
    expect(work(store.state)).toEqual(before)
    expect(Object.values(store.state.imports).filter(({ status }) => status === 'open')).toEqual([])
    expect(await rows(store)).toBe(reviews)
    expect(await store.mediaNames()).toEqual([])
  })

  test('rows without an id are known by their first field', async () => {
    const store = await opened()
    const row = (front: string, back: string, where: string) =>
      incomingNote(null, basic(front, back), { where, cards: [], model: null, modifiedAt: null })
    const table = (...notes: IncomingNote[]) => collection(notes, { format: 'text' })
    await take(store, table(row('What?', 'This', 'row 1'), row('  WHAT? ', 'That', 'row 2')))
    expect(Object.keys(store.state.ownCards)).toHaveLength(1)
    const skip = { choices: { duplicates: 'skip' } }
    expect(await take(store, table(row('what?', 'Other', 'row 1')), skip)).toMatchObject({ skipped: 1 })
    expect(await take(store, table(row('what?', 'Other', 'row 1')))).toMatchObject({ updated: 1 })
    const add = { choices: { duplicates: 'add' } }
    expect(await take(store, table(row('what?', 'Third', 'row 1')), add)).toMatchObject({ new: 1 })
    expect(Object.keys(store.state.ownCards)).toHaveLength(2)
  })

  test('a card’s history tells of its reviews elsewhere, unless the import was taken back', async () => {
    const store = await opened()
    await take(store, collection([incomingNote('a', basic('Front', 'Back'), { cards: [learnt()] })]))
    const card = ownCardId(noteId('anki', 'a'), 0)
    const made = async () => {
      const segments = await new ColumnCache(nodeFiles).all(store.log)
      return cardHistory(nodeFiles, store.folder, segments, card)
    }
    const reviews = await made()
    expect(reviews.map(({ rating, day, before }) => [rating, day, before === null])).toEqual([
      ['good', '2026-05-27', true],
      ['good', '2026-05-29', false],
      ['again', '2026-06-05', false],
    ])
    expect(reviews.at(-1)?.memory.stability).toBeCloseTo(store.state.cards[card]?.memory.stability ?? 0, 6)
    await store.undo()
    expect(await made()).toEqual([])
  })

  test('what it brings can be saved in the editor as it is', async () => {
    const test = await openCore()
    const file = 'front\tback\ttags\tdeck\nWho?\tSomebody\t"two words, law"\tBorder control\n'
    const { id } = await test.call.desk.begin({ name: 'a.tsv', size: file.length })
    await test.call.desk.send({ file: id, at: 0, data: Buffer.from(file).toString('base64') })
    await test.call.imports.start({ file: id })
    const { rows } = await test.call.study.browse({
      ...{ search: 'tag:two-words', sort: 'question', descending: false, offset: 0, limit: 9 },
    })
    const card = ownIdOf(rows[0]?.id ?? '') ?? ''
    const { text } = await test.call.ownCards.get({ card })
    expect(text).toMatchObject({ tags: ['two-words', 'law'], deck: 'Border control' })
    await test.call.ownCards.save({ card, base: 1, text: { ...text, note: 'Mine' } })
  })

  test('a preview says what it would do and writes nothing', async () => {
    const store = await opened()
    const report = await planImport({ store, clock: () => now }, studied(20, 2, now))
    expect(report).toMatchObject({ new: 20, notes: 20, reviews: 40 })
    expect(store.savedAt).toBeNull()
  })
})

test('imports in any order, some undone, leave what their history folds into, and twice is once', async () => {
  const note = fc.record({
    n: fc.integer({ min: 0, max: 6 }),
    back: fc.constantFrom('one', 'two', 'three'),
    modifiedAt: fc.integer({ min: 1, max: 5 }),
    reviews: fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 4 }),
    suspended: fc.boolean(),
  })
  const act = fc.oneof(
    fc.record({ kind: fc.constant('import' as const), notes: fc.array(note, { minLength: 1, maxLength: 6 }) }),
    fc.record({ kind: fc.constantFrom('undo' as const, 'redo' as const) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 6 }), async (acts) => {
      const store = await opened()
      for (const one of acts) {
        if (one.kind !== 'import') await store[one.kind]()
        else {
          const from = collection(
            one.notes.map(({ n, back, modifiedAt, reviews, suspended }) =>
              incomingNote(`n${n}`, basic(`Front ${n}`, back), {
                modifiedAt,
                cards: [
                  incomingCard({
                    suspended,
                    reviews: reviews
                      .sort((a, b) => b - a)
                      .map((ago) => ({ at: now - ago * day, rating: 'good', spent: 1 })),
                    due: reviews.length > 0 ? now + day : null,
                  }),
                ],
              }),
            ),
          )
          const before = work(store.state)
          const first = await take(store, from)
          const { notes, new: made, updated, same, conflicting, skipped } = first
          expect(made + updated + same + conflicting + skipped).toBe(notes)
          const after = work(store.state)
          expect(await take(store, from)).toMatchObject({ new: 0, updated: 0, problems: first.problems })
          expect(work(store.state)).toEqual(after)
          if (made + updated > 0) {
            await store.undo()
            expect(work(store.state)).toEqual(before)
            await store.redo()
            expect(work(store.state)).toEqual(after)
          }
        }
      }
      const folded = emptyState()
      for await (const operation of store.operations()) applyOperation(folded, operation)
      expect(folded).toEqual(store.state)
      await dropOpenImports(store)
      expect(folded).toEqual(store.state)
    }),
    { numRuns: 30 },
  )
}, 60_000)
