/**
 * After a run that looked at accessibility: a line for each of the thirty checks, with the screens and states it was made
 * on and what came of it. `npm run accessibility` writes it to docs/accessibility-checks.md, by version and not by day.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Reporter, TestCase } from 'playwright/types/testReporter'
import { root } from '../../support/hosts'
import { annotation, type Looked } from './findings'
import { type Check, checks, elsewhere } from './list'

export default class AccessibilityReport implements Reporter {
  #looked = new Map<Check, { states: number; problems: number }>()

  onTestEnd(test: TestCase): void {
    for (const { type, description } of test.results.at(-1)?.annotations ?? []) {
      if (type !== annotation || !description) continue
      const { check, states, problems }: Looked = JSON.parse(description)
      const before = this.#looked.get(check) ?? { states: 0, problems: 0 }
      this.#looked.set(check, { states: before.states + states, problems: before.problems + problems.length })
    }
  }

  onEnd(): void {
    if (this.#looked.size === 0) return
    const rows = (Object.keys(checks) as Check[]).map((check) => [check, checks[check].what, ...this.#result(check)])
    for (const [check, what = '', where, result] of rows)
      console.log(`${check?.padEnd(4)}${where}: ${result} · ${what}`)
    if (process.env.FIELDBOOK_ACCESSIBILITY === 'write') writeFileSync(path.join(root, file), page(rows))
  }

  #result(check: Check): [where: string, result: string] {
    const { not } = checks[check] as { what: string; not?: string }
    if (not) return ['', `not tested: ${not}`]
    const looked = this.#looked.get(check)
    const words = elsewhere[check]
    if (!looked) return words ? [words, 'tested there'] : ['', 'only in npm run test:all']
    const where = [`${looked.states} screens and states`, words].filter(Boolean).join('; ')
    return [where, looked.problems === 0 ? 'passed' : `${looked.problems} found`]
  }

  printsToStdio(): boolean {
    return false
  }
}

const file = 'docs/accessibility-checks.md'
function page(rows: (string | undefined)[][]): string {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  return `${[
    '# Accessibility checks',
    '',
    `Version ${version}. Written by \`npm run accessibility\`; the checks are in [tests/e2e/accessibility](../tests/e2e/accessibility),`,
    'and the screens and states they are made on in its `screens.ts`. They are made by a program: what no person has tested',
    'says [accessibility.md](accessibility.md).',
    '',
    '| | Check | Made on | Result |',
    '|---|---|---|---|',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n')}\n`
}
