/** What benchmarks share: times of several rounds, and a line a figure. */
import { performance } from 'node:perf_hooks'

/** A benchmark that is run once and prints its figures itself. */
export const once = { iterations: 1, time: 0, warmupIterations: 0, warmupTime: 0 }

/** ms that `act` takes. */
export async function timed(act: () => unknown): Promise<number> {
  const began = performance.now()
  await act()
  return performance.now() - began
}

/** Median ms of several rounds; `before` each of them something may be set up. */
export async function median(act: () => unknown, rounds = 11, before = () => {}): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    before()
    times.push(await timed(act))
  }
  return medianOf(times)
}
export const medianOf = (times: readonly number[]): number =>
  times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0

/** How much longer the large one takes than the small one, against a limit. */
export function printRatio(name: string, small: number, large: number, limit: number): void {
  const ratio = large / small
  const scale = `${small.toFixed(1)} ms and ${large.toFixed(1)} ms`
  console.log(`${ratio <= limit ? 'ok  ' : 'OVER'} ${name}: ${ratio.toFixed(1)} (limit ${limit}; ${scale})`)
}

/**
 * The longest block (ms) against a fixed piece of work, which says how fast this machine is just now: 20 ms on one of
 * 2025. Five of them are a wait that is felt.
 */
export function printBlock(name: string, longest: number, limit = 5): void {
  const piece = fixedPiece()
  const ratio = longest / piece
  const scale = `${longest.toFixed(0)} ms and ${piece.toFixed(0)} ms`
  console.log(
    `${ratio <= limit ? 'ok  ' : 'OVER'} ${name}: longest block / a fixed piece of work ${ratio.toFixed(1)} (limit ${limit}; ${scale})`,
  )
}
/** Median ms of several rounds. */
function fixedPiece(): number {
  const times = Array.from({ length: 5 }, () => {
    const before = worked()
    let sum = 0
    for (let n = 0; n < 20_000_000; n += 1) sum = Math.imul(sum ^ n, 0x01000193)
    return worked() - before + (sum & 0)
  })
  return medianOf(times)
}

/** This process's own time, ms: on a busy machine the clock on the wall counts what others do too. */
const worked = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** The longest times (ms) in which nothing else could be done, longest first, while something goes on. */
export async function blocks(act: () => Promise<unknown>): Promise<number[]> {
  const gaps: number[] = []
  let running = true
  let last = performance.now()
  let lastWorked = worked()
  const tick = () => {
    const now = performance.now()
    const nowWorked = worked()
    gaps.push(Math.min(now - last, nowWorked - lastWorked))
    last = now
    lastWorked = nowWorked
    if (running) setImmediate(tick)
  }
  setImmediate(tick)
  await act()
  running = false
  await new Promise(setImmediate)
  return gaps.sort((a, b) => b - a)
}
