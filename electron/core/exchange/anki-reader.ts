import { setImmediate } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import type { IncomingCollection, IncomingNote } from '../../../shared/model/exchange'
import type { ReadOptions } from './anki/read-package'
import type { Reply, Request } from './messages'
import { Refused } from './refused'

export interface AnkiReaderNeeds {
  /** Without it packages are read in this thread. */
  startWorker: (() => Worker) | undefined
  /** ms. */
  silence?: number
}
export type AnkiReader = ReturnType<typeof ankiReader>

/** A worker that says nothing for so long has been caught by a file made to catch it, ms. */
const longestSilence = 120_000

/**
 * Reads Anki packages in a worker of their own each. What is read comes in batches, each a turn of the event loop, so that
 * the pages are answered in between. Reading stops when it is given up, and when the core closes.
 */
export function ankiReader({ startWorker, silence = longestSilence }: AnkiReaderNeeds) {
  const running = new Set<AbortController>()

  return {
    /**
     * The same as `readAnkiPackage`: rejects with `Refused`, or the signal's reason. `bytes` stays whole: the worker gets a
     * copy, which is handed over and not copied again.
     */
    async read(
      bytes: Uint8Array,
      name: string,
      { progress = () => {}, signal }: Omit<ReadOptions, 'now'> = {},
    ): Promise<IncomingCollection> {
      signal?.throwIfAborted()
      const closing = new AbortController()
      running.add(closing)
      const given = AbortSignal.any([closing.signal, ...(signal ? [signal] : [])])
      if (!startWorker) {
        // SQLite is loaded when it is needed.
        const { readAnkiPackage } = await import('./anki/read-package')
        return readAnkiPackage(bytes, name, { progress, signal: given }).finally(() => running.delete(closing))
      }
      const worker = startWorker()
      try {
        return await collect(worker, bytes, name, progress, given, silence)
      } finally {
        running.delete(closing)
        await worker.terminate()
      }
    },
    close(): void {
      for (const closing of running) closing.abort()
    },
  }
}

function collect(
  worker: Worker,
  bytes: Uint8Array,
  name: string,
  progress: (share: number) => void,
  signal: AbortSignal,
  silence: number,
): Promise<IncomingCollection> {
  return new Promise((resolve, reject) => {
    const notes: IncomingNote[] = []
    const media = new Map<string, Uint8Array>()
    const lost = () => reject(new Refused('worker-lost', name))
    const watch = setTimeout(lost, silence)
    const end = (settle: () => void) => {
      clearTimeout(watch)
      signal.removeEventListener('abort', giveUp)
      settle()
    }
    const giveUp = () => end(() => reject(signal.reason))
    signal.addEventListener('abort', giveUp)
    const ask = (request: Request, hand: ArrayBuffer[] = []) => worker.postMessage(request, hand)

    worker.on('message', async (reply: Reply) => {
      watch.refresh()
      if ('share' in reply) return progress(reply.share)
      if ('rest' in reply) return end(() => resolve({ format: 'anki', notes, media, ...reply.rest }))
      if ('refused' in reply) {
        const { code, where, detail } = reply.refused
        return end(() => reject(new Refused(code, where, detail)))
      }
      for (const note of reply.batch.notes) notes.push(note)
      for (const [sha, picture] of reply.batch.media) media.set(sha, picture)
      await setImmediate()
      ask('taken')
    })
    worker.on('error', () => end(lost))
    worker.on('exit', () => end(lost))
    const copy = new Uint8Array(bytes)
    ask({ read: copy, name }, [copy.buffer])
  })
}
