/** Measures how long a card is thought about, in ms: not while the review is paused or its window out of sight. */
export function stopwatch(clock: () => number = () => performance.now()) {
  let before = 0
  let since: number | null = null
  const spent = () => before + (since === null ? 0 : clock() - since)
  return {
    restart(): void {
      before = 0
      since = clock()
    },
    stop(): void {
      before = spent()
      since = null
    },
    goOn(): void {
      since ??= clock()
    },
    spent,
  }
}
