import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { codeOf, openCore } from '../../support/core'

const report = {
  facts: ['S1-030', 'R-001'],
  passage: 'Somebody who is smuggled agreed to be moved.',
  where: '/chapters/the-distinction#consent',
  words: 'The unit was renamed in 2025.',
}

test('an error in a fact becomes a file that says what, where and on which edition', async () => {
  const { call, folder } = await openCore()
  const { file } = await call.library.reportError(report)
  expect(path.dirname(file)).toBe(path.join(folder, 'reports'))
  const text = await readFile(file, 'utf8')
  for (const part of [
    'The unit was renamed in 2025.',
    report.passage,
    'Where:    /chapters/the-distinction#consent',
    'A small pack (small 1.0.0, edition 000000000000)',
    '- S1-030: The paper, Congressional Research Service; Introduction; as of 2023-11-21',
    '- R-001: 8 U.S.C. 1324, U.S. Code; (a)(1)(A); as of 2013-01-15',
  ])
    expect(text).toContain(part)
})

test('two in one second are two files', async () => {
  const { call, folder } = await openCore()
  const files = await Promise.all(
    ['one', 'two', 'three'].map((words) => call.library.reportError({ ...report, words })),
  )
  expect(new Set(files.map(({ file }) => file)).size).toBe(3)
  expect(await readdir(path.join(folder, 'reports'))).toHaveLength(3)
})

test('it changes nothing of the work, and is no file of its folder’s other readers', async () => {
  const { call, history, reopen } = await openCore()
  const before = await history()
  await call.library.reportError(report)
  expect(await history()).toBe(before)
  await reopen()
  expect((await call.app.status()).notices).toEqual([])
})

test('when it can’t be written, that is said and nothing is half there', async () => {
  const { call, folder } = await openCore()
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'reports'), 'a file in the way')
  expect(await codeOf(call.library.reportError(report))).toBe('NOT_SAVED')
  expect(await readFile(path.join(folder, 'reports'), 'utf8')).toBe('a file in the way')
})

test('without words or facts it is refused', async () => {
  const { call } = await openCore()
  expect(await codeOf(call.library.reportError({ ...report, words: ' \n' }))).toBe('BAD_REQUEST')
  expect(await codeOf(call.library.reportError({ ...report, facts: [] }))).toBe('BAD_REQUEST')
})
