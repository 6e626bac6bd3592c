/** A checkpoint is made in parts, while others have their turn: it holds a moment there was, all the same. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Checkpoint } from '../../../electron/core/store/opened-store'
import { decodeSnapshot } from '../../../electron/core/store/snapshot'
import { applyOperation, emptyState } from '../../../shared/rules/fold'
import { writeHistory } from '../../support/large-history'
import { history, open, review, scratch } from './support'

const stateIn = (folder: string): Checkpoint => {
  const found = decodeSnapshot(readFileSync(join(folder, 'state.json')), 'fieldbook-state')
  return JSON.parse(found?.body.toString() ?? 'null')
}

test('what is recorded while it is made is in it as a whole, or not at all', async () => {
  const folder = scratch()
  await writeHistory(folder, { reviews: 12_000, cards: 6_000 })
  const store = await open(folder)
  let isDone = false
  const recording = (async () => {
    for (let n = 0; !isDone; n++) {
      const card = `card-${(n * 7919) % 6_000}`
      await store.record('review', review(card, store.state.cards[card] ?? null))
    }
  })()
  const through: number[] = []
  for (let round = 0; round < 2; round++) {
    await store.record('review', review(`new-${round}`, null))
    await store.checkpoint()
    const written = stateIn(folder)
    through.push(written.through)
    const state = emptyState()
    for (const operation of (await history(store)).slice(0, written.through)) applyOperation(state, operation)
    expect(written.state).toEqual(JSON.parse(JSON.stringify(state)))
    expect(written.segments.at(-1)?.last).toBe(written.through)
  }
  isDone = true
  await recording
  expect(new Set(through).size).toBe(2)
})

test('one that comes to rest is made in parts, without holding up what is asked meanwhile', async () => {
  const folder = scratch()
  await writeHistory(folder, { reviews: 12_000, cards: 6_000 })
  const store = await open(folder)
  await store.record('review', review('one', null))
  let turns = 0
  let isDone = false
  const turn = () => {
    turns++
    if (!isDone) setImmediate(turn)
  }
  setImmediate(turn)
  await store.checkpoint()
  isDone = true
  expect(turns).toBeGreaterThan(2)
  expect(stateIn(folder).state.cards.one).toBeDefined()
})
