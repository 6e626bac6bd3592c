/**
 * A removal for good, stopped before each change of the disk, with what a kill or a power cut leaves of it: whoever
 * starts next finishes it, the words are nowhere then, and everything else is there.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { expect, onTestFinished, test } from 'vitest'
import { compose } from '../../../electron/core/compose'
import type { Files } from '../../../electron/core/store/files'
import type { NoteTarget } from '../../../shared/model/study'
import { type Cut, Disk } from '../../prove/disk'
import { basic, uuid } from '../../support/own-cards'
import { reviewsWorker } from '../../support/reviews-worker'
import { smallPack } from '../../support/small-pack'
import { eastern } from '../../support/zones'

const none: NoteTarget = { kind: 'none' }
const passphrase = 'blue heron over the weir'
const word = 'Xanthippe'
const [gone, stays, card] = [uuid(1), uuid(2), uuid(3)]

/** All of them with the long tests; others otherwise for each cut. */
const every = process.env.FIELDBOOK_ALL ? 1 : 13

/** Null: the process alone was killed; what it had not synced the power may still take. */
const cuts: [how: string, cut: Cut | null][] = [
  ['a kill', null],
  ['unsynced lost', { names: 'none', bytes: 'none' }],
  ['names kept, bytes lost', { names: 'all', bytes: 'none' }],
  ['bytes kept, names lost', { names: 'none', bytes: 'all' }],
]

test.each([
  ['plain', 'a kill'],
  ['plain', 'unsynced lost'],
  ['plain', 'names kept, bytes lost'],
  ['plain', 'bytes kept, names lost'],
  ['locked', 'unsynced lost'],
])('stopped at any step, %s, %s', { timeout: 120_000 }, async (lock, how) => {
  const cut = cuts.find(([name]) => name === how)?.[1] ?? null
  const left = (disk: Disk) => (cut === null ? disk.killed() : disk.after(cut))
  const root = mkdtempSync(join(tmpdir(), 'fieldbook-removal-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  // The lock wants a folder on the real disk.
  const folder = join(root, 'data')
  const stick = join(root, 'stick')
  mkdirSync(folder)
  const packFile = join(root, 'pack.json')
  writeFileSync(packFile, JSON.stringify(smallPack))
  let now = Date.UTC(2026, 5, 8, 14)
  const start = async (disk: Disk) => {
    const core = await compose({
      ...{ dataFolder: folder, packFile, host: 'loopback', zone: eastern, clock: () => now },
      ...{ versions: { app: '0.0.0', node: '20.0.0' }, startReviewsWorker: reviewsWorker },
      ...{ files: withFolders(disk.files), passphraseCost: { N: 2 ** 4, r: 8, p: 1 } },
    })
    const call = createRouterClient(core.router)
    if ((await call.lock.state()).state === 'locked') await call.lock.unlock({ passphrase })
    return { core, call }
  }

  const disk = new Disk(root)
  await disk.files.makeFolder(stick)
  await (await disk.files.open(join(stick, 'other.txt'), 'new')).close()
  const { core, call } = await start(disk)
  if (lock === 'locked') await call.lock.turnOn({ passphrase })
  await call.notes.save({ note: stays, base: 0, target: none, text: 'A plover stays' })
  await call.notes.save({ note: gone, base: 0, target: none, text: word })
  await call.backups.make()
  await call.backups.copyTo({ folder: stick })
  await call.notes.save({ note: gone, base: 1, target: none, text: `${word} again` })
  const text = basic('From a note?', 'Yes', { fromNote: { id: gone, title: word } })
  await call.ownCards.save({ card, base: 0, text })
  await call.history.undo()
  await call.history.redo()
  now += 86_400_000
  await call.backups.make()

  const found: Disk[] = []
  disk.before = () => found.push(left(disk))
  await call.removal.run({ things: [{ kind: 'note', id: gone }] })
  disk.before = () => {}
  found.push(disk.killed(), left(disk))
  await core.close()
  expect(found.length).toBeGreaterThan(100)

  let finished = 0
  for (const [at, one] of found.entries()) {
    if (at % every !== 0 && at < found.length - 2) continue
    const where = `before change ${at + 1} of ${found.length}`
    const isBegun = one.content(join(folder, 'removal.json')) !== null
    const again = await start(one)
    const { call } = again
    expect((await call.app.status()).failure, where).toBeNull()
    const { notes } = await call.notes.list({})
    const isGone = notes.every(({ id }) => id !== gone)
    expect(isGone || !isBegun, where).toBe(true)
    expect((await call.notes.get({ note: stays })).text, where).toBe('A plover stays')
    const { text } = await call.ownCards.get({ card })
    expect(text, where).toMatchObject({ front: 'From a note?', fromNote: { id: gone, title: isGone ? '' : word } })
    for (const of of [undefined, stick]) {
      const { backups } = of === undefined ? await call.backups.list() : await call.backups.listIn({ folder: of })
      expect(backups.length, where).toBeGreaterThan(0)
      for (const { id: backup } of backups)
        expect(await call.backups.check({ backup, ...(of && { folder: of }) }), where).toMatchObject({ damaged: [] })
    }
    if (isGone) {
      finished++
      expect(one.content(join(folder, 'removal.json')), where).toBeNull()
      // Sealed, it must be made plain to be looked for; its backups are looked into by another test.
      if (lock === 'locked') await call.lock.turnOff({ passphrase })
    }
    await again.core.close()
    // What this opening removed must stay removed, whatever the power does.
    if (!isGone) continue
    const cutOff = one.after({ names: 'none', bytes: 'none' })
    expect(saying(cutOff), where).toEqual([])
    const last = await start(cutOff)
    const { backups } = await last.call.backups.listIn({ folder: stick })
    expect(backups.length, where).toBeGreaterThan(0)
    for (const { id: backup } of backups)
      expect(await last.call.backups.check({ backup, folder: stick }), where).toMatchObject({ damaged: [] })
    await last.core.close()
  }
  expect(finished).toBeGreaterThan(100 / every)
})

/** The disk in memory knows no size of a folder; a stick is looked for by it. */
const withFolders = (files: Files): Files => ({
  ...files,
  size: async (path) => (await files.size(path)) ?? ((await files.list(path)).length > 0 ? 0 : null),
})
const saying = (disk: Disk): string[] =>
  [...disk.everything()].filter(([, bytes]) => bytes.includes(word)).map(([path]) => path)
