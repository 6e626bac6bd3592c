/** The learner's data is read and written through `store/files.ts` alone: what goes past it no proof can fail or tear. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'

const core = join(import.meta.dirname, '../../../electron/core')
const fileSystem = /(?:from|import|require)\s*\(?\s*['"](?:node:)?fs(?:\/promises)?['"]/

test('only the file interface reaches the file system for what the learner has', () => {
  const reaching = readdirSync(core, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && fileSystem.test(readFileSync(join(entry.parentPath, entry.name), 'utf8')))
    .map((entry) => relative(core, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
  expect(reaching.sort()).toEqual([
    'assets.ts', // the built pages
    'services/pack.ts', // the built content
    'store/files.ts',
    'store/lock.ts', // who has the folder open
    'work/work-folder.ts', // whether two paths lead to the same folder
  ])
})

test.each([
  ["import { open } from 'node:fs/promises'", true],
  ["import fs from 'fs'", true],
  ["const { readFile } = await import('node:fs')", true],
  ["import { files } from './files'", false],
])('%s', (source, reaches) => expect(fileSystem.test(source)).toBe(reaches))
