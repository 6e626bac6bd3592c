/** Long work in the process that answers the pages. ms; a screen draws each 16. */
const atMost = 6

/**
 * To be awaited between small pieces of work: lets others have their turn once it has gone on for a while. Rejects with
 * the signal's reason once it was given up.
 */
export function breathing(signal?: AbortSignal): () => Promise<void> | undefined {
  let since = performance.now()
  return () => {
    if (performance.now() - since < atMost) return undefined
    return new Promise<void>((resolve, reject) =>
      setImmediate(() => {
        since = performance.now()
        if (signal?.aborted) reject(signal.reason)
        else resolve()
      }),
    )
  }
}
