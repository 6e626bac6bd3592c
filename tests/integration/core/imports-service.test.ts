/** Files brought in through the calls that a page makes. */
import { expect, test } from 'vitest'
import { openCore, type TestCore } from '../../support/core'
import { onDesk } from '../../support/desk'

const send = async (core: TestCore, name: string, text: string): Promise<string> =>
  (await onDesk(core, name, Buffer.from(text))).id

test('a table is looked at without a trace, imported after a backup, studied, and taken back in one step', async () => {
  const test = await openCore()
  await test.rateNext('good')
  const before = await test.history()
  const file = await send(test, 'cards.csv', 'front,back,tags\nWho agrees?,Whoever is of age,law\n,nothing,\n')
  const looked = await test.call.imports.preview({ file })
  expect(looked).toMatchObject({
    ...{ refused: null, kind: 'text', look: { delimiter: ',', header: true } },
    report: { new: 1, skipped: 1, problems: [{ code: 'card-empty', where: 'row 3' }], more: 0 },
  })
  expect(await test.history()).toBe(before)

  expect(await test.call.imports.start({ file })).toMatchObject({
    state: 'done',
    from: 'cards.csv',
    report: { new: 1 },
  })
  expect((await test.call.backups.list()).backups.map(({ reason }) => reason)).toEqual(['before-import'])
  expect((await test.call.study.browse({ ...all, search: 'tag:law' })).rows).toMatchObject([
    { frontText: 'Who agrees?' },
  ])
  expect((await test.call.history.latest()).undo).toEqual({ kind: 'import', subject: 'cards.csv' })
  expect((await test.call.study.overview()).own).toMatchObject({ total: 1, counts: { new: 1 } })
  // What was asked for once more: the file is gone from the desk.
  await expect(test.call.imports.preview({ file })).rejects.toThrow()
  await test.call.history.undo()
  expect((await test.call.study.overview()).own.total).toBe(0)
  await test.reopen()
  await test.call.history.redo()
  expect((await test.call.study.overview()).own.total).toBe(1)
})
const all = { sort: 'question', descending: false, offset: 0, limit: 50 } as const

test('files that can’t be taken are refused in code, and nothing is written', async () => {
  const test = await openCore()
  const before = await test.history()
  const refused = async (name: string, text: string, options = {}) => {
    const file = await send(test, name, text)
    expect(await test.call.imports.start({ file, ...options })).toMatchObject({ state: 'refused' })
    return (await test.call.imports.preview({ file, ...options })).refused?.code
  }
  expect(await refused('a.csv', '')).toBe('empty')
  expect(await refused('a.png', 'x')).toBe('unknown-kind')
  expect(await refused('a.csv', 'a,b\n', { text: { columns: ['back', 'note'] } })).toBe('no-front')
  expect(await test.history()).toBe(before)
})

test('cancelled while it looks or writes, nothing remains', async () => {
  const test = await openCore()
  const rows = Array.from({ length: 20_000 }, (_, n) => `Question ${n},an answer`).join('\n')
  const file = await send(test, 'many.csv', `front,back\n${rows}`)
  const started = test.call.imports.start({ file })
  while ((await test.call.imports.progress()).state !== 'running') await new Promise(setImmediate)
  await test.call.imports.cancel()
  expect(await started).toEqual({ state: 'cancelled' })
  expect((await test.call.history.latest()).undo).toBeNull()
  expect((await test.call.study.overview()).own.total).toBe(0)
}, 30_000)
