import { performance } from 'node:perf_hooks'

/** ms of work in one go: a window that waits for an answer notices nothing. */
const atOnce = 8

/** For long work in small steps: to be awaited after each, it lets others have their turn when there was enough. */
export function breathing(): () => Promise<void> | undefined {
  let since = performance.now()
  return () => {
    if (performance.now() - since < atOnce) return undefined
    return new Promise<void>((resolve) =>
      setImmediate(() => {
        since = performance.now()
        resolve()
      }),
    )
  }
}
