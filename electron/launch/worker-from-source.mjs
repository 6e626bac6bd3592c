/** Runs a worker from its TypeScript source, for development and tests: `new Worker(this, { workerData: { source } })`. */
import { workerData } from 'node:worker_threads'
import { loadSource } from './load-source.mjs'

await loadSource(workerData.source)
