/** Pictures of cards: kept once, sealed under a lock, backed up, and missed by a check when they are gone. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Repository } from '../../../electron/core/backups/repository'
import { stageRestore } from '../../../electron/core/backups/restore'
import { importCollection } from '../../../electron/core/exchange/import'
import { nodeFiles } from '../../../electron/core/store/files'
import { mediaNameOf } from '../../../electron/core/store/media'
import { newVault } from '../../../electron/core/vault/keys'
import { lockOff, lockOn } from '../../../electron/core/vault/turn-lock'
import { inspect } from '../../../electron/core/verify/inspect'
import { collection, incomingNote } from '../../support/collections'
import { basic } from '../../support/own-cards'
import { open, scratch } from './support'

const picture = Buffer.from('\x89PNG and so on')
const name = mediaNameOf(picture)
const withPicture = () =>
  collection([incomingNote('a', basic(`See ![](media:${name})`, 'Answer', { markup: true }))], {
    media: new Map([[name, picture]]),
  })
async function findings(store: Awaited<ReturnType<typeof open>>) {
  const backups = new Repository(nodeFiles, join(store.folder, 'backups'))
  const rest = { inTurn: <R>(task: () => Promise<R>) => task(), hasContent: () => true, progress: () => {} }
  const found = await inspect({ files: nodeFiles, store, backups, now: Date.now(), ...rest })
  return found.findings.map(({ kind, where }) => [kind, where])
}

test('written once, read back, and told of when it is damaged, gone or of no use', async () => {
  const folder = scratch()
  const store = await open(folder)
  await importCollection({ store }, withPicture(), { from: 'a.apkg' })
  expect(await store.readMedia(name)).toEqual(picture)
  expect(await store.writeMedia(picture)).toEqual({ name, isNew: false })
  expect(await findings(store)).toEqual([])
  await store.undo()
  expect(await findings(store), 'it may come back by redo').toEqual([])
  await store.redo()
  const other = await store.writeMedia(Buffer.from('nobody names it'))
  writeFileSync(join(folder, 'media', name), 'damaged')
  expect(await store.readMedia(name)).toBeNull()
  expect(await findings(store)).toEqual([
    ['media-missing', [`media/${name}`]],
    ['media-unnamed', [`media/${other.name}`]],
  ])
  await store.writeMedia(picture)
  expect(await store.readMedia(name)).toEqual(picture)
  for (const wrong of ['../state.json', name.toUpperCase(), '']) expect(await store.readMedia(wrong)).toBeNull()
})

test('in a backup, and back from it', async () => {
  const folder = scratch()
  const store = await open(folder)
  await importCollection({ store }, withPicture(), { from: 'a.apkg' })
  const repository = new Repository(nodeFiles, join(folder, 'backups'))
  const { id } = await repository.make(await store.backupSource(), { at: 1, reason: 'before-import' })
  await store.removeMedia(name)
  const manifest = await repository.read(id)
  if (!manifest) throw new Error('there is no backup')
  await stageRestore(nodeFiles, folder, { repository, manifest })
  await store.close()
  expect(await (await open(folder)).readMedia(name)).toEqual(picture)
})

test('sealed when the lock is turned on, plain again when it is turned off', async () => {
  const folder = scratch()
  const store = await open(folder)
  await importCollection({ store }, withPicture(), { from: 'a.apkg' })
  await store.close()
  const path = join(folder, 'media', name)
  const place = { files: nodeFiles, folder, clock: () => 1 }
  const { vault, key } = await newVault('a passphrase', { N: 2 ** 10, r: 8, p: 1 })
  const on = await lockOn({ ...place, vault, key })
  expect(readFileSync(path).includes(picture)).toBe(false)
  const sealed = await open(folder, { key })
  expect(await sealed.readMedia(name)).toEqual(picture)
  await sealed.close()
  await lockOff({ ...place, vault: on, key })
  expect(existsSync(path) && readFileSync(path)).toEqual(picture)
})
