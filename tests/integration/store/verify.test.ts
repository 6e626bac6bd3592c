import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { backupsService } from '../../../electron/core/services/backups'
import { takeTurns } from '../../../electron/core/services/turns'
import { noVerification, type Verification, verifyService } from '../../../electron/core/services/verify'
import { nodeFiles } from '../../../electron/core/store/files'
import type { Store } from '../../../electron/core/store/store'
import type { CardRecord } from '../../../shared/model/study'
import type { VerifyState } from '../../../shared/model/verify'
import { basic } from '../../support/own-cards'
import { cardsInHistory, contents, open, review, saveNote, scratch } from './support'

const note = '0b5f3f6e-7a52-4d7c-9a7e-9d0f0c6f1a11'
const other = '1c5f3f6e-7a52-4d7c-9a7e-9d0f0c6f1a22'

async function setUp({ hasContent = (card: string) => card !== '' } = {}) {
  const folder = scratch()
  const clock = () => Date.UTC(2026, 2, 1, 12)
  const inTurn = takeTurns()
  const verification: Verification = noVerification()
  let store: Store = await open(folder, { clock })
  const verify = (): ReturnType<typeof verifyService> =>
    verifyService({
      ...{ store, folder, files: nodeFiles, clock, inTurn, hasContent, verification },
      async reopen(between) {
        await store.close()
        await between()
        store = await open(folder, { clock })
        return verify().check
      },
    })
  const backups = () =>
    backupsService({ store, folder, files: nodeFiles, clock, zone: () => 0, inTurn, reopen: async () => {} })
  for (const card of ['a', 'b', 'c']) await store.record('review', review(card))
  await saveNote(store, note, 1, 'What did they pay for?')
  return {
    folder,
    verify,
    backups,
    store: () => store,
    /** What happens to the files while nobody has them open. */
    async damage(act: () => void) {
      await store.close()
      act()
      store = await open(folder, { clock })
    },
  }
}
const kinds = (state: VerifyState) =>
  state.state === 'done' ? Object.fromEntries(state.findings.map(({ kind, count }) => [kind, count])) : state.state

function spoil(path: string, words: string): void {
  const bytes = readFileSync(path)
  const at = bytes.indexOf(words)
  if (at === -1) throw new Error(`${words} isn't in ${path}`)
  bytes[at] = (bytes[at] as number) ^ 1
  writeFileSync(path, bytes)
}

test('a sound folder has nothing to tell, and the check changes no byte', async () => {
  const { folder, verify, backups } = await setUp()
  await backups().make()
  const before = contents(folder)
  const state = await verify().check()
  expect(state).toMatchObject({ findings: [], checked: { operations: 4, notes: 1, backups: 1 } })
  expect(contents(folder)).toEqual(before)
})

test('damaged records of log and notes come back from a backup; what follows from them is made again; twice changes nothing', async () => {
  const { folder, verify, backups, damage, store } = await setUp()
  await backups().make()
  const sound = structuredClone(store().state)
  await damage(() => {
    spoil(join(folder, 'log/000001.log'), '"card":"b"')
    spoil(join(folder, `notes/${note.slice(0, 2)}/${note}.log`), 'What did')
    rmSync(join(folder, 'state.json'))
    rmSync(join(folder, 'state.json.prev'), { force: true })
  })
  expect(kinds(await verify().check())).toEqual({ 'records-damaged': 1, 'notes-damaged': 1 })

  const state = await verify().repair()
  expect(state).toMatchObject({
    findings: [],
    repaired: [{ how: 'records-from-backup', count: 2 }, { how: 'state-rebuilt' }],
  })
  expect(await cardsInHistory(store())).toEqual(['a', 'b', 'c'])
  expect(await store().readNote(note)).toBe('What did they pay for?')
  expect(store().state).toEqual(sound)

  const mended = contents(join(folder, 'log'))
  expect(await verify().repair()).toMatchObject({ findings: [], repaired: [] })
  expect(contents(join(folder, 'log'))).toEqual(mended)
  await store().record('review', review('d'))
  expect(await cardsInHistory(store())).toEqual(['a', 'b', 'c', 'd'])
})

test('a whole file that is gone comes back', async () => {
  const { folder, verify, backups, damage, store } = await setUp()
  await backups().make()
  await damage(() => {
    rmSync(join(folder, 'log/000001.log'))
    rmSync(join(folder, 'notes'), { recursive: true })
  })
  expect(kinds(await verify().check())).toMatchObject({ 'records-damaged': 4, 'notes-damaged': 1 })
  expect(kinds(await verify().repair())).toEqual({})
  expect(await cardsInHistory(store())).toEqual(['a', 'b', 'c'])
})

test('a picture that only a damaged text names stays where it is while that text comes back', async () => {
  const { folder, verify, backups, damage, store } = await setUp()
  const { name } = await store().writeMedia(Buffer.from('a picture'))
  const text = { text: basic('Whose picture?', `![](media:${name}.png)`, { markup: true }) }
  const [checksum = ''] = await store().writeOwnCards([{ card: other, version: 1, text }])
  const after = { version: 1, checksum, createdAt: 1, updatedAt: 1 }
  await store().record('own-cards', { what: 'made', cards: [{ card: other, before: null, after }] })
  await backups().make()
  await damage(() => spoil(join(folder, 'library/000001.log'), 'Whose picture?'))
  await verify().check()
  expect(await verify().repair()).toMatchObject({
    findings: [],
    repaired: [{ how: 'records-from-backup', count: 1 }, { how: 'state-rebuilt' }],
  })
  expect(await store().readMedia(name)).not.toBeNull()
})

test('without a backup damage stays told, and the rest is mended all the same', async () => {
  const { folder, verify, damage, store } = await setUp()
  await damage(() => {
    spoil(join(folder, 'log/000001.log'), '"card":"b"')
    mkdirSync(join(folder, 'notes/1c'), { recursive: true })
    writeFileSync(join(folder, `notes/1c/${other}.log`), 'x')
    writeFileSync(join(folder, 'settings.json.tmp'), 'x')
  })
  // Opening clears its own leftovers; this one comes while it is open.
  writeFileSync(join(folder, 'something.tmp'), 'x')
  for await (const _ of store().operations());
  expect(kinds(await verify().check())).toEqual({ 'records-damaged': 1, 'notes-unnamed': 1, leftovers: 1 })
  expect(await verify().repair()).toMatchObject({
    findings: [{ kind: 'records-damaged', count: 1 }],
    repaired: [
      { how: 'set-aside', count: 1 },
      { how: 'leftovers-removed', count: 1 },
    ],
  })
  expect(Object.values(contents(join(folder, 'quarantine')))).toContain('x')
})

test('a state that doesn’t follow from the history is found, said and made again', async () => {
  const { verify, damage, store } = await setUp()
  const cards = store().state.cards as Record<string, CardRecord>
  const { a } = cards
  if (a?.memory) cards.a = { ...a, memory: { ...a.memory, stability: 999 } }
  expect(kinds(await verify().check())).toEqual({ 'state-differs': 1 })
  expect(await verify().repair()).toMatchObject({ findings: [], repaired: [{ how: 'state-rebuilt', count: 1 }] })
  expect(store().state.cards.a?.memory?.stability).toBe(12.5)
  await damage(() => {})
  expect(kinds(await verify().check())).toEqual({})
})

test('a card without content, an impossible date, an operation that stands there twice: told, and left', async () => {
  const { folder, verify, damage } = await setUp({ hasContent: (card) => card !== 'b' })
  const { encodeRecord } = await import('../../../electron/core/store/record-codec')
  await damage(() => {
    const path = join(folder, 'log/000001.log')
    const lines = readFileSync(path, 'utf8').trim().split('\n')
    const first = JSON.parse((lines[1] as string).replace(/^\S+ \d+ /, ''))
    appendFileSync(path, encodeRecord({ n: 5, json: JSON.stringify(first) }))
    appendFileSync(path, encodeRecord({ n: 6, json: JSON.stringify({ ...first, id: 'x:1', at: 5, kind: 'dance' }) }))
  })
  expect(kinds(await verify().check())).toEqual({
    'cards-without-content': 1,
    'operations-twice': 1,
    'operations-unknown': 1,
    'dates-impossible': 1,
  })
})

test('a check can be ended, and what was recorded meanwhile is no defect', async () => {
  const { verify, store } = await setUp()
  const running = verify().check()
  await store().record('review', review('meanwhile'))
  expect(kinds(await running)).toEqual({})
  verify().start()
  verify().cancel()
  await expect.poll(() => verify().progress().state).toBe('none')
})

test('damaged backups are named', async () => {
  const { folder, verify, backups } = await setUp()
  await backups().make()
  const objects = join(folder, 'backups/objects')
  const [piece] = Object.keys(contents(objects))
  writeFileSync(join(objects, piece as string), 'x')
  expect(kinds(await verify().check())).toEqual({ 'backups-damaged': 1 })
})
