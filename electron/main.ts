/** Fieldbook as a window. In order: what must stand before Electron is ready, then the core, then the page. */
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { app } from 'electron'
import { version } from '../package.json'
import { assets } from './core/assets'
import { compose } from './core/compose'
import { dataFolderFrom, usualDataFolder } from './data-folder'
import { serveCalls } from './shell/calls'
import { chooseFolder } from './shell/choose-folder'
import { confinePages } from './shell/confinement'
import { viteServer } from './shell/development'
import { forgetWindow } from './shell/forget-window'
import { closeBeforeQuit, endIfImpossible, isOnlyInstance, quitWithLastWindow } from './shell/lifecycle'
import { lockWithSystem } from './shell/lock-with-system'
import { setMenu } from './shell/menu'
import { blockRequests, closeNetwork } from './shell/network'
import { denyPermissions } from './shell/permissions'
import { host } from './shell/policy'
import { keepProfileIn } from './shell/profile'
import { savePdf } from './shell/save-pdf'
import { declareScheme, servePages } from './shell/scheme'
import { openWindow, showWindow } from './shell/window'
import { windowFile } from './shell/window-file'

const built = path.join(import.meta.dirname, '..')
const dataFolder = dataFolderFrom(process.argv.slice(1))
const placeGiven = dataFolder !== usualDataFolder()
const viteAddress = __DEVELOPMENT__ ? process.env.ELECTRON_RENDERER_URL : undefined
const vite = viteAddress ? viteServer(viteAddress) : undefined

app.setName('Fieldbook')
app.enableSandbox()
keepProfileIn(dataFolder, placeGiven)
declareScheme()
if (!vite) closeNetwork()
setMenu(__DEVELOPMENT__)
confinePages()
quitWithLastWindow()

// Electron holds 'ready' back until this file has run, so it must not be awaited here.
if (isOnlyInstance(showWindow)) app.whenReady().then(openFieldbook)

function openFieldbook(): void {
  const places = windowFile(path.join(app.getPath('userData'), 'place.json'))
  const core = compose({
    dataFolder,
    packFile: path.join(built, 'content/federal-response.json'),
    host: 'electron',
    versions: {
      app: version,
      node: process.versions.node,
      electron: process.versions.electron,
      chromium: process.versions.chrome,
    },
    announce: showWindow,
    placeGiven,
    chooseFolder,
    forgetWindow: () => forgetWindow(places),
    savePdf,
    startReviewsWorker: () => new Worker(path.join(built, 'main/reviews-worker.js')),
    startSearchWorker: () => new Worker(path.join(built, 'main/search-worker.js')),
    startExchangeWorker: () => new Worker(path.join(built, 'main/exchange-worker.js')),
  })
  endIfImpossible(core, dataFolder)
  closeBeforeQuit(core)
  denyPermissions()
  blockRequests(vite?.allows)
  servePages(vite?.pages ?? assets(path.join(built, 'renderer'), host))
  serveCalls(core)
  lockWithSystem(core)
  openWindow(path.join(built, 'preload/preload.cjs'), places)
}
