import { randomUUID } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { openCore, type TestCore } from '../../support/core'
import { basic, uuid } from '../../support/own-cards'
import { searchWorker } from '../../support/search-worker'

const none = { kind: 'none' } as const

test('an acronym leads straight to its entry, with chapters, cards and notes after it', async () => {
  const { call } = await openCore()
  await call.notes.save({ note: randomUUID(), base: 0, target: none, text: 'Ask who runs **JTFA** here' })
  for (const text of ['JTFA', 'jtfa', ' Jtfa! ']) {
    const { hits } = await call.search.query({ text, limit: 20 })
    expect(hits[0]).toMatchObject({ group: 'glossary', id: 'jtfa', where: { kind: 'entry', entry: 'jtfa' } })
    expect(hits.find(({ group }) => group === 'notes')).toMatchObject({
      context: 'Ask who runs JTFA here',
      marks: [[13, 17]],
    })
  }
})

test('hits come by group, and no group pushes the others out', async () => {
  const { call } = await openCore()
  const { hits } = await call.search.query({ text: 'smuggling', limit: 4 })
  expect(new Set(hits.map(({ group }) => group))).toEqual(new Set(['chapters', 'cards', 'glossary']))
  const { hits: all, found } = await call.search.query({ text: 'smuggling', limit: 50 })
  expect(all).toHaveLength(found)
  const groups = all.map(({ group }) => group).filter((group, index, all) => group !== all[index - 1])
  expect(groups).toEqual([...new Set(groups)])
})

test('beginnings of words, slips and dotted abbreviations are found', async () => {
  const { call } = await openCore()
  const found = async (text: string) => (await call.search.query({ text, limit: 50 })).hits.map(({ id }) => id)
  expect(await found('jtf')).toContain('jtfa')
  expect(await found('coersion')).toContain('coercion')
  expect(await found('homeland inv')).toContain('hsi')
  expect(await found('usc 1324')).toEqual(expect.arrayContaining(['response-to-smuggling#task-forces', 'jtfa-law']))
  expect((await found('Task Force Alpha'))[0]).toBe('jtfa')
  expect((await found('justice department'))[0]).toBe('doj')
  expect(await found('border jtfa')).toContain('jtfa')
  expect((await found('What is the JTFA?'))[0]).toBe('jtfa')
  expect((await found('the distinction'))[0]).toBe('the-distinction#opening')
  expect(await found('  …  ')).toEqual([])
  expect(await found('zzzzqqq')).toEqual([])
})

test('a hit shows the words around it and what in them was found', async () => {
  const { call } = await openCore()
  const { hits } = await call.search.query({ text: 'forced', limit: 10 })
  const hit = hits.find(({ group }) => group === 'chapters')
  expect(hit).toMatchObject({
    title: 'Consent',
    where: { kind: 'chapter', chapter: 'the-distinction', section: 'consent' },
  })
  expect(hit?.marks.map(([start, end]) => hit.context.slice(start, end))).toEqual(['forced'])
})

test('notes are found as they are now: after an edit, an undo, a removal and a restart', async () => {
  const test = await openCore()
  const note = randomUUID()
  const found = async (text: string) =>
    (await test.call.search.query({ text, limit: 10 })).hits.filter(({ group }) => group === 'notes').length
  expect(await found('walrus')).toBe(0)
  await test.call.notes.save({ note, base: 0, target: none, text: 'A walrus' })
  expect(await found('walrus')).toBe(1)
  await test.call.notes.save({ note, base: 1, target: none, text: 'A penguin' })
  expect([await found('walrus'), await found('penguin')]).toEqual([0, 1])
  await test.call.history.undo()
  expect([await found('walrus'), await found('penguin')]).toEqual([1, 0])
  await test.reopen()
  expect(await found('walrus')).toBe(1)
  await test.call.notes.remove({ note })
  expect(await found('walrus')).toBe(0)
})

const found = async ({ call }: TestCore, text: string) =>
  (await call.search.query({ text, limit: 50 })).hits.map(({ group, id }) => `${group} ${id}`)

test('an own card is found until it is removed, and again after that is undone', async () => {
  const test = await openCore()
  const card = uuid(1)
  expect(await found(test, 'walrus')).toEqual([])
  await test.call.ownCards.save({ card, base: 0, text: basic('What is a walrus?', 'An animal') })
  expect(await found(test, 'walrus')).toEqual([`cards own:${card}`])
  await test.call.ownCards.save({ card, base: 1, text: basic('What is a penguin?', 'An animal') })
  expect([await found(test, 'walrus'), await found(test, 'penguin')]).toEqual([[], [`cards own:${card}`]])
  await test.call.ownCards.remove({ cards: [card] })
  expect(await found(test, 'penguin')).toEqual([])
  await test.call.history.undo()
  expect(await found(test, 'penguin')).toEqual([`cards own:${card}`])
})

test('a tag finds its notes, and words in quotes stand side by side', async () => {
  const test = await openCore()
  const [one, other] = [uuid(1), uuid(2)]
  await test.call.notes.save({ note: one, base: 0, target: none, text: 'Night shift\n\n#walrus seen on ice' })
  await test.call.notes.save({ note: other, base: 0, target: none, text: 'ice on a walrus' })
  expect(await found(test, '#wal')).toEqual([`notes ${one}`])
  expect(await found(test, '"on ice"')).toEqual([`notes ${one}`])
})

test('the worker answers as the core does, and follows every change', async () => {
  const here = await openCore()
  const there = await openCore({ startSearchWorker: searchWorker })
  for (const text of ['JTFA', 'smuggling border', 'coersion', '"Task Force"', '1324'])
    expect(await there.call.search.query({ text, limit: 20 })).toEqual(
      await here.call.search.query({ text, limit: 20 }),
    )
  const note = uuid(1)
  await there.call.notes.save({ note, base: 0, target: none, text: 'A walrus' })
  expect(await found(there, 'walrus')).toEqual([`notes ${note}`])
  await there.call.notes.remove({ note })
  expect(await found(there, 'walrus')).toEqual([])
  await there.call.history.undo()
  expect(await found(there, 'walrus')).toEqual([`notes ${note}`])
}, 30_000)

test.each([
  ['can’t be started', () => new Worker('/nowhere/worker.js')],
  [
    'throws at the start',
    () => {
      throw new Error('no more threads')
    },
  ],
  ['ends at once', () => new Worker('process.exit(1)', { eval: true })],
])('a worker that %s: search works without it', async (_, startSearchWorker) => {
  const test = await openCore({ startSearchWorker })
  await test.call.notes.save({ note: uuid(1), base: 0, target: none, text: 'A walrus' })
  expect(await found(test, 'walrus')).toEqual([`notes ${uuid(1)}`])
  expect((await found(test, 'JTFA'))[0]).toBe('glossary jtfa')
})

test('a worker that is lost in between: what it held is found again', async () => {
  let worker: Worker | undefined
  const test = await openCore({
    startSearchWorker: () => {
      worker = searchWorker()
      return worker
    },
  })
  await test.call.notes.save({ note: uuid(1), base: 0, target: none, text: 'A walrus' })
  expect(await found(test, 'walrus')).toHaveLength(1)
  const lost = worker?.terminate()
  expect(await found(test, 'walrus')).toHaveLength(1)
  await lost
  await test.call.notes.save({ note: uuid(2), base: 0, target: none, text: 'A second walrus' })
  expect(await found(test, 'walrus')).toHaveLength(2)
}, 30_000)

test('the book is answered from before all notes are read, and says that there may be more', async () => {
  const test = await openCore()
  for (let n = 0; n < 60; n += 1)
    await test.call.notes.save({ note: uuid(n), base: 0, target: none, text: `Note ${n} on JTFA` })
  await test.reopen()
  const ask = () => test.call.search.query({ text: 'JTFA', limit: 50 })
  const first = await ask()
  expect([first.complete, first.hits[0]?.id]).toEqual([false, 'jtfa'])
  await expect.poll(async () => (await ask()).complete).toBe(true)
  expect((await ask()).hits.filter(({ group }) => group === 'notes').length).toBeGreaterThan(30)
})

test('a question of ten thousand characters is answered at once', async () => {
  const { call } = await openCore()
  const started = performance.now()
  await call.search.query({ text: 'smuggling border '.repeat(588).slice(0, 10_000), limit: 50 })
  expect(performance.now() - started).toBeLessThan(2000)
})
