/** Runs a task one at a time. Callers that arrive while it runs share the next run, so a burst costs two. */
export function sharedRun(task: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null
  const run = (): Promise<void> => {
    if (running === null) {
      running = task().finally(() => {
        running = null
      })
      return running
    }
    next ??= running
      .catch(() => {}) // its own callers hear of it
      .then(() => {
        next = null
        return run()
      })
    return next
  }
  return run
}
