import { setImmediate } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import type { IncomingCollection, IncomingNote } from '../../../shared/model/exchange'
import type { TextLook, TextOptions } from '../../../shared/model/text-import'
import type { ReadOptions } from './anki/read-package'
import { readExport } from './json/read'
import type { Reply, Request } from './messages'
import { Refused } from './refused'
import { readText } from './text/read'

export interface CollectionReaderNeeds {
  /** Without it packages are read in this thread. */
  startWorker: (() => Worker) | undefined
  /** ms. */
  silence?: number
}
export type CollectionReader = ReturnType<typeof collectionReader>

/** A worker that says nothing for so long has been caught by a file made to catch it, ms. */
const longestSilence = 120_000

/**
 * Reads Anki packages, exports of ours, and tables of text in a worker of their own each. What is read comes in batches, each a turn of
 * the event loop, so that the pages are answered in between. Reading stops when it is given up, and when the core closes.
 */
export function collectionReader({ startWorker, silence = longestSilence }: CollectionReaderNeeds) {
  const running = new Set<AbortController>()

  async function readInWorker(
    startWorker: () => Worker,
    bytes: Uint8Array,
    name: string,
    { signal, ...given }: Omit<Asked, 'progress'> & Partial<Pick<Asked, 'progress'>>,
  ): Promise<IncomingCollection> {
    signal?.throwIfAborted()
    const closing = new AbortController()
    running.add(closing)
    const stopped = AbortSignal.any([closing.signal, ...(signal ? [signal] : [])])
    const worker = startWorker()
    try {
      return await collect(worker, { progress: () => {}, ...given, bytes, name, signal: stopped, silence })
    } finally {
      running.delete(closing)
      await worker.terminate()
    }
  }

  return {
    /** The same as `readExport`; `bytes` stays whole. Parsing a large file would hold up everybody. */
    async readJson(
      bytes: Uint8Array,
      name: string,
      options: Omit<ReadOptions, 'now'> = {},
    ): Promise<IncomingCollection> {
      return startWorker ? readInWorker(startWorker, bytes, name, { ...options, format: 'json' }) : readExport(bytes)
    },
    /** The same as `readText`; `bytes` stays whole. */
    async readText(
      bytes: Uint8Array,
      name: string,
      { signal, text, look }: ReadingText = {},
    ): Promise<IncomingCollection> {
      if (!startWorker) return readText(bytes, name, text, look)
      return readInWorker(startWorker, bytes, name, { format: 'text', text, look, ...(signal && { signal }) })
    },
    /**
     * The same as `readAnkiPackage`: rejects with `Refused`, or the signal's reason. `bytes` stays whole: the worker gets a
     * copy, which is handed over and not copied again.
     */
    async readAnki(
      bytes: Uint8Array,
      name: string,
      { progress = () => {}, signal }: Omit<ReadOptions, 'now'> = {},
    ): Promise<IncomingCollection> {
      if (startWorker)
        return readInWorker(startWorker, bytes, name, { progress, format: 'anki', ...(signal && { signal }) })
      signal?.throwIfAborted()
      const closing = new AbortController()
      running.add(closing)
      const given = AbortSignal.any([closing.signal, ...(signal ? [signal] : [])])
      // SQLite is loaded when it is needed.
      const { readAnkiPackage } = await import('./anki/read-package')
      return readAnkiPackage(bytes, name, { progress, signal: given }).finally(() => running.delete(closing))
    },
    close(): void {
      for (const closing of running) closing.abort()
    },
  }
}

interface ReadingText {
  signal?: AbortSignal
  text?: TextOptions | undefined
  look?: ((look: TextLook) => void) | undefined
}
interface Asked extends ReadingText {
  format: IncomingCollection['format']
  progress: (share: number) => void
}
interface Collecting extends Asked {
  bytes: Uint8Array
  name: string
  signal: AbortSignal
  silence: number
}
function collect(
  worker: Worker,
  { bytes, name, format, text, progress, look, signal, silence }: Collecting,
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
      if ('look' in reply) return look?.(reply.look)
      if ('rest' in reply) return end(() => resolve({ format, notes, media, ...reply.rest }))
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
    ask({ read: copy, name, format, text }, [copy.buffer])
  })
}
