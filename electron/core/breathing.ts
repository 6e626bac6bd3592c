/** Long work in the process that answers the pages. ms; a screen draws each 16. */
const usual = 6

/**
 * To be awaited between small pieces of work: lets others have their turn once it has gone on for `atMost` ms. Less where
 * the work leaves much to the collector, whose time comes on top. Rejects with the signal's reason once it was given up.
 */
export function breathing({ signal, atMost = usual }: { signal?: AbortSignal | undefined; atMost?: number } = {}) {
  let since = performance.now()
  return (): Promise<void> | undefined => {
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

/** Runs work that is written in steps to its end, while others have their turns. */
export async function inPieces<Result>(
  steps: Generator<void, Result>,
  options: Parameters<typeof breathing>[0] = {},
): Promise<Result> {
  const rest = breathing(options)
  let step = steps.next()
  for (; !step.done; step = steps.next()) await rest()
  return step.value
}
