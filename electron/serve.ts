/** The loopback host: the same core as in Electron, for a browser on the same machine. Plain Node. */
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { version } from '../package.json'
import { assets } from './core/assets'
import { compose } from './core/compose'
import { type Loopback, type LoopbackOptions, serveLoopback } from './core/loopback'
import { AlreadyOpen } from './core/store/store'
import { usualDataFolder } from './data-folder'
import { BadArguments, parseArguments, type StartOptions, usage } from './launch/arguments.mjs'
import { openInBrowser } from './open-in-browser'

const built = path.join(import.meta.dirname, '..')

/**
 * Serves until it is told to stop. Standard output gets one line, once everything is ready; all else goes to standard
 * error. `places` is where development puts other pages, another pack and
 * the worker's source in the place of the built ones.
 */
export async function serve(
  options: Pick<StartOptions, 'data' | 'port' | 'open'>,
  places: {
    pages: LoopbackOptions['pages']
    packFile: string
    startReviewsWorker: () => Worker
    startSearchWorker: () => Worker
    startExchangeWorker: () => Worker
  } = {
    pages: (host) => assets(path.join(built, 'renderer'), host),
    packFile: path.join(built, 'content/federal-response.json'),
    startReviewsWorker: () => new Worker(path.join(built, 'main/reviews-worker.js')),
    startSearchWorker: () => new Worker(path.join(built, 'main/search-worker.js')),
    startExchangeWorker: () => new Worker(path.join(built, 'main/exchange-worker.js')),
  },
): Promise<void> {
  const dataFolder = options.data ?? usualDataFolder()
  let loopback: Loopback | undefined
  try {
    const core = await compose({
      dataFolder,
      packFile: places.packFile,
      startReviewsWorker: places.startReviewsWorker,
      startSearchWorker: places.startSearchWorker,
      placeGiven: options.data !== undefined,
      startExchangeWorker: places.startExchangeWorker,
      host: 'loopback',
      versions: { app: version, node: process.versions.node },
      announce: () => loopback && show(loopback.entry(), options.open),
    })
    loopback = await serveLoopback({ router: core.router, pages: places.pages, port: options.port }).catch(
      async (error) => {
        await core.close()
        throw error
      },
    )
    closeWhenTold(loopback, core)
  } catch (error) {
    process.exitCode = explain(error, dataFolder, options.port)
    return
  }
  const entry = loopback.entry()
  process.stdout.write(`Fieldbook is ready at ${entry}\n`)
  if (options.open && !(await openInBrowser(entry)))
    say('No browser could be opened here: open the address above yourself.')
}

/** A second start on the same data came by: this one shows itself in a tab of its own. */
async function show(entry: string, open: boolean): Promise<void> {
  if (!open || !(await openInBrowser(entry))) say(`Fieldbook was started again and is open here: ${entry}`)
}

/** Ctrl+C, a polite kill, a closed terminal: requests under way end, then the core, then the process. */
function closeWhenTold(loopback: Loopback, core: { close(): Promise<void> }): void {
  let closing = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, async () => {
      if (closing) return
      closing = true
      try {
        await loopback.close()
        await core.close()
        process.exit(0)
      } catch (error) {
        console.error(error)
        process.exit(1)
      }
    })
}

/** Says what kept it from starting, and gives the exit code that goes with it. */
function explain(error: unknown, dataFolder: string, port: number): number {
  if (error instanceof AlreadyOpen) {
    say(`Fieldbook is already open with the data in ${dataFolder}; it was asked to show itself.`)
    return 0
  }
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'EADDRINUSE') say(`Port ${port} is in use by another program; give another one with --port, or none.`)
  else if (code === 'EACCES' && (error as { syscall?: string }).syscall === 'listen')
    say(`Port ${port} may not be used here; give a number above 1023 with --port, or none.`)
  else console.error(error)
  return 1
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    const options = parseArguments(process.argv.slice(2))
    if (options.help) say(usage)
    else await serve(options)
  } catch (error) {
    if (!(error instanceof BadArguments)) throw error
    say(`${error.message}\n${usage}`)
    process.exitCode = 2
  }
}
