export interface FoundBrowser {
  path: string
  /** Where it comes from, for people. */
  from: string
}
export function locateBrowser(env?: NodeJS.ProcessEnv): FoundBrowser | undefined
export function findOrInstallBrowser(say: (line: string) => void): FoundBrowser | undefined
