import type { parseArgs } from 'node:util'

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>

/** One command of the command line. */
export interface Command {
  /** As in the help: `import <file> --data <folder>`. */
  usage: string
  /** What it does, in a few words. */
  about: string
  /** Beside `--data`, `--json` and `--help`. */
  options?: Options
  /** Throws `Failed`. Resolves to what is printed, and to the exit code if it isn't 0. */
  run(given: Given): Promise<Done>
}
export interface Given {
  /** What isn't an option. */
  words: string[]
  values: Record<string, string | boolean | undefined>
  /** The data folder, absolute. */
  data: string
  /** A path as it was typed, absolute. */
  path(typed: string): string
}
export interface Done {
  /** Printed with `--json`, as one line. */
  json: object
  /** Printed without. */
  text: string
  code?: number
}
