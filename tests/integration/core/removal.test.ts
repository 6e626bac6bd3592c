/** Removed for good: the words are nowhere any more, backups included, and everything else is as it was. */
import { randomUUID } from 'node:crypto'
import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import type { ChosenRange } from '../../../shared/model/highlight'
import type { RemovableThing } from '../../../shared/model/removal'
import type { NoteTarget } from '../../../shared/model/study'
import { wordsOfBlock } from '../../../shared/rules/block-words'
import { filesSaying, keyOf } from '../../support/all-words'
import { codeOf, openCore, type TestCore } from '../../support/core'
import { basic, typed, uuid } from '../../support/own-cards'
import { smallPack } from '../../support/small-pack'

vi.setConfig({ testTimeout: 60_000 })

const passphrase = 'blue heron over the weir'
const none: NoteTarget = { kind: 'none' }
const chapter = 'the-distinction'
const quoted = 'agreed to be moved'
const [gone, stays, links, card, madeFrom, highlight] = [1, 2, 3, 4, 5, 6].map(uuid) as [
  string,
  string,
  string,
  string,
  string,
  string,
]
const things: Record<string, RemovableThing & { word: string }> = {
  note: { kind: 'note', id: gone, word: 'Xanthippe' },
  'own card': { kind: 'own-card', id: card, word: 'Quagmire' },
  highlight: { kind: 'highlight', id: highlight, word: quoted },
}

const part = (words: string): ChosenRange => {
  for (const section of smallPack.chapters[0]?.sections ?? [])
    for (const block of section.blocks) {
      const start = wordsOfBlock(block).text.indexOf(words)
      if (start >= 0) return { section: section.id, block: block.id, start, end: start + words.length, exact: words }
    }
  throw new Error(`no block says ${words}`)
}

/** A life with everything that can carry words, undone and done again, backed up in between, here and on a stick. */
async function lived(core: TestCore, stick: string): Promise<void> {
  const { call } = core
  const visit = randomUUID()
  await call.notes.save({ note: stays, base: 0, target: none, text: 'A plover stays #birds' })
  await call.notes.save({ note: gone, base: 0, target: none, text: '# Xanthippe\n\nsaid so. #case', visit })
  await call.notes.save({ note: gone, base: 1, target: none, text: '# Xanthippe\n\nsaid more. #xanthippe', visit })
  await call.backups.make()
  await call.history.undo()
  await call.history.redo()
  await call.notes.save({ note: links, base: 0, target: none, text: `See [that](/notes/${gone})` })
  const fromNote = { id: gone, title: 'Xanthippe' }
  await call.ownCards.save({ card: madeFrom, base: 0, text: basic('Made from a note?', 'Yes', { fromNote }) })
  await call.ownCards.save({ card: madeFrom, base: 1, text: basic('Made from a note?', 'Yes!', { fromNote }) })
  await call.ownCards.save({ card, base: 0, text: typed('Who is Quagmire?', 'Quagmire') })
  await call.notes.save({ note: uuid(7), base: 0, target: { kind: 'card', card: `own:${card}` }, text: 'On a card' })
  await rate(core, `own:${card}`, 'quagmire')
  await call.study.mark({ cards: [`own:${card}`, `own:${madeFrom}`], change: { to: 'flagged', flag: 1 } })
  await core.rateNext('good')
  await call.highlights.make({ highlight, kind: 'key-point', chapter, parts: [part(quoted)] })
  await call.highlights.changeKind({ highlight, kind: 'doubt' })
  const place = { section: part(quoted).section, block: part(quoted).block }
  const onIt: NoteTarget = { kind: 'highlight', highlight, chapter, ...place, quote: quoted }
  await call.notes.save({ note: uuid(8), base: 0, target: onIt, text: 'On a passage' })
  await call.backups.copyTo({ folder: stick })
  await core.rateNext('hard')
  await call.history.undo()
  await call.ownCards.save({ card, base: 1, text: typed('Who is Quagmire, then?', 'Quagmire') })
  await core.rateNext('again')
  await call.history.undo()
  core.time.now += 86_400_000
  await call.backups.make()
}
async function rate({ call }: TestCore, id: string, said: string) {
  const { record } = await call.study.card({ card: id })
  const answer = { chosen: null, typed: said }
  const standsOn = record?.standsOn ?? null
  await call.study.review({
    request: randomUUID(),
    scope: { kind: 'own' },
    card: id,
    standsOn,
    rating: 'good',
    spent: 1,
    answer,
  })
}
/** A torn end of the log with every word in it, as a power cut may leave one. */
async function torn(core: TestCore): Promise<void> {
  await core.core.close()
  appendFileSync(path.join(core.folder, 'log/000001.log'), `1234 99 {"title":"Xanthippe Quagmire ${quoted}`)
  await core.reopen()
}

/** What a learner can see, without the thing. */
async function seen({ call }: TestCore, { id }: RemovableThing) {
  const { rows } = await call.study.browse({ search: '', sort: 'question', descending: false, offset: 0, limit: 500 })
  const { notes } = await call.notes.list({})
  const { highlights } = await call.highlights.list({})
  const ofCard = `own:${id}`
  return {
    cards: rows.filter(({ id: row }) => row !== ofCard),
    notes: notes
      .filter((note) => note.id !== id)
      .map(({ about: _, target, detached: __, ...note }) => ({ ...note, target: target.kind })),
    texts: await Promise.all(
      notes.filter((note) => note.id !== id).map(({ id: note }) => call.notes.get({ note }).then(({ text }) => text)),
    ),
    highlights: highlights.filter((one) => one.id !== id),
    days: (await call.progress.summary()).days,
  }
}
async function sound(core: TestCore, stick: string): Promise<void> {
  const { call } = core
  await call.verify.start()
  await vi.waitFor(
    async () => expect(await call.verify.progress()).toMatchObject({ state: 'done', findings: [] }),
    20_000,
  )
  for (const folder of [undefined, stick]) {
    const { backups } = folder === undefined ? await call.backups.list() : await call.backups.listIn({ folder })
    expect(backups.length).toBeGreaterThan(0)
    for (const { id: backup } of backups)
      expect(await call.backups.check({ backup, ...(folder && { folder }) })).toMatchObject({ damaged: [] })
  }
}

test.each([
  ['note', 'plain'],
  ['own card', 'plain'],
  ['highlight', 'plain'],
  ['note', 'locked'],
  ['own card', 'locked'],
  ['highlight', 'locked'],
])('%s, %s: no file says its words any more, and all else is as it was', async (what, lock) => {
  const { word, ...thing } = things[what] as RemovableThing & { word: string }
  const core = await openCore()
  const stick = path.join(core.folder, '../stick')
  mkdirSync(stick)
  if (lock === 'locked') await core.call.lock.turnOn({ passphrase })
  const unlock = async () => lock === 'locked' && (await core.call.lock.unlock({ passphrase }))
  await lived(core, stick)
  await torn(core)
  await unlock()
  const key = lock === 'locked' ? await keyOf(core.folder, passphrase) : undefined
  const says = (folder: string) => filesSaying(word, folder, key)
  expect(says(core.folder).length).toBeGreaterThan(3)
  expect(says(stick).length).toBeGreaterThan(0)
  const before = await seen(core, thing)
  const held = (await core.call.backups.list()).backups

  const preview = await core.call.removal.preview(thing)
  expect(preview).toMatchObject({ words: expect.stringContaining(word), setAside: 1, places: [{ reachable: true }] })
  const account = await core.call.removal.run({ things: [thing] })
  expect(account).toMatchObject({ things: [thing], setAside: 1, left: [] })
  expect(account.operations).toBeGreaterThanOrEqual(preview.operations)
  expect(account.backups).toBeGreaterThanOrEqual(preview.backups)
  expect(account.places).toMatchObject([{ failure: null, backups: 1 }])
  expect(account.links).toEqual(what === 'note' ? [{ id: links, title: 'See that' }] : [])
  if (what !== 'highlight') expect(account.versions).toBeGreaterThanOrEqual(preview.versions)

  expect(says(core.folder)).toEqual([])
  expect(says(stick)).toEqual([])
  expect(await seen(core, thing)).toEqual(before)
  expect((await core.call.app.status()).notices).toEqual([])
  await sound(core, stick)
  const { hits } = await core.call.search.query({ text: word, limit: 20 })
  if (what !== 'highlight') expect(hits).toEqual([])
  expect(await codeOf(core.call.removal.preview(thing))).toBe('NOT_FOUND')
  const steps = await core.call.history.steps()
  expect(JSON.stringify(steps).toLowerCase()).not.toContain(word.toLowerCase())

  // Nor does it come back by undoing all there is, by a restart, or from a backup of before.
  let undone = 0
  for (; (await core.call.history.latest()).undo; undone++) await core.call.history.undo()
  for (; undone > 0; undone--) await core.call.history.redo()
  await core.reopen()
  await unlock()
  expect(await seen(core, thing)).toEqual(before)
  const oldest = held.at(-1)?.id as string
  await core.call.backups.restore({ backup: oldest, skip: [] })
  expect((await core.call.notes.list({})).notes.map(({ id }) => id)).toEqual(what === 'note' ? [stays] : [gone, stays])
  await core.call.backups.restore({ backup: (await core.call.backups.list()).backups[0]?.id as string, skip: [] })
  expect(await seen(core, thing)).toEqual(before)
  await core.core.close()
  expect(says(core.folder)).toEqual([])
})

test.each(['plain', 'locked'])('damage is still put right from backups afterwards, %s', async (lock) => {
  const core = await openCore()
  const { folder } = core
  if (lock === 'locked') await core.call.lock.turnOn({ passphrase })
  await core.call.notes.save({ note: gone, base: 0, target: none, text: 'Xanthippe' })
  await core.rateNext('good')
  await core.call.backups.make()
  await core.call.removal.run({ things: [{ kind: 'note', id: gone }] })
  await core.core.close()
  const log = path.join(folder, 'log/000001.log')
  const lines = readFileSync(log, 'latin1').split('\n')
  writeFileSync(log, lines.map((line, at) => (at === 2 ? line.replace(/.$/, '~') : line)).join('\n'), 'latin1')
  rmSync(path.join(folder, 'state.json'))
  rmSync(path.join(folder, 'state.json.prev'), { force: true })
  await core.reopen()
  if (lock === 'locked') await core.call.lock.unlock({ passphrase })
  await core.call.verify.start()
  const done = () =>
    vi.waitFor(async () => expect(await core.call.verify.progress()).toMatchObject({ state: 'done' }), 20_000)
  await done()
  expect(await core.call.verify.progress()).toMatchObject({ findings: [{ kind: 'records-damaged', count: 1 }] })
  await core.call.verify.repair()
  await done()
  const repaired = [{ how: 'records-from-backup', count: 1 }]
  expect(await core.call.verify.progress()).toMatchObject({ findings: [], repaired: expect.arrayContaining(repaired) })
  const key = lock === 'locked' ? await keyOf(folder, passphrase) : undefined
  expect(filesSaying('Xanthippe', folder, key)).toEqual([])
})

test('what was removed before, or made and taken back, is listed by its words and can be removed for good', async () => {
  const core = await openCore()
  const { call } = core
  await call.notes.save({ note: gone, base: 0, target: none, text: 'Xanthippe' })
  await call.notes.remove({ note: gone })
  core.time.now += 1000
  await call.ownCards.save({ card, base: 0, text: basic('Quagmire?', 'Yes') })
  await call.history.undo()
  await call.notes.save({ note: stays, base: 0, target: none, text: 'stays' })
  const kept = await call.removal.kept()
  expect(kept.things.map(({ id, words }) => [id, words])).toEqual([
    [card, 'Quagmire?'],
    [gone, 'Xanthippe'],
  ])
  await call.removal.run({ things: kept.things.map(({ kind, id }) => ({ kind, id })) })
  expect(await call.removal.kept()).toMatchObject({
    things: [],
    behind: [],
    last: { things: [{ id: card }, { id: gone }] },
  })
  for (const word of ['Xanthippe', 'Quagmire']) expect(filesSaying(word, core.folder)).toEqual([])
  expect(await codeOf(call.notes.save({ note: gone, base: 0, target: none, text: 'again' }))).toBe('CONFLICT')
})

test('a stick that isn’t there is named, and cleaned when it is back', async () => {
  const core = await openCore()
  const stick = path.join(core.folder, '../stick')
  mkdirSync(stick)
  await lived(core, stick)
  renameSync(stick, `${stick}-out`)
  const account = await core.call.removal.run({ things: [{ kind: 'note', id: gone }] })
  const folder = path.join(stick, 'Fieldbook backups')
  expect(account.places).toMatchObject([{ folder, backups: 0, failure: { code: 'no-access' } }])
  expect(await core.call.removal.kept()).toMatchObject({ behind: [{ folder, reachable: false }] })
  expect(await codeOf(core.call.removal.also({ folder }))).toBe('NOT_FOUND')
  renameSync(`${stick}-out`, stick)
  expect(filesSaying('Xanthippe', stick)).not.toEqual([])
  expect(await core.call.removal.also({ folder })).toEqual({ backups: 1, left: 0, newer: 0 })
  expect(filesSaying('Xanthippe', stick)).toEqual([])
  expect((await core.call.removal.kept()).behind).toEqual([])
  // And what is stored there next builds on none of the old pieces.
  const { backup } = await core.call.backups.copyTo({ folder: stick })
  expect(await core.call.backups.check({ backup: backup.id, folder: stick })).toMatchObject({ damaged: [] })
  expect(filesSaying('Xanthippe', stick)).toEqual([])
})

test('what isn’t there can’t be removed, and two removals don’t run at once', async () => {
  const core = await openCore()
  await core.call.notes.save({ note: gone, base: 0, target: none, text: 'Xanthippe' })
  expect(await codeOf(core.call.removal.run({ things: [{ kind: 'note', id: uuid(99) }] }))).toBe('NOT_FOUND')
  expect(await codeOf(core.call.removal.run({ things: [{ kind: 'highlight', id: gone }] }))).toBe('NOT_FOUND')
  const asked = [1, 2].map(() => codeOf(core.call.removal.run({ things: [{ kind: 'note', id: gone }] })))
  expect((await Promise.all(asked)).sort()).toEqual(['CONFLICT', null])
})
