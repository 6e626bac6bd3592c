import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Manifest } from '../../../electron/core/backups/manifests'
import { NoRoom, Repository } from '../../../electron/core/backups/repository'
import { stageRestore } from '../../../electron/core/backups/restore'
import { type Files, nodeFiles } from '../../../electron/core/store/files'
import type { Store } from '../../../electron/core/store/store'
import { type Cut, Disk } from '../../prove/disk'
import { cardsInHistory, codes, contents, open, review, saveNote, scratch } from './support'

const note = '0b5f3f6e-7a52-4d7c-9a7e-9d0f0c6f1a11'
const hour = 3_600_000
const noon = Date.UTC(2026, 2, 1, 12)
const utcDay = (at: number) => new Date(at).toISOString().slice(0, 10)
const repositoryIn = (folder: string, files: Files = nodeFiles) => new Repository(files, join(folder, 'backups'))

async function backUp(store: Store, repository: Repository, at = noon) {
  return repository.make(await store.backupSource(), { at, reason: 'automatic' })
}
async function restore(folder: string, store: Store, repository: Repository, id: string, files: Files = nodeFiles) {
  const manifest = (await repository.read(id)) as Manifest
  await stageRestore(files, folder, { repository, manifest })
  await store.close()
  return open(folder, { files })
}

test('a backup says what is in it, and restoring it gives exactly that back', async () => {
  const folder = scratch()
  const repository = repositoryIn(folder)
  let store = await open(folder)
  await store.record('review', review('a'))
  await saveNote(store, note, 1, 'What did they pay for?')
  const made = await backUp(store, repository)
  expect(made).toMatchObject({ missing: 0, holds: { operations: 2, reviews: 1, notes: 1, ownCards: 0 } })
  expect(made.holds.savedAt).toBe(store.savedAt)
  const state = structuredClone(store.state)

  await store.record('review', review('b'))
  await saveNote(store, note, 2, 'Who held the papers?')
  await store.changeAppearance({ theme: 'dark' })
  store = await restore(folder, store, repository, made.id)
  expect(await cardsInHistory(store)).toEqual(['a'])
  expect(await store.readNote(note)).toBe('What did they pay for?')
  expect(store.state).toEqual(state)
  expect(codes(store)).toEqual(['restored'])
  expect(store.appearance.theme, 'of this machine').toBe('dark')
  expect(readdirSync(folder).sort()).toEqual([
    'backups',
    'log',
    'notes',
    'settings.json',
    'settings.json.prev',
    'state.json',
  ])
  await store.record('review', review('c'))
  await store.close()
  expect(codes(await open(folder))).toEqual([])
})

test('thirty backups of a growing log cost little more than one', async () => {
  const folder = scratch()
  const repository = repositoryIn(folder)
  const store = await open(folder)
  for (let i = 0; i < 3000; i++) void store.record('review', review(`card-${i}`))
  await store.record('review', review('last'))
  const first = await backUp(store, repository)
  const before = sizeOf(join(folder, 'backups'))
  for (let i = 1; i <= 30; i++) {
    await store.record('review', review(`later-${i}`))
    await backUp(store, repository, noon + i * 1000)
  }
  expect(first.bytes).toBeGreaterThan(1_000_000)
  // What grows is stored in pieces: only the last one is stored again.
  expect(sizeOf(join(folder, 'backups')) - before).toBeLessThan(30 * 300_000)
  const { backups } = await repository.list()
  for (const { id } of backups) expect((await repository.check(id)).damaged).toEqual([])

  const left = new Repository(nodeFiles, join(folder, 'backups'))
  expect(await left.thin(noon + 400 * 24 * hour, utcDay)).toBe(30)
  expect((await left.list()).backups).toHaveLength(1)
  expect(sizeOf(join(folder, 'backups'))).toBeLessThan(before + 300_000)
})

test('a damaged piece is found by the check, restoring from it changes nothing, and the next backup stores it again', async () => {
  const folder = scratch()
  const repository = repositoryIn(folder)
  const store = await open(folder)
  await saveNote(store, note, 1, 'What did they pay for?')
  const { id } = await backUp(store, repository)
  const manifest = (await repository.read(id)) as Manifest
  const file = manifest.files.find(({ path }) => path.startsWith('notes/'))
  const piece = file?.pieces[0] as string
  const path = join(folder, 'backups/objects', piece.slice(0, 2), piece)
  writeFileSync(path, readFileSync(path).reverse())
  expect((await repository.check(id)).damaged).toEqual([file?.path])

  const before = contents(join(folder, 'log'))
  await expect(stageRestore(nodeFiles, folder, { repository, manifest })).rejects.toMatchObject({
    failure: { code: 'damaged', detail: { file: file?.path } },
  })
  expect(contents(join(folder, 'log'))).toEqual(before)
  expect(readdirSync(folder)).not.toContain('restore.json')
  expect(readdirSync(folder)).not.toContain('restoring')

  // Cut short it is noticed by the length alone, and stored anew.
  truncateSync(path, 3)
  const again = await backUp(store, repository, noon + 1)
  expect((await repository.check(again.id)).damaged).toEqual([])
})

test('a damaged manifest is counted, and nothing is swept that it may need', async () => {
  const folder = scratch()
  const repository = repositoryIn(folder)
  const store = await open(folder)
  await store.record('review', review('a'))
  const first = await backUp(store, repository)
  await backUp(store, repository, noon + 1)
  const path = join(folder, 'backups/manifests', `${first.id}.json`)
  const whole = readFileSync(path)
  writeFileSync(path, whole.subarray(0, 100))
  expect(await repository.list()).toMatchObject({ unreadable: 1, backups: [{ at: noon + 1 }] })
  await repository.remove((await repository.list()).backups.map(({ id }) => id))
  writeFileSync(path, whole)
  expect((await repository.check(first.id)).damaged).toEqual([])
})

test('where the disk is nearly full, nothing is written', async () => {
  const folder = scratch()
  const store = await open(folder)
  await store.record('review', review('a'))
  const full = { ...nodeFiles, free: async () => 1024 ** 3 }
  await expect(backUp(store, repositoryIn(folder, full))).rejects.toBeInstanceOf(NoRoom)
  expect((await repositoryIn(folder).list()).backups).toEqual([])
})

describe('a kill or a power cut at any moment', () => {
  const cuts: Cut[] = [
    { names: 'none', bytes: 'none' },
    { names: 'all', bytes: 'all' },
    { names: 'all', bytes: 'none' },
    { names: 'none', bytes: 'all' },
  ]

  test('of a backup: there is one that is whole, or none', async () => {
    const moments: Disk[] = []
    let watching = false
    const folder = scratch()
    const disk = new Disk(folder)
    disk.before = () => {
      if (watching) moments.push(...cuts.map((cut) => disk.after(cut)))
    }
    const store = await open(folder, { files: disk.files })
    await store.record('review', review('a'))
    await saveNote(store, note, 1, 'What did they pay for?')
    const repository = repositoryIn(folder, disk.files)
    const first = await backUp(store, repository)
    await store.record('review', review('b'))
    watching = true
    const second = await backUp(store, repository, noon + 1)
    watching = false
    for (const cut of cuts)
      expect((await repositoryIn(folder, disk.after(cut).files).check(second.id)).damaged).toEqual([])
    expect(moments.length).toBeGreaterThan(40)
    for (const moment of moments) {
      const found = repositoryIn(folder, moment.files)
      const { backups, unreadable } = await found.list()
      expect(unreadable).toBe(0)
      expect(backups.map(({ id }) => id)).toContain(first.id)
      for (const { id } of backups) expect((await found.check(id)).damaged).toEqual([])
      // And the next one works.
      const again = await backUp(store, found, noon + 2)
      expect((await found.check(again.id)).damaged).toEqual([])
    }
  })

  test('of a restore: what was there or what was restored, and never a mixture', async () => {
    const moments: { disk: Disk; answered: boolean }[] = []
    let watching = false
    let answered = false
    const folder = scratch()
    const disk = new Disk(folder)
    disk.before = () => {
      if (watching) moments.push(...cuts.map((cut) => ({ disk: disk.after(cut), answered })))
    }
    const { files } = disk
    const store = await open(folder, { files })
    await store.record('review', review('a'))
    await saveNote(store, note, 1, 'one')
    const repository = repositoryIn(folder, files)
    const { id } = await backUp(store, repository)
    await store.record('review', review('b'))
    await saveNote(store, note, 2, 'two')
    const manifest = (await repository.read(id)) as Manifest
    watching = true
    await stageRestore(files, folder, { repository, manifest })
    answered = true
    await store.close()
    const restored = await open(folder, { files })
    watching = false
    expect(await cardsInHistory(restored)).toEqual(['a'])
    await restored.close()

    expect(moments.length).toBeGreaterThan(60)
    for (const moment of moments) {
      const left = moment.disk.files
      const found = await open(folder, { files: left })
      const seen = { cards: await cardsInHistory(found), note: await found.readNote(note) }
      const then = { cards: ['a'], note: 'one' }
      const now = { cards: ['a', 'b'], note: 'two' }
      expect(moment.answered ? [then] : [then, now]).toContainEqual(seen)
      await found.close()
      const again = await open(folder, { files: left })
      expect(await cardsInHistory(again)).toEqual(seen.cards)
      await again.close()
    }
  })
})

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
}
