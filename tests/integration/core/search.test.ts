import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { openCore } from '../../support/core'

const none = { kind: 'none' } as const

test('an acronym leads straight to its entry, with chapters, cards and notes after it', async () => {
  const { call } = await openCore()
  await call.notes.save({ note: randomUUID(), base: 0, target: none, text: 'Ask who runs **JTFA** here' })
  for (const text of ['JTFA', 'jtfa', ' Jtfa! ']) {
    const hits = await call.search.query({ text, limit: 20 })
    expect(hits[0]).toMatchObject({ group: 'glossary', id: 'jtfa', where: { kind: 'entry', entry: 'jtfa' } })
    expect(hits.at(-1)).toMatchObject({ group: 'notes', context: 'Ask who runs JTFA here', marks: [[13, 17]] })
  }
})

test('hits come by group, and no group pushes the others out', async () => {
  const { call } = await openCore()
  const hits = await call.search.query({ text: 'smuggling', limit: 4 })
  expect(hits.map(({ group }) => group)).toEqual(['chapters', 'chapters', 'glossary', 'cards'])
  const order = ['chapters', 'glossary', 'cards', 'notes']
  const many = (await call.search.query({ text: 'smuggling', limit: 50 })).map(({ group }) => order.indexOf(group))
  expect(many).toEqual(many.toSorted())
})

test('beginnings of words, slips and dotted abbreviations are found', async () => {
  const { call } = await openCore()
  const found = async (text: string) => (await call.search.query({ text, limit: 50 })).map(({ id }) => id)
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
  const hits = await call.search.query({ text: 'forced', limit: 10 })
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
    (await test.call.search.query({ text, limit: 10 })).filter(({ group }) => group === 'notes').length
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

test('a question of ten thousand characters is answered at once', async () => {
  const { call } = await openCore()
  const started = performance.now()
  await call.search.query({ text: 'smuggling border '.repeat(588).slice(0, 10_000), limit: 50 })
  expect(performance.now() - started).toBeLessThan(2000)
})
