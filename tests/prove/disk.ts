/**
 * A disk in memory that tells apart what was written and what would survive a power cut: bytes survive once their file
 * was synced, names once their folder was. Every change is a step that can be recorded, played again elsewhere, done by
 * half or left out.
 */
import { hash } from 'node:crypto'
import type { Files, OpenFile } from '../../electron/core/store/files'

/** What changes a disk, or makes a change last. `file` is a file whatever its name is by now. */
export type Step =
  | { call: 'makeFolder'; path: string }
  | { call: 'create'; path: string; file: number }
  | { call: 'write'; path: string; file: number; at: number; bytes: Buffer }
  | { call: 'truncate'; path: string; file: number; length: number }
  | { call: 'sync'; path: string; file: number; site: string }
  | { call: 'rename'; path: string; to: string }
  | { call: 'remove'; path: string }
  | { call: 'syncFolder'; path: string; site: string }
  /** From outside, whole and lasting. */
  | { call: 'damage'; path: string; file: number; bytes: Buffer }

type Change = { at: number; bytes: Buffer } | { length: number }
interface Content {
  now: Buffer
  durable: Buffer
  /** Since the last sync, oldest first. */
  changes: readonly Change[]
}
const folder = Symbol('folder')
/** A folder, a file's number, or no longer anything. */
type Entry = typeof folder | number | null
/** What one call changes in one folder; a file system keeps it or loses it as a whole. */
interface NameChange {
  folder: string
  entries: [path: string, entry: Entry][]
}

/** What a power cut leaves of that which wasn't synced. */
export interface Cut {
  /** Changes of names: all, none, the first few of each folder, any, or the last one alone. Journaling file systems keep their order. */
  names: 'all' | 'none' | 'first few' | 'any' | 'last'
  /** Changes of bytes: all, none, only the length (zeros where bytes should be), or any, torn anywhere. */
  bytes: 'all' | 'none' | 'zeros' | 'torn'
  /** For what is left to chance: from 0 up to, but not including, 1. */
  random?: () => number
}

export class Disk {
  private names = new Map<string, Entry>()
  private durableNames = new Map<string, Entry>()
  private nameChanges: NameChange[] = []
  private contents = new Map<number, Content>()
  private created = 0
  /** Of `names`, once somebody has asked and until they change. */
  private byFolder: Map<string, string[]> | null = null

  constructor(
    /** Is there from the start, with everything above it. */
    private readonly root: string,
  ) {}

  /** Syncs that do nothing, on this disk and on those made of it. */
  leavesOut: (step: Step) => boolean = () => false
  /** Whether each sync tells who asked for it. */
  tellsSites = false
  /** Called before each change. Whatever it throws happens instead of the change. */
  before: (step: Step) => void = () => {}

  readonly files: Files = {
    read: async (path) => this.content(path),
    size: async (path) => (this.isFolder(path) ? 0 : (this.content(path)?.length ?? null)),
    look: async (path) => {
      if (this.isFolder(path)) return { kind: 'folder', bytes: 0, changed: 0 }
      const content = this.content(path)
      return content && { kind: 'file', bytes: content.length, changed: 0 }
    },
    list: async (path) => this.children(path).map((child) => child.slice(path.length + 1)),
    makeFolder: async (path) => {
      if (this.isFolder(path)) return false
      this.needParent(path)
      if (this.entry(path) !== null) throw failing('EEXIST')
      this.act({ call: 'makeFolder', path })
      return true
    },
    open: async (path, mode) => {
      this.needParent(path)
      const there = this.entry(path)
      if (there === folder) throw failing('EISDIR')
      if (mode === 'existing' && there === null) throw failing('ENOENT')
      if (mode === 'new' && there !== null) throw failing('EEXIST')
      const file = there ?? this.created + 1
      if (there === null) this.act({ call: 'create', path, file })
      else if (mode === 'replace') this.act({ call: 'truncate', path, file, length: 0 })
      return this.opened(path, file)
    },
    rename: async (path, to) => {
      if (this.entry(path) === null) throw failing('ENOENT')
      this.needParent(to)
      this.act({ call: 'rename', path, to })
    },
    remove: async (path) => {
      if (typeof this.entry(path) === 'number') this.act({ call: 'remove', path })
    },
    removeFolder: async (path) => {
      if (this.children(path).length > 0) return false
      if (this.entry(path) === folder) this.act({ call: 'remove', path })
      return true
    },
    removeTree: async (path) => {
      for (const one of this.within(path).reverse()) this.act({ call: 'remove', path: one })
    },
    free: async () => 2 ** 40,
    syncFolder: async (path) => {
      if (!this.isFolder(path)) throw failing('ENOENT')
      this.act({ call: 'syncFolder', path, site: this.tellsSites ? callSite() : '' })
    },
  }

  private opened(path: string, file: number): OpenFile {
    return {
      write: async (bytes, at) => {
        this.act({ call: 'write', path, file, at, bytes: Buffer.from(bytes) })
        return bytes.length
      },
      truncate: async (length) => this.act({ call: 'truncate', path, file, length }),
      sync: async () => this.act({ call: 'sync', path, file, site: this.tellsSites ? callSite() : '' }),
      close: async () => {},
    }
  }

  private act(step: Step): void {
    this.before(step)
    this.do(step)
  }

  /** Does a step recorded on a disk of the same past. */
  do(step: Step): void {
    if (this.leavesOut(step)) return
    switch (step.call) {
      case 'makeFolder':
        this.enter(step.path, folder)
        break
      case 'create':
        this.created = Math.max(this.created, step.file)
        this.contents.set(step.file, settledContent(Buffer.alloc(0)))
        this.enter(step.path, step.file)
        break
      case 'write':
        this.change(step.file, { at: step.at, bytes: step.bytes })
        break
      case 'truncate':
        this.change(step.file, { length: step.length })
        break
      case 'sync':
        this.contents.set(step.file, settledContent(this.contentOf(step.file).now))
        break
      case 'rename':
        this.move(step.path, step.to)
        break
      case 'remove':
        this.leave(step.path)
        break
      case 'damage':
        this.contents.set(step.file, settledContent(step.bytes))
        break
      case 'syncFolder':
        for (const change of this.nameChanges) if (change.folder === step.path) put(this.durableNames, change)
        this.nameChanges = this.nameChanges.filter((change) => change.folder !== step.path)
    }
  }

  /** Something or somebody else changes a file, if it is there. */
  damage(path: string, change: (bytes: Buffer) => Buffer): void {
    const file = this.entry(path)
    if (typeof file !== 'number') return
    this.act({ call: 'damage', path, file, bytes: change(this.contentOf(file).now) })
  }

  /** As the next process finds it when this one was killed: the system still has everything, synced or not. */
  killed(): Disk {
    const disk = this.another()
    disk.names = new Map(this.names)
    disk.durableNames = new Map(this.durableNames)
    disk.nameChanges = [...this.nameChanges]
    disk.contents = new Map(this.contents)
    disk.created = this.created
    return disk
  }

  /** Goes back to how another one is. */
  become(other: Disk): void {
    const { names, durableNames, nameChanges, contents, created } = other.killed()
    Object.assign(this, { names, durableNames, nameChanges, contents, created, byFolder: null })
  }

  /** As it is found when the power comes back. */
  after({ names, bytes, random = () => 0 }: Cut): Disk {
    const kept = new Map(this.durableNames)
    const lostFrom = new Set<string>()
    for (const change of this.nameChanges) {
      if (names === 'first few' && random() < 0.3) lostFrom.add(change.folder)
      if (
        names === 'all' ||
        (names === 'last' && change === this.nameChanges.at(-1)) ||
        (names === 'first few' && !lostFrom.has(change.folder)) ||
        (names === 'any' && random() < 0.5)
      )
        put(kept, change)
    }
    const disk = this.another()
    disk.created = this.created
    const known = new Map<string, boolean>()
    for (const [path, entry] of kept) {
      if (entry === null || !this.reaches(kept, path, known)) continue
      disk.names.set(path, entry)
      if (entry === folder || disk.contents.has(entry)) continue
      const now = survivor(this.contentOf(entry), bytes, random)
      disk.contents.set(entry, { now, durable: now, changes: [] })
    }
    disk.durableNames = new Map(disk.names)
    // What has no name any more stays where it was written.
    for (const [file, { durable }] of this.contents)
      if (!disk.contents.has(file)) disk.contents.set(file, settledContent(durable))
    return disk
  }

  /** What can be read off the disk by somebody who takes it apart: of files that are removed too. */
  *remains(): Iterable<Buffer> {
    for (const { durable } of this.contents.values()) yield durable
  }

  /** Nothing waits for a sync. */
  get settled(): boolean {
    return this.nameChanges.length === 0 && [...this.contents.values()].every(({ changes }) => changes.length === 0)
  }

  content(path: string): Buffer | null {
    const entry = this.entry(path)
    return typeof entry === 'number' ? Buffer.from(this.contentOf(entry).now) : null
  }

  /** Every file and its content, by path. */
  *everything(): Iterable<[path: string, bytes: Buffer]> {
    for (const [path, entry] of this.names) if (typeof entry === 'number') yield [path, this.contentOf(entry).now]
  }

  /** The same for two disks that nobody can tell apart, now or when what isn't synced is lost. */
  fingerprint(): string {
    const { names, durableNames, nameChanges } = this
    const linesOf = (entries: Iterable<[string, Entry]>, content: 'now' | 'durable') =>
      [...entries].map(([path, entry]) => {
        if (typeof entry !== 'number') return `${path} ${entry === folder ? 'folder' : 'gone'}`
        return `${path} ${entry} ${digestOf(this.contentOf(entry)[content])}`
      })
    const waiting = this.settled
      ? []
      : [
          linesOf(durableNames, 'durable').sort(),
          nameChanges.map((change) => [change.folder, ...linesOf(change.entries, 'durable')]),
        ]
    return hash('sha1', [linesOf(names, 'now').sort(), ...waiting].flat(3).join('\n'))
  }

  /** How many files were ever made. */
  get made(): number {
    return this.created
  }
  /** Files below a folder that were among the first so many ever made. */
  oldIn(folder: string, made: number): string[] {
    return [...this.names].flatMap(([path, entry]) =>
      typeof entry === 'number' && entry <= made && path.startsWith(`${folder}/`) ? path : [],
    )
  }

  private another(): Disk {
    const disk = new Disk(this.root)
    disk.leavesOut = this.leavesOut
    disk.tellsSites = this.tellsSites
    return disk
  }
  private contentOf(file: number): Content {
    return this.contents.get(file) as Content
  }
  private entry(path: string): Entry {
    return this.names.get(path) ?? null
  }
  private isFolder(path: string): boolean {
    return this.entry(path) === folder || path === this.root || this.root.startsWith(`${path}/`) || path === '/'
  }
  private needParent(path: string): void {
    if (!this.isFolder(dirname(path))) throw failing('ENOENT')
  }
  private children(path: string): readonly string[] {
    if (this.byFolder === null) {
      this.byFolder = new Map()
      for (const name of this.names.keys()) {
        const there = this.byFolder.get(dirname(name))
        if (there) there.push(name)
        else this.byFolder.set(dirname(name), [name])
      }
    }
    return this.byFolder.get(path) ?? []
  }
  /** A file, or a folder and all that is in it, from above. */
  private within(path: string): string[] {
    const isBelow = below(path)
    return [...this.names.keys()].filter((name) => name === path || isBelow(name)).sort()
  }
  private reaches(names: ReadonlyMap<string, Entry>, path: string, known: Map<string, boolean>): boolean {
    const above = dirname(path)
    if (above === this.root) return true
    const reached = known.get(above) ?? (names.get(above) === folder && this.reaches(names, above, known))
    known.set(above, reached)
    return reached
  }

  private change(file: number, one: Change): void {
    const { now, durable, changes } = this.contentOf(file)
    this.contents.set(file, { now: applied(now, one), durable, changes: [...changes, one] })
  }

  /** A folder comes with all that is in it; what waits for a sync in there waits in its new place. */
  private move(path: string, to: string): void {
    const isBelow = below(path)
    const inNewPlace = (name: string) => to + name.slice(path.length)
    const now = this.within(path).map((name) => [name, this.entry(name)] as const)
    const durable = [...this.durableNames].filter(([name]) => isBelow(name))
    const there: NameChange = {
      folder: dirname(to),
      entries: [[to, this.entry(path)], ...durable.map(([name, entry]): [string, Entry] => [inNewPlace(name), entry])],
    }
    const left = new Set([path, ...now.map(([name]) => name), ...durable.map(([name]) => name)])
    const gone: NameChange = { folder: dirname(path), entries: [...left].map((name) => [name, null]) }
    for (const [name] of now) this.names.delete(name)
    for (const [name, entry] of now) this.names.set(inNewPlace(name), entry)
    const changes =
      there.folder === gone.folder
        ? [{ ...there, entries: [...there.entries, ...gone.entries] }]
        : // Each keeps or loses its half by itself.
          [there, gone]
    const waiting = this.nameChanges.filter((change) => change.folder === path || isBelow(change.folder))
    this.nameChanges = [
      ...this.nameChanges.filter((change) => !waiting.includes(change)),
      ...changes,
      ...waiting.map(({ folder: one, entries }) => ({
        folder: inNewPlace(one),
        entries: entries.map(([name, entry]): [string, Entry] => [inNewPlace(name), entry]),
      })),
    ]
    this.byFolder = null
  }

  /** A folder takes with it what was in it, so that one made later under its name is empty. */
  private leave(path: string): void {
    const isBelow = below(path)
    if (this.entry(path) === folder)
      this.nameChanges = this.nameChanges.filter((change) => change.folder !== path && !isBelow(change.folder))
    const durable = [...this.durableNames.keys()].filter(isBelow)
    this.changeNames({ folder: dirname(path), entries: [path, ...durable].map((name) => [name, null]) })
  }

  private enter(path: string, entry: Entry): void {
    this.changeNames({ folder: dirname(path), entries: [[path, entry]] })
  }
  private changeNames(change: NameChange): void {
    put(this.names, change)
    this.nameChanges.push(change)
    this.byFolder = null
  }
}

/** Paths here are absolute and have no slash at their end. */
const dirname = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/'

function below(path: string): (name: string) => boolean {
  const start = `${path}/`
  return (name) => name.startsWith(start)
}

const settledContent = (now: Buffer): Content => ({ now, durable: now, changes: [] })

function put(names: Map<string, Entry>, { entries }: NameChange): void {
  for (const [path, entry] of entries) {
    if (entry === null) names.delete(path)
    else names.set(path, entry)
  }
}

/** A content is never changed, only replaced: most of a disk is the same as a step before. */
const digests = new WeakMap<Buffer, string>()
function digestOf(bytes: Buffer): string {
  const known = digests.get(bytes) ?? hash('sha1', bytes)
  digests.set(bytes, known)
  return known
}

function survivor({ now, durable, changes }: Content, bytes: Cut['bytes'], random: () => number): Buffer {
  if (bytes === 'all' || changes.length === 0) return now
  if (bytes === 'none') return durable
  if (bytes === 'zeros') return changes.reduce<Buffer>((content, one) => applied(content, zeroed(one)), durable)
  let content = durable
  for (const one of changes) {
    const chance = random()
    if (chance < 0.3) continue
    content = applied(content, chance < 0.8 ? torn(one, random) : one)
  }
  return content
}

const zeroed = (one: Change): Change => ('bytes' in one ? { at: one.at, bytes: Buffer.alloc(one.bytes.length) } : one)

/** The first part of a write, its last part, or all of it with zeros from some byte to some other. */
function torn(one: Change, random: () => number): Change {
  if (!('bytes' in one)) return one
  const { at, bytes } = one
  const from = Math.floor(random() * (bytes.length + 1))
  const way = random()
  if (way < 0.4) return { at, bytes: bytes.subarray(0, from) }
  if (way < 0.7) return { at: at + from, bytes: bytes.subarray(from) }
  const holed = Buffer.from(bytes)
  holed.fill(0, from, from + Math.floor(random() * (bytes.length - from + 1)))
  return { at, bytes: holed }
}

/** A new buffer: what was there before stays as it was. */
function applied(before: Buffer, one: Change): Buffer {
  const length = 'length' in one ? one.length : Math.max(before.length, one.at + one.bytes.length)
  const after = Buffer.alloc(length)
  before.copy(after)
  if ('bytes' in one) one.bytes.copy(after, one.at)
  return after
}

/** Which function of the core asked for this sync: `append-file.ts append`. */
function callSite(): string {
  for (const line of (new Error().stack ?? '').split('\n')) {
    const found = /at (?:async )?(?:new )?(?:[\w$]+\.)?([\w$]+) .*electron\/core\/(?:\w+\/)*([\w-]+\.ts)/.exec(line)
    if (found) return `${found[2]} ${found[1]}`
  }
  return 'outside the core'
}

function failing(code: string): Error {
  return Object.assign(new Error(`${code}: on the disk in memory`), { code })
}
