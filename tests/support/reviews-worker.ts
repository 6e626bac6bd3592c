import path from 'node:path'
import { Worker } from 'node:worker_threads'

const root = path.resolve(import.meta.dirname, '../..')
const source = path.join(root, 'electron/core/reviews/worker.ts')
const start = (file: string) => new Worker(path.join(root, file), { workerData: { source } })

/** The worker that reads all reviews, from its source. */
export const reviewsWorker = () => start('electron/launch/worker-from-source.mjs')
/** The same where the optimiser can't be loaded. */
export const reviewsWorkerWithoutOptimiser = () => start('tests/support/worker-without-optimiser.mjs')
