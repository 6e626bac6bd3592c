/** The stand-in is only worth something if it fails where Electron would. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { StandIn } from '../../support/electron-stand-in/window'

vi.setConfig({ testTimeout: 30_000 })

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'fieldbook-stand-in-'))
  await writeFile(path.join(folder, 'preload.mjs'), '')
  await writeFile(path.join(folder, 'preload.cjs'), '')
})
afterAll(() => rm(folder, { recursive: true }))

const standard = `protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }])`
const open = (preload: string) =>
  `new BrowserWindow({ webPreferences: { sandbox: true, preload: ${JSON.stringify(preload)} } })`

test.each([
  ['an API that shell/ has not used yet', `import { app } from 'electron'; app.dock.hide()`, 'no app.dock'],
  ['a module of Electron that it lacks', `import { BrowserView } from 'electron'`, "'BrowserView'"],
  [
    'a scheme declared too late',
    `import { app, protocol } from 'electron'; app.whenReady().then(() => { ${standard} })`,
    "must come before 'ready'",
  ],
  [
    'a page handler too early',
    `import { protocol } from 'electron'; protocol.handle('app', () => {})`,
    "must come after 'ready'",
  ],
  ['a session too early', `import { session } from 'electron'; session.defaultSession`, "must come after 'ready'"],
  ['a window too early', `import { BrowserWindow } from 'electron'; ${open('/x')}`, "must come after 'ready'"],
  [
    'a scheme that is no web address',
    `import { app, protocol } from 'electron'; app.whenReady().then(() => protocol.handle('app', () => {}))`,
    'would not behave like a web address',
  ],
  [
    'a missing preload',
    `import { app, BrowserWindow } from 'electron'; app.whenReady().then(() => ${open('/nowhere/preload.cjs')})`,
    'no preload at',
  ],
  [
    'a preload as a module',
    `import { app, BrowserWindow } from 'electron'; app.whenReady().then(() => ${open('PRELOAD.mjs')})`,
    'must be CommonJS',
  ],
  [
    'a menu role that Electron lacks',
    `import { Menu } from 'electron'; Menu.buildFromTemplate([{ label: 'View', submenu: [{ role: 'zoomin' }] }])`,
    'no role zoomin',
  ],
  [
    'a key that no menu takes',
    `import { Menu } from 'electron'; Menu.buildFromTemplate([{ label: 'Back', accelerator: 'Alt+ArrowLeft', click() {} }])`,
    'no accelerator: Alt+ArrowLeft',
  ],
  ['displays too early', `import { screen } from 'electron'; screen.getAllDisplays()`, "must come after 'ready'"],
  [
    'a profile folder that is not there',
    `import { app } from 'electron'; app.setPath('userData', '/nowhere')`,
    'ENOENT',
  ],
])('%s ends the start with its name', async (_what, code, words) => {
  const main = path.join(folder, `${words.replace(/\W/g, '')}-${code.length}.mjs`)
  await writeFile(main, code.replace('PRELOAD', path.join(folder, 'preload').replaceAll('\\', '\\\\')))
  const standIn = new StandIn({ main, dataFolder: folder, launchBrowser: () => new Promise(() => {}) })
  expect(await standIn.exited).not.toBe(0)
  expect(standIn.stderr).toContain(words)
})

test('awaiting ready in the main file hangs, as in Electron', async () => {
  const main = path.join(folder, 'awaits.mjs')
  await writeFile(main, `import { app } from 'electron'; await app.whenReady(); console.log('ready')`)
  const standIn = new StandIn({ main, dataFolder: folder, launchBrowser: () => new Promise(() => {}) })
  // Node ends a process whose main module waits for what nothing can bring; the channel to us keeps this one going.
  setTimeout(() => standIn.kill(), 1_000)
  await standIn.exited
  expect(standIn.stdout).not.toContain('ready')
})
