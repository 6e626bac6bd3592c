/**
 * The core must run without Electron, and the shared rules without Node or a browser. Imports are read with a real
 * parser and followed from file to file; anything that can't be followed counts as a breach.
 */
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseAst } from 'vite'
import { expect, onTestFinished, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')

interface Layer {
  folder: string
  /** Folders below the root whose files may be reached. */
  mayReach: string[]
  /** May this package or built-in module be imported? */
  mayImport(name: string): boolean
}
const isElectron = (name: string) => /^(electron|@electron)([/-]|$)/.test(name)
const core: Layer = {
  folder: 'electron/core',
  // The compiler reads packs that people bring in; it runs in plain Node too.
  mayReach: ['electron/core', 'shared', 'content/compiler'],
  mayImport: (name) => !isElectron(name),
}
const shared: Layer = {
  folder: 'shared',
  mayReach: ['shared'],
  mayImport: (name) => !isElectron(name) && !isBuiltin(name),
}

test('the core reaches nothing of Electron', async () => {
  expect(await breaches(root, core)).toEqual([])
})

test('the shared rules reach neither Node nor Electron, and compile without a browser', async () => {
  expect(await breaches(root, shared)).toEqual([])
  const { compilerOptions } = JSON.parse(await readFile(path.join(root, 'shared/tsconfig.json'), 'utf8'))
  expect(compilerOptions.lib.filter((lib: string) => lib.startsWith('dom'))).toEqual([])
})

test.each([
  ["import { app } from 'electron'", 'electron'],
  ["import type { App } from 'electron/main'", 'electron/main'],
  ["export * from 'electron'", 'electron'],
  ["export const later = () => import('electron')", 'electron'],
  ["export type Later = import('electron').App", 'electron'],
  ["import main = require('electron')", 'electron'],
  ["import { createRequire } from 'node:module'\ncreateRequire('/')('electron')", 'electron'],
  ["export { helper } from '../../shared/helper'", 'shared/helper.ts imports electron'],
  ["export { shell } from '../shell'", 'electron/shell.ts'],
  ['const name = String()\nexport const later = import(name)', 'name'],
  ["export { gone } from './gone'", './gone'],
])('a planted breach is found: %s', async (source, named) => {
  const scratch = await mkdtemp(path.join(tmpdir(), 'fieldbook-layers-'))
  onTestFinished(() => rm(scratch, { recursive: true }))
  await mkdir(path.join(scratch, 'electron/core'), { recursive: true })
  await writeFile(path.join(scratch, 'electron/core/planted.ts'), source)
  await mkdir(path.join(scratch, 'shared'))
  await writeFile(path.join(scratch, 'shared/helper.ts'), "import 'electron'\nexport const helper = 1")
  await writeFile(path.join(scratch, 'electron/shell.ts'), 'export const shell = 1')
  expect(await breaches(scratch, core)).toEqual([expect.stringContaining(named)])
})

test('a planted Node import in the shared rules is found, a comment or a string is not', async () => {
  const scratch = await mkdtemp(path.join(tmpdir(), 'fieldbook-layers-'))
  onTestFinished(() => rm(scratch, { recursive: true }))
  await mkdir(path.join(scratch, 'shared'))
  await writeFile(path.join(scratch, 'shared/innocent.ts'), "// import 'electron'\nexport const text = \"import 'fs'\"")
  expect(await breaches(scratch, shared)).toEqual([])
  await writeFile(path.join(scratch, 'shared/planted.ts'), "import { readFileSync } from 'fs'")
  expect(await breaches(scratch, shared)).toEqual(['shared/planted.ts imports fs'])
})

async function breaches(top: string, layer: Layer): Promise<string[]> {
  const found: string[] = []
  const seen = new Set<string>()
  const waiting = await sourceFiles(path.join(top, layer.folder))
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue
    seen.add(file)
    const from = path.relative(top, file)
    for (const { name, literal } of importsOf(await readFile(file, 'utf8'), file)) {
      if (!literal) found.push(`${from} imports what can't be known before: ${name}`)
      else if (!name.startsWith('.')) {
        if (!layer.mayImport(name)) found.push(`${from} imports ${name}`)
      } else {
        const target = resolve(path.dirname(file), name)
        const place = target && path.relative(top, target)
        if (!target || !place) found.push(`${from} imports ${name}, which isn't there`)
        else if (!layer.mayReach.some((folder) => place.startsWith(`${folder}/`)))
          found.push(`${from} reaches ${place}`)
        else waiting.push(target)
      }
    }
  }
  return found.sort()
}

async function sourceFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && /\.[cm]?tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
}

function resolve(folder: string, name: string): string | undefined {
  const target = path.resolve(folder, name)
  return [target, `${target}.ts`, `${target}.tsx`, path.join(target, 'index.ts')].find(
    (candidate) => existsSync(candidate) && /\.[a-z]+$/.test(candidate),
  )
}

/** Every module named in a source: imports and exports, types and values, dynamic ones and `require`. */
function importsOf(source: string, file: string): { name: string; literal: boolean }[] {
  const found: { name: string; literal: boolean }[] = []
  const add = (named: unknown) => {
    const node = named as { type?: string; value?: unknown; name?: string; literal?: { value?: unknown } } | undefined
    const value = node?.value ?? node?.literal?.value
    if (typeof value === 'string') found.push({ name: value, literal: true })
    else found.push({ name: node?.name ?? 'an expression', literal: false })
  }
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(walk)
    if (typeof node !== 'object' || node === null || !('type' in node)) return
    const part = node as { type: string; source?: unknown; argument?: unknown; expression?: unknown }
    if (/^(Import|ExportAll|ExportNamed)(Declaration|Expression)$/.test(part.type) && part.source) add(part.source)
    if (part.type === 'TSImportType') add(part.source ?? part.argument)
    if (part.type === 'TSExternalModuleReference') add(part.expression)
    if (part.type === 'CallExpression') {
      const { callee, arguments: given } = node as unknown as {
        callee: { name?: string; type: string }
        arguments: unknown[]
      }
      const makesRequire =
        callee.type === 'CallExpression' && (callee as { callee?: { name?: string } }).callee?.name === 'createRequire'
      if (callee.name === 'require' || makesRequire) add(given[0])
    }
    for (const value of Object.values(node)) walk(value)
  }
  walk(parseAst(source, { lang: file.endsWith('x') ? 'tsx' : 'ts' }).body)
  return found
}
