/**
 * `npm run dev`: Fieldbook with the sources as they are, reloading in place as they change. In a window where Electron's
 * runtime is installed, otherwise (or with `--web`) in the browser, where a change to the core needs a restart.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { loadConfigFromFile, mergeConfig, createServer as serveWithVite } from 'vite'
import { BadArguments, parseArguments, usage } from './arguments.mjs'
import { root } from './build.mjs'
import { loadSource } from './load-source.mjs'
import { runtimeIn } from './runtime.mjs'

const workerFromSource = path.join(root, 'electron/launch/worker-from-source.mjs')
const reviewsWorker = path.join(root, 'electron/core/reviews/worker.ts')
const searchWorker = path.join(root, 'electron/core/search/worker.ts')
const exchangeWorker = path.join(root, 'electron/core/exchange/worker.ts')
const electronVite = path.join(root, 'node_modules/electron-vite/dist/cli.js')

try {
  const options = parseArguments(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd())
  await run(path.join(root, 'content/compiler/run.mjs'), 'build')
  const runtime = runtimeIn(path.join(root, 'node_modules/electron'))
  if (runtime && !options.web) {
    const data = options.data === undefined ? [] : ['--', '--data', options.data]
    await run(electronVite, 'dev', '--watch', '--config', 'electron.config.ts', ...data)
  } else await serveSources(options)
} catch (error) {
  if (!(error instanceof BadArguments)) throw error
  process.stderr.write(`${error.message}\n${usage}\n`)
  process.exitCode = 2
}

/** The real loopback host, gate and all, with Vite's pages in the place of the built ones (which carry the CSP). */
async function serveSources(options) {
  const source = await serveRenderer()
  const { serve } = await loadSource(path.join(root, 'electron/serve.ts'))
  await serve(options, {
    pages: () => (request) => {
      const { pathname, search } = new URL(request.url)
      return fetch(new URL(pathname + search, source), { headers: request.headers })
    },
    packFile: path.join(root, 'out/content/federal-response.json'),
    startReviewsWorker: () => new Worker(workerFromSource, { workerData: { source: reviewsWorker } }),
    startSearchWorker: () => new Worker(workerFromSource, { workerData: { source: searchWorker } }),
    startExchangeWorker: () => new Worker(workerFromSource, { workerData: { source: exchangeWorker } }),
  })
}

/**
 * Resolves to the address of the pages. Vite's messages come from there too, so that two of these don't get each other's.
 * A server that Vite made itself would end the process on SIGTERM, before the core has let go of its data.
 */
async function serveRenderer() {
  const { config } = await loadConfigFromFile({ command: 'serve', mode: 'development' }, 'electron.config.ts', root)
  const server = createServer((request, response) => vite.middlewares(request, response))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address()
  const hmr = { server, host: '127.0.0.1', clientPort: port }
  const inline = { configFile: false, clearScreen: false, server: { middlewareMode: { server }, hmr } }
  const vite = await serveWithVite(mergeConfig(config.renderer, inline))
  return `http://127.0.0.1:${port}/`
}

function run(...line) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, line, { cwd: root, stdio: 'inherit' })
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : process.exit(code ?? 1)))
  })
}
