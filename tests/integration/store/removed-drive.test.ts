/** A data folder on a stick: pulled out while in use, only to be read, not there at all. */

import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { holdFolder, openStore, StoreFailure } from '../../../electron/core/store/store'
import { Disk } from '../../prove/disk'
import { openCore } from '../../support/core'
import { faultyFiles } from './faulty-files'
import { review } from './samples'

vi.setConfig({ testTimeout: 30_000 })

async function scratch(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'fieldbook-drive-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

test.each(['EIO', 'ENODEV', 'ENOENT'])(
  'pulled out (%s): nothing is claimed saved, changes are refused at once, and the next start has all that was answered for',
  async (code) => {
    const disk = new Disk('/stick')
    let gone = false
    // The disk of a moment ago can still be read: the system has it in memory.
    const files = faultyFiles(
      ({ call }) => (gone && !['read', 'size', 'list'].includes(call) ? code : undefined),
      disk.files,
    )
    const held = { folder: '/stick', ready: () => {}, release: async () => {} }
    const store = await openStore({ folder: '/stick', files, held })
    const saved = await store.record('review', review('card-1', null))
    gone = true
    await expect(store.record('review', review('card-2', null))).rejects.toMatchObject({ name: 'NotSaved' })
    expect(store.readOnly).toMatchObject({ code: 'io' })
    // At once from then on, and without touching the drive: it may be another one by now.
    gone = false
    await expect(store.record('review', review('card-3', null))).rejects.toMatchObject({ name: 'NotSaved' })
    expect(Object.keys(store.state.cards)).toEqual(['card-1'])
    await store.close()

    const again = await openStore({ folder: '/stick', files: disk.killed().files, held })
    expect(Object.keys(again.state.cards)).toEqual(['card-1'])
    expect(again.readOnly).toBeNull()
    const next = await again.record('review', review('card-2', null))
    expect(next.id).not.toBe(saved.id)
    await again.close()
  },
)

test('made read-only while in use is named as that', async () => {
  const disk = new Disk('/stick')
  let readOnly = false
  const files = faultyFiles(
    ({ call }) => (readOnly && !['read', 'size', 'list', 'close'].includes(call) ? 'EROFS' : undefined),
    disk.files,
  )
  const held = { folder: '/stick', ready: () => {}, release: async () => {} }
  const store = await openStore({ folder: '/stick', files, held })
  readOnly = true
  await expect(store.record('review', review('card-1', null))).rejects.toMatchObject({ failure: { code: 'read-only' } })
  expect(store.readOnly).toMatchObject({ code: 'read-only' })
  await store.close()
})

test('a place that was given and isn’t there is never made: no empty folder is taken for a new person’s', async () => {
  const folder = path.join(await scratch(), 'stick', 'Fieldbook')
  const missing = await holdFolder({ folder, placeGiven: true }).catch((error) => error)
  expect(missing).toBeInstanceOf(StoreFailure)
  expect(missing.failure).toEqual({ code: 'folder-missing', detail: { folder, above: path.dirname(folder) } })
  expect(existsSync(path.dirname(folder))).toBe(false)
  // With the drive there, the folder itself is made; without being told a place, all above it too.
  mkdirSync(path.dirname(folder))
  await (await holdFolder({ folder, placeGiven: true })).release()
  const usual = path.join(await scratch(), 'share', 'Fieldbook')
  await (await holdFolder({ folder: usual })).release()
  expect(existsSync(usual)).toBe(true)
})

test('a drive that went and came back: a start without it says so and changes nothing, a start with it has the work', async () => {
  const mount = path.join(await scratch(), 'stick')
  mkdirSync(mount)
  const folder = path.join(mount, 'Fieldbook')
  const core = await openCore({ folder, placeGiven: true })
  const note = randomUUID()
  await core.call.notes.save({ note, base: 0, target: { kind: 'none' }, text: 'On the stick' })
  await core.core.close()
  await rename(mount, `${mount}-away`)
  await core.reopen()
  expect(await core.call.app.status()).toMatchObject({ failure: { code: 'folder-missing' }, savedAt: null })
  expect(existsSync(mount)).toBe(false)
  await core.core.close()
  await rename(`${mount}-away`, mount)
  await core.reopen()
  expect((await core.call.notes.get({ note })).text).toBe('On the stick')
})

/** A file system of its own, where this machine and account allow it. */
function mounted(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=32m', 'tmpfs', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

test('a real drive that can only be read, and then be written again', async ({ skip }) => {
  const mount = path.join(await scratch(), 'stick')
  mkdirSync(mount)
  if (process.platform !== 'linux' || !mounted(mount)) skip('needs Linux and the right to mount')
  onTestFinished(() => {
    execFileSync('sh', ['-c', `umount -l ${mount} 2>/dev/null || true`])
  })
  const folder = path.join(mount, 'Fieldbook')
  const core = await openCore({ folder, placeGiven: true })
  const note = randomUUID()
  await core.call.notes.save({ note, base: 0, target: { kind: 'none' }, text: 'On the stick' })
  await core.core.close()
  execFileSync('mount', ['-o', 'remount,ro', mount])
  await core.reopen()
  expect(await core.call.app.status()).toMatchObject({ failure: null, readOnly: { code: 'read-only' } })
  expect((await core.call.notes.get({ note })).text).toBe('On the stick')
  const refused = core.call.notes.save({ note, base: 1, target: { kind: 'none' }, text: 'Not to be' })
  await expect(refused).rejects.toMatchObject({ code: 'NOT_SAVED' })
  const erasing = core.call.erase.begin({ word: 'erase' })
  await expect(erasing).rejects.toMatchObject({ code: 'NOT_SAVED', data: { code: 'read-only' } })
  expect((await core.call.notes.get({ note })).text).toBe('On the stick')
  execFileSync('mount', ['-o', 'remount,rw', mount])
  await core.reopen()
  expect((await core.call.app.status()).readOnly).toBeNull()
  expect((await core.call.notes.save({ note, base: 1, target: { kind: 'none' }, text: 'Again' })).text).toBe('Again')
})
