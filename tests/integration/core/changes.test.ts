import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { defaultAppearance, defaultStudySettings } from '../../../shared/model/study'
import { codeOf, openCore } from '../../support/core'

describe('reading', () => {
  const mark = { chapter: 'the-distinction', section: 'consent', read: true, automatic: false }

  test('keeps what was read and where, and writes nothing twice', async () => {
    const test = await openCore()
    const { sections } = await test.call.reading.markSection(mark)
    expect(sections).toEqual({ 'the-distinction#consent': test.time.now })
    const place = { chapter: 'the-distinction', section: 'border', block: 'border-00000005' }
    await test.call.reading.setPosition(place)
    const before = await test.history()
    await test.call.reading.markSection({ ...mark, automatic: true })
    await test.call.reading.setPosition(place)
    expect(await test.history()).toBe(before)
    await test.reopen()
    const position = { ...place, at: test.time.now }
    const kept = { sections, position, positions: { 'the-distinction': position }, checks: {} }
    expect(await test.call.reading.state()).toEqual(kept)
    expect(await test.call.app.status()).toMatchObject({ savedAt: test.time.now })
    expect((await test.call.reading.markSection({ ...mark, read: false })).sections).toEqual({})
  })

  test('remembers the line in each chapter, and is no step of undo', async () => {
    const test = await openCore()
    const one = { chapter: 'the-distinction', section: 'border', block: 'border-00000005', offset: 0.25 }
    const other = { chapter: 'response-to-smuggling', section: 'agencies', block: 'agencies-00000007', offset: 0 }
    await test.call.reading.setPosition(one)
    await test.call.reading.setPosition(other)
    const before = await test.history()
    await test.call.reading.setPosition({ ...other, offset: 0.01 })
    expect(await test.history()).toBe(before)
    expect(await test.call.history.latest()).toEqual({ undo: null, redo: null })
    await test.reopen()
    const { position, positions } = await test.call.reading.state()
    expect(position).toMatchObject(other)
    expect(positions).toMatchObject({ 'the-distinction': one, 'response-to-smuggling': other })
    await test.call.reading.setPosition({ ...other, offset: 0.5 })
    expect((await test.call.reading.state()).position?.offset).toBe(0.5)
    expect(await codeOf(test.call.reading.setPosition({ ...one, offset: 1.5 }))).toBe('BAD_REQUEST')
  })

  test('asks for sections that are there', async () => {
    const { call } = await openCore()
    expect(await codeOf(call.reading.markSection({ ...mark, section: 'constructor' }))).toBe('NOT_FOUND')
    expect(await codeOf(call.reading.setPosition({ chapter: 'gone', section: 'x', block: 'y' }))).toBe('NOT_FOUND')
  })
})

describe('settings', () => {
  test('change one at a time, survive a restart, and study settings can be undone', async () => {
    const test = await openCore()
    expect(await test.call.settings.get()).toEqual({ appearance: defaultAppearance, study: defaultStudySettings })
    await test.call.settings.changeAppearance({ theme: 'dark', textSize: undefined })
    await test.call.settings.changeStudy({ retention: 0.85 })
    const before = await test.history()
    await test.call.settings.changeStudy({ retention: 0.85 })
    expect(await test.history()).toBe(before)
    await test.reopen()
    expect(await test.call.settings.get()).toEqual({
      appearance: { ...defaultAppearance, theme: 'dark' },
      study: { ...defaultStudySettings, retention: 0.85 },
    })
    expect((await test.call.history.latest()).undo).toEqual({ kind: 'study-settings', subject: '' })
    await test.call.history.undo()
    expect((await test.call.settings.get()).study).toEqual(defaultStudySettings)
  })
})

describe('history', () => {
  test('names what it would undo and redo, and goes back and forth over a restart', async () => {
    const test = await openCore()
    const { call } = test
    expect(await call.history.latest()).toEqual({ undo: null, redo: null })
    expect(await call.history.undo()).toEqual({ undo: null, redo: null })
    const section = { kind: 'section-read', subject: 'Consent', did: 'read' }
    const review = { kind: 'review', subject: 'What is often mixed up?', rating: 'hard', card: 'mixed-up' }
    await call.reading.markSection({ chapter: 'the-distinction', section: 'consent', read: true, automatic: false })
    const scope = { kind: 'all' } as const
    await call.study.review({ request: 'r', scope, card: 'mixed-up', standsOn: null, rating: 'hard', spent: 1000 })
    expect(await call.history.latest()).toEqual({ undo: review, redo: null })
    expect(await call.history.undo()).toEqual({ undo: section, redo: review })
    expect((await call.study.overview()).reviewedToday).toBe(0)
    await test.reopen()
    expect(await test.call.history.latest()).toEqual({ undo: section, redo: review })
    expect(await test.call.history.redo()).toEqual({ undo: review, redo: null })
    expect((await test.call.study.overview()).reviewedToday).toBe(1)
    await test.call.history.undo()
    await test.call.history.undo()
    expect((await test.call.reading.state()).sections).toEqual({})
  })

  test('what the reader scrolled past is not something to undo', async () => {
    const { call } = await openCore()
    await call.reading.markSection({ chapter: 'the-distinction', section: 'consent', read: true, automatic: true })
    expect((await call.history.latest()).undo).toBeNull()
  })

  test('after an undo the card is new again and can be rated', async () => {
    const { call, rateNext } = await openCore()
    const card = await rateNext('good')
    await call.history.undo()
    const { next } = await call.study.next({ scope: { kind: 'all' } })
    expect(next).toMatchObject({ card: { id: card }, record: null })
    const review = { scope: { kind: 'all' } as const, card, standsOn: null, rating: 'easy' as const, spent: 1 }
    await call.study.review({ ...review, request: randomUUID() })
    expect((await call.study.overview()).reviewedToday).toBe(1)
  })
})
