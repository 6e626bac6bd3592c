import { describe, expect, test } from 'vitest'
import type { Store } from '../../../electron/core/store/store'
import { applyOperation, emptyState } from '../../../shared/rules/fold'
import { type Cut, SimulatedDisk } from './simulated-disk'
import { history, open, review, saveNote, scratch } from './support'

const note = '0b5f3f6e-7a52-4d7c-9a7e-9d0f0c6f1a11'

interface Acknowledged {
  /** Ids of operations. */
  operations: string[]
  theme: string
  note: string | null
}
interface Moment {
  disk: SimulatedDisk
  before: string
  acknowledged: Acknowledged
}

/** A short life of a store. Calls `moment` before each change of the disk, with what was answered for by then. */
async function live(folder: string, syncs?: (path: string, folder: boolean) => boolean): Promise<Moment[]> {
  const moments: Moment[] = []
  const acknowledged: Acknowledged = { operations: [], theme: 'system', note: null }
  let random = seeded(7)
  const step = (call: string, path: string) => {
    const cuts: Cut[] = ['nothing', 'everything', 'names only', 'bytes only', { random }, { random }]
    for (const cut of cuts)
      moments.push({
        disk: disk.after(cut),
        before: `${call} ${path.slice(folder.length)} (${moments.length}, ${typeof cut === 'string' ? cut : 'random'})`,
        acknowledged: structuredClone(acknowledged),
      })
  }
  const disk = new SimulatedDisk(folder, step, syncs)
  for (let opening = 0; opening < 2; opening++) {
    random = seeded(opening)
    const store = await open(folder, { files: disk.files })
    const add = async (operation: Promise<{ id: string } | null>) => {
      acknowledged.operations.push((await operation)?.id ?? '')
    }
    await add(store.record('review', review(`a${opening}`)))
    await add(store.record('review', review(`b${opening}`)))
    await add(store.undo())
    await store.changeAppearance({ theme: opening === 0 ? 'dark' : 'light' })
    acknowledged.theme = store.appearance.theme
    await saveNote(store, note, opening + 1, `text ${opening}`)
    acknowledged.note = `text ${opening}`
    await store.checkpoint()
    await add(store.record('review', review(`c${opening}`)))
    await store.close()
    step('the end of', folder)
  }
  return moments
}

/** Everything answered for is there, nothing twice, nothing said to be damaged; and the store works on. */
async function verify(folder: string, { disk, before, acknowledged }: Moment): Promise<void> {
  const problems = (store: Store) =>
    store.notices.filter(({ code }) => code !== 'tail-set-aside').map(({ code }) => code)
  let store = await open(folder, { files: disk.files })
  try {
    const operations = await history(store)
    const ids = operations.map(({ id }) => id)
    expect(ids, before).toEqual(expect.arrayContaining(acknowledged.operations))
    expect(new Set(ids).size, before).toBe(ids.length)
    expect(problems(store), before).toEqual([])
    expect(store.readOnly, before).toBeNull()
    const state = emptyState()
    for (const operation of operations) applyOperation(state, operation)
    expect(store.state, before).toEqual(state)
    const theme = store.appearance.theme
    expect([acknowledged.theme, next[acknowledged.theme]], before).toContain(theme)
    const text = store.state.notes[note] === undefined ? null : await store.readNote(note)
    if (acknowledged.note !== null) expect([acknowledged.note, 'text 1'], before).toContain(text)
    await store.record('review', review('after'))
    await saveNote(store, note, 9, 'after')
    await store.close()
    store = await open(folder, { files: disk.files })
    expect((await history(store)).map(({ id }) => id).slice(0, ids.length), before).toEqual(ids)
    expect(await store.readNote(note), before).toBe('after')
    expect(store.notices, before).toEqual([])
  } finally {
    await store.close()
  }
}
/** A change that was on its way may be there already. */
const next: Record<string, string> = { system: 'dark', dark: 'light', light: 'light' }

function seeded(seed: number): () => number {
  let state = seed + 1
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

describe('a power cut before any change of the disk', () => {
  test('loses nothing that was answered for', async () => {
    const folder = scratch()
    const moments = await live(folder)
    expect(moments.length).toBeGreaterThan(300)
    for (const moment of moments) await verify(folder, moment)
  })

  // A test that passes without the syncs would prove nothing.
  test.each<[string, (path: string, folder: boolean) => boolean]>([
    ['of the log', (path, folder) => folder || !path.includes('/log/')],
    ['of the folder of the log', (path, folder) => !(folder && path.endsWith('/log'))],
    ['of the data folder', (path, folder) => !(folder && /store-\w+$/.test(path))],
    ["of a note's file", (path, folder) => folder || !path.includes('/notes/')],
    ["of a note's folder", (path, folder) => !(folder && path.endsWith('/notes/0b'))],
    ['of the folder of notes', (path, folder) => !(folder && path.endsWith('/notes'))],
    ['of the settings', (path) => !path.includes('settings.json')],
  ])('is found to lose something without the syncs %s', async (_, syncs) => {
    const folder = scratch()
    const moments = await live(folder, syncs)
    const lost = async () => {
      for (const moment of moments) await verify(folder, moment)
    }
    await expect(lost()).rejects.toThrow()
  })
})
