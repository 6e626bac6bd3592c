import { app, dialog } from 'electron'
import { AlreadyOpen } from '../core/store/store'

/** False: another window on the same data is open; it was asked to show itself and this process ends. */
export function isOnlyInstance(show: () => void): boolean {
  app.on('second-instance', show)
  if (app.requestSingleInstanceLock()) return true
  console.error('Fieldbook is already open; its window was asked to show itself.')
  app.quit()
  return false
}

/** One window is the whole app, on macOS too. */
export function quitWithLastWindow(): void {
  app.on('window-all-closed', () => app.quit())
}

/** What was shown as saved is durable before: what a disk that doesn't answer keeps us from is the last backup. ms. */
const patience = 60_000

/**
 * The page is gone by then, so nothing more comes in; the process waits until the core has put everything away, for a
 * bounded time.
 */
export function closeBeforeQuit(core: Promise<{ close(): Promise<void> }>, longest = patience): void {
  let closing = false
  app.on('will-quit', (event) => {
    event.preventDefault()
    if (closing) return
    closing = true
    setTimeout(() => {
      console.error(`Fieldbook was not put away after ${longest / 1000} s, and ends all the same.`)
      app.exit(1)
    }, longest)
    core.then(
      (open) => open.close().then(() => app.exit(0), fail),
      () => app.exit(process.exitCode === undefined ? 1 : Number(process.exitCode)),
    )
  })
}

/** The core could not be put together at all. (A data folder that can't be opened is not that: the page tells of it.) */
export function endIfImpossible(core: Promise<unknown>, dataFolder: string): void {
  core.catch((error: unknown) => {
    if (!(error instanceof AlreadyOpen)) return fail(error)
    console.error(`Fieldbook is already open with the data in ${dataFolder}; it was asked to show itself.`)
    app.exit(0)
  })
}

function fail(error: unknown): void {
  console.error(error)
  dialog.showErrorBox('Fieldbook could not go on', error instanceof Error ? error.message : String(error))
  app.exit(1)
}
