import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { app } from 'electron'

const forgotten = 'remove-at-start'

/**
 * Chromium's own files live beside the learner's work, in a folder that can be deleted at any time. Must run before
 * 'ready', so it doesn't wait. `placeGiven`: the folder above the data folder is never made.
 */
export function keepProfileIn(dataFolder: string, placeGiven: boolean): void {
  const folder = path.join(dataFolder, 'window')
  // What was erased: the core's mark tells of an erasing that was stopped before this folder's turn.
  const marks = [path.join(folder, forgotten), path.join(dataFolder, 'erasing.json')]
  app.setPath('userData', made(folder, marks.some(existsSync), placeGiven && !existsSync(path.dirname(dataFolder))))
}

/** The next start begins with an empty folder. */
export function removeAtStart(folder: string): void {
  writeFileSync(path.join(folder, forgotten), '')
}

/** A folder that can't be written to must not keep the window from saying so. */
function made(folder: string, anew: boolean, elsewhere: boolean): string {
  try {
    if (elsewhere) throw new Error('not to be made')
    if (anew) rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    return folder
  } catch {
    return mkdtempSync(path.join(tmpdir(), 'fieldbook-'))
  }
}
