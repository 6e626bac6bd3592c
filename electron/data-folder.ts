import path from 'node:path'
import { parseArgs } from 'node:util'
import envPaths from 'env-paths'

/** Where the learner's work is kept unless told otherwise: the same place in both hosts. */
export function usualDataFolder(): string {
  return envPaths('Fieldbook', { suffix: '' }).data
}

/**
 * For Electron, whose command line also carries Chromium's switches: takes `--data DIR` and leaves the rest alone.
 * Absolute.
 */
export function dataFolderFrom(commandLine: string[]): string {
  const { values } = parseArgs({ args: commandLine, options: { data: { type: 'string' } }, strict: false })
  return typeof values.data === 'string' && values.data !== '' ? path.resolve(values.data) : usualDataFolder()
}
