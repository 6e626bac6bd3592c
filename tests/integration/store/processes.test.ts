import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { AlreadyOpen } from '../../../electron/core/store/store'
import { applyOperation, emptyState } from '../../../shared/rules/fold'
import { codes, history, open, review, scratch } from './support'
import { writers } from './writers'

// 300 for a soak: FIELDBOOK_KILLS=300 npx vitest run tests/integration/store/processes.test.ts
const kills = Number(process.env.FIELDBOOK_KILLS ?? 30)
const note = '0b5f3f6e-7a52-4d7c-9a7e-9d0f0c6f1a11'

const start = writers()

test(
  `${kills} kills while it writes: everything answered for is there, nothing twice`,
  async () => {
    const folder = scratch()
    const answered: string[] = []
    let notes = 0
    for (let round = 0; round < kills; round++) {
      const child = start(folder, 'write')
      // At a different place each time, the first operation of all included.
      const wanted = 1 + ((round * 37) % 97)
      await child.until((lines) => lines.length > wanted)
      child.kill()
      await child.end()
      for (const line of child.lines) {
        const [what, which = ''] = line.split(' ')
        if (what === 'operation') answered.push(which)
        if (what === 'note') notes = Math.max(notes, Number(which))
      }
      const store = await open(folder)
      const operations = await history(store)
      const ids = new Set(operations.map(({ id }) => id))
      expect(ids.size).toBe(operations.length)
      expect(answered.filter((id) => !ids.has(id))).toEqual([])
      const state = emptyState()
      for (const operation of operations) applyOperation(state, operation)
      expect(store.state).toEqual(state)
      if (notes > 0) {
        expect(store.state.notes[note]?.version).toBeGreaterThanOrEqual(notes)
        expect(await store.readNote(note)).toContain(`version ${store.state.notes[note]?.version} `)
      }
      expect(codes(store).filter((code) => code !== 'tail-set-aside')).toEqual([])
      await store.close()
    }
    expect(answered.length).toBeGreaterThan(kills * 20)
  },
  kills * 10_000,
)

test('a second process is refused, and the holder is asked to show itself', async () => {
  const folder = scratch()
  const holder = start(folder, 'hold')
  await holder.until((lines) => lines.includes('open'))
  const second = start(folder, 'try')
  await second.end()
  expect(second.lines).toEqual(['already open'])
  await holder.until((lines) => lines.filter((line) => line === 'announced').length === 1)
  await expect(open(folder)).rejects.toBeInstanceOf(AlreadyOpen)
  await holder.until((lines) => lines.filter((line) => line === 'announced').length === 2)

  holder.kill()
  await holder.end()
  const store = await open(folder)
  await store.record('review', review('a'))
})

test('of several that start at once, one holds the folder', async () => {
  const folder = scratch()
  const starting = Array.from({ length: 6 }, () => start(folder, 'hold'))
  await Promise.all(starting.map((child) => child.until((lines) => lines.length > 0)))
  expect(starting.map((child) => child.lines[0]).sort()).toEqual([
    'already open',
    'already open',
    'already open',
    'already open',
    'already open',
    'open',
  ])
})

test('another way to the same folder is the same folder', async () => {
  const folder = scratch()
  const link = join(scratch(), 'link')
  symlinkSync(folder, link, 'junction')
  let announced = 0
  const store = await open(folder, { announce: () => announced++ })
  await expect(open(link)).rejects.toBeInstanceOf(AlreadyOpen)
  expect(announced).toBe(1)
  await store.close()
  await open(link)
})
