import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { windowFile } from '../../../electron/shell/window-file'

let file: string
beforeEach(() => {
  const folder = mkdtempSync(path.join(tmpdir(), 'fieldbook-window-'))
  file = path.join(folder, 'place.json')
  onTestFinished(() => rmSync(folder, { recursive: true }))
})
const place = (x: number) => ({ bounds: { x, y: 0, width: 800, height: 600 }, maximized: false, zoom: 1.25 })

test('each set-up of displays has a place of its own, kept for the next start', () => {
  const first = windowFile(file)
  first.keep('one display', place(10))
  first.keep('two displays', place(20))
  first.keep('one display', place(30))
  const next = windowFile(file)
  expect(next.placeOn('one display')).toEqual(place(30))
  expect(next.placeOn('two displays')).toEqual(place(20))
  expect(next.placeOn('three displays')).toBeUndefined()
  expect(readdirSync(path.dirname(file))).toEqual(['place.json'])
})

test('many at once leave the last one, whole', () => {
  const kept = windowFile(file)
  for (let x = 0; x < 50; x += 1) kept.keep('one display', place(x))
  expect(windowFile(file).placeOn('one display')).toEqual(place(49))
})

test('no more than 20 set-ups, those used last', () => {
  const kept = windowFile(file)
  for (let n = 0; n < 25; n += 1) kept.keep(`set-up ${n}`, place(n))
  expect(JSON.parse(readFileSync(file, 'utf8')).places).toHaveLength(20)
  expect(windowFile(file).placeOn('set-up 4')).toBeUndefined()
  expect(windowFile(file).placeOn('set-up 24')).toEqual(place(24))
})

test.each([
  '',
  '{',
  'null',
  '{"v":2,"places":[]}',
  '{"v":1,"places":[["a",{"bounds":{"x":null,"y":0,"width":1,"height":1},"maximized":false,"zoom":1}]]}',
  '{"v":1,"places":[["a",{"bounds":{"x":0,"y":0,"width":1e300,"height":1},"maximized":false,"zoom":1}]]}',
  '{"v":1,"places":[["a",{"bounds":{"x":0,"y":0,"width":1,"height":1},"maximized":false,"zoom":900}]]}',
])('a file that says %j is as none, and is replaced', (text) => {
  writeFileSync(file, text)
  const kept = windowFile(file)
  expect(kept.placeOn('a')).toBeUndefined()
  kept.keep('a', place(1))
  expect(windowFile(file).placeOn('a')).toEqual(place(1))
})

test('a folder that is not there stops nothing', () => {
  const kept = windowFile(path.join(file, 'nowhere', 'place.json'))
  kept.keep('a', place(1))
  expect(kept.placeOn('a')).toEqual(place(1))
})
