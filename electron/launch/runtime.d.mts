export interface Found {
  /** The program's path. */
  runtime?: string
  /** Why there is none, as the beginning of a sentence. */
  reason?: string
}
export function findOrFetchRuntime(
  root: string,
  say: (line: string) => void,
  around?: { env?: NodeJS.ProcessEnv /** UTC ms. */; now?: number /** As in `process.getuid()`. */; user?: number },
): Promise<Found>
export function runtimeIn(electron: string, env?: NodeJS.ProcessEnv): string | undefined
export function runInWindow(
  runtime: string,
  root: string,
  data: string | undefined,
  around?: { env?: NodeJS.ProcessEnv },
): Promise<number | undefined>
