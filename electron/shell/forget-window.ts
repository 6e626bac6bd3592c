import { app, session } from 'electron'
import { removeAtStart } from './profile'
import type { WindowFile } from './window-file'

/**
 * When all is erased. Chromium has its own files open: what can be emptied is emptied now, and the next start removes
 * the folder before Chromium opens it.
 */
export async function forgetWindow(file: WindowFile): Promise<void> {
  file.forget()
  removeAtStart(app.getPath('userData'))
  const { defaultSession } = session
  await Promise.all([defaultSession.clearCache(), defaultSession.clearStorageData()])
}
