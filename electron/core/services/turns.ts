export type InTurn = <Result>(change: () => Promise<Result>) => Promise<Result>

/**
 * One change at a time, in the order in which they were asked for. Without it, two requests could both check what they
 * stand on before either is written.
 */
export function takeTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve()
  return (change) => {
    const turn = last.then(change, change)
    last = turn.catch(() => {})
    return turn
  }
}
