/** A folder in which nothing could be written when it was opened: the app recovers by itself once it can. */
import { randomUUID } from 'node:crypto'
import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { codeOf, openCore } from '../../support/core'
import { faultyFiles, type Step } from '../store/faulty-files'

vi.setConfig({ testTimeout: 30_000 })

const faults: [what: string, code: string, refuses: (step: Step) => string | undefined][] = [
  ['a full disk', 'disk-full', ({ call }) => (call === 'write' ? 'ENOSPC' : undefined)],
  [
    'a folder that can only be read',
    'read-only',
    ({ call }) => (['open', 'rename', 'remove'].includes(call) ? 'EROFS' : undefined),
  ],
]

test.each(faults)('%s at opening: saves again once it can be written to', async (_what, code, refuses) => {
  let isBad = false
  let tried = 0
  const files = faultyFiles((step) => {
    if (step.call === 'open' && step.path.endsWith('probe.tmp')) tried++
    return isBad ? refuses(step) : undefined
  })
  const core = await openCore({ files })
  const note = randomUUID()
  const save = (base: number, text: string) => core.call.notes.save({ note, base, target: { kind: 'none' }, text })
  await save(0, 'Before')
  await core.core.close()
  const log = path.join(core.folder, 'log/000001.log')
  appendFileSync(log, '12345678 9 {"half')
  const before = readFileSync(log)

  isBad = true
  await core.reopen()
  expect((await core.call.app.status()).readOnly).toMatchObject({ code, detail: { folder: core.folder } })
  expect((await core.call.notes.get({ note })).text).toBe('Before')
  expect(await codeOf(save(1, 'Not to be'))).toBe('NOT_SAVED')
  const { opening } = await core.call.lock.state()
  tried = 0
  await vi.waitFor(() => expect(tried).toBeGreaterThan(0), 10_000)
  expect((await core.call.app.status()).readOnly).not.toBeNull()
  expect(readFileSync(log)).toEqual(before)

  isBad = false
  await vi.waitFor(async () => expect((await core.call.app.status()).readOnly).toBeNull(), 10_000)
  expect((await save(1, 'After')).text).toBe('After')
  expect((await core.call.app.status()).notices.map((notice) => notice.code)).toEqual(['tail-set-aside'])
  expect(existsSync(path.join(core.folder, 'probe.tmp'))).toBe(false)
  expect(readdirSync(path.join(core.folder, 'quarantine'))).toHaveLength(1)
  // The same work as before: no window has to be made anew.
  expect((await core.call.lock.state()).opening).toBe(opening)
})

test('where one file stands in the way, it is not opened anew again and again', async () => {
  let isBad = false
  let openings = 0
  let looks = 0
  const files = faultyFiles(({ call, path: at }) => {
    if (isBad && call === 'open' && at.endsWith('probe.tmp')) looks++
    if (!isBad || call !== 'open' || !at.endsWith('log/000001.log')) return undefined
    openings++
    return 'EACCES'
  })
  const core = await openCore({ files })
  await core.rateNext('good')
  await core.core.close()
  isBad = true
  await core.reopen()
  await vi.waitFor(() => expect(openings).toBe(2), 10_000)
  // At the second look from now it would have been opened because of the first.
  const after = looks + 2
  await vi.waitFor(() => expect(looks).toBeGreaterThanOrEqual(after), 10_000)
  expect(openings).toBe(2)
  expect((await core.call.app.status()).readOnly).toMatchObject({ code: 'read-only' })
})
