import { BrowserWindow, nativeTheme } from 'electron'
import { start } from './policy'
import { windowOptions } from './window-options'

let open: BrowserWindow | undefined

/** @param preload absolute path of the built preload */
export function openWindow(preload: string): void {
  const window = new BrowserWindow(windowOptions(preload, nativeTheme.shouldUseDarkColors, __DEVELOPMENT__))
  open = window
  window.once('ready-to-show', () => window.show())
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
