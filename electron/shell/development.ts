/** `npm run dev` only; the build leaves this file out. */
import { net } from 'electron'
import type { AnswerRequest } from '../core/assets'

/** Pages come from Vite's server, under the app's own address, so that everything else stays as it is in earnest. */
export function viteServer(address: string): { pages: AnswerRequest; allows(address: string): boolean } {
  const server = new URL(address)
  return {
    pages: (request) => {
      const { pathname, search } = new URL(request.url)
      return net.fetch(new URL(pathname + search, server).href, { method: request.method, headers: request.headers })
    },
    // Vite's own messages come over a web socket, straight from its server.
    allows: (address) => URL.canParse(address) && new URL(address).host === server.host,
  }
}
