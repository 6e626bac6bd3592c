import { expect, test } from 'vitest'
import { sharedRun } from '../../../electron/core/store/shared-run'

test('callers that arrive during a run share the next one', async () => {
  const finish: (() => void)[] = []
  const run = sharedRun(() => new Promise((resolve) => finish.push(resolve)))
  const first = run()
  const later = [run(), run(), run()]
  expect(finish).toHaveLength(1)
  finish[0]?.()
  await first
  await new Promise((resolve) => setImmediate(resolve))
  expect(finish).toHaveLength(2)
  finish[1]?.()
  await Promise.all(later)
  const last = run()
  expect(finish).toHaveLength(3)
  finish[2]?.()
  await last
})

test('a run that fails is heard of by its own callers only', async () => {
  let runs = 0
  const run = sharedRun(async () => {
    await Promise.resolve()
    if (++runs === 1) throw new Error('the first')
  })
  const first = run()
  const second = run()
  await expect(first).rejects.toThrow('the first')
  await second
  expect(runs).toBe(2)
})
