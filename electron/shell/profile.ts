import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { app } from 'electron'

/**
 * Chromium's own files live beside the learner's work, in a folder that can be deleted at any time. Must run before
 * 'ready', so it doesn't wait.
 */
export function keepProfileIn(dataFolder: string): void {
  app.setPath('userData', made(path.join(dataFolder, 'window')))
}

/** A folder that can't be written to must not keep the window from saying so. */
function made(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true })
    return folder
  } catch {
    return mkdtempSync(path.join(tmpdir(), 'fieldbook-'))
  }
}
