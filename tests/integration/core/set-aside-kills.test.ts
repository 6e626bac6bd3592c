/**
 * A backup whose list of files is damaged is set aside, stopped before each change of the disk, with what a kill or a
 * power cut leaves of that: its bytes are in one of the two places, and every other backup stays whole.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { expect, onTestFinished, test } from 'vitest'
import { compose } from '../../../electron/core/compose'
import { type Cut, Disk } from '../../prove/disk'
import { reviewsWorker } from '../../support/reviews-worker'
import { smallPack } from '../../support/small-pack'
import { eastern } from '../../support/zones'

const note = '0b5f3f6e-7a52-4d7c-9a7e-9d0f0c6f1a11'
const word = 'Xanthippe'
/** All of them with the long tests. */
const every = process.env.FIELDBOOK_ALL ? 1 : 5

const cuts: [how: string, cut: Cut | null][] = [
  ['a kill', null],
  ['unsynced lost', { names: 'none', bytes: 'none' }],
  ['names kept, bytes lost', { names: 'all', bytes: 'none' }],
  ['bytes kept, names lost', { names: 'none', bytes: 'all' }],
]

test.each(cuts)('stopped at any step, %s', { timeout: 120_000 }, async (_, cut) => {
  const left = (disk: Disk) => (cut === null ? disk.killed() : disk.after(cut))
  const root = mkdtempSync(join(tmpdir(), 'fieldbook-set-aside-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  // The lock of the folder wants one on the real disk.
  const folder = join(root, 'data')
  mkdirSync(folder)
  const packFile = join(root, 'pack.json')
  writeFileSync(packFile, JSON.stringify(smallPack))
  let now = Date.UTC(2026, 5, 8, 14)
  const start = async ({ files }: Disk) => {
    const core = await compose({
      ...{ dataFolder: folder, packFile, host: 'loopback', zone: eastern, clock: () => now, files },
      ...{ versions: { app: '0.0.0', node: '20.0.0' }, startReviewsWorker: reviewsWorker },
    })
    return { core, call: createRouterClient(core.router) }
  }

  const disk = new Disk(root)
  const { core, call } = await start(disk)
  await call.notes.save({ note, base: 0, target: { kind: 'none' }, text: word })
  const [first] = (await call.backups.make()).backups
  const damaged = join(folder, 'backups/manifests', `${first?.id}.json`)
  const spoilt = disk.content(damaged)?.subarray(0, 100) ?? Buffer.alloc(0)
  const file = await disk.files.open(damaged, 'existing')
  await file.truncate(spoilt.length)
  await file.sync()
  await file.close()
  now += 1000
  await call.notes.save({ note, base: 1, target: { kind: 'none' }, text: `${word} again` })

  const found: Disk[] = []
  disk.before = () => found.push(left(disk))
  await call.backups.make()
  disk.before = () => {}
  found.push(disk.killed(), left(disk))
  await core.close()
  // The one under which the list of files is removed among them.
  const steps = found.filter((_, at) => at % every === 0 || at >= found.length - 12)
  const keeps = (one: Disk) =>
    [...one.everything()].some(
      ([path, bytes]) => (path === damaged || path.includes('/quarantine/')) && bytes.equals(spoilt),
    )

  const where = { inPlace: 0, aside: 0 }
  for (const one of steps) {
    expect(keeps(one)).toBe(true)
    if (one.content(damaged)) where.inPlace++
    else where.aside++
    const { core, call } = await start(one)
    expect((await call.app.status()).failure).toBeNull()
    expect((await call.notes.get({ note })).text).toContain(word)
    for (const { id: backup } of (await call.backups.list()).backups)
      expect(await call.backups.check({ backup })).toMatchObject({ damaged: [] })
    now += 1000
    const { backups, unreadable } = await call.backups.make()
    expect(unreadable).toBe(0)
    for (const { id: backup } of backups) expect(await call.backups.check({ backup })).toMatchObject({ damaged: [] })
    expect(one.content(damaged)).toBeNull()
    await core.close()
    // And so it stays, whatever the power does.
    expect(keeps(one.after({ names: 'none', bytes: 'none' }))).toBe(true)
  }
  expect(where.inPlace).toBeGreaterThan(3)
  expect(where.aside).toBeGreaterThan(0)
})
