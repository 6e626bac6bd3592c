/** A backup whose list of files is damaged: it is set aside and named, and keeps nothing from being tidied up. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { Repository } from '../../../electron/core/backups/repository'
import { nodeFiles } from '../../../electron/core/store/files'
import { encodeHeader, encodeRecord } from '../../../electron/core/store/record-codec'
import { openCore, type TestCore } from '../../support/core'

vi.setConfig({ testTimeout: 30_000 })

const note = '0b5f3f6e-7a52-4d7c-9a7e-9d0f0c6f1a11'
const write = (core: TestCore, base: number, text: string) =>
  core.call.notes.save({ note, base, target: { kind: 'none' }, text })
const manifests = (core: TestCore) => readdirSync(join(core.folder, 'backups/manifests')).sort()
const spoil = (core: TestCore, name: string) => {
  const path = join(core.folder, 'backups/manifests', name)
  writeFileSync(path, readFileSync(path).subarray(0, 100))
}
const pieces = (core: TestCore) =>
  readdirSync(join(core.folder, 'backups/objects'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort()
const onDisk = (core: TestCore, words: string) =>
  readdirSync(core.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(words))

test('under a lock no piece that anybody can read is left because of it', async () => {
  const core = await openCore()
  await write(core, 0, 'A kestrel over the field')
  await core.call.backups.make()
  const [name = ''] = manifests(core)
  spoil(core, name)
  await core.call.lock.turnOn({ passphrase: 'blue heron over the weir' })
  expect(onDisk(core, 'kestrel')).toEqual([])
  expect(manifests(core)).not.toContain(name)
  expect(readdirSync(join(core.folder, 'quarantine'))).toEqual([expect.stringContaining(name)])
  const { notices } = await core.call.app.status()
  const first = name.replace('.json', '')
  expect(notices).toMatchObject([{ code: 'backups-set-aside', detail: { backups: 1, first } }])
  expect(await core.call.backups.list()).toMatchObject({ unreadable: 0, problem: null })
})

test('no piece that another backup needs goes with it, and what only it needed does', async () => {
  const core = await openCore()
  await write(core, 0, 'A kestrel over the field')
  await core.call.backups.make()
  core.time.now += 1000
  await write(core, 1, 'A heron by the weir')
  await core.call.backups.make()
  const [first = '', second = ''] = manifests(core)
  spoil(core, first)
  core.time.now += 1000
  await core.call.backups.make()
  const repository = new Repository(nodeFiles, join(core.folder, 'backups'))
  const { backups } = await repository.list()
  expect(backups).toHaveLength(2)
  for (const { id } of backups) expect((await repository.check(id)).damaged).toEqual([])
  expect(manifests(core)).toContain(second)
  expect(manifests(core)).not.toContain(first)
  const needed = new Set<string>()
  for (const { id } of backups)
    for (const file of (await repository.read(id))?.files ?? []) for (const piece of file.pieces) needed.add(piece)
  expect(pieces(core)).toEqual([...needed].sort())
})

test('one of a newer version stays, with all that it may need', async () => {
  const core = await openCore()
  await write(core, 0, 'A kestrel over the field')
  await core.call.backups.make()
  const [name = ''] = manifests(core)
  const objects = pieces(core)
  const header = encodeHeader('fieldbook-backup')
    .replace(/^.*?\{/, '{')
    .trim()
    .replace('"version":1', '"version":2')
  const newer = encodeRecord({ n: 0, json: header }) + encodeRecord({ n: 1, json: '{}' })
  writeFileSync(join(core.folder, 'backups/manifests', name), newer)
  core.time.now += 1000
  await write(core, 1, 'A heron by the weir')
  await core.call.backups.make()
  expect(manifests(core)).toContain(name)
  expect(pieces(core)).toEqual(expect.arrayContaining(objects))
  expect((await core.call.app.status()).notices).toEqual([])
})

test('the check names it, and the repair sets it aside', async () => {
  const core = await openCore()
  await write(core, 0, 'A kestrel over the field')
  await core.call.backups.make()
  const [name = ''] = manifests(core)
  spoil(core, name)
  await core.call.verify.start()
  const where = [name.replace('.json', '')]
  await vi.waitFor(async () =>
    expect(await core.call.verify.progress()).toMatchObject({ findings: [{ kind: 'backups-damaged', where }] }),
  )
  const repaired = await core.call.verify.repair()
  expect(repaired).toMatchObject({ state: 'done', findings: [] })
  expect(manifests(core)).not.toContain(name)
})
