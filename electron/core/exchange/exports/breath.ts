import { setImmediate } from 'node:timers/promises'

/** How long it may work without letting others have a turn, ms. */
const longest = 12

/** To be awaited in a long loop: now and then it lets the process answer others. */
export function breath(): () => Promise<void> | undefined {
  let since = performance.now()
  return () => {
    if (performance.now() - since < longest) return undefined
    return setImmediate().then(() => {
      since = performance.now()
    })
  }
}
