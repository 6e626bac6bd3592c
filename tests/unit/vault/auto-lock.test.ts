import { expect, test } from 'vitest'
import { AutoLock, lookEvery } from '../../../electron/core/vault/auto-lock'

/** Looks as often as the core does, and tells at which second it was due. */
function watched(minutes: number | null, seconds: number, each: (lock: AutoLock, second: number) => void = () => {}) {
  let now = Date.UTC(2026, 0, 1)
  const lock = new AutoLock(() => now)
  for (let second = 1; second <= seconds; second++) {
    now += lookEvery
    each(lock, second)
    if (lock.isDue(minutes)) return second
  }
  return null
}

test('it is due once nobody has done anything for so long', () => {
  expect(watched(10, 3600)).toBe(600)
  expect(watched(null, 3600)).toBeNull()
  expect(watched(1, 300, (lock, second) => second <= 90 && lock.touch())).toBe(150)
  // The window that was used last counts, whichever tells last.
  expect(watched(1, 300, (lock, second) => second === 30 && [lock.touch(0), lock.touch(25_000)])).toBe(90)
})

test('it is due when the clock has jumped on, as after sleep, also with never', () => {
  let now = 0
  const lock = new AutoLock(() => now)
  now += 29_000
  expect(lock.isDue(null)).toBe(false)
  now += 31_000
  lock.touch()
  expect(lock.isDue(null)).toBe(true)
})

test('a clock that was set back keeps it open no longer than the time itself', () => {
  let now = 3_600_000
  const lock = new AutoLock(() => now)
  now = 0
  lock.touch(5000)
  expect(lock.isDue(1)).toBe(false)
  for (let i = 0; i < 55; i++) {
    now += 1000
    if (lock.isDue(1)) break
  }
  expect(now).toBe(55_000)
})
