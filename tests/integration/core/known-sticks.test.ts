/** Sticks with backups are still known after a backup with another lock, or with none, took the place of the data. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { openCore, type TestCore } from '../../support/core'

vi.setConfig({ testTimeout: 30_000 })

const note = '0b5f3f6e-7a52-4d7c-9a7e-9d0f0c6f1a11'
const passphrase = 'blue heron over the weir'
const write = (core: TestCore, base: number, text: string) =>
  core.call.notes.save({ note, base, target: { kind: 'none' }, text })
const holds = (folder: string, words: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .some((entry) => readFileSync(join(entry.parentPath, entry.name)).includes(words))
const known = async ({ call }: TestCore) =>
  (await call.removal.preview({ kind: 'note', id: note })).places.map(({ folder }) => folder)

/** A plain copy elsewhere, of which only the list under the lock knows that it holds the words of now. */
async function withStick() {
  const core = await openCore()
  const folders = ['first', 'stick'].map((name) => join(core.folder, '..', name))
  for (const folder of folders) mkdirSync(folder)
  const [first = '', stick = ''] = folders
  await write(core, 0, 'A kestrel over the field')
  const { backup } = await core.call.backups.copyTo({ folder: first })
  return { core, first, stick, backup: backup.id, there: join(stick, 'Fieldbook backups') }
}

test('after a plain backup over a lock, a removal for good goes to them', async () => {
  const { core, first, stick, backup, there } = await withStick()
  // With a copy of before the lock: it is plain, and can be cleaned without it.
  await core.call.backups.copyTo({ folder: stick })
  expect(holds(stick, 'kestrel')).toBe(true)
  await core.call.lock.turnOn({ passphrase })
  await core.call.backups.restore({ backup, folder: first, skip: [] })
  expect((await core.call.lock.state()).state).toBe('off')
  expect(await known(core)).toEqual(expect.arrayContaining([there]))
  const { places } = await core.call.removal.run({ things: [{ kind: 'note', id: note }] })
  expect(places).toEqual(
    expect.arrayContaining([expect.objectContaining({ folder: there, backups: 1, failure: null })]),
  )
  expect(holds(stick, 'kestrel')).toBe(false)
})

test('after one with another lock too, and no path is readable while it is locked', async () => {
  const { core, stick, there } = await withStick()
  await core.call.lock.turnOn({ passphrase })
  core.time.now += 1000
  await core.call.backups.make()
  const [sealed] = (await core.call.backups.list()).backups
  await core.call.lock.turnOff({ passphrase })
  await core.call.lock.turnOn({ passphrase: 'another one altogether' })
  await core.call.backups.copyTo({ folder: stick })
  await core.call.backups.restore({ backup: sealed?.id ?? '', skip: [] })
  expect((await core.call.lock.state()).state).toBe('locked')
  expect(holds(core.folder, there)).toBe(false)
  await core.call.lock.unlock({ passphrase })
  expect(await known(core)).toEqual(expect.arrayContaining([there]))
  expect(holds(core.folder, there)).toBe(false)
})

test('where it was ended before that, it is said that some are not known, until their list can be read again', async () => {
  const { core, first, stick, backup, there } = await withStick()
  await core.call.lock.turnOn({ passphrase })
  await core.call.backups.copyTo({ folder: stick })
  await core.core.close()
  const list = join(core.folder, 'backup-places.json')
  const sealed = readFileSync(list)
  await core.reopen()
  await core.call.lock.unlock({ passphrase })
  await core.call.backups.restore({ backup, folder: first, skip: [] })
  expect((await core.call.removal.kept()).othersUnknown).toBe(false)
  expect(await known(core)).toContain(there)
  // As a process that was killed in the middle leaves it.
  await core.core.close()
  writeFileSync(list, sealed)
  await core.reopen()
  expect((await core.call.removal.kept()).othersUnknown).toBe(true)
  expect(await known(core)).toEqual([])
  await core.call.backups.copyTo({ folder: first })
  expect((await core.call.removal.kept()).othersUnknown).toBe(true)
  const before = (await core.call.backups.list()).backups.find(({ reason }) => reason === 'before-restore')
  await core.call.backups.restore({ backup: before?.id ?? '', skip: [] })
  await core.call.lock.unlock({ passphrase })
  expect((await core.call.removal.kept()).othersUnknown).toBe(false)
  expect((await known(core)).sort()).toEqual([join(first, 'Fieldbook backups'), there].sort())
})
