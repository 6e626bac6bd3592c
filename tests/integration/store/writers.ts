/** Processes of their own that run writer.ts. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll } from 'vitest'

type Task = 'write' | 'hold' | 'try' | 'raw' | 'lowdb'

/** Starts one; those still running end with the test. */
export function writers(): (folder: string, task: Task) => Child {
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
  return (folder, task) => {
    const child = new Child(out, folder, task)
    children.push(child)
    return child
  }
}

export class Child {
  readonly lines: string[] = []
  private readonly process: ChildProcess
  private readonly waiting = new Set<() => void>()
  private ended = false

  constructor(out: string, folder: string, task: Task) {
    this.process = spawn(process.execPath, [join(out, 'writer.js'), folder, task], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
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
