/**
 * Data folders as earlier versions left them open with everything in them. Each file in tests/fixtures/data-folders is
 * one; before a format changes, `npm run prove -- --sample` writes the next.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { crc32 } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { completed, emptyState } from '../../../shared/rules/fold'
import { codes, contents, history, open, review, saveNote, scratch } from './support'

const fixtures = join(import.meta.dirname, '../../fixtures/data-folders')
const note = '00000000-0000-4000-8000-000000000001'
const card = '00000000-0000-4000-8000-000000000003'
type Folder = Record<string, string>

function put(files: Folder): string {
  const folder = scratch()
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}
const checksum = (text: string) => crc32(text).toString(16).padStart(8, '0')

/** The lines of a file of records, each as its JSON, changed and checked anew. */
function records(content: string, change: (json: Record<string, unknown>) => unknown): string {
  const lines = content.split('\n').filter((line) => line !== '')
  const changed = lines.map((line) => {
    const [, n = '', json = ''] = /^\S+ (\d+) (.*)$/.exec(line) ?? []
    const text = `${n} ${n === '0' ? json : JSON.stringify(change(JSON.parse(json)))}`
    return `${checksum(text)} ${text}\n`
  })
  return changed.join('')
}
function snapshot(content: string, change: (body: Record<string, unknown>) => unknown): string {
  const [line = '', body = ''] = [content.slice(0, content.indexOf('\n')), content.slice(content.indexOf('\n') + 1)]
  const header = JSON.parse(line)
  const text = JSON.stringify(change(JSON.parse(body)))
  header.length = Buffer.byteLength(text)
  header.crc = checksum(`${header.format} ${header.version} ${header.codec} ${header.length}\n${text}`)
  return `${JSON.stringify(header)}\n${text}`
}

/** As the first version wrote it: without what was added since. The file itself can still say so. */
function asFirstWritten(files: Folder): Folder {
  const without = (value: unknown, names: string[]) =>
    Object.fromEntries(Object.entries(value as object).filter(([name]) => !names.includes(name)))
  const added = ['marks', 'answers', 'ownCards', 'catchUp', 'plan', 'ratings', 'parameters']
  return Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => !path.startsWith('library/'))
      .map(([path, content]) => {
        if (path.startsWith('state.json'))
          return [
            path,
            snapshot(content, (body) => ({ ...without(body, ['library']), state: without(body.state, added) })),
          ]
        if (path.startsWith('notes/')) return [path, records(content, (json) => without(json, ['at', 'visit']))]
        return [path, content]
      }),
  )
}

describe.each(readdirSync(fixtures))('%s', (name) => {
  const files = JSON.parse(readFileSync(join(fixtures, name), 'utf8')) as Folder
  const logged = Object.entries(files)
    .filter(([path]) => path.startsWith('log/'))
    .flatMap(([, content]) => content.split('\n').filter((line) => /^\S+ [1-9]/.test(line)))

  test('opens with everything in it, and again after work on it', async () => {
    const folder = put(files)
    const store = await open(folder)
    expect(codes(store)).toEqual([])
    expect(await history(store)).toHaveLength(logged.length)
    expect(store.state).toEqual(completed(store.state))
    expect(Object.keys(store.state.cards).length).toBeGreaterThan(3)
    expect(await store.readNote(note)).toBe('After the torn end')
    expect([...(await store.noteVersions(note)).readable()].length).toBeGreaterThan(5)
    expect(store.ownCard(card, store.state.ownCards[card] ?? missing)).toMatchObject({ damaged: false })
    expect(store.appearance.theme).toBe('light')
    await store.record('review', review('one-more'))
    await saveNote(store, note, 99, 'One more')
    await store.close()
    const again = await open(folder)
    expect(codes(again)).toEqual([])
    expect(await history(again)).toHaveLength(logged.length + 2)
    expect(await again.readNote(note)).toBe('One more')
  })

  test('its state made anew from the log is the same', async () => {
    const store = await open(put(files))
    const without = Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith('state.json')))
    const rebuilt = await open(put(without))
    expect(codes(rebuilt)).toEqual(['state-rebuilt'])
    expect(rebuilt.state).toEqual(store.state)
  })
})

test('a folder without what later versions added is completed', async () => {
  const files = JSON.parse(readFileSync(join(fixtures, '2026-11.json'), 'utf8')) as Folder
  const folder = put(asFirstWritten(files))
  const store = await open(folder)
  expect(codes(store)).toEqual([])
  expect(Object.keys(store.state).sort()).toEqual(Object.keys(emptyState()).sort())
  expect(await store.readNote(note)).toBe('After the torn end')
  expect([...(await store.noteVersions(note)).readable()][0]).toMatchObject({ at: null, visit: null })
  await store.record('review', review('one-more'))
  await store.close()
  expect(codes(await open(folder))).toEqual([])
})

test.each(['library/000001.log', `notes/00/${note}.log`, 'log/000002.log'])(
  '%s of a newer version: not a byte is changed',
  async (path) => {
    const files = JSON.parse(readFileSync(join(fixtures, '2026-11.json'), 'utf8')) as Folder
    const [first = '', ...rest] = (files[path] ?? '').split('\n')
    const header = first.slice(9).replace('"version":1', '"version":2')
    const folder = put({ ...files, [path]: [`${checksum(header)} ${header}`, ...rest].join('\n') })
    rmState(folder, path)
    const before = contents(folder)
    if (path.startsWith('notes/')) {
      const store = await open(folder)
      await expect(store.readNote(note)).rejects.toMatchObject({ failure: { code: 'newer-version' } })
      await expect(store.writeNote(note, 99, 'x')).rejects.toMatchObject({ failure: { code: 'newer-version' } })
      await store.close()
    } else await expect(open(folder)).rejects.toMatchObject({ failure: { code: 'newer-version' } })
    expect(contents(folder)[path]).toBe(before[path])
  },
)
/** Only the last segment is read when the state knows the rest. */
function rmState(folder: string, path: string): void {
  if (path.startsWith('log/'))
    for (const name of ['state.json', 'state.json.prev']) writeFileSync(join(folder, name), '')
}
const missing = { version: 1, checksum: '', createdAt: 0, updatedAt: 0 }
