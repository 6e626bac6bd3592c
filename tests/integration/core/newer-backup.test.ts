/** Backups of a newer version of Fieldbook: never touched unasked, and nothing is promised beside them. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { nodeFiles } from '../../../electron/core/store/files'
import { codeOf, openCore, type TestCore } from '../../support/core'
import { makeNewer } from '../../support/newer-backup'

vi.setConfig({ testTimeout: 30_000 })

const note = '0b5f3f6e-7a52-4d7c-9a7e-9d0f0c6f1a11'
const passphrase = 'blue heron over the weir'
const write = (core: TestCore, base: number, text: string) =>
  core.call.notes.save({ note, base, target: { kind: 'none' }, text })
const onDisk = (folder: string, words: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(words))
/** A note in a backup of a newer version. */
async function withNewer(): Promise<{ core: TestCore; ids: string[] }> {
  const core = await openCore()
  await write(core, 0, 'A kestrel over the field')
  await core.call.backups.make()
  return { core, ids: await makeNewer(nodeFiles, join(core.folder, 'backups')) }
}

test('a lock is not turned on beside one, until the person has removed it', async () => {
  const { core, ids } = await withNewer()
  expect((await core.call.backups.list()).newer).toEqual([{ id: ids[0], at: core.time.now }])
  await expect(core.call.lock.turnOn({ passphrase })).rejects.toMatchObject({
    code: 'NOT_SAVED',
    data: { code: 'newer-backups', detail: { backups: 1 } },
  })
  expect(await core.call.lock.state()).toMatchObject({ state: 'off' })
  await write(core, 1, 'A kestrel, and a bittern')

  await core.call.backups.removeNewer({ backups: ids })
  await core.call.lock.turnOn({ passphrase })
  expect(onDisk(core.folder, 'kestrel')).toEqual([])
  expect((await core.call.notes.get({ note })).text).toBe('A kestrel, and a bittern')
})

test('what is removed for good may stay in one, which is said; with it, it goes', async () => {
  const { core, ids } = await withNewer()
  const stick = join(core.folder, '../stick')
  mkdirSync(stick)
  const { folder } = await core.call.backups.copyTo({ folder: stick })
  const there = await makeNewer(nodeFiles, folder)
  const account = await core.call.removal.run({ things: [{ kind: 'note', id: note }] })
  expect(account.left).toEqual([
    { folder: join(core.folder, 'backups'), backups: 0, newer: 1 },
    { folder, backups: 0, newer: 1 },
  ])
  expect(onDisk(core.folder, 'kestrel')).not.toEqual([])

  await core.call.backups.removeNewer({ backups: ids })
  expect(onDisk(core.folder, 'kestrel')).toEqual([])
  expect(onDisk(stick, 'kestrel')).not.toEqual([])
  await core.call.backups.removeNewer({ backups: there, folder: stick })
  expect(onDisk(stick, 'kestrel')).toEqual([])
})

test('no other backup goes that way', async () => {
  const { core, ids } = await withNewer()
  core.time.now += 1000
  await write(core, 1, 'A heron by the weir')
  await core.call.backups.make()
  const [ours] = (await core.call.backups.list()).backups
  if (!ours) throw new Error('none was made')
  expect(await codeOf(core.call.backups.removeNewer({ backups: [...ids, ours.id] }))).toBe('NOT_FOUND')
  expect(await core.call.backups.list()).toMatchObject({ newer: [{ id: ids[0] }], backups: [{ id: ours.id }] })
  await core.call.backups.removeNewer({ backups: ids })
  expect((await core.call.backups.check({ backup: ours.id })).damaged).toEqual([])
})
