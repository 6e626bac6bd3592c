import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { compose } from '../../../electron/core/compose'
import { codeOf, openCore, type TestCore } from '../../support/core'
import { reviewsWorker } from '../../support/reviews-worker'

type Call = TestCore['call']
/** Calls the contract forbids: the types would too. */
const forbidden: [string, (call: Call) => Promise<unknown>][] = [
  ['an unknown rating', (call) => call.study.review({ ...review, rating: 'perfect' as 'easy' })],
  ['a negative time', (call) => call.study.review({ ...review, spent: -1 })],
  ['half a millisecond', (call) => call.study.review({ ...review, spent: 0.5 })],
  ['a key too many', (call) => call.study.review({ ...review, extra: 1 } as typeof review)],
  ['an unknown scope', (call) => call.study.next({ scope: { kind: 'deck' } as unknown as { kind: 'all' } })],
  ['nothing at all', (call) => call.study.next(undefined as never)],
  [
    'an id that is no UUID',
    (call) => call.notes.save({ note: '../../x', base: 0, target: { kind: 'none' }, text: '' }),
  ],
  [
    'a note too long',
    (call) => call.notes.save({ note: randomUUID(), base: 0, target: { kind: 'none' }, text: 'x'.repeat(2_000_001) }),
  ],
  ['a retention of 1', (call) => call.settings.changeStudy({ retention: 1 })],
  ['a theme that is none', (call) => call.settings.changeAppearance({ theme: 'pink' as 'dark' })],
  ['a limit of 51', (call) => call.search.query({ text: 'x', limit: 51 })],
  ['an empty id', (call) => call.library.chapter({ chapter: '' })],
]
const review = {
  request: 'r',
  scope: { kind: 'all' } as const,
  card: 'mixed-up',
  standsOn: null,
  rating: 'good' as const,
  spent: 1,
}

test('a call that breaks the contract gets a coded error and changes nothing', async () => {
  const { call, history, folder, reopen } = await openCore()
  await call.study.review({ ...review, request: 'first', card: 'jtfa-law' })
  const before = await history()
  const settings = await call.settings.get()
  for (const [name, wrong] of forbidden) expect([name, await codeOf(wrong(call))]).toEqual([name, 'BAD_REQUEST'])
  expect(await history()).toBe(before)
  expect(await call.settings.get()).toEqual(settings)
  expect(folder).not.toBe('')
  await reopen()
  expect(await history()).toBe(before)
})

test('what a page is told of an error holds no stack and no path', async () => {
  const { call, folder } = await openCore()
  const error = await call.library.chapter({ chapter: 'gone' }).catch((thrown: unknown) => thrown)
  const told = JSON.stringify(error)
  expect(told).toContain('"code":"NOT_FOUND"')
  expect(told).not.toContain('stack')
  expect(told).not.toContain(folder)
})

describe('a data folder that cannot be opened', () => {
  test('leaves the book readable and says why the rest is not', async () => {
    const scratch = await mkdtemp(path.join(tmpdir(), 'fieldbook-core-'))
    onTestFinished(() => rm(scratch, { recursive: true }))
    await writeFile(path.join(scratch, 'file'), 'a file where the folder should be')
    const { call, core } = await openCore({ folder: path.join(scratch, 'file') })
    expect(core.failure).not.toBeNull()
    const status = await call.app.status()
    expect(status).toEqual({ savedAt: null, failure: core.failure, readOnly: null, notices: [] })
    expect((await call.app.about()).pack.id).toBe('small')
    expect((await call.library.chapter({ chapter: 'the-distinction' })).chapter.number).toBe(1)
    expect((await call.glossary.entry({ entry: 'jtfa' })).entry.acronym).toBe('JTFA')
    expect(await call.app.dismissNotice({ notice: 'x' })).toEqual(status)
    const closed: Promise<unknown>[] = [
      call.reading.state(),
      call.study.overview(),
      call.study.next({ scope: { kind: 'all' } }),
      call.study.review(review),
      call.notes.list({}),
      call.notes.get({ note: 'constructor' }),
      call.notes.save({ note: randomUUID(), base: 0, target: { kind: 'none' }, text: '' }),
      call.history.latest(),
      call.history.undo(),
      call.progress.summary(),
      call.settings.get(),
      call.settings.changeAppearance({ theme: 'dark' }),
      call.settings.changeStudy({ newPerDay: 1 }),
      call.search.query({ text: '', limit: 1 }),
    ]
    for (const code of await Promise.all(closed.map(codeOf))) expect(code).toBe('UNAVAILABLE')
  })
})

test('a second core on the same folder is told that it is open', async () => {
  const { folder } = await openCore()
  await expect(openCore({ folder })).rejects.toMatchObject({ name: 'AlreadyOpen' })
})

test('a pack that is missing or of another format is an error of the installation', async () => {
  const scratch = await mkdtemp(path.join(tmpdir(), 'fieldbook-core-'))
  onTestFinished(() => rm(scratch, { recursive: true }))
  const packFile = path.join(scratch, 'pack.json')
  const options = {
    dataFolder: path.join(scratch, 'data'),
    startReviewsWorker: reviewsWorker,
    packFile,
    host: 'loopback',
    versions: { app: '', node: '' },
  } as const
  await expect(compose(options)).rejects.toThrow('ENOENT')
  await writeFile(packFile, '{"format":2}')
  await expect(compose(options)).rejects.toThrow('format 2')
})

test('notes with names that objects inherit are not there', async () => {
  const { call } = await openCore()
  for (const note of ['constructor', '__proto__', 'toString']) {
    expect(await codeOf(call.notes.get({ note }))).toBe('NOT_FOUND')
    expect(await codeOf(call.notes.remove({ note }))).toBe('NOT_FOUND')
  }
})
