/** One hash over everything that a build is made from: equal hash, equal build, so there is nothing to build. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

/** Tests and documents aren't built, so changing them doesn't ask for a build. */
const folders = ['content', 'electron', 'renderer', 'shared']
const files = ['electron.config.ts', 'package-lock.json', 'package.json', 'tsconfig.json']

/** @param {string} root the project's folder */
export async function hashOfInputs(root, version = process.version) {
  const hash = createHash('sha256').update(version)
  for (const file of await inputs(root)) {
    const bytes = await readFile(path.join(root, file))
    // Lengths keep a file's name and its text from running into each other.
    hash.update(`\0${file}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex')
}

/** Relative paths with `/`, sorted by code unit: the same on every system. */
async function inputs(root) {
  const found = [...files]
  for (const folder of folders) {
    for (const entry of await readdir(path.join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || entry.name.startsWith('.')) continue
      const at = path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name))
      found.push(at.split(path.sep).join('/'))
    }
  }
  return found.sort()
}
