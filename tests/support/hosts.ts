/** The hosts as the tests see them: start one on a data folder, get its page, close or kill it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { _electron, type Browser, type BrowserContext, type Page } from 'playwright/test'
import { runtimeIn } from '../../electron/launch/runtime.mjs'
import { StandIn, origin as standInOrigin } from './electron-stand-in/window'
import { shiftClock } from './shifted-clock.cjs'

export const root = path.resolve(import.meta.dirname, '../..')
/** The end-to-end tests work on a copy (tests/e2e/snapshot-of-build.ts). */
export const built = process.env.FIELDBOOK_BUILT ?? path.join(root, 'out')
const trap = path.join(import.meta.dirname, 'trap-network.cjs')
const shifted = path.join(import.meta.dirname, 'shifted-clock.cjs')

export type HostName = 'loopback' | 'stand-in' | 'electron'

export interface StartWith {
  dataFolder: string
  launchBrowser(): Promise<Browser>
  /** Sees the browser's context before anything loads in it. */
  prepare(context: BrowserContext): void
  /** Starts the clocks of core and page at this instant (UTC ms), in UTC; loopback only. */
  now?: number | undefined
}

export interface Running {
  page: Page
  /** All that the page may load from. */
  origin: string
  /** Only with the stand-in: what main said, and the events it can be sent. */
  standIn?: StandIn
  /** The core's standard error so far. */
  stderr(): string
  /** As a person closes it; throws if the core doesn't end with exit code 0. */
  close(): Promise<void>
  /** SIGKILL to the process that holds the data. */
  kill(): Promise<void>
}

export const hosts: Record<HostName, (options: StartWith) => Promise<Running>> = {
  loopback: startLoopback,
  'stand-in': startStandIn,
  electron: startElectron,
}

/** Why a host can't be tested on this machine; undefined if it can. */
export function missing(host: HostName): string | undefined {
  if (host !== 'electron') return undefined
  if (!runtimeIn(path.join(root, 'node_modules/electron'))) return "Electron's runtime is not installed"
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no display'
  return undefined
}

/** The loopback host's process alone, for tests of its own. `ready` gives the address it prints. */
export function spawnLoopback(
  dataFolder: string,
  { trapped = true, more = [], now }: { trapped?: boolean; more?: string[]; now?: number | undefined } = {},
) {
  const options = [...(trapped ? ['--require', trap] : []), ...(now === undefined ? [] : ['--require', shifted])]
  const script = path.join(built, 'main/serve.js')
  const child = spawn(process.execPath, [...options, script, '--no-open', '--data', dataFolder, ...more], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(now !== undefined && { env: { ...process.env, FIELDBOOK_NOW: String(now), TZ: 'UTC' } }),
  })
  const output = { stdout: '', stderr: '' }
  child.stderr.on('data', (text) => {
    output.stderr += text
  })
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (text) => {
      output.stdout += text
      const [, address] = /^Fieldbook is ready at (\S+)\n/m.exec(output.stdout) ?? []
      if (address) resolve(address)
    })
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it was ready:\n${output.stderr}`)))
  })
  ready.catch(() => {}) // a test may wait for the exit instead
  return { child, output, ready, exited: once(child, 'exit') as Promise<[number | null, string | null]> }
}

async function startLoopback({ dataFolder, launchBrowser, prepare, now }: StartWith): Promise<Running> {
  const { child, output, ready, exited } = spawnLoopback(dataFolder, { now })
  const [address, browser] = await Promise.all([ready, launchBrowser()])
  const timezone = now === undefined ? {} : { timezoneId: 'UTC' }
  const context = await browser.newContext({ viewport: { width: 1180, height: 800 }, ...timezone })
  prepare(context)
  if (now !== undefined) await context.addInitScript(shiftClock, now)
  const page = await context.newPage()
  await page.goto(address)
  return {
    page,
    origin: new URL(address).origin,
    stderr: () => output.stderr,
    close: async () => {
      await context.close()
      await end(child, exited, 'SIGINT', () => output.stderr)
    },
    kill: async () => {
      child.kill('SIGKILL')
      await exited
      await context.close()
    },
  }
}

async function startStandIn({ dataFolder, launchBrowser, prepare }: StartWith): Promise<Running> {
  const main = path.join(built, 'main/main.js')
  const standIn = new StandIn({ main, dataFolder, launchBrowser, prepare, execArgv: ['--require', trap] })
  const page = await standIn.page()
  return {
    page,
    origin: standInOrigin,
    standIn,
    stderr: () => standIn.stderr,
    close: async () => {
      const code = await standIn.close()
      if (code !== 0) throw new Error(`main ended with ${code}:\n${standIn.stderr}`)
    },
    kill: () => standIn.kill(),
  }
}

async function startElectron({ dataFolder, prepare }: StartWith): Promise<Running> {
  const executablePath = runtimeIn(path.join(root, 'node_modules/electron')) as string
  const app = await _electron.launch({ executablePath, args: [path.join(built, 'main/main.js'), '--data', dataFolder] })
  let stderr = ''
  app.process().stderr?.on('data', (text) => {
    stderr += text
  })
  prepare(app.context())
  const page = await app.firstWindow()
  return {
    page,
    origin: 'app://fieldbook',
    stderr: () => stderr,
    close: () => app.close(),
    kill: async () => {
      const gone = once(app.process(), 'exit')
      app.process().kill('SIGKILL')
      await gone
    },
  }
}

/** Windows has no SIGINT to send; there the process is just ended, which must be harmless too. */
async function end(child: ChildProcess, exited: Promise<unknown[]>, signal: NodeJS.Signals, stderr: () => string) {
  child.kill(signal)
  const [code] = await exited
  if (code !== 0 && process.platform !== 'win32') throw new Error(`the core ended with ${code}:\n${stderr()}`)
}
