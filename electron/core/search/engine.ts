import { setImmediate } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import { type Answered, type Asked, Finder } from './finder'
import type { Message, Reply, Request } from './messages'
import type { Page } from './page'

/** Holds the index. What is put and dropped counts for every question asked after it. */
export interface Engine {
  put(pages: readonly Page[]): Promise<void>
  drop(keys: readonly string[]): Promise<void>
  ask(asked: Asked): Promise<Answered>
  /** The index is gone with it. */
  close(): Promise<void>
}

/** In this thread: between pages it lets others have their turn. */
export function engineHere(): Engine {
  const finder = new Finder()
  return {
    async put(pages) {
      for (const [index, page] of pages.entries()) {
        finder.put([page])
        if (index % pagesInOneGo === pagesInOneGo - 1) await setImmediate()
      }
    },
    drop: async (keys) => finder.drop(keys),
    ask: async (asked) => finder.ask(asked),
    close: async () => {},
  }
}
const pagesInOneGo = 20

/** In a worker. Everything asked of it rejects once it is lost, whatever the reason. */
export function engineInWorker(startWorker: () => Worker): Engine {
  const waiting = new Map<number, { resolve(reply: Reply): void; reject(error: Error): void }>()
  const worker = startWorker()
  let sent = 0
  let gone: Error | undefined
  // It never keeps the process alive by itself.
  worker.unref()
  worker.on('message', (reply: Reply) => {
    const one = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (reply.error === undefined) one?.resolve(reply)
    else one?.reject(new Error(reply.error))
  })
  worker.on('error', lost)
  worker.on('exit', (code) => lost(new Error(`the search worker ended with ${code}`)))

  function lost(error: Error): void {
    gone ??= error
    for (const { reject } of waiting.values()) reject(gone)
    waiting.clear()
  }
  function send(message: Message): Promise<Reply> {
    return new Promise((resolve, reject) => {
      if (gone) return reject(gone)
      sent += 1
      waiting.set(sent, { resolve, reject })
      worker.postMessage({ id: sent, message } satisfies Request)
    })
  }
  return {
    put: async (pages) => void (await send({ put: pages })),
    drop: async (keys) => void (await send({ drop: keys })),
    async ask(asked) {
      const { answer } = await send({ ask: asked })
      return answer ?? { hits: [], found: 0 }
    },
    close: async () => void (await worker.terminate()),
  }
}
