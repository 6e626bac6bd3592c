import { onTestFinished, vi } from 'vitest'

/**
 * From now on each look at the clock finds 10 ms gone, so that work in pieces lets others have a turn after every piece,
 * however fast the machine is.
 */
export function slowClock(): void {
  let now = performance.now()
  const spy = vi.spyOn(performance, 'now').mockImplementation(() => {
    now += 10
    return now
  })
  onTestFinished(() => spy.mockRestore())
}

/** How often something else could be done while `act` went on, and what it came to. */
export async function turnsDuring<Result>(act: () => Promise<Result>): Promise<{ turns: number; result: Result }> {
  let turns = 0
  let isDone = false
  const turn = () => {
    if (isDone) return
    turns++
    setImmediate(turn)
  }
  setImmediate(turn)
  const result = await act()
  isDone = true
  return { turns, result }
}
