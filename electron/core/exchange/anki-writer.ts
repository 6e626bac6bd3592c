import type { Worker } from 'node:worker_threads'
import { type OpenPackageFile, type PackageFile, packageFileHere } from './exports/anki-file'
import type { WriteReply, WriteRequest } from './messages'

/** Writes Anki packages in a worker of their own each; without one in this thread, with turns for others. */
export function ankiWriter(startWorker: (() => Worker) | undefined): OpenPackageFile {
  if (!startWorker) return packageFileHere
  return async (needs, signal) => {
    const worker = startWorker()
    let waiting: { resolve: (reply: WriteReply) => void; reject: (reason: unknown) => void } | null = null
    let gone: { reason: unknown } | null = null
    const end = (reason: unknown) => {
      gone ??= { reason }
      waiting?.reject(reason)
      waiting = null
    }
    const giveUp = () => end(signal?.reason)
    signal?.addEventListener('abort', giveUp)
    worker.on('message', (reply: WriteReply) => {
      waiting?.resolve(reply)
      waiting = null
    })
    worker.on('error', end)
    worker.on('exit', () => end(new Error('the worker that writes the package has ended')))
    const ask = (request: WriteRequest): Promise<WriteReply> =>
      new Promise((resolve, reject) => {
        if (gone) return reject(gone.reason)
        waiting = { resolve, reject }
        worker.postMessage(request)
      })
    const close = async () => {
      signal?.removeEventListener('abort', giveUp)
      await worker.terminate()
    }
    const file: PackageFile = {
      add: async (part) => void (await ask({ part })),
      async finish() {
        const reply = await ask('finish')
        if (reply !== 'written') return reply.file
        throw new Error('the worker that writes the package has ended')
      },
      close,
    }
    try {
      signal?.throwIfAborted()
      await ask({ write: needs })
      return file
    } catch (error) {
      await close()
      throw error
    }
  }
}
