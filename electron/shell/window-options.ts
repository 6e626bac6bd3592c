import type { BrowserWindowConstructorOptions } from 'electron'
import { least } from './window-bounds'

/** The page's own paper colours (renderer/styles/tokens.css), so that nothing flashes before the first paint. */
const paper = { light: '#fbf8f1', dark: '#1b1b19' }

/** Every security switch is stated, also where it is Electron's default, so that the tests can hold each one. */
export function windowOptions(preload: string, dark: boolean, development: boolean): BrowserWindowConstructorOptions {
  return {
    title: 'Fieldbook',
    minWidth: least.width,
    minHeight: least.height,
    show: false, // until there is something to see
    backgroundColor: dark ? paper.dark : paper.light,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false, // its dictionaries are downloaded
      devTools: development,
    },
  }
}
