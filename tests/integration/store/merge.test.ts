import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { nodeFiles } from '../../../electron/core/store/files'
import { openStore, type Store } from '../../../electron/core/store/store'
import { newOperations } from '../../../electron/core/work/compare'
import type { Operation } from '../../../shared/model/operations'
import { inOrder } from '../../../shared/rules/operation-order'
import { type Act, act, made, work } from '../../support/acts'
import { codes, history, open, scratch } from './support'

vi.setConfig({ testTimeout: 120_000 })

let now = Date.UTC(2026, 2, 1, 12)
const clock = () => now
const small = { clock, zone: () => 0, segmentLimits: { maxRecords: 7 } }

async function does(store: Store, acts: readonly Act[]): Promise<void> {
  for (const one of acts) {
    now += 3_600_000
    if (one.does === 'undo') await store.undo()
    else if (one.does === 'redo') await store.redo()
    else {
      const found = made(store.state, one, now)
      if (found) await store.record(found.kind, found.data as never, found.after ? { after: found.after } : {})
    }
  }
}
const foreign = async (store: Store): Promise<Operation[]> =>
  (await history(store)).filter(({ kind }) => kind !== 'merge' && kind !== 'merge-begun').sort(inOrder)
async function mergeInto(store: Store, operations: readonly Operation[]): Promise<number> {
  const added = await newOperations(store, operations)
  if (added.length > 0) await store.merge(added, { name: 'other', madeAt: null })
  return added.length
}
const review = (card: 'a' | 'b' | 'c'): Act => ({ does: 'review', card, rating: 'good', answer: null })

test('random histories of three copies come to the same in all, merged in whichever order, and once is enough', async () => {
  const acts = fc.array(act, { maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(acts, acts, acts, acts, async (before, one, other, third) => {
      const root = scratch()
      const start = await openStore({ folder: join(root, 'start'), ...small })
      await does(start, before)
      await start.close()
      const began = now
      const copies: Store[] = []
      for (const [name, own] of Object.entries({ a: one, b: other, c: third })) {
        cpSync(join(root, 'start'), join(root, name), { recursive: true })
        const copy = await openStore({ folder: join(root, name), ...small })
        now = began
        await does(copy, own)
        copies.push(copy)
      }
      const [a, b, c] = copies as [Store, Store, Store]
      const [ofA, ofB, ofC] = [await foreign(a), await foreign(b), await foreign(c)]
      await mergeInto(a, ofB)
      await mergeInto(a, ofC)
      await mergeInto(b, ofC)
      await mergeInto(b, ofA)
      await mergeInto(c, await foreign(a))
      const same = work(a.state)
      expect(work(b.state)).toBe(same)
      expect(work(c.state)).toBe(same)
      expect(await mergeInto(a, await foreign(c))).toBe(0)
      expect(work(a.state)).toBe(same)
      // Going on, and opened anew with and without its checkpoint.
      await does(a, third)
      const then = work(a.state)
      expect(work(await a.refolded())).toBe(then)
      for (const copy of copies) await copy.close()
      for (const lost of [false, true]) {
        if (lost) for (const name of ['state.json', 'state.json.prev']) rmSync(join(root, 'a', name), { force: true })
        const again = await openStore({ folder: join(root, 'a'), ...small })
        expect(work(again.state)).toBe(then)
        await again.close()
      }
    }),
    { numRuns: 12 },
  )
})

async function twoCopies() {
  const root = scratch()
  const a = await open(join(root, 'a'), small)
  const b = await open(join(root, 'b'), small)
  await does(a, (['a', 'b', 'a'] as const).map(review))
  await does(b, (['a', 'c', 'b', 'c', 'a', 'b', 'a', 'c', 'b', 'c'] as const).map(review))
  return { a, b, folder: join(root, 'a'), theirs: await foreign(b) }
}

test('a merge that a dying process left unfinished counts for nothing, at whatever byte it ended', async () => {
  const { a, folder, theirs } = await twoCopies()
  const before = work(a.state)
  await a.close()
  cpSync(folder, `${folder}-0`, { recursive: true })
  const again = await openStore({ folder, ...small })
  await mergeInto(again, theirs)
  const whole = work(again.state)
  await again.close()
  const names = readdirSync(join(folder, 'log')).sort()
  const lengths = names.map((name) => statSync(join(folder, 'log', name)).size)
  const from = statSync(join(`${folder}-0`, 'log', '000001.log')).size
  const total = lengths.reduce((sum, length) => sum + length, 0)
  for (let cut = from; cut < total; cut += 397) {
    const copy = `${folder}-cut`
    cpSync(`${folder}-0`, copy, { recursive: true })
    let left = cut
    for (const [index, name] of names.entries()) {
      if (left <= 0) break
      const bytes = readFileSync(join(folder, 'log', name)).subarray(0, left)
      writeFileSync(join(copy, 'log', name), bytes)
      left -= lengths[index] as number
    }
    for (const withState of [true, false]) {
      if (!withState) for (const name of ['state.json', 'state.json.prev']) rmSync(join(copy, name), { force: true })
      const opened = await openStore({ folder: copy, ...small })
      expect(work(opened.state), `cut at ${cut}`).toBe(before)
      expect((await history(opened)).length).toBe(3)
      if (withState && cut === from + 397 * 3) {
        expect(codes(opened)).toContain('tail-set-aside')
        await mergeInto(opened, theirs)
        expect(work(opened.state)).toBe(whole)
      }
      const stop = withState && cut === from + 397 * 3
      await opened.close()
      if (stop) break
    }
    rmSync(copy, { recursive: true })
  }
})

test('a disk that fills up in the middle of a merge leaves everything as it was, and work goes on', async () => {
  const { a, folder, theirs } = await twoCopies()
  await a.close()
  let room = Number.POSITIVE_INFINITY
  const files: typeof nodeFiles = {
    ...nodeFiles,
    async open(path, mode) {
      const file = await nodeFiles.open(path, mode)
      return {
        ...file,
        async write(bytes, at) {
          if (path.includes('/log/') && bytes.length > room) throw Object.assign(new Error('full'), { code: 'ENOSPC' })
          if (path.includes('/log/')) room -= bytes.length
          return file.write(bytes, at)
        },
      }
    },
  }
  const again = await open(folder, { ...small, files })
  const before = work(again.state)
  room = 3500
  await expect(mergeInto(again, theirs)).rejects.toThrow('could not be saved')
  room = Number.POSITIVE_INFINITY
  expect(work(again.state)).toBe(before)
  expect((await history(again)).length).toBe(3)
  await does(again, [review('c')])
  expect(await mergeInto(again, theirs)).toBe(theirs.length)
  const then = work(again.state)
  await again.close()
  rmSync(join(folder, 'state.json'))
  const last = await open(folder, small)
  expect(work(last.state)).toBe(then)
  expect(codes(last)).not.toContain('records-missing')
})
