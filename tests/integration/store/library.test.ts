import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { encodeRecord } from '../../../electron/core/store/record-codec'
import type { Store } from '../../../electron/core/store/store'
import type { OwnCardChange } from '../../../shared/model/operations'
import type { OwnCard, OwnCardRef } from '../../../shared/model/own-card'
import { basic, uuid } from '../../support/own-cards'
import { faultyFiles } from './faulty-files'
import { codes, contents, open, scratch } from './support'

const card = (front: string): OwnCard => ({ text: basic(front, 'A') })
const file = (folder: string) => join(folder, 'library/000001.log')

/** As the service does: the texts first, then the operation that names them. */
async function save(store: Store, texts: { card: string; front: string }[]): Promise<void> {
  const versioned = texts.map(({ card: id, front }) => {
    const before = store.state.ownCards[id] ?? null
    return { card: id, before, version: (before?.version ?? 0) + 1, text: card(front) }
  })
  const checksums = await store.writeOwnCards(versioned.map(({ before: _, ...one }) => one))
  const cards = versioned.map(({ card: id, before, version }, index): OwnCardChange => {
    const after: OwnCardRef = { version, checksum: checksums[index] ?? '', createdAt: 1, updatedAt: version }
    return { card: id, before, after }
  })
  await store.record('own-cards', { what: 'made', cards })
}
function front(store: Store, id: string): string | null {
  const ref = store.state.ownCards[id]
  const found = ref && store.ownCard(id, ref)
  return found && 'front' in found.text.text ? found.text.text.front : null
}

test('nothing is made for somebody without own cards', async () => {
  const folder = scratch()
  await (await open(folder)).close()
  expect(existsSync(join(folder, 'library'))).toBe(false)
})

test('a text counts only once an operation names it, and each version by its own checksum', async () => {
  const folder = scratch()
  let store = await open(folder)
  await save(store, [
    { card: uuid(1), front: 'one' },
    { card: uuid(2), front: 'two' },
  ])
  // Refused after the text was durable: left lying, and the version is given again.
  await store.writeOwnCards([{ card: uuid(1), version: 2, text: card('never named') }])
  expect(front(store, uuid(1))).toBe('one')
  await save(store, [{ card: uuid(1), front: 'one, better' }])
  await store.close()
  store = await open(folder)
  expect([front(store, uuid(1)), front(store, uuid(2))]).toEqual(['one, better', 'two'])
  await store.undo()
  expect(front(store, uuid(1))).toBe('one')
  await store.redo()
  expect(front(store, uuid(1))).toBe('one, better')
  expect(store.notices).toEqual([])
})

test('a library that is gone is told once for all cards; put back, all are there', async () => {
  const folder = scratch()
  let store = await open(folder)
  await save(
    store,
    Array.from({ length: 30 }, (_, n) => ({ card: uuid(n), front: `card ${n}` })),
  )
  await store.close()
  renameSync(file(folder), join(folder, 'kept'))
  store = await open(folder)
  expect(store.notices).toMatchObject([{ code: 'own-cards-damaged', detail: { cards: 30, older: 0 } }])
  expect(front(store, uuid(3))).toBeNull()
  // What is written meanwhile goes into a file of another name, so that the lost one can come back.
  await save(store, [{ card: uuid(99), front: 'new' }])
  await store.close()
  expect(existsSync(file(folder))).toBe(false)
  renameSync(join(folder, 'kept'), file(folder))
  store = await open(folder)
  expect(store.notices).toEqual([])
  expect([front(store, uuid(3)), front(store, uuid(99))]).toEqual(['card 3', 'new'])
})

test('a library of a newer version stops the opening with every byte as it was', async () => {
  const folder = scratch()
  const store = await open(folder)
  await save(store, [{ card: uuid(1), front: 'one' }])
  await store.close()
  writeFileSync(
    file(folder),
    encodeRecord({ n: 0, json: '{"format":"fieldbook-library","version":2,"codec":"plain"}' }),
  )
  const before = contents(folder)
  await expect(open(folder)).rejects.toMatchObject({ failure: { code: 'newer-version' } })
  expect(contents(folder)).toEqual(before)
})

test('a write that fails changes nothing, and the next one works', async () => {
  let failing = false
  const files = faultyFiles(({ call, path }) =>
    failing && path.includes('/library/') && call === 'sync' ? 'ENOSPC' : undefined,
  )
  const folder = scratch()
  let store = await open(folder, { files })
  await save(store, [{ card: uuid(1), front: 'one' }])
  const log = readFileSync(join(folder, 'log/000001.log'), 'utf8')
  failing = true
  await expect(save(store, [{ card: uuid(1), front: 'lost' }])).rejects.toMatchObject({
    failure: { code: 'disk-full' },
  })
  expect(readFileSync(join(folder, 'log/000001.log'), 'utf8')).toBe(log)
  expect(front(store, uuid(1))).toBe('one')
  failing = false
  await save(store, [{ card: uuid(1), front: 'two' }])
  await store.close()
  store = await open(folder)
  expect(front(store, uuid(1))).toBe('two')
  expect(codes(store)).toEqual([])
})

test('a first write that fails while the library is begun can be tried again', async () => {
  let failing = true
  const files = faultyFiles(({ call, path }) =>
    failing && path.includes('library') && (call === 'sync' || call === 'syncFolder') ? 'EIO' : undefined,
  )
  const store = await open(scratch(), { files })
  await expect(save(store, [{ card: uuid(1), front: 'one' }])).rejects.toMatchObject({ name: 'NotSaved' })
  failing = false
  await save(store, [{ card: uuid(1), front: 'one' }])
  expect(front(store, uuid(1))).toBe('one')
})
