import type { AnyRouter } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import { ipcMain } from 'electron'
import { isOwnMainFrame } from './policy'

/**
 * Takes the port that the preload sends for the page, and serves the core on it. The page may ask before the core is
 * open: a port keeps its messages until it is started.
 */
export function serveCalls(core: Promise<{ router: AnyRouter }>): void {
  const handler = core.then(({ router }) => new RPCHandler(router))
  handler.catch(() => {}) // whoever waits for the core tells of it
  ipcMain.on('fieldbook:port', async (event) => {
    const [port] = event.ports
    if (!port) return
    if (!isOwnMainFrame(event.senderFrame)) return port.close()
    const calls = await handler.catch(() => undefined)
    if (!calls) return port.close()
    calls.upgrade(port)
    port.start()
  })
}
