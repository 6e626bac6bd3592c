import { type BrowserWindow, screen } from 'electron'
import { displaySetUp, firstPlace, type WindowPlace, within, type ZoomStep, zoomed } from './window-bounds'
import type { WindowFile } from './window-file'

/** From the last move or change to writing it down, ms. */
const pause = 400

/** Where the window was on these displays, brought back into view if they no longer reach there. After 'ready'. */
export function placeToOpen(file: WindowFile): WindowPlace {
  const screens = screen.getAllDisplays()
  const main = screen.getPrimaryDisplay()
  const kept = file.placeOn(displaySetUp(screens))
  return kept ? { ...kept, bounds: within(screens, main, kept.bounds) } : firstPlace(main)
}

/** Keeps what becomes of the window; closing waits for nothing but the one small file, if that is still to be written. */
export function keepPlace(window: BrowserWindow, file: WindowFile, opened: WindowPlace): void {
  let timer: NodeJS.Timeout | undefined
  let zoom = opened.zoom
  const { webContents } = window

  function keep(): void {
    timer = undefined
    const { x, y, width, height } = window.getNormalBounds()
    const place = { bounds: { x, y, width, height }, maximized: window.isMaximized(), zoom }
    file.keep(displaySetUp(screen.getAllDisplays()), place)
  }
  function changed(): void {
    clearTimeout(timer)
    timer = setTimeout(keep, pause)
  }
  window.on('move', changed)
  window.on('resize', changed)
  window.on('maximize', changed)
  window.on('unmaximize', changed)
  window.on('close', () => {
    if (timer === undefined) return
    clearTimeout(timer)
    keep()
  })

  // Each new document begins with the zoom that Chromium's own profile knows.
  webContents.on('dom-ready', () => webContents.setZoomFactor(zoom))
  zoomWindow = (step) => {
    zoom = zoomed(zoom, step)
    webContents.setZoomFactor(zoom)
    changed()
  }
  webContents.on('zoom-changed', (_event, direction) => zoomWindow(direction))
  window.once('closed', () => {
    zoomWindow = () => {}
  })
}

/** Of the window that is open; nothing where none is. */
let zoomWindow: (step: ZoomStep) => void = () => {}
export const zoom = (step: ZoomStep): void => zoomWindow(step)
