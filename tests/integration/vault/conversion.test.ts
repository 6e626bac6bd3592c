/**
 * Turning the lock on and off, stopped before each change of the disk, with what the power cut leaves of it: whoever goes
 * on finds everything, and at the end nothing of the other kind.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { DataKey } from '../../../electron/core/store/codec'
import { nodeFiles } from '../../../electron/core/store/files'
import { encodeRecord } from '../../../electron/core/store/record-codec'
import type { Store } from '../../../electron/core/store/store'
import { type Cost, newVault, type Vault } from '../../../electron/core/vault/keys'
import { lockOff, lockOn } from '../../../electron/core/vault/turn-lock'
import { VaultFile } from '../../../electron/core/vault/vault-file'
import { type Cut, Disk } from '../../prove/disk'
import { basic } from '../../support/own-cards'
import { cardsInHistory, codes, contents, open, review, saveNote, scratch } from '../store/support'

const cheap: Cost = { N: 2 ** 4, r: 8, p: 1 }
const note = '0b5f3f6e-7a52-4d7c-9a7e-9d0f0c6f1a11'
const ownCard = '1c6f3f6e-7a52-4d7c-9a7e-9d0f0c6f1a12'
const words = ['heron', 'kestrel', 'plover', 'wagtail']
const clock = () => Date.UTC(2026, 5, 1)

/** Reviews, two versions of a note, an own card and something set aside, with words to look for. */
async function live(store: Store): Promise<void> {
  await store.record('review', review('heron-1'))
  await saveNote(store, note, 1, 'a kestrel')
  await saveNote(store, note, 2, 'a kestrel and a plover')
  await ownCardSaved(store)
  await store.undo()
  await store.redo()
  await store.record('review', review('heron-2'))
}
async function ownCardSaved(store: Store): Promise<void> {
  const text = { text: basic('wagtail', 'A') }
  const [checksum = ''] = await store.writeOwnCards([{ card: ownCard, version: 1, text }])
  const after = { version: 1, checksum, createdAt: 1, updatedAt: 1 }
  await store.record('own-cards', { what: 'made', cards: [{ card: ownCard, before: null, after }] })
}
async function verify(store: Store, noticed: string[] = []): Promise<void> {
  expect(codes(store).filter((code) => code !== 'settings-restored')).toEqual(noticed)
  expect(await cardsInHistory(store)).toEqual(['heron-1', 'heron-2'])
  expect(await store.readNote(note)).toBe('a kestrel and a plover')
  expect([...(await store.noteVersions(note)).readable()].map(({ text }) => text)).toHaveLength(2)
  const ref = store.state.ownCards[ownCard]
  expect(ref && store.ownCard(ownCard, ref)).toMatchObject({ damaged: false, text: { text: { front: 'wagtail' } } })
}

test('on: everything is there with the key, nothing is readable without; off: as before', async () => {
  const folder = scratch()
  const store = await open(folder)
  await live(store)
  await store.close()
  writeFileSync(join(folder, 'log/000001.log'), 'torn heron', { flag: 'a' })
  await (await open(folder)).close() // sets it aside
  const place = { files: nodeFiles, folder, clock }
  const { vault, key } = await newVault('a passphrase', cheap)
  const told: number[] = []
  const on = await lockOn({ ...place, vault, key, tell: (done) => told.push(done) })
  expect(told.at(-1)).toBeGreaterThan(4)
  const all = Object.entries(contents(folder))
  for (const [name, content] of all) for (const word of words) expect(content, name).not.toContain(word)

  const sealed = await open(folder, { key })
  await verify(sealed)
  await sealed.record('review', review('heron-3'))
  await sealed.close()
  await expect(open(folder)).rejects.toMatchObject({ failure: { code: 'lock-missing' } })
  for (const [name, content] of Object.entries(contents(folder))) expect(content, name).not.toContain('heron')

  await lockOff({ ...place, vault: on, key })
  expect(await new VaultFile(nodeFiles, folder).read()).toBeNull()
  const plain = await open(folder)
  expect(await cardsInHistory(plain)).toEqual(['heron-1', 'heron-2', 'heron-3'])
  expect(await plain.readNote(note)).toBe('a kestrel and a plover')
  const names = Object.keys(contents(folder))
  expect(names.filter((name) => /vault|converting|tmp/.test(name))).toEqual([])
  const aside = Object.entries(contents(folder)).find(([name]) => name.startsWith('quarantine/'))
  expect(aside?.[1]).toBe('torn heron')
})

test.each([
  ['on', 'lost', { names: 'none', bytes: 'none' }],
  ['on', 'kept', { names: 'all', bytes: 'all' }],
  ['on', 'half', { names: 'all', bytes: 'none' }],
  ['on', 'other half', { names: 'none', bytes: 'all' }],
  ['off', 'lost', { names: 'none', bytes: 'none' }],
  ['off', 'kept', { names: 'all', bytes: 'all' }],
  ['off', 'half', { names: 'all', bytes: 'none' }],
  ['off', 'other half', { names: 'none', bytes: 'all' }],
] as const)('stopped at any step while it is turned %s, with what was not synced %s', async (turn, _, cut: Cut) => {
  const root = scratch()
  const found: Disk[] = []
  let watching = false
  const disk = new Disk(root)
  disk.before = () => {
    if (watching) found.push(disk.after(cut))
  }
  const place = (files: Disk['files']) => ({ files, folder: root, clock })
  const store = await open(root, { files: disk.files })
  await live(store)
  await store.close()
  const { vault, key } = await newVault('a passphrase', cheap)
  watching = turn === 'on'
  const on = await lockOn({ ...place(disk.files), vault, key })
  watching = turn === 'off'
  if (turn === 'off') await lockOff({ ...place(disk.files), vault: on, key })
  watching = false
  expect(found.length).toBeGreaterThan(30)

  for (const { files } of found) {
    const now = await new VaultFile(files, root).read()
    await finish({ ...place(files), key }, now)
    const isOn = (await new VaultFile(files, root).read()) !== null
    if (turn === 'on' && now !== null) expect(isOn).toBe(true)
    const again = await open(root, { files, ...(isOn && { key }) })
    await verify(again)
    await again.close()
  }
})

/** As the core does when it is unlocked. */
async function finish(
  place: { files: Disk['files']; folder: string; clock: () => number; key: DataKey },
  now: Vault | null,
) {
  if (now?.state === 'sealing') await lockOn({ ...place, vault: now })
  if (now?.state === 'unsealing') await lockOff({ ...place, vault: now })
}

test('turning it on that fails anywhere is taken back', async () => {
  const root = scratch()
  const found: Disk[] = []
  let watching = false
  const disk = new Disk(root)
  disk.before = () => {
    if (watching) found.push(disk.after({ names: 'all', bytes: 'all' }))
  }
  const store = await open(root, { files: disk.files })
  await live(store)
  await store.close()
  const { vault, key } = await newVault('a passphrase', cheap)
  watching = true
  await lockOn({ files: disk.files, folder: root, clock, vault, key })
  watching = false
  for (const { files } of found) {
    await lockOff({ files, folder: root, clock, vault, key })
    expect(await new VaultFile(files, root).read()).toBeNull()
    const again = await open(root, { files })
    await verify(again)
    await again.close()
  }
})

test('a record that was tampered with is named, and the rest opens', async () => {
  const folder = scratch()
  const store = await open(folder)
  await live(store)
  await store.close()
  const { vault, key } = await newVault('a passphrase', cheap)
  await lockOn({ files: nodeFiles, folder, clock, vault, key })
  const path = join(folder, 'log/000001.log')
  const lines = (contents(folder)['log/000001.log'] ?? '').split('\n')
  // The first record's content in the place of the last's, with a checksum that fits.
  const first = lines[1]?.split(' ')[2] ?? ''
  const last = lines.length - 2
  const n = Number(lines[last]?.split(' ')[1])
  lines[last] = encodeRecord({ n, json: first }).trimEnd()
  writeFileSync(path, lines.join('\n'))
  const again = await open(folder, { key })
  expect(await cardsInHistory(again)).toEqual(['heron-1'])
  expect(codes(again)).toEqual(['records-missing'])
  expect(again.notices).toMatchObject([{ detail: { file: 'log/000001.log', missing: 1 } }])
  expect(await again.readNote(note)).toBe('a kestrel and a plover')
})

test('a file of a newer version: nothing is converted', async () => {
  const folder = scratch()
  const store = await open(folder)
  await live(store)
  await store.close()
  const newer = encodeRecord({ n: 0, json: '{"format":"fieldbook-note","version":9,"codec":"plain"}' })
  writeFileSync(join(folder, `notes/0b/${note}.log`), newer)
  const before = contents(folder)
  const { vault, key } = await newVault('a passphrase', cheap)
  const turning = lockOn({ files: nodeFiles, folder, clock, vault, key })
  await expect(turning).rejects.toMatchObject({ failure: { code: 'newer-version' } })
  const { 'vault.json': _a, 'vault.json.prev': _b, ...after } = contents(folder)
  expect(after).toEqual(before)
})

test('the lock file: a damaged one is replaced by its copy; without any the failure says so', async () => {
  const folder = scratch()
  const store = await open(folder)
  await live(store)
  await store.close()
  const { vault, key } = await newVault('a passphrase', cheap)
  const on = await lockOn({ files: nodeFiles, folder, clock, vault, key })
  const file = new VaultFile(nodeFiles, folder)
  expect(await file.read()).toEqual(on)
  writeFileSync(join(folder, 'vault.json'), 'damaged')
  expect(await file.read()).toEqual(on)
  writeFileSync(join(folder, 'vault.json.prev'), 'damaged too')
  await expect(file.read()).rejects.toMatchObject({ failure: { code: 'lock-missing' } })
  const before = contents(folder)
  await expect(open(folder)).rejects.toMatchObject({ failure: { code: 'lock-missing' } })
  expect(contents(folder)).toEqual(before)
})
