/** Runs work that is written in steps to its end, in one go. `inPieces` in electron/core lets others have their turns. */
export function toTheEnd<Result>(steps: Generator<void, Result>): Result {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}
