/** The loopback host's server: on 127.0.0.1 only, every request past the gate, then to the core or to the page. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { AnyRouter } from '@orpc/server'
import { RPCHandler } from '@orpc/server/node'
import type { AnswerRequest } from './assets'
import { Gate, type Refusal } from './gate'
import type { CallContext } from './router'

const address = '127.0.0.1'
/** After this long (ms) a connection that still stands open at the end is cut. */
const patience = 2_000

export interface Loopback {
  /** A new address to open, with its own token in the fragment, which never travels over the wire. */
  entry(): string
  /** Takes no more requests and waits for those under way. */
  close(): Promise<void>
}

export interface LoopbackOptions {
  router: AnyRouter
  /** Answers everything that isn't a call; gets the host name that it stands for. */
  pages(host: string): AnswerRequest
  /** 0: any free one. */
  port: number
}

/** Rejects with Node's own error if the port is taken or may not be used. */
export async function serveLoopback({ router, pages, port }: LoopbackOptions): Promise<Loopback> {
  const server = createServer((request, response) => {
    receive(request, response).catch((error: unknown) => {
      console.error(error)
      if (response.headersSent) response.destroy()
      else refuse(response, { status: 500 })
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, address, resolve)
  })
  const host = `${address}:${(server.address() as AddressInfo).port}`
  const gate = new Gate(host)
  const calls = new RPCHandler(router)
  const answer = pages(host)

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const knock = { method: request.method ?? '', headers: request.headers }
    const refusal = gate.refuses(knock)
    if (refusal) return refuse(response, refusal)

    const target = request.url ?? ''
    if (target === '/call' || target.startsWith('/call/')) {
      const refusal = gate.refusesCall(knock)
      if (refusal) return refuse(response, refusal)
      response.setHeader('cache-control', 'no-store')
      response.setHeader('x-content-type-options', 'nosniff')
      const { matched } = await calls.handle(request, response, { prefix: '/call', context: contextOf(request) })
      if (!matched) refuse(response, { status: 404 })
      return
    }
    const url = asWritten(target, host)
    if (!url) return refuse(response, { status: 400 })
    const headers = { accept: request.headers.accept ?? '*/*' }
    await send(await answer(new Request(url, { method: knock.method, headers })), response)
  }

  return {
    entry: () => `http://${host}/#token=${gate.letIn()}`,
    close: () =>
      new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), patience)
        server.close(() => {
          clearTimeout(cut)
          resolve()
        })
      }),
  }
}

/** What the page says of itself, once it knows. */
function contextOf({ headers }: IncomingMessage): CallContext {
  const erased = headers['x-fieldbook-erased']
  return typeof erased === 'string' ? { erased: erased === 'none' ? null : Number(erased) } : {}
}

/** An address that parsing would tidy (`..`, backslashes, somebody else's host) is not one that a browser sends. */
function asWritten(target: string, host: string): URL | null {
  const whole = `http://${host}${target}`
  if (!target.startsWith('/') || !URL.canParse(whole)) return null
  const url = new URL(whole)
  return url.host === host && url.pathname + url.search === target ? url : null
}

async function send(answer: Response, response: ServerResponse): Promise<void> {
  response.writeHead(answer.status, Object.fromEntries(answer.headers))
  response.end(answer.body === null ? undefined : Buffer.from(await answer.arrayBuffer()))
}

function refuse(response: ServerResponse, { status, headers }: Refusal): void {
  // The body was not read, so nothing that follows on this connection can be trusted to be a request.
  response.writeHead(status, { 'cache-control': 'no-store', 'content-length': 0, connection: 'close', ...headers })
  response.end()
}
