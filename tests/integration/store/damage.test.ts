import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { crc32 } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore, StoreFailure } from '../../../electron/core/store/store'
import { newVault } from '../../../electron/core/vault/keys'
import { lockOn } from '../../../electron/core/vault/turn-lock'
import type { StudyState } from '../../../shared/model/operations'
import { unsyncedFiles } from './faulty-files'
import { cardsInHistory, codes, contents, history, open, review, saveNote, scratch } from './support'

// 3,000 in `npm run prove`.
const flips = Number(process.env.FIELDBOOK_FLIPS ?? 300)
const note = '0b5f3f6e-7a52-4d7c-9a7e-9d0f0c6f1a11'
const noteFile = `notes/0b/${note}.log`

/** A folder with 20 reviews, a note in two versions and changed settings; closed. */
async function lived(): Promise<{ folder: string; state: StudyState }> {
  const folder = scratch()
  const store = await open(folder)
  for (let i = 0; i < 20; i++) await store.record('review', review(`card-${i}`))
  await saveNote(store, note, 1, 'first version')
  await saveNote(store, note, 2, 'second version')
  await store.changeAppearance({ theme: 'dark' })
  const state = structuredClone(store.state)
  await store.close()
  return { folder, state }
}
/** As a process that died leaves it: no checkpoint at the end. */
async function died(): Promise<{ folder: string; state: StudyState }> {
  const living = scratch()
  const folder = scratch()
  const store = await open(living)
  for (let i = 0; i < 20; i++) await store.record('review', review(`card-${i}`))
  const state = structuredClone(store.state)
  cpSync(living, folder, { recursive: true })
  return { folder, state }
}
const cards = Array.from({ length: 20 }, (_, i) => `card-${i}`)
const log = (folder: string) => join(folder, 'log/000001.log')

describe('a torn end', () => {
  test.each([
    ['half a record', Buffer.from('8c1f00aa 21 {"id":"x:1","ti')],
    ['4 KB of zeros', Buffer.alloc(4096)],
    ['noise with line ends', Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919) % 251))],
  ])('%s is set aside', async (_, tail) => {
    const { folder, state } = await died()
    writeFileSync(log(folder), tail, { flag: 'a' })
    const store = await open(folder)
    expect(store.state).toEqual(state)
    const [notice] = store.notices
    expect(store.notices).toHaveLength(1)
    expect(notice).toMatchObject({ code: 'tail-set-aside', detail: { file: 'log/000001.log', bytes: tail.length } })
    expect(readFileSync(join(folder, String(notice?.detail.keptAs)))).toEqual(tail)
    store.dismissNotice(String(notice?.id))
    expect(store.notices).toEqual([])
    await store.record('review', review('after'))
    await store.close()
    const again = await open(folder)
    expect(await cardsInHistory(again)).toEqual([...cards, 'after'])
    expect(again.notices).toEqual([])
  })

  test('cut at every byte of the last three records: exactly the whole ones before the cut', async () => {
    const living = scratch()
    const folder = scratch()
    const first = await open(living)
    for (let i = 1; i <= 4; i++) await first.record('position', { chapter: 'c', section: 's', block: `b${i}` })
    cpSync(living, folder, { recursive: true })
    const bytes = readFileSync(log(folder))
    const ends = [...bytes.keys()].filter((at) => bytes[at] === 10).map((at) => at + 1)
    const before = contents(folder)
    for (let cut = ends.at(-4) as number; cut <= bytes.length; cut++) {
      for (const [path, content] of Object.entries(before)) put(folder, path, Buffer.from(content, 'latin1'))
      rmSync(join(folder, 'state.json.prev'), { force: true })
      writeFileSync(log(folder), bytes.subarray(0, cut))
      const whole = ends.filter((end) => end <= cut).length - 1
      const store = await open(folder, { files: unsyncedFiles })
      expect(store.state.position?.block).toBe(`b${whole}`)
      expect(codes(store)).toEqual(ends.includes(cut) ? [] : ['tail-set-aside'])
      await store.close()
    }
  })
})

describe('damage in the middle', () => {
  test('records on both sides stay, the number missing is told, nothing is cut off', async () => {
    const { folder, state } = await lived()
    const bytes = readFileSync(log(folder))
    const ends = [...bytes.keys()].filter((at) => bytes[at] === 10)
    bytes.fill(0, (ends[5] as number) + 1, (ends[8] as number) + 1)
    writeFileSync(log(folder), bytes)
    const store = await open(folder)
    // The checkpoint knew them.
    expect(store.state).toEqual(state)
    expect(store.notices).toMatchObject([{ code: 'records-missing', detail: { file: 'log/000001.log', missing: 3 } }])
    expect(await cardsInHistory(store)).toEqual(cards.filter((_, i) => i < 5 || i > 7))
    await store.record('review', review('after'))
    await store.close()
    expect(readFileSync(log(folder)).subarray(0, bytes.length)).toEqual(bytes)

    // Told again until it is put away, also without a checkpoint to know of it.
    rmSync(join(folder, 'state.json'))
    rmSync(join(folder, 'state.json.prev'))
    const rebuilt = await open(folder)
    expect(codes(rebuilt)).toEqual(['records-missing', 'state-rebuilt'])
    expect(Object.keys(rebuilt.state.cards)).toEqual([...cards.filter((_, i) => i < 5 || i > 7), 'after'])
    for (const { id } of rebuilt.notices) rebuilt.dismissNotice(id)
    await rebuilt.close()
    expect((await open(folder)).notices).toEqual([])
  })

  test('a lost end that the checkpoint knew of is told, and its numbers are not used again', async () => {
    const { folder, state } = await lived()
    const bytes = readFileSync(log(folder))
    const ends = [...bytes.keys()].filter((at) => bytes[at] === 10)
    truncateSync(log(folder), (ends.at(-4) as number) + 1)
    const store = await open(folder)
    expect(store.notices).toMatchObject([{ code: 'records-missing', detail: { missing: 3 } }])
    expect(store.state).toEqual(state)
    await store.record('review', review('after'))
    await store.close()
    rmSync(join(folder, 'state.json'))
    rmSync(join(folder, 'state.json.prev'))
    expect((await open(folder)).notices).toMatchObject([
      { code: 'state-rebuilt', detail: { operations: 20 } },
      { code: 'records-missing', detail: { missing: 3 } },
    ])
  })

  test.each(['plain', 'under a lock'])(
    'single flipped bits, %s: none unnoticed, at most two records affected',
    { timeout: flips * 300 },
    async (kind) => {
      const { folder, state } = await lived()
      const place = { files: unsyncedFiles, folder, clock: Date.now }
      const { vault, key } = await newVault('a passphrase', { N: 2 ** 4, r: 8, p: 1 })
      if (kind !== 'plain') await lockOn({ ...place, vault, key })
      const files = ['log/000001.log', 'state.json', 'settings.json', noteFile]
      const before = contents(folder)
      const operations = 22
      let seed = 20260301
      const random = (below: number) => {
        seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
        return Math.floor((seed / 2 ** 32) * below)
      }
      for (let trial = 0; trial < flips; trial++) {
        const name = files[trial % files.length] as string
        const bytes = Buffer.from(before[name] as string, 'latin1')
        const at = random(bytes.length)
        bytes[at] = (bytes[at] as number) ^ (1 << random(8))
        rmSync(folder, { recursive: true })
        for (const [path, content] of Object.entries(before)) put(folder, path, Buffer.from(content, 'latin1'))
        put(folder, name, bytes)

        const store = await open(folder, { files: unsyncedFiles, ...(kind !== 'plain' && { key }) })
        // What was folded into a checkpoint is still known; a damaged checkpoint is made again from the log.
        expect(store.state, `byte ${at} of ${name}`).toEqual(state)
        expect((await history(store)).length).toBeGreaterThanOrEqual(operations - 2)
        const text = await store.readNote(note).catch(() => null)
        const told = codes(store)
        if (name === 'log/000001.log') expect(told).toEqual(expect.arrayContaining(['records-missing']))
        if (name === 'state.json') expect(told).toEqual(['state-rebuilt'])
        if (name === 'settings.json') expect(told).toEqual(['settings-restored'])
        // The first version of a note is not in use: damage there, or in the header, touches nothing that is shown.
        if (text !== 'second version') expect([text, ...told]).toEqual(['first version', 'note-damaged'])
        await store.close()
      }
    },
  )
})

describe('files removed or emptied', () => {
  const changes = { removed: (path: string) => rmSync(path), emptied: (path: string) => truncateSync(path, 0) }
  describe.each(Object.entries(changes))('%s', (_, change) => {
    test('state.json: made again from the log', async () => {
      const { folder, state } = await lived()
      change(join(folder, 'state.json'))
      const store = await open(folder)
      expect(store.state).toEqual(state)
      expect(codes(store)).toEqual(['state-rebuilt'])
      await store.close()
      expect((await open(folder)).notices).toEqual([])
    })
    test('state.json and the one before', async () => {
      const { folder, state } = await lived()
      change(join(folder, 'state.json'))
      change(join(folder, 'state.json.prev'))
      const store = await open(folder)
      expect(store.state).toEqual(state)
      expect(store.notices).toMatchObject([{ code: 'state-rebuilt', detail: { operations: 22 } }])
    })
    test('settings.json: the one before is used', async () => {
      const { folder } = await lived()
      change(join(folder, 'settings.json'))
      const store = await open(folder)
      expect(codes(store)).toEqual(['settings-restored'])
      expect(store.appearance.theme).toBe('system')
      await store.changeAppearance({ theme: 'light' })
      await store.close()
      expect((await open(folder)).appearance.theme).toBe('light')
    })
    test('settings.json and the one before: defaults, and it is told', async () => {
      const { folder } = await lived()
      change(join(folder, 'settings.json'))
      change(join(folder, 'settings.json.prev'))
      expect(codes(await open(folder))).toEqual(['settings-restored'])
    })
    test('the only segment: its loss is told with its count, what the state knew stays', async () => {
      const { folder, state } = await lived()
      change(log(folder))
      const store = await open(folder)
      expect(store.state).toEqual(state)
      expect(store.notices).toMatchObject([
        { code: 'segment-missing', detail: { file: 'log/000001.log', records: 22 } },
      ])
      await store.record('review', review('after'))
      expect(await cardsInHistory(store)).toEqual(['after'])
      await store.close()
      const again = await open(folder)
      expect(codes(again)).toEqual(['segment-missing'])
      again.dismissNotice(String(again.notices[0]?.id))
      await again.close()
      expect((await open(folder)).notices).toEqual([])
    })
    test("a note's file: told, not shown as an empty note", async () => {
      const { folder } = await lived()
      change(join(folder, noteFile))
      const store = await open(folder)
      await expect(store.readNote(note)).rejects.toMatchObject({ failure: { code: 'damaged' } })
      expect(codes(store)).toEqual(['note-damaged'])
      await saveNote(store, note, 3, 'written again')
      expect(await store.readNote(note)).toBe('written again')
    })
  })
})

describe('several segments', () => {
  let template: string
  let state: StudyState
  const perSegment = 20_000
  beforeAll(async () => {
    template = mkdtempSync(join(tmpdir(), 'fieldbook-store-'))
    const store = await openStore({ folder: template })
    const position = { chapter: 'one', section: 'opening', block: 'b' }
    await store.record('review', review('first'))
    await Promise.all(Array.from({ length: perSegment }, () => store.record('position', position)))
    await store.record('review', review('second'))
    await Promise.all(Array.from({ length: perSegment }, () => store.record('position', position)))
    await store.record('review', review('third'))
    state = structuredClone(store.state)
    await store.close()
  })
  afterAll(() => rmSync(template, { recursive: true }))
  const copy = () => {
    const folder = scratch()
    cpSync(template, folder, { recursive: true })
    return folder
  }

  test('the first one removed: told with its exact count; back again, it is whole', async () => {
    const folder = copy()
    const first = log(folder)
    renameSync(first, `${first}.elsewhere`)
    const store = await open(folder)
    expect(store.state).toEqual(state)
    expect(store.notices).toMatchObject([{ code: 'segment-missing', detail: { records: perSegment } }])
    expect(await cardsInHistory(store)).toEqual(['second', 'third'])
    await store.close()

    rmSync(join(folder, 'state.json'))
    rmSync(join(folder, 'state.json.prev'))
    const rebuilt = await open(folder)
    expect(codes(rebuilt)).toEqual(['segment-missing', 'state-rebuilt'])
    expect(rebuilt.notices[1]?.detail).toEqual({ file: 'log/000001.log', records: perSegment })
    expect(Object.keys(rebuilt.state.cards)).toEqual(['second', 'third'])
    await rebuilt.record('review', review('fourth'))
    await rebuilt.close()

    renameSync(`${first}.elsewhere`, first)
    const whole = await open(folder)
    expect(codes(whole)).toEqual(['state-rebuilt'])
    expect(Object.keys(whole.state.cards)).toEqual(['first', 'second', 'third', 'fourth'])
    await whole.close()
    expect((await open(folder)).notices).toEqual([])
  })

  test('one in the middle cut in half: the count missing is told, nothing else is touched', async () => {
    const folder = copy()
    const middle = join(folder, 'log/000002.log')
    const bytes = readFileSync(middle)
    const half = bytes.subarray(0, bytes.length / 2)
    writeFileSync(middle, half)
    const whole = half.filter((byte) => byte === 10).length - 1
    const store = await open(folder)
    expect(store.state).toEqual(state)
    expect(store.notices).toMatchObject([{ code: 'records-missing', detail: { missing: perSegment - whole } }])
    await store.close()
    expect(readFileSync(middle).equals(half)).toBe(true)
    expect(existsSync(join(folder, 'quarantine'))).toBe(false)
  })

  test('one flipped bit in an old segment is told when it is read', async () => {
    const folder = copy()
    const bytes = readFileSync(log(folder))
    bytes[5000] = (bytes[5000] as number) ^ 4
    writeFileSync(log(folder), bytes)
    const store = await open(folder)
    expect((await history(store)).length).toBe(2 * perSegment + 2)
    expect(store.notices).toMatchObject([{ code: 'records-missing', detail: { missing: 1 } }])
  })

  test('a copy of a segment under another name is not counted again', async () => {
    const folder = copy()
    cpSync(log(folder), join(folder, 'log/000009.log'))
    const store = await open(folder)
    expect(store.state).toEqual(state)
    await store.record('review', review('after'))
    await store.close()
    const again = await open(folder)
    expect(await cardsInHistory(again)).toEqual(['first', 'second', 'third', 'after'])
  })
})

describe('a newer version', () => {
  const newer: Record<string, (bytes: Buffer) => Buffer> = {
    'log/000001.log': (bytes) => {
      const end = bytes.indexOf(10)
      const line = bytes.toString('utf8', 9, end).replace('"version":1', '"version":2')
      return Buffer.concat([Buffer.from(`${crc(line)} ${line}\n`), bytes.subarray(end + 1)])
    },
    'state.json': newerSnapshot,
    'settings.json': newerSnapshot,
  }
  test.each(Object.entries(newer))('of %s is refused, and every byte stays', async (name, change) => {
    const { folder } = await died()
    writeFileSync(join(folder, name), change(readFileSync(join(folder, name))))
    // Things that opening would put in order otherwise.
    writeFileSync(join(folder, 'state.json.tmp'), 'left over')
    writeFileSync(join(folder, 'log/000002.log'), 'torn')
    const before = contents(folder)
    await expect(open(folder)).rejects.toMatchObject({
      failure: { code: 'newer-version', detail: { file: name, version: 2, supported: 1 } },
    })
    expect(contents(folder)).toEqual(before)
    await expect(open(folder)).rejects.toBeInstanceOf(StoreFailure) // the lock was freed
  })

  function newerSnapshot(bytes: Buffer): Buffer {
    const end = bytes.indexOf(10)
    const body = bytes.subarray(end + 1)
    const header = { ...JSON.parse(bytes.toString('utf8', 0, end)), version: 2 }
    const { format, version, codec, length } = header
    header.crc = crc(Buffer.concat([Buffer.from(`${format} ${version} ${codec} ${length}\n`), body]))
    return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body])
  }
})

test('leftovers of a process that died are put in order', async () => {
  const { folder, state } = await died()
  const checkpoint = readFileSync(join(folder, 'state.json'))
  // Died between the two renames of a replacement.
  renameSync(join(folder, 'state.json'), join(folder, 'state.json.prev'))
  writeFileSync(join(folder, 'state.json.tmp'), checkpoint)
  writeFileSync(join(folder, 'settings.json.tmp'), 'half')
  writeFileSync(join(folder, 'log/000002.log'), '')
  const store = await open(folder)
  expect(store.state).toEqual(state)
  expect(store.notices).toEqual([])
  await store.record('review', review('after'))
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
  expect(readdirSync(join(folder, 'log'))).toEqual(['000001.log', '000002.log'])
  expect(await cardsInHistory(store)).toEqual([...cards, 'after'])
})

test('a file that is not ours is left alone', async () => {
  const { folder } = await lived()
  writeFileSync(join(folder, 'log/notes.txt'), 'mine')
  writeFileSync(join(folder, 'mine.txt'), 'mine')
  const store = await open(folder)
  await store.close()
  expect(contents(folder)).toMatchObject({ 'log/notes.txt': 'mine', 'mine.txt': 'mine' })
})

function crc(content: string | Buffer): string {
  return crc32(content).toString(16).padStart(8, '0')
}
function put(folder: string, path: string, bytes: Buffer): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), bytes)
}
