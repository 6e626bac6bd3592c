/**
 * The test's side of the stand-in: starts the built main under Node and is its window, a page in a real Chromium.
 * `app://` is mapped to `https://fieldbook.invalid/` and back, so main sees `app://` throughout.
 *
 * Only the real runtime shows: the scheme itself (its privileges, origin, code cache), isolated worlds, Electron's own
 * defaults, the menu on screen and its keys, the system's single-instance lock, where the system really puts a window
 * (here it stays where it is told), zoom (here a smaller viewport), fuses.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Browser, BrowserContext, Page, Request, Route } from 'playwright/test'
import { preloadInPage } from './preload-in-page'

export const origin = 'https://fieldbook.invalid'
const scheme = 'app://fieldbook'

// biome-ignore lint/suspicious/noExplicitAny: messages of many shapes cross here, each with its own fields
type Message = Record<string, any>

export interface StandInOptions {
  /** Absolute path of the built main file. */
  main: string
  dataFolder: string
  launchBrowser(): Promise<Browser>
  /** Options for Node, before the script. */
  execArgv?: string[]
  /** Sees the context before anything loads. */
  prepare?(context: BrowserContext): Promise<void> | void
}

export class StandIn {
  /** What main said about itself: options of the window, menu, switches, error boxes. */
  readonly said: Message[] = []
  stderr = ''
  stdout = ''
  readonly exited: Promise<number | null>
  #child: ChildProcess
  #options: StandInOptions
  #waiting = new Map<string, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  #context: BrowserContext | undefined
  #opened = withResolvers<Page>()
  #ports = new Set<string>()
  #receive = `stand-in:${randomUUID()}`
  #window = 0
  #ended = false
  #closing = false
  #page: Page | undefined
  #zoomed = 1

  constructor(options: StandInOptions, env: NodeJS.ProcessEnv = {}) {
    this.#options = options
    this.#child = fork(path.join(import.meta.dirname, 'run.mjs'), [options.main, '--data', options.dataFolder], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'advanced',
      execArgv: options.execArgv ?? [],
      env: { ...process.env, ...env },
    })
    this.#child.stdout?.on('data', (text) => {
      this.stdout += text
    })
    this.#child.stderr?.on('data', (text) => {
      this.stderr += text
    })
    this.exited = once(this.#child, 'exit').then(([code]) => {
      this.#ended = true
      this.#opened.reject(new Error(`main ended with ${code} before its window was there:\n${this.stderr}`))
      for (const { reject } of this.#waiting.values()) reject(new Error(`main has ended:\n${this.stderr}`))
      return code
    })
    this.#opened.promise.catch(() => {}) // told to whoever waits for it
    this.#child.on('message', (message: Message) => void this.#hear(message))
  }

  /** The window's page, once main has loaded it; rejects if main ends before. */
  page(): Promise<Page> {
    return this.#opened.promise
  }

  /** What the window's guards answer if the page at `url` wants `permission`. */
  permission(permission: string, url: string): Promise<{ asked: boolean; checked: boolean; device: boolean }> {
    return this.#ask({ type: 'permission', permission, url })
  }
  mayAttachWebview(): Promise<boolean> {
    return this.#ask({ type: 'mayAttachWebview', window: this.#window })
  }
  /** A message with a port from a frame of the test's choosing; resolves to whether main kept the port open. */
  async sendPortFrom(frame: { url: string; parent: object | null } | null): Promise<boolean> {
    const port = randomUUID()
    await this.#ask({ type: 'ipc', channel: 'fieldbook:port', ports: [port], frame })
    return !this.said.some((message) => message.type === 'port-close' && message.port === port)
  }
  /** A click on a menu item, by its labels from the menu bar down. Keys of menus are not stood in for. */
  chooseFromMenu(...labels: string[]): Promise<void> {
    return this.#ask({ type: 'chooseFromMenu', labels })
  }
  /** What a person chooses in dialogs for a folder from now on; null: they close them. */
  willChoose(folder: string | null): Promise<void> {
    return this.#ask({ type: 'willChoose', folder })
  }
  /** What a person does to the window. */
  place(bounds: { x: number; y: number; width: number; height: number }): Promise<void> {
    return this.#ask({ type: 'place', window: this.#window, bounds })
  }
  maximize(): Promise<void> {
    return this.#ask({ type: 'maximize', window: this.#window })
  }
  wheelZoom(direction: 'in' | 'out'): Promise<void> {
    return this.#ask({ type: 'wheelZoom', window: this.#window, direction })
  }
  /** What the system tells: its screen is locked, or it goes to sleep. */
  power(event: 'lock-screen' | 'suspend'): Promise<void> {
    return this.#ask({ type: 'power', event })
  }
  secondInstance(): Promise<void> {
    return this.#ask({ type: 'secondInstance' })
  }

  /** Closes the window, as a person does, and waits for main to put everything away. Gives its exit code. */
  async close(): Promise<number | null> {
    await this.#closeWindow()
    this.#context = undefined
    await this.#ask({ type: 'closed', window: this.#window }).catch(() => {}) // ends while it answers
    return this.exited
  }
  async kill(): Promise<void> {
    this.#ended = true
    this.#child.kill('SIGKILL')
    await this.exited
    await this.#context?.close()
  }

  /** What a page still asks as it closes, or of a main that was killed, comes to nothing, as it would in Electron. */
  #unlessGone(error: Error): void {
    if (!this.#ended && !this.#closing && !this.#page?.isClosed()) throw error
  }
  async #closeWindow(): Promise<void> {
    this.#closing = true // before the page goes: its last requests fail while it does
    await this.#context?.close()
  }

  #ask<T>(message: Message): Promise<T> {
    const id = randomUUID()
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (value: never) => void, reject })
      this.#child.send({ ...message, id }, (error) => error && reject(error))
    }).finally(() => this.#waiting.delete(id))
  }

  async #hear(message: Message): Promise<void> {
    switch (message.type) {
      case 'reply': {
        const waiting = this.#waiting.get(message.id)
        if (message.error) waiting?.reject(new Error(message.error))
        else waiting?.resolve(message.value as never)
        return
      }
      case 'load':
        this.#window = message.window
        return this.#open(message).catch(this.#opened.reject)
      case 'port-message':
        return this.#toPage({ port: message.port, data: message.data })
      case 'close-window':
        return this.#closeWindow()
      case 'send':
        return this.#toPage({ channel: message.channel, args: message.args })
      case 'pdf':
        return this.#printToPdf(message)
      case 'zoom':
        this.said.push(message)
        return this.#zoom(message.factor)
      default:
        this.said.push(message)
        if (message.type === 'port-close' && this.#ports.delete(message.port))
          return this.#toPage({ port: message.port, close: true })
    }
  }

  async #open({ window, url }: Message): Promise<void> {
    this.#closing = false
    const { options } = this.said.find((message) => message.type === 'window' && message.window === window) as Message
    const browser = await this.#options.launchBrowser()
    const viewport = { width: options.width, height: options.height }
    const context = await browser.newContext({ viewport })
    this.#context = context
    await this.#options.prepare?.(context)
    const send = `standIn${randomUUID().replaceAll('-', '')}`
    await context.exposeBinding(send, (source, message: Message) =>
      source.page === this.#page
        ? this.#fromPage(source.frame === source.page.mainFrame(), source.frame.url(), message).catch((error) =>
            this.#unlessGone(error),
          )
        : undefined,
    )
    const preload = await readFile(options.webPreferences.preload, 'utf8')
    await context.addInitScript({ content: preloadInPage(preload, { send, receive: this.#receive }) })
    await context.route('**/*', (route) => this.#route(route).catch((error) => this.#unlessGone(error)))

    const page = await context.newPage()
    this.#page = page
    context.on('page', async (other) => {
      const may = await this.#ask<boolean>({ type: 'mayOpen', window, url: toApp(other.url()) })
      if (!may) await other.close()
    })
    page.on('close', () => void this.#ask({ type: 'closed', window }).catch(() => {}))
    await page.goto(fromApp(url), { waitUntil: 'domcontentloaded' })
    await this.#ask({ type: 'readyToShow', window })
    this.#opened.resolve(page)
  }

  /** Electron's names for what Playwright calls otherwise; each is refused that isn't known here. */
  async #printToPdf({ pdf, options }: Message): Promise<void> {
    this.said.push({ type: 'pdf', options })
    const { preferCSSPageSize, generateTaggedPDF, generateDocumentOutline, printBackground, ...rest } = options
    try {
      if (Object.keys(rest).length > 0) throw new Error(`printToPDF: ${Object.keys(rest)} isn't stood in for`)
      const data = await this.#page?.pdf({
        preferCSSPageSize,
        printBackground,
        tagged: generateTaggedPDF,
        outline: generateDocumentOutline,
      })
      await this.#ask({ type: 'pdfMade', pdf, data })
    } catch (error) {
      await this.#ask({ type: 'pdfMade', pdf, error: String(error) })
    }
  }

  async #zoom(factor: number): Promise<void> {
    if (factor === this.#zoomed || !this.#page) return
    this.#zoomed = factor
    const { options } = this.said.find((message) => message.type === 'window') as Message
    const size = { width: Math.round(options.width / factor), height: Math.round(options.height / factor) }
    await this.#page.setViewportSize(size).catch(() => {}) // it may be closing
  }

  async #route(route: Route): Promise<void> {
    const request = route.request()
    const url = toApp(request.url())
    // Whether it may be there at all is asked when Playwright tells of it, which it does once something has loaded.
    if (frameOf(request, this.#page).frame === 'other page')
      return route.fulfill({ body: '', contentType: 'text/html' })
    if (request.isNavigationRequest() && !(await this.#mayNavigate(request, url))) return route.abort('aborted')
    if (!(await this.#ask<boolean>({ type: 'mayRequest', url }))) return route.abort('blockedbyclient')
    if (!url.startsWith('app:')) return route.abort('addressunreachable') // allowed, but there is no network here
    const headers = await request.allHeaders()
    const answer = await this.#ask<{ status: number; headers: Record<string, string>; body: Uint8Array }>({
      type: 'request',
      url,
      method: request.method(),
      headers,
    })
    await route.fulfill({ status: answer.status, headers: answer.headers, body: Buffer.from(answer.body) })
  }

  /** Like Electron, asks about what the page starts by itself, and not about the load that main asked for. */
  async #mayNavigate(request: Request, url: string): Promise<boolean> {
    const { frame, first } = frameOf(request, this.#page)
    if (frame === 'main' && first) return true
    const may = (event: string) => this.#ask<boolean>({ type: 'mayNavigate', window: this.#window, url, event })
    return (await may('will-frame-navigate')) && (frame !== 'main' || (await may('will-navigate')))
  }

  async #fromPage(isMain: boolean, url: string, message: Message): Promise<void> {
    switch (message.type) {
      case 'started': // a new document: the ports of the one before are gone
        for (const port of this.#ports) await this.#ask({ type: 'portClosed', port })
        this.#ports.clear()
        return
      case 'ipc':
        for (const port of message.ports) this.#ports.add(port)
        return this.#ask({ ...message, type: 'ipc', frame: { url: toApp(url), parent: isMain ? null : {} } })
      case 'port-message':
        return this.#ask({ type: 'portMessage', port: message.port, data: message.data })
    }
  }

  async #toPage(detail: Message): Promise<void> {
    // The page may be gone, or be another by now; so would the port be.
    await this.#page
      ?.evaluate(
        ([name, detail]) => window.dispatchEvent(new CustomEvent(name as string, { detail })),
        [this.#receive, detail],
      )
      .catch(() => {})
  }
}

function frameOf(request: Request, page: Page | undefined) {
  const frame = frameIfThere(request)
  if (!frame || frame.page() !== page) return { frame: 'other page', first: false } as const
  return { frame: frame === page.mainFrame() ? 'main' : 'inner', first: page.url() === 'about:blank' } as const
}

/** Playwright has no frame yet for the first request of a window that is just opening, and throws. */
function frameIfThere(request: Request) {
  try {
    return request.frame()
  } catch {
    return undefined
  }
}

function toApp(url: string): string {
  return url === origin || url.startsWith(`${origin}/`) ? scheme + url.slice(origin.length) : url
}
function fromApp(url: string): string {
  return url.startsWith(`${scheme}/`) ? origin + url.slice(scheme.length) : url
}

/** Node 20 doesn't have Promise.withResolvers. */
function withResolvers<T>() {
  let resolve!: (value: T) => void
  let reject!: (error: Error) => void
  const promise = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}
