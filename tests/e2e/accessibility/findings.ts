/** What the checks looked at and found; handed to the reporter (report.ts) as an annotation of the test. */
import type { TestInfo } from 'playwright/test'
import { type Check, checks } from './list'

export const annotation = 'accessibility'
export interface Looked {
  check: Check
  /** Screens and states. */
  states: number
  problems: string[]
}

export class Findings {
  #looked = new Map<Check, { states: Set<string>; problems: string[] }>()

  add(check: Check, state: string, problems: string[]): void {
    const so = this.#looked.get(check) ?? { states: new Set(), problems: [] }
    this.#looked.set(check, so)
    so.states.add(state)
    so.problems.push(...problems.map((problem) => `${check} ${state}: ${problem}`))
  }
  get problems(): string[] {
    return [...this.#looked.values()].flatMap(({ problems }) => problems)
  }
  /** All checks in the order of their numbers. */
  handTo(info: TestInfo): void {
    for (const check of Object.keys(checks) as Check[]) {
      const so = this.#looked.get(check)
      if (!so) continue
      const looked: Looked = { check, states: so.states.size, problems: so.problems }
      info.annotations.push({ type: annotation, description: JSON.stringify(looked) })
    }
  }
}

/** For a test of its own, at its end: it wouldn't have come so far with a problem. */
export function passed(info: TestInfo, check: Check, states: Iterable<string>): void {
  const findings = new Findings()
  for (const state of states) findings.add(check, state, [])
  findings.handTo(info)
}
