/** Runs a worker from its TypeScript source, for development and tests: `new Worker(this, { workerData: { source } })`. */
import path from 'node:path'
import { workerData } from 'node:worker_threads'
import { createServer } from 'vite'

// Stays open as long as the worker: what it imports later, when it is needed, goes through here too.
const server = await createServer({
  root: path.dirname(workerData.source),
  configFile: false,
  logLevel: 'error',
  appType: 'custom',
  server: { middlewareMode: true, watch: null, ws: false, hmr: false },
  optimizeDeps: { noDiscovery: true },
})
await server.ssrLoadModule(workerData.source)
