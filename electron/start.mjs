/**
 * What `npm start` runs: builds if needed, then opens Fieldbook in its window, or in the browser where there is no
 * window to be had. Plain Node, the same on every system, and nothing of it is loaded by the app itself.
 */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { BadArguments, parseArguments, usage } from './launch/arguments.mjs'
import { oldNode } from './launch/node-version.mjs'

// An older Node must get as far as being told so: it has no import.meta.dirname.
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

process.exitCode = await start().catch((error) => {
  say(error.name === 'BuildFailed' ? error.message : (error.stack ?? String(error)))
  return 1
})

/** Gives the exit code, or nothing while the loopback host goes on serving. */
async function start() {
  const { engines } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'))
  const old = oldNode(process.versions.node, engines.node)
  if (old) return told(old, 1)

  let options
  try {
    // npm moves to the project's folder; a relative path was meant from where the command was typed.
    options = parseArguments(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd())
  } catch (error) {
    if (!(error instanceof BadArguments)) throw error
    return told(`${error.message}\n${usage}`, 2)
  }
  if (options.help) return told(usage, 0)

  const { buildIfNeeded } = await import('./launch/build.mjs')
  await buildIfNeeded()

  if (!options.web) {
    const { findOrFetchRuntime, runInWindow } = await import('./launch/runtime.mjs')
    const found = await findOrFetchRuntime(root, say)
    if (found.runtime) {
      const code = await runInWindow(found.runtime, root, options.data)
      if (code !== undefined) return code
      say('Electron could not start here (what it said stands above), so Fieldbook opens in the browser.')
    } else say(`${found.reason}, so Fieldbook opens in the browser.`)
  }
  const { serve } = await import(pathToFileURL(path.join(root, 'out/main/serve.js')).href)
  await serve(options)
  return process.exitCode
}

function say(line) {
  process.stderr.write(`${line}\n`)
}

function told(line, code) {
  say(line)
  return code
}
