/** A trainer's pack through the core: looked at, installed, studied, updated, refused, removed. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { itemsOf, type Texts, withItem } from '../../../renderer/features/packs/making/items'
import type { PackDoubt, PackFileView, PackPreview } from '../../../shared/model/packs'
import { codeOf, openCore, type TestCore } from '../../support/core'
import { fromDesk, onDesk } from '../../support/desk'
import { newKey, packedOf, stateLaw, wholeStateLaw } from '../../support/packs'
import { smallPack } from '../../support/small-pack'

const key = newKey()
const preview = async (core: TestCore, texts: Record<string, string>, by: string | null = key) => {
  const { id } = await onDesk(core, 'state.fieldbook', await packedOf(texts, by))
  return core.call.packs.preview({ file: id })
}
const install = async (
  core: TestCore,
  texts: Record<string, string>,
  { by = key, accept = [] }: { by?: string | null; accept?: PackDoubt[] } = {},
) => {
  const { id } = await onDesk(core, 'state.fieldbook', await packedOf(texts, by))
  return core.call.packs.install({ file: id, accept })
}
const seen = (view: PackFileView): PackPreview => {
  if (view.is !== 'pack') throw new Error(`it is ${view.is}`)
  return view.preview
}
const changed = (path: string, from: string, to: string, texts = stateLaw) => {
  if (!texts[path]?.includes(from)) throw new Error(`${path} holds no ${from}`)
  return { ...texts, [path]: texts[path].replace(from, to) }
}
const version = (number: string, texts = stateLaw) => changed('pack.yaml', '1.0.0', number, texts)
const scope = { kind: 'chapter', chapter: 'state-law.state' } as const

test('a signed pack tells what is in it, is installed, and is part of the book from then on', async () => {
  const core = await openCore()
  const found = seen(await preview(core, stateLaw))
  expect(found).toMatchObject({
    id: 'state-law',
    title: 'The law of the state',
    author: 'Sergeant Vale',
    doubts: [],
    installedVersion: null,
    counts: { chapters: 1, entries: 1, cards: 1, scenarios: 0, overlays: 1 },
    changes: null,
    problems: [],
  })
  expect(found.pinned).toBeUndefined()
  expect(await core.call.packs.list()).toEqual([])
  const [installed] = await install(core, stateLaw)
  expect(installed).toMatchObject({ id: 'state-law', version: '1.0.0', signer: found.signer, trouble: null })

  const shown = async () => ({
    chapters: (await core.call.library.overview()).chapters.map(({ id, number }) => [number, id]),
    addition: (await core.call.library.chapter({ chapter: 'the-distinction' })).chapter.sections
      .find(({ id }) => id === 'consent')
      ?.blocks.at(-1),
    sources: Object.keys((await core.call.library.chapter({ chapter: 'the-distinction' })).sources),
    entry: (await core.call.glossary.entry({ entry: 'state-law.desk' })).entry.name,
    search: (await core.call.search.query({ text: 'state punishes', limit: 5 })).hits.length,
  })
  const first = await shown()
  expect(first.chapters).toEqual([
    [1, 'the-distinction'],
    [2, 'response-to-smuggling'],
    [3, 'state-law.state'],
  ])
  expect(first.addition).toMatchObject({ callout: 'addition', title: 'Consent in this state' })
  expect(first.sources).toContain('state-law.code')
  expect(first.search).toBeGreaterThan(0)
  expect(await core.rateNext('good', scope)).toBe('state-law.punished')
  await core.reopen()
  expect(await shown()).toEqual(first)
})

test('an update keeps what was learnt, and lists what of it has changed', async () => {
  const core = await openCore()
  await install(core, stateLaw)
  await core.rateNext('good', scope)
  const place = { chapter: 'the-distinction', section: 'consent' }
  await core.call.reading.markSection({ ...place, read: true, automatic: false })
  const next = changed('overlays/consent.md', "can't agree here", 'never agrees here', version('1.1.0'))
  const texts = changed('cards/state.yaml', 'Yes, it does.', 'Yes, since 2025.', next)
  const learnt = { cards: ['state-law.punished'], sections: ['the-distinction#consent'] }
  expect(seen(await preview(core, texts)).changes).toEqual({
    added: { chapters: 0, entries: 0, cards: 0, scenarios: 0, overlays: 0 },
    removed: { chapters: 0, entries: 0, cards: 0, scenarios: 0, overlays: 0 },
    changed: { chapters: 0, entries: 0, cards: 1, scenarios: 0, overlays: 1 },
    learnt,
  })
  const [installed] = await install(core, texts)
  expect(installed).toMatchObject({ version: '1.1.0', changed: learnt })
  const { record } = await core.call.study.card({ card: 'state-law.punished' })
  expect(record?.memory.repetitions).toBe(1)
  expect((await core.call.packs.changesSeen({ pack: 'state-law' }))[0]?.changed).toBeUndefined()
  expect(readdirSync(join(core.folder, 'packs'))).toHaveLength(1)
})

test('who signed the first signs the next: another key, none, or an older version needs a yes', async () => {
  const core = await openCore()
  await install(core, stateLaw)
  const history = await core.history()
  const other = newKey()
  expect(seen(await preview(core, version('2.0.0'), other)).doubts).toEqual(['other-signer'])
  expect(seen(await preview(core, version('2.0.0'), null)).doubts).toEqual(['unsigned', 'other-signer'])
  expect(seen(await preview(core, version('0.9.0'))).doubts).toEqual(['lower-version'])
  expect(seen(await preview(core, stateLaw)).isSame).toBe(true)
  expect(await codeOf(install(core, version('2.0.0'), { by: other }))).toBe('CONFLICT')
  expect(await codeOf(install(core, version('0.9.0'), { accept: ['other-signer'] }))).toBe('CONFLICT')
  expect(await core.history()).toBe(history)
  const [installed] = await install(core, version('2.0.0'), { by: other, accept: ['other-signer'] })
  expect(installed?.version).toBe('2.0.0')
  // Removed, it still tells who signed it.
  await core.call.packs.remove({ pack: 'state-law' })
  expect(seen(await preview(core, stateLaw)).doubts).toEqual(['other-signer'])
})

test('an unsigned pack says so, and needs a yes', async () => {
  const core = await openCore()
  expect(seen(await preview(core, stateLaw, null))).toMatchObject({ signer: null, doubts: ['unsigned'] })
  expect(await codeOf(install(core, stateLaw, { by: null }))).toBe('CONFLICT')
  expect(await install(core, stateLaw, { by: null, accept: ['unsigned'] })).toHaveLength(1)
})

test('removed, nothing of it is shown; brought back, what was learnt is there', async () => {
  const core = await openCore()
  await install(core, stateLaw)
  await core.rateNext('easy', scope)
  expect(await core.call.packs.remove({ pack: 'state-law' })).toEqual([])
  expect((await core.call.library.overview()).chapters).toHaveLength(2)
  expect(readdirSync(join(core.folder, 'packs'))).toEqual([])
  expect(await codeOf(core.call.study.card({ card: 'state-law.punished' }))).toBe('NOT_FOUND')
  await install(core, stateLaw)
  const { record } = await core.call.study.card({ card: 'state-law.punished' })
  expect(record?.memory.repetitions).toBe(1)
})

test('what has a fault is named with file and line, and nothing is installed', async () => {
  const core = await openCore()
  const history = await core.history()
  const faulty = changed('overlays/consent.md', ' {T-002}', ' {T-099}')
  const view = await preview(core, faulty)
  expect(view).toMatchObject({ is: 'faulty', author: 'Sergeant Vale' })
  expect(view.is === 'faulty' && view.problems).toEqual([
    { file: 'overlays/consent.md', line: 8, message: expect.stringContaining('T-099') },
  ])
  expect(await codeOf(install(core, faulty))).toBe('NOT_FOUND')
  const packed = await packedOf(stateLaw, key)
  const { id } = await onDesk(core, 'cut.fieldbook', packed.subarray(0, packed.length - 9))
  expect(await core.call.packs.preview({ file: id })).toEqual({ is: 'refused', fault: 'not-a-pack', detail: '' })
  expect(await core.history()).toBe(history)
})

test('a pack whose file is gone or damaged says so, and the book is there without it', async () => {
  const core = await openCore()
  await install(core, stateLaw)
  const [name = ''] = readdirSync(join(core.folder, 'packs'))
  rmSync(join(core.folder, 'cache'), { recursive: true })
  writeFileSync(join(core.folder, 'packs', name), 'something else')
  await core.reopen()
  expect(await core.call.packs.list()).toMatchObject([{ trouble: 'damaged', counts: null }])
  expect((await core.call.library.overview()).chapters).toHaveLength(2)
  rmSync(join(core.folder, 'packs', name))
  await core.reopen()
  expect(await core.call.packs.list()).toMatchObject([{ trouble: 'missing' }])
  expect(await install(core, stateLaw)).toMatchObject([{ trouble: null }])
})

test('under a lock nothing of it can be read on the disk, and a backup brings it back', async () => {
  const core = await openCore()
  await install(core, stateLaw)
  await core.call.lock.turnOn({ passphrase: 'blue heron over the weir' })
  const words = () =>
    readdirSync(core.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('manifests'))
      .filter((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1').includes('punish'))
  expect(words()).toEqual([])
  expect(await core.call.packs.list()).toMatchObject([{ trouble: null }])
  await core.reopen()
  await core.call.lock.unlock({ passphrase: 'blue heron over the weir' })
  expect(await core.call.packs.list()).toMatchObject([{ trouble: null }])
  const { backups } = await core.call.backups.make()
  await core.call.packs.remove({ pack: 'state-law' })
  await core.call.backups.restore({ backup: backups[0]?.id ?? '', skip: [] })
  expect(await core.call.packs.list()).toMatchObject([{ id: 'state-law', trouble: null }])
  expect((await core.call.library.overview()).chapters).toHaveLength(3)
  expect(words()).toEqual([])
})

test('what was installed under an older edition of the book is compiled anew, and says where it no longer fits', async () => {
  const core = await openCore()
  await install(core, stateLaw)
  await core.rateNext('good', scope)
  await core.core.close()
  const newer = await openCore({
    folder: core.folder,
    pack: { ...smallPack, version: '2.0.0', hash: 'another edition' },
  })
  expect(await newer.call.packs.list()).toMatchObject([{ trouble: null, counts: { cards: 1 } }])
  await newer.core.close()
  const chapters = smallPack.chapters.map((one) => ({
    ...one,
    sections: one.sections.filter(({ id }) => one.id !== 'the-distinction' || id !== 'consent'),
  }))
  const other = await openCore({ folder: core.folder, pack: { ...smallPack, chapters, hash: 'a third edition' } })
  expect(await other.call.packs.list()).toMatchObject([
    { title: 'The law of the state', trouble: 'does-not-fit', problems: [{ file: 'overlays/consent.md' }] },
  ])
  // What was learnt of it waits, and a version that fits takes it up again.
  const { 'overlays/consent.md': _, ...fitting } = version('1.1.0')
  expect(await install(other, fitting)).toMatchObject([{ version: '1.1.0', trouble: null }])
  const { record } = await other.call.study.card({ card: 'state-law.punished' })
  expect(record?.memory.repetitions).toBe(1)
})

describe('the workshop', () => {
  const texts = (from: Record<string, string>) => Object.entries(from).map(([path, text]) => ({ path, text }))

  test('a pack is begun, written, checked, signed, and is what another copy brings in', async () => {
    const core = await openCore()
    const { call } = core
    const begun = await call.workshop.create({ title: 'Our county' })
    expect((await call.workshop.check({ files: begun.files })).errors).toEqual([])
    expect(await call.workshop.list()).toMatchObject([{ title: 'Our county', version: '1.0.0' }])
    const saved = await call.workshop.save({ draft: begun.draft, base: 1, files: texts(stateLaw) })
    expect(saved.revision).toBe(2)
    expect(await codeOf(call.workshop.save({ draft: begun.draft, base: 1, files: [] }))).toBe('CONFLICT')
    await core.reopen()
    expect((await core.call.workshop.get({ draft: begun.draft })).files).toEqual(texts(stateLaw))
    const { id, name } = await core.call.workshop.export({ draft: begun.draft, author: 'Trainer' })
    expect(name).toBe('state-law-1.0.0.fieldbook')
    const bytes = await fromDesk(core, id)

    const other = await openCore()
    const found = seen(await other.call.packs.preview({ file: (await onDesk(other, name, bytes)).id }))
    expect(found).toMatchObject({ author: 'Trainer', doubts: [] })
    expect(found.signer).toBe((await core.call.workshop.key()).fingerprint)
    await other.call.packs.install({ file: (await onDesk(other, name, bytes)).id, accept: [] })
    const again = await other.call.workshop.fromInstalled({ pack: 'state-law' })
    expect(again.files).toEqual(texts(version('1.1.0')))
  })

  test('a pack with every part that forms can make is written by them, signed, brought in elsewhere and read', async () => {
    const core = await openCore()
    const { draft } = await core.call.workshop.create({ title: 'Ours' })
    // As if each of its things had been opened in its form and touched.
    const touched = itemsOf(texts(wholeStateLaw)).reduce<Texts>(
      (all, item) => withItem(all, item),
      texts(wholeStateLaw),
    )
    const files = [...touched]
    expect(await core.call.workshop.check({ files })).toMatchObject({ errors: [], counts: { scenarios: 2, cards: 4 } })
    await core.call.workshop.save({ draft, base: 1, files })
    const { id, name } = await core.call.workshop.export({ draft, author: 'Trainer' })
    const bytes = await fromDesk(core, id)

    const other = await openCore()
    await other.call.packs.install({ file: (await onDesk(other, name, bytes)).id, accept: [] })
    const { call } = other
    const { entry } = await call.glossary.entry({ entry: 'state-law.desk' })
    expect(entry).toMatchObject({
      since: '2021-06',
      relations: [
        { type: 'works-with', to: 'jtfa', facts: ['state-law.T-003'] },
        { type: 'parent', to: 'state-law.state-office', facts: ['S1-030'] },
      ],
    })
    const { card } = await call.study.card({ card: 'state-law.punished' })
    expect(card).toMatchObject({
      ...{ factors: ['consent', 'border'], classes: ['trafficking'], terms: ['state-law.desk', 'jtfa'] },
      contrast: 'state-law.which',
    })
    expect((await call.study.card({ card: 'state-law.which' })).card.facts).toEqual([
      'state-law.T-001',
      'state-law.T-002',
    ])
    expect((await call.study.card({ card: 'state-law.price-a' })).scenario?.agencies).toEqual(['state-law.desk'])
    const { chapter } = await call.library.chapter({ chapter: 'state-law.state' })
    expect(chapter.sections.flatMap(({ blocks }) => blocks.map(({ type }) => type))).toEqual([
      ...['paragraph', 'table', 'callout', 'callout', 'figure'],
    ])
  })

  test('a draft with a fault can be kept, but not handed out', async () => {
    const { call } = await openCore()
    const { draft, revision } = await call.workshop.create({ title: 'Ours' })
    const files = texts(changed('overlays/consent.md', ' {T-002}', ''))
    await call.workshop.save({ draft, base: revision, files })
    const { errors, counts, seen } = await call.workshop.check({ files })
    expect(errors).toMatchObject([{ file: 'overlays/consent.md', line: 8 }])
    // It can be looked at all the same, with all that its statements rest on.
    expect(counts).toBeNull()
    expect(seen?.overlays).toMatchObject([{ id: 'state-law.consent-here', title: 'Consent in this state' }])
    expect(Object.keys(seen?.sources ?? {})).toContain('state-law.code')
    expect(await codeOf(call.workshop.export({ draft, author: '' }))).toBe('NOT_FOUND')
    const outside = [{ path: '../pack.yaml', text: '' }]
    expect(await codeOf(call.workshop.save({ draft, base: 2, files: outside }))).toBe('BAD_REQUEST')
    await call.workshop.remove({ draft })
    expect(await call.workshop.list()).toEqual([])
  })

  test('drafts and the key are sealed by a lock, and come back with a backup', async () => {
    const core = await openCore()
    const { draft } = await core.call.workshop.create({ title: 'Kestrel county' })
    const { fingerprint } = await core.call.workshop.key()
    await core.call.lock.turnOn({ passphrase: 'blue heron over the weir' })
    const open = readdirSync(core.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('manifests'))
      .filter((entry) => /Kestrel|PRIVATE KEY/.test(readFileSync(join(entry.parentPath, entry.name), 'latin1')))
    expect(open).toEqual([])
    const { backups } = await core.call.backups.make()
    await core.call.workshop.remove({ draft })
    await core.call.backups.restore({ backup: backups[0]?.id ?? '', skip: [] })
    expect(await core.call.workshop.list()).toMatchObject([{ title: 'Kestrel county' }])
    expect((await core.call.workshop.key()).fingerprint).toBe(fingerprint)
  })
})
