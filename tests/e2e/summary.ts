/** Says after a run which hosts it covered, and which it could not and why; leaves the counts for tests/run.mjs. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { Reporter, Suite, TestCase } from 'playwright/types/testReporter'
import { type HostName, missing, root } from '../support/hosts'
import { pageOnly } from './page-only'

const kinds: Record<HostName, string> = {
  loopback: 'loopback host (serve.js, Chromium)',
  'stand-in': 'Electron stand-in (built main and preload, Chromium)',
  electron: 'Electron',
}

export default class Summary implements Reporter {
  #tests: TestCase[] = []

  onBegin(_config: unknown, suite: Suite): void {
    this.#tests = suite.allTests()
  }

  onEnd(): void {
    const counts = { passed: 0, failed: 0, skipped: 0 }
    for (const test of this.#tests) counts[result(test)]++
    for (const test of this.#tests.filter((one) => result(one) === 'skipped')) {
      const notes = [...test.annotations, ...test.results.flatMap(({ annotations }) => annotations)]
      const reason = notes.find(({ type }) => type === 'skip')?.description ?? 'no reason given'
      console.log(`Skipped: [${test.parent.project()?.name}] ${test.title}: ${reason}`)
    }
    const ran = new Set(this.#tests.map((test) => test.parent.project()?.name))
    for (const [name, kind] of Object.entries(kinds)) {
      const reason = missing(name as HostName)
      if (ran.has(name)) console.log(`Tested on: ${kind}`)
      else console.log(`Not tested on: ${kind}: ${reason ?? 'not chosen for this run'}`)
    }
    if (ran.has('stand-in') && ran.has('loopback') && !process.env.FIELDBOOK_ALL)
      console.log(`On the stand-in only in npm run test:all, for they look at the page alone: ${pageOnly.join(', ')}`)
    mkdirSync(path.join(root, '.cache'), { recursive: true })
    const failures = this.#tests.filter((test) => result(test) === 'failed').map(failure)
    writeFileSync(path.join(root, '.cache/e2e.json'), JSON.stringify({ ...counts, failures }))
  }

  printsToStdio(): boolean {
    return false
  }
}

function result(test: TestCase): 'passed' | 'failed' | 'skipped' {
  if (test.outcome() === 'skipped')
    return test.results.length === 0 && test.expectedStatus !== 'skipped' ? 'failed' : 'skipped'
  return test.ok() ? 'passed' : 'failed'
}

const failure = (test: TestCase) => {
  const { file, line } = test.location
  const why = test.results.at(-1)?.error?.message ?? 'it did not run'
  return `[${test.parent.project()?.name}] ${path.basename(file)}:${line}: ${test.title}: ${stripVTControlCharacters(why).replace(/\s+/g, ' ').slice(0, 400)}`
}
