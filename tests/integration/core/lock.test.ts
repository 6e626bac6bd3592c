/** The lock through the core: turned on over a life's work, locked, opened again, changed, recovered and turned off. */
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import type { NoteTarget } from '../../../shared/model/study'
import { codeOf, openCore, type TestCore } from '../../support/core'
import { basic } from '../../support/own-cards'

vi.setConfig({ testTimeout: 60_000 })

const passphrase = 'blue heron over the weir'
const none: NoteTarget = { kind: 'none' }
const window = 'a-window'

async function worked(core: TestCore) {
  const note = randomUUID()
  await core.rateNext('good')
  await core.call.notes.save({ note, base: 0, target: none, text: 'A kestrel over the field #plover' })
  await core.call.ownCards.save({ card: randomUUID(), base: 0, text: basic('What is a wagtail?', 'A bird') })
  return { note }
}
/** Everything a person would look for, as the core tells it. */
async function all(core: TestCore) {
  return {
    notes: await core.call.notes.list({}),
    progress: await core.call.progress.summary(),
    history: await core.call.history.latest(),
    reading: await core.call.reading.state(),
    cards: (await core.call.study.browse({ search: '', sort: 'question', descending: false, offset: 0, limit: 500 }))
      .rows,
    found: await core.call.search.query({ text: 'kestrel', limit: 5 }),
  }
}
function wordsOnDisk(folder: string, words: string[]): string[] {
  return (
    readdirSync(folder, { recursive: true, withFileTypes: true })
      // The list of a backup's files, which has numbers and ids, must be had before anything can be opened.
      .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('manifests'))
      .flatMap((entry) => {
        const file = path.join(entry.parentPath, entry.name)
        const content = readFileSync(file, 'latin1').toLowerCase()
        return words
          .filter((word) => content.includes(word) || entry.name.includes(word))
          .map((word) => `${word} in ${file}`)
      })
  )
}
const known = ['kestrel', 'plover', 'wagtail', 'review', 'good', 'section']

test('on, locked, open again, over a restart, off: everything is there, and while it is on nothing can be read', async () => {
  const core = await openCore()
  const { note } = await worked(core)
  const before = await all(core)
  expect(wordsOnDisk(core.folder, known)).not.toEqual([])
  await core.call.study.history({ card: await core.rateNext('hard') }) // makes no cache yet, and reads in the worker
  await core.call.history.undo()

  const { recoveryKey } = await core.call.lock.turnOn({ passphrase })
  expect(recoveryKey).toMatch(/^(\w{4}-){8}\w{4}$/)
  expect(await core.call.lock.state()).toMatchObject({ state: 'open', autoLock: 10, unfinished: null })
  const { history: _, ...rest } = before
  expect(await all(core)).toMatchObject(rest)
  expect(wordsOnDisk(core.folder, known)).toEqual([])

  await core.call.notes.save({ note, base: 1, target: none, text: 'A kestrel, and a bittern' })
  const now = await all(core)
  expect(await core.call.lock.lock({})).toMatchObject({ state: 'locked' })
  for (const refused of [
    core.call.app.status(),
    core.call.library.overview(),
    core.call.notes.list({}),
    core.call.notes.get({ note }),
    core.call.settings.get(),
    core.call.search.query({ text: 'kestrel', limit: 5 }),
    core.call.history.undo(),
    core.call.lock.turnOff({ passphrase }),
    core.call.lock.changePassphrase({ passphrase, next: 'another passphrase' }),
  ])
    expect(await codeOf(refused)).toBe('LOCKED')
  expect((await core.call.library.help()).help).toBeDefined()
  expect(wordsOnDisk(core.folder, [...known, 'bittern'])).toEqual([])

  expect(await codeOf(core.call.lock.unlock({ passphrase: 'blue heron over the wier' }))).toBe('NOT_UNLOCKED')
  expect(await core.call.lock.unlock({ passphrase })).toMatchObject({ state: 'open' })
  expect(await all(core)).toEqual(now)

  await core.reopen()
  expect(await core.call.lock.state()).toMatchObject({ state: 'locked' })
  expect(await codeOf(core.call.notes.list({}))).toBe('LOCKED')
  await core.call.lock.unlock({ passphrase })
  expect(await all(core)).toEqual(now)
  const card = await core.rateNext('good')
  expect((await core.call.study.history({ card })).reviews).not.toEqual([])

  expect(await codeOf(core.call.lock.turnOff({ passphrase: 'wrong' }))).toBe('NOT_UNLOCKED')
  expect(await core.call.lock.turnOff({ passphrase })).toMatchObject({ state: 'off' })
  expect((await all(core)).notes).toEqual(now.notes)
  await core.reopen()
  expect(await core.call.lock.state()).toMatchObject({ state: 'off' })
  expect((await core.call.notes.get({ note })).text).toBe('A kestrel, and a bittern')
  expect(readdirSync(core.folder).filter((name) => /vault|tries/.test(name))).toEqual([])
})

test('a new passphrase and a new recovery key: the old ones open nothing, and no file but the lock is touched', async () => {
  const core = await openCore()
  await worked(core)
  const first = await core.call.lock.turnOn({ passphrase })
  const log = await core.history()
  await core.call.lock.changePassphrase({ passphrase, next: 'a green heron at dawn' })
  const second = await core.call.lock.newRecoveryKey({ passphrase: 'a green heron at dawn' })
  expect(await core.history()).toBe(log)
  await core.call.lock.lock({})
  expect(await codeOf(core.call.lock.unlock({ passphrase }))).toBe('NOT_UNLOCKED')
  const next = 'a third heron at noon'
  const old = core.call.lock.recover({ recoveryKey: first.recoveryKey, passphrase: next })
  expect(await codeOf(old)).toBe('NOT_UNLOCKED')
  const typed = second.recoveryKey.toLowerCase().replaceAll('-', ' ')
  expect(await core.call.lock.recover({ recoveryKey: typed, passphrase: next })).toMatchObject({ state: 'open' })
  await core.call.lock.lock({})
  await core.call.lock.unlock({ passphrase: next })
  expect((await core.call.notes.list({})).total).toBe(1)
})

test('wrong tries slow down, also after a restart, and never lock out', async () => {
  const core = await openCore()
  await worked(core)
  await core.call.lock.turnOn({ passphrase })
  await core.call.lock.lock({})
  const wrong = () => core.call.lock.unlock({ passphrase: 'wrong wrong' }).catch((error) => error.data)
  expect(await wrong()).toEqual({ why: 'wrong', wait: 0 })
  expect(await wrong()).toEqual({ why: 'wrong', wait: 0 })
  expect(await wrong()).toEqual({ why: 'wrong', wait: 1000 })
  const soon = await core.call.lock.unlock({ passphrase }).catch((error) => error.data)
  expect(soon).toEqual({ why: 'wait', wait: 1000 })
  await core.reopen()
  expect((await core.call.lock.state()).wait).toBe(1000)
  core.time.now += 1000
  expect(await wrong()).toEqual({ why: 'wrong', wait: 2000 })
  const mistyped = { recoveryKey: '0000', passphrase }
  core.time.now += 2000
  expect(await core.call.lock.recover(mistyped).catch((error) => error.data.why)).toBe('mistyped')
  core.time.now += 60_000
  expect(await core.call.lock.unlock({ passphrase })).toMatchObject({ state: 'open', wait: 0 })
})

test('it locks when no window was used for long enough, and when the clock jumps', async () => {
  const core = await openCore()
  await core.call.lock.turnOn({ passphrase })
  await core.call.lock.setAutoLock({ minutes: null })
  const locked = () => expect.poll(async () => (await core.call.lock.state()).state, { timeout: 8000 }).toBe('locked')
  core.time.now += 31_000 // as if it had slept
  await locked()
  await core.call.lock.unlock({ passphrase })
  expect(await core.call.lock.setAutoLock({ minutes: 1 })).toMatchObject({ state: 'open', autoLock: 1 })
  // Between two looks never so long that it would count as sleep.
  for (let i = 0; i < 3; i++) {
    expect((await core.call.lock.heard({ window, idle: i * 25_000, saved: true })).state).toBe('open')
    core.time.now += 25_000
    await setTimeout(1100)
  }
  await locked()
})

test('a window that is open saves before it locks, one that is silent is not waited for', async () => {
  const core = await openCore()
  const { note } = await worked(core)
  await core.call.lock.turnOn({ passphrase })
  await core.call.lock.heard({ window, idle: 0, saved: false })
  const locking = core.call.lock.lock({})
  await expect.poll(async () => (await core.call.lock.state()).state).toBe('saving')
  await core.call.notes.save({ note, base: 1, target: none, text: 'saved at the last moment' })
  await core.call.lock.heard({ window, idle: 0, saved: true })
  expect(await locking).toMatchObject({ state: 'locked' })
  await core.call.lock.unlock({ passphrase })
  expect((await core.call.notes.get({ note })).text).toBe('saved at the last moment')
  await core.call.lock.heard({ window: 'another', idle: 0, saved: false })
  expect(await core.call.lock.lock({})).toMatchObject({ state: 'locked' })
})

test('without its vault.json the work is refused and left as it is; a copy of it opens it again', async () => {
  const core = await openCore()
  await worked(core)
  await core.call.lock.turnOn({ passphrase })
  await core.core.close()
  const file = path.join(core.folder, 'vault.json')
  const kept = readFileSync(file)
  for (const end of ['', '.prev']) await writeFile(file + end, 'damaged')
  await core.reopen()
  expect((await core.call.app.status()).failure).toMatchObject({ code: 'lock-missing' })
  expect(await codeOf(core.call.notes.list({}))).toBe('UNAVAILABLE')
  await core.core.close()
  await writeFile(file, kept)
  await core.reopen()
  await core.call.lock.unlock({ passphrase })
  expect((await core.call.notes.list({})).total).toBe(1)
})
