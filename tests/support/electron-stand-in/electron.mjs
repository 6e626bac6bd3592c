/**
 * Stands in for the module `electron` under plain Node: just what electron/shell uses, and as strict as Electron where
 * a mistake would only show there (order around 'ready', the preload's path and format). Anything else throws by name.
 * The window itself is a page in a real Chromium, which the test's process drives (window.ts); the two talk over the
 * child process's own channel.
 */
import { EventEmitter } from 'node:events'
import { existsSync, statSync } from 'node:fs'
import path from 'node:path'

let ready = false
/** Electron holds 'ready' back until the main file has run; run.mjs calls this then. */
export function appCodeLoaded() {
  setImmediate(() => {
    ready = true
    events.emit('ready')
  })
}

function only(name, members) {
  return new Proxy(members, {
    get(target, key) {
      if (key in target || typeof key === 'symbol' || key === 'then') return target[key]
      throw new Error(`The stand-in for Electron has no ${name}.${key}`)
    },
    set(_target, key) {
      throw new Error(`The stand-in for Electron has no ${name}.${String(key)} to set`)
    },
  })
}
function before(what) {
  if (ready) throw new Error(`${what} must come before 'ready'`)
}
function after(what) {
  if (!ready) throw new Error(`${what} must come after 'ready'`)
}
function tell(message) {
  if (process.connected) process.send(message)
}

// --- app ---------------------------------------------------------------------------------------------------------
const events = new EventEmitter()
let quitting = false
const paths = new Map()

/** Gives what Electron's events give: something to prevent. */
function preventable(emitter, name, event = {}, ...rest) {
  let prevented = false
  emitter.emit(name, { ...event, preventDefault: () => (prevented = true) }, ...rest)
  return prevented
}

/** A window that would not close could be kept open only by the real one. */
function preventDefault() {
  throw new Error('The stand-in for Electron closes its windows whatever is said to that')
}
function quit() {
  if (quitting) return
  if (preventable(events, 'before-quit')) return
  quitting = true
  for (const window of windows.values()) {
    window.emit('close', { preventDefault })
    tell({ type: 'close-window', window: window.id })
    window.end()
  }
  windows.clear()
  if (preventable(events, 'will-quit')) {
    quitting = false
    return
  }
  exit(0)
}
function exit(code = 0) {
  events.emit('quit', {}, code)
  process.exit(code)
}

export const app = only('app', {
  on: (name, listener) => events.on(name, listener),
  setName: (name) => tell({ type: 'name', name }),
  enableSandbox: () => {
    before('app.enableSandbox')
    tell({ type: 'sandbox' })
  },
  getPath: (name) => {
    if (!paths.has(name)) throw new Error(`The stand-in for Electron was told no path for ${name}`)
    return paths.get(name)
  },
  setPath: (name, folder) => {
    before('app.setPath')
    if (!path.isAbsolute(folder) || !statSync(folder).isDirectory()) throw new Error(`no such folder: ${folder}`)
    paths.set(name, folder)
  },
  requestSingleInstanceLock: () => {
    if (!paths.has('userData')) throw new Error('the lock hangs on userData, which is not set yet')
    return process.env.STAND_IN_SECOND !== '1'
  },
  whenReady: () => new Promise((resolve) => (ready ? resolve() : events.once('ready', resolve))),
  quit,
  exit,
  commandLine: only('app.commandLine', {
    appendSwitch: (name, value) => {
      before('app.commandLine.appendSwitch')
      tell({ type: 'switch', name, value })
    },
  }),
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, quit)

let pdfsAsked = 0
const pdfs = new Map()
// --- windows -----------------------------------------------------------------------------------------------------
const windows = new Map()
let created = 0

class Contents extends EventEmitter {
  windowOpenHandler = () => ({ action: 'allow' }) // Electron's own default
  constructor(id) {
    super()
    this.window = id
  }
  setWindowOpenHandler(handler) {
    this.windowOpenHandler = handler
  }
  send(channel, ...args) {
    tell({ type: 'send', window: this.window, channel, args })
  }
  setZoomFactor(factor) {
    if (!(factor > 0)) throw new Error('a zoom factor is greater than 0')
    tell({ type: 'zoom', window: this.window, factor })
  }
  /** Chromium's own, made of the page by the test's process. */
  printToPDF(options) {
    const id = ++pdfsAsked
    tell({ type: 'pdf', pdf: id, options })
    return new Promise((resolve, reject) => pdfs.set(id, { resolve, reject }))
  }
  undo() {
    tell({ type: 'edit', command: 'undo' })
  }
  redo() {
    tell({ type: 'edit', command: 'redo' })
  }
}

export class BrowserWindow extends EventEmitter {
  id = ++created
  webContents = new Contents(this.id)
  #minimized = false
  #maximized = false
  #ended = false
  #bounds

  constructor(options) {
    super()
    after('new BrowserWindow')
    const { preload, sandbox } = options.webPreferences
    if (!path.isAbsolute(preload) || !existsSync(preload)) throw new Error(`no preload at ${preload}`)
    if (sandbox && path.extname(preload) === '.mjs') throw new Error('a sandboxed preload must be CommonJS')
    const { x = 0, y = 0, width = 800, height = 600 } = options
    this.#bounds = { x, y, width, height }
    if (!Object.values(this.#bounds).every(Number.isInteger)) throw new TypeError('bounds are whole numbers')
    windows.set(this.id, this)
    tell({ type: 'window', window: this.id, options })
    events.emit('web-contents-created', {}, this.webContents)
  }
  static getAllWindows() {
    return [...windows.values()]
  }
  async loadURL(url) {
    tell({ type: 'load', window: this.id, url })
  }
  show() {
    tell({ type: 'show', window: this.id })
  }
  focus() {
    tell({ type: 'focus', window: this.id })
  }
  isMinimized() {
    return this.#minimized
  }
  restore() {
    this.#minimized = false
  }
  getNormalBounds() {
    this.#there()
    return { ...this.#bounds }
  }
  isMaximized() {
    this.#there()
    return this.#maximized
  }
  maximize() {
    this.#there()
    tell({ type: 'maximize', window: this.id })
    this.#maximized = true
    this.emit('maximize')
    this.emit('resize')
  }
  /** What a person does with the mouse. */
  place(bounds) {
    this.#maximized = false
    this.#bounds = bounds
    this.emit('move')
    this.emit('resize')
  }
  end() {
    this.#ended = true
    this.emit('closed')
  }
  #there() {
    if (this.#ended) throw new TypeError('Object has been destroyed')
  }
}

// --- the rest that shell/ uses -------------------------------------------------------------------------------------
export const nativeTheme = only('nativeTheme', { shouldUseDarkColors: false })

/** STAND_IN_SCREENS: displays as JSON, the main one first. */
const screens = JSON.parse(process.env.STAND_IN_SCREENS ?? 'null') ?? [
  {
    bounds: { x: 0, y: 0, width: 1920, height: 1080 },
    workArea: { x: 0, y: 0, width: 1920, height: 1040 },
    scaleFactor: 1,
  },
]
export const screen = only('screen', {
  getAllDisplays: () => {
    after('screen.getAllDisplays')
    return screens
  },
  getPrimaryDisplay: () => {
    after('screen.getPrimaryDisplay')
    return screens[0]
  },
})

const roles = new Set(
  `undo redo cut copy paste pasteAndMatchStyle delete selectAll reload forceReload toggleDevTools resetZoom zoomIn zoomOut
  togglefullscreen minimize close help about services hide hideOthers unhide quit zoom front appMenu fileMenu editMenu
  viewMenu windowMenu`.split(/\s+/),
)
const accelerator =
  /^((Command|Cmd|Control|Ctrl|CommandOrControl|CmdOrCtrl|Alt|Option|AltGr|Shift|Super|Meta)\+)*([0-9A-Z,./[\]=-]|F\d\d?|Plus|Space|Tab|Left|Right|Up|Down|Home|End|PageUp|PageDown|num\d|numadd|numsub)$/
/** Electron leaves out a role or key that it doesn't know, and nobody notices. */
function checkItem({ label, role, type, submenu, accelerator: keys, click }) {
  if (role && !roles.has(role)) throw new Error(`Electron's menus have no role ${role}`)
  if (keys !== undefined && !accelerator.test(keys)) throw new Error(`no accelerator: ${keys}`)
  if (!label && !role && type !== 'separator') throw new Error('a menu item without label, role or type')
  if (label && !role && !submenu && !click) throw new Error(`${label} does nothing`)
  submenu?.forEach(checkItem)
}
/** As data that crosses to the test. */
const shownItem = ({ click: _, submenu, ...item }) => ({ ...item, ...(submenu && { submenu: submenu.map(shownItem) }) })
let applicationMenu = []
export const Menu = only('Menu', {
  buildFromTemplate: (template) => {
    template.forEach(checkItem)
    return template
  },
  setApplicationMenu: (menu) => {
    applicationMenu = menu
    tell({ type: 'menu', menu: menu.map(shownItem) })
  },
})

/** What a person will choose in the next dialog; null: they close it. */
let chosenFolder = null
export const dialog = only('dialog', {
  showErrorBox: (title, content) => tell({ type: 'error-box', title, content }),
  showOpenDialog: async (window, options) => {
    after('dialog.showOpenDialog')
    if (!(window instanceof BrowserWindow)) throw new Error('the dialog belongs to the window')
    tell({ type: 'open-dialog', options })
    return { canceled: chosenFolder === null, filePaths: chosenFolder === null ? [] : [chosenFolder] }
  },
  /** STAND_IN_SAVES_IN: the folder where a person saves under the name offered; without it they give it up. */
  async showSaveDialog(window, { defaultPath }) {
    if (!(window instanceof BrowserWindow)) throw new TypeError('a dialog belongs to a window')
    const folder = process.env.STAND_IN_SAVES_IN
    tell({ type: 'save-dialog', defaultPath })
    return folder
      ? { canceled: false, filePath: path.join(folder, path.basename(defaultPath)) }
      : { canceled: true, filePath: '' }
  },
})

const power = new EventEmitter()
export const powerMonitor = only('powerMonitor', {
  on: (name, listener) => {
    after('powerMonitor.on')
    power.on(name, listener)
  },
})

let privileged = []
const handlers = new Map()
export const protocol = only('protocol', {
  registerSchemesAsPrivileged: (schemes) => {
    before('protocol.registerSchemesAsPrivileged')
    privileged = schemes
  },
  handle: (scheme, handler) => {
    after('protocol.handle')
    const { privileges = {} } = privileged.find((one) => one.scheme === scheme) ?? {}
    if (!privileges.standard || !privileges.secure || !privileges.supportFetchAPI)
      throw new Error(`${scheme}: would not behave like a web address`)
    handlers.set(scheme, handler)
  },
})

const guards = {}
const defaultSession = only('session.defaultSession', {
  clearCache: async () => tell({ type: 'cleared', what: 'cache' }),
  clearStorageData: async () => tell({ type: 'cleared', what: 'storage' }),
  setPermissionRequestHandler: (handler) => (guards.request = handler),
  setPermissionCheckHandler: (handler) => (guards.check = handler),
  setDevicePermissionHandler: (handler) => (guards.device = handler),
  webRequest: only('session.webRequest', {
    onBeforeRequest: (listener) => (guards.beforeRequest = listener),
  }),
})
export const session = only('session', {
  get defaultSession() {
    after('session.defaultSession')
    return defaultSession
  },
})

const channels = new EventEmitter()
export const ipcMain = only('ipcMain', { on: (channel, listener) => channels.on(channel, listener) })

/** Like Electron's own: events by `on`, messages kept until `start`. */
class MessagePortMain extends EventEmitter {
  #kept = []
  #started = false
  constructor(id) {
    super()
    this.id = id
  }
  start() {
    this.#started = true
    for (const data of this.#kept.splice(0)) this.emit('message', { data, ports: [] })
  }
  receive(data) {
    if (this.#started) this.emit('message', { data, ports: [] })
    else this.#kept.push(data)
  }
  postMessage(data, transfer) {
    if (typeof data !== 'string' || transfer) throw new Error('the stand-in carries text over ports, nothing else')
    tell({ type: 'port-message', port: this.id, data })
  }
  close() {
    tell({ type: 'port-close', port: this.id })
    ports.delete(this.id)
    this.emit('close')
  }
}
const ports = new Map()

// --- what the page does, told by the test's process ----------------------------------------------------------------
const told = {
  async request({ url, method, headers }) {
    const handler = handlers.get(new URL(url).protocol.slice(0, -1))
    if (!handler) throw new Error(`no handler for ${url}`)
    const answer = await handler(new Request(url, { method, headers }))
    const body = Buffer.from(await answer.arrayBuffer())
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body }
  },
  mayRequest: ({ url }) =>
    new Promise((resolve) => {
      if (!guards.beforeRequest) return resolve(true)
      guards.beforeRequest({ url }, ({ cancel }) => resolve(!cancel))
    }),
  mayNavigate: ({ window, url, event }) => !preventable(windows.get(window).webContents, event, { url }),
  mayOpen: ({ window, url }) => windows.get(window).webContents.windowOpenHandler({ url }).action !== 'deny',
  mayAttachWebview: ({ window }) => !preventable(windows.get(window).webContents, 'will-attach-webview'),
  async permission({ permission, url }) {
    const asked = await new Promise((resolve) =>
      guards.request ? guards.request(null, permission, resolve, { requestingUrl: url }) : resolve(true),
    )
    const checked = guards.check ? guards.check(null, permission, url) : true
    const device = guards.device ? guards.device({ deviceType: permission, origin: url }) : false
    return { asked, checked, device }
  },
  ipc({ channel, frame, ports: ids }) {
    const carried = ids.map((id) => {
      const port = new MessagePortMain(id)
      ports.set(id, port)
      return port
    })
    channels.emit(channel, { ports: carried, senderFrame: frame })
  },
  portMessage: ({ port, data }) => ports.get(port)?.receive(data),
  portClosed: ({ port }) => {
    ports.get(port)?.emit('close')
    ports.delete(port)
  },
  readyToShow: ({ window }) => {
    windows.get(window)?.webContents.emit('dom-ready')
    windows.get(window)?.emit('ready-to-show')
  },
  willChoose: ({ folder }) => {
    chosenFolder = folder
  },
  pdfMade: ({ pdf, data, error }) => {
    const { resolve, reject } = pdfs.get(pdf)
    pdfs.delete(pdf)
    if (error) reject(new Error(error))
    else resolve(Buffer.from(data))
  },
  place: ({ window, bounds }) => windows.get(window).place(bounds),
  maximize: ({ window }) => windows.get(window).maximize(),
  wheelZoom: ({ window, direction }) => void windows.get(window).webContents.emit('zoom-changed', {}, direction),
  chooseFromMenu({ labels }) {
    let items = applicationMenu
    let item
    for (const label of labels) {
      item = items.find((one) => one.label?.replace('&', '') === label)
      if (!item) throw new Error(`no menu item ${label} in ${items.map((one) => one.label ?? one.role ?? one.type)}`)
      items = item.submenu ?? []
    }
    item.click(item, [...windows.values()][0], {})
  },
  closed({ window }) {
    const gone = windows.get(window)
    if (!gone) return
    windows.delete(window)
    gone.emit('close', { preventDefault })
    gone.end()
    if (windows.size > 0) return
    if (events.listenerCount('window-all-closed') > 0) events.emit('window-all-closed')
    else quit()
  },
  power: ({ event }) => void power.emit(event),
  secondInstance: () => void events.emit('second-instance', {}, [], ''),
}

process.on('message', async ({ id, type, ...message }) => {
  try {
    tell({ type: 'reply', id, value: await told[type](message) })
  } catch (error) {
    tell({ type: 'reply', id, error: error.stack })
  }
})
// The test's process is gone: so is the window.
process.on('disconnect', () => process.exit(1))
