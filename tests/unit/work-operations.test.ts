import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { Operations, stateOf } from '../../electron/core/work/copy'
import { WorkRefused } from '../../electron/core/work/refused'
import type { Operation } from '../../shared/model/operations'
import { applyOperation, emptyState } from '../../shared/rules/fold'
import { type Act, act, made } from '../support/acts'

vi.setConfig({ testTimeout: 60_000 })

function historyOf(acts: readonly Act[]): Operation[] {
  const state = emptyState()
  const operations: Operation[] = []
  for (const [index, one] of acts.entries()) {
    const at = Date.UTC(2026, 2, 1) + index * 3_600_000
    const newest = one.does === 'undo' ? state.done.at(-1) : state.undone.at(-1)
    const found =
      one.does === 'undo' || one.does === 'redo'
        ? newest && { kind: one.does, data: { operation: newest } }
        : made(state, one, at)
    if (!found) continue
    const frame = { id: `d:${operations.length + 1}`, time: at, tick: 0, at, zone: 0, v: 1 }
    const operation = JSON.parse(JSON.stringify({ ...frame, ...found })) as Operation
    applyOperation(state, operation)
    operations.push(operation)
  }
  return operations
}
async function taken(operations: readonly unknown[]): Promise<'taken' | 'refused'> {
  try {
    const collected = new Operations()
    for (const one of operations) collected.add(JSON.stringify(one), 'here')
    await stateOf(await collected.inOrder())
    return 'taken'
  } catch (error) {
    expect(error).toBeInstanceOf(WorkRefused)
    return 'refused'
  }
}
/** Another value somewhere inside; `steps` choose the way. */
function changed(value: unknown, steps: readonly number[], put: unknown): unknown {
  if (steps.length === 0 || value === null || typeof value !== 'object') return put
  const keys = Object.keys(value)
  if (keys.length === 0) return put
  const [step = 0, ...rest] = steps
  const key = keys[step % keys.length] as string
  const inner = changed((value as Record<string, unknown>)[key], rest, put)
  return Array.isArray(value) ? value.with(Number(key), inner) : { ...value, [key]: inner }
}

test('what the app records is taken', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 30 }), async (acts) => {
      expect(await taken(historyOf(acts))).toBe('taken')
    }),
  )
})

test('whatever stands in it instead, it is taken or refused, and nothing else comes of it', async () => {
  const steps = fc.array(fc.nat(20), { minLength: 1, maxLength: 6 })
  const value = fc.oneof(fc.jsonValue(), fc.constantFrom('__proto__', 'constructor', 1e300, -1, '', null))
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { minLength: 1, maxLength: 12 }),
      fc.nat(),
      steps,
      value,
      async (acts, at, way, put) => {
        const operations: unknown[] = historyOf(acts)
        if (operations.length === 0) return
        const index = at % operations.length
        await taken(operations.with(index, changed(operations[index], way, put)))
        expect(({} as Record<string, unknown>).memory).toBeUndefined()
      },
    ),
    { numRuns: 1000 },
  )
})
