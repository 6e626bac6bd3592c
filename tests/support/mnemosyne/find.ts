/**
 * Debian's Mnemosyne, another program with an importer of Anki's packages of its own: found where it is installed, or
 * fetched from Debian's archive and unpacked into .cache (nothing is installed). It is GPL and AGPL: it is run, and no part of it is kept
 * in the repository.
 */
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = path.join(import.meta.dirname, '..', '..', '..')
const cache = path.join(root, '.cache', 'mnemosyne')
const inside = path.join('usr', 'lib', 'python3', 'dist-packages')

export interface Mnemosyne {
  python: string
  /** Folder that holds the package `mnemosyne`. */
  library: string
}

/** Or why there is none. `fetch`: from Debian's archive, where it isn't here yet. */
export async function findMnemosyne({ fetch }: { fetch: boolean }): Promise<Mnemosyne | string> {
  if (process.platform !== 'linux') return `there is no headless Mnemosyne for ${process.platform}`
  const places = [path.join('/', inside), path.join(cache, inside)]
  if (!places.some(has)) {
    if (!fetch) return 'it isn’t here; npm run test:all fetches it'
    const failed = await fetched()
    if (failed !== null) return failed
  }
  const library = places.find(has)
  if (!library) return 'the package has no libmnemosyne'
  // The system's: another one may lack what it needs.
  for (const python of ['/usr/bin/python3', 'python3']) {
    const works = await run(python, ['-c', 'from mnemosyne.libmnemosyne import Mnemosyne'], {
      env: { ...process.env, PYTHONPATH: library },
    }).catch(() => null)
    if (works) return { python, library }
  }
  return 'no Python 3 here can load it'
}

const has = (place: string) => existsSync(path.join(place, 'mnemosyne', 'libmnemosyne', 'file_formats', 'anki2.py'))

async function fetched(): Promise<string | null> {
  mkdirSync(cache, { recursive: true })
  try {
    await run('apt-get', ['download', 'mnemosyne'], { cwd: cache, timeout: 60_000 })
    const file = readdirSync(cache).find((name) => /^mnemosyne_.*\.deb$/.test(name))
    if (!file) return 'apt-get brought nothing'
    await run('dpkg-deb', ['-x', file, '.'], { cwd: cache })
    return null
  } catch {
    return 'the package can’t be had here (apt-get download mnemosyne)'
  }
}
