import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { codeOf, openCore } from '../../support/core'

const none = { kind: 'none' } as const
const paragraph = {
  kind: 'paragraph',
  chapter: 'the-distinction',
  section: 'consent',
  block: 'consent-00000002',
  quote: 'Somebody who is',
} as const

describe('saving', () => {
  test('keeps text, title and excerpt, and survives a restart', async () => {
    const test = await openCore()
    const note = randomUUID()
    const saved = await test.call.notes.save({
      note,
      base: 0,
      target: paragraph,
      text: '# My *title*\n\nSome **text**.',
    })
    expect(saved).toEqual({
      id: note,
      target: paragraph,
      title: 'My title',
      excerpt: 'Some text.',
      createdAt: test.time.now,
      updatedAt: test.time.now,
      version: 1,
      text: '# My *title*\n\nSome **text**.',
    })
    await test.reopen()
    expect(await test.call.notes.get({ note })).toEqual(saved)
  })

  test('counts versions from the one it was written on', async () => {
    const { call, time } = await openCore()
    const note = randomUUID()
    const first = await call.notes.save({ note, base: 0, target: none, text: 'one' })
    time.now += 1000
    const second = await call.notes.save({ note, base: 1, target: none, text: 'two' })
    expect(second).toMatchObject({ version: 2, createdAt: first.createdAt, updatedAt: time.now, text: 'two' })
    expect(await codeOf(call.notes.save({ note, base: 1, target: none, text: 'other' }))).toBe('CONFLICT')
    expect(await codeOf(call.notes.save({ note, base: 5, target: none, text: 'other' }))).toBe('CONFLICT')
    expect((await call.notes.get({ note })).text).toBe('two')
  })

  test('that is under way when the core closes ends first', async () => {
    const test = await openCore()
    const note = randomUUID()
    const saving = test.call.notes.save({ note, base: 0, target: none, text: 'just in time' })
    await test.call.app.status()
    await test.reopen()
    const saved = await saving
    expect(await test.call.notes.get({ note })).toEqual(saved)
  })

  test('takes a repeat for what it is, and writes nothing for it or for what is saved already', async () => {
    const { call, history } = await openCore()
    const note = randomUUID()
    const save = { note, base: 0, target: none, text: 'one' }
    const [first, twin] = await Promise.all([call.notes.save(save), call.notes.save(save)])
    const before = await history()
    expect(twin).toEqual(first)
    expect(await call.notes.save(save)).toEqual(first)
    expect(await call.notes.save({ ...save, base: 1 })).toEqual(first)
    expect(await history()).toBe(before)
    expect((await call.notes.save({ ...save, base: 1, target: paragraph })).version).toBe(2)
  })

  test('two different first versions at once: the second is refused', async () => {
    const { call } = await openCore()
    const note = randomUUID()
    const save = (text: string) => codeOf(call.notes.save({ note, base: 0, target: none, text }))
    expect(await Promise.all([save('one'), save('two')])).toEqual([null, 'CONFLICT'])
    expect((await call.notes.get({ note })).text).toBe('one')
  })

  test('hangs only on what is there, but goes on hanging on what was', async () => {
    const test = await openCore()
    const text = 'x'
    const save = (target: Parameters<typeof test.call.notes.save>[0]['target']) =>
      codeOf(test.call.notes.save({ note: randomUUID(), base: 0, target, text }))
    expect(await save({ kind: 'card', card: 'gone' })).toBe('NOT_FOUND')
    expect(await save({ kind: 'entry', entry: 'gone' })).toBe('NOT_FOUND')
    expect(await save({ ...paragraph, section: 'gone' })).toBe('NOT_FOUND')
    expect(await save({ ...paragraph, block: 'of-an-older-edition' })).toBeNull()
    expect((await test.call.notes.list({})).total).toBe(1)
  })
})

describe('list', () => {
  test('is newest first and filters by place and words', async () => {
    const { call, time } = await openCore()
    const write = async (text: string, target: Parameters<typeof call.notes.save>[0]['target']) => {
      time.now += 1000
      return (await call.notes.save({ note: randomUUID(), base: 0, target, text })).id
    }
    const [border, card, entry] = [
      await write('Ask about the border', paragraph),
      await write('Résumé of the **card**', { kind: 'card', card: 'mixed-up' }),
      await write('On the task force', { kind: 'entry', entry: 'jtfa' }),
    ]
    const ids = async (filter: Parameters<typeof call.notes.list>[0]) =>
      (await call.notes.list(filter)).notes.map(({ id }) => id)
    expect(await ids({})).toEqual([entry, card, border])
    expect(await ids({ target: { ...paragraph, quote: 'something else' } })).toEqual([border])
    expect(await ids({ target: { kind: 'entry', entry: 'jtfa' } })).toEqual([entry])
    expect(await ids({ target: none })).toEqual([])
    expect(await ids({ text: 'RESUME ca' })).toEqual([card])
    expect(await call.notes.list({ text: 'nowhere' })).toEqual({ notes: [], found: 0, total: 3 })
  })
})

test('removing can be undone, and the text is back with it', async () => {
  const { call } = await openCore()
  const note = randomUUID()
  await call.notes.save({ note, base: 0, target: none, text: 'Keep me' })
  expect(await call.notes.remove({ note })).toEqual({ undo: { kind: 'note-removed', subject: 'Keep me' }, redo: null })
  expect(await codeOf(call.notes.get({ note }))).toBe('NOT_FOUND')
  expect(await codeOf(call.notes.remove({ note }))).toBe('NOT_FOUND')
  expect(await codeOf(call.notes.save({ note, base: 1, target: none, text: 'late' }))).toBe('CONFLICT')
  expect((await call.notes.list({})).total).toBe(0)
  expect(await call.history.undo()).toEqual({
    undo: { kind: 'note', subject: 'Keep me' },
    redo: { kind: 'note-removed', subject: 'Keep me' },
  })
  expect((await call.notes.get({ note })).text).toBe('Keep me')
})

test('undoing an edit brings the older text back, and a new edit goes on from there', async () => {
  const { call } = await openCore()
  const note = randomUUID()
  await call.notes.save({ note, base: 0, target: none, text: 'first' })
  await call.notes.save({ note, base: 1, target: none, text: 'second' })
  await call.history.undo()
  expect(await call.notes.get({ note })).toMatchObject({ version: 1, text: 'first' })
  await call.history.redo()
  expect(await call.notes.get({ note })).toMatchObject({ version: 2, text: 'second' })
  await call.history.undo()
  expect(await call.notes.save({ note, base: 1, target: none, text: 'third' })).toMatchObject({ version: 2 })
  expect(await call.notes.get({ note })).toMatchObject({ version: 2, text: 'third' })
})

test('undoing the first version takes the note away, redoing brings it back', async () => {
  const { call } = await openCore()
  const note = randomUUID()
  await call.notes.save({ note, base: 0, target: none, text: 'only' })
  await call.history.undo()
  expect(await codeOf(call.notes.get({ note }))).toBe('NOT_FOUND')
  await call.history.redo()
  expect((await call.notes.get({ note })).text).toBe('only')
})
