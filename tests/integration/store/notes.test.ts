import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { encodeRecord } from '../../../electron/core/store/record-codec'
import { codes, noteRecord, open, saveNote, scratch } from './support'

const note = '0b5f3f6e-7a52-4d7c-9a7e-9d0f0c6f1a11'
const file = (folder: string) => join(folder, `notes/0b/${note}.log`)

test('any text comes back as it was, under its SHA-256', async () => {
  const store = await open(scratch())
  const text = 'line one\r\nline two\n\n\u2028\u0000 🚚 走私 "quoted" \\ {}'
  const checksum = await store.writeNote(note, 1, text)
  expect(checksum).toBe(createHash('sha256').update(text).digest('hex'))
  await store.record('note', { record: noteRecord(note, 1, checksum), before: null })
  expect(await store.readNote(note)).toBe(text)
  await saveNote(store, note, 2, '')
  expect(await store.readNote(note)).toBe('')
})

test('a version counts only once an operation names it', async () => {
  const folder = scratch()
  const store = await open(folder)
  await saveNote(store, note, 1, 'one')
  await store.writeNote(note, 2, 'never named')
  expect(await store.readNote(note)).toBe('one')
  await saveNote(store, note, 2, 'two')
  expect(await store.readNote(note)).toBe('two')
  await store.undo()
  expect(await store.readNote(note)).toBe('one')
  await store.redo()
  expect(await store.readNote(note)).toBe('two')
  await store.close()
  const again = await open(folder)
  await saveNote(again, note, 3, 'three')
  expect(await again.readNote(note)).toBe('three')
  expect(again.notices).toEqual([])
})

test('saves of one note at the same time follow each other', async () => {
  const folder = scratch()
  const store = await open(folder)
  const versions = Array.from({ length: 20 }, (_, i) => i + 1)
  await Promise.all(versions.map((version) => saveNote(store, note, version, `text ${version}`)))
  expect(await store.readNote(note)).toBe(`text ${store.state.notes[note]?.version}`)
  expect(readFileSync(file(folder), 'utf8').trimEnd().split('\n')).toHaveLength(21)
})

test('a damaged newest version: the one before is shown and it is told; the file is not cut', async () => {
  const folder = scratch()
  let store = await open(folder)
  await saveNote(store, note, 1, 'one')
  await saveNote(store, note, 2, 'two')
  await saveNote(store, note, 3, 'three')
  await store.close()
  const damaged = readFileSync(file(folder), 'utf8').replace('three', 'thrEe')
  writeFileSync(file(folder), damaged)
  store = await open(folder)
  expect(store.notices).toEqual([])
  expect(await store.readNote(note)).toBe('two')
  expect(await store.readNote(note)).toBe('two')
  expect(store.notices).toMatchObject([{ code: 'note-damaged', detail: { note } }])
  expect(readFileSync(file(folder), 'utf8')).toBe(damaged)

  // At the next save what can't be read is set aside, and nothing of it is lost.
  await saveNote(store, note, 4, 'four')
  expect(await store.readNote(note)).toBe('four')
  expect(codes(store)).toEqual(['note-damaged', 'tail-set-aside'])
  const kept = readdirSync(join(folder, 'quarantine'))
  expect(kept).toHaveLength(1)
  expect(readFileSync(join(folder, 'quarantine', kept[0] as string), 'utf8')).toContain('thrEe')
})

test('half a version at the end of the file is set aside at the next save', async () => {
  const folder = scratch()
  let store = await open(folder)
  await saveNote(store, note, 1, 'one')
  await store.close()
  writeFileSync(file(folder), '1234abcd 2 {"version":2,"te', { flag: 'a' })
  store = await open(folder)
  expect(await store.readNote(note)).toBe('one')
  await saveNote(store, note, 2, 'two')
  expect(await store.readNote(note)).toBe('two')
  expect(codes(store)).toEqual(['tail-set-aside'])
})

test('a file that is not whole at all is set aside', async () => {
  const folder = scratch()
  const store = await open(folder)
  await saveNote(store, note, 1, 'one')
  writeFileSync(file(folder), 'not ours')
  await saveNote(store, note, 2, 'two')
  expect(await store.readNote(note)).toBe('two')
  expect(codes(store)).toEqual(['tail-set-aside'])
})

test('a note file of a newer version stays as it is', async () => {
  const folder = scratch()
  const store = await open(folder)
  await saveNote(store, note, 1, 'one')
  const newer = encodeRecord({ n: 0, json: '{"format":"fieldbook-note","version":2,"codec":"plain"}' })
  writeFileSync(file(folder), newer)
  await expect(store.writeNote(note, 2, 'two')).rejects.toMatchObject({ failure: { code: 'newer-version' } })
  await expect(store.readNote(note)).rejects.toMatchObject({ failure: { code: 'newer-version' } })
  expect(readFileSync(file(folder), 'utf8')).toBe(newer)
})

test.each(['../../../etc/passwd', '..', '', 'a/b', `${note}/../x`, `${note}\u0000`, 'CON'])(
  '%j is not the id of a note',
  async (id) => {
    const folder = scratch()
    const store = await open(folder)
    await expect(store.writeNote(id, 1, 'text')).rejects.toThrow('not the id of a note')
    expect(existsSync(join(folder, 'notes'))).toBe(false)
  },
)

test('a note that the state does not know is an error', async () => {
  const store = await open(scratch())
  await store.writeNote(note, 1, 'unnamed')
  await expect(store.readNote(note)).rejects.toThrow('no such note')
})
