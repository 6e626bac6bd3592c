/** `npm run -s fieldbook -- ...` as a process. Needs a current build: otherwise the first of these makes one. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openStore } from '../../../electron/core/store/store'
import { ankiFixture, hasAnkiFixtures } from '../../support/anki-fixtures'
import { openCore } from '../../support/core'
import { fromDesk, onDesk } from '../../support/desk'
import { root, spawnLoopback } from '../../support/hosts'
import { newKey, packedOf, stateLaw } from '../../support/packs'
import { review, saveNote } from '../store/samples'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 }) // the first may have to build

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'fieldbook-cli-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function fieldbook(line: string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [path.join(root, 'electron/fieldbook.mjs'), ...line], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, INIT_CWD: folder, ...env },
  })
  const output = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].on('data', (text) => {
      output[stream] += text
    })
  const [code] = await once(child, 'close')
  return { code, ...output }
}
/** Every file and its content. */
function digest(of: string): string {
  if (!existsSync(of)) return 'no folder'
  const hash = createHash('sha256')
  for (const entry of readdirSync(of, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue
    const file = path.join(entry.parentPath, entry.name)
    hash.update(file).update(readFileSync(file))
  }
  return hash.digest('hex')
}
async function studied(name: string): Promise<string> {
  const store = await openStore({ folder: path.join(folder, name) })
  await store.record('review', review('card-1'))
  await store.record('review', review('card-2'))
  await saveNote(store, '00000000-0000-4000-8000-000000000001', 1, 'A note')
  await store.close()
  return name
}

test('work goes from one folder into a fresh one, as one JSON object, and a second time nothing is new', async () => {
  await studied('one')
  const exported = await fieldbook(['export', '--work', 'my.fieldbook-work', '--data', 'one', '--json'])
  expect(exported).toMatchObject({ code: 0 })
  const first = await fieldbook(['import', 'my.fieldbook-work', '--data', 'two', '--json'])
  expect(first.code, first.stderr).toBe(0)
  expect(first.stdout.split('\n')).toHaveLength(2)
  expect(JSON.parse(first.stdout)).toEqual({
    ...{ notes: 1, cards: 0, reviews: 2 },
    ...{ new: 1, updated: 0, same: 0, conflicting: 0, skipped: 0, problems: [] },
  })
  const second = await fieldbook(['import', 'my.fieldbook-work', '--data', 'two', '--json'])
  expect(JSON.parse(second.stdout)).toMatchObject({ notes: 1, reviews: 2, new: 0, same: 1 })
  const verified = await fieldbook(['verify', '--data', 'two', '--json'])
  expect(verified.code).toBe(0)
  expect(JSON.parse(verified.stdout)).toMatchObject({ sound: true, checked: { notes: 1 } })
})

test('a pack that the work names comes with the file', async () => {
  const core = await openCore()
  const { id } = await onDesk(core, 'state.fieldbook', await packedOf(stateLaw, newKey()))
  await core.call.packs.install({ file: id, accept: [] })
  const bytes = await fromDesk(core, (await core.call.work.pack({ passphrase: null })).id)
  writeFileSync(path.join(folder, 'with-pack.fieldbook-work'), bytes)
  for (const _ of [1, 2]) {
    const imported = await fieldbook(['import', 'with-pack.fieldbook-work', '--data', 'packs-here', '--json'])
    expect(imported.code, imported.stderr).toBe(0)
    expect(readdirSync(path.join(folder, 'packs-here', 'packs'))).toEqual([expect.stringMatching(/^state-law-/)])
  }
})

test('what can’t be imported is said in one line, and no folder is made or changed', async () => {
  await studied('one')
  await fieldbook(['export', '--work', 'my.fieldbook-work', '--data', 'one'], {
    FIELDBOOK_FILE_PASSPHRASE: 'a long passphrase',
  })
  const before = digest(path.join(folder, 'one'))
  writeFileSync(path.join(folder, 'other.bin'), 'something else')
  const protectedFile = path.join(folder, 'my.fieldbook-work')
  const cases: [string[], RegExp, NodeJS.ProcessEnv?][] = [
    [['import', 'other.bin'], /no file that can be imported/],
    [['import', 'none.fieldbook-work'], /There is no file/],
    [['import', 'my.fieldbook-work'], /A passphrase is needed/],
    [['import', 'my.fieldbook-work'], /not the passphrase/, { FIELDBOOK_FILE_PASSPHRASE: 'another passphrase' }],
    [['import'], /takes one file/],
    [['walk'], /no command 'walk'/],
    [['import', 'other.bin', '--fast'], /--fast/],
    [['verify'], /There is no folder/],
  ]
  for (const [index, [line, words, env]] of cases.entries()) {
    const said = await fieldbook([...line, '--data', index % 2 === 0 ? 'one' : 'fresh', '--json'], env)
    expect(said.code).toBeGreaterThan(0)
    expect(said.stdout).toBe('')
    expect(said.stderr).toMatch(words)
    expect(said.stderr.trim().split('\n')).toHaveLength(1)
  }
  truncateSync(protectedFile, 300)
  const cut = await fieldbook(['import', 'my.fieldbook-work', '--data', 'fresh'], {
    FIELDBOOK_FILE_PASSPHRASE: 'a long passphrase',
  })
  expect(cut).toMatchObject({ code: 1, stderr: 'That is not the passphrase of my.fieldbook-work.\n' })
  expect(digest(path.join(folder, 'one'))).toBe(before)
  expect(digest(path.join(folder, 'fresh'))).toBe('no folder')
})

test('a folder that Fieldbook has open is left alone, and a locked one asks for its passphrase', async () => {
  await studied('one')
  await fieldbook(['export', '--work', 'my.fieldbook-work', '--data', 'one'])
  const running = spawnLoopback(path.join(folder, 'two'))
  await running.ready
  const said = await fieldbook(['import', 'my.fieldbook-work', '--data', 'two'])
  expect(said).toMatchObject({ code: 1, stdout: '' })
  expect(said.stderr).toMatch(/Fieldbook is open with/)
  running.child.kill('SIGTERM')
  await running.exited

  const { core, call } = await openCore({ folder: path.join(folder, 'three') })
  await call.lock.turnOn({ passphrase: 'a long passphrase' })
  await core.close()
  const before = digest(path.join(folder, 'three'))
  const line = ['import', 'my.fieldbook-work', '--data', 'three', '--json']
  expect((await fieldbook(line)).stderr).toMatch(/A passphrase is needed for the data/)
  const wrong = await fieldbook(line, { FIELDBOOK_PASSPHRASE: 'another passphrase' })
  expect(wrong.stderr).toMatch(/That is not the passphrase/)
  expect(digest(path.join(folder, 'three'))).toBe(before)
  const right = await fieldbook(line, { FIELDBOOK_PASSPHRASE: 'a long passphrase' })
  expect(JSON.parse(right.stdout)).toMatchObject({ notes: 1, new: 1 })
})

const counts = { notes: 0, cards: 0, reviews: 0, new: 0, updated: 0, same: 0, conflicting: 0, skipped: 0 }
async function imported(file: string, data: string) {
  const said = await fieldbook(['import', file, '--data', data, '--json'])
  expect(said.code, said.stderr).toBe(0)
  const { problems: _, ...report } = JSON.parse(said.stdout)
  return report
}

test('a table comes in, leaves for Anki, and comes back the same', async () => {
  writeFileSync(path.join(folder, 'cards.csv'), 'front,back\nWho agrees?,Whoever is of age\nWhere?,Anywhere\n')
  const two = { ...counts, notes: 2, cards: 2 }
  expect(await imported('cards.csv', 'one')).toEqual({ ...two, new: 2 })
  expect(await imported('cards.csv', 'one')).toEqual({ ...two, same: 2 })
  // Also with a --json of its own for what is printed.
  for (const [kind, name] of [
    ['--json', 'all.json'],
    ['--csv', 'all.csv'],
    ['--notes', 'notes.zip'],
    ['--anki', 'all.apkg'],
  ] as const)
    expect(JSON.parse((await fieldbook(['export', kind, name, '--data', 'one', '--json'])).stdout)).toMatchObject({
      file: path.join(folder, name),
    })
  expect(await imported('all.json', 'two')).toEqual({ ...two, new: 2 })
  expect(await imported('all.json', 'two')).toEqual({ ...two, same: 2 })
  expect(await imported('all.csv', 'three')).toMatchObject({ new: 2, conflicting: 0 })
  expect(await imported('all.csv', 'two')).toMatchObject({ new: 0, same: 2, conflicting: 0 })
  // The cards of the book are left out; our own two come back as they were.
  expect(await imported('all.apkg', 'two')).toMatchObject({ new: 0, updated: 0, same: 2, conflicting: 0 })
})

test.skipIf(!hasAnkiFixtures())('packages that Anki wrote come in with exactly what is in them', async () => {
  const at = ankiFixture
  const one = { ...counts, notes: 1, cards: 1 }
  expect(await imported(at('update1.apkg'), 'anki')).toEqual({ ...one, new: 1 })
  expect(await imported(at('update1.apkg'), 'anki')).toEqual({ ...one, same: 1 })
  expect(await imported(at('update2.apkg'), 'anki')).toEqual({ ...one, updated: 1 })
  expect(await imported(at('diffmodels2-1.apkg'), 'anki')).toEqual({ ...one, new: 1 })
  expect(await imported(at('diffmodels2-2.apkg'), 'anki')).toEqual({ ...one, cards: 2, conflicting: 1 })
  const whole = await imported(at('orbit-testCollection.colpkg'), 'anki')
  expect(whole).toMatchObject({ notes: 5, cards: 7, reviews: 1 })
  expect(whole.new + whole.updated + whole.same + whole.conflicting + whole.skipped).toBe(5)
})

test('a pack is checked, built, signed and looked at', async () => {
  const texts: Record<string, string> = {
    ...stateLaw,
    'pack.yaml': (stateLaw['pack.yaml'] ?? '').replace('small', 'federal-response'),
  }
  const overlay = (texts['overlays/consent.md'] ?? '').replace('section: consent', 'section: summary')
  for (const [name, text] of Object.entries({ ...texts, 'overlays/consent.md': overlay })) {
    mkdirSync(path.join(folder, 'pack', path.dirname(name)), { recursive: true })
    writeFileSync(path.join(folder, 'pack', name), text)
  }
  const done = async (...line: string[]) => {
    const said = await fieldbook(['pack', ...line, '--data', 'key', '--json'])
    return { ...said, json: said.stdout === '' ? null : JSON.parse(said.stdout) }
  }
  expect((await done('check', 'pack')).json).toMatchObject({ sound: true, counts: { chapters: 1, cards: 1 } })
  expect(await done('build', 'pack', '--author', 'Vale')).toMatchObject({ code: 0 })
  expect(existsSync(path.join(folder, 'key'))).toBe(false)
  expect((await done('inspect', 'state-law-1.0.0.fieldbook')).json).toMatchObject({ author: 'Vale', signer: null })
  const { signer } = (await done('sign', 'state-law-1.0.0.fieldbook')).json
  expect((await done('inspect', 'state-law-1.0.0.fieldbook')).json).toMatchObject({ signer, version: '1.0.0' })
  writeFileSync(path.join(folder, 'pack/overlays/consent.md'), overlay.replace(' {T-002}', ''))
  expect(await done('check', 'pack')).toMatchObject({ code: 1, json: { sound: false } })
  expect(await done('build', 'pack')).toMatchObject({ code: 1, stdout: '' })
  expect((await done('inspect', 'pack/pack.yaml')).stderr).toMatch(/is not a pack/)
})
