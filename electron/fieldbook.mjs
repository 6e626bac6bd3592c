/** What `npm run -s fieldbook -- <command>` runs: builds if needed, then does what is asked, without a window. Plain Node. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { oldNode } from './launch/node-version.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

process.exitCode = await start().catch((error) => {
  process.stderr.write(`${error.name === 'BuildFailed' ? error.message : (error.stack ?? String(error))}\n`)
  return 1
})

async function start() {
  const { engines } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'))
  const old = oldNode(process.versions.node, engines.node)
  if (old) {
    process.stderr.write(`${old}\n`)
    return 1
  }
  const { buildIfNeeded } = await import('./launch/build.mjs')
  await buildIfNeeded()
  const { run } = await import(pathToFileURL(path.join(root, 'out/main/cli.js')).href)
  // npm moves to the project's folder; a relative path was meant from where the command was typed.
  return run(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd())
}
