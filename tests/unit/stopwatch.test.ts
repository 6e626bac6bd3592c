import { expect, test } from 'vitest'
import { stopwatch } from '../../renderer/features/flashcards/stopwatch'

test('a stopwatch counts only the time in which it runs', () => {
  let now = 1000
  const watch = stopwatch(() => now)
  expect(watch.spent()).toBe(0)
  watch.restart()
  now += 300
  expect(watch.spent()).toBe(300)
  watch.stop()
  now += 5000
  watch.stop()
  expect(watch.spent()).toBe(300)
  watch.goOn()
  now += 20
  watch.goOn()
  now += 1
  expect(watch.spent()).toBe(321)
  watch.restart()
  expect(watch.spent()).toBe(0)
})
