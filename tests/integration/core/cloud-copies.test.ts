/** A data folder that a sync tool has been at: its copies are found, told of, and never read. */
import { randomUUID } from 'node:crypto'
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { codeOf, openCore } from '../../support/core'

const none = { kind: 'none' as const }

test('copies are found wherever they lie, told of at each start and by the check, and nothing of them is read', async () => {
  const core = await openCore()
  const note = randomUUID()
  await core.call.notes.save({ note, base: 0, target: none, text: 'Mine' })
  await core.rateNext('good')
  const { folder } = core
  const at = (...parts: string[]) => path.join(folder, ...parts)
  const inside = `notes/${(await readdir(at('notes')))[0]}`
  // What another computer wrote meanwhile, under the names that tools give it.
  const other = await openCore()
  await other.rateNext('again')
  await other.rateNext('again')
  await other.core.close()
  await cp(path.join(other.folder, 'log/000001.log'), at('log', '000001-DESKTOP-ABC123.log'))
  await cp(path.join(other.folder, 'log'), at('log (1)'), { recursive: true })
  await writeFile(at('log', '.000002.log.icloud'), 'placeholder')
  await writeFile(at('state (1).json'), '{"not":"ours"}')
  await writeFile(at(inside, `${note} (conflicted copy 2026-01-31).log`), 'not ours')
  await writeFile(at('shopping (1).txt'), 'somebody else’s')
  await cp(folder, `${folder} 2`, { recursive: true })
  await mkdir(`${folder} (1)`)

  const before = await core.call.study.overview()
  await core.reopen()
  expect(await core.call.study.overview()).toEqual(before)
  expect((await core.call.notes.list({})).total).toBe(1)
  const { copies, syncedBy } = await core.call.cloud.copies()
  expect(syncedBy).toBeNull()
  expect(copies.map(({ path: where, of, tool, kind }) => [where, of, tool, kind])).toEqual([
    ['log/.000002.log.icloud', '000002.log', 'iCloud', 'placeholder'],
    ['log/000001-DESKTOP-ABC123.log', '000001.log', 'OneDrive', 'file'],
    ['log (1)', 'log', null, 'folder'],
    [`${inside}/${note} (conflicted copy 2026-01-31).log`, `${note}.log`, 'Dropbox', 'file'],
    ['state (1).json', 'state.json', null, 'file'],
    [`${folder} 2`, path.basename(folder), 'iCloud', 'folder'],
  ])
  expect(copies.every(({ changed }) => changed > 0)).toBe(true)
  await vi.waitFor(
    async () =>
      expect((await core.call.app.status()).notices).toMatchObject([
        { code: 'conflicted-copies', detail: { files: 6 } },
      ]),
    { timeout: 10_000, interval: 100 },
  )

  await core.call.verify.start()
  await vi.waitFor(async () => expect(await core.call.verify.progress()).toMatchObject({ state: 'done' }), 10_000)
  const checked = await core.call.verify.progress()
  expect(checked.state === 'done' && checked.findings.map(({ kind, count }) => [kind, count])).toEqual([
    ['conflicted-copies', 6],
  ])
  // Repairing sets none of them aside: they may hold work.
  await core.call.verify.repair()
  expect((await core.call.cloud.copies()).copies).toHaveLength(6)
  expect(await codeOf(core.call.notes.get({ note }))).toBeNull()
})

test('that the folder lies in a synced one is said once, until it is dismissed for good', async () => {
  const home = await mkdtemp(path.join(tmpdir(), 'fieldbook-home-'))
  onTestFinished(() => rm(home, { recursive: true, force: true }))
  const core = await openCore({ folder: path.join(home, 'OneDrive - Port Authority', 'Fieldbook') })
  const told = async () => (await core.call.app.status()).notices.map(({ id }) => id)
  const soon = { timeout: 10_000, interval: 100 }
  await vi.waitFor(async () => expect(await told()).toEqual(['synced-folder']), soon)
  expect((await core.call.app.status()).notices[0]?.detail).toMatchObject({ tool: 'OneDrive' })
  await core.reopen()
  await vi.waitFor(async () => expect(await told()).toEqual(['synced-folder']), soon)
  expect((await core.call.app.dismissNotice({ notice: 'synced-folder' })).notices).toEqual([])
  await core.call.settings.changeAppearance({ theme: 'dark' })
  await writeFile(path.join(core.folder, 'state (1).json'), 'a copy')
  await core.reopen()
  // Both are looked for in one go: when the other is told, this one would have been.
  await vi.waitFor(async () => expect(await told()).toEqual(['conflicted-copies']), soon)
  expect((await core.call.settings.get()).appearance.theme).toBe('dark')
  expect((await core.call.cloud.copies()).syncedBy).toBe('OneDrive')
})
