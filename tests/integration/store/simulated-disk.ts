/**
 * A disk in memory that tells apart what was written and what would survive a power cut: bytes survive once their file
 * was synced, names once their folder was. What wasn't synced may survive or not, in parts and in any order.
 */
import { dirname } from 'node:path'
import type { Files, OpenFile } from '../../../electron/core/store/files'

type Change = { at: number; bytes: Buffer } | { length: number }
interface Content {
  now: Buffer
  durable: Buffer
  /** Since the last sync, oldest first. */
  changes: Change[]
}
interface NameChange {
  folder: string
  name: string
  content: Content | null
}
/** What a power cut leaves of that which wasn't synced. */
export type Cut = 'nothing' | 'everything' | 'names only' | 'bytes only' | { random: () => number }

export class SimulatedDisk {
  private names = new Map<string, Content>()
  private durableNames = new Map<string, Content>()
  private nameChanges: NameChange[] = []
  private folders: Set<string>
  private durableFolders: Set<string>

  constructor(
    /** Is there from the start, with everything above it. */
    private readonly root: string,
    /** Called before each operation that changes something. */
    private readonly step: (call: string, path: string) => void = () => {},
    /** Whether a sync does what it says. */
    private readonly syncs: (path: string, folder: boolean) => boolean = () => true,
  ) {
    this.folders = new Set([root])
    this.durableFolders = new Set([root])
  }

  readonly files: Files = {
    read: async (path) => {
      const content = this.names.get(path)
      return content === undefined ? null : Buffer.from(content.now)
    },
    size: async (path) => this.names.get(path)?.now.length ?? null,
    list: async (folder) => [...this.names.keys()].filter((path) => dirname(path) === folder).map((p) => base(p)),
    makeFolder: async (path) => {
      if (this.folders.has(path) || this.root.startsWith(path)) return false
      this.step('makeFolder', path)
      if (!this.folders.has(dirname(path))) throw failing('ENOENT')
      this.folders.add(path)
      return true
    },
    open: async (path, mode) => {
      if (!this.folders.has(dirname(path))) throw failing('ENOENT')
      let content = this.names.get(path)
      if (mode === 'existing' && content === undefined) throw failing('ENOENT')
      if (mode === 'new' && content !== undefined) throw failing('EEXIST')
      this.step('open', path)
      if (content === undefined) {
        content = { now: Buffer.alloc(0), durable: Buffer.alloc(0), changes: [] }
        this.rename(path, content)
      } else if (mode === 'replace') change(content, { length: 0 })
      return this.opened(path, content)
    },
    rename: async (from, to) => {
      this.step('rename', from)
      const content = this.names.get(from)
      if (content === undefined) throw failing('ENOENT')
      this.rename(to, content)
      this.rename(from, null)
    },
    remove: async (path) => {
      if (!this.names.has(path)) return
      this.step('remove', path)
      this.rename(path, null)
    },
    syncFolder: async (folder) => {
      this.step('syncFolder', folder)
      if (!this.syncs(folder, true)) return
      for (const path of this.folders) if (dirname(path) === folder) this.durableFolders.add(path)
      for (const one of this.nameChanges) if (one.folder === folder) put(this.durableNames, one)
      this.nameChanges = this.nameChanges.filter((one) => one.folder !== folder)
    },
  }

  private opened(path: string, content: Content): OpenFile {
    return {
      write: async (bytes, at) => {
        this.step('write', path)
        change(content, { at, bytes: Buffer.from(bytes) })
        return bytes.length
      },
      truncate: async (length) => {
        this.step('truncate', path)
        change(content, { length })
      },
      sync: async () => {
        this.step('sync', path)
        if (!this.syncs(path, false)) return
        content.durable = content.now
        content.changes = []
      },
      close: async () => {},
    }
  }

  private rename(path: string, content: Content | null): void {
    const one = { folder: dirname(path), name: path, content }
    put(this.names, one)
    this.nameChanges.push(one)
  }

  /** The disk as it is found when the power comes back. */
  after(cut: Cut): SimulatedDisk {
    const found = new SimulatedDisk(this.root)
    const names = new Map(this.durableNames)
    const random = typeof cut === 'object' ? cut.random : null
    const keepsNames = cut === 'everything' || cut === 'names only'
    // Names of one folder reach the disk in order, so a random cut keeps the first few of each.
    const closed = new Set<string>()
    for (const one of this.nameChanges) {
      if (random !== null && random() < 0.3) closed.add(one.folder)
      if (random === null ? keepsNames : !closed.has(one.folder)) put(names, one)
    }
    found.folders = new Set(keepsNames || random !== null ? this.folders : this.durableFolders)
    const contents = new Map<Content, Content>()
    for (const [path, content] of names) {
      if (!found.folders.has(dirname(path))) continue
      const bytes = contents.get(content) ?? survivor(content, cut)
      contents.set(content, bytes)
      found.names.set(path, bytes)
    }
    found.durableNames = new Map(found.names)
    found.durableFolders = new Set(found.folders)
    return found
  }
}

function survivor({ now, durable, changes }: Content, cut: Cut): Content {
  let bytes = cut === 'everything' || cut === 'bytes only' ? now : durable
  if (typeof cut === 'object') {
    for (const one of changes) {
      if (cut.random() < 0.4) continue
      const torn = 'bytes' in one && cut.random() < 0.5
      bytes = applied(bytes, torn ? { ...one, bytes: one.bytes.subarray(0, cut.random() * one.bytes.length) } : one)
    }
  }
  return { now: bytes, durable: bytes, changes: [] }
}

function change(content: Content, one: Change): void {
  content.now = applied(content.now, one)
  content.changes.push(one)
}
/** A new buffer: what was durable before stays as it was. */
function applied(before: Buffer, one: Change): Buffer {
  const length = 'length' in one ? one.length : Math.max(before.length, one.at + one.bytes.length)
  const after = Buffer.alloc(length)
  before.copy(after)
  if ('bytes' in one) one.bytes.copy(after, one.at)
  return after
}
function put(names: Map<string, Content>, { name, content }: NameChange): void {
  if (content === null) names.delete(name)
  else names.set(name, content)
}
function base(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
function failing(code: string): Error {
  return Object.assign(new Error(`${code}: on the simulated disk`), { code })
}
