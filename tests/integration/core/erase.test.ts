/** Erasing through the core: everything of the person's goes, nothing of anybody else's, and the next one begins fresh. */
import { randomUUID } from 'node:crypto'
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { beginErase } from '../../../electron/core/erase/erase'
import { nodeFiles } from '../../../electron/core/store/files'
import { codeOf, openCore, type TestCore } from '../../support/core'
import { basic } from '../../support/own-cards'
import { faultyFiles } from '../store/faulty-files'

vi.setConfig({ testTimeout: 60_000 })

const passphrase = 'blue heron over the weir'
const none = { kind: 'none' as const }
const erase = { word: 'erase' as const }

async function worked(core: TestCore): Promise<void> {
  await core.rateNext('good')
  await core.call.notes.save({ note: randomUUID(), base: 0, target: none, text: 'A kestrel over the field' })
  await core.call.ownCards.save({ card: randomUUID(), base: 0, text: basic('What is a wagtail?', 'A bird') })
  await core.call.settings.changeAppearance({ theme: 'dark' })
  await core.call.backups.make()
}
const everything = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort()
function wordsIn(folder: string, words: string[]): string[] {
  return everything(folder).filter((file) => {
    const text = readFileSync(path.join(folder, file), 'latin1')
    return words.some((word) => text.includes(word))
  })
}

test('everything goes, what others put there stays and is named, and the folder opens as a new person’s', async () => {
  const core = await openCore()
  await worked(core)
  const fresh = await openCore()
  await writeFile(path.join(core.folder, 'thesis.docx'), 'mine, with a kestrel')
  await writeFile(path.join(core.folder, 'log', '000001 (conflicted copy 2026-01-31).log'), 'a copy')
  await mkdir(path.join(core.folder, 'holiday'))
  await writeFile(path.join(core.folder, 'holiday', 'sea.jpg'), 'waves')
  await mkdir(path.join(core.folder, 'window', 'Cache'), { recursive: true })
  await writeFile(path.join(core.folder, 'window', 'Cache', 'index'), 'of the window')
  const elsewhere = await mkdtemp(path.join(tmpdir(), 'fieldbook-elsewhere-'))
  await writeFile(path.join(elsewhere, 'fact-report-2026-06-08T140000.txt'), 'elsewhere')
  await symlink(elsewhere, path.join(core.folder, 'reports'))

  const survey = await core.call.erase.survey()
  expect(survey).toMatchObject({ sealed: false, links: ['reports'] })
  expect(survey.others).toEqual(['holiday/', 'log/000001 (conflicted copy 2026-01-31).log', 'thesis.docx'])
  expect(survey.parts.map(({ part }) => part)).toEqual(['history', 'notes', 'cards', 'backups', 'settings', 'window'])
  expect(await core.call.erase.account()).toBeNull()

  await core.call.notes.save({ note: randomUUID(), base: 0, target: none, text: 'A second kestrel' })
  const backups = (await core.call.erase.survey()).parts.find(({ part }) => part === 'backups')
  const account = await core.call.erase.begin(erase)
  // No last backup is made of what is to go.
  expect(account.parts.find(({ part }) => part === 'backups')).toEqual(backups)
  expect(account).toMatchObject({ at: core.time.now, others: survey.others, links: ['reports'] })
  expect(await core.call.erase.account()).toEqual(account)
  expect(wordsIn(core.folder, ['kestrel', 'wagtail', 'dark'])).toEqual(['thesis.docx'])
  expect(readFileSync(path.join(elsewhere, 'fact-report-2026-06-08T140000.txt'), 'utf8')).toBe('elsewhere')
  expect(existsSync(path.join(core.folder, 'reports'))).toBe(false)
  expect(lstatSync(path.join(core.folder, 'holiday')).isDirectory()).toBe(true)
  // What a new person's folder has, and what others put there.
  const stay = ['holiday/sea.jpg', 'log/000001 (conflicted copy 2026-01-31).log', 'thesis.docx']
  expect(everything(core.folder)).toEqual([...everything(fresh.folder), ...stay].sort())
  expect(await core.call.app.status()).toMatchObject({ savedAt: null, failure: null, readOnly: null, notices: [] })
  expect((await core.call.notes.list({})).total).toBe(0)
  expect((await core.call.settings.get()).appearance.theme).toBe('system')

  // The next person works, and nothing of the one before comes back.
  await core.rateNext('good')
  await core.reopen()
  expect((await core.call.study.overview()).reviewedToday).toBe(1)
  expect(await core.call.erase.account()).toBeNull()
})

test('with a lock the passphrase is asked for, and nobody can erase while it is locked', async () => {
  const core = await openCore()
  await worked(core)
  await core.call.lock.turnOn({ passphrase })
  await core.call.backups.make()
  const before = everything(core.folder)
  expect(await codeOf(core.call.erase.begin(erase))).toBe('NOT_UNLOCKED')
  expect(await codeOf(core.call.erase.begin({ ...erase, passphrase: 'a guess' }))).toBe('NOT_UNLOCKED')
  await core.call.lock.lock({})
  expect(await codeOf(core.call.erase.begin({ ...erase, passphrase }))).toBe('LOCKED')
  expect(await codeOf(core.call.erase.survey())).toBe('LOCKED')
  expect(everything(core.folder)).toEqual(expect.arrayContaining(before.filter((name) => !name.startsWith('unlock'))))

  await core.call.lock.unlock({ passphrase })
  expect(await core.call.erase.survey()).toMatchObject({ sealed: true })
  expect(await core.call.erase.begin({ ...erase, passphrase })).toMatchObject({ sealed: true })
  expect(await core.call.lock.state()).toMatchObject({ state: 'off', erased: core.time.now, wait: 0 })
  expect(everything(core.folder).filter((name) => /vault|tries|objects/.test(name))).toEqual([])
  expect((await core.call.notes.list({})).total).toBe(0)
  // A lock of the next person is another one.
  await core.call.lock.turnOn({ passphrase: 'another heron at noon' })
  await core.reopen()
  expect(await codeOf(core.call.lock.unlock({ passphrase }))).toBe('NOT_UNLOCKED')
})

test('an erasing that was stopped in the middle is finished before anything is opened, and told', async () => {
  const core = await openCore()
  await worked(core)
  await core.core.close()
  await beginErase({ files: nodeFiles, folder: core.folder }, { at: core.time.now, sealed: false })
  await core.reopen()
  expect(wordsIn(core.folder, ['kestrel', 'wagtail', 'dark'])).toEqual([])
  expect(await core.call.app.status()).toMatchObject({ savedAt: null, notices: [{ code: 'erased' }] })
  expect(await core.call.erase.account()).toMatchObject({ at: core.time.now, sealed: false })
})

test('what can’t be removed is named, nothing is opened beside it, and the next start goes on', async () => {
  let stuck = false
  const files = faultyFiles(({ call, path: file }) =>
    stuck && call === 'remove' && /notes\/\w\w\//.test(file) ? 'EACCES' : undefined,
  )
  const core = await openCore({ files })
  await worked(core)
  stuck = true
  expect(await codeOf(core.call.erase.begin(erase))).toBe('UNAVAILABLE')
  const { failure } = await core.call.app.status()
  expect(failure).toMatchObject({ code: 'not-erased', detail: { files: 1, why: 'no-access' } })
  expect(failure?.detail.file).toMatch(/^notes\/../)
  expect(await codeOf(core.call.notes.list({}))).toBe('UNAVAILABLE')
  await core.reopen()
  expect((await core.call.app.status()).failure?.code).toBe('not-erased')
  stuck = false
  await core.reopen()
  expect(await core.call.app.status()).toMatchObject({ failure: null, savedAt: null, notices: [{ code: 'erased' }] })
  expect(wordsIn(core.folder, ['kestrel', 'wagtail'])).toEqual([])
})
