import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { AlreadyOpen } from '../../../electron/core/store/store'
import { applyOperation, emptyState } from '../../../shared/rules/fold'
import { codes, history, open, review, scratch } from './support'

// 300 for a soak: FIELDBOOK_KILLS=300 npx vitest run tests/integration/store/processes.test.ts
const kills = Number(process.env.FIELDBOOK_KILLS ?? 30)
const note = '0b5f3f6e-7a52-4d7c-9a7e-9d0f0c6f1a11'

// Bundled once: a child then starts in the time of Node alone.
let out: string
beforeAll(async () => {
  out = mkdtempSync(join(tmpdir(), 'fieldbook-writer-'))
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: { ssr: join(import.meta.dirname, 'writer.ts'), outDir: out, target: 'node20' },
  })
})
afterAll(() => rmSync(out, { recursive: true, force: true }))

const children: Child[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill()
})

class Child {
  readonly lines: string[] = []
  private readonly process: ChildProcess
  private readonly waiting = new Set<() => void>()
  private ended = false

  constructor(folder: string, task: 'write' | 'hold' | 'try') {
    this.process = spawn(process.execPath, [join(out, 'writer.js'), folder, task], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    children.push(this)
    const reader = createInterface({ input: this.process.stdout as NodeJS.ReadableStream })
    reader.on('line', (line) => {
      this.lines.push(line)
      for (const check of this.waiting) check()
    })
    this.process.on('close', () => {
      this.ended = true
      for (const check of this.waiting) check()
    })
  }
  /** Resolves once the lines meet a condition; fails when the child ends before. */
  until(condition: (lines: string[]) => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = () => {
        if (condition(this.lines)) resolve()
        else if (this.ended) reject(new Error(`the child ended after: ${this.lines.slice(-3).join(' | ')}`))
        else return
        this.waiting.delete(check)
      }
      this.waiting.add(check)
      check()
    })
  }
  async end(): Promise<void> {
    if (!this.ended) await once(this.process, 'close')
  }
  kill(): void {
    this.process.kill('SIGKILL')
  }
}

test(
  `${kills} kills while it writes: everything answered for is there, nothing twice`,
  async () => {
    const folder = scratch()
    const answered: string[] = []
    let notes = 0
    for (let round = 0; round < kills; round++) {
      const child = new Child(folder, 'write')
      // At a different place each time, the first operation of all included.
      const wanted = 1 + ((round * 37) % 97)
      await child.until((lines) => lines.length > wanted)
      child.kill()
      await child.end()
      for (const line of child.lines) {
        const [what, which = ''] = line.split(' ')
        if (what === 'operation') answered.push(which)
        if (what === 'note') notes = Math.max(notes, Number(which))
      }
      const store = await open(folder)
      const operations = await history(store)
      const ids = new Set(operations.map(({ id }) => id))
      expect(ids.size).toBe(operations.length)
      expect(answered.filter((id) => !ids.has(id))).toEqual([])
      const state = emptyState()
      for (const operation of operations) applyOperation(state, operation)
      expect(store.state).toEqual(state)
      if (notes > 0) {
        expect(store.state.notes[note]?.version).toBeGreaterThanOrEqual(notes)
        expect(await store.readNote(note)).toContain(`version ${store.state.notes[note]?.version} `)
      }
      expect(codes(store).filter((code) => code !== 'tail-set-aside')).toEqual([])
      await store.close()
    }
    expect(answered.length).toBeGreaterThan(kills * 20)
  },
  kills * 10_000,
)

test('a second process is refused, and the holder is asked to show itself', async () => {
  const folder = scratch()
  const holder = new Child(folder, 'hold')
  await holder.until((lines) => lines.includes('open'))
  const second = new Child(folder, 'try')
  await second.end()
  expect(second.lines).toEqual(['already open'])
  await holder.until((lines) => lines.filter((line) => line === 'announced').length === 1)
  await expect(open(folder)).rejects.toBeInstanceOf(AlreadyOpen)
  await holder.until((lines) => lines.filter((line) => line === 'announced').length === 2)

  holder.kill()
  await holder.end()
  const store = await open(folder)
  await store.record('review', review('a'))
})

test('of several that start at once, one holds the folder', async () => {
  const folder = scratch()
  const starting = Array.from({ length: 6 }, () => new Child(folder, 'hold'))
  await Promise.all(starting.map((child) => child.until((lines) => lines.length > 0)))
  expect(starting.map((child) => child.lines[0]).sort()).toEqual([
    'already open',
    'already open',
    'already open',
    'already open',
    'already open',
    'open',
  ])
})

test('another way to the same folder is the same folder', async () => {
  const folder = scratch()
  const link = join(scratch(), 'link')
  symlinkSync(folder, link, 'junction')
  let announced = 0
  const store = await open(folder, { announce: () => announced++ })
  await expect(open(link)).rejects.toBeInstanceOf(AlreadyOpen)
  expect(announced).toBe(1)
  await store.close()
  await open(link)
})
