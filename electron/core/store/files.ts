import { constants } from 'node:fs'
import * as fs from 'node:fs/promises'
import { dirname } from 'node:path'

export interface OpenFile {
  /** Writes at an offset. Resolves to the number of bytes taken, which may be fewer than given. */
  write(bytes: Uint8Array, at: number): Promise<number>
  truncate(length: number): Promise<void>
  /** Resolves once content and length are on the disk. */
  sync(): Promise<void>
  close(): Promise<void>
}

export interface Looked {
  /** `other`: a link, a device and the like. */
  kind: 'file' | 'folder' | 'other'
  bytes: number
  /** UTC ms. */
  changed: number
}

/** Every file operation of the store goes through here, so that a test double can fail, tear and drop at each step. */
export interface Files {
  /** The whole file; null if there is none. */
  read(path: string): Promise<Buffer | null>
  /** Length in bytes; null if there is no such file. */
  size(path: string): Promise<number | null>
  /** What stands under a name, a link itself and not what it leads to; null if nothing does. */
  look(path: string): Promise<Looked | null>
  /** Names in a folder; none if there is no such folder. */
  list(folder: string): Promise<string[]>
  /** One level. False if it was there already. */
  makeFolder(path: string): Promise<boolean>
  /** `new` refuses a file that exists; `replace` empties it. */
  open(path: string, mode: 'existing' | 'new' | 'replace'): Promise<OpenFile>
  rename(from: string, to: string): Promise<void>
  /** A file that isn't there is fine. */
  remove(path: string): Promise<void>
  /** A folder in which nothing is. False if something is in it. One that isn't there is fine. */
  removeFolder(path: string): Promise<boolean>
  /** A folder with all that is in it; one that isn't there is fine. */
  removeTree(path: string): Promise<void>
  /** Resolves once the folder's names are on the disk. */
  syncFolder(path: string): Promise<void>
  /** Bytes that may still be written where this folder is. */
  free(folder: string): Promise<number>
}

const flags = {
  existing: constants.O_RDWR,
  new: constants.O_RDWR | constants.O_CREAT | constants.O_EXCL,
  replace: constants.O_RDWR | constants.O_CREAT | constants.O_TRUNC,
}

export const nodeFiles: Files = {
  read: (path) => fs.readFile(path).catch(absent(null)),
  size: (path) => fs.stat(path).then((stat) => stat.size, absent(null)),
  look: (path) =>
    fs.lstat(path).then((stat) => {
      const kind = stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : 'other'
      return { kind, bytes: stat.size, changed: Math.round(stat.mtimeMs) } as const
    }, absent(null)),
  list: (folder) => fs.readdir(folder).catch(absent<string[]>([])),
  makeFolder: (path) =>
    fs.mkdir(path).then(
      () => true,
      async (error) => {
        if (codeOf(error) === 'EEXIST' && (await fs.stat(path)).isDirectory()) return false
        throw error
      },
    ),
  async open(path, mode) {
    const handle = await fs.open(path, flags[mode], 0o600)
    return {
      write: async (bytes, at) => (await handle.write(bytes, 0, bytes.length, at)).bytesWritten,
      truncate: (length) => handle.truncate(length),
      sync: () => handle.datasync(),
      close: () => handle.close(),
    }
  },
  rename: (from, to) => fs.rename(from, to),
  remove: (path) => fs.unlink(path).catch(absent(undefined)),
  removeFolder: (path) =>
    fs.rmdir(path).then(
      () => true,
      (error) => {
        if (['ENOTEMPTY', 'EEXIST'].includes(codeOf(error))) return false
        return absent(true)(error)
      },
    ),
  removeTree: (path) => fs.rm(path, { recursive: true, force: true, maxRetries: 3 }),
  async free(folder) {
    const { bavail, bsize } = await fs.statfs(folder)
    return bavail * bsize
  },
  async syncFolder(path) {
    // Windows has no way to sync a folder.
    if (process.platform === 'win32') return
    const handle = await fs.open(path, constants.O_RDONLY)
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  },
}

/** The system's name for an error, e.g. `ENOSPC`; empty if it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

function absent<T>(value: T) {
  return (error: unknown): T => {
    if (codeOf(error) === 'ENOENT') return value
    throw error
  }
}

/**
 * Makes a folder somewhere below `root`, which is there, and resolves once the names of all between are on the disk:
 * those too that a process made which was killed before it could sync them.
 */
export async function ensureFolder(files: Files, path: string, root: string): Promise<void> {
  const parent = dirname(path)
  if (parent !== root) await ensureFolder(files, parent, root)
  await files.makeFolder(path)
  await files.syncFolder(parent)
}

/** Makes a folder with everything above it; none of it is durable before `syncAbove`. */
export async function makeFolders(files: Files, path: string): Promise<void> {
  await files.makeFolder(path).catch(async (error) => {
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw error
    await makeFolders(files, dirname(path))
    await files.makeFolder(path)
  })
}

/** Makes the names of a folder and of all above it durable, as far as those may be opened by us. */
export async function syncAbove(files: Files, path: string): Promise<void> {
  for (let at = path; dirname(at) !== at; at = dirname(at)) {
    await files.syncFolder(dirname(at)).catch((error) => {
      if (!['EACCES', 'EPERM', 'EROFS', 'EINVAL'].includes(codeOf(error))) throw error
    })
  }
}

/** Writes all bytes, also where the system takes them in parts. */
export async function writeFully(file: OpenFile, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const taken = await file.write(bytes.subarray(done), at + done)
    if (taken === 0) throw Object.assign(new Error('the disk took no bytes'), { code: 'EIO' })
    done += taken
  }
}

/** All of a file, which is made or emptied first. Its bytes are durable then; the name of a new one isn't yet. */
export async function writeWhole(files: Files, path: string, bytes: Uint8Array): Promise<void> {
  const file = await files.open(path, 'replace')
  try {
    await writeFully(file, bytes, 0)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Puts a file with this content in the place of the one there, if any: at any moment one of the two stands there whole. */
export async function replaceFile(files: Files, path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.tmp`
  await writeWhole(files, temporary, bytes)
  await renamePatiently(files, temporary, path)
  await files.syncFolder(dirname(path))
}

/**
 * The same for what can be made again: nothing of it is synced, and after a power cut anything may stand there, or nothing.
 * Whoever reads it must be able to tell.
 */
export async function replaceDerived(files: Files, path: string, bytes: Uint8Array): Promise<void> {
  await makeFolders(files, dirname(path))
  const temporary = `${path}.tmp`
  const file = await files.open(temporary, 'replace')
  try {
    await writeFully(file, bytes, 0)
  } finally {
    await file.close()
  }
  await renamePatiently(files, temporary, path)
}

/** A new file with this content, durable together with its name. Nothing is left of it when it fails, if that can be. */
export async function createFile(files: Files, path: string, bytes: Uint8Array): Promise<void> {
  const file = await files.open(path, 'new')
  try {
    try {
      await writeFully(file, bytes, 0)
      await file.sync()
    } finally {
      await file.close()
    }
    await files.syncFolder(dirname(path))
  } catch (error) {
    await files.remove(path).catch(() => {})
    throw error
  }
}

/** On Windows a virus scanner or indexer may hold a file for a moment: tries for about 0.3 s. */
export async function renamePatiently(files: Files, from: string, to: string): Promise<void> {
  for (let wait = 10; ; wait *= 2) {
    try {
      return await files.rename(from, to)
    } catch (error) {
      if (wait > 160 || !['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error))) throw error
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
}
