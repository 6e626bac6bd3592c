import type { Dirent } from 'node:fs'
import { lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { compareText, error, type Problem, warning } from '../problems'

/** A file of the pack as text: no byte order mark, lines end in `\n`. */
export interface TextFile {
  path: string
  text: string
}
export interface PackFiles {
  files: TextFile[]
  problems: Problem[]
}

/** No hand-written file comes near this; it keeps a wrong file in the folder from stopping the compiler. */
const largestFile = 1_000_000

const folders = [
  { name: 'chapters', ending: '.md' },
  { name: 'glossary', ending: '.yaml' },
  { name: 'cards', ending: '.yaml' },
  { name: 'scenarios', ending: '.yaml' },
  { name: 'overlays', ending: '.md' },
]

/** Reads what a pack consists of. Never throws: what can't be read becomes a problem. */
export async function readPackFolder(folder: string): Promise<PackFiles> {
  const result: PackFiles = { files: [], problems: [] }
  await readInto(result, folder, 'pack.yaml')
  for (const path of ['sources.yaml', 'facts.yaml', 'not-taught.yaml', 'help.md', 'fingerprints.json'])
    await readInto(result, folder, path, 'optional')
  for (const { name, ending } of folders) {
    for (const file of await list(folder, name, result.problems)) {
      if (file.name.startsWith('.') || file.name.endsWith('~') || file.name === 'Thumbs.db') continue
      const path = `${name}/${file.name}`
      if (file.name.endsWith(ending)) await readInto(result, folder, path)
      else result.problems.push(warning({ file: path, line: 1 }, `is not read: files in ${name}/ end in ${ending}`))
    }
  }
  return result
}

async function list(folder: string, name: string, problems: Problem[]): Promise<Dirent[]> {
  try {
    const found = await readdir(join(folder, name), { withFileTypes: true })
    return found.sort((one, other) => compareText(one.name, other.name))
  } catch (failure) {
    if (codeOf(failure) !== 'ENOENT') problems.push(error({ file: name, line: 1 }, `can't be read: ${says(failure)}`))
    return []
  }
}

async function readInto(
  result: PackFiles,
  folder: string,
  path: string,
  need: 'needed' | 'optional' = 'needed',
): Promise<void> {
  const fail = (message: string) => result.problems.push(error({ file: path, line: 1 }, message))
  try {
    // A link could lead out of the pack's folder: a pack from somebody else must not pull in other files.
    const about = await lstat(join(folder, path))
    if (!about.isFile()) return void fail(`can't be read: it is not a plain file`)
    if (about.size > largestFile) return void fail(`is larger than ${largestFile / 1000} kB`)
    const text = decode(await readFile(join(folder, path)))
    if (text === undefined) return void fail(`can't be read: it is not UTF-8 text; save it as UTF-8`)
    result.files.push({ path, text })
  } catch (failure) {
    if (need === 'optional' && codeOf(failure) === 'ENOENT') return
    fail(codeOf(failure) === 'ENOENT' ? 'is missing' : `can't be read: ${says(failure)}`)
  }
}

/** UTF-8 with or without a byte order mark and with any line endings; undefined where it is something else. */
export function decode(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\0') ? undefined : text.replace(/\r\n?/g, '\n')
  } catch {
    return undefined
  }
}

function codeOf(failure: unknown): string | undefined {
  return (failure as NodeJS.ErrnoException | undefined)?.code
}

function says(failure: unknown): string {
  return codeOf(failure) ?? String(failure)
}
