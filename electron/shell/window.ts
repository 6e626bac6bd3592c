import { BrowserWindow, nativeTheme } from 'electron'
import type { CommandName } from '../../shared/model/commands'
import { start } from './policy'
import type { WindowFile } from './window-file'
import { windowOptions } from './window-options'
import { keepPlace, placeToOpen } from './window-place'

let open: BrowserWindow | undefined

/** @param preload absolute path of the built preload */
export function openWindow(preload: string, file: WindowFile): void {
  const place = placeToOpen(file)
  const window = new BrowserWindow({
    ...windowOptions(preload, nativeTheme.shouldUseDarkColors, __DEVELOPMENT__),
    ...place.bounds,
  })
  open = window
  keepPlace(window, file, place)
  window.once('ready-to-show', () => {
    // Maximizing shows a window too: not before there is something to see.
    if (place.maximized) window.maximize()
    window.show()
  })
  window.once('closed', () => {
    open = undefined
  })
  void window.loadURL(start)
}

/** Somebody started Fieldbook again: this is the window they look for. */
export function showWindow(): void {
  if (!open) return
  if (open.isMinimized()) open.restore()
  open.show()
  open.focus()
}

export const theWindow = (): BrowserWindow | undefined => open

/** The menu's commands are the page's to do. */
export function askPage(command: CommandName): void {
  open?.webContents.send('fieldbook:command', command)
}

/** In a field that has the focus, as the menu's own roles would. */
export function editInField(what: 'undo' | 'redo'): void {
  open?.webContents[what]()
}
