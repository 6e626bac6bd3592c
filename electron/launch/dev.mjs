/**
 * `npm run dev`: Fieldbook with the sources as they are, reloading in place as they change. In a window where Electron's
 * runtime is installed, otherwise (or with `--web`) in the browser, where a change to the core needs a restart.
 */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { createServer, loadConfigFromFile, mergeConfig, runnerImport } from 'vite'
import { BadArguments, parseArguments, usage } from './arguments.mjs'
import { root } from './build.mjs'
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

/** The real loopback host, gate and all, with Vite's server in the place of the built pages (which carry the CSP). */
async function serveSources(options) {
  const { config } = await loadConfigFromFile({ command: 'serve', mode: 'development' }, 'electron.config.ts', root)
  // Vite's messages get a port of their own: the page doesn't come from Vite's address.
  const server = { host: '127.0.0.1', hmr: { host: '127.0.0.1', port: 24_678 } }
  const vite = await createServer(mergeConfig(config.renderer, { configFile: false, server, clearScreen: false }))
  await vite.listen()
  const source = vite.resolvedUrls.local[0]
  const { module } = await runnerImport(path.join(root, 'electron/serve.ts'), { root, configFile: false })
  await module.serve(options, {
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

function run(...line) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, line, { cwd: root, stdio: 'inherit' })
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : process.exit(code ?? 1)))
  })
}
