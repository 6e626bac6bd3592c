import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { NotSaved, StoreFailure } from '../../../electron/core/store/store'
import { type Fault, faultyFiles, type Step } from './faulty-files'
import { cardsInHistory, codes, contents, open, review, saveNote, scratch } from './support'

const note = '0b5f3f6e-7a52-4d7c-9a7e-9d0f0c6f1a11'
const isLog = ({ path }: Step) => /log\/\d+\.log$/.test(path)

test.each<[string, (step: Step) => Fault]>([
  ['no space', ({ call }) => (call === 'write' ? 'ENOSPC' : undefined)],
  ['no space after a part of the bytes', ({ call }) => (call === 'write' ? { taken: 40, error: 'ENOSPC' } : undefined)],
  ['an error of the disk at writing', ({ call }) => (call === 'write' ? 'EIO' : undefined)],
  ['an error of the disk at syncing', ({ call }) => (call === 'sync' ? 'EIO' : undefined)],
])('%s: refused, nothing changed, and stored once when asked again', async (_, fault) => {
  const folder = scratch()
  let failing = false
  const files = faultyFiles((step) => (failing && isLog(step) ? fault(step) : undefined))
  const store = await open(folder, { files })
  await store.record('review', review('kept'))
  const before = structuredClone(store.state)

  failing = true
  const refused = store.record('review', review('refused'), { request: 'r' })
  await expect(refused).rejects.toBeInstanceOf(NotSaved)
  expect(store.state).toEqual(before)
  expect(store.answered('r')).toBe(false)
  expect(store.readOnly).toBeNull()

  failing = false
  await store.record('review', review('refused'), { request: 'r' })
  await store.record('review', review('after'))
  expect(await cardsInHistory(store)).toEqual(['kept', 'refused', 'after'])
  await store.close()
  const again = await open(folder)
  expect(await cardsInHistory(again)).toEqual(['kept', 'refused', 'after'])
  expect(codes(again)).toEqual([])
})

test('short writes are completed', async () => {
  const folder = scratch()
  const store = await open(folder, {
    files: faultyFiles(({ call }) => (call === 'write' ? { taken: 7 } : undefined)),
  })
  await store.record('review', review('a'))
  await saveNote(store, note, 1, 'x'.repeat(1000))
  await store.close()
  const again = await open(folder)
  expect(await cardsInHistory(again)).toEqual(['a'])
  expect(await again.readNote(note)).toHaveLength(1000)
})

test('a disk that fails now and then: nothing acknowledged is lost, what is asked for again is stored once', async () => {
  const folder = scratch()
  let failing = true
  let syncs = 0
  let writes = 0
  const files = faultyFiles((step) => {
    if (!failing || !isLog(step)) return
    if (step.call === 'sync' && ++syncs % 5 === 0) return 'EIO'
    if (step.call === 'write' && ++writes % 7 === 0) return { taken: 40, error: 'EIO' }
  })
  const store = await open(folder, { files })
  const acknowledged: string[] = []
  const refused: string[] = []
  for (let i = 0; i < 300; i++) {
    const card = `card-${i}`
    await store.record('review', review(card), { request: card }).then(
      () => acknowledged.push(card),
      () => refused.push(card),
    )
  }
  expect(refused.length).toBeGreaterThan(50)
  expect(await cardsInHistory(store)).toEqual(acknowledged)
  failing = false
  for (const card of refused) await store.record('review', review(card), { request: card })
  await store.close()
  const again = await open(folder)
  expect(await cardsInHistory(again)).toEqual([...acknowledged, ...refused])
  expect(codes(again)).toEqual([])
})

test('three failures in a row: read-only, with the reason, until the next opening', async () => {
  const folder = scratch()
  let failing = false
  const files = faultyFiles((step) => (failing && isLog(step) && step.call === 'sync' ? 'EIO' : undefined))
  const store = await open(folder, { files })
  await store.record('review', review('kept'))
  failing = true
  for (let i = 0; i < 3; i++) await expect(store.record('review', review('x'))).rejects.toBeInstanceOf(NotSaved)
  expect(store.readOnly).toEqual({ code: 'io', detail: { file: 'log/000001.log', error: 'EIO' } })
  failing = false
  await expect(store.record('review', review('x'))).rejects.toMatchObject({ failure: { code: 'io' } })
  expect(store.state.cards).toHaveProperty('kept')
  await store.close()
  expect(await cardsInHistory(await open(folder))).toEqual(['kept'])
})

test('bytes that cannot be taken back: read-only at once', async () => {
  const folder = scratch()
  const files = faultyFiles((step) => {
    if (!isLog(step)) return
    if (step.call === 'write' && failing) return { taken: 30, error: 'ENOSPC' }
    if (step.call === 'truncate') return 'EIO'
  })
  let failing = false
  const store = await open(folder, { files })
  await store.record('review', review('kept'))
  failing = true
  await expect(store.record('review', review('x'))).rejects.toMatchObject({ failure: { code: 'disk-full' } })
  failing = false
  expect(store.readOnly).toMatchObject({ code: 'io', detail: { error: 'ENOSPC' } })
  await expect(store.record('review', review('y'))).rejects.toBeInstanceOf(NotSaved)
  await store.close()
  const again = await open(folder)
  expect(await cardsInHistory(again)).toEqual(['kept'])
  expect(codes(again)).toEqual(['tail-set-aside'])
})

test('a full disk is read-only until there is room again', async () => {
  const folder = scratch()
  let full = false
  const files = faultyFiles(({ call }) => (full && call === 'write' ? 'ENOSPC' : undefined))
  const store = await open(folder, { files })
  full = true
  for (let i = 0; i < 4; i++)
    await expect(store.record('review', review('a'), { request: 'a' })).rejects.toMatchObject({
      failure: { code: 'disk-full' },
    })
  expect(store.readOnly?.code).toBe('disk-full')
  await expect(store.checkpoint()).rejects.toMatchObject({ failure: { code: 'disk-full' } })
  await expect(store.changeAppearance({ theme: 'dark' })).rejects.toMatchObject({ failure: { code: 'disk-full' } })
  expect(store.appearance.theme).toBe('system')
  await expect(store.writeNote(note, 1, 'text')).rejects.toMatchObject({ failure: { code: 'disk-full' } })
  full = false
  await store.record('review', review('a'), { request: 'a' })
  expect(store.readOnly).toBeNull()
  await saveNote(store, note, 1, 'text')
  expect(await store.readNote(note)).toBe('text')
  await store.close()
  expect(await cardsInHistory(await open(folder))).toEqual(['a'])
})

test('a change of appearance that failed is not shown and does not come back', async () => {
  const folder = scratch()
  let failing = false
  const files = faultyFiles(({ call, path }) =>
    failing && call === 'sync' && path.includes('settings') ? 'EIO' : undefined,
  )
  const store = await open(folder, { files })
  await store.changeAppearance({ theme: 'dark' })
  failing = true
  await expect(store.changeAppearance({ textSize: 200 })).rejects.toBeInstanceOf(NotSaved)
  failing = false
  expect(store.appearance).toMatchObject({ theme: 'dark', textSize: 100 })
  await store.changeAppearance({ width: 'wide' })
  await store.close()
  expect((await open(folder)).appearance).toMatchObject({ theme: 'dark', textSize: 100, width: 'wide' })
})

test('a checkpoint that fails harms nothing', async () => {
  const folder = scratch()
  const files = faultyFiles(({ call, path }) => (call === 'sync' && path.includes('state.json') ? 'EIO' : undefined))
  const store = await open(folder, { files })
  await Promise.all(Array.from({ length: 1200 }, (_, i) => store.record('review', review(`card-${i}`))))
  const state = structuredClone(store.state)
  await store.close()
  const again = await open(folder)
  expect(again.state).toEqual(state)
})

test('renames that a virus scanner holds up are tried again', async () => {
  const folder = scratch()
  let held = 2
  const files = faultyFiles(({ call }) => (call === 'rename' && held-- > 0 ? 'EPERM' : undefined))
  const store = await open(folder, { files })
  await store.changeAppearance({ theme: 'light' })
  expect(store.appearance.theme).toBe('light')
})

test('a change is answered for only after its bytes were synced', async () => {
  const trace: string[] = []
  const files = faultyFiles((step) => {
    if (isLog(step)) trace.push(step.call)
    return undefined
  })
  const store = await open(scratch(), { files })
  for (let i = 0; i < 3; i++) {
    trace.length = 0
    await store.record('review', review(`card-${i}`))
    trace.push('answered')
    expect(trace).toEqual(['write', 'sync', 'answered'])
  }
})

test('a folder that cannot be written to is opened for reading', async () => {
  const folder = scratch()
  const store = await open(folder)
  await store.record('review', review('a'))
  await saveNote(store, note, 1, 'text')
  await store.close()
  writeFileSync(join(folder, 'log/000001.log'), 'torn', { flag: 'a' })
  const before = contents(folder)

  const refuse = ({ call }: Step) =>
    ['open', 'makeFolder', 'rename', 'remove'].includes(call)
      ? call === 'makeFolder'
        ? undefined
        : 'EROFS'
      : undefined
  const reading = await open(folder, { files: faultyFiles(refuse) })
  expect(reading.readOnly).toEqual({ code: 'read-only', detail: { folder, error: 'EROFS' } })
  expect(reading.state.cards).toHaveProperty('a')
  expect(await reading.readNote(note)).toBe('text')
  expect(await cardsInHistory(reading)).toEqual(['a'])
  await expect(reading.record('review', review('b'))).rejects.toMatchObject({ failure: { code: 'read-only' } })
  await expect(reading.writeNote(note, 2, 'b')).rejects.toMatchObject({ failure: { code: 'read-only' } })
  await expect(reading.changeAppearance({ theme: 'dark' })).rejects.toMatchObject({ failure: { code: 'read-only' } })
  await expect(reading.checkpoint()).rejects.toMatchObject({ failure: { code: 'read-only' } })
  await reading.close()
  expect(contents(folder)).toEqual(before)
})

test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
  'a folder without permission (can’t be tried as root or on Windows)',
  async () => {
    const parent = scratch()
    mkdirSync(join(parent, 'data'))
    await (await open(join(parent, 'data'))).close()
    chmodSync(join(parent, 'data'), 0o500)
    expect((await open(join(parent, 'data'))).readOnly?.code).toBe('read-only')
    chmodSync(join(parent, 'data'), 0o700)
  },
)

test('a folder that cannot be made, and a file in its place', async () => {
  const parent = scratch()
  const folder = join(parent, 'data')
  const files = faultyFiles(({ call }) => (call === 'makeFolder' ? 'EACCES' : undefined))
  await expect(open(folder, { files })).rejects.toMatchObject({ failure: { code: 'no-access' } })
  writeFileSync(folder, 'mine')
  await expect(open(folder)).rejects.toBeInstanceOf(StoreFailure)
  expect(readFileSync(folder, 'utf8')).toBe('mine')
})

test('no room to set a torn end aside: nothing is cut off, and nothing written over it', async () => {
  const folder = scratch()
  const store = await open(folder)
  await store.record('review', review('a'))
  await store.close()
  const log = join(folder, 'log/000001.log')
  writeFileSync(log, '12345678 2 {"half', { flag: 'a' })
  const before = readFileSync(log)
  const files = faultyFiles(({ call, path }) =>
    call === 'write' && path.includes('quarantine') ? { taken: 3, error: 'ENOSPC' } : undefined,
  )
  const full = await open(folder, { files })
  expect(full.readOnly?.code).toBe('disk-full')
  await expect(full.record('review', review('b'))).rejects.toBeInstanceOf(NotSaved)
  await full.close()
  expect(readFileSync(log)).toEqual(before)
  const again = await open(folder)
  expect(again.readOnly).toBeNull()
  expect(await cardsInHistory(again)).toEqual(['a'])
})
