import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { openCore } from '../../support/core'

test('study and notes are one line of steps, each with its time and place', async () => {
  const { call, time, rateNext } = await openCore()
  const begun = time.now
  const note = randomUUID()
  const written = { note, target: { kind: 'none' as const }, visit: 'one visit' }
  const card = await rateNext('good')
  time.now += 1000
  await call.notes.save({ ...written, base: 0, text: 'First' })
  await call.notes.save({ ...written, base: 1, text: 'First words' })
  time.now += 1000
  const place = { chapter: 'the-distinction', section: 'consent' }
  await call.reading.markSection({ ...place, read: true, automatic: false })
  await call.plan.set({ day: '2026-07-01', minutes: 20 })
  await call.settings.changeStudy({ newPerDay: 3 })
  // No steps: where one reads, how it looks, practice.
  await call.reading.setPosition({ ...place, block: 'any' })
  await call.settings.changeAppearance({ theme: 'dark' })
  await call.practice.record({ request: randomUUID(), card, recalled: true, spent: 1000 })

  const steps = await call.history.steps()
  expect(steps.undone).toEqual([])
  expect(steps.done.map(({ kind, place }) => [kind, place])).toEqual([
    ['study-settings', { kind: 'settings' }],
    ['plan', { kind: 'plan' }],
    ['section-read', { kind: 'section', ...place }],
    ['note', { kind: 'note', note }],
    ['review', { kind: 'card', card }],
  ])
  expect(steps.done.map(({ at }) => at - begun)).toEqual([2000, 2000, 2000, 1000, 0])

  for (let n = 0; n < 4; n += 1) await call.history.undo()
  const back = await call.history.steps()
  expect(back.done.map(({ kind }) => kind)).toEqual(['review'])
  // The next to be done again comes first.
  expect(back.undone.map(({ kind }) => kind)).toEqual(['note', 'section-read', 'plan', 'study-settings'])
  await call.history.redo()
  expect((await call.notes.get({ note })).text).toBe('First words')
})

test('a section marked by hand is named with what was done to it', async () => {
  const { call } = await openCore()
  const mark = { chapter: 'the-distinction', section: 'consent', automatic: false }
  await call.reading.markSection({ ...mark, read: true })
  await call.reading.markSection({ ...mark, read: false })
  const { done } = await call.history.steps()
  expect(done.map(({ subject, did }) => [subject, did])).toEqual([
    ['Consent', 'unread'],
    ['Consent', 'read'],
  ])
})

test('no more than 20 are listed', async () => {
  const { call } = await openCore()
  for (let n = 0; n < 25; n += 1) await call.settings.changeStudy({ newPerDay: n + 1 })
  expect((await call.history.steps()).done).toHaveLength(20)
})
