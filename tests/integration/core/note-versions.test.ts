import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { codeOf, openCore, type TestCore } from '../../support/core'

const none = { kind: 'none' } as const
const minute = 60_000

/** Saves texts one after another, so many minutes apart. */
async function write(core: TestCore, note: string, texts: string[], minutes: number) {
  for (const [index, text] of texts.entries()) {
    core.time.now += minutes * minute
    await core.call.notes.save({ note, base: index, target: none, text, visit: minutes < 1 ? 'typing' : `${index}` })
  }
}
const openings = async (core: TestCore, note: string) =>
  (await core.call.notes.versions({ note })).earlier.map(({ opening }) => opening)
const fileOf = (core: TestCore, note: string) => path.join(core.folder, 'notes', note.slice(0, 2), `${note}.log`)

test('versions of earlier sittings can be read and restored, also after a restart; restoring is one step of undo', async () => {
  const core = await openCore()
  const note = randomUUID()
  await write(core, note, ['# First\n\nthought', 'Second thought', 'Third thought'], 30)
  await core.reopen()
  const { earlier, unreadable } = await core.call.notes.versions({ note })
  expect(unreadable).toBe(0)
  expect(earlier).toMatchObject([
    { opening: 'Second thought', length: 14, at: core.time.now - 30 * minute },
    { opening: 'First thought', length: 16, at: core.time.now - 60 * minute },
  ])
  const first = earlier[1]?.id ?? 0
  expect((await core.call.notes.version({ note, version: first })).text).toBe('# First\n\nthought')

  const restored = await core.call.notes.restore({ note, base: 3, version: first })
  expect(restored).toMatchObject({ version: 4, text: '# First\n\nthought' })
  expect(await openings(core, note)).toEqual(['Third thought', 'Second thought'])
  await core.call.history.undo()
  expect(await core.call.notes.get({ note })).toMatchObject({ version: 3, text: 'Third thought' })
  await core.reopen()
  expect((await core.call.notes.get({ note })).text).toBe('Third thought')
})

test('keys typed in one sitting are no versions of their own; what was taken out at once is', async () => {
  const core = await openCore()
  const note = randomUUID()
  const long = 'A long paragraph that somebody worked on for quite some time.'
  await write(core, note, ['A', 'A long', long, 'Oops', 'Oops!'], 0.1)
  expect(await openings(core, note)).toEqual([long])
})

test('what was undone and written over is still there', async () => {
  const core = await openCore()
  const note = randomUUID()
  await write(core, note, ['One', 'One and two'], 1)
  await core.call.history.undo()
  expect(await openings(core, note)).toEqual(['One and two'])
  await core.call.notes.save({ note, base: 1, target: none, text: 'One and three' })
  expect(await openings(core, note)).toEqual(['One and two', 'One'])
})

test('a damaged version is counted, the others can be read', async () => {
  const core = await openCore()
  const note = randomUUID()
  await write(core, note, ['Alpha text', 'Bravo text', 'Charlie text', 'Delta text'], 30)
  const file = fileOf(core, note)
  writeFileSync(file, readFileSync(file, 'utf8').replace('Bravo', 'Brave'))
  await core.reopen()
  expect(await openings(core, note)).toEqual(['Charlie text', 'Alpha text'])
  expect((await core.call.notes.versions({ note })).unreadable).toBe(1)
  expect(await codeOf(core.call.notes.version({ note, version: 2 }))).toBe('NOT_FOUND')
  expect(await codeOf(core.call.notes.restore({ note, base: 4, version: 2 }))).toBe('NOT_FOUND')
  expect((await core.call.notes.get({ note })).text).toBe('Delta text')
})

test('restoring on an older version than stands, or of a note that is gone, changes nothing', async () => {
  const core = await openCore()
  const note = randomUUID()
  await write(core, note, ['One', 'Two'], 30)
  const before = await core.history()
  expect(await codeOf(core.call.notes.restore({ note, base: 1, version: 1 }))).toBe('CONFLICT')
  expect(await codeOf(core.call.notes.restore({ note: randomUUID(), base: 1, version: 1 }))).toBe('NOT_FOUND')
  expect(await core.history()).toBe(before)
  await core.call.notes.remove({ note })
  expect(await codeOf(core.call.notes.versions({ note }))).toBe('NOT_FOUND')
})

test('typing in one visit is one step of undo; another visit and anything in between begin a new one', async () => {
  const core = await openCore()
  const { call } = core
  const note = randomUUID()
  const save = (base: number, text: string, visit: string) => call.notes.save({ note, base, target: none, text, visit })
  await save(0, 'a', 'one')
  await save(1, 'ab', 'one')
  await save(2, 'abc', 'one')
  await save(3, 'abc d', 'two')
  await save(4, 'abc de', 'two')
  await core.reopen()
  await core.call.history.undo()
  expect((await core.call.notes.get({ note })).text).toBe('abc')
  await core.call.history.redo()
  expect((await core.call.notes.get({ note })).text).toBe('abc de')
  await core.call.history.undo()
  await core.call.history.undo()
  expect(await codeOf(core.call.notes.get({ note }))).toBe('NOT_FOUND')
  await core.call.history.redo()
  expect((await core.call.notes.get({ note })).text).toBe('abc')

  await core.call.notes.save({ note, base: 3, target: none, text: 'abc 1', visit: 'three' })
  await core.rateNext('good')
  await core.call.notes.save({ note, base: 4, target: none, text: 'abc 1 2', visit: 'three' })
  await core.call.history.undo()
  expect((await core.call.notes.get({ note })).text).toBe('abc 1')
})

test('files and records from before versions had times and tags still open', async () => {
  const core = await openCore()
  const note = randomUUID()
  await write(core, note, ['Old #tag', 'Old #tag [x](/glossary/jtfa)', 'New'], 30)
  await core.core.close()
  // As an earlier version of Fieldbook wrote them.
  const { checksum } = await import('../../../electron/core/store/record-codec')
  const rewritten = (file: string, change: (json: string) => string) => {
    const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
    const changed = lines.map((line) => {
      const [, n = '', json = ''] = /^\w+ (\d+) (.*)$/.exec(line) ?? []
      const content = `${n} ${change(json)}`
      return `${checksum(content)} ${content}\n`
    })
    writeFileSync(file, changed.join(''))
  }
  rewritten(fileOf(core, note), (json) => json.replace(/"at":\d+,/, ''))
  rewritten(path.join(core.folder, 'log/000001.log'), (json) =>
    json.replace(/,"tags":\[[^\]]*\],"links":\[[^\]]*\]/g, ''),
  )
  await core.reopen()
  const { rm } = await import('node:fs/promises')
  await core.core.close()
  await rm(path.join(core.folder, 'state.json'))
  await rm(path.join(core.folder, 'state.json.prev'), { force: true })
  await core.reopen()
  expect((await core.call.notes.version({ note, version: 1 })).at).not.toBeNull()
  expect((await core.call.notes.version({ note, version: 2 })).at).toBeNull()
  await core.call.history.undo()
  expect(await core.call.notes.tags()).toEqual([{ tag: 'tag', notes: 1 }])
  expect((await core.call.notes.list({ pointsAt: '/glossary/jtfa' })).notes).toMatchObject([
    { id: note, tags: ['tag'] },
  ])
})
