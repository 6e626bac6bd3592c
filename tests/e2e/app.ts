/**
 * The fixture of all end-to-end tests: `import { expect, test } from './app'`.
 *
 *   test('a note outlives a kill', async ({ app }) => {
 *     await app.page.getByRole('link', { name: 'Notes' }).click()
 *     ...
 *     await app.kill()        // SIGKILL, then
 *     await app.relaunch()    // a new process on the same data; closes the old one first unless it was killed
 *     await expect(app.page.getByText('...')).toBeVisible()   // app.page is another page now: don't keep it in a variable
 *   })
 *
 * Each test gets its own process and its own empty data folder, on every host that this machine can run (one Playwright
 * project each: loopback, stand-in, electron; `--project loopback` picks one). Read `app.host` only where hosts differ
 * by design. After each test it fails by itself on: a request to anything but the app's own origin, a violation of the
 * Content-Security-Policy, an uncaught error in the page, the core reaching for a network, or an unclean end. A test that
 * provokes one of those takes it out of its list: `app.violations.length = 0`.
 *
 * Wait for what the person sees (expect(...).toBeVisible and so on), never for time. What a dead core couldn't take any
 * more is its own test's business; `kill` doesn't wait for saving.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Browser, type BrowserContext, test as base, chromium, expect, type Page } from 'playwright/test'
import type { StandIn } from '../support/electron-stand-in/window'
import { type HostName, hosts, type Running } from '../support/hosts'

export { expect }

/** How many times slower the page's processor is made to be: races that a fast machine hides show. */
const throttle = Number(process.env.FIELDBOOK_THROTTLE ?? 1)

export class App {
  /** Addresses of all requests, of all pages so far. */
  readonly requests: string[] = []
  /** Requests that were not for the app's own origin. */
  readonly foreign: string[] = []
  /** What the browser said about violations of the Content-Security-Policy. */
  readonly violations: string[] = []
  /** Uncaught errors in the page. */
  readonly errors: Error[] = []
  #running: Running | undefined
  #stderr = ''
  #dying = false

  constructor(
    readonly host: HostName,
    /** Absolute; this test's own. */
    readonly dataFolder: string,
    private readonly launchBrowser: () => Promise<Browser>,
    /** Where the clocks start; the present unless given. */
    readonly now?: number,
  ) {}

  get page(): Page {
    return this.#now().page
  }
  get origin(): string {
    return this.#now().origin
  }
  /** The Electron main process's doings, where the stand-in shows them; otherwise undefined. */
  get standIn(): StandIn | undefined {
    return this.#now().standIn
  }
  /** What the core has written to standard error, in all its runs. */
  get stderr(): string {
    return this.#stderr + (this.#running?.stderr() ?? '')
  }

  async launch(): Promise<void> {
    const prepare = (context: BrowserContext) => this.#watch(context)
    const { dataFolder, launchBrowser, now } = this
    this.#running = await hosts[this.host]({ dataFolder, launchBrowser, prepare, now })
  }
  /** As a person closes it: the window or the terminal. */
  async close(): Promise<void> {
    await this.#end((running) => running.close())
  }
  async kill(): Promise<void> {
    this.#dying = true // what the page was asking for fails now, and may say so
    await this.#end((running) => running.kill())
    this.#dying = false
  }
  async relaunch(): Promise<void> {
    await this.close()
    await this.launch()
  }
  get running(): boolean {
    return this.#running !== undefined
  }

  async #end(how: (running: Running) => Promise<void>): Promise<void> {
    const running = this.#running
    if (!running) return
    await how(running)
    this.#stderr += running.stderr()
    this.#running = undefined
  }
  #now(): Running {
    if (!this.#running) throw new Error('Fieldbook is not running: launch() or relaunch() it first')
    return this.#running
  }

  #watch(context: BrowserContext): void {
    let own: string | undefined
    context.on('request', (request) => {
      const url = request.url()
      this.requests.push(url)
      if (/^(data|blob|about|devtools):/.test(url)) return
      own ??= originOf(url) // the first thing a host loads is itself
      if (originOf(url) !== own) this.foreign.push(url)
    })
    if (throttle > 1)
      context.on('page', async (page) => {
        const session = await context.newCDPSession(page)
        await session.send('Emulation.setCPUThrottlingRate', { rate: throttle })
      })
    context.on('console', (message) => {
      if (/Content.Security.Policy/i.test(message.text())) this.violations.push(message.text())
    })
    context.on('weberror', (error) => {
      if (!this.#dying) this.errors.push(error.error())
    })
  }
}

/** Node gives schemes it doesn't know no origin. */
function originOf(address: string): string {
  const { protocol, host } = new URL(address)
  return `${protocol}//${host}`
}

export const test = base.extend<{ now: number | undefined; app: App }, { launchBrowser: () => Promise<Browser> }>({
  /** UTC ms: `test.use({ now })` for what writes days on the screen. Loopback only. */
  now: [undefined, { option: true }],
  /** One Chromium a worker, and only if a host needs it. */
  launchBrowser: [
    async ({ launchOptions }, use) => {
      let browser: Promise<Browser> | undefined
      await use(() => {
        browser ??= chromium.launch(launchOptions)
        return browser
      })
      await (await browser)?.close()
    },
    { scope: 'worker' },
  ],

  app: async ({ launchBrowser, now }, use, info) => {
    const dataFolder = await mkdtemp(path.join(tmpdir(), 'fieldbook-e2e-'))
    const app = new App(info.project.name as HostName, dataFolder, launchBrowser, now)
    try {
      await app.launch()
      await use(app)
      if (app.running && info.status !== info.expectedStatus)
        await info.attach('page', { body: await app.page.screenshot(), contentType: 'image/png' })
      await app.close()
    } finally {
      await app.kill()
      if (info.status !== info.expectedStatus && app.stderr) await info.attach('stderr', { body: app.stderr })
      await rm(dataFolder, { recursive: true, force: true, maxRetries: 3 })
    }
    expect(app.foreign, 'requests to others').toEqual([])
    expect(app.violations, 'violations of the Content-Security-Policy').toEqual([])
    expect(app.errors, 'uncaught errors in the page').toEqual([])
    expect(app.stderr, "the core's attempts to reach a network").not.toContain('NETWORK:')
  },
})
