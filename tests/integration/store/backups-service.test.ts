import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { backupsService } from '../../../electron/core/services/backups'
import { NotFound } from '../../../electron/core/services/errors'
import { takeTurns } from '../../../electron/core/services/turns'
import { type Files, nodeFiles } from '../../../electron/core/store/files'
import type { Store } from '../../../electron/core/store/store'
import { cardsInHistory, open, review, scratch } from './support'

const minutes = 60_000

/** A folder with its store and its backups, and a clock of its own. */
async function setUp(files: Files = nodeFiles, folder = scratch()) {
  let now = Date.UTC(2026, 2, 1, 12)
  const clock = () => now
  const opened: { store: Store } = { store: await open(folder, { clock }) }
  const make = () =>
    backupsService({
      store: opened.store,
      folder,
      files,
      clock,
      zone: () => 0,
      inTurn: takeTurns(),
      async reopen() {
        await opened.store.close()
        opened.store = await open(folder, { clock })
      },
    })
  const wait = (ms: number) => {
    now += ms
  }
  const reasons = async () => (await make().list()).backups.map(({ reason }) => reason)
  return { folder, opened, make, wait, reasons }
}

test('after changes one is made by itself, at most each half hour, and none where nothing changed', async () => {
  const { opened, make, wait } = await setUp()
  const backups = make()
  const many = async () => (await backups.list()).backups.length
  await backups.tick()
  expect(await many(), 'of nothing').toBe(0)
  await opened.store.record('review', review('a'))
  await backups.tick()
  expect(await many()).toBe(1)
  await opened.store.record('review', review('b'))
  wait(29 * minutes)
  await backups.tick()
  expect(await many()).toBe(1)
  expect((await backups.list()).behind).toBe(true)
  wait(minutes)
  await backups.tick()
  expect(await many()).toBe(2)
  wait(24 * 60 * minutes)
  await backups.tick()
  expect(await many(), 'nothing has changed').toBe(2)
  expect(await backups.list()).toMatchObject({ behind: false, problem: null, unreadable: 0 })
})

test('closing makes the last one, once', async () => {
  const { opened, make, reasons } = await setUp()
  await opened.store.record('review', review('a'))
  await make().close()
  await make().close()
  expect(await reasons()).toEqual(['closing'])
})

test('what can’t be made is said, tried again later, and takes nothing away', async () => {
  let free = 0
  const { opened, make, wait } = await setUp({ ...nodeFiles, free: async () => free })
  const backups = make()
  await opened.store.record('review', review('a'))
  await backups.tick()
  expect((await backups.list()).problem).toMatchObject({ code: 'disk-full' })
  await expect(backups.make()).rejects.toMatchObject({ failure: { code: 'disk-full' } })
  free = 2 ** 40
  await backups.tick()
  expect((await backups.list()).backups).toHaveLength(0)
  wait(10 * minutes)
  await backups.tick()
  expect(await backups.list()).toMatchObject({ problem: null, backups: [{ missing: 0 }] })
})

test('restoring is said beforehand, keeps what was here as a backup, and can be taken back', async () => {
  const { opened, make, wait, reasons } = await setUp()
  await opened.store.record('review', review('a'))
  const { backups } = await make().make()
  const backup = backups[0]?.id as string
  wait(minutes)
  await opened.store.record('review', review('b'))
  expect(await make().preview({ backup })).toMatchObject({
    backup: { holds: { reviews: 1 } },
    now: { reviews: 2 },
    sameWork: true,
    damaged: [],
  })
  await make().restore({ backup, skip: [] })
  expect(await cardsInHistory(opened.store)).toEqual(['a'])
  expect(await reasons()).toEqual(['before-restore', 'by-hand'])

  wait(minutes)
  const [before] = (await make().list()).backups
  await make().restore({ backup: before?.id as string, skip: [] })
  expect(await cardsInHistory(opened.store)).toEqual(['a', 'b'])
})

test('a copy on a stick is a backup that another computer can restore; it says when it is of other work', async () => {
  const stick = scratch()
  const mine = await setUp()
  await mine.opened.store.record('review', review('a'))
  const { folder, backup } = await mine.make().copyTo({ folder: stick })
  expect(folder).toBe(join(stick, 'Fieldbook backups'))
  expect(readdirSync(stick)).toEqual(['Fieldbook backups'])

  const other = await setUp()
  // Also when the folder itself is named.
  for (const place of [stick, folder]) expect((await other.make().listIn({ folder: place })).backups).toHaveLength(1)
  expect((await other.make().preview({ backup: backup.id, folder: stick })).sameWork).toBe(true)
  await other.opened.store.record('review', review('mine'))
  expect((await other.make().preview({ backup: backup.id, folder: stick })).sameWork).toBe(false)
  await other.make().restore({ backup: backup.id, folder: stick, skip: [] })
  expect(await cardsInHistory(other.opened.store)).toEqual(['a'])
})

test('folders that are none are refused', async () => {
  const { folder, make } = await setUp()
  mkdirSync(join(folder, 'inside'))
  for (const wrong of ['stick', join(folder, 'inside'), folder, join(folder, '..', 'not-there')])
    await expect(make().copyTo({ folder: wrong }), wrong).rejects.toBeInstanceOf(NotFound)
  await expect(make().check({ backup: '../../etc/passwd' })).rejects.toBeInstanceOf(NotFound)
})
