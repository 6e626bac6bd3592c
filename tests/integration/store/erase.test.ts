/** Erasing on a disk that is stopped at every change it makes, and that refuses. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Repository } from '../../../electron/core/backups/repository'
import { beginErase, finishErase } from '../../../electron/core/erase/erase'
import { find } from '../../../electron/core/erase/survey'
import { StoreFailure } from '../../../electron/core/store/failure'
import { ensureFolder, writeWhole } from '../../../electron/core/store/files'
import { type Cut, Disk } from '../../prove/disk'
import { makeNewer } from '../../support/newer-backup'
import { faultyFiles } from './faulty-files'

const root = '/data'
const secret = 'wrapped key of the vault'
const strangers = ['thesis.docx', 'log/mine.txt', 'holiday/sea.jpg']

/** A folder of somebody who worked with a lock, settled on the disk. */
async function worked(): Promise<Disk> {
  const disk = new Disk(root)
  const { files } = disk
  const put = async (path: string, text: string) => {
    const folder = join(root, path, '..')
    if (folder !== root) await ensureFolder(files, folder, root)
    await writeWhole(files, join(root, path), Buffer.from(text))
    await files.syncFolder(folder)
  }
  await put('log/000001.log', 'history')
  await put('notes/01/0123abcd-89ab-4cde-8f01-23456789abcd.log', 'a note')
  await put('library/000001.log', 'cards')
  await put('state.json', 'state')
  await put('settings.json', 'settings')
  await put('vault.json', secret)
  await put('vault.json.prev', secret)
  await put('quarantine/20260608T140000Z-log-000001.log', 'set aside')
  await put('window/Cache/index', 'window')
  for (const path of strangers) await put(path, 'not ours')
  const source = ['vault.json', 'log/000001.log'].map((path) => ({
    path,
    grows: false,
    length: null,
    read: () => files.read(join(root, path)),
  }))
  const holds = { operations: 1, reviews: 1, notes: 1, ownCards: 1, savedAt: 1 }
  const what = { holds, missing: 0, history: 'a:1', vault: 'v', removed: '', files: source }
  await new Repository(files, join(root, 'backups')).make(what, { at: Date.UTC(2026, 5, 8), reason: 'by-hand' })
  for (const folder of ['backups', 'backups/manifests', 'backups/objects']) await files.syncFolder(join(root, folder))
  await files.syncFolder(root)
  return disk
}
async function eraseOn(disk: Disk): Promise<void> {
  const needs = { files: disk.files, folder: root }
  await beginErase(needs, { at: 1, sealed: true })
  await finishErase(needs)
}
const contents = (disk: Disk) => [...disk.everything()].map(([path, bytes]) => [path.slice(6), String(bytes)] as const)
const cuts: Cut[] = [
  { names: 'all', bytes: 'all' },
  { names: 'none', bytes: 'none' },
  { names: 'all', bytes: 'zeros' },
  { names: 'first few', bytes: 'torn', random: seeded(1) },
  { names: 'any', bytes: 'torn', random: seeded(2) },
]
function seeded(seed: number): () => number {
  let at = seed
  return () => {
    at = (at * 16_807) % 2_147_483_647
    return at / 2_147_483_647
  }
}

test('stopped at any change: either nothing has changed, or the next opening finishes it', async () => {
  let steps = 0
  const whole = await worked()
  whole.before = () => {
    steps++
  }
  const start = whole.killed()
  const before = contents(whole)
  await eraseOn(whole)
  expect(
    contents(whole)
      .map(([path]) => path)
      .sort(),
  ).toEqual([...strangers].sort())
  expect(steps).toBeGreaterThan(30)

  let untouched = 0
  for (let stop = 1; stop <= steps; stop++) {
    const disk = start.killed()
    let at = 0
    disk.before = () => {
      if (++at === stop) throw Object.assign(new Error('killed'), { code: 'KILLED' })
      if (at > stop) throw Object.assign(new Error('dead'), { code: 'KILLED' })
    }
    await eraseOn(disk).catch(() => {})
    for (const after of [disk.killed(), ...cuts.map((cut) => disk.after(cut))]) {
      // In no order of events is history still there to be read with a key that was to go first.
      const account = await finishErase({ files: after.files, folder: root })
      const now = contents(after)
      if (account === null && now.length > strangers.length) {
        untouched++
        expect(now.filter(([path]) => !path.startsWith('erasing.json'))).toEqual(expect.arrayContaining(before))
      } else {
        expect(
          now
            .map(([path]) => path)
            .filter((path) => path !== 'erasing.json.tmp')
            .sort(),
        ).toEqual([...strangers].sort())
        if (account)
          expect(account).toMatchObject({ at: 1, sealed: true, others: expect.arrayContaining(['thesis.docx']) })
      }
    }
  }
  expect(untouched).toBeGreaterThan(0)
})

test.each(['that can be read', 'of a newer version'])(
  'the keys go first, the copies in backups %s too: from then on nothing else need go for nothing to be readable',
  async (kind) => {
    const disk = await worked()
    if (kind === 'of a newer version') await makeNewer(disk.files, join(root, 'backups'))
    let keysLeft = true
    const has = () => contents(disk).some(([, text]) => text.includes(secret))
    disk.before = (step) => {
      const isKey = step.call === 'remove' && /vault\.json|objects/.test(step.path) && keysLeft
      if (step.call === 'remove' && !isKey) expect(has()).toBe(false)
      if (step.call === 'remove') keysLeft = has()
    }
    expect(has()).toBe(true)
    await eraseOn(disk)
    expect(keysLeft).toBe(false)
  },
)

test('what can’t be removed is named, the mark stays, and the next time it goes on', async () => {
  const disk = await worked()
  const stuck = faultyFiles(
    ({ call, path }) => (call === 'remove' && path.includes('/notes/01/') ? 'EROFS' : undefined),
    disk.files,
  )
  await beginErase({ files: stuck, folder: root }, { at: 1, sealed: true })
  const failure = await finishErase({ files: stuck, folder: root }).catch((error) => error)
  expect(failure).toBeInstanceOf(StoreFailure)
  expect(failure.failure).toEqual({
    code: 'not-erased',
    detail: { file: 'notes/01/0123abcd-89ab-4cde-8f01-23456789abcd.log', files: 1, why: 'read-only', error: 'EROFS' },
  })
  // Everything else is gone already.
  expect((await find(disk.files, root)).files).toHaveLength(1)
  expect(await finishErase({ files: disk.files, folder: root })).toMatchObject({ at: 1 })
  expect(await finishErase({ files: disk.files, folder: root })).toBeNull()
})

test('where not even the mark can be written, nothing changes', async () => {
  const disk = await worked()
  const before = contents(disk)
  const full = faultyFiles(
    ({ call, path }) => (call === 'write' && path.includes('erasing') ? 'ENOSPC' : undefined),
    disk.files,
  )
  const refused = await beginErase({ files: full, folder: root }, { at: 1, sealed: false }).catch((error) => error)
  expect(refused.failure).toMatchObject({ code: 'disk-full' })
  expect(await finishErase({ files: disk.files, folder: root })).toBeNull()
  expect(contents(disk).filter(([path]) => !path.startsWith('erasing'))).toEqual(before)
})
