import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import fc from 'fast-check'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { expect, test, vi } from 'vitest'
import { WorkRefused } from '../../../electron/core/work/refused'
import { packWork, readWorkFile } from '../../../electron/core/work/work-file'
import type { WorkPreview } from '../../../shared/model/work'
import { filesSaying } from '../../support/all-words'
import { openCore, type TestCore } from '../../support/core'
import { fromDesk, onDesk } from '../../support/desk'
import { basic } from '../../support/own-cards'

vi.setConfig({ testTimeout: 60_000 })

const hour = 3_600_000

async function packed(core: TestCore, passphrase: string | null = null): Promise<Uint8Array> {
  return fromDesk(core, (await core.call.work.pack({ passphrase })).id)
}
async function lay(core: TestCore, bytes: Uint8Array, name = 'other.fieldbook-work') {
  return { kind: 'file' as const, file: (await onDesk(core, name, bytes)).id }
}
async function seen(core: TestCore, bytes: Uint8Array, passphrase: string | null = null): Promise<WorkPreview> {
  const look = await core.call.work.look({ place: await lay(core, bytes), passphrase })
  if (!look.ok) throw new Error(JSON.stringify(look.problem))
  return look.preview
}
async function problem(core: TestCore, bytes: Uint8Array, passphrase: string | null = null) {
  const look = await core.call.work.look({ place: await lay(core, bytes), passphrase })
  return look.ok ? null : look.problem
}
type Side = 'mine' | 'theirs'
async function bringIn(core: TestCore, bytes: Uint8Array, settings: Side = 'mine', plan: Side = 'mine') {
  const { id } = await seen(core, bytes)
  const merged = await core.call.work.merge({ id, settings, plan })
  if (!merged.ok) throw new Error(JSON.stringify(merged.problem))
  return merged
}
async function note(core: TestCore, text: string, id = randomUUID() as string, base = 0) {
  await core.call.notes.save({ note: id, base, target: { kind: 'none' }, text })
  return id
}
test('two copies become one, whichever way round, and a second time nothing changes', async () => {
  const a = await openCore()
  const b = await openCore({ now: a.time.now + hour })
  await a.rateNext('good')
  await a.rateNext('again')
  const inA = await note(a, 'Made in A')
  await b.rateNext('easy')
  const inB = await note(b, 'Made in B')
  await b.call.ownCards.save({ card: randomUUID(), base: 0, text: basic('Question', 'Answer') })
  const [fromA, fromB] = [await packed(a), await packed(b)]

  const { report, newReviews } = await bringIn(a, fromB)
  expect(report).toMatchObject({ notes: 1, cards: 1, reviews: 1, new: 1, updated: 0, same: 0, conflicting: 0 })
  expect(newReviews).toBe(1)
  await bringIn(b, fromA)
  for (const core of [a, b]) {
    expect((await core.call.notes.get({ note: inA })).text).toBe('Made in A')
    expect((await core.call.notes.get({ note: inB })).text).toBe('Made in B')
  }
  a.time.now = b.time.now
  expect(await a.call.study.overview()).toEqual(await b.call.study.overview())

  const history = await a.history()
  expect((await bringIn(a, fromB)).report).toMatchObject({ new: 0, same: 1 })
  expect(await a.history()).toBe(history)
  await a.reopen()
  expect((await a.call.notes.get({ note: inB })).text).toBe('Made in B')
})

test('a backup is made before, and nothing from before is offered for undo', async () => {
  const a = await openCore()
  const b = await openCore()
  await a.rateNext('good')
  await note(b, 'Made in B')
  await bringIn(a, await packed(b))
  expect((await a.call.backups.list()).backups.map(({ reason }) => reason)).toContain('before-merge')
  expect(await a.call.history.latest()).toEqual({ undo: null, redo: null })
  await a.rateNext('good')
  expect((await a.call.history.latest()).undo?.kind).toBe('review')
})

test('a note changed in both keeps both until one chooses, and the choice holds in the other copy too', async () => {
  for (const choice of ['one', 'other', 'both'] as const) {
    const a = await openCore()
    const b = await openCore({ now: a.time.now + hour })
    const id = await note(a, 'Start')
    await bringIn(b, await packed(a))
    await note(a, 'Changed in A', id, 1)
    a.time.now += 3 * hour
    await note(b, 'Changed in B', id, 1)
    const merged = await bringIn(a, await packed(b))
    expect(merged).toMatchObject({ conflicts: 1, report: { conflicting: 1 } })

    const [conflict] = await a.call.work.conflicts()
    if (conflict?.kind !== 'note') throw new Error('no conflict')
    expect(conflict.versions.map(({ text }) => text).sort()).toEqual(['Changed in A', 'Changed in B'])
    const keyOf = (text: string) => conflict.versions.find((one) => one.text === text)?.key as string
    const keep = { one: ['Changed in A'], other: ['Changed in B'], both: ['Changed in A', 'Changed in B'] }[choice]
    expect(await a.call.work.settle({ kind: 'note', id, keep: keep.map(keyOf) })).toEqual([])
    expect((await a.call.notes.get({ note: id })).text).toBe(keep[0])
    const list = await a.call.notes.list({ limit: 50 })
    expect(list.notes.length).toBe(keep.length)

    b.time.now = a.time.now + hour
    expect(await bringIn(b, await packed(a))).toMatchObject({ conflicts: 0 })
    expect((await b.call.notes.get({ note: id })).text).toBe(keep[0])
    // Taking the choice back asks again.
    await a.call.history.undo()
    expect(await a.call.work.conflicts()).toHaveLength(1)
  }
})

test('deleted here and changed there: asks; an own card changed in both does too', async () => {
  const a = await openCore()
  const b = await openCore({ now: a.time.now + hour })
  const id = await note(a, 'Start')
  const card = randomUUID()
  await a.call.ownCards.save({ card, base: 0, text: basic('Question', 'Answer') })
  await bringIn(b, await packed(a))
  await a.call.notes.remove({ note: id })
  await a.call.ownCards.save({ card, base: 1, text: basic('Question', 'From A') })
  await note(b, 'Changed in B', id, 1)
  await b.call.ownCards.save({ card, base: 1, text: basic('Question', 'From B') })
  await bringIn(a, await packed(b))
  const conflicts = await a.call.work.conflicts()
  expect(conflicts.map(({ kind }) => kind).sort()).toEqual(['note', 'own-card'])
  const ofNote = conflicts.find(({ kind }) => kind === 'note')
  expect(ofNote?.versions.map(({ text }) => text)).toEqual(['Changed in B', null])
  const gone = ofNote?.versions.find(({ text }) => text === null)?.key as string
  await a.call.work.settle({ kind: 'note', id, keep: [gone] })
  expect(await a.call.work.conflicts()).toHaveLength(1)
  const ofCard = conflicts.find(({ kind }) => kind === 'own-card')
  const keys = ofCard?.versions.map(({ key }) => key) as string[]
  expect(await a.call.work.settle({ kind: 'own-card', id: card, keep: keys })).toEqual([])
  expect((await a.call.study.overview()).own.total).toBe(2)
})

test('settings that both changed are asked for, and the answer stays', async () => {
  const a = await openCore()
  const b = await openCore({ now: a.time.now + hour })
  await a.call.settings.changeStudy({ newPerDay: 5 })
  await b.call.settings.changeStudy({ newPerDay: 50 })
  const bytes = await packed(b)
  const preview = await seen(a, bytes)
  expect([preview.settings?.mine.newPerDay, preview.settings?.theirs.newPerDay]).toEqual([5, 50])
  await bringIn(a, bytes, 'mine')
  expect((await a.call.settings.get()).study.newPerDay).toBe(5)
  await bringIn(b, await packed(a), 'theirs')
  expect((await b.call.settings.get()).study.newPerDay).toBe(5)
})

test('a protected file opens with its passphrase alone', async () => {
  const a = await openCore()
  const b = await openCore()
  await note(a, 'Only for me')
  const bytes = await packed(a, 'a long passphrase')
  expect(Buffer.from(bytes).includes('PK')).toBe(false)
  expect(await problem(b, bytes)).toMatchObject({ code: 'passphrase-needed' })
  expect(await problem(b, bytes, 'not that one at all')).toMatchObject({ code: 'wrong-passphrase' })
  expect((await seen(b, bytes, 'a long passphrase')).report.new).toBe(1)
  expect(await problem(b, bytes.subarray(0, bytes.length - 5), 'a long passphrase')).toMatchObject({
    code: 'wrong-passphrase',
  })
})

test('another data folder is read as it is, locked or not, and never written', async () => {
  const a = await openCore()
  const b = await openCore()
  await note(b, 'In the other folder')
  const place = { kind: 'folder' as const, folder: b.folder }
  const before = await b.history()
  const look = await a.call.work.look({ place, passphrase: null })
  if (!look.ok) throw new Error(look.problem.code)
  await a.call.work.merge({ id: look.preview.id, settings: 'mine', plan: 'mine' })
  expect(await b.history()).toBe(before)
  expect((await a.call.notes.list({ limit: 5 })).notes).toHaveLength(1)

  await b.call.lock.turnOn({ passphrase: 'a long passphrase' })
  expect(await a.call.work.look({ place, passphrase: null })).toMatchObject({ problem: { code: 'passphrase-needed' } })
  expect(await a.call.work.look({ place, passphrase: 'some other words' })).toMatchObject({
    problem: { code: 'wrong-passphrase' },
  })
  expect(await a.call.work.look({ place, passphrase: 'a long passphrase' })).toMatchObject({
    preview: { newOperations: 0, report: { same: 1 } },
  })
  expect(await a.call.work.look({ place: { ...place, folder: a.folder }, passphrase: null })).toMatchObject({
    problem: { code: 'own-folder' },
  })
})

test('what is not whole, not ours or not harmless is refused by name, and nothing is written', async () => {
  const a = await openCore()
  const b = await openCore()
  await a.rateNext('good')
  await b.rateNext('good')
  await note(b, 'In B')
  const before = await a.history()
  const bytes = await packed(b)
  const entries = unzipSync(bytes)
  const operations = Buffer.from(entries['operations/000001.jsonl'] as Uint8Array).toString()
  const again = async (lines: string[]) =>
    packWork({
      at: 0,
      name: 'x',
      operations: lines,
      versions: [],
      cards: [],
      media: none(),
      packs: none(),
      passphrase: null,
    })
  async function* none(): AsyncGenerator<never> {}
  const [first = ''] = operations.split('\n')
  const changed = (change: object) => again([JSON.stringify({ ...JSON.parse(first), ...change })])
  const manifest = JSON.parse(Buffer.from(entries['manifest.json'] as Uint8Array).toString())
  const zipped = (more: Record<string, Uint8Array>) => zipSync({ ...entries, ...more })

  const cases: [Uint8Array, string][] = [
    [strToU8('not a zip at all'), 'not-a-work-file'],
    [bytes.subarray(0, bytes.length / 2), 'damaged-file'],
    [zipSync({ 'collection.anki2': strToU8('x') }), 'unexpected-entry'],
    [zipSync({}), 'not-a-work-file'],
    [zipped({ '../../etc/passwd': strToU8('x') }), 'unexpected-entry'],
    [zipped({ [`media/${'a'.repeat(64)}`]: strToU8('x') }), 'unexpected-entry'],
    [zipped({ 'operations/000001.jsonl': strToU8(`${operations} `) }), 'damaged-entry'],
    [zipped({ 'notes/000009.jsonl': new Uint8Array(30_000_000) }), 'too-large'],
    [zipped({ 'manifest.json': strToU8(JSON.stringify({ ...manifest, version: 2 })) }), 'newer-version'],
    [zipped({ 'manifest.json': strToU8('{') }), 'not-a-work-file'],
    [await again(['{"id":1}']), 'not-an-operation'],
    [await again(['no JSON']), 'not-an-operation'],
    [await again([first.replace('"card":"', '"card":"__proto__","__proto__":"')]), 'not-an-operation'],
    [await changed({ time: 9e15 }), 'not-an-operation'],
    [await changed({ v: 2 }), 'newer-version'],
    [await changed({ kind: 'merge' }), 'not-an-operation'],
    [await again([first, first.replace('"rating":"good"', '"rating":"easy"')]), 'same-id'],
  ]
  for (const [file, code] of cases) expect(await problem(a, file), code).toMatchObject({ code })

  const own = unzipSync(await packed(a))
  const mine = Buffer.from(own['operations/000001.jsonl'] as Uint8Array).toString()
  const forged = await again([mine.split('\n')[0]?.replace('"rating":"good"', '"rating":"easy"') as string])
  expect(await problem(a, forged)).toMatchObject({ code: 'same-id' })
  expect(await a.history()).toBe(before)
  expect(await readFile(path.join(a.folder, 'log/000001.log'))).toBeTruthy()
})

test('whatever becomes of the bytes of a file, it is read as it was or refused by name', async () => {
  const a = await openCore()
  await a.rateNext('good')
  await note(a, 'A note')
  const plain = await packed(a)
  const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }))
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 5 }), fc.option(fc.nat()), async (changes, cut) => {
      const bytes = Uint8Array.from(plain)
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte
      const file = bytes.subarray(0, cut === null ? bytes.length : cut % bytes.length)
      const copy = await readWorkFile('x', file, null).catch((error) => {
        expect(error).toBeInstanceOf(WorkRefused)
        return null
      })
      if (copy) expect(copy.operations).toHaveLength(2)
    }),
    { numRuns: 300 },
  )
})

async function importTable(core: TestCore, text: string) {
  const { file } = await lay(core, Buffer.from(text), 'cards.csv')
  expect(await core.call.imports.start({ file })).toMatchObject({ state: 'done' })
}
const own = { search: 'is:own', sort: 'question', descending: false, offset: 0, limit: 50 } as const
const ownCards = async ({ call }: TestCore) => (await call.study.browse(own)).rows.map(({ frontText }) => frontText)

test('what one copy removed for good leaves the other one too, and never comes back', async () => {
  const a = await openCore()
  const b = await openCore({ now: a.time.now + hour })
  const id = await note(a, 'Kestrel was the name')
  await bringIn(b, await packed(a))
  expect((await b.call.notes.get({ note: id })).text).toContain('Kestrel')
  const early = await packed(b)
  await a.call.removal.run({ things: [{ kind: 'note', id }] })
  expect(filesSaying('kestrel', a.folder)).toEqual([])
  // From where it still is.
  await bringIn(a, early)
  expect(filesSaying('kestrel', a.folder)).toEqual([])
  // To where it still is.
  await bringIn(b, await packed(a))
  expect(filesSaying('kestrel', b.folder)).toEqual([])
  await b.reopen()
  expect((await b.call.notes.list({})).notes).toEqual([])
})

test('imports come along: one that was taken back stays so, the same deck in both is there once', async () => {
  const a = await openCore()
  const b = await openCore({ now: a.time.now + hour })
  const table = 'front,back\nWho agrees?,Whoever is of age\n'
  await importTable(a, table)
  await importTable(a, 'front,back\nTaken back?,Yes\n')
  await a.call.history.undo()
  await importTable(b, table)
  const [fromA, fromB] = [await packed(a), await packed(b)]
  await bringIn(b, fromA)
  await bringIn(a, fromB)
  for (const core of [a, b]) {
    expect(await ownCards(core)).toEqual(['Who agrees?'])
    await core.reopen()
    expect(await ownCards(core)).toEqual(['Who agrees?'])
    const checked = await core.call.verify.start()
    expect(checked.state).not.toBe('failed')
  }
})
