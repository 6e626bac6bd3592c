/** Trainers' packs travel with the work that names them. */
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { expect, test, vi } from 'vitest'
import { packWork } from '../../../electron/core/work/work-file'
import type { WorkPlace } from '../../../shared/model/work'
import { openCore, type TestCore } from '../../support/core'
import { fromDesk, onDesk } from '../../support/desk'
import { newKey, packedOf, stateLaw } from '../../support/packs'

vi.setConfig({ testTimeout: 60_000 })

const key = newKey()
const scope = { kind: 'chapter', chapter: 'state-law.state' } as const
const versioned = (version: string) => ({
  ...stateLaw,
  'pack.yaml': (stateLaw['pack.yaml'] ?? '').replace('1.0.0', version),
})
async function install(core: TestCore, texts: Record<string, string> = stateLaw, by = key) {
  const { id } = await onDesk(core, 'state.fieldbook', await packedOf(texts, by))
  return core.call.packs.install({ file: id, accept: by === key ? [] : ['other-signer'] })
}
const packed = async (core: TestCore) => fromDesk(core, (await core.call.work.pack({ passphrase: null })).id)
async function placed(core: TestCore, bytes: Uint8Array): Promise<WorkPlace> {
  return { kind: 'file', file: (await onDesk(core, 'other.fieldbook-work', bytes)).id }
}
async function bringIn(core: TestCore, work: Uint8Array | WorkPlace) {
  const place = 'kind' in work ? work : await placed(core, work)
  const look = await core.call.work.look({ place, passphrase: null })
  if (!look.ok) throw new Error(JSON.stringify(look.problem))
  const merged = await core.call.work.merge({ id: look.preview.id, settings: 'mine', plan: 'mine' })
  if (!merged.ok) throw new Error(JSON.stringify(merged.problem))
  expect(merged.packs).toEqual(look.preview.packs)
  return merged.packs
}
const refused = async (core: TestCore, bytes: Uint8Array) => {
  const look = await core.call.work.look({ place: await placed(core, bytes), passphrase: null })
  return look.ok ? null : look.problem.code
}
const listed = async (core: TestCore) =>
  (await core.call.packs.list()).map(({ id, version, signer, trouble, counts }) => ({
    ...{ id, version, signer, trouble },
    cards: counts?.cards,
  }))
const filesIn = (core: TestCore) => readdirSync(join(core.folder, 'packs'))

test('a pack comes with the work, is read at once, and a second time changes nothing', async () => {
  const a = await openCore()
  const b = await openCore({ now: a.time.now + 3_600_000 })
  await install(a)
  await a.rateNext('good', scope)
  const bytes = await packed(a)
  expect(await bringIn(b, bytes)).toEqual([{ title: 'The law of the state', version: '1.0.0', fate: 'new' }])
  expect(await listed(b)).toEqual(await listed(a))
  expect(await listed(b)).toMatchObject([{ trouble: null, cards: 1 }])
  expect((await b.call.library.overview()).chapters.map(({ id }) => id)).toContain('state-law.state')
  expect((await b.call.study.card({ card: 'state-law.punished' })).record?.memory.repetitions).toBe(1)
  const history = await b.history()
  expect(await bringIn(b, bytes)).toEqual([])
  expect(await b.history()).toBe(history)
  // From a data folder as well.
  const c = await openCore()
  await a.core.close()
  await bringIn(c, { kind: 'folder', folder: a.folder })
  expect(await listed(c)).toEqual(await listed(b))
})

test('of two versions both copies have the one that was brought in last, whichever way round', async () => {
  const a = await openCore()
  const b = await openCore({ now: a.time.now + 3_600_000 })
  await install(a, versioned('2.0.0'))
  await install(b, versioned('1.5.0'))
  const [fromA, fromB] = [await packed(a), await packed(b)]
  expect(await bringIn(a, fromB)).toMatchObject([{ version: '1.5.0', fate: 'updated' }])
  expect(await bringIn(b, fromA)).toEqual([])
  expect(await listed(a)).toMatchObject([{ version: '1.5.0', trouble: null }])
  expect(await listed(a)).toEqual(await listed(b))
  expect(filesIn(a)).toEqual(filesIn(b))
  expect(filesIn(a)).toHaveLength(1)
  await a.reopen()
  expect(await listed(a)).toEqual(await listed(b))
})

test('the same pack signed by two keys: both copies have the one the log says', async () => {
  const a = await openCore()
  const b = await openCore({ now: a.time.now + 3_600_000 })
  await install(a)
  await install(b, stateLaw, newKey())
  const [fromA, fromB] = [await packed(a), await packed(b)]
  await bringIn(a, fromB)
  await bringIn(b, fromA)
  expect(await listed(a)).toEqual(await listed(b))
  expect(await listed(a)).toMatchObject([{ trouble: null }])
})

test('a pack that was removed in the other copy goes, and what was learnt of it is there when it comes back', async () => {
  const a = await openCore()
  await install(a)
  await a.rateNext('easy', scope)
  const b = await openCore({ now: a.time.now + 3_600_000 })
  await bringIn(b, await packed(a))
  await b.call.packs.remove({ pack: 'state-law' })
  expect(await bringIn(a, await packed(b))).toMatchObject([{ fate: 'removed' }])
  expect([await listed(a), filesIn(a)]).toEqual([[], []])
  await install(a)
  expect((await a.call.study.card({ card: 'state-law.punished' })).record?.memory.repetitions).toBe(1)
})

test('where neither has the file the pack is named as not here, and comes with whoever has it', async () => {
  const a = await openCore()
  await install(a)
  const whole = await packed(a)
  rmSync(join(a.folder, 'packs'), { recursive: true })
  const b = await openCore()
  expect(await bringIn(b, await packed(a))).toEqual([
    { title: 'The law of the state', version: '1.0.0', fate: 'not-here' },
  ])
  expect(await b.call.packs.list()).toMatchObject([
    { title: 'The law of the state', version: '1.0.0', trouble: 'missing', problems: [] },
  ])
  const history = await b.history()
  await bringIn(b, whole)
  expect(await listed(b)).toMatchObject([{ trouble: null, cards: 1 }])
  expect(await b.history()).toBe(history)
  // By hand as well: the very pack that is missing can be brought in.
  const c = await openCore()
  await bringIn(c, await packed(a))
  const { id } = await onDesk(c, 'state.fieldbook', await packedOf(stateLaw, key))
  expect(await c.call.packs.preview({ file: id })).toMatchObject({ is: 'pack', preview: { isSame: false } })
  expect(await install(c)).toMatchObject([{ trouble: null }])
})

test('a hostile pack in a work file refuses the file, and one under another name is never shown', async () => {
  const a = await openCore()
  await install(a)
  const bytes = await packed(a)
  const b = await openCore()
  const entries = unzipSync(bytes)
  const name = Object.keys(entries).find((one) => one.startsWith('packs/')) ?? ''
  const lines = Buffer.from(entries['operations/000001.jsonl'] as Uint8Array)
    .toString()
    .trim()
    .split('\n')
  async function* none(): AsyncGenerator<never> {}
  const made = (operations: string[], pack: { hash: string; signer: string | null; bytes: Uint8Array }) =>
    packWork({
      ...{ at: 0, name: 'x', operations, versions: [], cards: [], media: none(), passphrase: null },
      packs: (async function* () {
        yield pack
      })(),
    })
  const hash = name.slice('packs/'.length)
  const another = await packedOf(versioned('9.9.9'), newKey())
  expect(await refused(b, zipSync({ ...entries, 'packs/../../evil': strToU8('x') }))).toBe('unexpected-entry')
  expect(await refused(b, zipSync({ ...entries, [name]: strToU8('x') }))).toBe('damaged-entry')
  expect(await refused(b, await made(lines, { hash, signer: null, bytes: strToU8('no gzip') }))).toBe('damaged-entry')
  expect(await refused(b, await made(lines, { hash, signer: null, bytes: another }))).toBe('damaged-entry')
  const cut = (entries[name] as Uint8Array).subarray(0, -40)
  expect(await refused(b, await made(lines, { hash, signer: null, bytes: cut }))).toBe('damaged-entry')
  expect(await b.call.packs.list()).toEqual([])

  // The log says that it is signed, or what it is called; the file says otherwise.
  const forged = lines.map((line) => line.replaceAll('"state-law"', '"other-law"'))
  const own = { hash, signer: null, bytes: entries[name] as Uint8Array }
  await bringIn(b, await made(forged, own))
  expect(await listed(b)).toMatchObject([{ id: 'other-law', trouble: 'damaged' }])
  expect((await b.call.library.overview()).chapters).toHaveLength(2)
  const c = await openCore()
  const unsigned = { ...own, bytes: await packedOf(stateLaw, null) }
  await bringIn(c, await made(lines, unsigned))
  expect(await listed(c)).toMatchObject([{ id: 'state-law', trouble: 'missing' }])
})

test('under a lock the file is sealed on the disk, and travels all the same', async () => {
  const a = await openCore()
  await install(a)
  await a.call.lock.turnOn({ passphrase: 'blue heron over the weir' })
  const b = await openCore()
  await b.call.lock.turnOn({ passphrase: 'another heron over the weir' })
  await bringIn(b, await packed(a))
  expect(await listed(b)).toMatchObject([{ trouble: null }])
})
