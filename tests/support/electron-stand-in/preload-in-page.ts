/**
 * The built preload as a script for the page: it gets a `require` that knows `electron` alone, as in Electron's sandbox.
 * What isn't covered: the isolated world. Here preload and page share one, so a preload that leaked into `window` shows,
 * but one that relied on isolation would not.
 */
export function preloadInPage(preload: string, names: { send: string; receive: string }): string {
  return `(${bridge.toString()})(${JSON.stringify(names)}, (require) => {${preload}\n})`
}

/** Runs in the page. Ports cross message by message: `send` is a binding, `receive` an event. */
function bridge(names: { send: string; receive: string }, preload: (require: (name: string) => unknown) => void): void {
  const page = window as unknown as Record<string, unknown>
  const send = page[names.send] as (message: unknown) => void
  delete page[names.send]
  if (window !== window.top) return // Electron runs preloads in the main frame only

  const ports = new Map<string, MessagePort>()
  const channels = new Map<string, ((event: object, ...args: unknown[]) => void)[]>()
  window.addEventListener(names.receive, (event) => {
    const { port, data, close, channel, args } = (event as CustomEvent).detail
    event.stopImmediatePropagation()
    if (channel) for (const listener of channels.get(channel) ?? []) listener({}, ...args)
    else if (close) ports.get(port)?.close()
    else ports.get(port)?.postMessage(data)
  })
  const ipcRenderer = {
    on(channel: string, listener: (event: object, ...args: unknown[]) => void) {
      channels.set(channel, [...(channels.get(channel) ?? []), listener])
    },
    postMessage(channel: string, message: unknown, transfer: MessagePort[] = []) {
      if (message !== null) throw new Error('the stand-in carries ports, nothing else')
      const ids = transfer.map((port) => {
        const id = crypto.randomUUID()
        ports.set(id, port)
        port.onmessage = ({ data }) => send({ type: 'port-message', port: id, data })
        return id
      })
      send({ type: 'ipc', channel, ports: ids })
    },
  }
  const electron = new Proxy(
    { ipcRenderer },
    {
      get(target, key) {
        if (key in target) return target[key as 'ipcRenderer']
        throw new Error(`The stand-in for Electron's preload has no ${String(key)}`)
      },
    },
  )
  try {
    send({ type: 'started' })
  } catch {
    return // a window that was never to open, on its way out: nothing is connected to it
  }
  preload((name) => {
    if (name !== 'electron') throw new Error(`module not found: ${name} (a sandboxed preload has only electron)`)
    return electron
  })
}
