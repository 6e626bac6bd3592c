import path from 'node:path'
import { Worker } from 'node:worker_threads'

const root = path.resolve(import.meta.dirname, '../..')

/** The worker that reads Anki packages, from its source. */
export const exchangeWorker = () =>
  new Worker(path.join(root, 'electron/launch/worker-from-source.mjs'), {
    workerData: { source: path.join(root, 'electron/core/exchange/worker.ts') },
  })
