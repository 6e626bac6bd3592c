export interface StartOptions {
  /** Serve to the browser, whatever else is possible. */
  web: boolean
  /** 0: any free port. */
  port: number
  /** Absolute; undefined: the system's usual place. */
  data: string | undefined
  open: boolean
  help: boolean
}
export const usage: string
export class BadArguments extends Error {}
export function parseArguments(given: string[], base?: string): StartOptions
