import path from 'node:path'
import { Worker } from 'node:worker_threads'

const root = path.resolve(import.meta.dirname, '../..')

/** The worker that holds the index of search, from its source. */
export const searchWorker = () =>
  new Worker(path.join(root, 'electron/launch/worker-from-source.mjs'), {
    workerData: { source: path.join(root, 'electron/core/search/worker.ts') },
  })
