import { expect, test } from 'vitest'
import { NotSaved } from '../../../electron/core/store/store'
import type { StudyState } from '../../../shared/model/operations'
import { emptyState } from '../../../shared/rules/fold'
import { cardsInHistory, codes, history, open, review, saveNote, scratch } from './support'

const note = '0b5f3f6e-7a52-4d7c-9a7e-9d0f0c6f1a11'

test('what was recorded is there at the next opening', async () => {
  const folder = scratch()
  const first = await open(folder)
  expect(first.savedAt).toBeNull()
  expect(first.state).toEqual(emptyState())
  const operation = await first.record('review', review('card-1'), { request: 'r1' })
  await first.record('section-read', { chapter: 'one', section: 'opening', read: true, automatic: true, before: null })
  await first.record('position', { chapter: 'one', section: 'opening', block: 'opening-00000000' })
  await saveNote(first, note, 1, 'Consent can be void.\nÄ – 走私 🚚')
  await first.changeAppearance({ theme: 'dark', textSize: 120 })
  const state = structuredClone(first.state)
  expect(first.savedAt).toBe(state.savedAt)
  await first.close()

  const second = await open(folder)
  expect(second.state).toEqual(state)
  expect(second.state.cards['card-1']?.standsOn).toBe(operation.id)
  expect(await second.readNote(note)).toBe('Consent can be void.\nÄ – 走私 🚚')
  expect(second.appearance).toMatchObject({ theme: 'dark', textSize: 120, width: 'normal' })
  expect((await history(second))[0]).toEqual(operation)
  expect(second.notices).toEqual([])
  expect(second.readOnly).toBeNull()
})

test('a repeated request gets the first answer, at once, later and after a restart', async () => {
  const folder = scratch()
  const store = await open(folder)
  const [one, two] = await Promise.all([
    store.record('review', review('card-1'), { request: 'same' }),
    store.record('review', review('card-1'), { request: 'same' }),
  ])
  expect(two).toEqual(one)
  expect(await store.record('review', review('card-1'), { request: 'same' })).toEqual(one)
  expect(store.answered('same')).toBe(true)
  expect(store.answered('other')).toBe(false)
  // More than the undo stack holds, so that the answer has to come from the files.
  await Promise.all(Array.from({ length: 120 }, (_, i) => store.record('review', review(`more-${i}`))))
  await store.close()

  const again = await open(folder)
  expect(await again.record('review', review('card-1'), { request: 'same' })).toEqual(one)
  expect((await cardsInHistory(again)).filter((card) => card === 'card-1')).toHaveLength(1)
})

test('undo and redo survive restarts', async () => {
  const folder = scratch()
  let store = await open(folder)
  expect(await store.undo()).toBeNull()
  await store.record('review', review('card-1'))
  await store.record('study-settings', {
    settings: { ...store.state.settings, newPerDay: 7 },
    before: store.state.settings,
  })
  await store.close()

  store = await open(folder)
  expect((await store.undo())?.kind).toBe('undo')
  expect(store.state.settings.newPerDay).toBe(20)
  await store.close()

  store = await open(folder)
  await store.undo()
  expect(store.state.cards).toEqual({})
  expect(store.state.days).toEqual({})
  expect(await store.undo()).toBeNull()
  await store.close()

  store = await open(folder)
  await store.redo()
  expect(Object.keys(store.state.cards)).toEqual(['card-1'])
  await store.redo()
  expect(store.state.settings.newPerDay).toBe(7)
  expect(await store.redo()).toBeNull()
  expect((await history(store)).map(({ kind }) => kind)).toEqual([
    ...['review', 'study-settings', 'undo', 'undo', 'redo', 'redo'],
  ])
})

test('a hundred steps are taken back and done again, a restart after each few', async () => {
  const folder = scratch()
  let store = await open(folder)
  const states: StudyState[] = []
  for (let n = 0; n <= 100; n++) {
    if (n > 0) await store.record('review', review(`card-${n % 7}`, store.state.cards[`card-${n % 7}`] ?? null))
    states.push(structuredClone(store.state))
  }
  const again = async (n: number) => {
    if (n % 9 !== 0) return
    await store.close()
    store = await open(folder)
  }
  for (let n = 99; n >= 0; n--) {
    await again(n)
    expect((await store.undo())?.kind).toBe('undo')
    expect(store.state.cards).toEqual(states[n]?.cards)
    expect(store.state.days['2026-03-01']?.reviews ?? 0).toBe(n)
  }
  expect(await store.undo()).toBeNull()
  for (let n = 1; n <= 100; n++) {
    await again(n)
    expect((await store.redo())?.kind).toBe('redo')
    expect(store.state.cards).toEqual(states[n]?.cards)
  }
  expect(await store.redo()).toBeNull()
})

test('two undos at once take back two operations', async () => {
  const store = await open(scratch())
  await Promise.all([store.record('review', review('a')), store.record('review', review('b'))])
  await Promise.all([store.record('review', review('c')), store.undo(), store.undo()])
  expect(Object.keys(store.state.cards)).toEqual(['a'])
})

test('many at once are all stored, in order', async () => {
  const folder = scratch()
  const store = await open(folder)
  const cards = Array.from({ length: 1500 }, (_, i) => `card-${i}`)
  await Promise.all(cards.map((card) => store.record('review', review(card))))
  expect(await cardsInHistory(store)).toEqual(cards)
  await store.close()
  expect(await cardsInHistory(await open(folder))).toEqual(cards)
})

test('a clock that goes back stores everything, in order', async () => {
  const folder = scratch()
  let now = Date.UTC(2026, 5, 1)
  let store = await open(folder, { clock: () => now, zone: () => 120 })
  const first = await store.record('review', review('a'))
  now -= 400 * 864e5
  const second = await store.record('review', review('b'))
  const third = await store.record('review', review('a', store.state.cards.a))
  expect(second).toMatchObject({ at: now, time: first.time, tick: first.tick + 1, zone: 120 })
  expect(third.tick).toBe(second.tick + 1)
  await store.close()
  store = await open(folder, { clock: () => now })
  const fourth = await store.record('review', review('c'))
  expect([fourth.time, fourth.tick]).toEqual([third.time, third.tick + 1])
  expect(fourth.id.endsWith(':1')).toBe(true)
  expect(fourth.id.split(':')[0]).not.toBe(first.id.split(':')[0])
  expect(store.state.cards.a?.standsOn).toBe(third.id)
})

test('an operation is recorded as it was when asked for', async () => {
  const store = await open(scratch())
  const data = review('before')
  const recorded = store.record('review', data)
  data.card = 'after'
  expect((await recorded).data.card).toBe('before')
  expect(Object.keys(store.state.cards)).toEqual(['before'])
})

test('history outgrows one file', async () => {
  const folder = scratch()
  const store = await open(folder)
  const count = 20_500
  const position = { chapter: 'one', section: 'opening', block: 'b' }
  await Promise.all(Array.from({ length: count }, () => store.record('position', position)))
  await store.record('review', review('last'))
  const state = structuredClone(store.state)
  await store.close()
  const again = await open(folder)
  expect(again.state).toEqual(state)
  expect(codes(again)).toEqual([])
  let seen = 0
  for await (const _ of again.operations()) seen++
  expect(seen).toBe(count + 1)
})

test('a closed store takes nothing more', async () => {
  const store = await open(scratch())
  const last = store.record('review', review('a'))
  await store.close()
  expect((await last).data.card).toBe('a')
  await expect(store.record('review', review('b'))).rejects.toBeInstanceOf(NotSaved)
  await expect(store.changeAppearance({ theme: 'dark' })).rejects.toBeInstanceOf(NotSaved)
  await expect(store.writeNote(note, 1, '')).rejects.toBeInstanceOf(NotSaved)
})
